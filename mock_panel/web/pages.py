"""The pages, what they are made of, and the headers that keep them to themselves."""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files

from mock_panel.domain.joining import Guest, PlaceRole
from mock_panel.web.address import PublicAddress

_GAP = re.compile(r"\{\{(\w+)\}\}")
_OURS = "mock_panel.web"
_THEIRS = "textual_serve"
_FILES = {
    "panel.css": (_OURS, "page/panel.css", "text/css"),
    "panel.js": (_OURS, "page/panel.js", "text/javascript"),
    "xterm.css": (_THEIRS, "static/css/xterm.css", "text/css"),
    "textual.js": (_THEIRS, "static/js/textual.js", "text/javascript"),
    "RobotoMono-VariableFont_wght.ttf": (
        _THEIRS, "static/fonts/RobotoMono-VariableFont_wght.ttf", "font/ttf",
    ),
    "RobotoMono-Italic-VariableFont_wght.ttf": (
        _THEIRS, "static/fonts/RobotoMono-Italic-VariableFont_wght.ttf", "font/ttf",
    ),
}  # fmt: skip
"""All that can be asked for by name; a name is never made into a path."""
_CANVAS = (
    "Screen readers cannot read this page: the panel is drawn on a canvas, without words in it."
)
_READING = (
    f"{_CANVAS} Ask the chair for your packet instead: one HTML file that you fill in and send "
    "back, made for screen readers and for the keyboard alone."
)
_READING_OF_CANDIDATE = (
    f"{_CANVAS} Tell the chair: the questions can be read out to you, and you can answer aloud."
)
_READING_OF_CHAIR = (
    f"{_CANVAS} Where the panel's database is, all but conducting the interview can be done by "
    "commands in a terminal, in plain words: see `mock-panel panel --help`."
)

HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Without any, a browser would tell no origin with its own forms.
    "Referrer-Policy": "same-origin",
    "Server": "mock-panel",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Of every answer that says nothing else."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of a page."""

    body: bytes
    packed: bytes
    """The same with gzip."""
    kind: str
    tag: str
    """What changes when the file does, in quotes."""


@cache
def asset(name: str) -> Asset | None:
    """A file by its name; None where there is none of this name."""
    if name not in _FILES:
        return None
    package, path, kind = _FILES[name]
    return _asset(package, path, kind)


@cache
def join_style() -> Asset:
    """What the first page looks like: the only file for people without a session."""
    return _asset(_OURS, "page/join.css", "text/css")


def _asset(package: str, path: str, kind: str) -> Asset:
    body = files(package).joinpath(path).read_bytes()
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    return Asset(body, gzip.compress(body, 6), kind, tag)


def policy(address: PublicAddress, nonce: str = "") -> str:
    """What a page may do: use what comes from us, and nothing else.

    Args:
        address: some browsers do not take its socket for the same place.
        nonce: of the style elements that scripts may make; none without.
    """
    styles = f"'self' 'nonce-{nonce}'" if nonce else "'self'"
    return (
        "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        f"connect-src 'self' {address.socket}; font-src 'self'; img-src 'self' data:; "
        f"script-src 'self'; style-src {styles}"
    )


def join_page(problem: str = "") -> str:
    """The form that takes a code.

    Args:
        problem: why the last one was not taken.
    """
    words = f'<p id="problem" class="problem" role="alert">{escape(problem)}</p>' if problem else ""
    gaps = {
        "problem": words,
        "described": " problem" if problem else "",
        "invalid": ' aria-invalid="true"' if problem else "",
    }
    return _filled("join.html", gaps)


def problem_page(title: str, words: str, *, passes: bool = False) -> str:
    """A page that says what is wrong.

    Args:
        title: in two words.
        words: what is wrong, and what to do.
        passes: it may be over soon, so that the page tries again by itself.
    """
    again = '<meta http-equiv="refresh" content="15; url=/">\n' if passes else ""
    gaps = {"title": escape(title), "words": escape(words), "again": again}
    return _filled("problem.html", gaps)


def again_page() -> str:
    """A page that asks for the first page again, so that the browser sends its cookie."""
    return _page("again.html")


def panel_page(guest: Guest, address: PublicAddress, nonce: str) -> str:
    """The terminal of one place."""
    is_candidate = guest.role is PlaceRole.CANDIDATE
    place = "candidate" if is_candidate else f"{guest.role} {guest.place.upper()}"
    gaps = {
        "place": escape(place),
        "who": escape(f"{guest.name} · {place}" if guest.name else place),
        "reading": escape(_reading(guest.role)),
        "socket": escape(address.socket),
        "nonce": escape(nonce),
    }
    return _filled("panel.html", gaps)


def _reading(role: PlaceRole) -> str:
    """What is left to somebody who listens to the page."""
    others = {PlaceRole.CANDIDATE: _READING_OF_CANDIDATE, PlaceRole.CHAIR: _READING_OF_CHAIR}
    return others.get(role, _READING)


def _filled(name: str, gaps: Mapping[str, str]) -> str:
    return _GAP.sub(lambda gap: gaps[gap[1]], _page(name))


@cache
def _page(name: str) -> str:
    return files(_OURS).joinpath("page", name).read_text(encoding="utf-8")
