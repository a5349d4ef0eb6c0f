"""Statements that more than one store needs, in the words of whichever database they go to."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, Select
from sqlalchemy.dialects import sqlite
from sqlmodel import col

from mock_panel.storage.attempt_rows import Values

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

T = TypeVar("T")
PAGE = 200
"""Ids in one statement; the databases bound the number of values."""


def all_of(table: Any, *more: Any) -> Select[Any]:
    """A statement for every column of a table, and others; SQLModel types its own for four."""
    return Select(*table.__table__.c, *map(col, more))


def pages(ids: Sequence[T]) -> Iterable[Sequence[T]]:
    """As many as one statement takes."""
    return (ids[start : start + PAGE] for start in range(0, len(ids), PAGE))


def upsert(connection: Connection, table: Any) -> "sqlite.Insert | postgresql.Insert":
    """An insertion into a table that can say what a row with the same key means."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - only a team needs it

        return postgresql.insert(table)
    return sqlite.insert(table)


def put(connection: Connection, table: Any, values: Values) -> None:
    """Insert a row, or change the one with the same key."""
    keys = [column.name for column in table.__table__.primary_key]
    new = {name: value for name, value in values.items() if name not in keys}
    statement = upsert(connection, table).values(values)
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=new))
