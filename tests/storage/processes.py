"""Real processes that start fast, to be killed, locked out and starved."""

import multiprocessing
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from mock_panel.errors import MockPanelError

# A server that has imported the storage once; each process is a fork of it.
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(
    ["mock_panel.storage.attempts", "mock_panel.storage.drafts", "alembic.command", "filelock"]
)


@contextmanager
def running(
    target: Callable[..., None], *arguments: object
) -> Iterator[tuple[ForkServerProcess, Connection]]:
    """A process that is given the arguments and one end of a pipe; killed at the end."""
    ours, theirs = CONTEXT.Pipe()
    process = CONTEXT.Process(target=target, args=(*arguments, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        yield process, ours
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


def received(pipe: Connection) -> list[Any]:
    """All that a process, now dead, had sent."""
    messages = []
    try:
        while True:
            messages.append(pipe.recv())
    except (EOFError, OSError):
        # The end of the pipe, or a last message that was cut off.
        return messages


def outcome_of(action: Callable[[Path], object], home: Path, pipe: Connection) -> None:
    """Run an action and send what came of it: "done", or the user's message."""
    try:
        action(home)
    except MockPanelError as error:
        pipe.send(str(error))
    else:
        pipe.send("done")


def outcome_as_nobody(action: Callable[[Path], object], home: Path, pipe: Connection) -> None:
    """The same without root's right to ignore permissions."""
    with tempfile.TemporaryDirectory() as elsewhere:
        # Import all that is needed while the standard library may still be read.
        action(Path(elsewhere))
    if os.geteuid() == 0:
        os.setresuid(65534, 65534, 65534)
    outcome_of(action, home, pipe)
