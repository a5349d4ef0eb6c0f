"""The database: one engine, and one transaction a use case."""

import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from mock_panel.paths import Paths
from mock_panel.storage.engine import BUSY_MILLISECONDS, make_engine
from mock_panel.storage.errors import database_trouble
from mock_panel.storage.upgrade import ensure_current


class Database:
    """An up-to-date database file; threads may share it.

    Args:
        path: the file, already at this version's schema.
        busy_milliseconds: how long to wait for another process's lock.
    """

    def __init__(self, path: Path, busy_milliseconds: int = BUSY_MILLISECONDS) -> None:
        self.path = path
        self._engine = make_engine(path, busy_milliseconds)
        self._writer = self._engine.execution_options(write=True)
        # The last connection to close tidies the write-ahead log away.
        self._end = weakref.finalize(self, self._engine.dispose)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One transaction that sees the database as it was at its first statement.

        Raises:
            StorageError: the database cannot be read.
        """
        with self._translated(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction that is alone in writing; all of it is kept, or nothing.

        Raises:
            StorageError: the database cannot be written; nothing was.
        """
        with self._translated(), self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection; the next use opens new ones."""
        self._engine.dispose()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise database_trouble(self.path, error.orig) from error
        except sqlite3.Error as error:
            raise database_trouble(self.path, error) from error


def open_database(paths: Paths, busy_milliseconds: int = BUSY_MILLISECONDS) -> Database:
    """The user's database, made or upgraded where needed.

    Raises:
        StorageError: it cannot be made, opened or upgraded, is damaged, or was written
            by a newer Mock Panel.
    """
    ensure_current(paths, busy_milliseconds)
    return Database(paths.database, busy_milliseconds)
