"""The child's end of a worker: one job in, events out, and death with its parent.

A child keeps its standard output for JSON lines alone: whatever an audio library prints goes
nowhere. Its standard input carries one line, the job, and stays open afterwards; when it closes,
the parent has gone, and the child ends with everything it started.
"""

import contextlib
import json
import os
import signal
import sys
import threading
from collections.abc import Mapping
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


def begin() -> tuple[Mapping[str, Any], Reports]:
    """Take over the pipes, read the job, and from then on die with the parent.

    Raises:
        json.JSONDecodeError: what was written is not a job.
    """
    reports = Reports(os.dup(1))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    line = sys.stdin.buffer.readline()
    if not line:
        end_group()
    threading.Thread(target=_outlive_nobody, name="lifeline", daemon=True).start()
    job: Mapping[str, Any] = json.loads(line)
    return job, reports


def _outlive_nobody() -> None:
    # Not through sys.stdin, whose lock would keep a failing interpreter from ending.
    while os.read(0, 4096):
        pass
    end_group()


def end_group() -> NoReturn:
    """End this process, and with it the players it started."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        with contextlib.suppress(OSError):
            os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(1)
