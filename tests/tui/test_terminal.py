"""The app as a user has it: a terminal that is closed, killed, resized, interrupted, shared."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests import warm
from tests.tui.practising import STORY
from tests.tui.terminal import AppTerminal, not_ours

pytestmark = pytest.mark.real

SETTINGS = 'framework = "opm-2025"\nvoice = false\n'
Opener = Callable[..., AppTerminal]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    path = tmp_path / "home"
    path.mkdir(mode=0o700)
    (path / "settings.toml").write_text(SETTINGS)
    return path


@pytest.fixture
def open_app(home: Path) -> Iterator[Opener]:
    opened: list[AppTerminal] = []

    def opener(*arguments: str, **options: object) -> AppTerminal:
        terminal = AppTerminal(home, *arguments, **options)  # type: ignore[arg-type]
        opened.append(terminal)
        return terminal

    yield opener
    for terminal in opened:
        terminal.close()


def at_a_question(open_app: Opener) -> AppTerminal:
    app = open_app("practice", "--ecq", "driving-efficiency", "--preparation", "0")
    app.until("is the band")
    return app


def draft_text(home: Path) -> str:
    texts = [json.loads(p.read_text())["text"] for p in (home / "drafts").glob("*.json")]
    return texts[0] if texts else ""


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_from_nothing_to_a_reviewed_and_saved_answer(tmp_path: Path) -> None:
    home = tmp_path / "new"
    app = AppTerminal(home)
    try:
        app.until("Qualifications, 2025")
        app.keys("\r")
        app.until("When is the interview")
        app.keys("\r")
        app.until("Readiness")
        app.keys("\r")
        app.until("Enter begins")
        app.keys("\r")
        app.until("is the band")
        app.keys(STORY)
        app.until("two years.")
        app.keys("\x13")
        app.until("How good was it?")
        app.keys("\x1b")
        app.until("of 5 (practice)")
        app.keys("\x11")
        assert app.finish() == 0
    finally:
        app.close()
    listed = warm.run(["history", "--json"], {**os.environ, "MOCK_PANEL_HOME": str(home)})
    listed.check_returncode()
    (row,) = json.loads(listed.stdout)
    assert row["text"] == STORY
    assert row["status"] == "scored"


def test_a_killed_terminal_resumes_exactly_there(home: Path, open_app: Opener) -> None:
    app = at_a_question(open_app)
    app.keys("I closed the Denver office because")
    app.until("draft saved")
    question = app.lines[3]
    app.kill()

    again = open_app()
    again.until("Go on where you stopped")
    again.until("6 words")
    again.keys("\r")
    again.until("Here you stopped")
    again.keys("\r")
    again.until("I closed the Denver office because")
    assert question in again.text
    again.keys(" nobody came")
    again.until("because nobody came")
    wait_for(lambda: draft_text(home) == "I closed the Denver office because nobody came")


def test_killed_while_words_stream_in_loses_two_seconds_at_most(
    home: Path, open_app: Opener
) -> None:
    app = at_a_question(open_app)
    typed = ""
    started = time.monotonic()
    at: list[tuple[float, int]] = []
    while time.monotonic() - started < 4:
        word = f"w{len(at)} "
        app.keys(word)
        typed += word
        at.append((time.monotonic(), len(typed)))
        app._feed()
        time.sleep(0.02)
    killed = time.monotonic()
    app.kill()
    kept = draft_text(home)
    assert typed.startswith(kept)
    # AT_MOST plus what a loaded machine needs to paint and write
    due = [length for when, length in at if killed - when > 3.5]
    assert len(kept) >= (due[-1] if due else 0)


@pytest.mark.parametrize("moment", ["typing", "rating", "review"])
def test_killed_at_any_moment_stores_the_answer_once_or_keeps_the_draft(
    home: Path, open_app: Opener, moment: str
) -> None:
    app = at_a_question(open_app)
    app.keys(STORY)
    app.until("two years.")
    wait_for(lambda: draft_text(home) == STORY)
    if moment != "typing":
        app.keys("\x13")
        app.until("How good was it?")
    if moment == "review":
        app.keys("\x1b")
        app.until("of 5 (practice)")
    app.kill()
    with closing(sqlite3.connect(home / "mock-panel.db")) as database:
        stored = database.execute("select count(*) from attempt").fetchone()[0]
        assert database.execute("pragma integrity_check").fetchone()[0] == "ok"
    assert stored == (1 if moment == "review" else 0)
    assert stored == 1 or draft_text(home) == STORY
    again = open_app()
    again.until("Readiness")
    if moment != "review":
        again.until("Go on where you stopped")
    else:
        again.until("1 answer in all")
        assert "Go on where you stopped" not in again.text


@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGTERM, None), (signal.SIGHUP, None), (signal.SIGINT, None)]
)
def test_a_signal_leaves_the_draft(
    home: Path, open_app: Opener, sent: signal.Signals, code: int | None
) -> None:
    del code
    app = at_a_question(open_app)
    app.keys("I kept the office open")
    app.until("draft saved")
    app.process.send_signal(sent)
    app.finish()
    assert "Traceback" not in app.raw.decode(errors="replace")
    assert draft_text(home) == "I kept the office open"


def test_a_closed_terminal_leaves_the_draft_and_no_process(home: Path, open_app: Opener) -> None:
    app = at_a_question(open_app)
    app.keys("I kept the office open")
    app.until("draft saved")
    app.hang_up()
    app.process.wait(20)
    assert draft_text(home) == "I kept the office open"


def test_ctrl_c_never_ends_the_app_and_says_how_to(home: Path, open_app: Opener) -> None:
    app = at_a_question(open_app)
    app.keys("I kept the office open")
    app.until("draft saved")
    app.keys("\x03")
    app.until("ctrl+q")
    app.keys(" for a year")
    app.until("open for a year")
    app.keys("\x11")
    assert app.finish() == 0
    assert draft_text(home) == "I kept the office open for a year"


def test_the_terminal_is_given_back_as_it_was(open_app: Opener) -> None:
    app = open_app()
    app.until("Readiness")
    app.keys("\x11")
    assert app.finish() == 0
    assert b"\x1b[?1049l" in app.raw
    assert b"\x1b[?25h" in app.raw


@pytest.mark.parametrize("noise", [b"ALSA lib pcm.c:2721\n", b"Expression failed", b"\a"])
def test_what_others_write_on_the_terminal_is_noticed(open_app: Opener, noise: bytes) -> None:
    app = open_app()
    app.until("Readiness")
    app.feed_for(0.3)
    with Path("/proc", str(app.process.pid), "fd", "2").open("wb") as terminal:
        terminal.write(noise)
    app.feed_for(0.1)
    app.keys("\x11")
    assert app.finish() == 0
    assert b"".join(not_ours(app.raw)).strip() == noise.strip()


def test_a_window_of_40_by_10_can_be_used(open_app: Opener) -> None:
    app = open_app(columns=40, rows=10)
    app.until("Next")
    app.keys("\r")
    app.until("Enter begins")
    app.keys("\r")
    app.until("0:0")
    app.keys("I kept the office open")
    app.until("office open")
    app.keys("\x13")
    app.until("How good")
    app.keys("\x1b")
    app.until("scored")
    app.resize(80, 24)
    app.until("of your own" if "of your own" in app.text else "Leave")


def test_without_colour_the_letters_and_words_are_there(open_app: Opener) -> None:
    app = open_app("practice", "--ecq", "driving-efficiency", "--preparation", "0", NO_COLOR="1")
    app.until("is the band")
    app.keys(STORY)
    app.until("two years.")
    app.keys("\x13")
    app.until("How good was it?")
    app.keys("\x1b")
    app.until("of 5 (practice)")
    app.until("S  When I took over")


def test_two_windows_do_not_take_each_others_answer(home: Path, open_app: Opener) -> None:
    first = at_a_question(open_app)
    first.keys("I kept the office open")
    first.until("draft saved")
    second = open_app()
    second.until("Readiness")
    assert "Go on where you stopped" not in second.text
    second.keys("\r")
    second.until("Enter begins")
    second.keys("\r")
    second.until("is the band")
    second.keys("Another answer")
    second.until("draft saved")
    assert len(list((home / "drafts").glob("*.json"))) == 2


def test_a_home_that_cannot_be_written_is_explained_and_practice_goes_on(
    tmp_path: Path,
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a directory")
    app = AppTerminal(blocked / "home", "practice", "--framework", "opm-2025")
    try:
        app.until("Not a directory")
        app.keys("\x1b")
        app.keys("\x11")
        app.finish()
        assert "Traceback" not in app.raw.decode(errors="replace")
    finally:
        app.close()


def test_a_wrong_settings_file_is_named_before_the_app_opens(home: Path) -> None:
    (home / "settings.toml").write_text('framwork = "opm-2025"\n')
    done = subprocess.run(
        [sys.executable, "-m", "mock_panel"],
        env={**os.environ, "MOCK_PANEL_HOME": str(home)},
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 2
    assert "unknown setting 'framwork'" in done.stderr
    assert "Did you mean 'framework'?" in done.stderr
    assert "Traceback" not in done.stderr
