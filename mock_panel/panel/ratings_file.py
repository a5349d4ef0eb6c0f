"""The small file that a rater packet saves: read with distrust, and opened with the rater's key.

Anybody may have touched the file on its way. First its form is checked, then whose it claims to
be, then the seal; only a sealed body is looked at for what it says.
"""

import hashlib
import hmac
import json
import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NoReturn, TypeVar

from mock_panel.domain.ids import FormId, ItemId, PanelId, QuestionId, SeatId
from mock_panel.domain.panel_forms import PanelForm
from mock_panel.domain.panels import Panel
from mock_panel.domain.parts import Part
from mock_panel.domain.ratings import RaterNote
from mock_panel.errors import InputError

VERSION = 1
MOST_BYTES = 1_000_000
MOST_LINES = 20
"""Of evidence for one item."""
MOST_CHARACTERS = 2_000
"""In a line of evidence or in a note."""
MOST_NOTES = 500
MOST_SECONDS = 4 * 60 * 60
"""On the answer clock; more means that it was forgotten."""

GivenRating = tuple[ItemId, int | None, tuple[str, ...]]
"""An item, its score (None while there is none) and its lines of evidence."""

_T = TypeVar("_T")
_Keys = dict[str, Callable[["_Place", Any], Any]]

_SCHEMA = re.compile(r"mock-panel/ratings@([0-9]{1,6})")
_SEAL = re.compile(r"[0-9a-f]{64}")
_STEERING = re.compile("[\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Breaks a line, or turns the direction of what follows it."""
_MOST_DIGITS = 100
_SEND_AGAIN = "Ask the rater to save it again from the packet and to send it unchanged."


@dataclass(frozen=True, slots=True)
class _Claims:
    """What the body says, each value of the right type and nothing more."""

    panel: PanelId
    form: FormId
    rater: SeatId
    locked: bool
    saved_at: datetime
    ratings: tuple[GivenRating, ...]
    notes: tuple[tuple[QuestionId, Part, str, float | None, datetime], ...]


@dataclass(frozen=True, slots=True)
class SealedRatings:
    """A well-formed ratings file; nothing in it can be relied on before it is opened."""

    name: str
    """Of the file, for messages."""
    body: str
    seal: str
    claims: _Claims

    @property
    def panel(self) -> PanelId:
        """Which panel it claims to be for."""
        return self.claims.panel

    @property
    def rater(self) -> SeatId:
        """Whose it claims to be."""
        return self.claims.rater


@dataclass(frozen=True, slots=True)
class ReturnedRatings:
    """What a rater sent back, sealed with the rater's key."""

    seat: SeatId
    locked: bool
    """Whether the rater made them final; then every item that counts is complete."""
    saved_at: datetime
    """By the clock of the rater's computer; aware, UTC."""
    ratings: tuple[GivenRating, ...]
    """One for each item that counts, in the order of the form."""
    notes: tuple[RaterNote, ...]


def read_ratings_file(data: bytes, name: str) -> SealedRatings:
    """The content of a ratings file, well-formed but not yet verified.

    Args:
        data: all bytes of the file.
        name: of the file, for messages.

    Raises:
        InputError: it is too large, no UTF-8, no JSON, of a newer version, or not of the
            form that a packet writes.
    """
    if len(data) > MOST_BYTES:
        raise InputError(
            f"{name}: {len(data):,} bytes are too many for a ratings file",
            "Check that it is the file which the packet saved.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: no UTF-8 text at byte {error.start}", _SEND_AGAIN) from error
    top = _Place(name)
    outer = _parsed(text, name, lambda line, column: f"{name}:{line}:{column}")
    _check_version(outer, top)
    sealed = _fields(outer, top, {"schema": _string, "body": _string, "seal": _seal})
    body = sealed["body"]
    inner = _parsed(body, name, lambda line, column: f"{name}: body, line {line}:{column}")
    return SealedRatings(name, body, sealed["seal"], _claims(inner, _Place(name, "body")))


def open_ratings(sealed: SealedRatings, panel: Panel, key: str) -> ReturnedRatings:
    """The ratings of a file, after proof that they are the rater's and fit the panel.

    Items that were taken out of the form since the packet was made are passed over.

    Args:
        sealed: from `read_ratings_file`.
        panel: the one that the file claims to be for.
        key: of the seat that the file claims to be from.

    Raises:
        InputError: it is for another panel or form, the seat does not rate, the seal does not
            fit, or what it says cannot be said of this form.
    """
    top = _Place(sealed.name)
    if sealed.panel != panel.id:
        top.fail(f"it is for another panel, {_shown(sealed.panel)}", "Import it there.")
    if sealed.rater not in {seat.id for seat in panel.raters}:
        top.fail(f"{_shown(sealed.rater)} is no rater of this panel", _SEND_AGAIN)
    if not hmac.compare_digest(_seal_of(sealed.body, key), sealed.seal):
        top.fail(
            "the seal does not fit: the file was changed, or comes from another rater's packet",
            _SEND_AGAIN,
        )
    claims = sealed.claims
    if claims.form != panel.form.id:
        top.fail(
            "it was made for another set of questions",
            "Make the rater a new packet: `mock-panel panel packet`.",
        )
    ratings = _ratings_of_form(claims, panel.form, top)
    if claims.locked:
        _check_complete(ratings, panel.form, top)
    notes = _notes_of_form(claims, panel.form, top)
    return ReturnedRatings(claims.rater, claims.locked, claims.saved_at, ratings, notes)


def _seal_of(body: str, key: str) -> str:
    return hmac.new(key.encode(), body.encode(), hashlib.sha256).hexdigest()


# What the file says against what the form asks.


def _ratings_of_form(claims: _Claims, form: PanelForm, top: "_Place") -> tuple[GivenRating, ...]:
    known = {item.id for item in form.items}
    values = {level.value for level in form.scale.levels}
    given: dict[ItemId, GivenRating] = {}
    for i, rating in enumerate(claims.ratings):
        place = top.at("body").at("ratings").at(i)
        item, score, _ = rating
        if item not in known:
            place.at("item").fail(f"the form has no item {_shown(item)}")
        if item in given:
            place.at("item").fail(f"{_shown(item)} is rated twice")
        if score is not None and score not in values:
            allowed = ", ".join(map(str, sorted(values)))
            place.at("score").fail(f"{score} is not on the scale: {allowed}")
        given[item] = rating
    missing = [item.id for item in form.rated if item.id not in given]
    if missing:
        top.at("body").at("ratings").fail(f"{', '.join(missing)}: not in the file")
    return tuple(given[item.id] for item in form.rated)


def _check_complete(ratings: Collection[GivenRating], form: PanelForm, top: "_Place") -> None:
    for item, score, evidence in ratings:
        if score is None or not evidence:
            lacks = "a rating" if score is None else "evidence"
            top.fail(f"it is locked, yet {form.item(item).title} lacks {lacks}")


def _notes_of_form(claims: _Claims, form: PanelForm, top: "_Place") -> tuple[RaterNote, ...]:
    asked = {question.id for question in form.questions}
    for i, (question, *_) in enumerate(claims.notes):
        if question not in asked:
            place = top.at("body").at("notes").at(i).at("question")
            place.fail(f"the form does not ask {_shown(question)}")
    return tuple(RaterNote(claims.rater, *note) for note in claims.notes)


# The form of the file, whatever it says.


def _parsed(text: str, name: str, place: Callable[[int, int], str]) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=_no_key_twice,
            parse_int=_whole_number,
            parse_constant=_no_number,
        )
    except json.JSONDecodeError as error:
        at = place(error.lineno, error.colno)
        raise InputError(f"{at}: no JSON: {error.msg}", _SEND_AGAIN) from error
    except RecursionError as error:
        raise InputError(f"{name}: nested too deeply", _SEND_AGAIN) from error
    except ValueError as error:  # a key twice, or a number that is none
        raise InputError(f"{name}: {error}", _SEND_AGAIN) from error


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {_shown(twice)} is there twice")
    return found


