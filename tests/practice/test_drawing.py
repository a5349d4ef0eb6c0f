"""Which questions are drawn, and why."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.ids import EcqId, FrameworkId, PresetId, QuestionId
from mock_panel.domain.sessions import SessionSetup
from mock_panel.errors import InputError
from mock_panel.practice.drawing import check_setup, draw
from tests.practice.fakes import (
    BOARD,
    DRILL,
    ECQS,
    FRAMEWORK,
    NOON,
    OTHER_FRAMEWORK,
    PHONE,
    SETUP,
    small_bank,
)

BANK = small_bank()
IDS = [q.id for q in BANK.questions_of(FRAMEWORK)]

History = dict[QuestionId, datetime]
setups = st.builds(
    replace,
    st.just(SETUP),
    framework=st.sampled_from([FRAMEWORK, OTHER_FRAMEWORK]),
    preset=st.sampled_from([DRILL, PHONE, BOARD]),
    ecqs=st.lists(st.sampled_from(ECQS), unique=True).map(tuple),
    seed=st.integers(0, 10**6),
)
histories = st.dictionaries(
    st.sampled_from(IDS), st.integers(0, 400).map(lambda days: NOON - timedelta(days=days))
)


@given(setups, histories)
def test_same_seed_and_history_give_the_same_draw(setup: SessionSetup, history: History) -> None:
    assert draw(BANK, setup, history, NOON) == draw(BANK, setup, dict(history), NOON)


@given(setups, histories)
def test_a_draw_fits_the_set_up_and_repeats_nothing(setup: SessionSetup, history: History) -> None:
    drawn = [d.question for d in draw(BANK, setup, history, NOON)]
    available = (len(setup.ecqs) or len(ECQS)) * 3
    assert len(drawn) == min(BANK.preset(setup.preset).questions, available)
    assert len({q.id for q in drawn}) == len(drawn)
    assert {q.framework for q in drawn} == {setup.framework}
    assert {q.ecq for q in drawn} <= set(setup.ecqs or ECQS)


@given(st.integers(0, 10**6), histories)
def test_a_board_asks_about_every_ecq_in_the_frameworks_order(seed: int, history: History) -> None:
    drawn = draw(BANK, replace(SETUP, preset=BOARD, seed=seed), history, NOON)
    assert tuple(d.question.ecq for d in drawn) == ECQS


@given(st.integers(0, 10**6), histories)
def test_what_was_never_asked_comes_first_then_the_oldest(seed: int, history: History) -> None:
    setup = replace(SETUP, ecqs=(ECQS[0],), preset=PHONE, seed=seed)
    drawn = draw(BANK, setup, history, NOON)
    never_last = NOON - timedelta(days=9999)
    asked = [history.get(d.question.id, never_last) for d in drawn]
    assert asked == sorted(asked)
    assert all((d.because == "never asked before") == (d.question.id not in history) for d in drawn)


def test_different_seeds_give_different_draws() -> None:
    first = {draw(BANK, replace(SETUP, seed=s), {}, NOON)[0].question.id for s in range(40)}
    assert len(first) > 5
    assert {i.rsplit(".", 2)[1] for i in first} == set(ECQS)


@pytest.mark.parametrize(
    ("ago", "because"),
    [
        (timedelta(hours=3), "last asked today"),
        (timedelta(days=1, hours=2), "last asked yesterday"),
        (timedelta(days=12), "last asked 12 days ago"),
        (timedelta(days=-2), "last asked today"),
    ],
)
def test_the_reason_is_told_even_after_the_clock_was_set_back(ago: timedelta, because: str) -> None:
    bank = small_bank(questions_per_ecq=1)
    history = {q.id: NOON - ago for q in bank.questions}
    assert draw(bank, SETUP, history, NOON)[0].because == because


def test_history_of_questions_that_left_the_bank_does_no_harm() -> None:
    assert draw(BANK, SETUP, {QuestionId("gone"): NOON}, NOON)


@pytest.mark.parametrize(
    ("setup", "says", "hint"),
    [
        (replace(SETUP, framework=FrameworkId("test-2026")), "framework 'test-2026'", "'test-20"),
        (replace(SETUP, preset=PresetId("dril")), "preset 'dril'", "Did you mean 'drill'?"),
        (
            replace(SETUP, ecqs=(EcqId("leading-peple"),)),
            "ECQ of test-2025 'leading-peple'",
            "Did you mean 'leading-people'?",
        ),
        (
            replace(SETUP, ecqs=(EcqId("xyz"),)),
            "'xyz'",
            "Known: saving-money, leading-people, getting-it-done.",
        ),
    ],
)
def test_what_the_bank_does_not_have_is_named_with_the_nearest(
    setup: SessionSetup, says: str, hint: str
) -> None:
    with pytest.raises(InputError) as caught:
        draw(BANK, setup, {}, NOON)
    assert says in caught.value.message
    assert hint in caught.value.hint
    with pytest.raises(InputError):
        check_setup(BANK, setup)


def test_an_ecq_without_questions_is_said_to_have_none() -> None:
    empty = replace(BANK, questions=())
    with pytest.raises(InputError, match="no question to draw for leading-people"):
        draw(empty, replace(SETUP, ecqs=(EcqId("leading-people"),)), {}, NOON)
    with pytest.raises(InputError, match="no question to draw for Set 2025"):
        draw(empty, SETUP, {}, NOON)
