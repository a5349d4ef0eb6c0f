import math
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError

from mock_panel.domain.attempts import Attempt, AttemptSummary, Timing
from mock_panel.domain.history import HistoryQuery
from mock_panel.domain.ids import AttemptId, EcqId, FrameworkId, QuestionId
from mock_panel.domain.presets import Band
from mock_panel.errors import StorageError
from mock_panel.paths import Paths
from mock_panel.storage import searching
from mock_panel.storage.attempts import SqlAttemptStore
from mock_panel.storage.database import Database, FileDatabase
from mock_panel.storage.statements import PAGE
from tests.storage.sample_attempts import FIRST, fill, make_attempt, make_id

COUNT = 60

# The store keeps what each example wrote; every example writes anew.
SHARED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def filled(database: Database) -> SqlAttemptStore:
    fill(database, COUNT)
    return SqlAttemptStore(database)


def newest_first(wanted: Callable[[Attempt], bool] = lambda _: True) -> list[Attempt]:
    return [a for a in map(make_attempt, reversed(range(COUNT))) if wanted(a)]


def summary_of(attempt: Attempt) -> AttemptSummary:
    """What a summary should be, said in another way than the store does."""
    report, rating = attempt.report, attempt.self_rating
    return AttemptSummary(
        id=attempt.id,
        started_at=attempt.started_at,
        framework=attempt.question.framework,
        ecq=attempt.question.ecq,
        competencies=attempt.question.competencies,
        question_id=attempt.question.id,
        question_text=attempt.question.text,
        preset=attempt.preset,
        mode=attempt.mode,
        status=attempt.status,
        seconds=attempt.timing.answer,
        first_word_seconds=attempt.timing.first_word,
        band=attempt.band,
        words=len(attempt.full_text.split()),
        level=report.level if report else None,
        level_exact=report.level_exact if report else None,
        found={part: score.found for part, score in report.parts.items()} if report else {},
        shares={part: score.share for part, score in report.parts.items()} if report else {},
        ownership=report.ownership if report else None,
        quantified_result=report.quantified_result if report else None,
        self_level=rating.level if rating else None,
        misunderstood=attempt.misunderstood,
    )


def test_what_is_saved_comes_back_whole(store: SqlAttemptStore) -> None:
    attempts = [make_attempt(i) for i in range(COUNT)]
    assert {a.status.value for a in attempts} == {"scored", "not_scored", "timed"}
    assert any(a.continuations for a in attempts)
    assert any(a.misunderstood for a in attempts)
    for attempt in attempts:
        store.save(attempt)
    assert [store.get(a.id) for a in attempts] == attempts


def test_an_unknown_attempt_is_none(filled: SqlAttemptStore) -> None:
    assert filled.get(AttemptId("nobody")) is None
    assert not filled.exists(AttemptId("nobody"))
    assert filled.exists(make_id(3))


@SHARED
@given(data=st.data())
def test_any_text_number_and_time_zone_comes_back(
    store: SqlAttemptStore, database: Database, data: Any
) -> None:
    """Offsets count code points, so that even a lone surrogate keeps its place."""
    takes_nul = isinstance(database, FileDatabase)
    words = st.text(st.characters(codec=None))
    seconds = st.floats(0, 1e9)
    zones = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
    moment = data.draw(
        st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1), timezones=zones)  # noqa: DTZ001
    )
    attempt = replace(
        make_attempt(5),
        text=data.draw(words),
        note=data.draw(words),
        started_at=moment,
        timing=Timing(data.draw(seconds), data.draw(seconds), data.draw(seconds), 2),
        band=Band(0, data.draw(st.integers(0, 2**31 - 1))),
    )
    store.save(attempt)
    back = store.get(attempt.id)
    assert back is not None
    assert back.started_at == moment
    assert back.started_at.tzinfo is UTC

    def as_taken(text: str) -> str:
        text = text if takes_nul else text.replace("\0", "\ufffd")
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)

    assert back == replace(attempt, text=as_taken(attempt.text), note=as_taken(attempt.note))


def test_a_naive_moment_is_refused_without_quoting_the_answer(store: SqlAttemptStore) -> None:
    attempt = make_attempt(0)
    with pytest.raises(StatementError) as caught:
        store.save(replace(attempt, started_at=datetime(2026, 1, 1)))  # noqa: DTZ001
    assert "backlog" not in str(caught.value)
    assert not store.exists(attempt.id)


def test_saving_again_replaces_and_repeats_nothing(store: SqlAttemptStore) -> None:
    longer = make_attempt(5)
    shorter = replace(longer, continuations=longer.continuations[:1], text="Less.")
    for attempt in (longer, shorter, longer, longer):
        store.save(attempt)
        assert store.get(longer.id) == attempt
        assert store.summaries() == [summary_of(attempt)]


