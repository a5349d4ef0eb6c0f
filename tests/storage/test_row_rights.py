"""What each person's own role reads and writes in a team's database, whatever the program.

Two candidates, two mentors, an administrator, somebody who is not on the list: each connects as
themselves. The tables belong to a role that is no superuser, as the instructions say.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mock_panel.domain.ids import FormId, ItemId, PanelId, PersonId, SeatId
from mock_panel.domain.panel_files import sound_names, unsent_names
from mock_panel.domain.panels import Panel, Role
from mock_panel.domain.people import Person, PersonRole, Showing
from mock_panel.domain.ratings import Rating, RatingSource
from mock_panel.errors import StorageError
from mock_panel.panel.people import Team
from mock_panel.paths import Paths
from mock_panel.storage import joining_tables, people_tables  # noqa: F401 - so that they are known
from mock_panel.storage.attempts import SqlAttemptStore
from mock_panel.storage.panels import SqlPanelStore
from mock_panel.storage.people import SqlPeopleStore
from mock_panel.storage.row_rights import tables
from mock_panel.storage.showing import SqlShowingStore
from mock_panel.storage.stories import SqlStoryStore
from mock_panel.storage.tables import Row
from mock_panel.storage.team_database import TeamDatabase, open_team_database
from mock_panel.storage.team_maintenance import TeamData
from tests.panel.sample_panels import sample_form, sample_panel, sample_record
from tests.storage.panel_writing import write_record
from tests.storage.sample_attempts import make_attempt
from tests.storage.sample_stories import link, make_story
from tests.team_server import TeamServer

pytestmark = pytest.mark.xdist_group("team")

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
OPEN, CLOSED = PanelId("open"), PanelId("closed")
WITH_WORDS = ("attempt", "answer", "story", "panel_rating", "panel_note", "panel_answer")


def person(login: str, role: PersonRole, name: str) -> Person:
    return Person(PersonId(f"id-{login}"), name, role, login, "Spring")


JORDAN = person("jordan", PersonRole.CANDIDATE, "Jordan Ellis")
CAL = person("cal", PersonRole.CANDIDATE, "Cal Other")
RUTH = person("ruth", PersonRole.MENTOR, "Ruth Okafor")
BEN = person("ben", PersonRole.MENTOR, "Ben Castellano")
ADA = person("ada", PersonRole.ADMINISTRATOR, "Ada Office")
PEOPLE = (JORDAN, CAL, RUTH, BEN, ADA)
STRANGER = "stranger"


@dataclass(frozen=True)
class Programme:
    """The database, as each of its roles has it open."""

    server: TeamServer
    databases: dict[str, TeamDatabase]

    def as_(self, login: str) -> TeamDatabase:
        return self.databases[login]

    def rows(self, login: str, statement: str) -> list[Any]:
        """What bare SQL gives somebody; nothing of it stays."""
        with self.databases[login].read() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(statement)]

    def all_of(self, login: str, table: str) -> list[Any]:
        """Every row of a table that somebody gets."""
        return self.rows(login, f"SELECT * FROM {table}")  # noqa: S608 - a name of ours

    def write(self, login: str, statement: str) -> int:
        with self.databases[login].write() as connection:
            return connection.exec_driver_sql(statement).rowcount


@pytest.fixture(scope="module")
def programme(team_server: TeamServer) -> Iterator[Programme]:
    """Jordan had one panel that is closed and is before one; Ruth runs both, Ben rates."""
    team_server.sql("CREATE ROLE keeper LOGIN")
    team_server.sql("CREATE DATABASE programme OWNER keeper")
    logins = [*(one.login or "" for one in PEOPLE), STRANGER]
    team_server.sql(
        "GRANT CREATE ON SCHEMA public TO keeper; CREATE ROLE members;"
        "ALTER DEFAULT PRIVILEGES FOR ROLE keeper IN SCHEMA public"
        " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO members;"
        + "".join(f"CREATE ROLE {login} LOGIN IN ROLE members;" for login in logins),
        "programme",
    )
    address = team_server.address("programme")
    databases = {"keeper": open_team_database(replace(address, role="keeper"))}
    SqlPeopleStore(databases["keeper"]).keep(PEOPLE)
    databases |= {login: open_team_database(replace(address, role=login)) for login in logins}
    made = Programme(team_server, databases)
    for i, login in enumerate(("jordan", "cal")):
        SqlAttemptStore(made.as_(login)).save(make_attempt(i))
        story = make_story(i)
        SqlStoryStore(made.as_(login)).save([story], [link(make_attempt(i).id, story)])
    ruths = SqlPanelStore(made.as_("ruth"))
    record = sample_record()
    closed = replace(
        record.panel, id=CLOSED, form=sample_form(id=FormId("form-closed")), closed_at=NOW
    )
    write_record(ruths, replace(record, panel=closed))
    SqlPeopleStore(made.as_("ruth")).hand_over(CLOSED, "# Jordan's report", NOW)
    ruths.convene(open_panel(), {})
    ruths.rate(OPEN, rating("a"))
    yield made
    for database in databases.values():
        database.close()


def open_panel() -> Panel:
    return replace(sample_panel(), id=OPEN, form=sample_form(id=FormId("form-open")))


def rating(seat: str, score: int = 3) -> Rating:
    return Rating(
        SeatId(seat), ItemId("q1"), score, (f"by {seat}",), RatingSource.SCREEN, True, NOW
    )


def test_every_table_has_rules() -> None:
    assert {table.name for table in Row.metadata.sorted_tables} == tables()


def test_a_candidate_who_selects_everything_gets_what_is_theirs(programme: Programme) -> None:
    """And nothing of a panel, not even their own, but the report that was handed over."""
    seen = {table: programme.all_of("jordan", table) for table in sorted(tables())}
    mine = make_attempt(0).id
    for table in ("answer", "score", "attempt_story"):
        assert [row[0] for row in seen[table]] == [mine]
    assert {table for table, rows in seen.items() if rows} - {"continuation", "speech"} == {
        "attempt", "answer", "score", "story", "story_competency", "attempt_story",
        "panel_report", "person",
    }  # fmt: skip
    assert [row[0] for row in seen["attempt"]] == [mine]
    assert "Cal Other" not in {row[1] for row in seen["person"]}
    assert [a.id for a in SqlAttemptStore(programme.as_("cal")).summaries()] == [make_attempt(1).id]
    assert programme.rows("cal", "SELECT * FROM panel_report") == []


def test_who_writes_owns_and_nobody_writes_for_another(programme: Programme) -> None:
    assert programme.rows("keeper", "SELECT id, owner FROM attempt ORDER BY owner") == [
        (make_attempt(1).id, CAL.id), (make_attempt(0).id, JORDAN.id),
    ]  # fmt: skip
    story_of_another = (
        "INSERT INTO story SELECT 'x', title, year, month, grade, executive, people, money,"
        " money_unit, reach, prompts, source, created_at, changed_at, retired, 'id-cal' FROM story"
    )
    own_panel = (
        "INSERT INTO panel SELECT 'x', 'form-open', 'Me', '', false, now(), null, null, null,"
        " 'id-jordan', 'id-jordan'"
    )
    for statement in ("UPDATE attempt SET owner = 'id-cal'", story_of_another, own_panel):
        with pytest.raises(StorageError, match="this role may not do that"):
            programme.write("jordan", statement)
    assert programme.write("jordan", "UPDATE person SET role = 'mentor'") == 0
    with pytest.raises(StorageError, match="this role may not do that"):
        SqlAttemptStore(programme.as_("jordan")).save(make_attempt(1))
    assert programme.write("jordan", "DELETE FROM attempt WHERE owner <> 'id-jordan'") == 0
    assert programme.rows("keeper", "SELECT count(*) FROM attempt") == [(2,)]


def test_a_mentor_sees_panels_they_sit_on_and_nobodys_practice(programme: Programme) -> None:
    mine = make_attempt(7)
    SqlAttemptStore(programme.as_("ben")).save(mine)
    try:
        assert programme.rows("ben", "SELECT id FROM attempt") == [(mine.id,)]
        assert programme.rows("ruth", "SELECT count(*) FROM answer") == [(0,)]
        assert programme.rows("ruth", "SELECT count(*) FROM story") == [(0,)]
    finally:
        programme.write("ben", "DELETE FROM attempt")
    elsewhere = SqlPanelStore(programme.as_("ben"))
    assert {panel.id for panel in elsewhere.panels()} == {OPEN, CLOSED}
    assert len(elsewhere.record(CLOSED).ratings) == 15
    another = replace(
        open_panel(), id=PanelId("bens"), seats=sample_panel().seats[1:3], candidate="Cal Other"
    )
    elsewhere.convene(another, {})
    ruths = SqlPanelStore(programme.as_("ruth"))
    private = replace(
        another, id=PanelId("ruths"), form=sample_form(id=FormId("form-ruth")),
        seats=(sample_panel().seats[0], sample_panel().seats[2]),
    )  # fmt: skip
    ruths.convene(private, {})
    assert {panel.id for panel in ruths.panels()} == {OPEN, CLOSED, private.id}
    assert {panel.id for panel in elsewhere.panels()} == {OPEN, CLOSED, another.id}
    assert elsewhere.erase(another.id), "and no form that another's panel has"
    assert ruths.get(private.id) == private
    assert ruths.erase(private.id)


def test_before_the_reveal_a_rater_reads_and_writes_their_own_seat_alone(
    programme: Programme,
) -> None:
    bens, ruths = (SqlPanelStore(programme.as_(login)) for login in ("ben", "ruth"))
    bens.rate(OPEN, rating("b"))
    with pytest.raises(StorageError, match="this role may not do that"):
        bens.rate(OPEN, rating("c"))
    whose = "SELECT seat FROM panel_rating WHERE panel_id = 'open' ORDER BY seat"
    assert programme.rows("ben", whose) == [("b",)]
    assert programme.rows("ruth", whose) == [("a",), ("b",)], "who runs it has the seats there"
    assert [own.rated for own in bens.progress(OPEN)] == [1, 1, 0]
    assert bens.progress(OPEN) == ruths.progress(OPEN)
    for statement in (
        "UPDATE panel SET revealed_at = now()",
        "UPDATE panel_seat SET locked_at = now() WHERE seat <> 'b'",
        "UPDATE panel_rating SET score = 1 WHERE panel_id = 'closed' OR seat <> 'b'",
        "DELETE FROM panel_rating WHERE panel_id = 'closed'",
        "DELETE FROM panel_seat",
        "DELETE FROM panel",
    ):
        assert programme.write("ben", statement) == 0, statement


def test_what_changes_no_row_is_refused_and_nothing_of_the_panel_goes(
    programme: Programme, tmp_path: Path
) -> None:
    """PostgreSQL leaves rows alone that the rules withhold, and says nothing of it."""
    bens, theirs = SqlPanelStore(programme.as_("ben")), SeatId("c")
    refused = (
        lambda: bens.renew_pin(OPEN, theirs, "sealed"),
        lambda: bens.packet_key(OPEN, theirs, "a key"),
        lambda: bens.guess(OPEN, theirs, NOW, 5, timedelta(minutes=1)),
        lambda: bens.close(CLOSED, NOW),
    )
    programme.write("keeper", "UPDATE panel_seat SET pin = 'x' WHERE panel_id = 'open'")
    programme.write("keeper", "UPDATE panel SET closed_at = NULL WHERE id = 'closed'")
    try:
        for attempt in refused:
            with pytest.raises(StorageError, match="this role may not do that"):
                attempt()
        assert bens.existing_key(OPEN, theirs) is None
    finally:
        programme.write("keeper", "UPDATE panel_seat SET pin = '' WHERE panel_id = 'open'")
        programme.write("keeper", "UPDATE panel SET closed_at = revealed_at WHERE id = 'closed'")

    paths = Paths(tmp_path)
    kept = (
        paths.ensure_private(paths.recordings) / f"{sound_names(OPEN)}1.wav",
        paths.ensure_private(paths.drafts) / f"{unsent_names(OPEN)}b.panel",
    )
    for file in kept:
        file.touch()
    data = TeamData(paths, lambda: programme.as_("ben"))
    assert data.erase_panels([OPEN]) == 0
    with pytest.raises(StorageError, match="this role may not do that"):
        data.erase_panel(OPEN)
    assert all(file.exists() for file in kept)
    assert bens.get(OPEN) is not None


def test_a_seat_is_rated_anew_until_it_is_locked(programme: Programme) -> None:
    bens = SqlPanelStore(programme.as_("ben"))
    for score in (4, 2):
        bens.rate(OPEN, rating("b", score))
        assert [own.score for own in bens.own_ratings(OPEN, SeatId("b"))] == [score]
    locked = "UPDATE panel_seat SET locked_at = {} WHERE panel_id = 'open' AND seat = 'b'"
    assert programme.write("ben", locked.format("now()")) == 1
    for statement in (
        "UPDATE panel_rating SET score = 5 WHERE panel_id = 'open'",
        "DELETE FROM panel_rating WHERE panel_id = 'open'",
    ):
        assert programme.write("ben", statement) == 0, statement
    programme.write("keeper", locked.format("NULL"))


def test_an_administrator_counts_and_reads_no_word(programme: Programme) -> None:
    for table in sorted(tables() - {"person"}):
        assert programme.all_of("ada", table) == [], table
    store = SqlPeopleStore(programme.as_("ada"))
    assert {panel.id for panel in store.panels()} == {CLOSED, OPEN}
    assert sum(bool(seat.locked) for seat in store.seats()) == 3
    assert store.me() == ADA
    assert len(store.all()) == 5
    new = Person(PersonId("id-new"), "New Here", PersonRole.CANDIDATE, "newhere")
    store.keep([new])
    store.keep([replace(new, active=False)])
    for statement in (
        "UPDATE person SET login = 'x' WHERE login = 'cal'",
        "UPDATE person SET id = 'id-cal' WHERE login = 'ada'",
    ):
        with pytest.raises(StorageError, match="this role may not do that"):
            programme.write("ada", statement)
    assert programme.write("ada", "DELETE FROM person") == 0
    assert programme.write("keeper", "DELETE FROM person WHERE id = 'id-new'") == 1


def test_who_is_not_on_the_list_or_has_left_sees_nothing(programme: Programme) -> None:
    keeper = SqlPeopleStore(programme.as_("keeper"))
    keeper.keep([replace(CAL, active=False)])
    try:
        for login in (STRANGER, "cal"):
            for table in sorted(tables()):
                assert programme.all_of(login, table) == [], (login, table)
            assert SqlPeopleStore(programme.as_(login)).panels() == []
            with pytest.raises(StorageError, match="this role may not do that"):
                SqlAttemptStore(programme.as_(login)).save(make_attempt(3))
    finally:
        keeper.keep([CAL])
    assert len(programme.rows("cal", "SELECT * FROM attempt")) == 1


def test_who_sees_no_panels_is_told_why_and_what_to_do(programme: Programme) -> None:
    def told(login: str) -> str:
        why = Team(SqlPeopleStore(programme.as_(login)), str).unseen()
        return "" if why is None else f"{why.reason} {why.to_do} {why.may_convene}"

    assert "You are connected as 'stranger', whom this team's list does not name." in told(STRANGER)
    assert "--role mentor --login stranger`" in told(STRANGER)
    assert "as a candidate" in told("jordan")
    assert "team change 'Jordan Ellis' --role mentor" in told("jordan")
    assert "as an administrator" in told("ada")
    assert told("ben").endswith("True"), "a mentor may convene the first"
    assert told("keeper") == ""


def test_each_counts_what_they_may_count(programme: Programme) -> None:
    counted = {
        login: {panel.id for panel in SqlPeopleStore(programme.as_(login)).panels()}
        for login in ("keeper", "ada", "ruth", "ben", "jordan", "cal")
    }
    both = {OPEN, CLOSED}
    assert counted == {
        "keeper": both, "ada": both, "ruth": both, "ben": both, "jordan": {CLOSED}, "cal": set(),
    }  # fmt: skip
    jordans = SqlPeopleStore(programme.as_("jordan"))
    assert jordans.report(CLOSED) == "# Jordan's report"
    assert jordans.seats() == []
    jordans_own = Team(jordans, str).programme()
    assert [(c.name, c.closed) for c in jordans_own.candidates] == [("Jordan Ellis", 1)]
    assert not (jordans_own.mentors)
    assert not (jordans_own.cohorts)
    whole = Team(SqlPeopleStore(programme.as_("ada")), str).programme()
    assert [(c.name, c.convened) for c in whole.candidates] == [
        ("Cal Other", 0), ("Jordan Ellis", 2),
    ]  # fmt: skip
    given = "SELECT seat FROM mock_panel_given('closed')"
    assert [len(programme.rows(login, given)) for login in ("ben", "jordan", "ada")] == [15, 0, 0]


def test_of_a_form_it_is_told_how_many_panels_are_hidden(programme: Programme) -> None:
    """Ben rated in a panel and put its form to candidates of his own, whom Ruth does not see."""
    bens = SqlPanelStore(programme.as_("ben"))
    seats = tuple(seat for seat in open_panel().seats if seat.name != RUTH.name)
    seats = (replace(seats[0], role=Role.CHAIR), *seats[1:])
    own = [
        replace(open_panel(), id=PanelId(f"bens-{n}"), candidate="Zoe Secret", seats=seats)
        for n in (1, 2)
    ]
    form = own[0].form.id
    for panel in own:
        bens.convene(panel, {})
    try:
        hidden = {
            login: SqlPanelStore(programme.as_(login)).unseen_with(form)
            for login in ("ruth", "ben", "keeper")
        }
        assert hidden == {"ruth": 2, "ben": 0, "keeper": 0}
        assert SqlPanelStore(programme.as_("ruth")).unseen_with(FormId("form-closed")) == 0
    finally:
        for panel in own:
            bens.erase(panel.id)


def test_the_owner_brings_older_rules_up_to_date(programme: Programme) -> None:
    programme.write("keeper", "DROP POLICY mock_panel_select ON panel")
    assert programme.all_of("ruth", "panel") == []
    with pytest.raises(StorageError):
        programme.as_("ruth").renew_rules()
    programme.as_("keeper").renew_rules()
    assert {row[0] for row in programme.all_of("ruth", "panel")} == {OPEN, CLOSED}
    assert programme.all_of("cal", "panel") == []


def test_in_a_masked_panel_nobody_counts_who_has_locked(programme: Programme) -> None:
    programme.write("keeper", f"UPDATE panel SET masked = true WHERE id = '{CLOSED}'")  # noqa: S608
    try:
        for login in ("ada", "ruth", "ben"):
            seats = SqlPeopleStore(programme.as_(login)).seats()
            assert {seat.locked for seat in seats if seat.panel == CLOSED} == {None}
            assert {seat.locked for seat in seats if seat.panel == OPEN} == {False}
    finally:
        programme.write("keeper", f"UPDATE panel SET masked = false WHERE id = '{CLOSED}'")  # noqa: S608


def test_before_anybody_is_named_all_is_shared_and_only_the_owner_names_the_first(
    programme: Programme,
) -> None:
    keeper = programme.as_("keeper")
    with keeper.write() as connection:
        connection.exec_driver_sql("DELETE FROM person")
    try:
        assert programme.rows(STRANGER, "SELECT count(*) FROM attempt") == [(2,)]
        SqlAttemptStore(programme.as_(STRANGER)).save(make_attempt(4))
        assert programme.write(STRANGER, "DELETE FROM attempt WHERE owner IS NULL") == 1
        me = Person(PersonId("me"), "Me", PersonRole.ADMINISTRATOR, STRANGER)
        with pytest.raises(StorageError, match="this role may not do that"):
            SqlPeopleStore(programme.as_(STRANGER)).keep([me])
    finally:
        SqlPeopleStore(keeper).keep(PEOPLE)


PRACTICE = ("attempt", "answer", "score")
STORIES = ("story", "story_competency", "attempt_story")


def looking(programme: Programme, login: str, whom: Person) -> TeamDatabase:
    """The database as somebody opens it to read what another shows."""
    address = replace(programme.server.address("programme"), role=login)
    return open_team_database(address, looks_at=whom.id)


def count(database: TeamDatabase, tables: tuple[str, ...]) -> list[int]:
    with database.read() as connection:
        return [
            connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()  # noqa: S608
            for table in tables
        ]


def test_a_mentor_reads_what_a_candidate_shows_them_until_it_is_taken_back(
    programme: Programme,
) -> None:
    shows = SqlShowingStore(programme.as_("jordan"))
    with (
        closing(looking(programme, "ruth", JORDAN)) as ruths,
        closing(looking(programme, "ben", JORDAN)) as bens,
        closing(looking(programme, "ruth", CAL)) as at_cal,
        closing(looking(programme, "ada", JORDAN)) as adas,
    ):
        everybody = (ruths, bens, at_cal, adas)
        assert all(count(each, PRACTICE + STORIES) == [0] * 6 for each in everybody)
        shows.keep(Showing(JORDAN.id, RUTH.id, stories=False, since=NOW))
        read = SqlAttemptStore(ruths)
        assert [a.id for a in read.attempts()] == [make_attempt(0).id]
        assert read.get(make_attempt(0).id) == make_attempt(0)
        assert count(ruths, STORIES) == [0, 0, 0]
        for other in (bens, at_cal, adas):
            assert count(other, PRACTICE + STORIES) == [0] * 6
        assert count(programme.as_("ruth"), PRACTICE) == [0, 0, 0], "their own stays their own"
        shows.keep(Showing(JORDAN.id, RUTH.id, stories=True, since=NOW))
        assert [s.id for s in SqlStoryStore(ruths).all()] == [make_story(0).id]
        assert 0 not in count(ruths, STORIES)
        keeper = SqlPeopleStore(programme.as_("keeper"))
        for changed in (
            replace(JORDAN, active=False), replace(JORDAN, role=PersonRole.MENTOR),
            replace(RUTH, active=False), replace(RUTH, role=PersonRole.ADMINISTRATOR),
        ):  # fmt: skip
            keeper.keep([changed])
            assert count(ruths, PRACTICE + STORIES) == [0] * 6, changed
            keeper.keep([JORDAN, RUTH])
        assert count(ruths, PRACTICE) == [1, 1, 1]
        assert shows.take_back(JORDAN.id, RUTH.id)
        assert count(ruths, PRACTICE + STORIES) == [0] * 6
    assert not shows.take_back(JORDAN.id, RUTH.id)


def test_what_is_shown_is_read_and_not_written(programme: Programme) -> None:
    shows = SqlShowingStore(programme.as_("jordan"))
    shows.keep(Showing(JORDAN.id, RUTH.id, stories=True, since=NOW))
    looks = f"SELECT set_config('mock_panel.looks_at', '{JORDAN.id}', true)"
    taking = (
        "UPDATE attempt SET level = 5", "UPDATE answer SET text = 'x'", "DELETE FROM attempt",
        "DELETE FROM score", "DELETE FROM story", "DELETE FROM attempt_story",
        "UPDATE attempt SET owner = 'id-ruth'",
    )  # fmt: skip
    adding = (
        "INSERT INTO continuation SELECT id, 9, 'p', 'x', now(), 1 FROM attempt",
        "INSERT INTO story_competency SELECT id, 'f', 'c', 9 FROM story",
    )
    try:
        for statement in taking:
            with programme.as_("ruth").write() as connection:
                # Not by the app, which reads in transactions that cannot write.
                connection.exec_driver_sql(looks)
                assert connection.exec_driver_sql(statement).rowcount == 0, statement
        for statement in adding:
            with pytest.raises(StorageError, match="this role may not do that"):
                programme.write("ruth", f"{looks}; {statement}")
        with (
            closing(looking(programme, "ruth", JORDAN)) as ruths,
            pytest.raises(StorageError, match="can only be read"),
        ):
            SqlAttemptStore(ruths).mark_misunderstood(make_attempt(0).id, True)
        assert SqlAttemptStore(programme.as_("jordan")).get(make_attempt(0).id) == make_attempt(0)
    finally:
        shows.take_back(JORDAN.id, RUTH.id)


def test_each_shows_their_own_practice_to_a_mentor_and_nothing_else(programme: Programme) -> None:
    mine = Showing(JORDAN.id, RUTH.id, stories=False, since=NOW)
    not_theirs = {
        "cal": mine,
        "ruth": mine,
        "ada": mine,
        "jordan": replace(mine, mentor=ADA.id),
        "ben": replace(mine, person=BEN.id),
    }
    for login, showing in not_theirs.items():
        with pytest.raises(StorageError, match="this role may not do that"):
            SqlShowingStore(programme.as_(login)).keep(showing)
    with pytest.raises(StorageError, match="this role may not do that"):
        SqlShowingStore(programme.as_("jordan")).keep(replace(mine, mentor=CAL.id))
    SqlShowingStore(programme.as_("jordan")).keep(mine)
    seen = {login: SqlShowingStore(programme.as_(login)).all() for login in programme.databases}
    assert seen == {
        "keeper": [mine], "jordan": [mine], "ruth": [mine],
        "cal": [], "ben": [], "ada": [], STRANGER: [],
    }  # fmt: skip
    assert not SqlShowingStore(programme.as_("ruth")).take_back(JORDAN.id, RUTH.id)
    assert SqlShowingStore(programme.as_("jordan")).take_back(JORDAN.id, RUTH.id)
