"""Facts hold as far as they are sure, and advice that is followed makes them certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.scoring.answer_type import answer_type
from mock_panel.scoring.evidence import gather
from mock_panel.scoring.facts import SURE, Facts
from mock_panel.scoring.levels import CONDITIONS, facts_of, level
from mock_panel.scoring.marked import PERHAPS
from mock_panel.scoring.marker import mark
from mock_panel.scoring.prompt import Prompt
from tests.scoring.labelled import sample

ODDS = st.lists(st.floats(0, 1), max_size=8).map(lambda odds: tuple(sorted(odds, reverse=True)))


def test_a_thing_counts_as_far_as_it_is_sure() -> None:
    facts = Facts({}, {"result.measure": (0.9, 0.5, 0.1)})
    degrees = [facts.degree("result.measure", least) for least in (1, 2, 3, 4)]
    assert degrees == [1.0, pytest.approx((0.5 - PERHAPS) / (SURE - PERHAPS)), 0.0, 0.0]
    assert facts.degree("result.spread", 1) == 0.0


@given(ODDS, st.integers(1, 6), st.integers(0, 6))
def test_following_advice_makes_certain_what_it_asks_for(
    odds: tuple[float, ...], least: int, wanted: int
) -> None:
    likely = sum(odd >= 0.5 for odd in odds)
    before = Facts({"x": float(likely)}, {"x": odds})
    after = before.amended({"x": float(wanted)})
    assert after.get("x") == wanted
    if wanted > likely:
        assert after.degree("x", least) >= before.degree("x", least)
        assert least > wanted or after.degree("x", least) == 1.0
    elif wanted == likely:
        assert after.degree("x", least) == before.degree("x", least)
    else:
        assert after.degree("x", least) <= before.degree("x", least)
        assert least <= wanted or after.degree("x", least) == 0.0


def test_a_surer_result_never_lowers_a_level() -> None:
    for answer in sample()[::8]:
        marked = mark(answer.text, Prompt())
        facts = facts_of(gather(marked), stuffed=False)
        kind = answer_type(marked)
        surer = {name: (1.0, *odds[1:]) for name, odds in facts.sure.items() if "result" in name}
        surer.pop("result.vague", None)
        now = level(facts, kind)
        assert level(Facts(facts.counts, {**facts.sure, **surer}), kind).exact >= now.exact


def test_every_counted_condition_knows_how_sure_its_things_are() -> None:
    told = {name for answer in sample() for name in _sure(answer.text)}
    assert {c.fact for c in CONDITIONS if not c.around} <= told


def _sure(text: str) -> set[str]:
    return set(facts_of(gather(mark(text, Prompt())), stuffed=False).sure)
