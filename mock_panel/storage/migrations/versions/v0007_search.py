"""An index of the words that were said and written, notes included.

In a file, triggers keep it; whoever rebuilds the table `answer` must make them again.
"""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TRIGGERS = (
    """CREATE TRIGGER said_added AFTER INSERT ON answer BEGIN
  INSERT INTO said (attempt_id) VALUES (new.attempt_id);
  INSERT INTO said_index (rowid, words)
    SELECT number, new.folded FROM said WHERE attempt_id = new.attempt_id;
END""",
    """CREATE TRIGGER said_gone BEFORE DELETE ON answer BEGIN
  INSERT INTO said_index (said_index, rowid, words)
    SELECT 'delete', number, old.folded FROM said WHERE attempt_id = old.attempt_id;
  DELETE FROM said WHERE attempt_id = old.attempt_id;
END""",
    """CREATE TRIGGER said_changed AFTER UPDATE ON answer BEGIN
  INSERT INTO said_index (said_index, rowid, words)
    SELECT 'delete', number, old.folded FROM said WHERE attempt_id = old.attempt_id;
  UPDATE said SET attempt_id = new.attempt_id WHERE attempt_id = old.attempt_id;
  INSERT INTO said_index (rowid, words)
    SELECT number, new.folded FROM said WHERE attempt_id = new.attempt_id;
END""",
)


def upgrade() -> None:
    if not op.get_context().as_sql:
        _fold_anew(op.get_bind())
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            "CREATE INDEX ix_answer_said ON answer"
            " USING gin (array_to_tsvector(string_to_array(folded, ' ')))"
        )
        return
    op.execute("CREATE TABLE said (number INTEGER PRIMARY KEY, attempt_id VARCHAR NOT NULL UNIQUE)")
    op.execute(
        "CREATE VIRTUAL TABLE said_index USING fts5"
        " (words, content='', tokenize='unicode61 remove_diacritics 0')"
    )
    op.execute("INSERT INTO said (attempt_id) SELECT attempt_id FROM answer")
    op.execute(
        "INSERT INTO said_index (rowid, words) SELECT number, folded"
        " FROM said JOIN answer ON answer.attempt_id = said.attempt_id"
    )
    for trigger in _TRIGGERS:
        op.execute(trigger)


def _fold_anew(connection: sa.Connection) -> None:
    """Words alone, without accents, and with the notes; answers are read page by page."""
    page = sa.text(
        "SELECT answer.attempt_id, question_text, text, note FROM answer"
        " JOIN attempt ON attempt.id = answer.attempt_id"
        " WHERE answer.attempt_id > :last ORDER BY answer.attempt_id LIMIT 500"
    )
    later = sa.text("SELECT text FROM continuation WHERE attempt_id = :id ORDER BY position")
    write = sa.text("UPDATE answer SET folded = :folded WHERE attempt_id = :id")
    last = ""
    while rows := connection.execute(page, {"last": last}).all():
        values = []
        for id_, question, text, note in rows:
            more = connection.execute(later, {"id": id_}).scalars()
            folded = _folded("\n".join([question, text, *more, note]))
            values.append({"id": id_, "folded": folded})
        connection.execute(write, values)
        last = rows[-1].attempt_id


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(word[:200] for word in re.findall(r"[^\W_]+", plain.casefold()))
