"""Bundles: everything goes to another installation, once, whole, and nothing else does."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mock_panel.domain.carrying import Taken
from mock_panel.domain.ids import EcqId, FrameworkId
from mock_panel.domain.preparation import HandHours, Preparation, SelfCheck, Vacancy
from mock_panel.errors import InputError, MockPanelError, StorageError
from mock_panel.paths import Paths
from mock_panel.storage.attempts import SqlAttemptStore
from mock_panel.storage.carrying import CarriedHistory
from mock_panel.storage.database import Database, open_database
from mock_panel.storage.merging import heads, stays, ties
from mock_panel.storage.panels import SqlPanelStore
from mock_panel.storage.preparation import PreparationFile
from mock_panel.storage.stories import SqlStoryStore
from mock_panel.storage.tables import Row
from tests.panel.sample_panels import sample_record
from tests.storage.panel_writing import write_record
from tests.storage.sample_attempts import damage, fill, make_attempt, make_id
from tests.storage.sample_stories import link, make_story

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
READ = HandHours(date(2026, 3, 1), 1.5, "read the announcement")
CURRENT = FrameworkId("opm-2025")
CHECKED = SelfCheck(date(2026, 3, 2), {EcqId("leading-people"): {"supervised": True}})
SAID = Preparation((READ, READ), {CURRENT: CHECKED}, Vacancy("Chief of fleet", date(2026, 5, 1)))
COUNT = 6


@pytest.fixture
def bundle(paths: Paths, database: Database, tmp_path: Path) -> Path:
    """Of attempts, a story that one of them told, a panel, and a recording."""
    fill(database, COUNT)
    stories, record = SqlStoryStore(database), sample_record()
    stories.save([make_story(0, make_id(1))])
    stories.link(link(make_id(2), make_story(0)))
    write_record(SqlPanelStore(database), record)
    paths.ensure_private(paths.recordings)
    (paths.recordings / f"{make_id(1)}.flac").write_bytes(b"sound")
    (paths.recordings / f"{make_id(2)}.part.wav").write_bytes(b"unfinished")
    PreparationFile(paths).change(lambda _: SAID)
    file = tmp_path / "mine.zip"
    CarriedHistory(paths).bundle(file, NOW, with_recordings=True)
    return file


@pytest.fixture
def other(tmp_path: Path, empty_database: Path) -> Iterator[Paths]:
    """Another installation, with nothing in it."""
    paths = Paths(tmp_path / "other")
    paths.ensure_private(paths.home)
    shutil.copy(empty_database, paths.database)
    yield paths
    assert not list(paths.home.glob(".bundle-*"))


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            table.name: sorted(connection.execute(f"SELECT * FROM {table.name}"), key=repr)  # noqa: S608
            for table in Row.metadata.sorted_tables
        }


def test_every_table_goes_along_or_says_that_it_stays() -> None:
    """A new table is part of a family by what it refers to, or ties two together."""
    carried = [table for table in Row.metadata.sorted_tables if not stays(table)]
    cascades = {t for t in carried if any(k.ondelete == "CASCADE" for k in t.foreign_keys)}
    assert set(heads()) == set(carried) - cascades
    assert [table.name for table in ties()] == ["attempt_story"]


def test_another_installation_gets_everything_once(
    paths: Paths, bundle: Path, other: Paths
) -> None:
    there = CarriedHistory(other)
    looked = there.take_in(bundle, dry_run=True)
    assert not any(content(other.database).values())
    assert not other.preparation.exists()
    assert not other.recordings.exists()
    taken = there.take_in(bundle)
    assert taken == looked
    assert taken.kinds["attempt"] == Taken(new=COUNT)
    assert taken.kinds["story"] == taken.kinds["panel"] == Taken(new=1)
    assert taken.kinds["hours"] == Taken(new=2)
    assert taken.kinds["self_check"] == taken.kinds["vacancy"] == Taken(new=1)
    assert PreparationFile(other).load() == SAID
    assert content(other.database) == content(paths.database)
    assert [file.name for file in other.recordings.iterdir()] == [f"{make_id(1)}.flac"]
    again = there.take_in(bundle)
    assert again.kinds["attempt"] == Taken(same=COUNT)
    assert again.kinds["hours"] == Taken(same=2)
    assert PreparationFile(other).load() == SAID
    assert again.recordings == 0
    assert content(other.database) == content(paths.database)


def test_what_differs_stays_and_is_named_until_it_is_to_be_replaced(
    bundle: Path, other: Paths
) -> None:
    database = open_database(other)
    store = SqlAttemptStore(database)
    mine = replace(make_attempt(3), text="Another answer altogether.")
    store.save(mine)
    store.save(make_attempt(9))
    there = CarriedHistory(other)
    taken = there.take_in(bundle)
    assert taken.kinds["attempt"] == Taken(new=COUNT - 1, differing=(mine.id,))
    assert store.get(mine.id) == mine
    replaced = there.take_in(bundle, replace=True)
    assert replaced.kinds["attempt"] == Taken(same=COUNT - 1, differing=(mine.id,))
    assert store.get(mine.id) == make_attempt(3)
    assert store.get(make_id(9)) == make_attempt(9)
    # Who told the story is known here too.
    assert SqlStoryStore(database).links_of([make_id(2)])
    database.close()


def test_what_is_said_here_of_the_preparation_stays_until_it_is_to_be_replaced(
    bundle: Path, other: Paths
) -> None:
    mine = replace(SAID, hours=(READ,), vacancy=Vacancy("Director", None), checks={})
    PreparationFile(other).change(lambda _: mine)
    there = CarriedHistory(other)
    taken = there.take_in(bundle)
    assert taken.kinds["hours"] == Taken(new=1, same=1)
    assert taken.kinds["vacancy"] == Taken(differing=("Chief of fleet",))
    assert PreparationFile(other).load() == replace(SAID, vacancy=mine.vacancy)
    there.take_in(bundle, replace=True)
    assert PreparationFile(other).load() == SAID


def rezipped(bundle: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same bundle with other parts, and a manifest that still tells of the old ones."""
    with zipfile.ZipFile(bundle) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    file = bundle.with_name("changed.zip")
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file


