"""The database: one engine, and one transaction a use case."""

import sqlite3
import weakref
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as SQLAlchemyTimeout

from mock_panel.domain.ids import PersonId
from mock_panel.errors import StorageError
from mock_panel.paths import Paths
from mock_panel.storage.engine import BUSY_MILLISECONDS, make_engine
from mock_panel.storage.errors import database_trouble
from mock_panel.storage.upgrade import ensure_current


class Changes(Protocol):
    """As `panel.ports` wants it."""

    def wait(self, seconds: float) -> bool:
        """Whether anything was committed since the last call; waits so long at most."""

    def close(self) -> None:
        """Let go of what it holds."""


class RowsWithheld(Exception):  # noqa: N818 - as the database would say it, if it did
    """A statement changed nothing, because this role may not change what is there."""

    sqlstate = "42501"
    """What PostgreSQL says where it does not keep silent: insufficient privilege."""


class Database(ABC):
    """An up-to-date database; threads may share it.

    Args:
        engine: makes connections; those with the option `write` are alone in writing.
        reader: the same, as those need it who only read.
        trouble: what an error of its driver means to the user.
    """

    def __init__(
        self,
        engine: Engine,
        reader: Engine,
        trouble: Callable[[BaseException | None], StorageError],
    ) -> None:
        self._reader = reader
        self._writer = engine.execution_options(write=True)
        self._trouble = trouble
        # The last connection to close tidies the write-ahead log away.
        self._end = weakref.finalize(self, engine.dispose)

    @property
    def offset(self) -> timedelta:
        """How far the database's clock is ahead of this machine's."""
        return timedelta(0)

    @abstractmethod
    def changes(self, about: str = "") -> Changes:
        """What tells of every commit, on a connection of its own; the caller closes it.

        Args:
            about: leave out what is known to be about something else, as far as can be told.

        Raises:
            StorageError: the database cannot be read.
        """

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One transaction that sees the database as it was at its first statement.

        Raises:
            StorageError: the database cannot be read.
        """
        with self._translated(), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def write(self, about: str = "") -> Iterator[Connection]:
        """One transaction that is alone in writing; all of it is kept, or nothing.

        Args:
            about: the one panel that it changes, if it changes nothing else.

        Raises:
            StorageError: the database cannot be written; nothing was.
        """
        writer = self._writer.execution_options(about=about) if about else self._writer
        with self._translated(), writer.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection; the next use opens new ones."""
        self._writer.dispose()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self._trouble(error.orig) from error
        except (sqlite3.Error, SQLAlchemyTimeout, RowsWithheld) as error:
            raise self._trouble(error) from error


class FileDatabase(Database):
    """A file on this machine.

    Args:
        path: the file, already at this version's schema.
        busy_milliseconds: how long to wait for another process's lock.
    """

    def __init__(self, path: Path, busy_milliseconds: int = BUSY_MILLISECONDS) -> None:
        self.path = path
        engine = make_engine(path, busy_milliseconds)
        super().__init__(engine, engine, partial(database_trouble, path))

    def changes(self, about: str = "") -> Changes:  # noqa: ARG002 - as the team's
        """Looks at the file's number of changes, which says nothing of what they are about."""
        from mock_panel.storage.changes import FileChanges  # noqa: PLC0415 - seldom wanted

        return FileChanges(self.path)


def open_database(
    paths: Paths, busy_milliseconds: int = BUSY_MILLISECONDS, *, looks_at: PersonId | None = None
) -> Database:
    """The user's database or the team's, made or upgraded where needed.

    Args:
        paths: where it is.
        busy_milliseconds: how long to wait for another one's lock.
        looks_at: whose practice is read, as far as they show it, and nothing is written; in a
            team's database alone.

    Raises:
        InputError: the team's needs a package that is not installed.
        StorageError: it cannot be made, opened or upgraded, is damaged, or was written
            by a newer Mock Panel.
    """
    if paths.team is not None:
        from mock_panel.storage.team_database import (  # noqa: PLC0415 - only a team needs it
            open_team_database,
        )

        return open_team_database(paths.team, busy_milliseconds, looks_at=looks_at)
    ensure_current(paths, busy_milliseconds)
    return FileDatabase(paths.database, busy_milliseconds)
