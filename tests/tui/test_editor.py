"""Keys in an editor: what they do there, and in which order."""

from pathlib import Path

import pytest
from textual.events import Key

from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.speech import Rung, SpeechReach
from mock_panel.practice.session import Phase
from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.screens.supplemental import SupplementalScreen
from tests.tui.practising import (
    answer_in_turn,
    open_question,
    real_services,
    shown,
    typed_drill,
    until,
    write,
)
from tests.tui.speaking import SpeakingMachine
from tests.tui.test_board import THIN
from tests.tui.test_spoken_answer import speaking, words


async def test_keys_that_come_while_the_app_is_busy_do_what_they_say_in_their_order(
    tmp_path: Path,
) -> None:
    app = MockPanelApp(real_services(tmp_path), typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await write(pilot, "I led")
        for key in (
            Key("backspace", "\x7f"), Key("t", "t"), Key("home", None), Key("s", "s"),
            Key("ctrl+k", None), Key("o", "o"), Key("left", None), Key("n", "n"),
        ):  # fmt: skip
            app.post_message(key)
        await pilot.pause()
        assert screen.editor.text == "sno"
        await pilot.press("ctrl+z")
        assert screen.editor.text == "so"


async def test_f6_looks_for_a_microphone_with_the_focus_in_the_outline(tmp_path: Path) -> None:
    machine = SpeakingMachine(SpeechReach(Rung.TIMED, reason="no microphone: connect one"))
    app = MockPanelApp(speaking(tmp_path, machine), typed_drill(mode=AnswerMode.SPOKEN))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await words(pilot, app, "f6 looks for a microphone again")
        await pilot.press("f2", *"fleet")
        machine.reach = SpeakingMachine().reach
        await pilot.press("f6")
        await words(pilot, app, "listening: Desk microphone")
        await pilot.press("t")
        assert screen.outline.text == "fleett"
        machine.recorder.stop()


async def test_what_is_typed_behind_the_end_of_an_answer_is_no_part_of_it(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    app = MockPanelApp(services, typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await write(pilot, "I led")
        for key in (
            Key("space", " "), Key("i", "i"), Key("t", "t"), Key("ctrl+s", None), Key("2", "2"),
            Key("1", "1"), Key("enter", "\r"),
        ):  # fmt: skip
            app.post_message(key)
        await until(pilot, "RatingScreen")
        assert screen.session.text == "I led it"
        await pilot.press("escape")
        await until(pilot, "ReviewScreen")
    (kept,) = services.attempts.attempts()
    assert kept.text == "I led it"


def in_one_burst(app: MockPanelApp, *keys: str) -> None:
    """Keys that wait while the app is busy."""
    for key in keys:
        app.post_message(Key(key, "\x1b" if key == "escape" else key[-1]))


# A terminal sends Escape and a letter that follows at once as it sends Alt and the letter.
@pytest.mark.parametrize("burst", [("escape", "s", "s"), ("alt+s", "s")])
async def test_what_is_typed_behind_escape_is_no_part_of_the_answer_and_no_reply(
    tmp_path: Path, burst: tuple[str, ...]
) -> None:
    """S would skip the question."""
    app = MockPanelApp(real_services(tmp_path), typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await write(pilot, "I led")
        in_one_burst(app, "-", "i", "t", *burst)
        await until(pilot, "NoticeScreen")
        assert "Paused" in shown(app)
        await pilot.press("enter", "!")
        assert screen.session.phase is Phase.ANSWERING
        assert screen.editor.text == "I led-it!"


@pytest.mark.parametrize("preset", ["drill", "board"])
async def test_escape_twice_in_one_burst_asks_once_and_gives_the_keys_back(
    tmp_path: Path, preset: str
) -> None:
    app = MockPanelApp(real_services(tmp_path), typed_drill(preset=preset))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await write(pilot, "I led")
        await pilot.press("f2", *"key")
        in_one_burst(app, "escape", "escape", "s")
        await until(pilot, "NoticeScreen")
        await pilot.press("enter")
        assert app.screen is screen
        await pilot.press("x")
        typed = screen.editor.text, screen.outline.text
        assert typed == (("I led", "keyx") if preset == "board" else ("I ledx", "key"))


async def test_what_is_typed_behind_the_end_is_no_part_of_the_outline_either(
    tmp_path: Path,
) -> None:
    app = MockPanelApp(real_services(tmp_path), typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await write(pilot, "I led")
        await pilot.press("f2", *"lead")
        for key in (Key("ctrl+s", None), Key("2", "2"), Key("1", "1")):
            app.post_message(key)
        await until(pilot, "RatingScreen")
        assert screen.outline.text == "lead"


async def test_what_is_typed_behind_f2_is_in_the_outline_and_behind_the_next_in_the_answer(
    tmp_path: Path,
) -> None:
    app = MockPanelApp(real_services(tmp_path), typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        for key in ("a", "f2", "b", "c", "f2", "d"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        assert (screen.editor.text, screen.outline.text) == ("ad", "bc")


async def test_what_is_typed_behind_a_blank_end_is_taken(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path), typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        for key in (Key("ctrl+s", None), Key("i", "i"), Key("t", "t")):
            app.post_message(key)
        await pilot.pause()
        assert screen.editor.text == "it"
        assert screen.session.phase is Phase.ANSWERING


async def test_what_is_typed_behind_a_supplemental_is_no_part_of_it(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    app = MockPanelApp(services, typed_drill(preset="board"))
    async with app.run_test(size=(80, 24)) as pilot:
        await answer_in_turn(app, pilot, *[THIN] * 5)
        await until(pilot, "LobbyScreen")
        await pilot.press("enter", "enter")
        await until(pilot, "SupplementalScreen")
        await write(pilot, "I led it")
        for key in (Key("ctrl+s", None), Key("ctrl+s", None), Key("2", "2")):
            app.post_message(key)
        for _ in range(600):
            if any(kept.continuations for kept in services.attempts.attempts()):
                break
            await pilot.pause(0.02)
        await until(pilot, "SupplementalScreen")
    [added] = [c for kept in services.attempts.attempts() for c in kept.continuations]
    assert added.text == "I led it"


async def test_what_is_typed_behind_escape_is_no_part_of_a_supplemental(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path), typed_drill(preset="board"))
    async with app.run_test(size=(80, 24)) as pilot:
        await answer_in_turn(app, pilot, *[THIN] * 5)
        await until(pilot, "LobbyScreen")
        await pilot.press("enter", "enter")
        await until(pilot, "SupplementalScreen")
        screen = app.screen
        assert isinstance(screen, SupplementalScreen)
        session = screen.session
        await pilot.press("i")
        in_one_burst(app, "t", "escape", "l", "escape")
        await until(pilot, "NoticeScreen")
        await pilot.press("enter", "!")
        assert app.screen is screen
        assert session.text == "it!"
