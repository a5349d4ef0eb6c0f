"""Which process works on which session: a lock file each, freed by the system at death."""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from mock_panel.domain.ids import SessionId

if TYPE_CHECKING:
    from filelock import BaseFileLock

PATIENCE_SECONDS = 0.3
"""Another process that only looks whether a session is free has it for a moment."""


def file_stem(session: SessionId) -> str:
    """The session's id as a file name on any system."""
    return quote(session, safe="").replace(".", "%2E")


def session_of(name: str) -> SessionId:
    """The session that a file name speaks of."""
    return SessionId(unquote(name.partition(".")[0]))


class SessionLocks:
    """The locks that this process holds.

    Args:
        folder: where the lock files are; must exist before a lock is taken.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[SessionId, BaseFileLock] = {}

    def holds(self, session: SessionId) -> bool:
        """Whether this process has the session."""
        return session in self._held

    def take(self, session: SessionId, patience: float = PATIENCE_SECONDS) -> bool:
        """Have the session until `free` or the end of the process; false if another has it.

        Args:
            session: whose lock; taking it twice is the same as once.
            patience: seconds to wait for another process.

        Raises:
            OSError: the lock file cannot be made.
        """
        from filelock import FileLock, Timeout  # noqa: PLC0415 - 50 ms, after the first frame

        if session in self._held:
            return True
        path = self._folder / f"{file_stem(session)}.lock"
        # Not of one thread: whichever worker ends the session frees it.
        lock = FileLock(path, mode=0o600, thread_local=False)
        while True:
            try:
                lock.acquire(timeout=patience, poll_interval=0.01)
            except Timeout:
                return False
            if path.exists():
                break
            # Another process freed it meanwhile and took the file away.
            lock.release()
        self._held[session] = lock
        return True

    def free(self, session: SessionId) -> None:
        """Let go of a session; no error if this process has it not."""
        if (lock := self._held.pop(session, None)) is not None:
            try:
                Path(lock.lock_file).unlink(missing_ok=True)
            finally:
                lock.release()
