"""What breaks around the app: disk, database, bank, clocks; each told, nothing lost."""

import json
import resource
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import NoReturn

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from mock_panel.bank.source import MergedBank, shipped_directory
from mock_panel.bootstrap.services import Services
from mock_panel.domain.sessions import Draft
from mock_panel.errors import StorageError
from mock_panel.paths import Paths
from mock_panel.storage.attempts import SqlAttemptStore
from mock_panel.storage.database import open_database
from mock_panel.storage.drafts import FileDraftStore
from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.screens.home import HomeScreen
from mock_panel.tui.screens.notice import NoticeScreen
from mock_panel.tui.screens.question import QuestionScreen
from mock_panel.tui.screens.rating import RatingScreen
from mock_panel.tui.screens.review import ReviewScreen
from tests.tui.practising import (
    EVENING,
    STORY,
    TestClock,
    open_question,
    real_services,
    settled,
    shown,
    typed_drill,
    until,
    write,
)
from tests.tui.terminal import AppTerminal
from tests.tui.test_terminal import SETTINGS, at_a_question, draft_text, wait_for


@contextmanager
def a_question_in_a_terminal(tmp_path: Path) -> Iterator[tuple[AppTerminal, Path]]:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    (home / "settings.toml").write_text(SETTINGS)
    opened: list[AppTerminal] = []

    def opener(*arguments: str) -> AppTerminal:
        opened.append(AppTerminal(home, *arguments))
        return opened[0]

    try:
        yield at_a_question(opener), home
    finally:
        for app in opened:
            app.close()


def allow_files_of(app: AppTerminal, size: int) -> None:
    """From now on the app's process can make no file grow beyond this; -1 for any size."""
    _, hard = resource.prlimit(app.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(app.process.pid, resource.RLIMIT_FSIZE, (size, hard))


def told(app: MockPanelApp) -> str:
    """What the screen in front says, without its line breaks."""
    screen = app.screen
    if isinstance(screen, NoticeScreen):
        # Its lines stand among those of the screen behind it.
        return " ".join(str(static.render()) for static in screen.query(Static))
    return shown(app)


async def until_told(pilot: Pilot[int], words: str) -> None:
    """Wait for words in front, wherever their lines break."""
    app = pilot.app
    assert isinstance(app, MockPanelApp)
    for _ in range(600):
        if "".join(words.split()) in "".join(told(app).split()):
            return
        await pilot.pause(0.02)
    raise AssertionError(f"{words!r} did not come:\n{shown(app)}")


async def finish_answer(pilot: Pilot[int], words: str = STORY) -> None:
    """From the question to where the answer is stored."""
    await write(pilot, words)
    await pilot.press("ctrl+s")
    await until(pilot, RatingScreen)
    await pilot.press("escape")


# --- the disk ---------------------------------------------------------------------------


@pytest.mark.real
def test_a_full_disk_keeps_the_words_and_saves_them_when_there_is_room(tmp_path: Path) -> None:
    with a_question_in_a_terminal(tmp_path) as (app, home):
        app.keys("I closed the Denver office")
        app.until("draft saved")
        allow_files_of(app, 0)
        app.keys(" because nobody came")
        app.until("draft NOT saved")
        app.until("the draft was not saved:")
        app.until("too large")
        assert "I closed the Denver office because nobody came" in app.text
        assert draft_text(home) == "I closed the Denver office"
        allow_files_of(app, -1)
        app.until("draft saved")
        app.until("the draft was not saved:", gone=True)
        assert draft_text(home) == "I closed the Denver office because nobody came"


@pytest.mark.real
def test_a_full_disk_at_the_end_of_an_answer_can_be_mended_and_tried_again(
    tmp_path: Path,
) -> None:
    with a_question_in_a_terminal(tmp_path) as (app, home):
        app.keys(STORY)
        app.until("draft saved")
        app.keys("\x13")
        app.until("How good was it?")
        wait_for(lambda: draft_text(home) == STORY)
        allow_files_of(app, 0)
        app.keys("\x1b")
        app.until("Your answer is not in the database yet")
        app.until("try again")
        assert draft_text(home) == STORY
        allow_files_of(app, -1)
        app.keys("\r")
        app.until("of 5 (practice)")
        app.keys("\x11")
        assert app.finish() == 0
        with closing(sqlite3.connect(home / "mock-panel.db")) as database:
            assert database.execute("select text from answer").fetchall() == [(STORY,)]


class SlowDisk:
    """A draft store whose first write takes until it is let go."""

    def __init__(self, store: FileDraftStore) -> None:
        self._store = store
        self.began = Event()
        self.may_end = Event()

    def save(self, draft: Draft) -> None:
        self.began.set()
        self.may_end.wait(20)
        self._store.save(draft)

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)


