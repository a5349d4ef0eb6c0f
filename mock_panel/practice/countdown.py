"""The days left to the interview, and what they change."""

from dataclasses import dataclass
from datetime import date, datetime

TAPER_DAYS = 2
"""In the last days before the interview nothing new is begun: what went best is said again."""
LONGEST_WAIT = 30
"""Days after which a question comes back though no interview presses: a month keeps it warm."""


@dataclass(frozen=True, slots=True)
class Countdown:
    """From a day to the interview."""

    today: date
    interview: date | None

    @classmethod
    def at(cls, now: datetime, interview: date | None) -> "Countdown":
        """The countdown at a moment, by the calendar of this place."""
        return cls(now.astimezone().date(), interview)

    @property
    def days_left(self) -> int | None:
        """0 on the day itself; None where no date is set, or where it has passed."""
        if self.interview is None or self.has_passed:
            return None
        return (self.interview - self.today).days

    @property
    def has_passed(self) -> bool:
        """Whether a date is set and lies behind."""
        return self.interview is not None and self.interview < self.today

    @property
    def is_taper(self) -> bool:
        """Whether only what went best is practised: the last two days, and the day itself."""
        return self.days_left is not None and self.days_left <= TAPER_DAYS

    @property
    def longest_wait(self) -> int:
        """After so many days at most a question comes back: once more before the taper."""
        if self.days_left is None:
            return LONGEST_WAIT
        return max(1, min(LONGEST_WAIT, self.days_left - TAPER_DAYS))

    @property
    def words(self) -> str:
        """Such as: 23 days left."""
        left = self.days_left
        if left is None:
            return "the interview date has passed" if self.has_passed else "no interview date set"
        return {0: "the board is today", 1: "the board is tomorrow"}.get(left, f"{left} days left")
