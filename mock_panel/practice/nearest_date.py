"""Which date is counted to: the interview's, or the last day to apply where that comes first.

What is drawn follows the interview alone: nothing tapers off towards an application.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mock_panel.domain.preparation import Vacancy
from mock_panel.practice.progress import days_to


class Goal(StrEnum):
    """What happens on a day."""

    INTERVIEW = "interview"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class NearestDate:
    """A day, and what happens on it."""

    day: date
    goal: Goal

    def days_left(self, today: date) -> int:
        """Negative where it has passed."""
        return (self.day - today).days

    def words(self, today: date) -> str:
        """Such as: board in 23 days; vacancy closes tomorrow."""
        if self.goal is Goal.INTERVIEW:
            return days_to(self.day, today)
        left = self.days_left(today)
        when = {0: "today", 1: "tomorrow"}.get(left, f"in {left} days")
        return f"vacancy closes {when}"


def nearest_date(
    interview: date | None, vacancy: Vacancy | None, today: date
) -> NearestDate | None:
    """The first date that lies ahead; an interview that has passed where none does, if any."""
    given = [
        NearestDate(day, goal)
        for day, goal in (
            (interview, Goal.INTERVIEW),
            (vacancy.closing if vacancy is not None else None, Goal.CLOSING),
        )
        if day is not None
    ]
    ahead = [each for each in given if each.day >= today]
    passed = [each for each in given if each.goal is Goal.INTERVIEW]
    return min(ahead, key=lambda each: each.day, default=next(iter(passed), None))
