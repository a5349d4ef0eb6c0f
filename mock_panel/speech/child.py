"""The child's end of a worker: one job in, events out, and death with its parent.

A child keeps its standard output for JSON lines alone: whatever an audio library prints goes
nowhere. Its standard input carries one line, the job, and stays open afterwards, for further lines
where the child takes commands; when it closes, the parent has gone, and the child ends with
everything it started.
"""

import contextlib
import json
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from queue import SimpleQueue
from typing import Any, NoReturn


class Reports:
    """Where a child writes what happens: one JSON object a line."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def send(self, event: str, **fields: object) -> None:
        """Tell the parent; a parent that has gone ends this process."""
        line = json.dumps({"event": event, **fields}) + "\n"
        try:
            os.write(self._descriptor, line.encode())
        except OSError:
            end_group()

    def finish(self, event: str, **fields: object) -> NoReturn:
        """Send the last event and end at once, past every library's own clean-up.

        An audio library may hang or crash while it is taken down, and nothing is left to save.
        """
        self.send(event, **fields)
        os._exit(0)


def begin(
    prepare: Callable[[], None] | None = None,
    on_command: Callable[[Mapping[str, Any]], None] | None = None,
) -> tuple[Mapping[str, Any], Reports]:
    """Take over the pipes, read the job, and from then on die with the parent.

    Args:
        prepare: loads what every job needs; done first, for a child that is started before there
            is a job for it.
        on_command: called, in a thread of its own, with whatever the parent says after the job.

    Raises:
        json.JSONDecodeError: what was written is not a job.
    """
    reports = Reports(os.dup(1))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    jobs: SimpleQueue[bytes] = SimpleQueue()
    # Before anything is loaded: a library may hang for as long as the sound server does.
    lifeline = threading.Thread(
        target=_outlive_nobody, args=(jobs, on_command), name="lifeline", daemon=True
    )
    lifeline.start()
    if prepare is not None:
        prepare()
    job: Mapping[str, Any] = json.loads(jobs.get())
    return job, reports


def _outlive_nobody(
    jobs: "SimpleQueue[bytes]", on_command: Callable[[Mapping[str, Any]], None] | None
) -> None:
    """The first line is the job, the others are commands; after the last there is no parent."""
    lines = _lines()
    for line in islice(lines, 1):
        jobs.put(line)
    for line in lines:
        if on_command is not None:
            on_command(json.loads(line))
    end_group()


def _lines() -> Iterator[bytes]:
    """Whole lines of standard input, until it closes."""
    # Not through sys.stdin, whose lock would keep a failing interpreter from ending.
    begun = bytearray()
    while piece := os.read(0, 65536):
        begun += piece
        while b"\n" in piece:
            line, _, rest = bytes(begun).partition(b"\n")
            yield line
            begun, piece = bytearray(rest), rest


def end_group() -> NoReturn:
    """End this process, and with it the players it started."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        with contextlib.suppress(OSError):
            os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(1)
