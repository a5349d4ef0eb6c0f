"""People in a file and in a team's database: kept, recognised, counted."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mock_panel.domain.ids import FormId, PanelId, PersonId, SeatId
from mock_panel.domain.people import Given, Person, PersonRole, ProgrammeSeat
from mock_panel.errors import InputError
from mock_panel.storage.attempts import SqlAttemptStore
from mock_panel.storage.database import Database
from mock_panel.storage.panels import SqlPanelStore
from mock_panel.storage.people import SqlPeopleStore
from mock_panel.storage.stories import SqlStoryStore
from tests.panel.sample_panels import sample_form, sample_panel, sample_record
from tests.storage.panel_writing import write_record
from tests.storage.sample_attempts import make_attempt
from tests.storage.sample_stories import make_story

JORDAN = Person(PersonId("p1"), "Jordan ELLIS", PersonRole.CANDIDATE, "jordan", "Spring")
BEN = Person(PersonId("p2"), "Ben Castellano", PersonRole.MENTOR)
ZOE = Person(PersonId("p3"), "Zoë O'Hara", PersonRole.ADMINISTRATOR, 'z"o', active=False)


@pytest.fixture
def people(database: Database) -> SqlPeopleStore:
    return SqlPeopleStore(database)


def test_people_come_back_as_they_were_said(people: SqlPeopleStore) -> None:
    assert people.me() is None
    people.keep([ZOE, JORDAN, BEN])
    assert people.all() == [BEN, JORDAN, ZOE]
    gone = replace(JORDAN, active=False, login=None, cohort="")
    people.keep([gone])
    assert people.all() == [BEN, gone, ZOE]


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (replace(BEN, id=PersonId("p9"), name="JORDAN Ellis"), "on the list twice"),
        (replace(BEN, id=PersonId("p9"), login="jordan", name="New"), "login 'jordan' is somebody"),
    ],
)
def test_two_are_never_called_the_same_and_nothing_is_half_stored(
    people: SqlPeopleStore, other: Person, words: str
) -> None:
    people.keep([JORDAN])
    with pytest.raises(InputError, match=words):
        people.keep([ZOE, other])
    assert people.all() == [JORDAN]


def test_who_is_called_by_name_is_noted_when_the_panel_is_convened(
    database: Database, people: SqlPeopleStore
) -> None:
    """An observer is a mentor of the list, the chair has left it, a candidate never rates."""
    left = Person(PersonId("p4"), "Ruth Okafor", PersonRole.MENTOR, active=False)
    peer = Person(PersonId("p5"), "Carla Wójcik", PersonRole.CANDIDATE)
    dale = Person(PersonId("p6"), "dale nguyen", PersonRole.MENTOR)
    people.keep([JORDAN, BEN, left, peer, dale])
    write_record(SqlPanelStore(database), sample_record())
    people.keep([replace(JORDAN, name="Another Name")])
    (panel,) = people.panels()
    assert (panel.candidate, panel.person, panel.mentor) == ("Jordan Ellis", JORDAN.id, None)
    assert {seat.name: seat.person for seat in people.seats()} == {
        "Ruth Okafor": None, "Ben Castellano": BEN.id, "Carla Wójcik": None,
        "Dale Nguyen": dale.id,
    }  # fmt: skip
    people.link(panel.id, ZOE.id, {SeatId("c"): peer.id})
    assert people.panels() == [replace(panel, person=ZOE.id)]
    assert {s.person for s in people.seats()} == {None, BEN.id, peer.id, dale.id}


def test_panels_and_seats_are_told_without_scores(
    database: Database, people: SqlPeopleStore
) -> None:
    store, record = SqlPanelStore(database), sample_record(revealed=False)
    older = replace(
        sample_panel(), id=PanelId("older"), form=sample_form(id=FormId("f2")), cohort="",
        convened_at=datetime(2026, 1, 2, tzinfo=UTC),
    )  # fmt: skip
    store.convene(replace(record.panel, seats=older.seats), {})
    store.convene(older, {})
    assert [panel.id for panel in people.panels()] == [older.id, record.panel.id]
    seats = [seat for seat in people.seats() if seat.panel == older.id]
    assert seats[0] == ProgrammeSeat(older.id, "Ruth Okafor", True, True, None, False)
    assert [seat.rates for seat in seats] == [True, True, True, False]


def test_who_has_locked_in_a_masked_panel_is_not_told(
    database: Database, people: SqlPeopleStore
) -> None:
    record = sample_record()
    masked = replace(record, panel=replace(record.panel, masked=True))
    write_record(SqlPanelStore(database), masked)
    assert {seat.locked for seat in people.seats()} == {None}


def test_what_nobody_owns_is_given_once(database: Database, people: SqlPeopleStore) -> None:
    SqlAttemptStore(database).save(make_attempt(0))
    SqlStoryStore(database).save([make_story(0)])
    SqlPanelStore(database).convene(sample_panel(), {})
    people.keep([JORDAN, BEN])
    assert people.give(JORDAN) == Given(attempts=1, stories=1)
    assert people.give(BEN) == Given(panels=1)
    assert people.give(replace(JORDAN, id=PersonId("other"))) == Given()
    # Saved anew, it is still theirs.
    SqlAttemptStore(database).save(make_attempt(0))
    assert people.give(JORDAN) == Given()
    assert people.panels()[0].mentor == BEN.id


def test_a_report_is_handed_over_and_goes_with_its_panel(
    database: Database, people: SqlPeopleStore
) -> None:
    panel, at = sample_panel(), datetime(2026, 3, 1, tzinfo=UTC)
    SqlPanelStore(database).convene(panel, {})
    assert people.report(panel.id) is None
    people.hand_over(panel.id, "# First", at)
    people.hand_over(panel.id, "# Ready", at)
    assert people.report(panel.id) == "# Ready"
    SqlPanelStore(database).erase(panel.id)
    assert people.report(panel.id) is None
