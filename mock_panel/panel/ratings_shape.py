"""The form that a ratings file must have, whatever it says: each value of the right type.

A value that is none is refused with its place, such as `file: body.ratings[2].score: …`.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NoReturn, TypeVar

from mock_panel.domain.ids import FormId, ItemId, PanelId, QuestionId, SeatId
from mock_panel.domain.parts import Part
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
_Keys = dict[str, Callable[["Place", Any], Any]]

_SCHEMA = re.compile(r"mock-panel/ratings@([0-9]{1,6})")
_SEAL = re.compile(r"[0-9a-f]{64}")
_STEERING = re.compile("[\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Breaks a line, or turns the direction of what follows it."""
_MOST_DIGITS = 100
SEND_AGAIN = "Ask the rater to save it again from the packet and to send it unchanged."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands, for messages such as `file: body.ratings[2].score: …`."""

    name: str
    steps: str = ""

    def at(self, step: str | int) -> "Place":
        """One step further down."""
        if isinstance(step, int):
            return Place(self.name, f"{self.steps}[{step}]")
        return Place(self.name, f"{self.steps}.{step}" if self.steps else step)

    def fail(self, message: str, hint: str = SEND_AGAIN) -> NoReturn:
        """Refuse the file because of the value here."""
        where = f"{self.name}: {self.steps}" if self.steps else self.name
        raise InputError(f"{where}: {message}", hint)


@dataclass(frozen=True, slots=True)
class Claims:
    """What the body says, each value of the right type and nothing more."""

    panel: PanelId
    form: FormId
    rater: SeatId
    locked: bool
    saved_at: datetime
    ratings: tuple[GivenRating, ...]
    notes: tuple[tuple[QuestionId, Part, str, float | None, datetime], ...]


def parsed(text: str, name: str, place: Callable[[int, int], str]) -> Any:
    """What a JSON text says.

    Args:
        text: the JSON.
        name: of the file, for messages.
        place: puts a line and a column in words.

    Raises:
        InputError: it is no JSON, or has a key twice.
    """
    try:
        return json.loads(
            text,
            object_pairs_hook=_no_key_twice,
            parse_int=_whole_number,
            parse_constant=_no_number,
        )
    except json.JSONDecodeError as error:
        at = place(error.lineno, error.colno)
        raise InputError(f"{at}: no JSON: {error.msg}", SEND_AGAIN) from error
    except RecursionError as error:
        raise InputError(f"{name}: nested too deeply", SEND_AGAIN) from error
    except ValueError as error:  # a key twice, or a number that is none
        raise InputError(f"{name}: {error}", SEND_AGAIN) from error


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {shown(twice)} is there twice")
    return found


def _whole_number(digits: str) -> int:
    # Python itself refuses more than some thousand digits, in words for programmers.
    if len(digits) > _MOST_DIGITS:
        raise ValueError(f"a number of {len(digits):,} digits")
    return int(digits)


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def check_version(outer: Any, top: Place) -> None:
    """Refuse what is no ratings file, or one that this version cannot know."""
    schema = outer.get("schema") if isinstance(outer, dict) else None
    found = _SCHEMA.fullmatch(schema) if isinstance(schema, str) else None
    if found is None:
        top.fail("not a ratings file", "Import the file that the packet saved.")
    if int(found[1]) > VERSION:
        top.fail("made by a newer Mock Panel", "Update Mock Panel here, then import it again.")
    if int(found[1]) < VERSION:
        top.at("schema").fail(f"there is no version {int(found[1])}")


def body_and_seal(outer: Any, top: Place) -> tuple[str, str]:
    """What is sealed, as text, and the seal."""
    sealed = _fields(outer, top, {"schema": _string, "body": _string, "seal": _seal})
    return sealed["body"], sealed["seal"]


def claims_of(value: Any, place: Place) -> Claims:
    """What the body claims."""
    return Claims(
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


def _rating(place: Place, value: Any) -> GivenRating:
    given = _fields(value, place, {"item": _id, "score": _score, "evidence": _evidence})
    return ItemId(given["item"]), given["score"], given["evidence"]


def _evidence(place: Place, value: Any) -> tuple[str, ...]:
    return tuple(filter(None, _each(place, value, _line, MOST_LINES)))


def _note(place: Place, value: Any) -> tuple[QuestionId, Part, str, float | None, datetime]:
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


def _fields(value: Any, place: Place, keys: _Keys) -> dict[str, Any]:
    """A mapping with exactly these keys, each value read by its reader."""
    if not isinstance(value, dict):
        place.fail(f"{shown(value)} is no JSON object")
    for key in value:
        if key not in keys:
            place.fail(f"unknown key {shown(key)}")
    for key in keys:
        if key not in value:
            place.fail(f"the key {shown(key)} is missing")
    return {key: read(place.at(key), value[key]) for key, read in keys.items()}


def _each(
    place: Place,
    value: Any,
    read: Callable[[Place, Any], _T],
    most: int = MOST_NOTES,
) -> tuple[_T, ...]:
    if not isinstance(value, list):
        place.fail(f"{shown(value)} is no list")
    if len(value) > most:
        place.fail(f"{len(value)} are too many; {most} are allowed")
    return tuple(read(place.at(i), each) for i, each in enumerate(value))


def _string(place: Place, value: Any) -> str:
    if not isinstance(value, str):
        place.fail(f"{shown(value)} is no text")
    if any(unicodedata.category(character) == "Cs" for character in value):
        place.fail("half a character (a lone surrogate)")
    return value


def _seal(place: Place, value: Any) -> str:
    text = _string(place, value)
    if not _SEAL.fullmatch(text):
        place.fail("not a seal")
    return text


def _id(place: Place, value: Any) -> str:
    text = _string(place, value)
    if not 1 <= len(text) <= 200:
        place.fail("not an id")
    return text


def _line(place: Place, value: Any) -> str:
    """One line of text without the blanks around it."""
    text = _string(place, value)
    if len(text) > MOST_CHARACTERS:
        place.fail(f"{len(text):,} characters are too many; {MOST_CHARACTERS:,} are allowed")
    if _STEERING.search(text) or any(unicodedata.category(c) == "Cc" for c in text):
        place.fail("holds a control character")
    return text.strip()


def _truth(place: Place, value: Any) -> bool:
    if not isinstance(value, bool):
        place.fail(f"{shown(value)} is neither true nor false")
    return value


def _score(place: Place, value: Any) -> int | None:
    # A bool is an int to Python, and none to anybody else.
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        place.fail(f"{shown(value)} is neither a whole number nor null")
    return value


def _second(place: Place, value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        place.fail(f"{shown(value)} is neither a number nor null")
    if not 0 <= value <= MOST_SECONDS:
        place.fail(f"{shown(value)} seconds cannot be")
    return float(value)


def _part(place: Place, value: Any) -> Part:
    try:
        return Part(_string(place, value))
    except ValueError:
        place.fail(f"{shown(value)} is no part; {', '.join(Part)} are")


def _moment(place: Place, value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(_string(place, value))
        # What has no zone could be any of two dozen moments.
        return moment.astimezone(UTC) if moment.tzinfo else place.fail(f"{shown(value)}: no zone")
    except (ValueError, OverflowError):
        place.fail(f"{shown(value)} is no date and time")


def shown(value: object) -> str:
    """A value as a message shows it: on one line, and not much of it."""
    shown = ascii(value) if isinstance(value, str) else type(value).__name__
    if isinstance(value, int | float) or value is None:
        shown = json.dumps(value)
    return shown if len(shown) <= 40 else f"{shown[:39]}…"
