"""Waiting until somebody, in whatever process, has written to the database."""

import sqlite3
import threading
import time
from pathlib import Path

from mock_panel.storage.errors import database_trouble

_LOOK_EVERY = 0.1
"""Seconds between two looks at the file's number of changes."""


class FileChanges:
    """Looks at the file again and again: SQLite tells nobody.

    `wait` and `close` may be called from different threads.

    Args:
        path: an existing database file.

    Raises:
        StorageError: it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        self._closed = threading.Event()
        self._using = threading.Lock()
        try:
            # A connection of its own: the number that it sees leaves its own writes out.
            self._connection = sqlite3.connect(
                f"{self._path.as_uri()}?mode=ro",
                uri=True,
                isolation_level=None,
                check_same_thread=False,
            )
            self._seen = self._version()
        except sqlite3.Error as error:
            raise database_trouble(path, error) from error

    def wait(self, seconds: float) -> bool:
        """Whether anything was committed since the last call; waits so long at most.

        Raises:
            StorageError: the file cannot be read any more.
        """
        until = time.monotonic() + seconds
        while not self._closed.is_set():
            with self._using:
                if self._closed.is_set():
                    break
                try:
                    version = self._version()
                except sqlite3.Error as error:
                    raise database_trouble(self._path, error) from error
            if version != self._seen:
                self._seen = version
                return True
            left = until - time.monotonic()
            if left <= 0:
                break
            self._closed.wait(min(left, _LOOK_EVERY))
        return False

    def close(self) -> None:
        """Let go of the file; who waits is told that nothing happened."""
        self._closed.set()
        with self._using:
            self._connection.close()

    def _version(self) -> int:
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(version)
