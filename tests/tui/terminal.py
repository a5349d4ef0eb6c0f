"""The real app in a real pseudo-terminal, its screen read as a terminal would show it."""

import fcntl
import os
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pyte

from tests.cli.pseudo_terminal import PATIENCE_SECONDS, PseudoTerminal


class AppTerminal(PseudoTerminal):
    """`mock-panel` without arguments, or with some, in a terminal of so many cells."""

    def __init__(
        self, home: Path, *arguments: str, columns: int = 80, rows: int = 24, **environ: str
    ) -> None:
        environment = {
            **os.environ,
            "MOCK_PANEL_HOME": str(home),
            "TERM": "xterm-256color",
            "COLUMNS": str(columns),
            "LINES": str(rows),
            "TEXTUAL_ANIMATIONS": "none",
            **environ,
        }
        super().__init__([sys.executable, "-m", "mock_panel", *arguments], environment)
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        self.resize(columns, rows)

    @property
    def lines(self) -> list[str]:
        """What the screen shows, line by line."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(self.lines)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        self._screen.resize(rows, columns)
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, size)
        self.process.send_signal(signal.SIGWINCH)

    def until(self, words: str, *, gone: bool = False) -> None:
        """Read on until the words are on the screen, or are no longer."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (words in self.text) is gone:
            if time.monotonic() > deadline or not self._feed():
                raise AssertionError(
                    f"{words!r} {'stays' if gone else 'did not come'}:\n{self.text}"
                )

    def keys(self, text: str) -> None:
        """Press keys."""
        os.write(self._ours, text.encode())

    def finish(self) -> int:
        """Read to the end and wait for the exit code."""
        while self._feed():
            pass
        return self.process.wait(PATIENCE_SECONDS)

    def _feed(self) -> bool:
        if not select.select([self._ours], [], [], PATIENCE_SECONDS)[0]:
            return False
        try:
            data = os.read(self._ours, 65536)
        except OSError:
            return False
        self.raw += data
        # pyte 0.8 takes the private-marker CSI sequences of newer terminals for plain ones.
        self._stream.feed(_known_to_pyte(data))
        return bool(data)


def _known_to_pyte(data: bytes) -> bytes:

    return re.sub(rb"\x1b\[[<>=?][0-9;]*[a-zA-Z$]+|\x1bP.*?\x1b\\", b"", data)
