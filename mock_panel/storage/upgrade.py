"""Bring the database file to this version's schema: compare a number, seldom do more.

Alembic costs more to import than the rest of the program, so that it is loaded only
when there is something to do. A new file takes the same road as an old one.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mock_panel.errors import StorageError
from mock_panel.paths import Paths
from mock_panel.storage.copying import copy_database
from mock_panel.storage.engine import BUSY_MILLISECONDS, make_engine
from mock_panel.storage.errors import damaged, database_trouble, disk_trouble

if TYPE_CHECKING:
    from sqlalchemy import Connection

APPLICATION_ID = 0x4D50414E
"""Marks a SQLite file as ours: "MPAN"."""


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema number and the steps that lead to it."""

    number: int
    migrations: Path


CURRENT = Schema(number=10, migrations=Path(__file__).parent / "migrations")
"""What this version of the program reads and writes; the number of the last step."""


def ensure_current(
    paths: Paths, busy_milliseconds: int = BUSY_MILLISECONDS, schema: Schema = CURRENT
) -> None:
    """Make the database file, or upgrade it after a backup, or leave it as it is.

    Any number of processes may ask at once: one does the work, the others wait.

    Raises:
        StorageError: the file cannot be made, read or upgraded, is damaged, or was
            written by a newer Mock Panel. It is then as it was before.
    """
    path = paths.database
    busy_seconds = busy_milliseconds / 1000
    try:
        if _version(path, busy_seconds, schema) == schema.number:
            _keep_private(path)
            return
        paths.ensure_private(paths.home)
        with _alone(path, max(60.0, busy_seconds)):
            version = _version(path, busy_seconds, schema)
            if version == schema.number:
                return
            if not version:
                path.touch(mode=0o600)
            _keep_private(path)
            backup = _backed_up(paths, version, busy_seconds) if version else nullcontext()
            with backup:
                _upgrade(path, busy_milliseconds, schema)
    except OSError as error:
        raise disk_trouble(path, "the database cannot be opened", error) from error


def _version(path: Path, busy_seconds: float, schema: Schema) -> int:
    """The schema number of a file; 0 where there is none yet."""
    path = path.absolute()
    if not path.exists():
        return 0
    try:
        with closing(
            sqlite3.connect(
                f"{path.as_uri()}?mode=rw", uri=True, timeout=busy_seconds, isolation_level=None
            )
        ) as connection:
            # One look: another process may be making the file just now.
            connection.execute("BEGIN")
            (number,) = connection.execute("PRAGMA user_version").fetchone()
            (owner,) = connection.execute("PRAGMA application_id").fetchone()
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        raise database_trouble(path, error) from error
    if (number or tables) and (owner != APPLICATION_ID or not (number and tables)):
        raise damaged(path)
    if number > schema.number:
        raise StorageError(
            f"{path}: was written by a newer Mock Panel"
            f" (schema {number}; this version knows {schema.number})",
            "Update Mock Panel, or use another directory by setting MOCK_PANEL_HOME.",
        )
    return int(number)


def _keep_private(path: Path) -> None:
    """Take everyone else's permissions away, which a copied-in file may have."""
    mode = path.stat().st_mode & 0o777
    if mode & 0o077:
        # A memory stick knows no permissions, and works nevertheless.
        with suppress(PermissionError):
            path.chmod(mode & 0o700)


@contextmanager
def _alone(path: Path, seconds: float) -> Iterator[None]:
    """Keep other processes out: SQLite's own lock does not cover the making of the file."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - needed once in the life of a file

    lock = FileLock(f"{path}.lock", timeout=seconds, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise StorageError(
            f"{path}: another Mock Panel is upgrading the database",
            "Wait until it has finished, then try again.",
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _backed_up(paths: Paths, version: int, busy_seconds: float) -> Iterator[None]:
    """Keep a copy of the file, unless the upgrade fails and so leaves the file as it was."""
    folder = paths.ensure_private(paths.backups)
    stem, number = f"mock-panel-schema-{version}", 1
    target = folder / f"{stem}.db"
    while target.exists():
        number += 1
        target = folder / f"{stem}-{number}.db"
    copy_database(paths.database, target, busy_seconds)
    try:
        yield
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def run_steps(connection: "Connection", schema: Schema) -> None:
    """Take every step to a schema that was not taken yet, in the caller's transaction."""
    from alembic import command  # noqa: PLC0415 - see the top
    from alembic.config import Config  # noqa: PLC0415 - see the top

    config = Config()
    config.set_main_option("script_location", str(schema.migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _upgrade(path: Path, busy_milliseconds: int, schema: Schema) -> None:
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 - beside its only use

    engine = make_engine(path, busy_milliseconds, upgrading=True)
    try:
        with engine.execution_options(write=True).begin() as connection:
            run_steps(connection, schema)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise damaged(path)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {schema.number}")
    except DBAPIError as error:
        raise database_trouble(path, error.orig) from error
    finally:
        engine.dispose()
