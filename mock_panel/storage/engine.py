"""How every connection to the database file is set up."""

import random
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

BUSY_MILLISECONDS = 10_000
"""How long a connection waits for another one's lock."""


_LOOK_AFTER = (0.001, 0.008)
"""Seconds between two looks at the lock, at least and at most."""


def make_engine(
    path: Path, busy_milliseconds: int = BUSY_MILLISECONDS, *, upgrading: bool = False
) -> Engine:
    """An engine whose transactions neither lose updates nor die in a race.

    The driver's own transactions begin with the first write and may fail or overwrite
    when two processes read before they write; here each begins explicitly, and
    IMMEDIATE where the connection's options say `write`. No message of an error holds
    the values of a statement.

    Args:
        path: the database file; not opened yet.
        busy_milliseconds: how long to wait for another one's lock.
        upgrading: one connection that leaves foreign keys unchecked, because a step
            that rebuilds a table drops the old one, and that would delete whatever
            refers to it.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        hide_parameters=True,
        **({"poolclass": NullPool} if upgrading else {}),
    )

    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout = {busy_milliseconds}",
            "journal_mode = WAL",
            "synchronous = NORMAL",
            f"foreign_keys = {'OFF' if upgrading else 'ON'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("write", False):
            _begin_writing(connection, busy_milliseconds / 1000)
        else:
            connection.exec_driver_sql("BEGIN")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


def _begin_writing(connection: Connection, patience: float) -> None:
    """Begin as the only writer, as soon as whoever writes now has finished.

    SQLite itself looks ever more seldom while it waits, so that of eight busy processes
    one may starve; we look often, at random moments, and each has its turn.
    """
    driver: Any = connection.connection.dbapi_connection
    deadline = time.monotonic() + patience
    driver.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                driver.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                is_busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not is_busy or time.monotonic() >= deadline:
                    raise
                time.sleep(random.uniform(*_LOOK_AFTER))  # noqa: S311 - spread, not a secret
            else:
                return
    finally:
        driver.execute(f"PRAGMA busy_timeout = {round(patience * 1000)}")