def more_sound(parts: dict[str, bytes]) -> None:
    parts["recordings/b.flac"] = b"more"


def outside(parts: dict[str, bytes]) -> None:
    manifest = json.loads(parts["manifest.json"])
    manifest["parts"]["recordings/../../evil.wav"] = {"bytes": 1, "sha256": "x"}
    parts["manifest.json"] = json.dumps(manifest).encode()
    parts["recordings/../../evil.wav"] = b"x"


def other_bytes(parts: dict[str, bytes]) -> None:
    data = parts["mock-panel.db"]
    parts["mock-panel.db"] = data[:5000] + bytes([data[5000] ^ 1]) + data[5001:]


def no_manifest(parts: dict[str, bytes]) -> None:
    del parts["manifest.json"]


def later_version(parts: dict[str, bytes]) -> None:
    parts["manifest.json"] = parts["manifest.json"].replace(b"bundle@1", b"bundle@2")


def other_words(parts: dict[str, bytes]) -> None:
    parts["preparation.toml"] = parts["preparation.toml"].replace(b"fleet", b"spies")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (more_sound, "not those that its manifest tells of"),
        (outside, "has no place in one"),
        (other_words, "preparation.toml is not as it was written"),
        (other_bytes, "not as it was written"),
        (no_manifest, "it has no manifest"),
        (later_version, "written by another version"),
    ],
)
def test_what_is_not_as_it_was_written_changes_nothing(
    bundle: Path, other: Paths, change: Callable[[dict[str, bytes]], None], words: str
) -> None:
    before = content(other.database)
    with pytest.raises(InputError, match=words):
        CarriedHistory(other).take_in(rezipped(bundle, change))
    assert content(other.database) == before
    assert not other.recordings.exists()


