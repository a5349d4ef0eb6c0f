"""A program in a terminal of its own, typed into and read from as a person would."""

import os
import pty
import re
import select
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests import warm

PATIENCE_SECONDS = 60
"""Only a hanging program takes so long; a test that passes never waits for it."""


class PseudoTerminal:
    """A child whose standard streams are one terminal: `mock-panel`, or begun in another way."""

    def __init__(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        begin: Callable[..., warm.Program] = warm.start,
    ) -> None:
        self._ours, theirs = pty.openpty()
        self.process = begin(arguments, environment, (theirs, theirs, theirs), in_terminal=True)
        os.close(theirs)
        self.screen = ""
        self._seen = 0

    def wait_for(self, words: str) -> None:
        """Read until the words have come, however they were wrapped, after those before."""
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (found := pattern.search(self.screen, self._seen)):
            if time.monotonic() > deadline or not self._read():
                raise AssertionError(f"{words!r} did not come after:\n{self.screen}")
        self._seen = found.end()

    def type(self, *lines: str) -> None:
        """Type lines, each with Enter."""
        for line in lines:
            os.write(self._ours, f"{line}\n".encode())

    def press(self, key: bytes) -> None:
        """Press a key such as Ctrl-C."""
        os.write(self._ours, key)

    def hang_up(self) -> None:
        """Close the terminal's window."""
        os.close(self._ours)
        self._ours = -1

    def kill(self) -> None:
        """End the child at once, without a chance to clean up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def exit_code(self) -> int:
        """Read to the end and wait for the child."""
        while self._ours >= 0 and self._read():
            pass
        return self.process.wait(PATIENCE_SECONDS)

    def close(self) -> None:
        """End the child if it still runs, and let go of the terminal."""
        if self.process.poll() is None:
            self.kill()
        if self._ours >= 0:
            os.close(self._ours)
            self._ours = -1

    def _read(self) -> bool:
        if not select.select([self._ours], [], [], PATIENCE_SECONDS)[0]:
            return False
        try:
            data = os.read(self._ours, 65536)
        except OSError:
            return False
        self.screen += data.decode(errors="replace").replace("\r\n", "\n")
        return bool(data)


def open_terminal(home: Path, *arguments: str) -> PseudoTerminal:
    """`mock-panel` with arguments, in a terminal, for a user with this data directory."""
    environment = {**os.environ, "MOCK_PANEL_HOME": str(home), "TERM": "xterm-256color"}
    return PseudoTerminal(arguments, environment)
