"""The store of stories, and of which attempt told which."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select
from sqlmodel import case, col, delete, func, insert, select

from mock_panel.domain.ids import AttemptId, CompetencyId, EcqId, FrameworkId, QuestionId, StoryId
from mock_panel.domain.stories import ShownCompetency, Story, StoryLink, Telling, TellingCount
from mock_panel.errors import StorageError
from mock_panel.storage.database import Database
from mock_panel.storage.statements import all_of, pages, put
from mock_panel.storage.story_rows import competency_values, link_of, story_of, story_values
from mock_panel.storage.story_tables import AttemptStoryRow, StoryCompetencyRow, StoryRow
from mock_panel.storage.tables import AnswerRow, AttemptRow, ContinuationRow


class SqlStoryStore:
    """Stories in the database; any call may raise StorageError.

    Erasing is `StoredData.erase_stories`, because a story's words must leave every file.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, stories: Sequence[Story], links: Sequence[StoryLink] = ()) -> None:
        """Store stories and links in one transaction; each story replaces the same id.

        Raises:
            StorageError: nothing was stored; also where a link's attempt is no longer there.
        """
        with self._database.write() as connection:
            for story in stories:
                _write(connection, story)
            for link in links:
                _link(connection, link)

    def get(self, story: StoryId) -> Story | None:
        """The story; None where there is none with this id."""
        with self._database.read() as connection:
            return next(iter(_read(connection, _every_story().where(_is(story)))), None)

    def all(self) -> Sequence[Story]:
        """Every story, the oldest made first."""
        with self._database.read() as connection:
            return _read(connection, _every_story())

    def kept_from(self, attempts: Sequence[AttemptId]) -> Sequence[Story]:
        """The stories that were made of these attempts, the oldest made first."""
        with self._database.read() as connection:
            found = [
                story
                for page in pages(attempts)
                for story in _read(
                    connection, _every_story().where(col(StoryRow.source).in_(page))
                )
            ]  # fmt: skip
        return sorted(found, key=lambda story: (story.created_at, story.id))

    def link(self, link: StoryLink) -> None:
        """Note that an attempt told a story; replaces what was noted of these two.

        Raises:
            StorageError: also where one of them is no longer there.
        """
        with self._database.write() as connection:
            _link(connection, link)

    def unlink(self, attempt: AttemptId, story: StoryId) -> bool:
        """Forget that an attempt told a story; whether it was noted."""
        statement = delete(AttemptStoryRow).where(
            col(AttemptStoryRow.attempt_id) == attempt, col(AttemptStoryRow.story_id) == story
        )
        with self._database.write() as connection:
            return bool(connection.execute(statement).rowcount)

    def links_of(self, attempts: Sequence[AttemptId]) -> Sequence[StoryLink]:
        """What is noted of these attempts, the oldest link first."""
        return self._links(AttemptStoryRow.attempt_id, attempts)

    def links_to(self, stories: Sequence[StoryId]) -> Sequence[StoryLink]:
        """What is noted of these stories, the oldest link first."""
        return self._links(AttemptStoryRow.story_id, stories)

    def tellings(self, story: StoryId) -> Sequence[Telling]:
        """The attempts that told a story, the newest first."""
        statement = (
            all_of(
                AttemptStoryRow,
                AttemptRow.started_at,
                AttemptRow.framework,
                AttemptRow.ecq,
                AttemptRow.question_id,
                AttemptRow.question_text,
                AttemptRow.level,
            )
            .join(AttemptRow, col(AttemptRow.id) == col(AttemptStoryRow.attempt_id))
            .where(col(AttemptStoryRow.story_id) == story)
            .order_by(col(AttemptRow.started_at).desc(), col(AttemptRow.id).desc())
        )
        with self._database.read() as connection:
            return [
                Telling(
                    link_of(row),
                    row.started_at,
                    FrameworkId(row.framework),
                    EcqId(row.ecq),
                    QuestionId(row.question_id),
                    row.question_text,
                    row.level,
                )
                for row in connection.execute(statement)
            ]

    def counts(self, recent_since: datetime) -> Mapping[StoryId, TellingCount]:
        """How often each story was told, in all and since a moment; without the untold ones."""
        is_recent = col(AttemptRow.started_at) >= recent_since
        statement = (
            select(
                AttemptStoryRow.story_id,
                func.count(),
                func.count(case((is_recent, 1))),
                func.max(AttemptRow.started_at),
            )
            .join(AttemptRow, col(AttemptRow.id) == col(AttemptStoryRow.attempt_id))
            .group_by(AttemptStoryRow.story_id)
        )
        with self._database.read() as connection:
            return {
                StoryId(story): TellingCount(times, recent, last)
                for story, times, recent, last in connection.execute(statement)
            }

    def words_told(self, newest: int) -> Mapping[StoryId, tuple[str, ...]]:
        """What the newest tellings of each story said, the newest first."""
        place = func.row_number().over(
            partition_by=AttemptStoryRow.story_id,
            order_by=(col(AttemptRow.started_at).desc(), col(AttemptRow.id).desc()),
        )
        ranked = (
            select(AttemptStoryRow.story_id, AttemptStoryRow.attempt_id, place.label("place"))
            .join(AttemptRow, col(AttemptRow.id) == col(AttemptStoryRow.attempt_id))
            .subquery()
        )
        statement = (
            select(ranked.c.story_id, ranked.c.attempt_id, AnswerRow.text)
            .join(AnswerRow, col(AnswerRow.attempt_id) == ranked.c.attempt_id)
            .where(ranked.c.place <= newest)
            .order_by(ranked.c.story_id, ranked.c.place)
        )
        with self._database.read() as connection:
            rows = connection.execute(statement).all()
            later = _continuations(connection, {row.attempt_id for row in rows})
        told: dict[StoryId, list[str]] = defaultdict(list)
        for story, attempt, text in rows:
            told[StoryId(story)].append("\n\n".join((text, *later[attempt])).strip())
        return {story: tuple(texts) for story, texts in told.items()}

    def present(self, attempts: Collection[AttemptId]) -> frozenset[AttemptId]:
        """Those of these attempts that are stored."""
        with self._database.read() as connection:
            return frozenset(
                AttemptId(row.id)
                for page in pages(sorted(set(attempts)))
                for row in connection.execute(
                    select(AttemptRow.id).where(col(AttemptRow.id).in_(page))
                )
            )

    def _links(self, column: Any, ids: Sequence[str]) -> Sequence[StoryLink]:
        every = all_of(AttemptStoryRow)
        with self._database.read() as connection:
            links = [
                link_of(row)
                for page in pages(ids)
                for row in connection.execute(every.where(col(column).in_(page)))
            ]
        return sorted(links, key=lambda link: (link.at, link.attempt, link.story))


