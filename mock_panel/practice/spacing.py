"""When a question comes back, by the FSRS scheduler; derived from the attempts, never stored.

FSRS is made for flash cards, and three of its defaults are wrong for interview questions.
Its first steps of one and of ten minutes: nobody gives the same answer twice an evening, so
there are no steps, and a day is the shortest wait. Its longest wait of a hundred years: the
interview is near, so a question comes back while there is time (`Countdown.longest_wait`).
And its random fuzz: the same history always makes the same plan.

How an attempt is graded:

- level 1: again, 2: hard, 3 and 4: good, 5: easy;
- where the candidate's own level would grade lower, that counts: doubt is a reason to repeat,
  while trust beyond the engine's level is none to wait;
- timed only, without words to score: by the candidate's own level, but good at best, because
  nobody has looked at it; without one: hard;
- not scored, or misunderstood by the candidate's own word: again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

from mock_panel.domain.attempts import AttemptStatus, AttemptSummary

if TYPE_CHECKING:
    from fsrs import Scheduler

NEWEST_EACH = 8
"""So many of the newest attempts at a question are looked at; older ones change next to nothing."""


class Grade(IntEnum):
    """How well an answer was remembered and told, on FSRS's own scale."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


_GRADES = {1: Grade.AGAIN, 2: Grade.HARD, 3: Grade.GOOD, 4: Grade.GOOD, 5: Grade.EASY}


def grade(attempt: AttemptSummary) -> Grade:
    """The grade of an attempt, as told above."""
    if attempt.misunderstood or attempt.status is AttemptStatus.NOT_SCORED:
        return Grade.AGAIN
    own = _GRADES.get(attempt.self_level) if attempt.self_level is not None else None
    if attempt.status is AttemptStatus.TIMED or attempt.level is None:
        return min(own, Grade.GOOD) if own is not None else Grade.HARD
    graded = _GRADES[attempt.level]
    return min(graded, own) if own is not None else graded


@dataclass(frozen=True, slots=True)
class Spaced:
    """Where a question stands that was answered before."""

    last: AttemptSummary
    grade: Grade
    """Of the last attempt."""
    due: datetime
    """When it comes back; aware, UTC."""
    recall: float
    """By FSRS, how likely the answer would come readily now, 0 to 1."""


def spaced(attempts: Sequence[AttemptSummary], now: datetime, longest_wait: int) -> Spaced:
    """When a question comes back.

    Args:
        attempts: at the question, one at least, in any order.
        now: aware.
        longest_wait: days, at least 1.
    """
    from fsrs import Card, Rating  # noqa: PLC0415 - thirty milliseconds, not before a first frame

    scheduler = _scheduler(longest_wait)
    by_time = sorted(attempts, key=lambda a: (a.started_at, a.id))
    # An id and a due day are given, because the card would take them from the clock.
    card = Card(card_id=0, due=by_time[0].started_at)
    for attempt in by_time[-NEWEST_EACH:]:
        moment = attempt.started_at.astimezone(UTC)
        card, _ = scheduler.review_card(card, Rating(grade(attempt)), moment)
    last = by_time[-1]
    recall = scheduler.get_card_retrievability(card, now.astimezone(UTC))
    return Spaced(last, grade(last), card.due, recall)


@cache
def _scheduler(longest_wait: int) -> "Scheduler":
    from fsrs import Scheduler  # noqa: PLC0415 - as above

    return Scheduler(
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=longest_wait,
        enable_fuzzing=False,
    )
