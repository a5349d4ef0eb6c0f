"""What past attempts say of each question."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.attempts import AttemptStatus, AttemptSummary
from mock_panel.domain.ids import QuestionId
from mock_panel.practice.question_statistics import (
    NEVER_ASKED,
    QuestionStatistics,
    question_statistics,
)
from tests.tui.histories import NOW, summary

SAVING = QuestionId("saving")
LEADING = QuestionId("leading")


def attempt(
    days: int, level: int | None = 3, question: QuestionId = SAVING, seconds: float = 150.0
) -> AttemptSummary:
    return replace(summary(days, level=level, seconds=seconds), question_id=question)


def test_without_attempts_nothing_is_said() -> None:
    assert question_statistics([]) == {}
    assert NEVER_ASKED.words(NOW) == "never asked"


def test_each_question_has_its_own_counts_medians_and_last_day() -> None:
    told = question_statistics(
        [
            attempt(2, 5, seconds=100),
            attempt(12, 2, seconds=200),
            attempt(1, 4, LEADING),
            attempt(30, 2, seconds=160),
        ]
    )
    assert told[SAVING] == QuestionStatistics(3, 3, NOW - timedelta(days=2), 2, 160)
    assert told[LEADING] == QuestionStatistics(1, 1, NOW - timedelta(days=1), 4, 150)


def test_a_timed_attempt_and_a_refused_one_were_asked_and_have_a_time_but_no_level() -> None:
    timed = replace(attempt(3, None, seconds=120), status=AttemptStatus.TIMED)
    told = question_statistics([timed, attempt(4, None, seconds=60)])[SAVING]
    assert (told.asked, told.scored, told.level, told.seconds) == (2, 0, None, 90)


def test_misunderstood_counts_each_attempt_that_is_marked_so() -> None:
    marked = [replace(attempt(days), misunderstood=True) for days in (1, 2)]
    timed = replace(attempt(3, None), status=AttemptStatus.TIMED, misunderstood=True)
    told = question_statistics([*marked, timed, attempt(4), attempt(1, 4, LEADING)])
    assert (told[SAVING].misunderstood, told[SAVING].asked) == (3, 4)
    assert told[LEADING].misunderstood == 0


def test_the_median_of_an_even_number_of_levels_may_lie_between_two() -> None:
    assert question_statistics([attempt(1, 2), attempt(2, 3)])[SAVING].level == 2.5


@given(ages=st.permutations(range(6)))
def test_the_order_of_the_attempts_does_not_matter(ages: list[int]) -> None:
    shuffled = question_statistics([attempt(age, 1 + age % 5, seconds=60 + age) for age in ages])
    assert shuffled == question_statistics(
        [attempt(age, 1 + age % 5, seconds=60 + age) for age in range(6)]
    )


@pytest.mark.parametrize(
    ("attempts", "words"),
    [
        ([attempt(1, 4, seconds=162)], "asked once, yesterday, practice level 4 of 5, time 2:42"),
        ([attempt(0, None)], "asked once, today, not scored, time 2:30"),
        (
            [attempt(12, 3, seconds=160), attempt(20, 2), attempt(21, None, seconds=170)],
            (
                "asked 3 times, median practice level 2.5 of 5 (2 of 3 scored), "
                "last 12 days ago, median time 2:40"
            ),
        ),
        (
            [attempt(0, None), attempt(1, None)],
            "asked 2 times, none of them scored, last today, median time 2:30",
        ),
        (
            [replace(attempt(0, 2), misunderstood=True)],
            "asked once, today, practice level 2 of 5, time 2:30, misunderstood once",
        ),
        (
            [replace(attempt(n, 2), misunderstood=n > 0) for n in range(3)],
            (
                "asked 3 times, median practice level 2 of 5 (3 of 3 scored), "
                "last today, median time 2:30, misunderstood 2 times"
            ),
        ),
    ],
    ids=[
        "once",
        "once, not scored",
        "often",
        "often, none scored",
        "once, misunderstood",
        "often, misunderstood",
    ],
)
def test_a_count_is_told_with_what_it_is_a_count_of(
    attempts: list[AttemptSummary], words: str
) -> None:
    assert question_statistics(attempts)[SAVING].words(NOW) == words


def test_never_asked_is_needed_most_then_never_scored_then_the_lowest_level_then_the_oldest() -> (
    None
):
    told = [
        NEVER_ASKED,
        question_statistics([attempt(1, None)])[SAVING],
        question_statistics([attempt(40, 1), attempt(1, 2)])[SAVING],
        question_statistics([attempt(9, 3)])[SAVING],
        question_statistics([attempt(2, 3)])[SAVING],
        question_statistics([attempt(90, 4)])[SAVING],
    ]
    told_backwards = told[::-1]
    assert sorted(told_backwards, key=lambda statistics: statistics.need) == told
