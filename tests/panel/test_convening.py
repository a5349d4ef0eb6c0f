from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.bank.source import MergedBank
from mock_panel.bootstrap.fresh import in_any_order
from mock_panel.domain import form_document
from mock_panel.domain.ids import FormId, FrameworkId, PresetId
from mock_panel.domain.panel_forms import RatedBy
from mock_panel.domain.panels import FEWEST_RATERS, MOST_RATERS, Role
from mock_panel.errors import InputError
from mock_panel.panel.convening import (
    FormPlan,
    Sitting,
    candidate_of,
    clean_name,
    dealt,
    form_of,
    seats_of,
)
from tests.panel.sample_panels import sample_form


@pytest.fixture(scope="module")
def plan() -> FormPlan:
    bank = MergedBank().load()
    framework = bank.framework(FrameworkId("opm-2025"))
    questions = tuple(bank.questions_of(framework.id, ecq.id)[0] for ecq in framework.ecqs)
    return FormPlan(
        framework, bank.preset(PresetId("board")), questions, bank.scale(framework.scale)
    )


def test_a_form_asks_in_the_order_given(plan: FormPlan) -> None:
    backwards = replace(plan, questions=plan.questions[::-1])
    form = form_of(backwards, FormId("f"))
    assert [item.id for item in form.items] == ["q1", "q2", "q3", "q4", "q5"]
    assert [q.id for q in form.questions] == [q.id for q in backwards.questions]
    assert form.items[0].title == plan.framework.ecqs[-1].title


def test_an_ecq_may_be_rated_as_one(plan: FormPlan) -> None:
    bank = MergedBank().load()
    two = bank.questions_of(plan.framework.id, plan.framework.ecqs[0].id)[:2]
    by_ecq = replace(plan, questions=(two[0], plan.questions[1], two[1]), rated_by=RatedBy.ECQ)
    form = form_of(by_ecq, FormId("f"))
    assert [(item.id, len(item.questions)) for item in form.items] == [("e1", 2), ("e2", 1)]
    assert form.item_of(two[1].id).id == "e1"


def test_anchors_go_with_their_scale(plan: FormPlan) -> None:
    assert all(q.anchors for q in form_of(plan, FormId("f")).questions)
    other = replace(plan, scale=MergedBank().load().scale("uk-7"))
    assert not any(q.anchors for q in form_of(other, FormId("f")).questions)


def test_a_form_is_read_back_from_its_document() -> None:
    form = sample_form()
    assert form_document.from_document(form_document.to_document(form)) == form


def test_what_will_not_do_is_told(plan: FormPlan) -> None:
    with pytest.raises(InputError, match="no question"):
        form_of(replace(plan, questions=()), FormId("f"))
    with pytest.raises(InputError, match="asked twice"):
        form_of(replace(plan, questions=plan.questions[:1] * 2), FormId("f"))
    elsewhere = MergedBank().load().questions_of(FrameworkId("opm-2006"))[0]
    with pytest.raises(InputError, match="belongs to opm-2006"):
        form_of(replace(plan, questions=(elsewhere,)), FormId("f"))
    for threshold in (-1, 4):
        with pytest.raises(InputError, match="threshold"):
            form_of(replace(plan, threshold=threshold), FormId("f"))


def test_the_chair_sits_first_and_once() -> None:
    seats = seats_of(Sitting("Ann", ("Ben", " ann ", "Cleo"), ("Dee",)))
    assert [(s.id, s.name, s.role, s.rates) for s in seats] == [
        ("a", "Ann", Role.CHAIR, True),
        ("b", "Ben", Role.RATER, True),
        ("c", "Cleo", Role.RATER, True),
        ("d", "Dee", Role.OBSERVER, False),
    ]
    assert [seat.mask for seat in seats] == ["Rater A", "Rater B", "Rater C", "Observer D"]


def test_masks_are_dealt_and_who_rates_has_the_first_letters() -> None:
    seats = dealt(
        seats_of(Sitting("Ann", ("Ben", "Cleo"), ("Dee",))), lambda rating: [*rating[1:], rating[0]]
    )
    assert [(s.id, s.name) for s in seats] == [
        ("a", "Ben"), ("b", "Cleo"), ("c", "Ann"), ("d", "Dee"),
    ]  # fmt: skip
    assert [seat.mask for seat in seats] == ["Rater A", "Rater B", "Rater C", "Observer D"]

    only_runs_it = seats_of(Sitting("Ann", ("Ben", "Cleo"), chair_rates=False))
    assert [(s.id, s.name) for s in dealt(only_runs_it, lambda rating: rating)] == [
        ("a", "Ben"), ("b", "Cleo"), ("c", "Ann"),
    ]  # fmt: skip


def test_chance_gives_the_chair_every_letter() -> None:
    seats = seats_of(Sitting("Ann", ("Ben", "Cleo")))
    chairs = [next(s for s in dealt(seats, in_any_order) if s.name == "Ann") for _ in range(60)]
    assert {chair.letter for chair in chairs} == set("ABC")


@given(st.integers(0, 9), st.booleans())
def test_a_panel_has_two_to_six_raters(others: int, chair_rates: bool) -> None:
    sitting = Sitting("Ann", tuple(f"R{n}" for n in range(others)), chair_rates=chair_rates)
    rating = others + chair_rates
    if FEWEST_RATERS <= rating <= MOST_RATERS:
        assert sum(seat.rates for seat in seats_of(sitting)) == rating
    else:
        with pytest.raises(InputError, match="2 to 6"):
            seats_of(sitting)


def test_nobody_sits_twice() -> None:
    with pytest.raises(InputError, match="BEN sits on the panel twice"):
        seats_of(Sitting("Ann", ("BEN", "Ben", "Cleo")))


def test_the_candidate_has_no_seat() -> None:
    seats = seats_of(Sitting("Ann", ("Ben", "Cleo"), ("Dee",)))
    assert candidate_of(" Jordan  Ellis ", seats) == "Jordan Ellis"
    for name in ("ANN", "ben", " Dee"):
        with pytest.raises(InputError, match="is the candidate and sits on the panel"):
            candidate_of(name, seats)


@given(st.text(max_size=100))
def test_a_name_is_one_clean_line(text: str) -> None:
    try:
        name = clean_name(text, "a rater")
    except InputError:
        return
    assert name == name.strip()
    assert name.isprintable()
    assert 0 < len(name) <= 80
