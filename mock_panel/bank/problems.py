"""What is wrong with a bank: where, what, and the nearest right thing."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

LONGEST_SHOWN = 40
LONGEST_COMPARED = 120


@dataclass(frozen=True, slots=True, order=True)
class BankProblem:
    """One thing to mend in one place."""

    file: Path
    line: int
    """From 1."""
    column: int
    """From 1, in characters."""
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


def shown(value: object) -> str:
    """A value as a message names it: short, on one line, printable."""
    match value:
        case None | dict() | list():
            return {type(None): "nothing", dict: "a mapping", list: "a list"}[type(value)]
        case str() if len(value) > LONGEST_SHOWN:
            return _quoted(value[: LONGEST_SHOWN - 3] + "...")
        case str():
            return _quoted(value)
        case _:
            return str(value)[:LONGEST_SHOWN].lower()


def _quoted(text: str) -> str:
    """The text in single quotes; what cannot be printed is escaped."""
    return f"'{text}'" if text.isprintable() else repr(text)


def nearest(value: object, known: Iterable[object]) -> str | None:
    """The known word that looks most like a value, if one does."""
    if not isinstance(value, str) or len(value) > LONGEST_COMPARED:
        return None
    words = {str(word).casefold(): str(word) for word in known}
    near = get_close_matches(value.casefold(), words, n=1)
    return words[near[0]] if near else None


def did_you_mean(value: object, known: Iterable[object]) -> str:
    """The end of a message that offers the nearest known word, or nothing."""
    near = nearest(value, known)
    return f", did you mean '{near}'?" if near else ""
