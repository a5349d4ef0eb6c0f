"""The real app in a real pseudo-terminal, its screen read as a terminal would show it."""

import fcntl
import os
import re
import select
import signal
import struct
import termios
import time
from pathlib import Path

import pyte

from tests.cli.pseudo_terminal import PATIENCE_SECONDS, PseudoTerminal

_OPENED, _CLOSED = b"\x1b[?1049h", b"\x1b[?1049l"
_SEQUENCE = re.compile(
    rb"\x1b\[(?P<numbers>[0-9;:?<>=]*)[ -/]*(?P<end>[@-~])"
    rb"|\x1b\].*?(?:\x07|\x1b\\)|\x1b[P^_].*?\x1b\\|\x1b[ -/]*[0-~]",
    re.DOTALL,
)
_CONTROL = re.compile(rb"[\x00-\x1f\x7f]")


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
        super().__init__(arguments, environment)
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        self.resize(columns, rows)

    @property
    def lines(self) -> list[str]:
        """What the screen shows, line by line; as pyte tells it, without measuring each letter."""
        cells, columns = self._screen.buffer, range(self._screen.columns)
        return [
            "".join(cells[row][column].data for column in columns).rstrip()
            for row in range(self._screen.lines)
        ]

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
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self._feed():
            assert time.monotonic() < deadline, f"it goes on:\n{self.text}"
        return self.process.wait(PATIENCE_SECONDS)

    def feed_for(self, seconds: float) -> None:
        """Read what comes meanwhile."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._feed(left)

    def _feed(self, patience: float = PATIENCE_SECONDS) -> bool:
        if not select.select([self._ours], [], [], patience)[0]:
            return False
        try:
            data = os.read(self._ours, 65536)
        except OSError:
            return False
        self.raw += data
        # pyte 0.8 takes the private-marker CSI sequences of newer terminals for plain ones.
        self._stream.feed(_known_to_pyte(data))
        return bool(data)


def not_ours(raw: bytes) -> list[bytes]:
    """What somebody else wrote on the terminal while the app had it; so far as can be told.

    The app paints each letter in a colour and takes the colour back after it, and ends a line only
    to move on to the next: letters without a colour, and any other control character, are not its
    own.

    Args:
        raw: all that has come out of the terminal.
    """
    opened, closed, _ = raw.partition(_OPENED)[2].partition(_CLOSED)
    raw = opened + closed
    found, is_coloured, at = [], False, 0
    for sequence in _SEQUENCE.finditer(raw):
        letters = raw[at : sequence.start()]
        if sequence["end"] == b"H":
            letters = letters.removesuffix(b"\n").removesuffix(b"\r")
        if _CONTROL.search(letters) or (letters.strip(b" ") and not is_coloured):
            found.append(raw[at : sequence.start()])
        if sequence["end"] == b"m":
            is_coloured = sequence["numbers"] not in (b"", b"0")
        at = sequence.end()
    return found


def _known_to_pyte(data: bytes) -> bytes:
    return re.sub(rb"\x1b\[[<>=?][0-9;]*[a-zA-Z$]+|\x1bP.*?\x1b\\", b"", data)
