"""The recorder's child: keeps what a microphone hears, and says how loud it is.

The file is written first and is whole after each block, so that nothing done to this process
costs more than the block under way. The main thread calls nothing that waits for a device.

Job: `path` (absolute, of the unfinished WAV file; sound in it is continued), `device` (by name,
or null for the system's choice), `patience` (seconds without sound until it gives up), `paused`,
`network` (whether speech is found by the network that may crash on old processors).
Commands: `pause`, `resume`, `stop`, each under `command`.
Reports: `ready` (device) with the first sound and with each further device; `level` (seconds, rms
and peak in decibels, clipped, speaking) for each tenth of a second; `stall` (seconds without
sound); `gap` (missing: seconds in all) when more sound was lost on its way here; `paused` once a
second of a pause; `hearing` while earlier sound is listened to; then `done` (seconds, speech,
loudness, missing), or `error` (trouble, detail, and what is kept as in `done`).
"""

import contextlib
import errno
import queue
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

from mock_panel.speech.capture import Arrival, Block, Capture, Closed, Refused
from mock_panel.speech.child import Reports, begin
from mock_panel.speech.gaps import Gaps
from mock_panel.speech.take import Take
from mock_panel.speech.trouble import Trouble

_TICK_SECONDS = 0.05
_LAST_BLOCK_SECONDS = 0.12
"""How long `stop` waits for the block under way, which holds the end of the last word."""
_FIRST_SOUND_SECONDS = 3.0
"""Before the first sound, nothing is said of a stall: PulseAudio may need two to wake up."""
_STALL_SECONDS = 1.0
_STALL_NEWS_SECONDS = 0.5
_AWAKE_SECONDS = 0.25
"""Between two looks at the clock; more of it this process has slept, suspended or kept waiting."""
_GAP_NEWS_SECONDS = 0.2
_REOPEN_SECONDS = 1.0
_SYNC_SECONDS = 1.0
_LAST_SYNC_SECONDS = 0.1
_HEARING_NEWS_SECONDS = 1.0
_PAUSED_NEWS_SECONDS = 1.0
"""A child without a word would be taken for one that hangs."""
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True, slots=True)
class _Command:
    verb: str


def main() -> None:
    """Do the job of standard input."""
    arrivals: queue.SimpleQueue[Arrival | _Command] = queue.SimpleQueue()

    def obey(command: Mapping[str, Any]) -> None:
        arrivals.put(_Command(command["command"]))

    job, reports = begin(on_command=obey)
    capture = Capture(job["device"], arrivals)
    # Opened in a thread of its own while the network of the detector is loaded.
    capture.open()
    try:
        take = Take(Path(job["path"]), network=job["network"])
    except OSError as error:
        _fail(reports, error)
    _Recording(take, capture, arrivals, reports, job["patience"], paused=job["paused"]).run()


