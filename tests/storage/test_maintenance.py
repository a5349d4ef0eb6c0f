import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from mock_panel.errors import InputError, StorageError
from mock_panel.paths import Paths
from mock_panel.storage.attempts import SqlAttemptStore
from mock_panel.storage.database import Database, open_database
from mock_panel.storage.drafts import FileDraftStore
from mock_panel.storage.maintenance import StoredData
from tests.storage.sample_attempts import damage, fill, make_attempt, make_draft, make_id

RARE_WORD = "Zanzibar"


def files_with(word: str, home: Path) -> list[str]:
    """The files that hold a word, in whatever case."""
    sought = word.lower().encode()
    return [p.name for p in home.rglob("*") if p.is_file() and sought in p.read_bytes().lower()]


@pytest.fixture
def stored(paths: Paths) -> StoredData:
    return StoredData(paths)


def test_a_backup_holds_what_is_still_in_the_log(
    database: Database, paths: Paths, stored: StoredData, tmp_path: Path
) -> None:
    fill(database, 20)
    target = tmp_path / "new" / "copy's #1.db"
    with database.write() as connection:
        connection.exec_driver_sql("DELETE FROM attempt")
        stored.backup(target)
        connection.rollback()
    assert target.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    elsewhere = Paths(tmp_path / "elsewhere")
    elsewhere.ensure_private(elsewhere.home)
    target.rename(elsewhere.database)
    restored = open_database(elsewhere)
    assert list(SqlAttemptStore(restored).attempts()) == [
        make_attempt(i) for i in reversed(range(20))
    ]
    restored.close()


def test_a_backup_replaces_nothing(database: Database, stored: StoredData, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_bytes(b"mine")
    with pytest.raises(InputError, match="exists already"):
        stored.backup(target)
    assert target.read_bytes() == b"mine"


def test_a_backup_of_a_damaged_file_is_not_left_half_made(
    database: Database, paths: Paths, stored: StoredData, tmp_path: Path
) -> None:
    fill(database, 100)
    database.close()
    damage(paths.database)
    with pytest.raises(StorageError, match="damaged"):
        stored.backup(tmp_path / "copies" / "copy.db")
    assert list((tmp_path / "copies").iterdir()) == []


def test_erased_words_are_in_no_file(
    database: Database, store: SqlAttemptStore, paths: Paths, stored: StoredData
) -> None:
    fill(database, 30)
    rare = replace(make_attempt(40), text=f"{RARE_WORD} " * 3000, note=RARE_WORD)
    store.save(rare)
    drafts = FileDraftStore(paths)
    drafts.save(replace(make_draft(0), attempt=rare.id, text=RARE_WORD))
    drafts.release(make_draft(0).session)
    drafts.save(make_draft(1))
    drafts.release(make_draft(1).session)
    assert len(files_with(RARE_WORD, paths.home)) >= 2
    assert stored.erase_attempts([rare.id, make_id(3), make_id(999)]) == 2
    assert files_with(RARE_WORD, paths.home) == []
    assert files_with(RARE_WORD.lower(), paths.home) == []
    with database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA freelist_count").scalar() == 0
    left = [make_attempt(i) for i in reversed(range(30)) if i != 3]
    assert list(store.attempts()) == left
    assert drafts.resumable() == [make_draft(1)]


def test_the_index_forgets_what_was_erased(
    database: Database, store: SqlAttemptStore, paths: Paths, stored: StoredData
) -> None:
    """So few writes leave its parts unmerged, in which the word would stay."""
    fill(database, 3)
    store.save(replace(make_attempt(40), text=RARE_WORD))
    assert stored.erase_attempts([make_id(40)]) == 1
    assert files_with(RARE_WORD, paths.home) == []


def test_a_reader_that_keeps_old_pages_is_told_of(
    database: Database, store: SqlAttemptStore, paths: Paths
) -> None:
    rare = replace(make_attempt(0), text=RARE_WORD)
    store.save(rare)
    store.save(make_attempt(1))
    impatient = StoredData(paths, busy_milliseconds=50)
    with closing(sqlite3.connect(paths.database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM attempt").fetchone()
        with pytest.raises(StorageError, match="1 erased, but another program"):
            impatient.erase_attempts([rare.id])
        assert files_with(RARE_WORD, paths.home)
    assert list(store.attempts()) == [make_attempt(1)]
    database.close()
    assert files_with(RARE_WORD, paths.home) == [], "the last one to close clears them away"


def test_drafts_of_living_processes_are_kept(paths: Paths, stored: StoredData) -> None:
    drafts = FileDraftStore(paths)
    for i in range(3):
        drafts.save(make_draft(i))
    drafts.release(make_draft(0).session)
    drafts.release(make_draft(1).session)
    (paths.drafts / "old.damaged").write_bytes(b"?")
    assert stored.count_drafts() == 3
    assert stored.erase_drafts() == 3
    assert sorted(path.name for path in paths.drafts.iterdir()) == [
        "session-2.json", "session-2.lock"
    ]  # fmt: skip


def test_files_are_listed_and_erased(paths: Paths, stored: StoredData) -> None:
    sound = paths.recordings / "one" / "a.wav"
    sound.parent.mkdir(parents=True)
    sound.touch()
    paths.log.touch()
    found = stored.files([paths.recordings, paths.log, paths.backups])
    assert found == [sound, paths.log]
    sound.unlink()
    stored.erase_files(found)
    assert not paths.log.exists()
