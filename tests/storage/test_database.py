import os
import resource
import sqlite3
import stat
import threading
import time
import traceback
from contextlib import closing
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from filelock import FileLock
from sqlmodel import col, select, update

from mock_panel.errors import StorageError
from mock_panel.paths import Paths
from mock_panel.storage.attempts import SqlAttemptStore
from mock_panel.storage.database import Database, FileDatabase, open_database
from mock_panel.storage.tables import AttemptRow
from tests.storage.processes import outcome_as_nobody, received, running
from tests.storage.sample_attempts import fill, make_attempt, make_id


def test_files_are_for_the_user_alone(paths: Paths) -> None:
    before = os.umask(0)
    try:
        database = open_database(paths)
        SqlAttemptStore(database).save(make_attempt(0))
    finally:
        os.umask(before)
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in paths.home.iterdir()}
    assert {"mock-panel.db", "mock-panel.db-wal", "mock-panel.db-shm"} <= set(modes)
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(paths.home.stat().st_mode) == 0o700
    database.close()


def test_a_file_that_was_copied_in_becomes_private(database: Database, paths: Paths) -> None:
    paths.database.chmod(0o644)
    open_database(paths).close()
    assert stat.S_IMODE(paths.database.stat().st_mode) == 0o600


def test_connections_are_set_up(database: Database) -> None:
    with database.read() as connection:
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("busy_timeout", "journal_mode", "synchronous", "foreign_keys")
        }
    assert values == {
        "busy_timeout": 10_000, "journal_mode": "wal", "synchronous": 1, "foreign_keys": 1
    }  # fmt: skip


@pytest.mark.parametrize("name", ["a b", "50%", "q?mode=ro", "#1", "élan", "'; --"])
def test_any_directory_name_will_do(tmp_path: Path, name: str) -> None:
    paths = Paths(tmp_path / name)
    database = open_database(paths)
    SqlAttemptStore(database).save(make_attempt(0))
    database.close()
    again = open_database(paths)
    assert SqlAttemptStore(again).exists(make_id(0))
    assert paths.database.stat().st_size > 0
    again.close()


def test_what_fails_half_way_is_not_written(database: Database, store: SqlAttemptStore) -> None:
    fill(database, 2)

    def fail() -> None:
        with database.write() as connection:
            connection.execute(update(AttemptRow).values(pauses=99))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert store.get(make_id(1)) == make_attempt(1)


def test_the_last_connection_tidies_the_log_away(database: Database, paths: Paths) -> None:
    fill(database, 2)
    log = paths.database.with_name("mock-panel.db-wal")
    assert log.exists()
    database.close()
    assert not log.exists()