def _whole_number(digits: str) -> int:
    # Python itself refuses more than some thousand digits, in words for programmers.
    if len(digits) > _MOST_DIGITS:
        raise ValueError(f"a number of {len(digits):,} digits")
    return int(digits)


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def _check_version(outer: Any, top: "_Place") -> None:
    schema = outer.get("schema") if isinstance(outer, dict) else None
    found = _SCHEMA.fullmatch(schema) if isinstance(schema, str) else None
    if found is None:
        top.fail("not a ratings file", "Import the file that the packet saved.")
    if int(found[1]) > VERSION:
        top.fail("made by a newer Mock Panel", "Update Mock Panel here, then import it again.")
    if int(found[1]) < VERSION:
        top.at("schema").fail(f"there is no version {int(found[1])}")


def _claims(value: Any, place: "_Place") -> _Claims:
    return _Claims(
        **_fields(
            value,
            place,
            {
                "panel": _id,
                "form": _id,
                "rater": _id,
                "locked": _truth,
                "saved_at": _moment,
                "ratings": lambda place, value: _each(place, value, _rating),
                "notes": lambda place, value: _each(place, value, _note, MOST_NOTES),
            },
        )
    )


def _rating(place: "_Place", value: Any) -> GivenRating:
    given = _fields(value, place, {"item": _id, "score": _score, "evidence": _evidence})
    return ItemId(given["item"]), given["score"], given["evidence"]


