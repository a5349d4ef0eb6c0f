"""One reading aloud that another thread may stop: at most one child process at a time."""

import threading
from collections.abc import Callable
from pathlib import Path

from mock_panel.speech.standby import Standby
from mock_panel.speech.trouble import Trouble
from mock_panel.speech.worker import Ending, Event, Job, Worker

_ATTEMPTS = 2
"""A library that crashed once often works in a fresh process."""
_PASSING = {Trouble.NOT_AS_ASKED}
"""Trouble that a fresh process may not have."""


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

    def run(
        self,
        module: str,
        job: Job,
        *,
        patience: float,
        scratch: Path,
        on_event: Callable[[Event], float | None] | None = None,
        standby: Standby | None = None,
    ) -> Event:
        """Do a job in a child, twice if it crashes; gives back its last report.

        Args:
            module: the worker's, for `python -m`.
            job: what it is to do.
            patience: seconds; a report of `started` adds the seconds that it announces.
            scratch: the child's directory for temporary files.
            on_event: called in this thread with each report; gives back the seconds that the
                child may take from then on, or None to leave that as it is.
            standby: where a child may be waiting already.

        Raises:
            StoppedError: `stop` was called, before or meanwhile.
            TroubleError: the child reported trouble, did not answer in time, or crashed twice.
        """
        for left in reversed(range(_ATTEMPTS)):
            worker = self._start(module, job, patience, scratch, standby)

            def watch(event: Event, worker: Worker = worker) -> None:
                if event["event"] == "started":
                    worker.allow(event["seconds"] + patience)
                if on_event is not None and (more := on_event(event)) is not None:
                    worker.allow(more)

            last = worker.run(watch)
            if last is not None and last["event"] == "done":
                return last
            if last is not None and last["event"] == "error":
                trouble = Trouble(last["trouble"])
                if left and trouble in _PASSING:
                    continue
                raise TroubleError(trouble, last["detail"])
            if worker.ending is Ending.STOPPED:
                raise StoppedError
            if worker.ending is Ending.OVERDUE:
                raise TroubleError(Trouble.NO_ANSWER)
        raise TroubleError(Trouble.CRASHED)

    def _start(
        self, module: str, job: Job, patience: float, scratch: Path, standby: Standby | None
    ) -> Worker:
        with self._lock:
            if self._stopped:
                raise StoppedError
            waiting = standby.take(module, job, patience=patience) if standby is not None else None
            try:
                self._worker = waiting or Worker(module, job, patience=patience, scratch=scratch)
            except OSError as error:
                raise TroubleError(Trouble.CRASHED, str(error)) from error
            return self._worker
