"""Move everything from the user's own file into a team's empty database, or nothing."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from mock_panel.errors import InputError, StorageError
from mock_panel.paths import Paths
from mock_panel.storage import joining_tables as _joining_tables  # noqa: F401 - as below
from mock_panel.storage import panel_tables as _panel_tables  # noqa: F401 - so that they are known
from mock_panel.storage import people_tables as _people_tables  # noqa: F401 - as below
from mock_panel.storage import story_tables as _story_tables  # noqa: F401 - as above
from mock_panel.storage.database import Database, open_database
from mock_panel.storage.tables import Row
from mock_panel.storage.team_database import TeamDatabase
from mock_panel.storage.upgrade import CURRENT
from mock_panel.team_address import TeamAddress

_PAGE = 1_000
"""Rows that are held in memory at once."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One table."""

    table: str
    rows: int
    digest: str
    """SHA-256 of its rows, the same in both databases."""


def migrate(paths: Paths, address: TeamAddress, *, dry_run: bool = False) -> Sequence[Moved]:
    """Copy every table in one transaction, and compare what arrived with what was sent.

    The file stays as it is; recordings, drafts and settings are no part of a database.

    Args:
        paths: whose file; a team's address in it does not matter.
        address: of the database to be filled.
        dry_run: only check that it can be done, and count.

    Raises:
        InputError: there is no file, or something is in the target already.
        StorageError: one of the databases cannot be used, or what arrived is not what was
            sent; the target is then as it was.
    """
    if not paths.database.exists():
        raise InputError(
            f"{paths.database}: there is nothing to move",
            "A team's database is made by the first start with MOCK_PANEL_DATABASE_URL.",
        )
    source, target = open_database(Paths(paths.home)), TeamDatabase(address)
    try:
        if dry_run:
            return _looked_at(source, target)
        with source.read() as sending, target.write() as receiving:
            # While a large table is read here, the server hears nothing for long.
            receiving.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
            target.make(receiving)
            _must_be_empty(receiving, address)
            return [_moved(sending, receiving, table) for table in Row.metadata.sorted_tables]
    finally:
        source.close()
        target.close()


def _looked_at(source: Database, target: TeamDatabase) -> Sequence[Moved]:
    if (number := target.schema()) not in (0, CURRENT.number):
        raise target.too_old(number, CURRENT)
    if number:
        with target.read() as receiving:
            _must_be_empty(receiving, target.address)
    with source.read() as sending:
        return [Moved(t.name, *_digest(sending, t)) for t in Row.metadata.sorted_tables]


def _must_be_empty(connection: Connection, address: TeamAddress) -> None:
    counts = {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in Row.metadata.sorted_tables
    }
    if there := [f"{name} ({count})" for name, count in counts.items() if count]:
        raise InputError(
            f"The team's database ({address}) is not empty: {', '.join(there)}.",
            "Name an empty one. To add your history to a team's, export a bundle from your own"
            " file and import it there.",
        )


def _moved(sending: Connection, receiving: Connection, table: Table) -> Moved:
    # In whole pages: what is read is not read again when a page has been written.
    for page in sending.execute(select(table)).mappings().partitions(_PAGE):
        receiving.execute(insert(table), [dict(row) for row in page])
    sent, arrived = _digest(sending, table), _digest(receiving, table)
    if sent != arrived:
        raise StorageError(
            f"{table.name}: what arrived is not what was sent ({arrived[0]} of {sent[0]} rows).",
            "Nothing was stored there; please report this.",
        )
    return Moved(table.name, *sent)


def _digest(connection: Connection, table: Table) -> tuple[int, str]:
    """How many rows there are, and a digest of them in the order of their keys."""
    digest, count = hashlib.sha256(), 0
    statement = select(table).order_by(*table.primary_key)
    for row in connection.execute(statement, execution_options={"yield_per": _PAGE}):
        digest.update(json.dumps([_plain(value) for value in row]).encode() + b"\n")
        count += 1
    return count, digest.hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    # The one sign that only a file can hold; the driver puts the other in its place.
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value
