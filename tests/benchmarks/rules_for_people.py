"""A rating in a team's database: what the rules for a programme's people cost.

The floor is the same rating by the owner of the tables, whom no rule binds. On a PostgreSQL
server of the benchmark's own, whose every commit is on the disk.
"""

import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

from mock_panel.domain.ids import FormId, ItemId, PanelId, PersonId, SeatId
from mock_panel.domain.people import Person, PersonRole
from mock_panel.domain.ratings import Rating, RatingSource
from mock_panel.storage.panels import SqlPanelStore
from mock_panel.storage.people import SqlPeopleStore
from mock_panel.storage.team_database import open_team_database
from mock_panel.team_address import TeamAddress
from tests.benchmarks.stopwatch import median, report
from tests.panel.sample_panels import sample_form, sample_panel
from tests.team_server import DURABLE, TeamServer, running_server

RATINGS = 300
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
PEOPLE = tuple(
    Person(PersonId(login), name, PersonRole.MENTOR, login)
    for login, name in (("ruth", "Ruth Okafor"), ("ben", "Ben Castellano"))
)
_OLD_PANELS = """
INSERT INTO panel SELECT id || '-' || n, form_id, candidate, cohort, masked, convened_at, agreed,
 now(), now(), mentor, candidate_person FROM panel, generate_series(1, 30) n;
INSERT INTO panel_seat SELECT panel_id || '-' || n, seat, name, role, rates, now(), pin, wrong_pins,
 barred_until, packet_key, person FROM panel_seat, generate_series(1, 30) n;
INSERT INTO panel_rating SELECT panel_id, seat, 'q' || n, 3, '["a"]', 'screen', true, now()
 FROM panel_seat, generate_series(1, 10) n WHERE locked_at IS NOT NULL AND rates;
ANALYZE
"""


def run() -> None:
    """With seventeen panels in progress, and then with five hundred that are closed as well."""
    with running_server(DURABLE) as server:
        address = with_people(server)
        with closing(open_team_database(replace(address, role="ruth"))) as ruth:
            for i in range(17):
                form = sample_form(id=FormId(f"form-{i}"))
                panel = replace(sample_panel(), id=PanelId(f"panel-{i}"), form=form)
                SqlPanelStore(ruth).convene(panel, {})
        _measure(address, "17 panels")
        server.sql(_OLD_PANELS, "programme")
        _measure(address, "527 panels")


def with_people(server: TeamServer) -> TeamAddress:
    """The address of a database with two mentors, each with a role, under the rules for people."""
    server.sql("CREATE ROLE keeper LOGIN; CREATE ROLE members")
    server.sql("CREATE DATABASE programme OWNER keeper")
    server.sql(
        "GRANT CREATE ON SCHEMA public TO keeper;"
        "ALTER DEFAULT PRIVILEGES FOR ROLE keeper IN SCHEMA public"
        " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO members;"
        + "".join(f"CREATE ROLE {one.login} LOGIN IN ROLE members;" for one in PEOPLE),
        "programme",
    )
    address = server.address("programme")
    with closing(open_team_database(replace(address, role="keeper"))) as keeper:
        SqlPeopleStore(keeper).keep(PEOPLE)
    return address


def _measure(address: TeamAddress, words: str) -> None:
    floor = _rating(address, "keeper")
    report(f"a rating by who runs the panel, {words}", _rating(address, "ruth"), floor)
    report(f"a rating by who sits on it, {words}", _rating(address, "ben"), floor)


def _rating(address: TeamAddress, role: str) -> float:
    """Seconds of one, in the middle of many."""
    items = [item.id for item in sample_form().rated]
    waits = []
    with closing(open_team_database(replace(address, role=role))) as database:
        store = SqlPanelStore(database)
        for i in range(RATINGS):
            given = _given(items[i % len(items)], i % 5 + 1)
            began = time.perf_counter()
            store.rate(PanelId("panel-3"), given)
            waits.append(time.perf_counter() - began)
    return median(waits)


def _given(item: ItemId, score: int) -> Rating:
    return Rating(SeatId("b"), item, score, ("what was said",), RatingSource.SCREEN, True, NOW)