def _write(connection: Connection, story: Story) -> None:
    """Store one story; replacing the row in place leaves its links alone."""
    put(connection, StoryRow, story_values(story))
    connection.execute(
        delete(StoryCompetencyRow).where(col(StoryCompetencyRow.story_id) == story.id)
    )
    if story.competencies:
        connection.execute(insert(StoryCompetencyRow), competency_values(story))


def _link(connection: Connection, link: StoryLink) -> None:
    for table, id_, noun in (
        (AttemptRow, link.attempt, "attempt"),
        (StoryRow, link.story, "story"),
    ):
        if connection.execute(select(table.id).where(col(table.id) == id_)).first() is None:
            raise StorageError(
                f"Nothing was stored: the {noun} is no longer in the database.",
                "It has been erased meanwhile; go back to see what there is.",
            )
    noted = {
        "attempt_id": link.attempt,
        "story_id": link.story,
        "how": link.how.value,
        "at": link.at,
    }
    put(connection, AttemptStoryRow, noted)


def _every_story() -> Select[Any]:
    return all_of(StoryRow).order_by(col(StoryRow.created_at), col(StoryRow.id))


def _is(story: StoryId) -> Any:
    return col(StoryRow.id) == story


def _read(connection: Connection, statement: Select[Any]) -> list[Story]:
    rows = connection.execute(statement).all()
    shown: dict[str, list[ShownCompetency]] = defaultdict(list)
    for page in pages([row.id for row in rows]):
        found = all_of(StoryCompetencyRow).where(col(StoryCompetencyRow.story_id).in_(page))
        for row in connection.execute(found.order_by(col(StoryCompetencyRow.position))):
            shown[row.story_id].append(
                ShownCompetency(FrameworkId(row.framework), CompetencyId(row.competency))
            )
    return [story_of(row, tuple(shown[row.id])) for row in rows]


def _continuations(connection: Connection, attempts: Iterable[str]) -> Mapping[str, list[str]]:
    later: dict[str, list[str]] = defaultdict(list)
    for page in pages(sorted(attempts)):
        statement = (
            select(ContinuationRow.attempt_id, ContinuationRow.text)
            .where(col(ContinuationRow.attempt_id).in_(page))
            .order_by(col(ContinuationRow.attempt_id), col(ContinuationRow.position))
        )
        for attempt, text in connection.execute(statement):
            later[attempt].append(text)
    return later