def test_threads_share_a_database(database: Database, store: SqlAttemptStore) -> None:
    def work(first: int) -> None:
        for i in range(first, first + 10):
            store.save(make_attempt(i))
            assert store.get(make_id(i)) == make_attempt(i)
            store.summaries()

    threads = [threading.Thread(target=work, args=(n * 10,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.summaries()) == 40


def write_and_count(home: Path, first: int, pipe: Connection) -> None:
    """Save attempts of its own, and count up in a row that all processes share."""
    database = open_database(Paths(home))
    store = SqlAttemptStore(database)
    shared = col(AttemptRow.id) == make_id(0)
    pipe.send("ready")
    pipe.recv()
    for i in range(first, first + 15):
        store.save(make_attempt(i))
        with database.write() as connection:
            pauses = connection.execute(select(AttemptRow.pauses).where(shared)).scalar_one()
            connection.execute(update(AttemptRow).where(shared).values(pauses=pauses + 1))
    pipe.send("done")


def test_writers_at_once_lose_nothing(
    database: Database, store: SqlAttemptStore, paths: Paths
) -> None:
    store.save(replace(make_attempt(0), timing=replace(make_attempt(0).timing, pauses=0)))
    start = partial(running, write_and_count, paths.home)
    with start(100) as (_, a), start(200) as (_, b), start(300) as (_, c):
        for pipe in (a, b, c):
            assert pipe.recv() == "ready"
        for pipe in (a, b, c):
            pipe.send("go")
        assert [pipe.recv() for pipe in (a, b, c)] == ["done"] * 3
    assert len(store.summaries()) == 1 + 3 * 15
    kept = store.get(make_id(0))
    assert kept is not None
    assert kept.timing.pauses == 3 * 15


def open_and_save(home: Path, i: int, pipe: Connection) -> None:
    pipe.send("ready")
    pipe.recv()
    SqlAttemptStore(open_database(Paths(home))).save(make_attempt(i))
    pipe.send("done")


def test_eight_processes_open_a_new_database_at_once(tmp_path: Path) -> None:
    for round_number in range(2):
        home = tmp_path / str(round_number)
        running_ones = [running(open_and_save, home, i) for i in range(8)]
        pipes = [one.__enter__()[1] for one in running_ones]
        assert [pipe.recv() for pipe in pipes] == ["ready"] * 8
        for pipe in pipes:
            pipe.send("go")
        assert [pipe.recv() for pipe in pipes] == ["done"] * 8
        for one in running_ones:
            one.__exit__(None, None, None)
        database = open_database(Paths(home))
        assert len(SqlAttemptStore(database).summaries()) == 8
        database.close()


def test_only_one_process_makes_the_file(paths: Paths) -> None:
    paths.ensure_private(paths.home)
    opening = threading.Thread(target=open_home, args=(paths.home,))
    with FileLock(f"{paths.database}.lock"):
        opening.start()
        opening.join(0.2)
        assert not paths.database.exists()
    opening.join()
    assert paths.database.exists()


def hold_lock(path: Path, seconds: float, pipe: Connection) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        pipe.send("locked")
        time.sleep(seconds)
        connection.execute("COMMIT")


def test_a_lock_that_stays_is_told(database: Database, paths: Paths) -> None:
    impatient = FileDatabase(paths.database, busy_milliseconds=50)
    store = SqlAttemptStore(impatient)
    with running(hold_lock, paths.database, 60.0) as (_, pipe):
        assert pipe.recv() == "locked"
        with pytest.raises(StorageError) as caught:
            store.save(make_attempt(0))
        assert store.summaries() == [], "reading goes on"
    assert str(paths.database) in caught.value.message
    assert "another program is using the database" in caught.value.message
    assert "Close the other" in caught.value.hint
    store.save(make_attempt(0))
    assert store.exists(make_id(0))
    impatient.close()


def test_a_lock_that_goes_is_waited_for(store: SqlAttemptStore, paths: Paths) -> None:
    with running(hold_lock, paths.database, 0.3) as (_, pipe):
        assert pipe.recv() == "locked"
        store.save(make_attempt(0))
    assert store.get(make_id(0)) == make_attempt(0)


def test_a_full_disk_loses_nothing_that_was_saved(
    database: Database, store: SqlAttemptStore, paths: Paths
) -> None:
    """SQLite's own page limit raises what a full disk raises."""
    fill(database, 5)
    with database.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    huge = replace(make_attempt(7), text="secret plans " * 20_000)
    with pytest.raises(StorageError) as caught:
        store.save(huge)
    assert caught.value.message == f"{paths.database}: the disk is full"
    assert "Free some space" in caught.value.hint
    assert "secret" not in "".join(traceback.format_exception(caught.value))
    assert [s.id for s in store.summaries()] == [make_id(i) for i in (4, 3, 2, 1, 0)]
    with database.read() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    store.save(huge)
    assert store.get(huge.id) == huge


def save_until_refused(home: Path, pipe: Connection) -> None:
    """Save into files that the system lets grow no further."""
    store = SqlAttemptStore(open_database(Paths(home)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
    i = 0
    try:
        while i < 10_000:
            store.save(make_attempt(i))
            pipe.send(i)
            i += 1
    except StorageError as error:
        pipe.send(str(error))


def test_files_that_cannot_grow_lose_nothing_that_was_saved(paths: Paths) -> None:
    with running(save_until_refused, paths.home) as (process, pipe):
        *saved, message = received(pipe)
        process.join()
    assert len(saved) > 10
    assert str(paths.database) in message
    database = open_database(paths)
    store = SqlAttemptStore(database)
    assert all(store.get(make_id(i)) == make_attempt(i) for i in saved)
    with database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    database.close()


def open_home(home: Path) -> None:
    open_database(Paths(home)).close()


def save_one(home: Path) -> None:
    database = open_database(Paths(home))
    SqlAttemptStore(database).save(make_attempt(1))
    database.close()


@pytest.mark.parametrize("exists", [False, True])
def test_a_read_only_home_is_told(open_place: Path, exists: bool) -> None:
    home = open_place / "home"
    home.mkdir()
    if exists:
        open_home(home)
    home.chmod(0o555)
    for file in home.iterdir():
        file.chmod(0o444)
    with running(outcome_as_nobody, save_one, home) as (_, pipe):
        message = pipe.recv()
    assert str(home) in message
    assert "MOCK_PANEL_HOME" in message


def test_a_home_below_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="file/home") as caught:
        open_database(Paths(tmp_path / "file" / "home"))
    assert "is a file" in caught.value.hint


def test_no_error_quotes_an_answer(database: Database, store: SqlAttemptStore) -> None:
    """A broken table makes SQLAlchemy raise with the statement and its values at hand."""
    with database.write() as connection:
        connection.exec_driver_sql("ALTER TABLE answer RENAME COLUMN note TO notes")
    with pytest.raises(StorageError) as caught:
        store.save(make_attempt(0))
    told = "".join(traceback.format_exception(caught.value))
    assert "INSERT INTO answer" in told
    assert "backlog" not in told
