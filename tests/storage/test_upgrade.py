import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from mock_panel.domain.attempt_document import to_document
from mock_panel.domain.history import HistoryQuery
from mock_panel.errors import StorageError
from mock_panel.paths import Paths
from mock_panel.storage.attempts import SqlAttemptStore
from mock_panel.storage.database import Database, open_database
from mock_panel.storage.searching import is_modelled
from mock_panel.storage.tables import Row
from mock_panel.storage.upgrade import CURRENT, Schema, ensure_current
from tests.storage.sample_attempts import damage, fill, make_attempt, make_id

DATA = Path(__file__).parent / "data"
ADDED_BY = {2: {"misunderstood": False}, 3: {"speech": None}}
"""What an attempt's document says since a schema, for an attempt that is older than that."""


def old_file(paths: Paths, number: int) -> None:
    """A database as the version with this schema left it; the JSON beside it is its export."""
    paths.ensure_private(paths.home)
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.executescript((DATA / f"schema-{number}.sql").read_text(encoding="utf-8"))


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(CURRENT.migrations))
    return ScriptDirectory.from_config(config)


def test_the_schema_number_is_that_of_the_last_step() -> None:
    assert [int(step.revision) for step in scripts().walk_revisions()] == [
        *range(CURRENT.number, 0, -1)
    ]


def test_there_is_an_old_file_of_every_version() -> None:
    numbers = {int(path.stem.removeprefix("schema-")) for path in DATA.glob("schema-*.sql")}
    assert numbers == set(range(1, CURRENT.number + 1))


@pytest.mark.parametrize("number", range(1, CURRENT.number + 1))
def test_an_old_file_opens_with_all_that_was_in_it(paths: Paths, number: int) -> None:
    old_file(paths, number)
    database = open_database(paths)
    store = SqlAttemptStore(database)
    stored = json.loads((DATA / f"schema-{number}.json").read_text(encoding="utf-8"))
    for later in (added for schema, added in ADDED_BY.items() if schema > number):
        stored = [document | later for document in stored]
    assert [to_document(attempt) for attempt in store.attempts()] == stored
    rare = next(word for word in stored[-1]["text"].split() if word.isalpha())
    told = {a.id for a in store.attempts() if rare.lower() in a.full_text.lower().split()}
    assert told <= {a.id for a in store.summaries(HistoryQuery(search=rare))}
    assert told
    store.save(make_attempt(1))
    assert len(store.summaries()) == len(stored) + 1
    database.close()


def test_the_tables_are_what_the_steps_make(database: Database) -> None:
    """Drift: somebody changed the models and wrote no step, or the other way round."""
    opts = {"compare_server_default": True, "include_object": is_modelled}
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Row.metadata) == []


def test_every_constraint_has_the_name_that_the_models_give_it(database: Database) -> None:
    with database.read() as connection:
        rows = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        made = " ".join(sql for (sql,) in rows)
    for table in Row.metadata.tables.values():
        names = [constraint.name for constraint in table.constraints]
        for name in [*names, *(index.name for index in table.indexes)]:
            assert f" {name} " in made


def test_the_steps_make_postgresql_tables_too() -> None:
    script = StringIO()
    context = MigrationContext.configure(
        dialect_name="postgresql", opts={"as_sql": True, "output_buffer": script}
    )
    with Operations.context(context):
        for step in reversed(list(scripts().walk_revisions())):
            step.module.upgrade()
    assert "started_at TIMESTAMP WITH TIME ZONE NOT NULL" in script.getvalue()
    added = "ALTER TABLE attempt ADD COLUMN misunderstood BOOLEAN DEFAULT false NOT NULL;"
    assert added in script.getvalue()


def test_an_attempt_of_the_first_version_can_be_marked_after_the_upgrade(paths: Paths) -> None:
    old_file(paths, 1)
    database = open_database(paths)
    store = SqlAttemptStore(database)
    before = list(store.attempts())
    store.mark_misunderstood(make_id(5), True)
    database.close()
    again = open_database(paths)
    after = list(SqlAttemptStore(again).attempts())
    assert [a.id for a in after if a.misunderstood] == [make_id(5)]
    assert [replace(a, misunderstood=False) for a in after] == before
    again.close()


