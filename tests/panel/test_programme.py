"""A programme in figures, counted from people, panels and seats."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mock_panel.domain.ids import PanelId, PersonId
from mock_panel.domain.people import Person, PersonRole, ProgrammePanel, ProgrammeSeat
from mock_panel.panel.cells import columns
from mock_panel.panel.programme import Programme, programme_of
from mock_panel.panel.programme_text import to_text

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
ANN = Person(PersonId("ann"), "Ann Lee", PersonRole.CANDIDATE, cohort="Spring")
CAL = Person(PersonId("cal"), "Cal Roe", PersonRole.CANDIDATE, cohort="spring", active=False)
RUTH = Person(PersonId("ruth"), "Ruth Okafor", PersonRole.MENTOR)
IDLE = Person(PersonId("idle"), "Ben Ode", PersonRole.MENTOR)
ADA = Person(PersonId("ada"), "Ada Office", PersonRole.ADMINISTRATOR)
PEOPLE = (ANN, CAL, RUTH, IDLE, ADA)


def panel(number: int, candidate: Person | str, mentor: Person | None = RUTH) -> ProgrammePanel:
    """One a day, those with an odd number closed."""
    return ProgrammePanel(
        PanelId(f"p{number}"),
        candidate if isinstance(candidate, str) else candidate.name,
        "as it was written",
        None if isinstance(candidate, str) else candidate.id,
        mentor.id if mentor else None,
        NOW + timedelta(days=number),
        NOW + timedelta(days=9) if number % 2 else None,
    )


def seats(of: ProgrammePanel, *, locked: bool = False) -> list[ProgrammeSeat]:
    return [
        ProgrammeSeat(of.id, "Ruth Okafor", True, True, RUTH.id, locked),
        ProgrammeSeat(of.id, "Kim", False, True, None, False),
        ProgrammeSeat(of.id, "Sits and sees", False, False, None, False),
    ]


@pytest.fixture
def counted() -> Programme:
    panels = [panel(1, ANN), panel(4, ANN), panel(2, "Ann Lee", None)]
    of = [*seats(panels[0]), *seats(panels[1], locked=True), *seats(panels[2])]
    return programme_of(PEOPLE, panels[::-1], of)


def test_candidates_are_counted_by_person_and_never_by_name(counted: Programme) -> None:
    rows = [(c.name, c.listed, c.convened, c.closed, c.mentor) for c in counted.candidates]
    assert rows == [
        ("Ann Lee", True, 2, 1, "Ruth Okafor"),
        ("Ann Lee", False, 1, 0, "Ruth Okafor"),
        ("Cal Roe", True, 0, 0, ""),
    ]
    assert counted.candidates[0].last_panel == "p4"
    assert counted.candidates[1].cohort == "as it was written"
    assert counted.candidates[2].last is None


def test_mentors_are_counted_with_what_waits_for_them(counted: Programme) -> None:
    """What is closed waits for nobody; who only observes has no load."""
    assert [(m.name, m.listed, m.ran, m.rated, m.waiting) for m in counted.mentors] == [
        ("Ben Ode", True, 0, 0, 0), ("Kim", False, 0, 3, 2), ("Ruth Okafor", True, 3, 3, 1),
    ]  # fmt: skip


def test_nobody_is_said_to_be_waited_for_in_a_masked_panel() -> None:
    """Which letter has locked is shown to all: who has, too, would tell whose letter it is."""
    open_, closed = panel(2, ANN), panel(1, ANN)
    masked = [
        replace(seat, locked=None) for of in (open_, closed) for seat in seats(of) if seat.rates
    ]
    counted = programme_of(PEOPLE, [open_, closed], masked)
    assert [(m.name, m.rated, m.waiting) for m in counted.mentors] == [
        ("Ben Ode", 0, 0), ("Kim", 2, 0), ("Ruth Okafor", 2, 0),
    ]  # fmt: skip
    assert counted.masked == 1
    assert to_text(counted, 80)[-1] == (
        "not locked: without 1 masked panel, where only letters are told"
    )


def test_a_cohort_is_counted_alone(counted: Programme) -> None:
    assert [(c.name, c.candidates, c.without, c.convened, c.closed) for c in counted.cohorts] == [
        ("as it was written", 1, 0, 1, 0), ("Spring", 2, 1, 2, 1),
    ]  # fmt: skip
    panels = [panel(1, ANN), panel(2, "Someone", None)]
    of = [*seats(panels[0]), *seats(panels[1])]
    spring = programme_of(PEOPLE, panels, of, "SPRING")
    assert [c.name for c in spring.candidates] == ["Ann Lee", "Cal Roe"]
    assert [(m.name, m.ran, m.rated) for m in spring.mentors] == [
        ("Kim", 0, 1), ("Ruth Okafor", 1, 1),
    ]  # fmt: skip


def test_where_some_panels_are_hidden_nobody_is_said_to_have_had_none() -> None:
    one = panel(1, ANN)
    some = programme_of(PEOPLE, [one], seats(one), is_whole=False)
    assert [c.name for c in some.candidates] == ["Ann Lee"]
    assert [m.name for m in some.mentors] == ["Kim", "Ruth Okafor"]


def test_without_a_list_nothing_is_marked_and_nothing_at_all_is_empty() -> None:
    one = panel(1, "Candidate 1", None)
    alone = programme_of((), [one], seats(replace(one))[1:])
    words = "\n".join(to_text(alone, 80))
    assert "Candidate 1" in words
    assert "*" not in words
    assert programme_of((ADA,), [], []).is_empty
    assert to_text(programme_of((), [], []), 80) == []


@pytest.mark.parametrize("width", [24, 48, 80, 200])
def test_no_line_is_wider_than_the_terminal(counted: Programme, width: int) -> None:
    wide = replace(counted.candidates[0], name="名前の長い候補者" * 4, mentor="שלום " * 9)
    lines = to_text(replace(counted, candidates=(wide, *counted.candidates)), width)
    assert max(map(columns, lines)) <= width
    assert "* not on the list" in lines
    assert ("mentor" in lines[0]) == (width == 200)


def test_a_long_name_of_a_cohort_is_whole_where_there_is_room(counted: Programme) -> None:
    name = "Spring class of the development programme"
    long = replace(counted, candidates=(replace(counted.candidates[0], cohort=name),))
    assert name in "\n".join(to_text(long, 120))
    assert name not in "\n".join(to_text(long, 80))
