"""Which questions are drawn by lot."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.ids import EcqId, FrameworkId, PresetId
from mock_panel.domain.sessions import SessionSetup
from mock_panel.errors import InputError
from mock_panel.practice.drawing import check_setup, draw_by_lot
from tests.practice.fakes import (
    BOARD,
    DRILL,
    ECQS,
    FRAMEWORK,
    OTHER_FRAMEWORK,
    PHONE,
    SETUP,
    small_bank,
)

BANK = small_bank()
setups = st.builds(
    replace,
    st.just(SETUP),
    framework=st.sampled_from([FRAMEWORK, OTHER_FRAMEWORK]),
    preset=st.sampled_from([DRILL, PHONE, BOARD]),
    ecqs=st.lists(st.sampled_from(ECQS), unique=True).map(tuple),
    seed=st.integers(0, 10**6),
)


@given(setups)
def test_a_draw_fits_the_set_up_and_repeats_nothing(setup: SessionSetup) -> None:
    drawn = draw_by_lot(BANK, setup)
    available = (len(setup.ecqs) or len(ECQS)) * 3
    assert len(drawn) == min(BANK.preset(setup.preset).questions, available)
    assert len({q.id for q in drawn}) == len(drawn)
    assert {q.framework for q in drawn} == {setup.framework}
    assert {q.ecq for q in drawn} <= set(setup.ecqs or ECQS)
    assert draw_by_lot(BANK, setup) == drawn, "the same for the same seed"


@given(st.integers(0, 10**6))
def test_a_board_asks_about_every_ecq_in_the_frameworks_order(seed: int) -> None:
    drawn = draw_by_lot(BANK, replace(SETUP, preset=BOARD, seed=seed))
    assert tuple(q.ecq for q in drawn) == ECQS


def test_different_seeds_give_different_draws() -> None:
    first = {draw_by_lot(BANK, replace(SETUP, seed=s))[0].id for s in range(40)}
    assert len(first) > 5
    assert {i.rsplit(".", 2)[1] for i in first} == set(ECQS)


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
        draw_by_lot(BANK, setup)
    assert says in caught.value.message
    assert hint in caught.value.hint
    with pytest.raises(InputError):
        check_setup(BANK, setup)


def test_an_ecq_without_questions_is_said_to_have_none() -> None:
    empty = replace(BANK, questions=())
    with pytest.raises(InputError, match="no question to draw for leading-people"):
        draw_by_lot(empty, replace(SETUP, ecqs=(EcqId("leading-people"),)))
    with pytest.raises(InputError, match="no question to draw for Set 2025"):
        draw_by_lot(empty, SETUP)
