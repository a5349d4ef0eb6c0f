"""What a draw and a plan ask of 100,000 attempts, against the bare SQL of the same run.

The bare SQL are the very statements that our store sends, with their values, through the
standard library's sqlite3 and without making anything of the rows.
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from sqlalchemy import event

from mock_panel.bank.source import MergedBank
from mock_panel.domain.attempts import AskedQuestion
from mock_panel.domain.history import HistoryQuery
from mock_panel.domain.ids import FrameworkId, PresetId
from mock_panel.paths import Paths
from mock_panel.practice.plan import next_step, plan
from mock_panel.practice.spacing import NEWEST_EACH
from mock_panel.practice.standing import Standing, read_standing
from mock_panel.settings import Settings
from mock_panel.storage.attempts import SqlAttemptStore, write_attempts
from mock_panel.storage.database import Database, FileDatabase, open_database
from mock_panel.tui.screens.home_view import gather_view
from tests.benchmarks.stopwatch import median, report
from tests.storage.sample_attempts import make_attempt
from tests.tui.practising import real_services

ROUNDS = 9
MANY = 100_000
FRAMEWORK = FrameworkId("opm-2025")
BANK = MergedBank().load()
NOW = datetime(2026, 11, 28, 20, tzinfo=UTC)


def _fill(database: Database) -> None:
    """Attempts at every question of the bank, one an hour to this one."""
    asked = cycle([AskedQuestion.of(question) for question in BANK.questions])
    for start in range(0, MANY, 10_000):
        attempts = [
            replace(
                make_attempt(i),
                question=next(asked),
                preset=PresetId("drill"),
                started_at=NOW - timedelta(hours=MANY - i),
            )
            for i in range(start, start + 10_000)
        ]
        with database.write() as connection:
            write_attempts(connection, attempts)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _path_of(database: Database) -> Path:
    assert isinstance(database, FileDatabase)
    return database.path


def _against_bare_sql(name: str, database: Database, work: Callable[[], object]) -> None:
    """Time a piece of work and its own SQL in turn, so that both meet the same machine."""
    sent: list[tuple[str, Any]] = []

    def hear(_: object, __: object, statement: str, values: Any, *___: object) -> None:
        if statement.startswith("SELECT"):
            sent.append((statement, values))

    event.listen(database._reader, "before_cursor_execute", hear)
    work()
    event.remove(database._reader, "before_cursor_execute", hear)
    with closing(sqlite3.connect(_path_of(database))) as bare:

        def floor() -> None:
            for statement, values in sent:
                bare.execute(statement, values).fetchall()

        floor()
        pairs = [(_seconds(work), _seconds(floor)) for _ in range(ROUNDS)]
    ours, theirs = zip(*pairs, strict=True)
    report(f"{name}, {MANY} attempts, warm, median", median(ours), median(theirs))


def run() -> None:
    """The query of a draw, all that a draw reads, Home; then what is made of it, without floor."""
    framework = BANK.framework(FRAMEWORK)
    with tempfile.TemporaryDirectory() as home:
        database = open_database(Paths(Path(home)))
        _fill(database)
        store = SqlAttemptStore(database)
        each = HistoryQuery(FRAMEWORK, newest_each=NEWEST_EACH)
        _against_bare_sql("newest of each question", database, lambda: store.summaries(each))

        def read() -> Standing:
            return read_standing(framework, store, NOW, None, counted=store.counts(FRAMEWORK))

        _against_bare_sql("standing of a candidate", database, read)
        settings = Settings(framework=FRAMEWORK, voice=False)
        services = real_services(Path(home), settings=settings)
        services._made["attempts"] = store
        services.now = lambda: NOW
        _against_bare_sql("Home's view", database, lambda: gather_view(services))
        where = read()
        step = median([_seconds(lambda: next_step(BANK, where)) for _ in range(ROUNDS)])
        report("the next step of it, without the reading", step, None)
        evenings = median([_seconds(lambda: plan(BANK, where)) for _ in range(ROUNDS)])
        report("the plan of it, without the reading", evenings, None)


if __name__ == "__main__":
    run()
