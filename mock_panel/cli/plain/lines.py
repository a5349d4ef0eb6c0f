"""The talk itself: what is said is wrapped, what is asked ends in a question mark."""

import textwrap
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

COLUMNS = 72


class LineSource(Protocol):
    """Where the user's lines come from."""

    is_terminal: bool
    was_cut: bool

    def read(self, seconds: float | None = None) -> str | None:
        """The next line, None at the end; TimeoutError when none came in time."""

    def more_waits(self) -> bool:
        """Whether the next line is there already."""


def wrapped(text: str, *, breaks_words: bool = True) -> list[str]:
    """The text in lines of at most 72 columns; an empty text is one empty line."""
    wide = any(unicodedata.east_asian_width(c) in "WF" for c in text)
    columns = COLUMNS // 2 if wide else COLUMNS
    return [
        line
        for paragraph in text.split("\n")
        for line in textwrap.wrap(
            paragraph, columns, break_long_words=breaks_words, break_on_hyphens=False
        )
        or [""]
    ]


def as_sentence(reason: str) -> str:
    """A reason, as parts of the machine give it, with a capital and a full stop."""
    return f"{reason[:1].upper()}{reason[1:].removesuffix('.')}."


@dataclass
class Lines:
    """One line after the other, in reading order."""

    source: LineSource
    out: Callable[[str], bool]
    """Writes one line of the talk; false when nobody listens any more."""
    err: Callable[[str], bool]
    """Writes one line of trouble."""
    has_ended: bool = False
    """Whether the input has come to its end; from then on every prompt takes its default."""
    _put_back: list[str] = field(default_factory=list)
    _has_spoken: bool = False

    @property
    def is_terminal(self) -> bool:
        """Whether a person may be typing."""
        return self.source.is_terminal

    def say(self, text: str) -> None:
        """Say something, wrapped."""
        for line in wrapped(text):
            if not self.out(line) and self.is_terminal:
                # The terminal is gone, and with it who would have answered.
                self.has_ended = True
        self._has_spoken = True

    def part(self) -> None:
        """Set what follows apart from what was said before."""
        if self._has_spoken:
            self.say("")

    def warn(self, text: str) -> None:
        """Say what went wrong; the path of a file stays in one piece."""
        for line in wrapped(text, breaks_words=False):
            self.err(line)

    def next(self, seconds: float | None = None) -> str | None:
        """The next line; None at the end of input.

        Raises:
            TimeoutError: no line came within `seconds`.
        """
        if self._put_back:
            return self._put_back.pop()
        line = None if self.has_ended else self.source.read(seconds)
        if line is None:
            self.has_ended = True
        elif self.source.was_cut:
            self.warn(
                "That line was longer than a terminal passes on, and its end is missing. "
                "Enter the rest as further lines."
            )
        return line

    def ask(self, question: str) -> str:
        """Ask, and return what was answered without surrounding blanks; empty for Enter."""
        self.say(question)
        return (self.next() or "").strip()

    def agrees(self, question: str) -> bool:
        """Ask what Enter denies."""
        return self.ask(question).lower() in ("y", "yes")

    def put_back(self, line: str) -> None:
        """Let the next prompt have a line that was not meant for this one."""
        self._put_back.append(line)

    def more_waits(self) -> bool:
        """Whether the next line is there already."""
        return bool(self._put_back) or (not self.has_ended and self.source.more_waits())
