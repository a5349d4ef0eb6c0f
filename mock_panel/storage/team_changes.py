"""Waiting until somebody, on whatever machine, has written to the team's database."""

import threading
import time
from typing import TYPE_CHECKING

from mock_panel.storage.team_engine import CHANNEL, connect
from mock_panel.team_address import TeamAddress

if TYPE_CHECKING:
    from psycopg import Connection

_AT_MOST = 0.5
"""Seconds that `close` waits for who waits."""
_AGAIN = 1.0
"""Seconds between two tries to reach the server."""


class TeamChanges:
    """Is told by the server, on a connection of its own.

    `wait` and `close` may be called from different threads. Where the connection is lost,
    the next one that is made counts as a change: nobody knows what was missed.

    Args:
        address: of the database.
        about: what is known to be about something else is no change here; empty for all.
    """

    def __init__(self, address: TeamAddress, about: str = "") -> None:
        self._address = address
        self._wanted = {"", about} if about else None
        self._closed = threading.Event()
        self._using = threading.Lock()
        self._connection: Connection | None = None
        self._listen()

    def wait(self, seconds: float) -> bool:
        """Whether anything was committed since the last call; waits so long at most.

        A server that does not answer is no error here: whoever reads next is told.
        """
        until = time.monotonic() + seconds
        while not self._closed.is_set():
            left = max(0.0, until - time.monotonic())
            with self._using:
                if self._closed.is_set():
                    break
                if self._connection is not None:
                    if self._was_told(self._connection, min(left, _AT_MOST)):
                        return True
                elif self._listen():
                    return True
            if left <= 0:
                break
            if self._connection is None:
                self._closed.wait(min(left, _AGAIN))
        return False

    def close(self) -> None:
        """Let go of the connection; who waits is told that nothing happened."""
        self._closed.set()
        with self._using:
            self._forget()

    def _listen(self) -> bool:
        from psycopg import Error  # noqa: PLC0415 - loaded where a team's database is in use

        try:
            self._connection = connect(self._address)
            self._connection.execute(f"LISTEN {CHANNEL}")
        except Error:
            self._forget()
        return self._connection is not None

    def _was_told(self, connection: "Connection", seconds: float) -> bool:
        from psycopg import Error  # noqa: PLC0415 - as above

        try:
            told = list(connection.notifies(timeout=seconds, stop_after=1))
            # What came with it is the same news.
            told += list(connection.notifies(timeout=0))
        except Error:
            self._forget()
            return False
        return any(self._wanted is None or each.payload in self._wanted for each in told)

    def _forget(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