async def test_what_is_typed_while_a_slow_disk_writes_is_the_last_to_be_written(
    tmp_path: Path,
) -> None:
    clock = TestClock()
    services = real_services(tmp_path, clock)
    slow = services._made["drafts"] = SlowDisk(FileDraftStore(services.paths))
    app = MockPanelApp(services, typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        for words in ("one", " two", " three"):
            await write(pilot, words)
            clock.pass_seconds(1)
            await pilot.pause(0.2)
        assert slow.began.is_set()
        assert "draft saved" not in shown(app)
        slow.may_end.set()
        await settled(pilot)
        (path,) = (tmp_path / "drafts").glob("*.json")
        assert json.loads(path.read_text())["text"] == "one two three"
        assert "draft saved" in shown(app)


@pytest.mark.real
def test_quitting_before_the_hands_have_rested_keeps_every_word(tmp_path: Path) -> None:
    with a_question_in_a_terminal(tmp_path) as (app, home):
        app.keys("I closed the Denver office\x11")
        assert app.finish() == 0
        assert draft_text(home) == "I closed the Denver office"


# --- the database -------------------------------------------------------------------------


@contextmanager
def locked(path: Path, mode: str = "NORMAL") -> Iterator[None]:
    """Another program writes, or (EXCLUSIVE) has the whole file to itself."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(f"PRAGMA locking_mode = {mode}")
        other.execute("BEGIN EXCLUSIVE")
        yield


def impatient(services: Services) -> Services:
    """Services whose database waits for a lock no longer than a test does."""
    services._made["attempts"] = SqlAttemptStore(open_database(services.paths, 50))
    return services


async def test_an_answer_outlives_a_locked_database(tmp_path: Path) -> None:
    services = impatient(real_services(tmp_path))
    app = MockPanelApp(services, typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        with locked(services.paths.database):
            await finish_answer(pilot)
            await until_told(pilot, "another program is using the database")
            await pilot.press("enter")
            await pilot.pause(0.2)
            await until(pilot, NoticeScreen)
            assert list(services.attempts.attempts()) == []
        await pilot.press("enter")
        await until(pilot, ReviewScreen)
    assert [a.text for a in services.attempts.attempts()] == [STORY]


async def test_an_answer_that_could_not_be_stored_waits_on_home(tmp_path: Path) -> None:
    services = impatient(real_services(tmp_path))
    app = MockPanelApp(services, typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        with locked(services.paths.database):
            await finish_answer(pilot)
            await until(pilot, NoticeScreen)
            await pilot.press("l")
            await until(pilot, HomeScreen)
        assert "Go on where you stopped" in shown(app)
        await pilot.press("enter")
        await until(pilot, RatingScreen)
        await pilot.press("escape")
        await until(pilot, ReviewScreen)
    assert [a.text for a in services.attempts.attempts()] == [STORY]


async def test_a_database_that_keeps_home_waiting_keeps_no_key_waiting(tmp_path: Path) -> None:
    open_database(Paths(tmp_path)).close()
    app = MockPanelApp(real_services(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        with locked(tmp_path / "mock-panel.db", "EXCLUSIVE"):
            for key, screen in (("f1", "HelpScreen"), ("comma", "SettingsScreen")):
                await pilot.press(key)
                await pilot.pause(0.3)
                assert type(app.screen).__name__ == screen
                await pilot.press("escape")
            await pilot.press("p")
            for _ in range(100):
                await pilot.pause(0.05)
                if type(app.screen).__name__ == "SetupScreen":
                    break
            assert type(app.screen).__name__ == "SetupScreen"
            home = app.screen_stack[0]
            assert isinstance(home, HomeScreen)
            assert home._view is None
        await pilot.press("escape")
        await until(pilot, HomeScreen)
        assert "One question on" in shown(app)


def make_newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 999")


def make_damaged(path: Path) -> None:
    path.write_bytes(b"Not a database at all. " * 200)


@pytest.mark.parametrize(
    ("spoil", "what", "hint"),
    [
        (make_newer, "was written by a newer Mock Panel", "Update Mock Panel"),
        (make_damaged, "the file is damaged", "mock-panel restore FILE"),
    ],
)
async def test_a_database_that_cannot_be_used_is_explained_and_home_stays_usable(
    tmp_path: Path, spoil: object, what: str, hint: str
) -> None:
    paths = Paths(tmp_path / "home")
    open_database(paths).close()
    good = tmp_path / "good.db"
    shutil.copy(paths.database, good)
    assert callable(spoil)
    spoil(paths.database)
    spoilt = paths.database.read_bytes()
    app = MockPanelApp(real_services(paths.home))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_told(pilot, what)
        await until_told(pilot, hint)
        home = app.screen
        assert isinstance(home, HomeScreen)
        for key, screen in (("f1", "HelpScreen"), ("comma", "SettingsScreen")):
            await pilot.press(key)
            await until(pilot, screen)
            await pilot.press("escape")
            await pilot.pause(0.1)
        await pilot.press("p")
        await until(pilot, "SetupScreen")
        await pilot.press("enter")
        await until_told(pilot, "enter go on")
        await until_told(pilot, what)
        assert isinstance(app.screen, NoticeScreen)
        await pilot.press("escape")
        await until_told(pilot, "enter try again")
        assert app.screen_stack == [home]
        assert paths.database.read_bytes() == spoilt
        shutil.copy(good, paths.database)
        await pilot.press("enter")
        await until(pilot, HomeScreen)
        assert "One question on" in shown(app)
        await pilot.press("ctrl+q")
    assert app.return_code == 0


@pytest.mark.real
def test_a_damaged_database_leaves_no_traceback_in_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(SETTINGS)
    make_damaged(tmp_path / "mock-panel.db")
    app = AppTerminal(tmp_path)
    try:
        app.until("the file is damaged")
        app.until("try again")
        app.keys("\r")
        app.keys("\x11")
        assert app.finish() == 0
        assert b"Traceback" not in app.raw
    finally:
        app.close()


# --- the bank -------------------------------------------------------------------------------


async def test_a_broken_bank_is_told_by_file_line_and_column(tmp_path: Path) -> None:
    bank = tmp_path / "bank"
    shutil.copytree(shipped_directory(), bank)
    presets = bank / "presets.yaml"
    whole = presets.read_text()
    presets.write_text("presets:\n  - id: drill\n    titel: Drill\n")
    services = real_services(tmp_path / "home")
    services._made["bank"] = MergedBank(bank)
    app = MockPanelApp(services)
    async with app.run_test(size=(100, 40)) as pilot:
        await until_told(pilot, f"{presets}:3:5: unknown key 'titel', did you mean 'title'?")
        await pilot.press("f1")
        await until(pilot, "HelpScreen")
        await pilot.press("escape")
        presets.write_text(whole)
        await pilot.press("enter")
        await until(pilot, HomeScreen)
        assert "One question on" in shown(app)


# --- the clocks -------------------------------------------------------------------------------


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(days=366)])
async def test_the_time_of_day_may_jump_in_the_middle_of_an_answer(
    tmp_path: Path, jump: timedelta
) -> None:
    clock = TestClock()
    services = real_services(tmp_path, clock)
    app = MockPanelApp(services, typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await write(pilot, STORY)
        clock.pass_seconds(100)
        await pilot.pause(0.2)
        await settled(pilot)
        clock.day += jump
        await write(pilot, " It lasted.")
        clock.pass_seconds(41)
        await pilot.pause(0.2)
        await settled(pilot)
        assert screen.session.answer_seconds == 141
        assert "2:21" in shown(app)
        (path,) = (tmp_path / "drafts").glob("*.json")
        assert json.loads(path.read_text())["text"] == f"{STORY} It lasted."
        await pilot.press("escape", "l")
        await until(pilot, HomeScreen)
        assert "Go on where you stopped" in shown(app)
        clock.day -= 2 * jump
        await pilot.press("f1")
        await until(pilot, "HelpScreen")
        await pilot.press("escape")
        await until(pilot, HomeScreen)
        saved = shown(app).split("words, saved")[1].splitlines()[0]
        assert "-" not in saved
        await pilot.press("enter")
        await until(pilot, NoticeScreen)
        await pilot.press("enter")
        await until(pilot, QuestionScreen)
        await pilot.press("ctrl+s")
        await until(pilot, RatingScreen)
        await pilot.press("escape")
        await until(pilot, ReviewScreen)
        await pilot.press("escape")
        await until(pilot, HomeScreen)
        text = shown(app)
        assert "1 answer" in text
        assert "-1" not in text
        await pilot.press("h")
        await until(pilot, "ProgressScreen")
        assert "-1" not in shown(app)
    (kept,) = services.attempts.attempts()
    assert kept.timing.answer == 141
    assert kept.started_at == EVENING


# --- what nobody thought of ---------------------------------------------------------------------


async def test_what_fails_in_a_worker_of_the_app_reaches_the_user(tmp_path: Path) -> None:
    def fail() -> NoReturn:
        raise StorageError("The moon is full.", "Wait a fortnight.")

    def break_down() -> NoReturn:
        raise ZeroDivisionError

    app = MockPanelApp(real_services(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        app.run_worker(fail, thread=True, exit_on_error=False)
        await until(pilot, NoticeScreen)
        assert "The moon is full." in shown(app)
        assert "Wait a fortnight." in shown(app)
        await pilot.press("enter")
        await until(pilot, HomeScreen)
        app.run_worker(break_down, thread=True, exit_on_error=False)
        await until(pilot, NoticeScreen)
        assert "ZeroDivisionError" in shown(app)


async def test_a_preset_that_has_left_the_bank_does_not_take_the_draft_with_it(
    tmp_path: Path,
) -> None:
    services = real_services(tmp_path)
    session, _ = services.rehearsal.start(typed_drill())
    session.question_was_read()
    session.text = "I closed the Denver office"
    services.drafts.save(replace(session.draft(), setup=typed_drill(preset="gone")))
    services.drafts.release(session.id)
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        await pilot.press("enter")
        await until_told(pilot, "which the bank no longer has")
    assert draft_text(tmp_path) == "I closed the Denver office"


class FullDisk(FileDraftStore):
    """A draft store without room, until there is some."""

    is_full = False

    def save(self, draft: Draft) -> None:
        if self.is_full:
            raise StorageError("no space left", "Free some space.")
        super().save(draft)


async def test_leaving_with_a_full_disk_offers_the_last_draft_that_could_be_saved(
    tmp_path: Path,
) -> None:
    clock = TestClock()
    services = real_services(tmp_path, clock)
    disk = services._made["drafts"] = FullDisk(services.paths)
    app = MockPanelApp(services, typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        await write(pilot, "I closed the Denver office")
        clock.pass_seconds(1)
        await pilot.pause(0.2)
        await settled(pilot)
        disk.is_full = True
        await write(pilot, " in May")
        await pilot.press("escape", "l")
        await until(pilot, HomeScreen)
        assert "Go on where you stopped" in shown(app)
        assert "5 words" in shown(app)
