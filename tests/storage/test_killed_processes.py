"""Processes killed at any moment: what was acknowledged is there, and nothing is half there."""

import random
import time
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from mock_panel.domain.attempts import Attempt, ProbeAnswer
from mock_panel.paths import Paths
from mock_panel.storage.attempts import SqlAttemptStore
from mock_panel.storage.database import open_database
from mock_panel.storage.drafts import FileDraftStore
from tests.storage.processes import received, running
from tests.storage.sample_attempts import FIRST, make_attempt, make_draft, make_id

ROUNDS = 10


def first_version(i: int) -> Attempt:
    return replace(make_attempt(i), continuations=())


def longer_version(i: int) -> Attempt:
    more = ProbeAnswer("What changed?", "Everything.", FIRST, 3.0)
    return replace(make_attempt(i), continuations=(more,))


def save_for_ever(home: Path, first: int, pipe: Connection) -> None:
    store = SqlAttemptStore(open_database(Paths(home)))
    for i in range(first, first + 100_000):
        store.save(first_version(i))
        pipe.send((i, 1))
        store.save(longer_version(i))
        pipe.send((i, 2))


def last_word(process: ForkServerProcess, pipe: Connection, chance: random.Random) -> Any:
    """Kill it when it is well at work, at any moment; the last thing it acknowledged."""
    said = [pipe.recv() for _ in range(chance.randrange(1, 12))]
    time.sleep(chance.uniform(0, 0.004))
    process.kill()
    process.join()
    return [*said, *received(pipe)][-1]


def test_no_acknowledged_attempt_is_lost_and_none_is_half(paths: Paths) -> None:
    chance = random.Random(7)
    open_database(paths).close()
    for number in range(ROUNDS):
        first = number * 1000
        with running(save_for_ever, paths.home, first) as (process, pipe):
            last, version = last_word(process, pipe, chance)
        database = open_database(paths)
        store = SqlAttemptStore(database)
        for i in range(first, last):
            assert store.get(make_id(i)) == longer_version(i)
        allowed = [first_version(last), longer_version(last)][version - 1 :]
        assert store.get(make_id(last)) in allowed
        assert store.get(make_id(last + 1)) in (None, first_version(last + 1))
        with database.read() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None
        database.close()


def type_for_ever(home: Path, begin: int, pipe: Connection) -> None:
    drafts = FileDraftStore(Paths(home))
    for version in range(begin, begin + 100_000):
        drafts.save(replace(make_draft(0), text=f"{version} " + "word " * (version % 2000)))
        pipe.send(version)


def test_no_draft_is_lost_or_damaged(paths: Paths) -> None:
    chance = random.Random(11)
    version = 0
    for _ in range(ROUNDS):
        with running(type_for_ever, paths.home, version + 1) as (process, pipe):
            acknowledged = last_word(process, pipe, chance)
        drafts = FileDraftStore(paths)
        (draft,) = drafts.resumable()
        kept = int(draft.text.split()[0])
        assert kept >= acknowledged
        assert draft.text == f"{kept} " + "word " * (kept % 2000)
        assert not list(paths.drafts.glob("*.damaged"))
        version = kept