def _evidence(place: "_Place", value: Any) -> tuple[str, ...]:
    return tuple(filter(None, _each(place, value, _line, MOST_LINES)))


def _note(place: "_Place", value: Any) -> tuple[QuestionId, Part, str, float | None, datetime]:
    given = _fields(
        value,
        place,
        {"question": _id, "part": _part, "text": _line, "second": _second, "at": _moment},
    )
    if not given["text"]:
        place.at("text").fail("empty")
    return (
        QuestionId(given["question"]),
        given["part"],
        given["text"],
        given["second"],
        given["at"],
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands, for messages such as `file: body.ratings[2].score: …`."""

    name: str
    steps: str = ""

    def at(self, step: str | int) -> "_Place":
        """One step further down."""
        if isinstance(step, int):
            return _Place(self.name, f"{self.steps}[{step}]")
        return _Place(self.name, f"{self.steps}.{step}" if self.steps else step)

    def fail(self, message: str, hint: str = _SEND_AGAIN) -> NoReturn:
        """Refuse the file because of the value here."""
        where = f"{self.name}: {self.steps}" if self.steps else self.name
        raise InputError(f"{where}: {message}", hint)


def _fields(value: Any, place: _Place, keys: _Keys) -> dict[str, Any]:
    """A mapping with exactly these keys, each value read by its reader."""
    if not isinstance(value, dict):
        place.fail(f"{_shown(value)} is no JSON object")
    for key in value:
        if key not in keys:
            place.fail(f"unknown key {_shown(key)}")
    for key in keys:
        if key not in value:
            place.fail(f"the key {_shown(key)} is missing")
    return {key: read(place.at(key), value[key]) for key, read in keys.items()}


def _each(
    place: _Place,
    value: Any,
    read: Callable[[_Place, Any], _T],
    most: int = MOST_NOTES,
) -> tuple[_T, ...]:
    if not isinstance(value, list):
        place.fail(f"{_shown(value)} is no list")
    if len(value) > most:
        place.fail(f"{len(value)} are too many; {most} are allowed")
    return tuple(read(place.at(i), each) for i, each in enumerate(value))


def _string(place: _Place, value: Any) -> str:
    if not isinstance(value, str):
        place.fail(f"{_shown(value)} is no text")
    if any(unicodedata.category(character) == "Cs" for character in value):
        place.fail("half a character (a lone surrogate)")
    return value


def _seal(place: _Place, value: Any) -> str:
    text = _string(place, value)
    if not _SEAL.fullmatch(text):
        place.fail("not a seal")
    return text


def _id(place: _Place, value: Any) -> str:
    text = _string(place, value)
    if not 1 <= len(text) <= 200:
        place.fail("not an id")
    return text


def _line(place: _Place, value: Any) -> str:
    """One line of text without the blanks around it."""
    text = _string(place, value)
    if len(text) > MOST_CHARACTERS:
        place.fail(f"{len(text):,} characters are too many; {MOST_CHARACTERS:,} are allowed")
    if _STEERING.search(text) or any(unicodedata.category(c) == "Cc" for c in text):
        place.fail("holds a control character")
    return text.strip()


def _truth(place: _Place, value: Any) -> bool:
    if not isinstance(value, bool):
        place.fail(f"{_shown(value)} is neither true nor false")
    return value


def _score(place: _Place, value: Any) -> int | None:
    # A bool is an int to Python, and none to anybody else.
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        place.fail(f"{_shown(value)} is neither a whole number nor null")
    return value


def _second(place: _Place, value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        place.fail(f"{_shown(value)} is neither a number nor null")
    if not 0 <= value <= MOST_SECONDS:
        place.fail(f"{_shown(value)} seconds cannot be")
    return float(value)


def _part(place: _Place, value: Any) -> Part:
    try:
        return Part(_string(place, value))
    except ValueError:
        place.fail(f"{_shown(value)} is no part; {', '.join(Part)} are")


def _moment(place: _Place, value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(_string(place, value))
        # What has no zone could be any of two dozen moments.
        return moment.astimezone(UTC) if moment.tzinfo else place.fail(f"{_shown(value)}: no zone")
    except (ValueError, OverflowError):
        place.fail(f"{_shown(value)} is no date and time")


def _shown(value: object) -> str:
    """A value as a message shows it: on one line, and not much of it."""
    shown = ascii(value) if isinstance(value, str) else type(value).__name__
    if isinstance(value, int | float) or value is None:
        shown = json.dumps(value)
    return shown if len(shown) <= 40 else f"{shown[:39]}…"
