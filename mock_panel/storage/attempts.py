"""The store of finished attempts."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select
from sqlalchemy.orm import aliased
from sqlmodel import case, col, delete, func, insert, select, update

from mock_panel.domain.attempts import Attempt, AttemptStatus, AttemptSummary, ProbeAnswer
from mock_panel.domain.history import AnswerCount, HistoryQuery
from mock_panel.domain.ids import AttemptId, EcqId, FrameworkId, QuestionId
from mock_panel.domain.preparation import PracticeTime
from mock_panel.domain.speech import SpokenAnswer
from mock_panel.errors import StorageError
from mock_panel.storage.attempt_rows import (
    answer_values,
    attempt_of,
    attempt_values,
    continuation_values,
    score_values,
    speech_values,
    spoken_of,
)
from mock_panel.storage.database import Database
from mock_panel.storage.searching import searched
from mock_panel.storage.statements import pages, upsert
from mock_panel.storage.summary_rows import SUMMARY_COLUMNS, summaries_of
from mock_panel.storage.tables import AnswerRow, AttemptRow, ContinuationRow, ScoreRow, SpeechRow

EVERYTHING = HistoryQuery()


class SqlAttemptStore:
    """Attempts in the database; any call may raise StorageError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, attempt: Attempt) -> None:
        """Store an attempt with all that belongs to it; replaces the same id.

        Raises:
            StorageError: it could not be stored; what was stored before still is.
        """
        with self._database.write() as connection:
            write_attempts(connection, [attempt])

    def mark_misunderstood(self, attempt_id: AttemptId, misunderstood: bool) -> None:
        """Note whether the candidate had misunderstood the question; nothing else changes.

        Args:
            attempt_id: of a stored attempt.
            misunderstood: false takes the note back.

        Raises:
            StorageError: it could not be stored, or the attempt has been erased meanwhile.
        """
        statement = (
            update(AttemptRow)
            .where(col(AttemptRow.id) == attempt_id)
            .values(misunderstood=misunderstood)
        )
        with self._database.write() as connection:
            if not connection.execute(statement).rowcount:
                raise StorageError(
                    "The note was not stored: this attempt is no longer in the database.",
                    "It has been erased meanwhile; go back to see what there is.",
                )

    def get(self, attempt_id: AttemptId) -> Attempt | None:
        """The attempt in full; None where there is none with this id."""
        with self._database.read() as connection:
            return next(iter(_in_full(connection, [attempt_id])), None)

    def exists(self, attempt_id: AttemptId) -> bool:
        """Whether the attempt has been stored."""
        statement = select(AttemptRow.id).where(AttemptRow.id == attempt_id)
        with self._database.read() as connection:
            return connection.execute(statement).first() is not None

    def summaries(self, query: HistoryQuery = EVERYTHING) -> Sequence[AttemptSummary]:
        """Attempts without their texts, the newest first; those of a search by how they fit."""
        with self._database.read() as connection:
            statement = _narrowed(_columns(SUMMARY_COLUMNS), query, connection)
            return summaries_of(connection.execute(statement))

    def attempts(self, query: HistoryQuery = EVERYTHING) -> Iterator[Attempt]:
        """Attempts in full, the newest first.

        No transaction stays open between two attempts, so that a slow reader keeps
        nobody waiting: the list is drawn up first, and the texts are read page by page.
        """
        with self._database.read() as connection:
            ids = connection.execute(_narrowed(_columns([col(AttemptRow.id)]), query, connection))
            wanted = [row.id for row in ids]
        for page in pages(wanted):
            with self._database.read() as connection:
                found = _in_full(connection, page)
            yield from found

    def previous(self, question_id: QuestionId, before: datetime) -> Attempt | None:
        """The last attempt at a question that started before a moment (aware)."""
        statement = (
            select(AttemptRow.id)
            .where(AttemptRow.question_id == question_id, AttemptRow.started_at < before)
            .order_by(col(AttemptRow.started_at).desc(), col(AttemptRow.id).desc())
            .limit(1)
        )
        with self._database.read() as connection:
            found = connection.execute(statement).first()
            return next(iter(_in_full(connection, [found.id])), None) if found else None

    def counts(self, framework: FrameworkId) -> dict[EcqId, AnswerCount]:
        """How many answers each ECQ of a framework has; an ECQ without any is left out."""
        is_scored = col(AttemptRow.status) == AttemptStatus.SCORED.value
        statement = (
            select(AttemptRow.ecq, func.count(), func.count(case((is_scored, 1))))
            .where(AttemptRow.framework == framework)
            .group_by(AttemptRow.ecq)
        )
        with self._database.read() as connection:
            return {EcqId(e): AnswerCount(n, k) for e, n, k in connection.execute(statement)}

    def practice_time(self) -> PracticeTime:
        """What all answers took together, under every framework."""
        given = select(
            func.sum(AttemptRow.preparation_seconds + AttemptRow.answer_seconds),
            func.count(),
        )
        with self._database.read() as connection:
            seconds, answers = connection.execute(given).one()
            added = connection.execute(select(func.sum(ContinuationRow.seconds))).scalar()
        return PracticeTime((seconds or 0.0) + (added or 0.0), answers)

    def spoken(self, limit: int) -> Sequence[tuple[AttemptId, SpokenAnswer, str]]:
        """The last recorded answers with their words, the newest first."""
        statement = (
            select(AttemptRow.id, SpeechRow.document, AnswerRow.text)
            .join(SpeechRow, col(SpeechRow.attempt_id) == col(AttemptRow.id))
            .join(AnswerRow, col(AnswerRow.attempt_id) == col(AttemptRow.id))
            .order_by(col(AttemptRow.started_at).desc(), col(AttemptRow.id).desc())
            .limit(limit)
        )
        with self._database.read() as connection:
            return [
                (AttemptId(id_), spoken, text)
                for id_, document, text in connection.execute(statement)
                if (spoken := spoken_of(document)) is not None
            ]


