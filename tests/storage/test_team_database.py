"""A team's database on a real server: made once, alone in writing, lost and found again."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from alembic import command
from alembic.config import Config

from mock_panel.bootstrap.services import Services
from mock_panel.domain.ids import ItemId, PanelId, SeatId
from mock_panel.domain.panels import Panel
from mock_panel.domain.ratings import Rating, RatingSource
from mock_panel.errors import InputError, OutOfOrder, StorageError
from mock_panel.paths import URL_VARIABLE, Paths, default_paths
from mock_panel.settings import Settings
from mock_panel.storage import panel_outcomes, panel_seats, team_database
from mock_panel.storage.panels import SqlPanelStore
from mock_panel.storage.team_database import TeamDatabase, open_team_database
from mock_panel.storage.upgrade import CURRENT, Schema
from mock_panel.team_address import TeamAddress, parse_address
from tests.panel.sample_panels import sample_panel
from tests.storage.panel_writing import agree
from tests.storage.sample_attempts import make_attempt
from tests.team_server import PASSWORD, TeamServer, running_server

pytestmark = pytest.mark.xdist_group("team")
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
UNSORTED = (
    "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'public'"
    " AND table_name <> 'alembic_version' AND data_type = 'character varying'"
    " AND collation_name IS DISTINCT FROM 'C'"
)
A, B, C = (SeatId(letter) for letter in "abc")


@pytest.fixture
def panel(team: TeamDatabase) -> Panel:
    """Convened and not rated by anybody."""
    whole = sample_panel()
    seats = tuple(replace(seat, locked_at=None) for seat in whole.seats)
    form = replace(whole.form, changes=())
    new = replace(whole, form=form, seats=seats, revealed_at=None, closed_at=None)
    SqlPanelStore(team).convene(new, {})
    return new


@contextmanager
def another(team: TeamDatabase) -> Iterator[SqlPanelStore]:
    """The same database, as another machine uses it."""
    database = TeamDatabase(team.address)
    yield SqlPanelStore(database)
    database.close()


def rating(seat: SeatId, item: str, number: int = 3) -> Rating:
    words = (f"{seat} {number}",)
    return Rating(seat, ItemId(item), number % 5 + 1, words, RatingSource.SCREEN, True, NOW)


def rate_all(store: SqlPanelStore, panel: Panel, seat: SeatId) -> list[ItemId]:
    items = [item.id for item in panel.form.rated]
    for item in items:
        store.rate(panel.id, rating(seat, item))
    return items


@pytest.fixture
def halted(
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[ModuleType, str], threading.Event]]:
    """Let a writer stand still after a step, its transaction open, until it may go on."""
    gone_on: list[threading.Event] = []

    def halt(module: ModuleType, step: str) -> threading.Event:
        reached, go_on = threading.Event(), threading.Event()
        gone_on.append(go_on)
        real: Callable[..., object] = getattr(module, step)

        def slow(*given: Any, **named: Any) -> object:
            done = real(*given, **named)
            reached.set()
            go_on.wait(10)
            return done

        monkeypatch.setattr(module, step, slow)
        reached.go_on = go_on  # type: ignore[attr-defined]
        return reached

    yield halt
    for event in gone_on:
        event.set()


def test_a_rating_waits_for_the_lock_and_is_then_refused(
    team: TeamDatabase, panel: Panel, halted: Callable[[ModuleType, str], Any]
) -> None:
    """The check of `rate` must see the lock that began before it."""
    with another(team) as rater, another(team) as second, ThreadPoolExecutor(2) as pool:
        items = rate_all(rater, panel, B)
        reached = halted(panel_seats, "change_seat")
        locking = pool.submit(rater.lock, panel.id, B, items, NOW)
        assert reached.wait(10)
        changing = pool.submit(second.rate, panel.id, rating(B, items[0], 4))
        time.sleep(0.15)
        assert not changing.done(), "two write at once"
        reached.go_on.set()
        locking.result(10)
        with pytest.raises(OutOfOrder) as caught:
            changing.result(10)
    assert caught.value.reason == "locked"
    assert SqlPanelStore(team).own_ratings(panel.id, B)[0].evidence == ("b 3",)


def test_only_one_of_two_reveals_counts(
    team: TeamDatabase, panel: Panel, halted: Callable[[ModuleType, str], Any]
) -> None:
    store = SqlPanelStore(team)
    for seat in panel.raters:
        store.lock(panel.id, seat.id, rate_all(store, panel, seat.id), NOW)
    with another(team) as first, another(team) as second, ThreadPoolExecutor(2) as pool:
        reached = halted(panel_outcomes, "change_panel")
        revealing = pool.submit(first.reveal, panel.id, NOW)
        assert reached.wait(10)
        again = pool.submit(second.reveal, panel.id, NOW)
        time.sleep(0.15)
        reached.go_on.set()
        revealing.result(10)
        with pytest.raises(OutOfOrder, match="revealed already"):
            again.result(10)


def test_raters_on_several_machines_lose_nothing(team: TeamDatabase, panel: Panel) -> None:
    """Three rate, one of them in two places, and lock at last; the chair tries to reveal."""
    places = (A, B, C, C)
    items = [item.id for item in panel.form.rated]
    begin = threading.Barrier(len(places) + 1)
    ended = threading.Event()

    def rate(seat: SeatId, place: int) -> int:
        kept = 0
        with another(team) as store:
            begin.wait(10)
            for number in range(30):
                store.rate(panel.id, rating(seat, items[number % len(items)], number))
                kept += 1
            if place != 2:
                return kept
            store.lock(panel.id, seat, items, NOW)
        return kept

    def reveal() -> int:
        refusals = 0
        with another(team) as store:
            begin.wait(10)
            while not ended.is_set():
                with pytest.raises(OutOfOrder, match="Not everybody has locked"):
                    store.reveal(panel.id, NOW)
                refusals += 1
        return refusals

    with ThreadPoolExecutor(5) as pool:
        chair = pool.submit(reveal)
        raters = [pool.submit(rate, seat, n) for n, seat in enumerate(places)]
        answers = [_outcome(rater) for rater in raters]
        ended.set()
        assert chair.result(10) > 0
    # Of the two in one seat, the one that came after the other's lock was refused.
    assert [a for a in answers if isinstance(a, OutOfOrder)] == [
        a for a in answers if not isinstance(a, int)
    ]
    store = SqlPanelStore(team)
    for seat in (A, B):
        newest = {ItemId(items[n % len(items)]): n for n in range(30)}
        assert {r.item: r.evidence for r in store.own_ratings(panel.id, seat)} == {
            item: (f"{seat} {number}",) for item, number in newest.items()
        }
    assert (found := store.get(panel.id)) is not None
    assert found.revealed_at is None


def _outcome(future: Future[int]) -> int | OutOfOrder:
    try:
        return future.result(30)
    except OutOfOrder as error:
        return error


def test_many_who_begin_at_once_make_the_tables_once(team_server: TeamServer) -> None:
    team_server.sql("CREATE DATABASE fresh")
    address = team_server.address("fresh")
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: open_team_database(address), range(4)))
    assert {database.schema() for database in opened} == {CURRENT.number}
    for database in opened:
        database.close()


def test_an_older_schema_is_upgraded_only_when_asked(team_server: TeamServer) -> None:
    """With the steps of an earlier version alone, and a row that must survive the rest."""
    team_server.sql("CREATE DATABASE older")
    address = team_server.address("older")
    steps = Schema(5, CURRENT.migrations)
    with TeamDatabase(address).write() as connection:
        config = Config()
        config.set_main_option("script_location", str(steps.migrations))
        config.attributes["connection"] = connection
        command.upgrade(config, f"{steps.number:04}")
        connection.exec_driver_sql("COMMENT ON TABLE alembic_version IS 'Mock Panel'")
        connection.exec_driver_sql("INSERT INTO panel_form VALUES ('kept', '{}')")
    with pytest.raises(StorageError, match="tables of an older Mock Panel") as caught:
        open_team_database(address)
    assert "pg_dump" in caught.value.hint
    assert team_server.sql("SELECT version_num FROM alembic_version", "older") == "0005"
    database = TeamDatabase(address)
    database.upgrade()
    assert open_team_database(address).schema() == CURRENT.number > 5
    assert team_server.sql("SELECT id FROM panel_form", "older") == "kept"
    with pytest.raises(StorageError, match="written by a newer Mock Panel"):
        open_team_database(address, schema=steps)
    assert team_server.sql(UNSORTED, "older") == "0", "new text sorts by code point, too"
    database.close()


def test_what_is_not_ours_is_left_alone(team_server: TeamServer) -> None:
    team_server.sql("CREATE DATABASE foreign_one")
    team_server.sql("CREATE TABLE attempt (id int)", "foreign_one")
    with pytest.raises(StorageError, match="holds tables of something else"):
        open_team_database(team_server.address("foreign_one"))
    assert team_server.sql("SELECT count(*) FROM attempt", "foreign_one") == "0"


def test_a_half_made_database_stays_empty(
    team_server: TeamServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    team_server.sql("CREATE DATABASE half")

    def fail(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(team_database, "_sort_as_a_file", fail)
        with pytest.raises(KeyboardInterrupt):
            open_team_database(team_server.address("half"))
    database = open_team_database(team_server.address("half"))
    assert database.schema() == CURRENT.number
    database.close()


def test_a_member_needs_no_right_to_make_tables(team_server: TeamServer) -> None:
    team_server.sql("CREATE DATABASE members")
    owner = open_team_database(team_server.address("members"))
    owner.close()
    team_server.sql("CREATE ROLE member LOGIN", "members")
    team_server.sql(
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO member;"
        "REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM member",
        "members",
    )
    address = replace(team_server.address("members"), role="member")
    with open_team_database(address).write() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM panel").scalar_one() == 0
    with pytest.raises(StorageError, match="this role may not do that"):  # noqa: SIM117
        with open_team_database(address).write() as connection:
            connection.exec_driver_sql("DROP TABLE panel")


# --- being told ---------------------------------------------------------------------------


def services_of(paths: Paths) -> Services:
    return Services(paths, Settings())


@pytest.mark.parametrize("kind", ["file", "team"])
def test_every_commit_is_told_and_nothing_else(
    kind: str, team: TeamDatabase, tmp_path: Path
) -> None:
    paths = Paths(tmp_path, team.address if kind == "team" else None)
    here, there = services_of(paths), services_of(paths)
    changes = here.changes()
    assert not changes.wait(0)
    there.attempts.save(make_attempt(0))
    assert changes.wait(5)
    assert not changes.wait(0.15)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(changes.wait, 30)
        time.sleep(0.05)
        began = time.monotonic()
        there.attempts.save(make_attempt(1))
        assert waiting.result(5)
        assert time.monotonic() - began < 1
        waiting = pool.submit(changes.wait, 30)
        time.sleep(0.05)
        changes.close()
        assert not waiting.result(5), "closed, and not told of anything"
    for services in (here, there):
        services._database.close()


def test_who_looks_at_one_panel_is_not_woken_by_another(team: TeamDatabase, tmp_path: Path) -> None:
    services = services_of(Paths(tmp_path, team.address))
    own, other = sample_panel(), replace(sample_panel(), id=PanelId("f" * 32))
    for panel in (own, other):
        services.panels.store.convene(panel, {})
    changes = services.changes(own.id)
    agree(services.panels.store, other.id, agreed=True)
    assert not changes.wait(0.2)
    agree(services.panels.store, other.id, agreed=False)
    agree(services.panels.store, own.id, agreed=True)
    assert changes.wait(5)
    services.attempts.save(make_attempt(0))
    assert changes.wait(5), "of no panel, and perhaps of this one"
    changes.close()
    services._database.close()


def test_a_process_that_does_nothing_keeps_one_connection(
    team: TeamDatabase, team_server: TeamServer
) -> None:
    database = open_team_database(team.address)
    count = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'shared'"
    before = int(team_server.sql(count))

    def look(_: int) -> None:
        with database.read() as connection:
            connection.exec_driver_sql("SELECT pg_sleep(0.05)")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(look, range(12)))
    assert int(team_server.sql(count)) == before
    database.close()


def test_the_clock_is_the_servers(
    team: TeamDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Late:
        @staticmethod
        def now(tz: Any = None) -> datetime:
            return datetime.now(tz).replace(year=2020)

    services = services_of(Paths(tmp_path, team.address))
    monkeypatch.setattr("mock_panel.bootstrap.fresh.datetime", Late)
    monkeypatch.setattr(team_database, "datetime", Late)
    assert services.now().year == 2020, "nobody has been asked yet"
    assert services.attempts.summaries() == []
    assert abs(services.now() - datetime.now(UTC)).total_seconds() < 5
    services._database.close()


# --- trouble ------------------------------------------------------------------------------


def test_a_server_that_comes_back_is_used_again(tmp_path: Path) -> None:
    with running_server() as server:
        server.sql("CREATE DATABASE lost")
        services = services_of(Paths(tmp_path, server.address("lost")))
        services.attempts.save(make_attempt(0))
        changes = services.changes()
        server.stop()
        with pytest.raises(StorageError, match="cannot be reached") as caught:
            services.attempts.save(make_attempt(1))
        assert "kept here and stored when it answers" in caught.value.hint
        assert not changes.wait(0.1)
        server.start()
        assert changes.wait(5), "nobody knows what was missed"
        services.attempts.save(make_attempt(1))
        assert changes.wait(5)
        assert len(services.attempts.summaries()) == 2
        changes.close()
        services._database.close()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://ann:geheim@db/team", "begins with mysql://"),
        ("sqlite:///geheim.db", "begins with sqlite://"),
        ("geheim", "is not an address"),
        ("postgresql://ann:geheim@db", "names no database"),
        ("postgresql://ann:ge/heim@db/team", "is not written as an address"),
        ("postgresql://ann:1/geheim@db/team", "is not written as an address"),
        ("postgresql://ann:geheim@db:port/team", "is not written as an address"),
    ],
)
def test_a_wrong_address_is_told_without_its_password(url: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        default_paths({URL_VARIABLE: url, "MOCK_PANEL_HOME": "/nowhere"})
    assert "heim" not in str(caught.value)


def test_no_error_tells_the_password(
    team_server: TeamServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = parse_address(f"postgresql://ann:{PASSWORD}@127.0.0.1:1/team", "x")
    missing = team_server.address("missing")
    nobody = replace(missing, role="nobody", database="postgres")
    odd = replace(missing, options={**missing.options, "no_such": "option"})
    told = []
    for wrong in (address, missing, nobody, odd):
        with pytest.raises(StorageError) as caught:
            services_of(Paths(tmp_path, wrong)).attempts.summaries()
        told.append(caught.value.message)
        assert PASSWORD not in str(caught.value) + repr(wrong) + repr(caught.value.__cause__)
        assert PASSWORD not in repr(services_of(Paths(tmp_path, wrong)))
    assert told[0].startswith("The team's database cannot be reached: Connection refused (")
    assert [words.rpartition(": ")[2] for words in told[1:]] == [
        "there is no such database.",
        'role "nobody" does not exist.',
        "PostgreSQL does not know what its address says after the question mark.",
    ]


def test_without_the_driver_its_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    address = TeamAddress("ann", None, "db", None, "team")
    with pytest.raises(InputError) as caught:
        open_team_database(address)
    assert "mock-panel[postgres]" in caught.value.hint
