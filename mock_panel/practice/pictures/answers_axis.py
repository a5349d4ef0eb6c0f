"""Answers side by side, the oldest at the left, each with its own place; dates below."""

from collections.abc import Sequence
from dataclasses import dataclass

from mock_panel.domain.attempts import AttemptSummary
from mock_panel.domain.english import day_words, how_many
from mock_panel.practice.pictures.canvas import Canvas

WIDEST = 24
"""Units for an answer; few answers are not spread over the whole width."""
_DATE = 70
"""Units that a date takes."""


@dataclass(frozen=True, slots=True)
class AnswersAxis:
    """Where each answer stands."""

    answers: Sequence[AttemptSummary]
    """The oldest first."""
    left: float
    width: float

    @property
    def step(self) -> float:
        """From one answer to the next."""
        return min(WIDEST, self.width / max(1, len(self.answers)))

    @property
    def right(self) -> float:
        """Where the last answer's place ends."""
        return self.left + self.step * len(self.answers)

    def at(self, number: int) -> float:
        """The middle of an answer's place, from 0."""
        return self.left + self.step * (number + 0.5)

    def draw_dates(self, canvas: Canvas, y: float) -> None:
        """The first answer's date, and as many of the later as there is room for."""
        free_from = 0.0
        for number, answer in enumerate(self.answers):
            x = self.at(number)
            if free_from <= x <= self.left + self.width - _DATE or not number:
                canvas.line(x, y - 14, x, y - 10, "axis")
                canvas.text(x, y, day_of(answer), "dim")
                free_from = x + _DATE + 10


def day_of(answer: AttemptSummary) -> str:
    """The local date, such as 3 Mar 2026."""
    return day_words(answer.started_at)


def from_to(answers: Sequence[AttemptSummary], of: str = "answer") -> str:
    """Such as: 12 answers, 3 Mar 2026 to 9 Apr 2026; the oldest first."""
    if not answers:
        return f"no {of} yet"
    return f"{how_many(len(answers), of)}, {day_of(answers[0])} to {day_of(answers[-1])}"
