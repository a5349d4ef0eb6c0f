"""Hours of preparation: seen by this program, entered by hand, and how many are advised."""

import math
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from mock_panel.domain.preparation import HandHours, PracticeTime, Preparation
from mock_panel.errors import InputError
from mock_panel.practice.days import day_of

ADVISED = 40
"""Hours and more: the figure that a federal careers article reports as OPM's for the ECQs."""
MOST_A_DAY = 24
ABOUT = (
    f"{ADVISED} hours or more is what a federal careers article reports as OPM's figure for "
    "preparing the ECQs. It dates from the written ECQs; take it as a measure, not as a rule."
)


@dataclass(frozen=True, slots=True)
class Hours:
    """How much preparation there was."""

    practised: float
    """Hours of answering and preparing, as they were measured here."""
    by_hand: float
    answers: int
    entries: tuple[HandHours, ...]

    @property
    def total(self) -> float:
        """All of it, in hours."""
        return self.practised + self.by_hand

    @property
    def words(self) -> str:
        """Such as 18.5 of 40; cut and not rounded, so that nobody is told more than there was."""
        return f"{math.floor(self.total * 10 + 1e-9) / 10:g} of {ADVISED}"


def hours_of(time: PracticeTime, preparation: Preparation) -> Hours:
    """The hours from both sources."""
    by_hand = sum(entry.hours for entry in preparation.hours)
    return Hours(
        time.seconds / 3600, by_hand, time.answers, preparation.hours
    )  # fmt: skip


def with_hours(preparation: Preparation, day: date, hours: float, what: str) -> Preparation:
    """The same with one entry more, the entries by day.

    Raises:
        InputError: it is no time that a day has, or it is not said what was done.
    """
    if not (math.isfinite(hours) and 0 < hours <= MOST_A_DAY):
        raise InputError(
            f"{hours:g} hours: a day has up to {MOST_A_DAY}.",
            "Write them as 1.5 for an hour and a half.",
        )
    what = " ".join(what.split())
    if not what:
        raise InputError("It is not said what was done.", "Say it in a few words, with --what.")
    entries = sorted((*preparation.hours, HandHours(day, hours, what)), key=lambda each: each.day)
    return replace(preparation, hours=tuple(entries))


_WORDS_OF_A_DAY = (1, 3)
"""Such as 3/1/2026, and Mar 1, 2026."""


def read_entry(line: str, today: date) -> HandHours:
    """An entry as it is typed: hours, a day where it was not today, and what was done.

    Args:
        line: such as "1.5 outline of two stories", "2 2026-03-01 read the guide" or
            "2 1 Mar 2026 read the guide".
        today: the day where none is typed.

    Raises:
        InputError: it does not begin with hours.
    """
    amount, _, what = line.strip().partition(" ")
    try:
        hours = float(amount)
    except ValueError:
        raise InputError(
            "Write the hours first, then what you did.", "Such as: 1.5 outline of two stories."
        ) from None
    words = what.split()
    for length in _WORDS_OF_A_DAY:
        with suppress(InputError):
            return HandHours(day_of(" ".join(words[:length])), hours, " ".join(words[length:]))
    return HandHours(today, hours, what)


def without_hours(preparation: Preparation, number: int) -> Preparation:
    """The same without the entry of this number, from 1.

    Raises:
        InputError: there is no such entry.
    """
    if not 1 <= number <= len(preparation.hours):
        raise InputError(
            f"There is no entry {number}.", "`mock-panel hours` lists them with their numbers."
        )
    kept = [entry for n, entry in enumerate(preparation.hours, 1) if n != number]
    return replace(preparation, hours=tuple(kept))
