"""The tables. Rows stay inside this package; everyone else sees domain values.

Answers and score documents have tables of their own, so that a list of ten thousand
attempts reads none of them. Choices are stored as strings, because a database's own
enum type would refuse tomorrow's values. Moments are aware and in UTC: SQLModel
refuses naive ones. No annotations from the future here, and no relationships:
SQLModel reads the annotations as they stand.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, MetaData, false
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def owner_field(*, index: bool = False) -> Any:
    """A column that says whose a row is; None where there were no people, or there are none.

    A team's database fills it by whoever is connected. It means something in one database
    alone, so that it does not travel in bundles.
    """
    return Field(default=None, index=index, sa_column_kwargs={"info": {"stays": True}})


class Row(SQLModel):
    """What every table shares: one metadata whose constraints all have names."""

    metadata = MetaData(naming_convention=NAMING)


class AttemptRow(Row, table=True):
    """One attempt without its words: all that lists and charts need."""

    __tablename__ = "attempt"
    __table_args__ = (
        Index(None, "started_at", "id"),
        Index(None, "framework", "ecq", "started_at"),
        Index(None, "question_id", "started_at"),
        Index(None, "framework", "question_id", "started_at"),
    )

    id: str = Field(primary_key=True)
    session: str
    preset: str
    position: int
    framework: str
    ecq: str
    question_id: str
    question_hash: str
    question_text: str
    asks: str
    """A JSON array of strings."""
    competencies: str
    """A JSON array of ids, the main one first."""
    mode: str
    started_at: datetime
    preparation_seconds: float
    answer_seconds: float
    first_word_seconds: float | None
    pauses: int
    band_low: int
    band_high: int
    words: int
    status: str
    engine: str | None
    """The version that wrote the score document; none for a timed attempt."""
    level: int | None
    level_exact: float | None
    situation_found: str | None
    task_found: str | None
    action_found: str | None
    result_found: str | None
    situation_share: float | None
    task_share: float | None
    action_share: float | None
    result_share: float | None
    ownership: str | None
    quantified_result: bool | None
    self_situation: str | None
    self_action: str | None
    self_result: str | None
    self_level: int | None
    misunderstood: bool = Field(sa_column_kwargs={"server_default": false()})
    owner: str | None = owner_field(index=True)


class AnswerRow(Row, table=True):
    """The words of an attempt."""

    __tablename__ = "answer"

    attempt_id: str = Field(primary_key=True, foreign_key="attempt.id", ondelete="CASCADE")
    text: str
    note: str
    folded: str
    """The words of question, answer, continuations and note, as the search compares them."""


class ScoreRow(Row, table=True):
    """The engine's report on an attempt, as the published JSON document."""

    __tablename__ = "score"

    attempt_id: str = Field(primary_key=True, foreign_key="attempt.id", ondelete="CASCADE")
    document: str


class SpeechRow(Row, table=True):
    """What was recorded of a spoken answer, as a JSON document; the sound is a file."""

    __tablename__ = "speech"

    attempt_id: str = Field(primary_key=True, foreign_key="attempt.id", ondelete="CASCADE")
    document: str


class ContinuationRow(Row, table=True):
    """One follow-up that was answered after the review."""

    __tablename__ = "continuation"

    attempt_id: str = Field(primary_key=True, foreign_key="attempt.id", ondelete="CASCADE")
    position: int = Field(primary_key=True)
    """From 1, in the order of answering."""
    probe: str
    text: str
    answered_at: datetime
    seconds: float
