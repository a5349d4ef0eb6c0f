"""What a browser may say over its socket; anything else is unreadable."""

import json
from dataclasses import dataclass
from typing import Any

MOST_TYPED = 256 * 1024
"""Bytes of one paste."""
MOST_ELSE = 64 * 1024
"""Characters of any other message."""
MOST_RAW = 3 * MOST_TYPED
"""Bytes of one frame: a paste is longer in JSON than as it was typed."""
WIDTHS = (20, 400)
HEIGHTS = (5, 200)


class Unreadable(ValueError):  # noqa: N818 - said of the message
    """It is none of the messages below."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Keys, a paste, or the mouse, as a terminal sends them."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Resized:
    """The terminal has another size, in cells; always one that an app can be shown in."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Pinged:
    """Wants to hear the same again."""

    text: str


@dataclass(frozen=True, slots=True)
class Focused:
    """The terminal has got the focus, or lost it."""

    here: bool


Message = Typed | Resized | Pinged | Focused


def read_message(text: str) -> Message:
    """One message of textual-serve's page: a JSON list of its kind and what belongs to it.

    Raises:
        Unreadable: it is of no kind that there is, or a field is wrong.
    """
    try:
        parts = json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable("no JSON") from None
    if not isinstance(parts, list):
        raise Unreadable("no list")
    match parts:
        case ["stdin", str(typed)]:
            # Half a character, which JSON can hold, becomes a question mark.
            data = typed.encode("utf-8", "replace")
            if len(data) > MOST_TYPED:
                raise Unreadable("a paste that is too long")
            return Typed(data)
        case _ if len(text) > MOST_ELSE:
            raise Unreadable("too long")
        case ["resize", {"width": width, "height": height}]:
            return resized(width, height)
        case ["ping", str(ping)] if len(ping) <= 64:
            return Pinged(ping)
        case ["focus"]:
            return Focused(True)
        case ["blur"]:
            return Focused(False)
    raise Unreadable("of no known kind")


def resized(width: Any, height: Any) -> Resized:
    """A size within what an app can be shown in.

    Raises:
        Unreadable: they are no whole numbers.
    """
    if type(width) is not int or type(height) is not int:
        raise Unreadable("a size that is no number")
    return Resized(_within(width, *WIDTHS), _within(height, *HEIGHTS))


def _within(number: int, least: int, most: int) -> int:
    return max(least, min(most, number))
