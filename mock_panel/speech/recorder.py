"""Recording an answer: the microphone is held by a child, which writes and listens."""

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mock_panel.domain.speech import (
    Recorded,
    RecorderEvent,
    RecorderReady,
    RecorderStalled,
    SoundLevel,
    SoundMissing,
)
from mock_panel.errors import StorageError
from mock_panel.speech.heard import Heard, heard_in
from mock_panel.speech.recordings import RecordingFiles, seconds_kept
from mock_panel.speech.sound_jobs import listen, scratch
from mock_panel.speech.trouble import Trouble
from mock_panel.speech.worker import Ending, Event, Worker

RECORD_WORKER = "mock_panel.speech.record_worker"
_PATIENCE_SECONDS = 5.0
_WEDGED_SECONDS = 5.0
"""Without a word, more than the child's own patience: then the child itself hangs."""
_STOP_SECONDS = 3.0
_ATTEMPTS = 2
"""A library that crashed once often works in a fresh process."""
_RENEWAL_SECONDS = 1.0


class ChildRecorder:
    """Records through miniaudio, which is never loaded in this process.

    Safe to call from any thread. A second `record` ends the first, and begins when that is over.

    Args:
        recordings: the directory of the sound files.
        microphone: its name, or None for the system's choice.
        patience: seconds without sound after which a recording is ended.
    """

    def __init__(
        self,
        recordings: Path,
        *,
        microphone: str | None = None,
        patience: float = _PATIENCE_SECONDS,
    ) -> None:
        self._files = RecordingFiles(recordings)
        self._microphone = microphone
        self._patience = patience
        self._lock = threading.Lock()
        self._one_at_a_time = threading.Lock()
        self._closed = False
        self._session: _Session | None = None

    def record(self, name: str, on_event: Callable[[RecorderEvent], object]) -> Recorded:
        """Record until `stop`, or until the device fails; never raises.

        Sound that was recorded under this name before, and not finished, is continued. After a
        stop the recording is finished; after a failure it is not, so that it can be gone on with.

        Args:
            name: of the recording, such as the attempt's id.
            on_event: called in this thread, ten times a second.
        """
        session = _Session()
        with self._lock:
            if self._closed:
                return Recorded(None, Trouble.RECORDER_OFF.explain())
            earlier, self._session = self._session, session
        if earlier is not None:
            earlier.stop()
        try:
            with self._one_at_a_time:
                return self._record(session, name, on_event)
        except StorageError as error:
            return Recorded(None, f"{error.message}. {error.hint}")
        finally:
            with self._lock:
                if self._session is session:
                    self._session = None

    def pause(self) -> None:
        """Keep the microphone, but no sound."""
        if session := self._current():
            session.pause()

    def resume(self) -> None:
        """Keep sound again."""
        if session := self._current():
            session.resume()

    def stop(self) -> None:
        """Finish the recording; `record` returns then."""
        if session := self._current():
            session.stop()

    def close(self) -> None:
        """End every process that was started; what was recorded stays, to be gone on with."""
        with self._lock:
            self._closed = True
        if session := self._current():
            session.kill()

    def _current(self) -> "_Session | None":
        with self._lock:
            return self._session

    def _record(
        self, session: "_Session", name: str, on_event: Callable[[RecorderEvent], object]
    ) -> Recorded:
        if self._files.is_finished(name):
            return Recorded(None, "this answer is recorded already: erase that recording first")
        part = self._files.unfinished(name)
        session.missing = self._files.missing(name)

        def keep_and_tell(event: RecorderEvent) -> None:
            if isinstance(event, SoundMissing):
                self._files.keep_missing(name, event.seconds)
            on_event(event)

        ended = self._through_children(session, part, keep_and_tell)
        if session.missing:
            self._files.keep_missing(name, session.missing)
        if session.is_killed:
            # Somebody waits for this process to end, so nobody listens to the sound now.
            kept = Heard(seconds_kept(part), missing=session.missing).as_recording(name)
            return Recorded(kept, Trouble.RECORDER_OFF.explain())
        heard = ended.heard or _heard_in_file(part)
        recording = replace(heard, missing=session.missing).as_recording(name)
        with contextlib.suppress(StorageError):
            if recording is None:
                self._files.erase(name)
            elif session.is_over:
                # Where that fails it is as good, and found at the next start.
                self._files.finish(name)
        return Recorded(recording, ended.reason)

    def _through_children(
        self, session: "_Session", part: Path, on_event: Callable[[RecorderEvent], object]
    ) -> "_Ended":
        job = {
            "path": str(part),
            "device": self._microphone,
            "patience": self._patience,
            "network": True,
        }
        patience = self._patience + _WEDGED_SECONDS
        for _ in range(_ATTEMPTS):
            try:
                worker = session.start(job, patience=patience)
            except OSError as error:
                return _Ended(Trouble.RECORDER_CRASHED.explain(error.strerror or str(error)))
            if worker is None:
                return _Ended()
            last = worker.run(_forwarding(session, worker, patience, on_event))
            if last is not None and last["event"] in ("done", "error"):
                return _ended_by(last)
            if session.is_over:
                # It did not live to finish what it was asked to; the sound is there all the same.
                return _Ended()
            if worker.ending is Ending.OVERDUE:
                return _Ended(Trouble.MICROPHONE_STUCK.explain())
            # What crashes before the first sound may be the network.
            job["network"] = last is not None and last["event"] in ("level", "gap")
        return _Ended(Trouble.RECORDER_CRASHED.explain())


