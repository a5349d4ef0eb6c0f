"""Practice under one set of ECQs, read in another: nothing is lost, and nothing counts twice."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mock_panel.bank.source import load_bank, shipped_directory
from mock_panel.domain.attempts import AttemptSummary
from mock_panel.domain.frameworks import Basis, CarryOver, Crosswalk
from mock_panel.domain.ids import AttemptId, CompetencyId, FrameworkId
from mock_panel.practice.carrying_over import (
    Origin,
    carried_over,
    carry_over,
    elsewhere_words,
    practised_elsewhere,
)
from tests.tui.histories import CLASSIC, CURRENT, SummaryStore, bank, summary

OLD = [CompetencyId(name) for name in ("flexibility", "resilience", "vision", "courage", "tact")]
NEW = [CompetencyId(name) for name in ("agility", "innovation", "judgment")]
SET = bank().framework(CLASSIC)


def at(number: int, *competencies: str, framework: FrameworkId = CLASSIC) -> AttemptSummary:
    made = summary(number, framework=framework)
    return replace(made, competencies=tuple(map(CompetencyId, competencies)))


def crosswalk(*rows: CarryOver) -> Crosswalk:
    return Crosswalk(CLASSIC, CURRENT, "Somebody.", rows)


def row(competency: str, *to: str, basis: Basis = Basis.REPORTED) -> CarryOver:
    return CarryOver(CompetencyId(competency), tuple(map(CompetencyId, to)), basis)


def test_each_competency_tells_from_which_its_attempts_came() -> None:
    walk = crosswalk(row("flexibility", "agility"), row("resilience", "agility"))
    read = carried_over(
        walk, SET, [at(1, "flexibility"), at(2, "flexibility"), at(3, "resilience")]
    )
    (agility,) = read.carried
    assert agility.competency == "agility"
    assert agility.origins == (
        Origin(CompetencyId("flexibility"), Basis.REPORTED, 2),
        Origin(CompetencyId("resilience"), Basis.REPORTED, 1),
    )
    assert agility.attempts == {Basis.REPORTED: 3}


def test_an_attempt_that_comes_by_two_ways_counts_once_and_as_reported() -> None:
    walk = crosswalk(row("vision", "agility", basis=Basis.INFERRED), row("resilience", "agility"))
    read = carried_over(walk, SET, [at(1, "vision", "resilience"), at(2, "vision")])
    (agility,) = read.carried
    assert agility.attempts == {Basis.REPORTED: 1, Basis.INFERRED: 1}
    assert sum(origin.attempts for origin in agility.origins) == 3


def test_one_competency_may_go_to_two_and_counts_for_both() -> None:
    read = carried_over(crosswalk(row("flexibility", "agility", "judgment")), SET, [at(1, OLD[0])])
    assert [(c.competency, c.attempts) for c in read.carried] == [
        ("agility", {Basis.REPORTED: 1}),
        ("judgment", {Basis.REPORTED: 1}),
    ]
    assert set(read.homes) == {"a1"}


def test_without_a_home_is_another_thing_than_not_spoken_of() -> None:
    walk = crosswalk(row("vision"), row("tact"))
    attempts = [at(1, "vision"), at(2, "tact"), at(3, "tact"), at(4, "courage")]
    read = carried_over(walk, SET, attempts)
    assert list(read.homeless.items()) == [("tact", 2), ("vision", 1)]
    assert read.unmentioned == {"courage": 1}
    assert not read.carried
    assert not read.homes


@given(
    rows=st.dictionaries(
        st.sampled_from(OLD),
        st.tuples(st.lists(st.sampled_from(NEW), unique=True), st.sampled_from(Basis)),
    ),
    practised=st.lists(st.lists(st.sampled_from(OLD), max_size=4), max_size=12),
)
def test_what_was_practised_is_carried_or_homeless_or_not_spoken_of(
    rows: dict[CompetencyId, tuple[list[CompetencyId], Basis]],
    practised: list[list[CompetencyId]],
) -> None:
    walk = crosswalk(*(CarryOver(c, tuple(to), basis) for c, (to, basis) in rows.items()))
    attempts = [at(number, *aims) for number, aims in enumerate(practised)]
    read = carried_over(walk, SET, attempts)
    for old in OLD:
        count = sum(old in aims for aims in practised)
        came = {
            carried.competency: origin.attempts
            for carried in read.carried
            for origin in carried.origins
            if origin.competency == old
        }
        homes = rows[old][0] if old in rows else []
        assert came == (dict.fromkeys(homes, count) if count else {})
        assert read.homeless.get(old, 0) == (count if old in rows and not homes else 0)
        assert read.unmentioned.get(old, 0) == (0 if old in rows else count)
    for carried in read.carried:
        whole = [
            aims
            for aims in practised
            if any(carried.competency in rows.get(c, ([], None))[0] for c in aims)
        ]
        assert sum(carried.attempts.values()) == len(whole)
        reported = [
            aims
            for aims in whole
            if any(
                carried.competency in rows[c][0] and rows[c][1] is Basis.REPORTED
                for c in aims
                if c in rows
            )
        ]
        assert carried.attempts.get(Basis.REPORTED, 0) == len(reported)


def test_any_crosswalk_that_leads_here_is_followed_and_no_other() -> None:
    back = replace(
        crosswalk(row("agility", "flexibility")), from_framework=CURRENT, to_framework=CLASSIC
    )
    there = crosswalk(row("flexibility", "agility"))
    both = replace(bank(), crosswalks=(there, back))
    store = SummaryStore([at(1, "flexibility"), at(2, "agility", framework=CURRENT)])
    (here,) = carry_over(both, CURRENT, store, 10)
    assert (here.framework.id, set(here.homes)) == (CLASSIC, {AttemptId("a1")})
    (reverse,) = carry_over(both, CLASSIC, store, 10)
    assert (reverse.framework.id, set(reverse.homes)) == (CURRENT, {AttemptId("a2")})
    assert carry_over(replace(bank(), crosswalks=(there,)), CLASSIC, store, 10) == ()


def test_of_a_long_history_the_newest_are_read_and_it_is_said() -> None:
    both = replace(bank(), crosswalks=(crosswalk(row("flexibility", "agility")),))
    store = SummaryStore([at(n, "flexibility") for n in range(30)])
    (part,) = carry_over(both, CURRENT, store, 10)
    assert (len(part.attempts), part.is_complete) == (10, False)
    (whole,) = carry_over(both, CURRENT, store, 31)
    assert (len(whole.attempts), whole.is_complete) == (30, True)


def test_where_nothing_was_practised_there_is_nothing_to_carry_over() -> None:
    both = replace(bank(), crosswalks=(crosswalk(row("flexibility", "agility")),))
    assert carry_over(both, CURRENT, SummaryStore(), 10) == ()
    assert practised_elsewhere(both, CURRENT, SummaryStore()) == ()


def test_practice_elsewhere_is_told_by_the_frameworks_name() -> None:
    both = replace(bank(), crosswalks=(crosswalk(row("flexibility", "agility")),))
    others = practised_elsewhere(both, CURRENT, SummaryStore([at(1, "flexibility")]))
    assert elsewhere_words(others) == "what counts here of your answers under opm-2006"
    assert practised_elsewhere(both, CLASSIC, SummaryStore([at(1, "x", framework=CURRENT)])) == ()


def test_every_competency_of_the_classic_set_is_carried_over_or_known_to_have_no_home() -> None:
    shipped = load_bank(shipped_directory())
    classic = shipped.framework(CLASSIC)
    store = SummaryStore([at(n, c.id) for n, c in enumerate(classic.competencies)])
    (read,) = carry_over(shipped, CURRENT, store, 100)
    present = {c.id for c in shipped.framework(CURRENT).competencies}
    assert {carried.competency for carried in read.carried} <= present
    assert not read.unmentioned
    assert len(read.homes) + len(read.homeless) == 28
    assert {"partnering", "political-savvy"} <= set(read.homeless)
