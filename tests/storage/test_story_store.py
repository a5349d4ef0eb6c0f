"""Stories in a real database file: kept whole, linked on the candidate's word, erased for good."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from mock_panel.domain.ids import AttemptId, StoryId
from mock_panel.domain.parts import Part
from mock_panel.domain.stories import LinkedBy, TellingCount
from mock_panel.errors import StorageError
from mock_panel.paths import Paths
from mock_panel.storage.attempts import SqlAttemptStore
from mock_panel.storage.database import Database, open_database
from mock_panel.storage.maintenance import StoredData
from mock_panel.storage.stories import SqlStoryStore
from tests.storage.sample_attempts import fill, make_attempt, make_id
from tests.storage.sample_stories import link, make_story
from tests.storage.test_maintenance import files_with

DATA = Path(__file__).parent / "data"
RARE_WORD = "Zanzibar"


@pytest.fixture
def stories(database: Database) -> SqlStoryStore:
    fill(database, 12)
    return SqlStoryStore(database)


def test_stories_come_back_as_they_were(stories: SqlStoryStore) -> None:
    made = [make_story(i) for i in range(20)]
    stories.save(list(reversed(made)))
    assert stories.all() == made, "the oldest made first"
    assert stories.get(made[3].id) == made[3]
    assert stories.get(StoryId("nobody")) is None


def test_a_changed_story_keeps_who_told_it(stories: SqlStoryStore) -> None:
    story = make_story(0, make_id(1))
    stories.save([story, make_story(1)], [link(make_id(1), story, LinkedBy.KEPT)])
    changed = replace(story, title="Other", competencies=story.competencies[1:], retired=True)
    stories.save([changed])
    assert stories.get(story.id) == changed
    assert stories.links_of([make_id(1)]) == [link(make_id(1), story, LinkedBy.KEPT)]
    assert stories.links_to([story.id, make_story(1).id]) == stories.links_of([make_id(1)])


def test_an_answer_with_other_words_still_tells_its_story(
    stories: SqlStoryStore, store: SqlAttemptStore
) -> None:
    """Whoever answers a probe, or corrects a transcript, saves the attempt anew."""
    story = make_story(0, make_id(5))
    stories.save([story], [link(make_id(5), story)])
    longer = replace(make_attempt(5), text="Other words.", continuations=())
    store.save(longer)
    assert store.get(make_id(5)) == longer
    assert len(stories.links_of([make_id(5)])) == 1
    assert stories.get(story.id) == story


def test_an_erased_attempt_leaves_the_story_without_source(
    stories: SqlStoryStore, paths: Paths
) -> None:
    story = make_story(0, make_id(5))
    stories.save([story], [link(make_id(5), story), link(make_id(6), story)])
    assert stories.kept_from([make_id(4), make_id(5)]) == [story]
    StoredData(paths).erase_attempts([make_id(5)])
    assert stories.all() == [replace(story, source=None)]
    assert stories.links_to([story.id]) == [link(make_id(6), story)]
    assert stories.present([make_id(5), make_id(6)]) == {make_id(6)}


def test_what_is_gone_cannot_be_linked(stories: SqlStoryStore) -> None:
    story = make_story()
    with pytest.raises(StorageError, match="story is no longer"):
        stories.link(link(make_id(0), story))
    with pytest.raises(StorageError, match="attempt is no longer"):
        stories.save([story], [link(AttemptId("gone"), story)])
    assert stories.all() == [], "all or nothing"


def test_a_link_is_named_anew_and_taken_back(stories: SqlStoryStore) -> None:
    story = make_story()
    stories.save([story], [link(make_id(0), story, LinkedBy.GUESSED)])
    stories.link(link(make_id(0), story))
    assert [each.how for each in stories.links_of([make_id(0)])] == [LinkedBy.NAMED]
    assert stories.unlink(make_id(0), story.id)
    assert not stories.unlink(make_id(0), story.id)


def test_tellings_are_counted_and_read(stories: SqlStoryStore) -> None:
    first, second = make_story(0), make_story(1)
    told = [make_id(i) for i in (2, 5, 7)]
    stories.save(
        [first, second, make_story(2)], [*(link(a, first) for a in told), link(make_id(5), second)]
    )
    last = make_attempt(7).started_at
    assert stories.counts(make_attempt(5).started_at) == {
        first.id: TellingCount(3, 2, last),
        second.id: TellingCount(1, 1, make_attempt(5).started_at),
    }
    assert stories.counts(last + timedelta(seconds=1))[first.id].recent == 0
    tellings = stories.tellings(first.id)
    assert [t.link.attempt for t in tellings] == list(reversed(told))
    assert tellings[0].question == make_attempt(7).question.id
    words = stories.words_told(2)
    assert words[first.id] == (make_attempt(7).full_text, make_attempt(5).full_text)
    assert "5 letters a week." in words[second.id][0], "what was added later belongs to it"


def test_erased_stories_are_in_no_file(
    stories: SqlStoryStore, database: Database, paths: Paths
) -> None:
    prompts = {**make_story().prompts, Part.TASK: (f"{RARE_WORD} " * 400,)}
    rare = replace(make_story(), title=RARE_WORD, prompts=prompts)
    stories.save([rare, make_story(1)], [link(make_id(2), rare)])
    assert files_with(RARE_WORD, paths.home)
    assert StoredData(paths).erase_stories([rare.id, StoryId("nobody")]) == 1
    assert files_with(RARE_WORD, paths.home) == []
    assert stories.all() == [make_story(1)]
    assert stories.links_of([make_id(2)]) == []
    assert len(SqlAttemptStore(database).summaries()) == 12, "the attempts stay"


def test_text_that_no_database_takes_is_stored_all_the_same(stories: SqlStoryStore) -> None:
    stories.save([replace(make_story(), title="half \ud800 a pair", grade="'; DROP TABLE story")])
    (stored,) = stories.all()
    assert stored.title == "half \ufffd a pair"
    assert stored.grade == "'; DROP TABLE story"


def opened(paths: Paths, number: int) -> Database:
    paths.ensure_private(paths.home)
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.executescript((DATA / f"schema-{number}.sql").read_text(encoding="utf-8"))
    return open_database(paths)


def test_the_first_version_with_stories_is_read(paths: Paths) -> None:
    database = opened(paths, 5)
    stories = SqlStoryStore(database)
    attempt = make_id(8)
    assert stories.all() == [make_story(0, attempt)]
    assert stories.links_of([attempt]) == [link(attempt, make_story(), LinkedBy.KEPT)]
    database.close()


def test_panels_are_as_they_were_after_the_upgrade(paths: Paths) -> None:
    database = opened(paths, 4)
    SqlStoryStore(database).save([make_story()])
    database.close()
    with (
        closing(sqlite3.connect(paths.backups / "mock-panel-schema-4.db")) as before,
        closing(sqlite3.connect(paths.database)) as after,
    ):
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'panel%'"
        named = [name for (name,) in before.execute(tables)]
        assert len(named) > 8
        for name in named:
            # Later versions add columns, and change none.
            columns = [row[1] for row in before.execute(f"PRAGMA table_info({name})")]
            rows = f"SELECT {', '.join(columns)} FROM {name}"  # noqa: S608 - names of our own
            assert after.execute(rows).fetchall() == before.execute(rows).fetchall()