def test_a_mark_changes_one_attempt_and_nothing_else_of_it(filled: SqlAttemptStore) -> None:
    marked = replace(make_attempt(5), misunderstood=True)
    filled.mark_misunderstood(marked.id, True)
    assert filled.get(marked.id) == marked
    expected = [marked if a.id == marked.id else a for a in newest_first()]
    assert filled.summaries() == [summary_of(a) for a in expected]
    filled.mark_misunderstood(marked.id, False)
    assert list(filled.attempts()) == newest_first()


def test_what_was_erased_cannot_be_marked(filled: SqlAttemptStore) -> None:
    with pytest.raises(StorageError, match="no longer in the database") as caught:
        filled.mark_misunderstood(AttemptId("nobody"), True)
    assert caught.value.hint
    assert list(filled.attempts()) == newest_first()


def test_a_score_can_be_taken_away_again(store: SqlAttemptStore) -> None:
    store.save(make_attempt(0))
    store.save(replace(make_attempt(0), report=None))
    assert store.get(make_id(0)) == replace(make_attempt(0), report=None)


def test_summaries_say_what_the_attempts_say(filled: SqlAttemptStore) -> None:
    assert filled.summaries() == [summary_of(a) for a in newest_first()]


def test_attempts_come_in_full_over_several_pages(database: Database) -> None:
    fill(database, PAGE * 2 + 3)
    ids = [a.id for a in SqlAttemptStore(database).attempts()]
    assert ids == [make_id(i) for i in reversed(range(PAGE * 2 + 3))]


def test_a_slow_reader_keeps_no_transaction_open(database: Database, paths: Paths) -> None:
    fill(database, PAGE + 1)
    store = SqlAttemptStore(database)
    reading = store.attempts()
    next(reading)
    with database.write() as connection:
        connection.exec_driver_sql("DELETE FROM attempt WHERE id = ?", (make_id(0),))
    with closing(sqlite3.connect(paths.database, timeout=0)) as other:
        (busy, _, _) = other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    assert not busy
    assert len(list(reading)) == PAGE - 1, "the one that went meanwhile is left out"


@pytest.mark.parametrize("framework", [None, "opm-2006", "nothing"])
@pytest.mark.parametrize("search", ["", "BACKLOG permit", "letters week", "permit zebra"])
def test_every_field_of_a_query_narrows(
    filled: SqlAttemptStore, framework: str | None, search: str
) -> None:
    for ecq, days, limit in product([None, "leading-people"], [None, 1], [None, 3]):
        since = None if days is None else FIRST + timedelta(days=days)
        query = HistoryQuery(
            FrameworkId(framework) if framework else None,
            EcqId(ecq) if ecq else None,
            since,
            search,
            limit,
        )
        expected = newest_first(partial(_fits, query))
        found = list(filled.attempts(query))
        assert filled.summaries(query) == [summary_of(a) for a in found], query
        assert len(found) == len(expected[:limit]), query
        assert all(attempt in expected for attempt in found), query
        assert search or found == expected[:limit], query


def test_words_that_too_many_answers_have_order_none_of_them(
    filled: SqlAttemptStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "COMMON", 3)
    for framework, ecq, typing in product([None, "opm-2006"], [None, "leading-people"], [0, 1]):
        query = HistoryQuery(
            FrameworkId(framework) if framework else None,
            EcqId(ecq) if ecq else None,
            search="BACKLOG permit",
            is_typing=bool(typing),
        )
        found = newest_first(partial(_fits, query))
        assert len(found) > 1
        assert list(filled.attempts(query)) == found
        assert list(filled.attempts(replace(query, limit=1))) == found[:1]


def _fits(query: HistoryQuery, attempt: Attempt) -> bool:
    words = f"{attempt.question.text} {attempt.full_text}".lower()
    return (
        query.framework in (None, attempt.question.framework)
        and query.ecq in (None, attempt.question.ecq)
        and (query.since is None or attempt.started_at >= query.since)
        and all(word in words for word in query.search.lower().split())
    )


