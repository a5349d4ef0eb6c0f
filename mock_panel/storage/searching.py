"""The index of words: full text in a file, an index of lexemes in a team's database.

In a file it has tables of its own, `said` and `said_index`, which triggers keep; no model
knows of them.
"""

from typing import Any

from sqlalchemy import Connection, Select, column, false, func, table, text
from sqlmodel import col

from mock_panel.domain.history import HistoryQuery
from mock_panel.domain.search import folded_words
from mock_panel.storage.tables import AnswerRow, AttemptRow

_SAID = table("said", column("number"), column("attempt_id"))
_INDEX = table("said_index", column("rowid"))
_TRIGGERS = ("said_added", "said_changed", "said_gone")


def searched(statement: Select[Any], query: HistoryQuery, dialect: str) -> Select[Any]:
    """Only attempts that have all the words, what fits best first, then as it was ordered."""
    words = folded_words(query.search)
    if not words:
        return statement.where(false())
    before = statement._order_by_clauses  # noqa: SLF001 - there is no other way to put one first
    ranked = statement.order_by(None)
    if dialect == "postgresql":
        lexemes = func.array_to_tsvector(func.string_to_array(col(AnswerRow.folded), text("' '")))
        asked = func.to_tsquery(text("'simple'"), _asked(words, query, "'{}'", " & ", ":*"))
        ranked = ranked.join(AnswerRow, col(AnswerRow.attempt_id) == col(AttemptRow.id))
        ranked = ranked.where(lexemes.op("@@")(asked))
        return ranked.order_by(func.ts_rank(lexemes, asked, 1).desc(), *before)
    match = _asked(words, query, '"{}"', " ", "*")
    ranked = ranked.join(_SAID, _SAID.c.attempt_id == col(AttemptRow.id))
    ranked = ranked.join(_INDEX, _INDEX.c.rowid == _SAID.c.number)
    ranked = ranked.where(text("said_index MATCH :asked").bindparams(asked=match))
    return ranked.order_by(text("bm25(said_index)"), *before)


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
