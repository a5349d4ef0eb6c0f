"""Running one audio job in a process of its own, so that no library can hurt the app.

Audio libraries print over the terminal, hang in device calls and crash; all of it stays in a
child with its own session, no terminal and no standard error, which is killed as a group.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path
from typing import Any

Job = Mapping[str, object]
Event = Mapping[str, Any]
"""What a child reports; its kind is under `event`."""

_ROOT = Path(__file__).resolve().parent.parent.parent
"""The directory that holds the package: the child's working directory, so that `-m` finds the
package there and never a stray module in the directory the user happens to be in."""

_SEPARATE: dict[str, Any] = (
    {"start_new_session": True}
    if os.name == "posix"
    # CREATE_NEW_PROCESS_GROUP | CREATE_NO_WINDOW; never tried on Windows.
    else {"creationflags": 0x00000200 | 0x08000000}
)


class Ending(Enum):
    """How a worker ended."""

    FINISHED = "finished"
    OVERDUE = "overdue"
    STOPPED = "stopped"
    CRASHED = "crashed"


class Worker:
    """A child process that does one job and reports it in JSON lines.

    Args:
        module: run as `python -m module`.
        job: sent as the first line of its standard input; None to `give` it one later.
        patience: seconds until it is killed, unless `allow` or `give` says otherwise.
        scratch: its directory for temporary files.

    Raises:
        OSError: no process could be started.
    """

    def __init__(self, module: str, job: Job | None, *, patience: float, scratch: Path) -> None:
        self._lock = threading.Lock()
        self._ended_by: Ending | None = None
        self._reaped = False
        self._watchdog: threading.Timer | None = None
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env={**os.environ, "TMPDIR": str(scratch), "TEMP": str(scratch), "TMP": str(scratch)},
            **_SEPARATE,
        )
        self.allow(patience)
        if job is not None:
            self._send(job)

    def give(self, job: Job, *, patience: float) -> bool:
        """Give a child that was started without a job its only one.

        Args:
            job: sent as the first line of its standard input.
            patience: seconds until it is killed, counted from now.

        Returns:
            Whether it could still be given one; false if it has been killed.
        """
        self.allow(patience)
        if not self.is_wanted:
            return False
        self._send(job)
        return True

    @property
    def is_wanted(self) -> bool:
        """Whether nobody has killed it yet."""
        return self._ended_by is None

    def tell(self, command: Job) -> None:
        """Say something more to a child that takes commands; no error if it has ended."""
        with self._lock:
            if not self._reaped:
                self._send(command)

    def _send(self, job: Job) -> None:
        # The pipe stays open: its end tells the child that this process has gone.
        with contextlib.suppress(OSError):
            stdin = self._process.stdin
            assert stdin is not None  # noqa: S101 - asked for above
            stdin.write(json.dumps(job).encode() + b"\n")
            stdin.flush()

    def run(self, on_event: Callable[[Event], None] | None = None) -> Event | None:
        """Wait until the child has ended and nothing of it is left.

        Args:
            on_event: called here with each report as it comes.

        Returns:
            The last report, or None where it ended without a word.
        """
        last: Event | None = None
        stdout = self._process.stdout
        assert stdout is not None  # noqa: S101 - asked for above
        try:
            for line in stdout:
                # A child killed in mid write leaves half a line.
                with contextlib.suppress(json.JSONDecodeError):
                    last = json.loads(line)
                    if on_event is not None and last is not None:
                        on_event(last)
        finally:
            self._reap()
        return last

    def allow(self, seconds: float) -> None:
        """Kill the child unless it ends within so many seconds from now."""
        timer = threading.Timer(seconds, self._kill, [Ending.OVERDUE])
        timer.daemon = True
        with self._lock:
            if self._reaped:
                return
            if self._watchdog is not None:
                self._watchdog.cancel()
            self._watchdog = timer
            timer.start()

    def stop(self) -> None:
        """Kill the child and all that it started; from any thread, at any time."""
        self._kill(Ending.STOPPED)

    @property
    def ending(self) -> Ending:
        """How it ended; asked after `run`."""
        if self._ended_by is not None:
            return self._ended_by
        # A signal's number is negative; on Windows a crash is a large status; and a traceback,
        # which nobody would see, ends a child with 1.
        return Ending.FINISHED if self._process.returncode == 0 else Ending.CRASHED

    def _kill(self, ending: Ending) -> None:
        with self._lock:
            if not self._reaped:
                self._ended_by = self._ended_by or ending
                self._kill_group()

    def _kill_group(self) -> None:
        # The child is not reaped yet, so its number cannot have passed to another process.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if os.name == "posix":
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def _reap(self) -> None:
        """Kill whatever the child left behind in its group, and collect the child."""
        with self._lock:
            if self._watchdog is not None:
                self._watchdog.cancel()
            self._kill_group()
            # A process stuck in a device driver does not even take SIGKILL.
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=2)
            self._reaped = True
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
