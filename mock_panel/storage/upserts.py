"""`INSERT … ON CONFLICT` in the words of whichever database it goes to."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite

from mock_panel.storage.attempt_rows import Values

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql


def upsert(connection: Connection, table: Any) -> "sqlite.Insert | postgresql.Insert":
    """An insertion into a table that can say what a row with the same key means."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - only a team needs it

        return postgresql.insert(table)
    return sqlite.insert(table)


def put(connection: Connection, table: Any, values: Values) -> None:
    """Insert a row, or change the one with the same key."""
    keys = [column.name for column in table.__table__.primary_key]
    statement = upsert(connection, table).values(**values)
    changed = {name: statement.excluded[name] for name in values if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed))
