"""Ctrl-C on every screen, a voice that fails, windows that change, words no keyboard has."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.speech import Spoken
from mock_panel.errors import StorageError
from mock_panel.practice.session import Phase
from mock_panel.settings import Settings
from mock_panel.speech.voice import ChildSpeaker
from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.screens.home import HomeScreen
from mock_panel.tui.screens.probe import ProbeScreen
from mock_panel.tui.screens.question import QuestionScreen
from mock_panel.tui.screens.rating import RatingScreen
from mock_panel.tui.screens.review import ReviewScreen
from tests.speech.household import Household
from tests.tui.looking import NotedSpeaker
from tests.tui.practising import (
    STORY,
    TestClock,
    answer_in_turn,
    open_question,
    real_services,
    settled,
    shown,
    still,
    through_the_lobby,
    typed_drill,
    until,
    write,
)
from tests.tui.terminal import AppTerminal
from tests.tui.test_terminal import SETTINGS, draft_text, wait_for

WITHOUT_RESULT = STORY[: STORY.index("As a result")].strip()


@pytest.fixture
def household(monkeypatch: pytest.MonkeyPatch) -> Household:
    """Every process that this test starts."""
    return Household(monkeypatch)


@contextmanager
def terminal(tmp_path: Path, settings: str = SETTINGS) -> Iterator[tuple[AppTerminal, Path]]:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    (home / "settings.toml").write_text(settings)
    app = AppTerminal(home, "practice", "--ecq", "driving-efficiency", "--preparation", "0")
    try:
        yield app, home
    finally:
        app.close()


class HeldSpeaker(NotedSpeaker):
    """Speaks until it is let go or stopped; `stop` ends only what has begun."""

    def __init__(self) -> None:
        super().__init__()
        self.may_end = Event()
        self._began = False

    def speak(self, text: str) -> Spoken:
        # One for each reading, so that the end of one is not the end of the next.
        mine = self.may_end = Event()
        self._began = True
        super().speak(text)
        mine.wait(20)
        return self.answer

    def stop(self) -> None:
        super().stop()
        if self._began:
            self.may_end.set()


async def when_it_speaks(pilot: Pilot[int], speaker: HeldSpeaker, times: int = 1) -> QuestionScreen:
    """The question, while it is being read."""
    for _ in range(600):
        screen = pilot.app.screen
        if len(speaker.said) == times and isinstance(screen, QuestionScreen):
            return screen
        await pilot.pause(0.02)
    raise AssertionError(f"read {len(speaker.said)} times")


# --- Ctrl-C ---------------------------------------------------------------------------------


async def interrupt(pilot: Pilot[int]) -> None:
    """Press Ctrl-C: the same screen is there, and says how to close the app."""
    app = pilot.app
    before = list(app.screen_stack)
    app.clear_notifications()
    await pilot.press("ctrl+c")
    await pilot.pause()
    assert app.is_running
    assert app.screen_stack == before
    assert [n.message for n in app._notifications] == [
        "Press ctrl+q to close the app; what you wrote is kept."
    ]


async def test_ctrl_c_until_the_answer_is_given(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    speaker = HeldSpeaker()
    services._made["speaker"] = speaker
    app = MockPanelApp(services, typed_drill(voice=True, preparation_seconds=30))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await when_it_speaks(pilot, speaker)
        phases = [screen.session.phase]
        await interrupt(pilot)
        speaker.may_end.set()
        await until(pilot, QuestionScreen)
        phases.append(screen.session.phase)
        await interrupt(pilot)
        await pilot.press("enter")
        phases.append(screen.session.phase)
        await write(pilot, STORY)
        await interrupt(pilot)
        await pilot.press("f2", *"note")
        await interrupt(pilot)
        await pilot.press("escape")
        await until(pilot, "NoticeScreen")
        phases.append(screen.session.phase)
        await interrupt(pilot)
        assert (screen.session.text, screen.session.note) == (STORY, "note")
        await pilot.press("ctrl+q")
    assert phases == [Phase.READING, Phase.PREPARING, Phase.ANSWERING, Phase.PAUSED]
    assert app.return_code == 0
    assert draft_text(tmp_path) == STORY


async def test_ctrl_c_after_the_answer_is_given(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    app = MockPanelApp(services, typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        await write(pilot, WITHOUT_RESULT)
        await pilot.press("ctrl+s")
        await until(pilot, RatingScreen)
        await interrupt(pilot)
        await pilot.press("escape")
        await until(pilot, ReviewScreen)
        await interrupt(pilot)
        await pilot.press("a")
        await until(pilot, ProbeScreen)
        await write(pilot, "The cost fell by half.")
        await interrupt(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, ReviewScreen)
    (kept,) = services.attempts.attempts()
    assert kept.text == WITHOUT_RESULT
    assert [c.text for c in kept.continuations] == ["The cost fell by half."]


async def test_ctrl_c_while_speaking_and_while_giving_the_words(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path), typed_drill(mode=AnswerMode.SPOKEN))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await pilot.press("space")
        await interrupt(pilot)
        await pilot.press("space")
        await pilot.pause()
        assert screen.session.phase is Phase.WORDS
        await write(pilot, STORY)
        await interrupt(pilot)
        assert screen.session.text == STORY


async def test_ctrl_c_at_the_end_of_a_board(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    app = MockPanelApp(services, typed_drill(preset="board"))
    async with app.run_test(size=(80, 24)) as pilot:
        await answer_in_turn(app, pilot, *[STORY] * 5)
        await through_the_lobby(pilot)
        await interrupt(pilot)
    assert len(list(services.attempts.attempts())) == 5


AROUND = {
    "p": "SetupScreen",
    "h": "ProgressScreen",
    "comma": "SettingsScreen",
    "f1": "HelpScreen",
    "ctrl+p": "Palette",
}


async def test_ctrl_c_on_the_screens_around_a_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = MockPanelApp(real_services(tmp_path))
    ended: list[object] = []
    async with app.run_test(size=(80, 24)) as pilot:
        for key, screen in {"": "HomeScreen", **AROUND}.items():
            await until(pilot, HomeScreen)
            if key:
                await pilot.press(key)
            await until(pilot, screen)
            await interrupt(pilot)
            # The key that was promised does what was promised, here as everywhere.
            with monkeypatch.context() as patch:
                patch.setattr(app, "exit", ended.append)
                await pilot.press("ctrl+q")
                await pilot.pause()
            assert ended == [0], screen
            ended.clear()
            if key:
                await pilot.press("escape")
        await until(pilot, HomeScreen)
        await pilot.press("ctrl+q")
    assert app.return_code == 0


async def test_ctrl_c_on_the_first_run(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path, settings=Settings(voice=False)))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, "FirstRunScreen")
        await pilot.press("enter", *"2026")
        await interrupt(pilot)
        assert app.screen.query_one(Input).value == "2026"


async def test_ctrl_c_still_copies_what_is_selected(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path), typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        await write(pilot, "I led it")
        await pilot.press("shift+home", "ctrl+c")
        await pilot.pause()
        assert app.clipboard == "I led it"
        assert not list(app._notifications)


# --- keys pressed twice -----------------------------------------------------------------------


def twice(pilot: Pilot[int], key: str) -> None:
    """A key that repeats before the first press has been seen to."""
    for _ in range(2):
        pilot.app.post_message(events.Key(key, None))


async def test_a_key_that_overtakes_the_screen_it_opens_is_for_nobody(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path), typed_drill(preparation_seconds=30))
    async with app.run_test(size=(80, 24)) as pilot:
        question = await open_question(app, pilot)
        unopened = QuestionScreen(question.session)
        app.push_screen(unopened)
        assert await app._check_bindings("enter") is False
        assert "f8" not in unopened.active_bindings
        await until(pilot, QuestionScreen)


async def test_a_key_that_comes_when_its_screen_has_been_left_is_for_nobody(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path), typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        question = await open_question(app, pilot)
        await write(pilot, STORY)
        await pilot.press("escape")
        await until(pilot, "NoticeScreen")
        await pilot.press("l")
        await until(pilot, HomeScreen)
        assert await app.run_action("done", question) is False


async def test_keys_behind_the_last_screen_are_for_nobody(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        for key in ("ctrl+q", "escape", "enter", "p"):
            app.post_message(events.Key(key, None))
    assert app.return_code == 0
    assert await app._check_bindings("escape")


async def test_the_palette_takes_keys_twice_and_before_its_list_is_there(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        for key in ("ctrl+p", "pagedown", "escape", "escape", "ctrl+p"):
            app.post_message(events.Key(key, None))
        await still(pilot)
        # Whether the last key came before or after the palette had closed.
        if isinstance(app.screen, HomeScreen):
            await pilot.press("ctrl+p")
        await until(pilot, "Palette")
        await pilot.press(*"settings")
        await still(pilot)
        for _ in range(4):
            app.post_message(events.Key("enter", "\r"))
        await until(pilot, "SettingsScreen")
        assert [type(screen).__name__ for screen in app.screen_stack] == [
            "HomeScreen", "SettingsScreen",
        ]  # fmt: skip


async def test_a_key_pressed_twice_closes_one_screen_and_not_two(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path), typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        question = await open_question(app, pilot)
        await write(pilot, STORY)
        await pilot.press("escape")
        await until(pilot, "NoticeScreen")
        twice(pilot, "enter")
        await until(pilot, QuestionScreen)
        assert app.screen is question
        await pilot.press("ctrl+s")
        await until(pilot, RatingScreen)
        twice(pilot, "escape")
        await until(pilot, ReviewScreen)
        assert app.screen_stack[1] is question
        twice(pilot, "escape")
        await until(pilot, HomeScreen)
        assert "1 answer in all" in shown(app)


async def test_a_screen_behind_a_notice_closes_when_the_notice_has_been_read(
    tmp_path: Path,
) -> None:
    app = MockPanelApp(real_services(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        await pilot.press("comma")
        await until(pilot, "SettingsScreen")
        settings = app.screen
        app.show_error(StorageError("The moon is full.", "Wait."))
        await until(pilot, "NoticeScreen")
        settings.dismiss(None)
        await pilot.pause()
        assert "The moon is full." in shown(app)
        await pilot.press("enter")
        await until(pilot, HomeScreen)


# --- the voice --------------------------------------------------------------------------------


async def test_a_voice_that_is_late_does_not_speak_into_the_answer(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    speaker = services.speaker
    assert isinstance(speaker, NotedSpeaker)
    app = MockPanelApp(services, typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        earlier = screen._voice_turn
        screen._hush()
        # Its worker comes only now.
        screen.read_aloud(screen.session.question.text, earlier)
        await settled(pilot)
        assert speaker.said == []
        screen.read_aloud(screen.session.question.text, screen._voice_turn)
        await settled(pilot)
        assert len(speaker.said) == 1


async def test_the_clock_waits_for_the_second_reading_too(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    speaker = HeldSpeaker()
    services._made["speaker"] = speaker
    app = MockPanelApp(services, typed_drill(voice=True))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await when_it_speaks(pilot, speaker)
        await pilot.press("ctrl+r")
        await when_it_speaks(pilot, speaker, 2)
        await pilot.pause(0.1)
        assert str(screen.session.phase) == "reading"
        speaker.may_end.set()
        await until(pilot, QuestionScreen)
        assert str(screen.session.phase) == "answering"


@pytest.mark.parametrize(
    ("child", "reason"),
    [
        ("hanging", "did not answer in time"),
        ("crashing", "the voice crashed twice"),
    ],
)
async def test_a_broken_voice_leaves_the_question_and_starts_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, household: Household, child: str, reason: str
) -> None:
    monkeypatch.setattr("mock_panel.speech.voice.TTS_WORKER", f"tests.speech.children.{child}")
    services = real_services(tmp_path)
    services._made["speaker"] = ChildSpeaker(tmp_path / "voice", rate=130, patience=1.0)
    app = MockPanelApp(services, typed_drill(voice=True))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await settled(pilot)
        assert screen.session.phase is Phase.ANSWERING
        assert reason in shown(app)
        assert " ".join(screen.session.question.text.split()[:4]) in shown(app)
        await write(pilot, "Nevertheless")
        assert screen.session.text == "Nevertheless"
    household.wait_until_empty()


async def test_without_a_voice_library_the_question_is_shown_and_the_clock_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modules = tmp_path / "modules"
    modules.mkdir()
    (modules / "pyttsx3.py").write_text("raise ImportError('there is none')\n")
    monkeypatch.setenv("PYTHONPATH", str(modules))
    services = real_services(tmp_path)
    services._made["speaker"] = ChildSpeaker(tmp_path / "voice", rate=130)
    app = MockPanelApp(services, typed_drill(voice=True))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await settled(pilot)
        assert str(screen.session.phase) == "answering"
        assert "no voice: install espeak-ng" in shown(app)


@pytest.mark.real
def test_quitting_while_the_voice_works_leaves_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, household: Household
) -> None:
    modules = tmp_path / "modules"
    modules.mkdir()
    # The engine's process hangs for good, so that the app is surely left in mid word.
    (modules / "pyttsx3.py").write_text("import time\ntime.sleep(600)\n")
    monkeypatch.setenv("PYTHONPATH", str(modules))
    with terminal(tmp_path, 'framework = "opm-2025"\nvoice = true\n') as (app, _home):
        app.until("The question is being read")
        household.wait_for("mock_panel.speech.tts_worker")
        app.keys("\x11")
        assert app.finish() == 0
        household.wait_until_empty()
        assert b"Traceback" not in app.raw


# --- windows and words --------------------------------------------------------------------------


async def test_a_window_that_changes_its_size_keeps_every_word(tmp_path: Path) -> None:
    clock = TestClock()
    services = real_services(tmp_path, clock)
    app = MockPanelApp(services, typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        typed = ""
        for word, size in (("one ", (40, 10)), ("two ", (120, 40)), ("three", (80, 24))):
            await pilot.press(*word)
            typed += word
            await pilot.resize_terminal(*size)
            await pilot.pause(0.1)
            assert screen.session.text == typed
            assert typed.strip() in shown(app)
            assert app.focused is screen.editor
        clock.pass_seconds(1)
        await pilot.pause(0.2)
        await settled(pilot)
        assert draft_text(tmp_path) == "one two three"


STRANGE = {
    "scripts": "I led 👩‍👩‍👧‍👦 and 🚒 crews 🇺🇸 home. 我领导了这个团队 and it worked. ｗｉｄｅ "
    "Ame\u0301lie led e\u0327quipe z\u0335\u0321\u0322algo. I met עמית and أمين twice.",
    "markup": "I cut [bold]costs[/bold] by [$error]10%[/] and [/nothing].\none\ttwo\n\n\tthree",
    "escapes": "I led \x1b[31mred\x1b[0m \x1b]0;title\x07 and \x00 teams\x08\x9b2J.",
}


@pytest.mark.parametrize("kind", STRANGE)
async def test_strange_words_are_kept_and_shown_from_the_editor_to_the_review(
    tmp_path: Path, kind: str
) -> None:
    text = STRANGE[kind]
    services = real_services(tmp_path)
    app = MockPanelApp(services, typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        await write(pilot, text)
        controls = set("\x00\x07\x08\x1b\x9b")
        assert not controls & set(shown(app))
        await pilot.press("escape", "l")
        await until(pilot, HomeScreen)
        await pilot.press("enter")
        await until(pilot, "NoticeScreen")
        await pilot.press("enter")
        await until(pilot, QuestionScreen)
        await pilot.press("ctrl+s")
        await until(pilot, RatingScreen)
        await pilot.press("escape")
        await until(pilot, ReviewScreen)
        assert not controls & set(shown(app))
        await pilot.press("escape")
        await until(pilot, HomeScreen)
        await pilot.press("h")
        await until(pilot, "ProgressScreen")
        assert not controls & set(shown(app))
    (kept,) = services.attempts.attempts()
    assert kept.text == (text if kind != "escapes" else "I led [31mred[0m ]0;title and  teams2J.")


@pytest.mark.real
def test_a_pasted_control_character_does_not_reach_the_terminal(tmp_path: Path) -> None:
    with terminal(tmp_path) as (app, home):
        app.until("is the band")
        app.raw = b""
        app.keys("\x1b[200~I led \x9b31mred\x07 and \x9d0;owned\x07blue teams\x1b[201~")
        app.until("blue teams")
        app.until("draft saved")
        shown = app.raw.decode(errors="replace")
        assert not {"\x07", "\x9b", "\x9d"} & set(shown)
        assert draft_text(home) == "I led 31mred and 0;ownedblue teams"


@pytest.mark.real
def test_a_paste_of_five_thousand_words_is_taken_whole(tmp_path: Path) -> None:
    words = " ".join(f"alpha-{'bcdefg'[n % 6]}" for n in range(5000))
    with terminal(tmp_path) as (app, home):
        app.until("is the band")
        # In pieces that the pseudo-terminal's buffer can hold, read in between.
        app.keys("\x1b[200~")
        for start in range(0, len(words), 2000):
            app.keys(words[start : start + 2000])
        app.keys("\x1b[201~")
        app.until("5,000 words")
        wait_for(lambda: draft_text(home) == words)
        app.keys(" and more")
        app.until("5,002 words")
        app.keys("\x11")
        assert app.finish() == 0
        assert draft_text(home) == f"{words} and more"
