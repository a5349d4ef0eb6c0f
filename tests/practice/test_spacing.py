"""When a question comes back."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.attempts import AttemptStatus, AttemptSummary
from mock_panel.practice.spacing import NEWEST_EACH, Grade, grade, spaced
from tests.practice.fakes import NOON, small_bank
from tests.practice.practised import attempt_at, timed

QUESTION = small_bank().questions[0]
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("attempt", "expected"),
    [
        *(
            (attempt_at(QUESTION, level=level), graded)
            for level, graded in enumerate(
                (Grade.AGAIN, Grade.HARD, Grade.GOOD, Grade.GOOD, Grade.EASY), 1
            )
        ),
        (attempt_at(QUESTION, level=5, self_level=2), Grade.HARD),
        (attempt_at(QUESTION, level=2, self_level=5), Grade.HARD),
        (attempt_at(QUESTION, level=None, self_level=5), Grade.AGAIN),
        (attempt_at(QUESTION, level=5, misunderstood=True), Grade.AGAIN),
        (timed(QUESTION), Grade.HARD),
        (timed(QUESTION, own=1), Grade.AGAIN),
        (timed(QUESTION, own=5), Grade.GOOD),
    ],
)
def test_the_grade_follows_the_level_and_the_candidates_doubt(
    attempt: AttemptSummary, expected: Grade
) -> None:
    assert grade(attempt) is expected


@pytest.mark.parametrize(("level", "days"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 8)])
def test_the_first_wait_is_whole_days_and_no_minutes(level: int, days: int) -> None:
    assert spaced([attempt_at(QUESTION, level=level)], NOON, 30).due == NOON + days * DAY


def test_what_goes_well_again_and_again_waits_ever_longer_up_to_the_cap() -> None:
    moment, attempts, waits = NOON, [], []
    for _ in range(6):
        attempts.append(attempt_at(QUESTION, moment, 4))
        due = spaced(attempts, moment, 30).due
        waits.append((due - moment).days)
        moment = due
    assert waits == sorted(waits)
    assert waits[-1] == 30
    assert spaced(attempts, moment, 5).due - attempts[-1].started_at == 5 * DAY


moments = st.integers(0, 10**8).map(lambda seconds: NOON - timedelta(seconds=seconds))
attempts_at_a_question = st.lists(
    st.builds(
        lambda at, level, own, status, misunderstood: attempt_at(
            QUESTION, at, None if status is not AttemptStatus.SCORED else level,
            self_level=own, status=status, misunderstood=misunderstood,
        ),
        moments,
        st.integers(1, 5),
        st.none() | st.integers(1, 5),
        st.sampled_from(AttemptStatus),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda attempt: attempt.id,
)  # fmt: skip


@given(attempts_at_a_question, moments, st.integers(1, 60), st.randoms(use_true_random=False))
def test_any_history_gives_one_whole_wait_below_the_cap(
    attempts: list[AttemptSummary], now: datetime, cap: int, rng: object
) -> None:
    found = spaced(attempts, now, cap)
    last = max(attempts, key=lambda a: a.started_at)
    assert found.last == last
    assert DAY <= found.due - last.started_at <= cap * DAY
    assert 0 <= found.recall <= 1
    shuffled = list(attempts)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    assert spaced(shuffled, now, cap) == found, "whatever the order, and without fuzz"
    newest = sorted(attempts, key=lambda a: a.started_at)[-NEWEST_EACH:]
    assert spaced(newest, now, cap) == found
    elsewhere = timezone(timedelta(hours=-7))
    assert spaced(attempts, now.astimezone(elsewhere), cap) == found
