"""Children that wait for a job: used once, never out of date, and never left behind."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mock_panel.speech.standby import Standby
from mock_panel.speech.turn import Turn
from tests.speech.household import Household

if TYPE_CHECKING:
    from mock_panel.speech.worker import Event

NOISY = "tests.speech.children.noisy"


@pytest.fixture
def standby(tmp_path: Path) -> Iterator[Standby]:
    standby = Standby(lambda: scratch(tmp_path))
    yield standby
    standby.close()


@contextlib.contextmanager
def scratch(home: Path) -> Iterator[Path]:
    place = home / "scratch"
    place.mkdir()
    yield place
    place.rmdir()


def do(standby: Standby, tmp_path: Path) -> None:
    done = Turn().run(NOISY, {"text": "x"}, patience=20, scratch=tmp_path, standby=standby)
    assert done == {"event": "done"}


def test_the_child_that_waits_does_the_job_and_no_other_is_started(
    standby: Standby, tmp_path: Path, household: Household
) -> None:
    standby.prepare(NOISY)
    standby.prepare(NOISY)
    household.wait_for(NOISY)
    (waiting,) = household.living(NOISY)
    worker = standby.take(NOISY, {"text": "x"}, patience=20)
    assert worker is not None
    # On a busy machine it may have done the job by now.
    assert worker._process.pid == waiting
    assert household.living(NOISY) in ([waiting], [])
    heard: list[Event] = []
    worker.run(heard.append)
    assert heard[0]["job"] == {"text": "x"}
    assert heard[0]["temporary"] == str(tmp_path / "scratch")
    assert standby.take(NOISY, {}, patience=20) is None
    household.wait_until_empty()


def test_a_job_begins_sooner_with_one_that_waited(
    standby: Standby, tmp_path: Path, household: Household
) -> None:
    def best(times: int) -> float:
        took = []
        for _ in range(times):
            began = time.perf_counter()
            do(standby, tmp_path)
            took.append(time.perf_counter() - began)
            standby.prepare(NOISY)
            household.wait_for(NOISY)
            time.sleep(0.15)
        return min(took)

    assert best(4) < min(_fresh(tmp_path) for _ in range(3)) / 2


def _fresh(tmp_path: Path) -> float:
    began = time.perf_counter()
    Turn().run(NOISY, {"text": "x"}, patience=20, scratch=tmp_path)
    return time.perf_counter() - began


def test_one_that_died_while_it_waited_costs_only_a_fresh_one(
    standby: Standby, tmp_path: Path, household: Household
) -> None:
    standby.prepare(NOISY)
    os.kill(household.wait_for(NOISY), signal.SIGKILL)
    do(standby, tmp_path)


def test_one_that_waited_too_long_is_gone_and_can_be_replaced(
    tmp_path: Path, household: Household
) -> None:
    standby = Standby(lambda: scratch(tmp_path), idle=0.4)
    with contextlib.closing(standby):
        standby.prepare(NOISY)
        household.wait_for(NOISY)
        household.wait_until_empty()
        assert standby.take(NOISY, {}, patience=20) is None
        standby.prepare(NOISY)
        household.wait_for(NOISY)
        household.wait_until_empty()
        standby.prepare(NOISY)
        do(standby, tmp_path)


def test_closing_leaves_neither_a_child_nor_a_directory(
    standby: Standby, tmp_path: Path, household: Household
) -> None:
    standby.prepare(NOISY)
    standby.close()
    assert household.living() == []
    assert list(tmp_path.iterdir()) == []
    standby.prepare(NOISY)
    assert household.living() == []


def test_no_place_for_it_is_no_trouble(tmp_path: Path) -> None:
    def nowhere() -> AbstractContextManager[Path]:
        raise OSError

    standby = Standby(nowhere)
    standby.prepare(NOISY)
    do(standby, tmp_path)
    standby.close()


def test_a_child_that_waits_dies_with_an_app_killed_outright(
    tmp_path: Path, household: Household
) -> None:
    app = subprocess.Popen(
        [sys.executable, "-m", "tests.speech.children.parent", "warm", str(tmp_path), "Yes."]
    )
    household.wait_for("play_worker")
    app.kill()
    app.wait()
    household.wait_until_empty()