class _Recording:
    """Sound on its way into a file."""

    def __init__(
        self,
        take: Take,
        capture: Capture,
        arrivals: "queue.SimpleQueue[Arrival | _Command]",
        reports: Reports,
        patience: float,
        *,
        paused: bool,
    ) -> None:
        self._take = take
        self._capture = capture
        self._arrivals = arrivals
        self._reports = reports
        self._patience = patience
        self._paused = paused
        self._pausing = False
        """A pause was asked for; the block under way is still kept."""
        self._stop_at: float | None = None
        self._device = ""
        """The microphone that sound comes from; empty before the first."""
        self._opening = 0
        self._heard_at = self._opened_at = self._looked_at = time.monotonic()
        self._quiet = 0.0
        """Seconds without sound in which this process was awake."""
        self._gaps = Gaps()
        self._gap_told = 0.0
        self._stall_told_at = self._pause_told_at = 0.0
        self._closed = False
        self._refusal: str | None = None
        self._syncing = _Syncing(take)

    def run(self) -> NoReturn:
        """Keep sound until the end."""
        self._syncing.start()
        try:
            while True:
                arrival = self._next()
                match arrival:
                    case Block():
                        self._hear(arrival)
                    case _Command():
                        self._obey(arrival.verb)
                    case Refused():
                        self._refused(arrival)
                    case Closed(opening):
                        self._closed = self._closed or opening == self._opening
                self._look_at_the_clock()
        except OSError as error:
            _fail(self._reports, error, self._all_heard())

    def _next(self) -> Arrival | _Command | None:
        try:
            if self._take.behind:
                try:
                    return self._arrivals.get_nowait()
                except queue.Empty:
                    self._take.catch_up()
                    return None
            return self._arrivals.get(timeout=_TICK_SECONDS)
        except queue.Empty:
            return None

    def _hear(self, block: Block) -> None:
        now = time.monotonic()
        if block.opening != self._opening:
            if self._device and self._quiet < _STALL_SECONDS:
                # The one that was given up has come back to life meanwhile.
                self._capture.close(block.opening)
                return
            self._opening = block.opening
            self._gaps.restart()
        self._heard_at, self._quiet, self._closed, self._refusal = now, 0.0, False, None
        if block.device != self._device:
            self._device = block.device
            self._reports.send("ready", device=block.device)
        if self._paused:
            self._gaps.restart()
            if now - self._pause_told_at > _PAUSED_NEWS_SECONDS:
                self._pause_told_at = now
                self._reports.send("paused")
            return
        self._compare_with_the_clock(block)
        for tenth in self._take.keep(block.pcm):
            self._reports.send(
                "level",
                seconds=round(self._take.seconds, 3),
                rms=tenth.rms,
                peak=tenth.peak,
                clipped=tenth.clipped,
                speaking=self._take.speaking,
            )
        if self._pausing:
            self._paused, self._pausing = True, False
        if self._stop_at is not None:
            self._finish()

    def _compare_with_the_clock(self, block: Block) -> None:
        self._gaps.hear(block.at, len(block.pcm) // 2)
        # It falls where sound was only very late.
        missing, self._gap_told = self._gaps.seconds, min(self._gap_told, self._gaps.seconds)
        if missing - self._gap_told >= _GAP_NEWS_SECONDS:
            self._gap_told = missing
            self._reports.send("gap", missing=round(missing, 1))

    def _obey(self, verb: str) -> None:
        if verb == "pause":
            self._pausing = not self._paused
        elif verb == "resume":
            self._paused = self._pausing = False
        elif verb == "stop":
            self._stop_at = time.monotonic() + _LAST_BLOCK_SECONDS
            quiet = time.monotonic() - self._heard_at > _LAST_BLOCK_SECONDS
            if self._paused or not self._device or quiet:
                self._finish()

    def _refused(self, refusal: Refused) -> None:
        self._refusal = refusal.detail
        if refusal.is_final:
            self._give_up(Trouble.MICROPHONE_STUCK)
        if not self._device:
            self._give_up(Trouble.NO_MICROPHONE)

    def _look_at_the_clock(self) -> None:
        now = time.monotonic()
        self._quiet += min(now - self._looked_at, _AWAKE_SECONDS)
        self._looked_at, quiet = now, self._quiet
        if self._stop_at is not None and now > self._stop_at:
            self._finish()
        if quiet > self._patience:
            gone = self._closed or self._refusal is not None
            self._give_up(Trouble.MICROPHONE_LOST if gone else Trouble.MICROPHONE_STUCK)
        stalled = quiet > (_STALL_SECONDS if self._device else _FIRST_SOUND_SECONDS)
        if stalled and now - self._stall_told_at > _STALL_NEWS_SECONDS:
            self._stall_told_at = now
            # What the microphone does not hear, it is said to not hear: that is no gap.
            self._gaps.restart()
            self._reports.send("stall", seconds=round(quiet, 1))
        lost = self._device and (self._closed or stalled)
        if lost and now - self._opened_at > _REOPEN_SECONDS:
            self._opened_at = now
            self._capture.open()

    def _give_up(self, trouble: Trouble) -> NoReturn:
        detail = self._refusal or ""
        self._reports.finish("error", trouble=trouble, detail=detail, **self._all_heard())

    def _finish(self) -> NoReturn:
        self._syncing.finish()
        self._reports.finish("done", **self._all_heard())

    def _all_heard(self) -> dict[str, object]:
        """What the file holds, the earlier sound listened to as well."""
        told = time.monotonic()
        with contextlib.suppress(OSError):
            while self._take.behind:
                self._take.catch_up()
                if time.monotonic() - told > _HEARING_NEWS_SECONDS:
                    told = time.monotonic()
                    self._reports.send("hearing")
        return replace(self._take.heard(), missing=self._gaps.seconds).fields()


class _Syncing(threading.Thread):
    """Has the sound put on the disk itself once a second, without keeping anybody waiting."""

    def __init__(self, take: Take) -> None:
        super().__init__(daemon=True)
        self._take = take
        self._over = threading.Event()

    def run(self) -> None:
        over = False
        while not over:
            over = self._over.wait(_SYNC_SECONDS)
            # A disk that is broken shows when the next block is written.
            with contextlib.suppress(OSError):
                self._take.sync()

    def finish(self) -> None:
        """Once more, for as long as that may take."""
        self._over.set()
        self.join(_LAST_SYNC_SECONDS)


def _fail(reports: Reports, error: OSError, heard: Mapping[str, object] | None = None) -> NoReturn:
    trouble = Trouble.DISK_FULL if error.errno in _FULL else Trouble.NOT_KEPT
    reports.finish("error", trouble=trouble, detail=error.strerror or str(error), **(heard or {}))


if __name__ == "__main__":
    main()