@pytest.mark.parametrize(
    ("text", "search", "found"),
    [
        ("ÉLAN vital", "élan", True),
        ("e\u0301lan", "\u00e9LAN", True),
        ("Straße", "STRASSE", True),
        ("cut by 100%", "100%", True),
        ("cut by 1000 cases", "100%", False),
        ("a_b", "a_b", True),
        ("axb", "a_b", False),
        ("back/slash", "back/slash", True),
        ("quote ' and \"", "' \"", False),
        ("naïve", "NAIVE", True),
        ("naive", "naïve", True),
        ("NEAR (a OR b) * ^c", "near(a or b) AND *", False),
        ("near a or b and c", "NEAR(a OR b) AND -c:*", True),
        ("two words apart", "apart two", True),
        ("two words", "two\u00a0words", True),
        ("x" * 300, "X" * 60_000, True),
    ],
)
def test_the_search_compares_words_and_not_patterns(
    store: SqlAttemptStore, text: str, search: str, found: bool
) -> None:
    store.save(replace(make_attempt(0), text=text))
    assert bool(store.summaries(HistoryQuery(search=search))) is found


def test_what_fits_best_comes_first_then_the_newest(store: SqlAttemptStore) -> None:
    once, often = "We had one audit. " + "Something else went on. " * 30, "Audit after audit. " * 9
    for i, text in enumerate((often, once, once)):
        store.save(replace(make_attempt(i), text=text, continuations=()))
    found = [a.id for a in store.summaries(HistoryQuery(search="audit"))]
    assert found == [make_id(0), make_id(2), make_id(1)]


def test_only_while_typing_the_last_word_may_be_a_beginning(store: SqlAttemptStore) -> None:
    store.save(replace(make_attempt(0), text="the procurement rules"))
    for search, found, begun in (
        ("procure", False, True),
        ("rules procure", False, True),
        ("procure rules", False, False),
    ):
        assert bool(store.summaries(HistoryQuery(search=search))) is found
        assert bool(store.summaries(HistoryQuery(search=search, is_typing=True))) is begun


def test_notes_and_words_that_were_changed_are_found_as_they_are_now(
    store: SqlAttemptStore,
) -> None:
    store.save(replace(make_attempt(0), text="the zeppelin", note="about balloons"))
    store.save(replace(make_attempt(0), text="the airship", note="about kites"))
    for word, found in (("zeppelin", 0), ("balloons", 0), ("airship", 1), ("kites", 1)):
        assert len(store.summaries(HistoryQuery(search=word))) == found


def test_no_search_is_an_error(filled: SqlAttemptStore) -> None:
    @settings(max_examples=30, deadline=None)
    @given(st.text(), st.booleans())
    def search(text: str, is_typing: bool) -> None:
        filled.summaries(HistoryQuery(search=text, is_typing=is_typing, limit=1))

    search()


def test_previous_is_the_last_one_before(filled: SqlAttemptStore) -> None:
    latest: dict[QuestionId, Attempt] = {}
    for attempt in reversed(newest_first()):
        question = attempt.question.id
        assert filled.previous(question, attempt.started_at) == latest.get(question)
        latest[question] = attempt
    assert len(latest) == 30


def test_previous_of_a_question_never_asked_is_none(filled: SqlAttemptStore) -> None:
    assert filled.previous(QuestionId("never"), FIRST + timedelta(days=900)) is None


@pytest.mark.parametrize("framework", [FrameworkId("opm-2025"), None])
@pytest.mark.parametrize("each", [1, 2, 99])
def test_of_each_question_only_the_newest_are_read(
    filled: SqlAttemptStore, framework: FrameworkId | None, each: int
) -> None:
    left: dict[QuestionId, int] = {}
    expected = []
    for attempt in newest_first(lambda a: framework in (None, a.question.framework)):
        left.setdefault(attempt.question.id, each)
        if left[attempt.question.id] > 0:
            left[attempt.question.id] -= 1
            expected.append(attempt.id)
    found = filled.summaries(HistoryQuery(framework, newest_each=each))
    assert [summary.id for summary in found] == expected
    assert filled.summaries(HistoryQuery(FrameworkId("none"), newest_each=each)) == []


def test_the_newest_of_each_question_are_taken_before_what_else_narrows(
    filled: SqlAttemptStore,
) -> None:
    everything = HistoryQuery(FrameworkId("opm-2025"), newest_each=2)
    people = replace(everything, ecq=EcqId("leading-people"))
    newest = filled.summaries(everything)
    assert filled.summaries(people) == [a for a in newest if a.ecq == people.ecq]
    assert filled.summaries(replace(everything, limit=3)) == newest[:3]
    later = replace(everything, since=newest[4].started_at)
    assert filled.summaries(later) == newest[:5]


def test_levels_keep_every_digit(store: SqlAttemptStore) -> None:
    report = make_attempt(0).report
    assert report is not None
    exact = math.nextafter(3.1, 4)
    store.save(replace(make_attempt(0), report=replace(report, level_exact=exact)))
    assert store.summaries()[0].level_exact == exact
