"""Searching 100,000 answers against the bare query to the index."""

import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from mock_panel.domain.history import HistoryQuery
from mock_panel.paths import Paths
from mock_panel.storage.attempts import SqlAttemptStore
from mock_panel.storage.database import open_database
from tests.benchmarks.stopwatch import median, report
from tests.storage.sample_attempts import fill

ANSWERS, ROUNDS, LIMIT = 100_000, 7, 400
BARE = (
    "SELECT attempt.* FROM said_index JOIN said ON number = said_index.rowid"
    " JOIN attempt ON attempt.id = said.attempt_id WHERE said_index MATCH ?"
    " ORDER BY bm25(said_index), started_at DESC, attempt.id DESC LIMIT ?"
)
COMMON = (
    "SELECT attempt.* FROM attempt WHERE EXISTS (SELECT 1 FROM said JOIN said_index"
    " ON said_index.rowid = number WHERE attempt_id = attempt.id AND said_index MATCH ?)"
    " ORDER BY started_at DESC, attempt.id DESC LIMIT ?"
)


def _rows(bare: sqlite3.Connection, statement: str, asked: str) -> list[object]:
    return bare.execute(statement, (asked, LIMIT)).fetchall()


def _seconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return median(times)


def run() -> None:
    """A rare word, one of a third of all answers, and one of all."""
    with tempfile.TemporaryDirectory() as home:
        paths = Paths(Path(home))
        database = open_database(paths)
        fill(database, ANSWERS)
        store = SqlAttemptStore(database)
        with closing(sqlite3.connect(paths.database)) as bare:
            for words, asked, statement in (
                ("77777 letters", '"77777" "letters"', BARE),
                ("laboratory", '"laboratory"', COMMON),
                ("backlog owners", '"backlog" "owners"', COMMON),
            ):
                query = HistoryQuery(search=words, limit=LIMIT)
                ours = _seconds(partial(store.summaries, query))
                floor = _seconds(partial(_rows, bare, statement, asked))
                report(f"search for {words!r} in {ANSWERS} answers, median", ours, floor)
        database.close()


if __name__ == "__main__":
    run()
