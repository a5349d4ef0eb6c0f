"""How figures, days and other people's words are put; masked where the panel is."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime

from mock_panel.domain.english import clock_face, written
from mock_panel.domain.panels import Panel
from mock_panel.domain.presets import Band

IN_BAND = "in band"
# What people typed may hold anything; what would turn or hide the words around it is left out.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")


def figure(value: float | None) -> str:
    """A result as it is printed: 4, 3.5, 3.67."""
    return "–" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


def with_article(thing: str) -> str:
    """Such as `an ECQ` or `a question`."""
    return f"{'an' if thing[0] in 'AEIOaeio' else 'a'} {thing}"


def day_of(moment: datetime, like: datetime) -> str:
    """A day such as 2 Mar 2026, in the time zone of `like`."""
    local = moment.astimezone(like.tzinfo) if moment.tzinfo and like.tzinfo else moment
    return written(local)


def against(seconds: float, band: Band) -> str:
    """A length of time against the band: in it, so much short or so much over."""
    whole = int(seconds)
    if whole < band.low:
        return f"{clock_face(band.low - whole)} short"
    return f"{clock_face(whole - band.high)} over" if whole > band.high else IN_BAND


def one_line(text: str) -> str:
    """Somebody's words as one line that any format can hold."""
    return " ".join(printable(text).split())


def printable(text: str) -> str:
    """Somebody's words, their lines kept, without what no format can hold."""
    whole = _HALF_A_CHARACTER.sub("\ufffd", text)
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", whole))


class Masking:
    """Takes the raters' full names out of what people wrote in a masked panel.

    A first name alone stays: it may as well be a word, or somebody in the candidate's story.
    """

    def __init__(self, panel: Panel) -> None:
        self._masks = [
            (self._pattern(name), seat.mask)
            for seat in sorted(panel.seats, key=lambda seat: -len(seat.name))
            if panel.masked and len(name := one_line(seat.name)) > 2
        ]

    @staticmethod
    def _pattern(name: str) -> re.Pattern[str]:
        words = name.split()
        exact = re.NOFLAG if len(words) == 1 else re.IGNORECASE
        return re.compile(rf"(?<!\w){' '.join(map(re.escape, words))}(?!\w)", exact)

    def line(self, text: str) -> str:
        """One line of somebody's words."""
        line = one_line(text)
        for pattern, mask in self._masks:
            line = pattern.sub(mask, line)
        return line

    def lines(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Several, without the empty ones."""
        return tuple(line for line in map(self.line, texts) if line)
