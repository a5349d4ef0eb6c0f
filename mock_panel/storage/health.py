"""Looking at the database file without making, upgrading or changing it."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from mock_panel.storage.engine import BUSY_MILLISECONDS
from mock_panel.storage.errors import damaged, database_trouble
from mock_panel.storage.upgrade import APPLICATION_ID, CURRENT


@dataclass(frozen=True, slots=True)
class Health:
    """What the file says of itself."""

    schema: int
    """0 for a blank file, which the next start fills."""
    known_schema: int
    """The one that this version of the program reads and writes."""
    attempts: int
    size: int
    """Bytes of the file."""


def attempt_ids(path: Path) -> frozenset[str]:
    """The ids of all attempts in a database file.

    Raises:
        StorageError: it cannot be read, or is still blank.
    """
    path = path.absolute()
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            return frozenset(row[0] for row in connection.execute("SELECT id FROM attempt"))
    except sqlite3.Error as error:
        raise database_trouble(path, error) from error


def examine(path: Path, busy_milliseconds: int = BUSY_MILLISECONDS) -> Health:
    """Check a database file through and count what is in it.

    Args:
        path: an existing file.
        busy_milliseconds: how long to wait for another process's lock.

    Raises:
        StorageError: it is damaged, is not ours, or cannot be read.
    """
    path = path.absolute()
    try:
        with closing(
            sqlite3.connect(
                f"{path.as_uri()}?mode=ro",
                uri=True,
                timeout=busy_milliseconds / 1000,
                isolation_level=None,
            )
        ) as connection:

            def ask(statement: str) -> object:
                return connection.execute(statement).fetchone()[0]

            connection.execute("BEGIN")
            owner, schema = ask("PRAGMA application_id"), ask("PRAGMA user_version")
            is_blank = not schema and not ask("SELECT count(*) FROM sqlite_master")
            if not is_blank and (owner != APPLICATION_ID or ask("PRAGMA quick_check(1)") != "ok"):
                raise damaged(path)
            attempts = 0 if is_blank else ask("SELECT count(*) FROM attempt")
    except sqlite3.Error as error:
        raise database_trouble(path, error) from error
    return Health(int(str(schema)), CURRENT.number, int(str(attempts)), path.stat().st_size)
