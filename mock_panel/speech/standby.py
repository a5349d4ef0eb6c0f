"""Children that stand by: started before there is a job, so that the job begins at once."""

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

from mock_panel.speech.worker import Job, Worker

_IDLE_SECONDS = 300.0
"""Whoever wants to hear a question once more, wants it soon."""


class Standby:
    """At most one waiting child of a kind; it has loaded its libraries and opened nothing.

    A child knows nothing of what it will be asked to do, so that none can be out of date.

    Args:
        scratch: opens a private directory for temporary files, until it is closed.
        idle: seconds that a child waits before it is killed.
    """

    def __init__(
        self,
        scratch: Callable[[], contextlib.AbstractContextManager[Path]],
        *,
        idle: float = _IDLE_SECONDS,
    ) -> None:
        self._open_scratch = scratch
        self._idle = idle
        self._lock = threading.Lock()
        self._closed = False
        self._scratch: Path | None = None
        self._open = contextlib.ExitStack()
        self._waiting: dict[str, Worker] = {}

    def prepare(self, module: str) -> None:
        """Have a child of this kind wait, if none does; does not wait for it, and never raises.

        Args:
            module: the worker's, for `python -m`.
        """
        with self._lock:
            waiting = self._waiting.get(module)
            if self._closed or (waiting is not None and waiting.is_wanted):
                return
            if waiting is not None:
                _dismiss(waiting)
            # Without it the job starts a child of its own, and tells what is wrong.
            with contextlib.suppress(OSError):
                if self._scratch is None:
                    self._scratch = self._open.enter_context(self._open_scratch())
                self._waiting[module] = Worker(
                    module, None, patience=self._idle, scratch=self._scratch
                )

    def take(self, module: str, job: Job, *, patience: float) -> Worker | None:
        """The child that was waiting, with this job; None if there is none.

        Args:
            module: the worker's.
            job: what it is to do.
            patience: seconds, as of `Worker.give`.
        """
        with self._lock:
            waiting = self._waiting.pop(module, None)
        if waiting is None or waiting.give(job, patience=patience):
            return waiting
        _dismiss(waiting)
        return None

    def clear(self) -> None:
        """End every child that waits."""
        with self._lock:
            while self._waiting:
                _dismiss(self._waiting.popitem()[1])

    def close(self) -> None:
        """End every child that waits; none will wait again."""
        with self._lock:
            self._closed = True
        self.clear()
        self._open.close()


def _dismiss(worker: Worker) -> None:
    """End a child and collect it."""
    worker.stop()
    worker.run()
