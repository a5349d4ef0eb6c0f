"""What past attempts say of each question: how often, when, how well; with the counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from mock_panel.domain.attempts import AttemptStatus, AttemptSummary
from mock_panel.domain.english import clock_face
from mock_panel.domain.ids import QuestionId
from mock_panel.practice.days import days_ago


@dataclass(frozen=True, slots=True)
class QuestionStatistics:
    """What the attempts at one question say; as it stands here, it was never asked."""

    asked: int = 0
    scored: int = 0
    """Of the attempts, how many have a level."""
    last_asked: datetime | None = None
    level: float | None = None
    """The median level of the scored attempts; None without one."""
    seconds: float | None = None
    """The median time of an answer, scored or not; None if it was never asked."""
    misunderstood: int = 0
    """Of the attempts, after how many the candidate said so of the question."""

    @property
    def need(self) -> tuple[int, float, float]:
        """Sorts what needs practice first.

        Never asked comes first, then never scored, then the lowest median level; of equals the
        one that was asked longest ago.
        """
        if self.last_asked is None:
            return (0, 0.0, 0.0)
        since = self.last_asked.timestamp()
        return (1, 0.0, since) if self.level is None else (2, self.level, since)

    def words(self, now: datetime) -> str:
        """Such as: asked 3 times, median practice level 2.5 of 5 (2 of 3 scored), last today."""
        if self.last_asked is None or self.seconds is None:
            return "never asked"
        ago, time = days_ago(self.last_asked, now), clock_face(self.seconds)
        misunderstood = _misunderstood_words(self.misunderstood)
        if self.asked == 1:
            level = "not scored" if self.level is None else f"practice level {self.level:g} of 5"
            return f"asked once, {ago}, {level}, time {time}{misunderstood}"
        level = (
            "none of them scored"
            if self.level is None
            else f"median practice level {self.level:g} of 5 ({self.scored} of {self.asked} scored)"
        )
        return f"asked {self.asked} times, {level}, last {ago}, median time {time}{misunderstood}"


NEVER_ASKED = QuestionStatistics()


def question_statistics(attempts: Iterable[AttemptSummary]) -> dict[QuestionId, QuestionStatistics]:
    """The statistics of each question that was attempted, however it was worded then."""
    by_question: dict[QuestionId, list[AttemptSummary]] = {}
    for attempt in attempts:
        by_question.setdefault(attempt.question_id, []).append(attempt)
    return {question: _statistics_of(those) for question, those in by_question.items()}


def _statistics_of(attempts: list[AttemptSummary]) -> QuestionStatistics:
    levels = [a.level for a in attempts if a.status is AttemptStatus.SCORED and a.level is not None]
    return QuestionStatistics(
        asked=len(attempts),
        scored=len(levels),
        last_asked=max(a.started_at for a in attempts),
        level=median(levels) if levels else None,
        seconds=median(a.seconds for a in attempts),
        misunderstood=sum(a.misunderstood for a in attempts),
    )


def _misunderstood_words(times: int) -> str:
    """Such as: , misunderstood 2 times; empty for never."""
    if not times:
        return ""
    return f", misunderstood {'once' if times == 1 else f'{times} times'}"
