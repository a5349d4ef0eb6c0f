"""The data of the Progress views: what is shown, what is counted, what is left unsaid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.attempts import AttemptStatus, AttemptSummary
from mock_panel.domain.parts import Found, Ownership, Part
from mock_panel.practice.looking_back import (
    SHOWN,
    AttemptFilter,
    levels_of,
    parts_balance,
    time_discipline,
)
from tests.tui.histories import CURRENT, ECQS, bank, evening_practice, summary

ECQ = bank().framework(CURRENT).ecqs[0]


@pytest.mark.parametrize(("scored", "has_mean"), [(4, False), (5, True)])
def test_a_mean_needs_five_scored_answers(scored: int, has_mean: bool) -> None:
    unscored = [summary(n, level=None) for n in range(6)]
    row = levels_of(ECQ, [*unscored, *(summary(10 + n) for n in range(scored))])
    assert (row.answers, row.scored) == (6 + scored, scored)
    assert row.is_few is not has_mean
    assert (row.mean is not None) is has_mean


def test_points_run_in_time_order_and_end_with_the_newest() -> None:
    row = levels_of(ECQ, [summary(n) for n in range(SHOWN + 10)])
    assert len(row.points) == SHOWN
    assert [p.id for p in (row.points[0], row.points[-1])] == [f"a{SHOWN - 1}", "a0"]
    assert row.scored == SHOWN + 10


def test_few_levels_are_counted_from_the_lowest() -> None:
    row = levels_of(ECQ, [summary(n, level=level) for n, level in enumerate((4, 2, 4))])
    assert list(row.counts.items()) == [(2, 1), (4, 2)]


def test_counts_speak_of_the_attempts_that_are_drawn() -> None:
    old_and_weak = [summary(100 + n, found=(Found.ABSENT,) * 4) for n in range(20)]
    balance = parts_balance([*(summary(n) for n in range(SHOWN)), *old_and_weak])
    assert (len(balance.attempts), balance.scored) == (SHOWN, SHOWN + 20)
    assert balance.found[Part.RESULT] == {Found.CLEAR: SHOWN, Found.PARTIAL: 0, Found.ABSENT: 0}
    assert balance.ownership.total == SHOWN


def test_parts_leave_out_what_was_not_scored() -> None:
    timed = summary(1, level=None, status=AttemptStatus.TIMED)
    balance = parts_balance([timed, summary(2, level=None), summary(3, ownership=Ownership.WE)])
    assert [a.id for a in balance.attempts] == ["a3"]
    assert balance.ownership.words == "we in 1 of 1"


def test_the_own_level_is_compared_only_where_both_are_known() -> None:
    levels = [(3, 3), (3, 4), (3, 5), (3, 2), (3, None), (None, 4)]
    told = parts_balance(
        [summary(n, level=engine, self_level=own) for n, (engine, own) in enumerate(levels)]
    ).self_rating
    assert (told.same, told.higher, told.lower, told.total) == (1, 2, 1, 4)


def test_time_counts_every_answer_and_the_first_word_only_from_five_on() -> None:
    seconds = (60.0, 119.9, 120.0, 180.0, 181.0, 400.0)
    few = time_discipline([summary(n, seconds=s) for n, s in enumerate(seconds[:4])])
    assert (few.first_words, few.first_word) == (4, None)
    attempts = [summary(n, seconds=s, first_word=float(n)) for n, s in enumerate(seconds)]
    told = time_discipline([*attempts, summary(9, first_word=None, level=None)])
    assert (told.in_band, told.over, told.short) == (3, 2, 2)
    assert (told.first_words, told.first_word) == (6, 2.5)


@given(
    ecq=st.none() | st.sampled_from(ECQS),
    status=st.none() | st.sampled_from(list(AttemptStatus)),
)
def test_a_filter_keeps_the_order_and_only_what_passes(
    ecq: "str | None", status: AttemptStatus | None
) -> None:
    attempts: list[AttemptSummary] = evening_practice()
    kept = AttemptFilter(ecq, status).keep(attempts)  # type: ignore[arg-type]  # one of ECQS
    wanted = [
        a for a in attempts if (ecq is None or a.ecq == ecq) and (not status or a.status is status)
    ]
    assert list(kept) == wanted
