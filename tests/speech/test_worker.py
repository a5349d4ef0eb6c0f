import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from mock_panel.speech.worker import Ending, Event, Worker
from tests.speech.household import Household

CHILDREN = "tests.speech.children"


def start(name: str, scratch: Path, patience: float = 30.0, **job: object) -> Worker:
    return Worker(f"{CHILDREN}.{name}", job, patience=patience, scratch=scratch)


def test_a_job_goes_in_and_only_reports_come_out(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    seen: list[Event] = []
    text = "naïve \ud83d \x00 “quote”\n" * 5000
    worker = start("noisy", tmp_path, text=text)
    assert worker.run(seen.append) == {"event": "done"}
    assert [event["event"] for event in seen] == ["heard", "done"]
    assert seen[0]["job"] == {"text": text}
    assert seen[0]["temporary"] == str(tmp_path)
    assert worker.ending is Ending.FINISHED
    assert capfd.readouterr() == ("", "")


def test_modules_in_the_users_directory_are_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stray in ("json", "wave", "subprocess", "threading"):
        (tmp_path / f"{stray}.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    assert start("noisy", tmp_path).run() == {"event": "done"}


def test_commands_follow_the_job_however_early_they_are_given(tmp_path: Path) -> None:
    seen: list[Event] = []
    worker = start("obeying", tmp_path)
    worker.tell({"command": "early"})
    worker.tell({"command": "x" * 200_000})

    def answer(event: Event) -> None:
        seen.append(event)
        if event["event"] == "ready":
            worker.tell({"command": "late"})
            worker.tell({"command": "end"})

    assert worker.run(answer) == {"event": "done"}
    obeyed = [event["command"] for event in seen if event["event"] == "obeyed"]
    assert obeyed == ["early", "x" * 200_000, "late"]
    worker.tell({"command": "after its end"})


def test_a_crash_is_told_from_an_end(tmp_path: Path) -> None:
    crashed = start("crashing", tmp_path)
    assert crashed.run() == {"event": "alive"}
    assert crashed.ending is Ending.CRASHED
    broken = start("broken", tmp_path)
    assert broken.run() is None
    assert broken.ending is Ending.CRASHED


def test_an_overdue_child_is_killed_with_what_it_started(
    tmp_path: Path, household: Household
) -> None:
    worker = start("hanging", tmp_path, patience=0.6)
    worker.run()
    assert worker.ending is Ending.OVERDUE
    household.wait_until_empty()


def test_a_child_that_says_it_needs_longer_gets_longer(tmp_path: Path) -> None:
    """Without the extension this child would live for ten minutes."""
    worker = start("hanging", tmp_path, patience=600)
    last = worker.run(lambda _: worker.allow(0.05))
    assert last is not None
    assert last["event"] == "hanging"
    assert worker.ending is Ending.OVERDUE


def test_stop_from_another_thread_kills_the_whole_group(
    tmp_path: Path, household: Household
) -> None:
    worker = start("hanging", tmp_path)
    runner = threading.Thread(target=worker.run)
    runner.start()
    household.wait_for("sleep 600")
    worker.stop()
    runner.join(10)
    assert not runner.is_alive()
    assert worker.ending is Ending.STOPPED
    household.wait_until_empty()
    worker.stop()  # again, after its end: nothing to do


def test_a_finished_child_leaves_no_player_behind(tmp_path: Path, household: Household) -> None:
    last = start("leaving", tmp_path).run()
    assert last is not None
    assert last["event"] == "done"
    household.wait_until_empty()


def test_no_child_outlives_a_parent_killed_outright(tmp_path: Path, household: Household) -> None:
    parent = subprocess.Popen([sys.executable, "-m", f"{CHILDREN}.parent", "hang", str(tmp_path)])
    household.wait_for("sleep 600")
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    household.wait_until_empty()


def test_no_child_outlives_a_parent_interrupted_at_the_keyboard(
    tmp_path: Path, household: Household
) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-m", f"{CHILDREN}.parent", "hang", str(tmp_path)],
        stderr=subprocess.PIPE,
    )
    household.wait_for("sleep 600")
    parent.send_signal(signal.SIGINT)
    _, stderr = parent.communicate(timeout=10)
    assert b"KeyboardInterrupt" in stderr
    household.wait_until_empty()


def test_twenty_jobs_leak_no_descriptor(tmp_path: Path) -> None:
    def descriptors() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    start("noisy", tmp_path).run()
    before = descriptors()
    for _ in range(20):
        start("noisy", tmp_path).run()
    assert descriptors() == before
