"""Times programs from the outside: from the start of a process to bytes in its terminal."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from statistics import median, quantiles
from typing import Self

PATIENCE_SECONDS = 30.0


class TimedTerminal:
    """A program in a pseudo-terminal of 80 by 24, read byte by byte."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs,
            env={**environment, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"},
            start_new_session=True,
        )  # fmt: skip
        os.close(theirs)

    def seconds_until(self, marker: bytes, since: float | None = None) -> float:
        """Seconds from the start, or from another moment, until the marker has come."""
        seen = b""
        deadline = time.perf_counter() + PATIENCE_SECONDS
        while marker not in seen:
            if time.perf_counter() > deadline:
                message = f"{marker!r} did not come"
                raise TimeoutError(message)
            seen = (seen + self.read())[-65536:]
        return time.perf_counter() - (self.started if since is None else since)

    def read(self) -> bytes:
        """The next bytes."""
        if not select.select([self.ours], [], [], PATIENCE_SECONDS)[0]:
            raise TimeoutError
        return os.read(self.ours, 65536)

    def drain(self, quiet: float) -> None:
        """Read until nothing has come for so many seconds, for two seconds at most."""
        deadline = time.perf_counter() + 2
        while time.perf_counter() < deadline and select.select([self.ours], [], [], quiet)[0]:
            os.read(self.ours, 65536)

    def read_until(self, moment: float) -> bytes:
        """The next bytes; none if none have come by a moment."""
        left = moment - time.perf_counter()
        if left <= 0 or not select.select([self.ours], [], [], left)[0]:
            return b""
        return os.read(self.ours, 65536)

    def drain_for(self, seconds: float) -> None:
        """Read what comes for so many seconds, so that the program never waits."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self.read_until(end)

    def send(self, keys: bytes) -> float:
        """Press keys; the moment of pressing."""
        moment = time.perf_counter()
        while keys:
            keys = keys[os.write(self.ours, keys) :]
            if keys:
                self.drain(0.05)
        return moment

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the program."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        os.close(self.ours)


def environment(home: str) -> dict[str, str]:
    """This process's environment, with byte-code allowed and a home of its own."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "MOCK_PANEL_HOME": home, "TEXTUAL_ANIMATIONS": "none"}


def process_seconds(command: Sequence[str], environ: Mapping[str, str], text: str = "") -> float:
    """Seconds of a whole process."""
    started = time.perf_counter()
    subprocess.run(
        command, input=text, text=True, env=dict(environ), check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - started


def p95(values: Sequence[float]) -> float:
    """The 95th percentile."""
    return quantiles(values, n=20)[-1]


def report(name: str, ours: float, floor: float | None, unit: str = "ms") -> None:
    """One line of the table; seconds in, milliseconds out."""
    line = f"{name:<58} {ours * 1000:8.1f} {unit}"
    if floor is not None:
        line += f"   floor {floor * 1000:8.1f} {unit}   ratio {ours / floor:5.2f}"
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


__all__ = ["TimedTerminal", "environment", "median", "p95", "process_seconds", "report"]