def write_attempts(connection: Connection, attempts: Sequence[Attempt]) -> None:
    """Store attempts within a transaction; each replaces the one with its id.

    The row itself is written over and never deleted, because stories refer to it: an answer
    that gets other words still tells what the candidate says it tells.
    """
    for page in pages([attempt.id for attempt in attempts]):
        for part in (AnswerRow, ScoreRow, SpeechRow, ContinuationRow):
            connection.execute(delete(part).where(col(part.attempt_id).in_(page)))
    if attempts:
        whole = upsert(connection, AttemptRow)
        # Whose it is stays as it was.
        kept = ("id", "owner")
        new = {column.name: column for column in whole.excluded if column.name not in kept}
        connection.execute(
            whole.on_conflict_do_update(index_elements=["id"], set_=new),
            [attempt_values(a) for a in attempts],
        )
    for table, rows in (
        (AnswerRow, [answer_values(a) for a in attempts]),
        (ScoreRow, [row for a in attempts for row in score_values(a)]),
        (SpeechRow, [row for a in attempts for row in speech_values(a)]),
        (ContinuationRow, [row for a in attempts for row in continuation_values(a)]),
    ):
        if rows:
            connection.execute(insert(table), rows)


def _columns(columns: Sequence[Any]) -> Select[Any]:
    # SQLModel's own `select` is typed for at most four columns.
    return Select(*columns)


def _narrowed(statement: Select[Any], query: HistoryQuery, connection: Connection) -> Select[Any]:
    """The newest first, or what fits a search best, and only what the query asks for."""
    first: tuple[ColumnElement[Any], ...] = ()
    if query.newest_each is not None:
        statement = _newest_each(statement, query.framework, query.newest_each)
    elif query.framework is not None:
        statement = statement.where(col(AttemptRow.framework) == query.framework)
    if query.ecq is not None:
        statement = statement.where(col(AttemptRow.ecq) == query.ecq)
    if query.session is not None:
        statement = statement.where(col(AttemptRow.session) == query.session)
    if query.since is not None:
        statement = statement.where(col(AttemptRow.started_at) >= query.since)
    if query.search.strip():
        statement, first = searched(statement, query, connection)
    newest = (col(AttemptRow.started_at).desc(), col(AttemptRow.id).desc())
    statement = statement.order_by(*first, *newest)
    return statement.limit(query.limit) if query.limit is not None else statement


def _newest_each(statement: Select[Any], framework: FrameworkId | None, count: int) -> Select[Any]:
    """Only so many of the newest of each question.

    One short walk along an index for each question: numbering all rows by a window reads
    every one of them, and takes sixty times as long over a long history. The framework is
    said inside alone: outside, it would tempt SQLite to try every row with every question.
    """
    each = aliased(AttemptRow)
    asked = select(AttemptRow.question_id).distinct()
    newest = select(each.id)
    if framework is not None:
        asked = asked.where(col(AttemptRow.framework) == framework)
        newest = newest.where(col(each.framework) == framework)
    questions = asked.subquery()
    newest = (
        newest.where(col(each.question_id) == questions.c.question_id)
        .order_by(col(each.started_at).desc(), col(each.id).desc())
        .limit(count)
        .correlate(questions)
    )
    return statement.join(questions, col(AttemptRow.id).in_(newest))


def _in_full(connection: Connection, ids: Sequence[str]) -> list[Attempt]:
    """The attempts with these ids that exist, in the order of the ids."""
    statement = (
        _columns(
            [
                *AttemptRow.__table__.c,  # type: ignore[attr-defined]  # made by SQLModel
                col(AnswerRow.text),
                col(AnswerRow.note),
                col(ScoreRow.document),
                col(SpeechRow.document).label("speech"),
            ]
        )
        .join(AnswerRow, col(AnswerRow.attempt_id) == col(AttemptRow.id))
        .outerjoin(ScoreRow, col(ScoreRow.attempt_id) == col(AttemptRow.id))
        .outerjoin(SpeechRow, col(SpeechRow.attempt_id) == col(AttemptRow.id))
        .where(col(AttemptRow.id).in_(ids))
    )
    rows: dict[str, Any] = {row["id"]: row for row in connection.execute(statement).mappings()}
    continuations: dict[str, list[ProbeAnswer]] = {}
    for row in connection.execute(
        _columns(
            [
                ContinuationRow.attempt_id,
                ContinuationRow.probe,
                ContinuationRow.text,
                ContinuationRow.answered_at,
                ContinuationRow.seconds,
            ]
        )
        .where(col(ContinuationRow.attempt_id).in_(ids))
        .order_by(col(ContinuationRow.attempt_id), col(ContinuationRow.position))
    ):
        answer = ProbeAnswer(row.probe, row.text, row.answered_at, row.seconds)
        continuations.setdefault(row.attempt_id, []).append(answer)
    return [attempt_of(rows[i], continuations.get(i, ())) for i in ids if i in rows]
