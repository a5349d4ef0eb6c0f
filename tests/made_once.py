"""What hundreds of tests would make alike, each for itself: it is made once a process.

How it is made is tested where it belongs: `tests/bank` reads folders of its own, and the shipped
one by `load_bank`; `tests/storage` makes and upgrades files by the real road, and the installed
wheel does both from nothing.
"""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from unittest.mock import patch

from mock_panel.bank import source
from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.sources import LeftOut
from mock_panel.panel import pins
from mock_panel.paths import Paths
from mock_panel.storage import database
from mock_panel.storage.engine import BUSY_MILLISECONDS
from mock_panel.storage.upgrade import CURRENT, Schema, ensure_current

SHIPPED = source.shipped_directory()

_merged = source._merged


@contextmanager
def sharing() -> Iterator[None]:
    """Meanwhile the shipped bank is read once, and a new database is a copy of the first.

    A PIN's digest, which takes as long as it is meant to, is made once for the same salt.
    """
    with ExitStack() as stack:
        stack.enter_context(patch.object(source, "_merged", _merged_or_known))
        stack.enter_context(patch.object(database, "ensure_current", _copied_or_current))
        stack.enter_context(patch.object(pins, "_digest", cache(pins._digest)))
        yield


@cache
def shipped_bank() -> QuestionBank:
    """The shipped bank; nothing of it can be changed."""
    bank, _ = _merged(SHIPPED, ())
    return bank


def _merged_or_known(
    directory: Path, additions: Sequence[Path]
) -> tuple[QuestionBank, tuple[LeftOut, ...]]:
    if directory == SHIPPED and not additions:
        return shipped_bank(), ()
    return _merged(directory, additions)


@cache
def new_database() -> bytes:
    """A file as the first start makes it, by the real road."""
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(Path(folder))
        ensure_current(paths)
        return paths.database.read_bytes()


def _copied_or_current(
    paths: Paths, busy_milliseconds: int = BUSY_MILLISECONDS, schema: Schema = CURRENT
) -> None:
    if schema is CURRENT and not paths.database.exists():
        # What hinders a copy hinders the real road too, which can say so.
        with suppress(OSError):
            _copy(paths)
    ensure_current(paths, busy_milliseconds, schema)


def _copy(paths: Paths) -> None:
    paths.ensure_private(paths.home)
    with tempfile.NamedTemporaryFile(dir=paths.home) as copy:
        copy.write(new_database())
        copy.flush()
        # Whoever was quicker is left alone.
        os.link(copy.name, paths.database)
