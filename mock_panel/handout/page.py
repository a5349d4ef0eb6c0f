"""A page of HTML that stands alone: no script, its style named by its digest, words only words."""

import base64
import hashlib
import re
from collections.abc import Callable, Iterable
from functools import cache
from html import escape
from importlib.resources import files
from typing import TypeVar

T = TypeVar("T")

PAGE_END = "</body>\n</html>\n"
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What neither HTML nor SVG may hold, even escaped."""


def page(title: str, *parts: str, style: str) -> str:
    """A whole document around parts that are markup already.

    Args:
        title: plain text.
        parts: what stands in the body.
        style: as of `page_start`.
    """
    body = "\n".join(part for part in parts if part)
    return f"{page_start(title, style)}{body}\n{PAGE_END}"


def page_start(title: str, style: str) -> str:
    """The document up to where its body begins, for one that is written piece by piece.

    Args:
        title: plain text.
        style: what stands beside the style that all pages have.
    """
    whole = f"{_common_style()}{style}"
    digest = base64.b64encode(hashlib.sha256(whole.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
        f"<title>{words(title)}</title>\n<style>{whole}</style>\n</head>\n<body>\n"
    )


@cache
def _common_style() -> str:
    return files("mock_panel.handout").joinpath("page.css").read_text("utf-8")


def words(text: str) -> str:
    """Somebody's words as markup that says just them; what is no character is shown as one."""
    return escape(_NO_CHARACTER.sub("\ufffd", text))


def said(text: str) -> str:
    """Somebody's words within a line: their direction is their own."""
    return f"<bdi>{words(text)}</bdi>"


def section(title: str, body: str) -> str:
    """A headed part of a page; nothing where it would be empty."""
    return f"<section>\n<h2>{words(title)}</h2>\n{body}\n</section>" if body else ""


def plain_list(lines: Iterable[str]) -> str:
    """Lines as a list; nothing for none."""
    entries = "".join(f'<li dir="auto">{words(line)}</li>' for line in lines)
    return f'<ul class="plain">{entries}</ul>' if entries else ""


def paragraphs(lines: Iterable[str], kind: str = "") -> str:
    """A paragraph for each line.

    Args:
        lines: plain text.
        kind: the class of each, if they have one.
    """
    told = f' class="{kind}"' if kind else ""
    return "".join(f'<p{told} dir="auto">{words(line)}</p>' for line in lines)


def each(markup: Callable[[T], str], things: Iterable[T]) -> str:
    """The markup of several things, one after the other."""
    return "\n".join(map(markup, things))
