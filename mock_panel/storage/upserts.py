"""`INSERT … ON CONFLICT` in the words of whichever database it goes to."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql


def upsert(connection: Connection, table: Any) -> "sqlite.Insert | postgresql.Insert":
    """An insertion into a table that can say what a row with the same key means."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - only a team needs it

        return postgresql.insert(table)
    return sqlite.insert(table)
