"""The index of words: full text in a file, an index of lexemes in a team's database.

In a file it has tables of its own, `said` and `said_index`, which triggers keep; no model
knows of them.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    column,
    false,
    func,
    literal_column,
    select,
    table,
    text,
)
from sqlmodel import col

from mock_panel.domain.history import HistoryQuery
from mock_panel.domain.search import folded_words
from mock_panel.storage.tables import AnswerRow, AttemptRow

_SAID = table("said", column("number"), column("attempt_id"))
_INDEX = table("said_index", column("rowid"))
COMMON = 5_000
"""Answers, above which a word tells none of them from the others."""
_TRIGGERS = ("said_added", "said_changed", "said_gone")


def searched(
    statement: Select[Any], query: HistoryQuery, connection: Connection
) -> tuple[Select[Any], tuple[ColumnElement[Any], ...]]:
    """Only attempts that have all the words; and what fits best first, to order them by.

    Words that are in more than `COMMON` answers fit none of them better than another: nothing
    orders those, and a hundred thousand need not be weighed to show the newest.
    """
    words = folded_words(query.search)
    if not words:
        return statement.where(false()), ()
    if connection.dialect.name == "postgresql":
        lexemes = func.array_to_tsvector(func.string_to_array(col(AnswerRow.folded), text("' '")))
        asked = func.to_tsquery(text("'simple'"), _asked(words, query, "'{}'", " & ", ":*"))
        fits = lexemes.op("@@")(asked)
        found = statement.join(AnswerRow, col(AnswerRow.attempt_id) == col(AttemptRow.id))
        weight = func.ts_rank(lexemes, asked, 1).desc()
        is_common = _is_common(connection, select(col(AnswerRow.attempt_id)).where(fits))
        return found.where(fits), () if is_common else (weight,)
    match = text("said_index MATCH :asked").bindparams(asked=_asked(words, query, '"{}"', " ", "*"))
    if _is_common(connection, select(_INDEX.c.rowid).where(match)):
        one = select(_INDEX.c.rowid).join(_SAID, _SAID.c.number == _INDEX.c.rowid)
        one = one.where(_SAID.c.attempt_id == col(AttemptRow.id), match).correlate(AttemptRow)
        return statement.where(one.exists()), ()
    found = statement.join(_SAID, _SAID.c.attempt_id == col(AttemptRow.id))
    found = found.join(_INDEX, _INDEX.c.rowid == _SAID.c.number).where(match)
    return found, (literal_column("bm25(said_index)"),)


def _is_common(connection: Connection, found: Select[Any]) -> bool:
    some = found.limit(COMMON + 1).subquery()
    count: int = connection.execute(select(func.count()).select_from(some)).scalar_one()
    return count > COMMON


def drop_index(connection: Connection) -> None:
    """Take the index out of a file that is read and never searched, such as a bundle's."""
    for trigger in _TRIGGERS:
        connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
    connection.exec_driver_sql("DROP TABLE said_index")
    connection.exec_driver_sql("DROP TABLE said")


def is_modelled(_item: object, name: str | None, *_more: object) -> bool:
    """Whether the models tell of a table or an index, as Alembic asks."""
    return name is None or not (name.startswith("said") or name == "ix_answer_said")


def _asked(words: list[str], query: HistoryQuery, quoted: str, and_: str, begun: str) -> str:
    asked = and_.join(quoted.format(word) for word in words)
    return asked + begun if query.is_typing else asked