def test_a_current_file_is_opened_without_alembic(database: Database, paths: Paths) -> None:
    code = (
        "import sys; from pathlib import Path; from mock_panel.paths import Paths;"
        "from mock_panel.storage.database import open_database;"
        "open_database(Paths(Path(sys.argv[1])));"
        "print([m for m in ('alembic', 'filelock') if m in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(paths.home)], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "[]\n"


NEXT_STEP = """
import sqlalchemy as sa
from alembic import op
def upgrade():
    with op.batch_alter_table("attempt", recreate="always") as table:
        table.add_column(sa.Column("starred", sa.Boolean(), nullable=True))
    op.execute("UPDATE attempt SET pauses = pauses + 100")
"""


@pytest.fixture
def later(tmp_path: Path) -> Schema:
    """The next version, whose step rebuilds the table that all others refer to."""
    folder = tmp_path / "later"
    shutil.copytree(CURRENT.migrations, folder)
    number = CURRENT.number + 1
    (folder / "versions" / "next.py").write_text(
        f'revision, down_revision = "{number:04}", "{CURRENT.number:04}"\n{NEXT_STEP}',
        encoding="utf-8",
    )
    return Schema(number, folder)


def test_an_upgrade_keeps_everything_and_leaves_a_backup(
    database: Database, paths: Paths, later: Schema
) -> None:
    """Rebuilding a table drops the old one; its answers must not go with it."""
    fill(database, 12)
    database.close()
    ensure_current(paths, schema=later)
    with closing(sqlite3.connect(paths.database)) as connection:
        counts = connection.execute(
            "SELECT (SELECT count(*) FROM attempt), (SELECT count(*) FROM answer),"
            " (SELECT count(*) FROM score), (SELECT count(*) FROM continuation)"
        ).fetchone()
        pauses = connection.execute("SELECT min(pauses), starred FROM attempt").fetchone()
        version = connection.execute("PRAGMA user_version").fetchone()
    assert counts == (12, 12, 11, 2)
    assert pauses == (100, None)
    assert version == (later.number,)
    (backup,) = paths.backups.iterdir()
    assert backup.name == f"mock-panel-schema-{CURRENT.number}.db"
    assert backup.stat().st_mode & 0o777 == 0o600
    shutil.copy(backup, paths.database)
    restored = open_database(paths)
    assert [*SqlAttemptStore(restored).attempts()] == [make_attempt(i) for i in reversed(range(12))]
    restored.close()


def test_backups_never_replace_each_other(paths: Paths, later: Schema) -> None:
    for _ in range(2):
        paths.database.unlink(missing_ok=True)
        old_file(paths, CURRENT.number)
        ensure_current(paths, schema=later)
    names = sorted(path.name for path in paths.backups.iterdir())
    assert names == [
        f"mock-panel-schema-{CURRENT.number}-2.db", f"mock-panel-schema-{CURRENT.number}.db"
    ]  # fmt: skip


def test_a_step_that_fails_changes_nothing(
    database: Database, store: SqlAttemptStore, paths: Paths, later: Schema
) -> None:
    fill(database, 3)
    step = later.migrations / "versions" / "next.py"
    with step.open("a", encoding="utf-8") as file:
        file.write('    op.execute("INSERT INTO nowhere VALUES (1)")\n')
    with pytest.raises(StorageError, match="the database refused"):
        ensure_current(paths, schema=later)
    assert list(paths.backups.iterdir()) == [], "the file itself is still the old one"
    ensure_current(paths)
    assert store.get(make_id(2)) == make_attempt(2)


def test_an_upgrade_without_room_for_its_backup_is_not_begun(
    database: Database, store: SqlAttemptStore, paths: Paths, later: Schema
) -> None:
    fill(database, 3)
    paths.backups.touch()
    with pytest.raises(StorageError, match=str(paths.database)):
        ensure_current(paths, schema=later)
    assert store.get(make_id(2)) == make_attempt(2)


def test_a_newer_file_is_refused_and_left_alone(database: Database, paths: Paths) -> None:
    fill(database, 1)
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.execute(f"PRAGMA user_version = {CURRENT.number + 1}")
    database.close()
    before = paths.database.read_bytes()
    with pytest.raises(StorageError) as caught:
        open_database(paths)
    assert f"{paths.database}: was written by a newer Mock Panel" in caught.value.message
    assert "Update Mock Panel" in caught.value.hint
    assert paths.database.read_bytes() == before


@pytest.mark.parametrize("kind", ["text", "zeros", "cut", "header", "other", "directory"])
def test_what_is_no_database_of_ours_is_refused_and_left_alone(
    database: Database, paths: Paths, kind: str
) -> None:
    fill(database, 30)
    database.close()
    path = paths.database
    whole = path.read_bytes()
    path.unlink()
    if kind == "directory":
        path.mkdir()
    elif kind == "other":
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE recipe (name TEXT)")
    else:
        path.write_bytes(
            {
                "text": b"Dear diary,\n" * 100,
                "zeros": bytes(20_000),
                "cut": whole[:2000],
                "header": b"SQLite format 4\x00" + whole[16:],
            }[kind]
        )
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StorageError) as caught:
        open_database(paths)
    assert str(path) in caught.value.message
    assert caught.value.hint
    assert (path.read_bytes() if path.is_file() else None) == before


def test_pages_that_are_damaged_inside_are_told(database: Database, paths: Paths) -> None:
    fill(database, 200)
    database.close()
    damage(paths.database)
    damaged = open_database(paths)
    with pytest.raises(StorageError, match="damaged") as caught:
        list(SqlAttemptStore(damaged).attempts())
    assert str(paths.backups) in caught.value.hint
    damaged.close()


def test_an_empty_file_becomes_a_database(paths: Paths) -> None:
    """A process killed at its very first step leaves one."""
    paths.ensure_private(paths.home)
    paths.database.touch()
    database = open_database(paths)
    assert SqlAttemptStore(database).summaries() == []
    assert not paths.backups.exists()
    database.close()