def test_a_database_that_acts_by_itself_is_no_bundle(
    paths: Paths, database: Database, other: Paths, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.execute(
            "CREATE TRIGGER evil AFTER INSERT ON attempt BEGIN DELETE FROM attempt; END"
        )
    file = tmp_path / "evil.zip"
    CarriedHistory(paths).bundle(file, NOW, with_recordings=False)
    with pytest.raises(InputError, match="not one of ours"):
        CarriedHistory(other).take_in(file)


@given(data=st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_file_with_any_byte_changed_is_refused_or_the_same(
    data: st.DataObject, bundle: Path, other: Paths
) -> None:
    """The digest tells; what a zip says of itself beside its parts does not matter."""
    whole = bytearray(bundle.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    file = bundle.with_name("flipped.zip")
    file.write_bytes(whole)
    try:
        taken = CarriedHistory(other).take_in(file, dry_run=True)
    except MockPanelError as error:
        assert str(file) in error.message  # noqa: PT017 - either is right
    else:
        assert taken.kinds["attempt"] == Taken(new=COUNT)


def test_killed_in_the_middle_it_has_taken_in_all_or_nothing(bundle: Path, other: Paths) -> None:
    command = [sys.executable, "-m", "mock_panel", "import", str(bundle)]
    environ = {**os.environ, "MOCK_PANEL_HOME": str(other.home)}
    child = subprocess.Popen(command, env=environ, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 20
    while not list(other.home.glob(".bundle-*/mock-panel.db-wal")) and child.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.001)
    child.send_signal(signal.SIGKILL)
    child.wait()
    for left in other.home.glob(".bundle-*"):
        shutil.rmtree(left)
    assert len(content(other.database)["attempt"]) in (0, COUNT)
    CarriedHistory(other).take_in(bundle)
    assert len(content(other.database)["attempt"]) == COUNT


class TestRestore:
    def test_a_copy_comes_in_the_place_of_a_damaged_database(
        self, paths: Paths, database: Database, tmp_path: Path
    ) -> None:
        fill(database, COUNT)
        copy = tmp_path / "copy.db"
        from mock_panel.storage.copying import copy_database

        copy_database(paths.database, copy)
        database.close()
        before = content(copy)
        damage(paths.database)
        carried = CarriedHistory(paths)
        looked = carried.restore(copy, NOW, dry_run=True)
        done = carried.restore(copy, NOW)
        assert done == looked
        assert done.attempts == COUNT
        assert done.replaced is not None
        assert done.replaced.exists()
        assert content(paths.database) == before == content(copy)
        assert paths.database.stat().st_mode & 0o777 == 0o600
        assert not list(paths.home.glob("*-wal"))

    def test_a_database_in_use_stays_where_it_is(
        self, paths: Paths, database: Database, tmp_path: Path
    ) -> None:
        fill(database, 2)
        copy = tmp_path / "copy.db"
        with database.read() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM attempt").all()
            from mock_panel.storage.copying import copy_database

            copy_database(paths.database, copy)
            with pytest.raises(StorageError, match="another program is using the database"):
                CarriedHistory(paths).restore(copy, NOW)
        assert len(content(paths.database)["attempt"]) == 2
        assert not list(paths.home.glob(".*restored"))

    def test_what_is_no_copy_of_ours_changes_nothing(
        self, paths: Paths, database: Database, tmp_path: Path
    ) -> None:
        fill(database, 1)
        database.close()
        wrong = tmp_path / "wrong.db"
        wrong.write_bytes(b"no database at all" * 100)
        with pytest.raises(StorageError, match="damaged"):
            CarriedHistory(paths).restore(wrong, NOW)
        assert len(content(paths.database)["attempt"]) == 1
