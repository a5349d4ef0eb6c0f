"""The standard streams of this process as lines, and its signals as interruptions."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TextIO

from mock_panel.cli.plain.line_reader import LineReader
from mock_panel.cli.plain.lines import Lines


def standard_lines() -> Lines:
    """Lines over standard input, output and error."""
    # A closed standard input must not be mistaken for a file that is opened later.
    stdin = os.open(os.devnull, os.O_RDONLY) if sys.stdin is None else sys.stdin.fileno()
    return Lines(LineReader(stdin), _writer(sys.stdout), _writer(sys.stderr))


def _writer(stream: TextIO | None) -> Callable[[str], bool]:
    if stream is None:
        return lambda _: False
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")

    def write(line: str) -> bool:
        try:
            stream.write(f"{line}\n")
            stream.flush()
        except OSError:
            # Nobody listens any more. What the stream still holds must not raise at exit.
            with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device
                os.dup2(nowhere.fileno(), stream.fileno())
            return False
        return True

    return write


@contextmanager
def signals_interrupt() -> Iterator[None]:
    """A request to end, or a terminal that is closed, counts as Ctrl-C: drafts are kept."""
    names = [s for s in ("SIGTERM", "SIGHUP") if hasattr(signal, s)]
    before = {name: signal.signal(getattr(signal, name), _interrupt) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
