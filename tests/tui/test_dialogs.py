"""What is in front of a screen has the keys, and says so."""

from pathlib import Path

import pytest
from textual.screen import ModalScreen
from textual.widgets import Footer

from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.screens.notice import NoticeScreen
from mock_panel.tui.screens.panel.asking import Ask, AskScreen
from mock_panel.tui.screens.question import QuestionScreen
from tests.tui.practising import real_services, settled, until


async def test_a_screen_that_has_closed_has_no_keys(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, "HomeScreen")
        await pilot.press("enter")
        await until(pilot, QuestionScreen)
        question = app.screen
        assert question.active_bindings
        await app.pop_screen()
        assert question.active_bindings == {}


@pytest.mark.parametrize(
    "dialog",
    [
        NoticeScreen("Close it?", "Nothing of it changes any more."),
        AskScreen(Ask("Where to?", "Name a file.", "File", "write", lambda _, words: words)),
        None,
    ],
    ids=["notice", "question", "palette"],
)
async def test_no_key_is_offered_that_a_dialog_keeps_from_the_screen_below(
    tmp_path: Path, dialog: ModalScreen[str | None] | None
) -> None:
    app = MockPanelApp(real_services(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, "HomeScreen")
        footer = app.screen.query_one(Footer)
        assert footer.visible
        if dialog is None:
            app.action_command_palette()
        else:
            app.push_screen(dialog)
        await settled(pilot)
        assert len(app.screen_stack) == 2
        assert not footer.visible
        await pilot.press("escape")
        await settled(pilot)
        assert footer.visible
