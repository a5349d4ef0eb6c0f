"""Lines from a terminal or a pipe, with a time limit and without a hidden buffer."""

import errno
import os
import re
import select

_CHUNK = 65536
_MOMENT_SECONDS = 0.2
_TERMINAL_LINE_LIMIT = 4095
"""Bytes of one line that Linux's terminal driver keeps; it drops the rest in silence."""
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O[@-~]|[PX^_\]][^\x07\x1b]*(?:\x07|\x1b\\)|.)?")
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\ud800-\udfff]")


def clean(line: str) -> str:
    """The line without what a terminal would obey: arrow keys pressed, colours pasted, NULs."""
    return _CONTROLS.sub("", _ESCAPES.sub("", line)).replace("\t", " ")


class LineReader:
    """Reads a file descriptor line by line.

    A text stream would keep lines back where `select` cannot see them, so that the time
    limit and "is there more" would be wrong.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._bytes = bytearray()
        self._at_end = False
        self.is_terminal = os.isatty(descriptor)
        self.was_cut = False
        """Whether the terminal has probably cut the last line."""

    def read(self, seconds: float | None = None) -> str | None:
        """The next line without its end; None at the end of input.

        Raises:
            TimeoutError: no line came within `seconds`.
        """
        while b"\n" not in self._bytes and not self._at_end:
            # A signal that comes just before a read that blocks would be noticed only at the
            # next line: so nothing blocks for longer than a moment.
            moment = _MOMENT_SECONDS if seconds is None else min(seconds, _MOMENT_SECONDS)
            if self._is_ready(moment):
                self._fill()
            elif seconds is not None:
                seconds -= moment
                if seconds <= 0:
                    raise TimeoutError
        if not self._bytes:
            return None
        line, _, rest = bytes(self._bytes).partition(b"\n")
        self._bytes = bytearray(rest)
        self.was_cut = self.is_terminal and len(line) >= _TERMINAL_LINE_LIMIT
        return clean(line.decode("utf-8", errors="replace"))

    def more_waits(self) -> bool:
        """Whether the next line is there already, as it is while a text is pasted."""
        return b"\n" in self._bytes or (self.is_terminal and self._is_ready(0))

    def _is_ready(self, seconds: float) -> bool:
        try:
            return bool(select.select([self._descriptor], [], [], seconds)[0])
        except (OSError, ValueError):
            # Closed: reading it will say so.
            return True

    def _fill(self) -> None:
        try:
            chunk = os.read(self._descriptor, _CHUNK)
        except OSError as error:
            # A terminal that has been closed says so with EIO.
            if error.errno not in (errno.EIO, errno.EBADF):
                raise
            chunk = b""
        self._at_end = not chunk
        self._bytes += chunk
