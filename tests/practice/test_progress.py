"""Readiness, the next step, the week: what Home says of past attempts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.parts import Found, Ownership, Part
from mock_panel.practice.progress import (
    FEW,
    RECENT,
    TREND,
    days_to,
    ownership,
    readiness,
    week,
)
from tests.tui.histories import CURRENT, bank, summary

FRAMEWORK = bank().framework(CURRENT)


def test_below_five_scored_answers_there_is_no_level_and_no_trend() -> None:
    rows = readiness(FRAMEWORK, [summary(n) for n in range(FEW - 1)])
    assert rows[0].is_few
    assert rows[0].level is None
    assert rows[0].trend == ()
    assert rows[0].count_words == "4 answers"
    assert rows[1].count_words == "not practised yet"


def test_answers_that_were_not_scored_do_not_make_a_level() -> None:
    attempts = [summary(n) for n in range(FEW - 1)] + [summary(9, level=None)]
    row = readiness(FRAMEWORK, attempts)[0]
    assert (row.answers, row.scored, row.level) == (FEW, FEW - 1, None)


def test_readiness_is_the_mean_of_the_last_five_and_the_trend_ends_with_the_newest() -> None:
    levels = [5, 4, 4, 3, 3, 1, 1, 1, 1, 1]
    row = readiness(FRAMEWORK, [summary(n, level=level) for n, level in enumerate(levels)])[0]
    assert row.level == pytest.approx(sum([5.0, 4.2, 4.2, 3.2, 3.2]) / RECENT)
    assert len(row.trend) == TREND
    assert row.trend[-1] == pytest.approx(5.0)


def test_an_attempt_of_another_framework_counts_for_nothing() -> None:
    from tests.tui.histories import CLASSIC

    rows = readiness(FRAMEWORK, [summary(1, framework=CLASSIC)])
    assert all(row.answers == 0 for row in rows)


def test_the_usual_parts_are_those_of_the_answer_in_the_middle() -> None:
    absent, partial, clear = Found.ABSENT, Found.PARTIAL, Found.CLEAR
    found = [
        (clear, clear, clear, absent),
        (clear, clear, partial, absent),
        (clear, clear, clear, partial),
    ]
    row = readiness(FRAMEWORK, [summary(n, found=f) for n, f in enumerate(found)])[0]
    assert row.parts[Part.SITUATION] is clear
    assert row.parts[Part.ACTION] is clear
    assert row.parts[Part.RESULT] is absent


def test_the_usual_time_is_that_of_the_answer_in_the_middle() -> None:
    attempts = [summary(n, seconds=s) for n, s in enumerate((60.0, 150.0, 228.0, 240.0, 300.0))]
    assert readiness(FRAMEWORK, attempts)[0].time == "0:48 over"


def test_ownership_is_told_in_counts_with_the_total_once() -> None:
    kinds = [Ownership.WE, Ownership.I, Ownership.I, Ownership.MIXED]
    told = ownership([summary(n, ownership=kind) for n, kind in enumerate(kinds)])
    assert told.words == "I in 2 of 4, mixed in 1, we in 1"
    assert ownership([]).words == "no scored answer yet"


def test_who_acts_measures_and_own_ratings_are_those_of_the_last_five_scored() -> None:
    attempts = [
        summary(0, level=None),
        summary(1, self_level=None),
        summary(2, self_level=4, ownership=Ownership.WE),
        replace(summary(3), quantified_result=False),
        summary(4, self_level=1),
        summary(5),
        summary(6, self_level=5, ownership=Ownership.NONE),
    ]
    row = readiness(FRAMEWORK, attempts)[0]
    assert row.acting.words == "I in 4 of 5, we in 1"
    assert row.measured_words == "measured result in 4 of 5"
    assert row.self_rating.words == "as the engine's in 2 of 4, higher in 1, lower in 1"
    assert readiness(FRAMEWORK, attempts[:1])[0].measured_words == ""


def test_a_level_is_told_with_its_spread_and_count_and_few_answers_as_counts() -> None:
    levels = [5, 4, 4, 3, 3, 1]
    row = readiness(FRAMEWORK, [summary(n, level=level) for n, level in enumerate(levels)])[0]
    assert row.spread == (3.2, 5.0)
    assert row.level_words == "level 4.0 (3.2 to 5.0 in the last 5 of 6 scored)"
    few = [*(summary(n) for n in range(3)), summary(3, level=None)]
    assert readiness(FRAMEWORK, few)[0].level_words == "4 answers, 3 scored"
    assert readiness(FRAMEWORK, few[:2])[0].level_words == "2 answers"
    assert readiness(FRAMEWORK, few[3:])[0].level_words == "1 answer, none scored"
    assert readiness(FRAMEWORK, [])[0].level_words == "not practised yet"
    same = readiness(FRAMEWORK, [summary(n) for n in range(5)])[0]
    assert same.level_words == "level 3.2 (3.2 each time in the last 5 of 5 scored)"


@given(ages=st.lists(st.integers(0, 30), max_size=40))
def test_the_week_has_exactly_the_days_with_an_attempt(ages: list[int]) -> None:
    today = datetime(2026, 3, 1, 12, tzinfo=UTC).astimezone().date()
    told = week([summary(age, seconds=60) for age in ages], today)
    assert [6 - i for i, practised in enumerate(told.practised) if practised] == sorted(
        {age for age in ages if age < 7}, reverse=True
    )
    assert told.minutes == sum(age < 7 for age in ages)


@pytest.mark.parametrize(
    ("interview", "words"),
    [
        (None, ""),
        (date(2026, 2, 28), "interview date has passed"),
        (date(2026, 3, 1), "board today"),
        (date(2026, 3, 2), "board tomorrow"),
        (date(2026, 3, 1) + timedelta(days=23), "board in 23 days"),
    ],
)
def test_how_far_the_interview_is(interview: date | None, words: str) -> None:
    assert days_to(interview, date(2026, 3, 1)) == words
