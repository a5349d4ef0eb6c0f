"""A copy of the database in one file, taken while it is in use."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from mock_panel.errors import InputError
from mock_panel.storage.errors import database_trouble, disk_trouble


def copy_database(source: Path, target: Path, busy_seconds: float = 10.0) -> None:
    """Write a whole and compact copy, private to the user, or none at all.

    Copying the file itself would miss what is still in the write-ahead log.

    Args:
        source: the database file.
        target: must not exist; its directory must.
        busy_seconds: how long to wait for another one's lock.

    Raises:
        InputError: the target exists.
        StorageError: the copy could not be made.
    """
    taken = InputError(f"{target}: exists already", "Name a file that does not exist yet.")
    if target.exists():
        raise taken
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        with closing(sqlite3.connect(source, timeout=busy_seconds, isolation_level=None)) as db:
            db.execute("VACUUM INTO ?", (str(partial),))
        _publish(partial, target)
    except FileExistsError as error:
        raise taken from error
    except OSError as error:
        raise disk_trouble(target, "the copy was not made", error) from error
    except sqlite3.Error as error:
        raise database_trouble(_culprit(source, target, error), error) from error
    finally:
        partial.unlink(missing_ok=True)


def _culprit(source: Path, target: Path, error: sqlite3.Error) -> Path:
    """Which of two files an error is about: locks and damage are the source's."""
    at_source = (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
    )
    return source if error.sqlite_errorcode & 0xFF in at_source else target


def _publish(partial: Path, target: Path) -> None:
    """Give a finished file its name; whoever took the name meanwhile keeps it."""
    descriptor = os.open(partial, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    try:
        target.hardlink_to(partial)
    except FileExistsError:
        raise
    except OSError:
        # Memory sticks know no hard links.
        partial.replace(target)