@dataclass(frozen=True, slots=True)
class _Ended:
    """How the last child ended."""

    reason: str = ""
    """In words for the user, where nobody asked it to."""
    heard: Heard | None = None
    """None where it could not tell any more."""


def _ended_by(last: Event) -> _Ended:
    if last["event"] == "done":
        return _Ended(heard=heard_in(last))
    return _Ended(Trouble(last["trouble"]).explain(last["detail"]), heard_in(last))


def _heard_in_file(part: Path) -> Heard:
    heard = Heard(seconds_kept(part))
    return (listen(part) if heard.seconds else None) or heard


def _forwarding(
    session: "_Session",
    worker: Worker,
    patience: float,
    on_event: Callable[[RecorderEvent], object],
) -> Callable[[Event], None]:
    """Passes on what a child reports, and takes each report for a sign of life."""
    renewed, missing = time.monotonic(), session.missing

    def forward(report: Event) -> None:
        nonlocal renewed
        # Not each time: every renewal is a thread.
        if time.monotonic() - renewed > _RENEWAL_SECONDS:
            renewed = time.monotonic()
            worker.allow(patience)
        if "missing" in report:
            # The children before knew of gaps of their own.
            session.missing = round(missing + report["missing"], 1)
        event = SoundMissing(session.missing) if report["event"] == "gap" else _event_in(report)
        if event is not None:
            on_event(event)

    return forward


def _event_in(report: Event) -> RecorderEvent | None:
    match report["event"]:
        case "ready":
            return RecorderReady(report["device"])
        case "level":
            return SoundLevel(
                seconds=report["seconds"],
                rms=report["rms"],
                peak=report["peak"],
                clipped=report["clipped"],
                speaking=report["speaking"],
            )
        case "stall":
            return RecorderStalled(report["seconds"])
        case _:
            return None


class _Session:
    """One recording, through as many children as it takes; any thread may end it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self._paused = False
        self.missing = 0.0
        """Seconds of sound that were lost, as far as the children have told."""
        self.is_over = False
        """It is to be finished, or killed."""
        self.is_killed = False

    def start(self, job: dict[str, Any], *, patience: float) -> Worker | None:
        """The next child; None where the session is over.

        Raises:
            OSError: no process could be started.
        """
        with self._lock:
            if self.is_over:
                return None
            self._worker = Worker(
                RECORD_WORKER,
                {**job, "paused": self._paused},
                patience=patience,
                scratch=scratch(),
            )
            return self._worker

    def pause(self) -> None:
        with self._lock:
            self._paused = True
            self._tell("pause")

    def resume(self) -> None:
        with self._lock:
            self._paused = False
            self._tell("resume")

    def stop(self) -> None:
        with self._lock:
            if not self.is_over:
                self.is_over = True
                self._tell("stop")
                if self._worker is not None:
                    self._worker.allow(_STOP_SECONDS)

    def kill(self) -> None:
        with self._lock:
            self.is_over = self.is_killed = True
            if self._worker is not None:
                self._worker.stop()

    def _tell(self, verb: str) -> None:
        if self._worker is not None:
            self._worker.tell({"command": verb})
