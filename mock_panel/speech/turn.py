"""One reading aloud that another thread may stop: at most one child process at a time."""

import threading
from pathlib import Path

from mock_panel.speech.trouble import Trouble
from mock_panel.speech.worker import Ending, Event, Job, Worker

_ATTEMPTS = 2
"""A library that crashed once often works in a fresh process."""


class StoppedError(Exception):
    """Somebody asked for silence."""


class TroubleError(Exception):
    """Nothing was heard; the message is for the user, the detail for whoever looks closer."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(trouble.explain(detail))
        self.trouble = trouble
        self.detail = detail


class Turn:
    """The children of one reading aloud, one after the other."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stopped = False
        self._worker: Worker | None = None

    def stop(self) -> None:
        """Kill the child that runs, and let no other start."""
        with self._lock:
            self._stopped = True
            worker = self._worker
        if worker is not None:
            worker.stop()

    def run(self, module: str, job: Job, *, patience: float, scratch: Path) -> Event:
        """Do a job in a child, twice if it crashes; gives back its last report.

        Args:
            module: the worker's, for `python -m`.
            job: what it is to do.
            patience: seconds; a report of `started` adds the seconds that it announces.
            scratch: the child's directory for temporary files.

        Raises:
            StoppedError: `stop` was called, before or meanwhile.
            TroubleError: the child reported trouble, did not answer in time, or crashed twice.
        """
        for _ in range(_ATTEMPTS):
            worker = self._start(module, job, patience, scratch)

            def watch(event: Event, worker: Worker = worker) -> None:
                if event["event"] == "started":
                    worker.allow(event["seconds"] + patience)

            last = worker.run(watch)
            if last is not None and last["event"] == "done":
                return last
            if last is not None and last["event"] == "error":
                raise TroubleError(Trouble(last["trouble"]), last["detail"])
            if worker.ending is Ending.STOPPED:
                raise StoppedError
            if worker.ending is Ending.OVERDUE:
                raise TroubleError(Trouble.NO_ANSWER)
        raise TroubleError(Trouble.CRASHED)

    def _start(self, module: str, job: Job, patience: float, scratch: Path) -> Worker:
        with self._lock:
            if self._stopped:
                raise StoppedError
            try:
                self._worker = Worker(module, job, patience=patience, scratch=scratch)
            except OSError as error:
                raise TroubleError(Trouble.CRASHED, str(error)) from error
            return self._worker
