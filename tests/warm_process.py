"""The process that `tests.warm` asks for programs: it has done the imports, and forks.

It has read the shipped bank and the style sheets, too, and made a first database for every new
home to copy.

The child goes on from the fork as the main program, so that it ends as any interpreter ends.
"""

import fcntl
import gc
import importlib
import io
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import sys
import termios
from contextlib import suppress
from typing import Any

import alembic.command  # noqa: F401 - a first start makes a database
import filelock  # noqa: F401 - a first start makes a database

import mock_panel
from tests import made_once, styles_once

WARM = ("bank", "cli", "domain", "practice", "scoring", "storage", "tui")
"""The packages of ours that are imported; none of them has anything to do with sound."""


def serve(asking: socket.socket) -> tuple[dict[str, Any], list[int]] | None:
    """Fork whenever asked, and tell how each child has ended.

    Returns:
        in a child, what was asked with its descriptors; None at the end.
    """
    woken, wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    tell: dict[int, int] = {}
    while True:
        ready, _, _ = select.select([asking.fileno(), woken], [], [])
        if woken in ready:
            os.read(woken, 4096)
            _reap(tell)
        if asking.fileno() in ready:
            data, descriptors, _, _ = socket.recv_fds(asking, 1 << 18, 4)
            if not data:
                return None
            if pid := os.fork():
                *streams, tell[pid] = descriptors
                for each in streams:
                    os.close(each)
                asking.send(str(pid).encode())
                continue
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for each in (woken, wake, descriptors.pop(), *tell.values()):
                os.close(each)
            asking.close()
            return json.loads(data), descriptors


def _reap(tell: dict[int, int]) -> None:
    """Tell who waits for it how a child has ended."""
    while tell:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        descriptor = tell.pop(pid)
        os.write(descriptor, str(os.waitstatus_to_exitcode(status)).encode())
        os.close(descriptor)


def become(asked: dict[str, Any], streams: list[int]) -> None:
    """What a new process gets from its parent, and what an interpreter makes of it."""
    if asked["in_terminal"]:
        os.setsid()
    for place, stream in enumerate(streams):
        os.dup2(stream, place)
        os.close(stream)
    if asked["in_terminal"]:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.stdin = sys.__stdin__ = _stream(sys.stdin, 0)  # type: ignore[misc]  # as at the start
    sys.stdout = sys.__stdout__ = _stream(sys.stdout, 1)  # type: ignore[misc]  # as at the start
    sys.stderr = sys.__stderr__ = _stream(sys.stderr, 2)  # type: ignore[misc]  # as at the start
    sys.argv[1:] = asked["arguments"]
    # What is new in it comes after the folder that the program is started in.
    places = asked["environment"].get("PYTHONPATH", "").split(os.pathsep)
    sys.path[1:1] = [place for place in places if place and place not in sys.path]


def _stream(like: Any, descriptor: int) -> io.TextIOWrapper:
    """A standard stream as the interpreter opens it."""
    raw = io.FileIO(descriptor, "wb" if descriptor else "rb", closefd=False)
    layer: Any = raw
    if not descriptor:
        layer = io.BufferedReader(raw)
    elif not like.write_through:
        layer = io.BufferedWriter(raw)
    return io.TextIOWrapper(
        layer,
        encoding=like.encoding,
        errors=like.errors,
        newline="\n" if descriptor else None,
        line_buffering=descriptor == 2 or raw.isatty(),
        write_through=like.write_through,
    )


if __name__ == "__main__":
    for package in WARM:
        for found in pkgutil.walk_packages(
            [f"{folder}/{package}" for folder in mock_panel.__path__], f"mock_panel.{package}."
        ):
            if "migrations" not in found.name:
                # What cannot be imported fails where it is needed.
                with suppress(ImportError, SyntaxError):
                    importlib.import_module(found.name)
    made_once.shipped_bank()
    made_once.new_database()
    with made_once.sharing():
        styles_once.read_those_of_a_question()
    gc.collect()
    gc.freeze()
    if child := serve(socket.socket(fileno=int(sys.argv[1]))):
        become(*child)
        with made_once.sharing(), styles_once.sharing():
            runpy.run_module("mock_panel", run_name="__main__", alter_sys=True)
