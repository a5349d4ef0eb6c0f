"""What closed screens leave in memory: nothing that grows from one answer to the next."""

import gc
from collections import Counter
from pathlib import Path

from textual.widget import Widget
from textual.widgets._footer import FooterKey

from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.screens.home import HomeScreen
from mock_panel.tui.screens.question import QuestionScreen
from mock_panel.tui.screens.rating import RatingScreen
from mock_panel.tui.screens.review import ReviewScreen
from mock_panel.tui.widgets.editor import Editor
from tests.tui.practising import STORY, real_services, until, write

ROUNDS = 2


def alive(*kinds: type[Widget]) -> list[int]:
    gc.collect()
    found = Counter(map(type, gc.get_objects()))
    return [found[kind] for kind in kinds]


async def test_screens_that_were_closed_are_forgotten(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        kept = []
        for _ in range(ROUNDS):
            await pilot.press("enter")
            await until(pilot, QuestionScreen)
            await pilot.press("enter")
            await pilot.pause()
            await write(pilot, STORY)
            await pilot.press("ctrl+s")
            await until(pilot, RatingScreen)
            await pilot.press("escape")
            await until(pilot, ReviewScreen)
            await pilot.press("n")
            await until(pilot, HomeScreen)
            kept.append(alive(QuestionScreen, ReviewScreen, Editor, FooterKey))
        # The last of each may still be on its way out.
        assert all(n <= most for n, most in zip(kept[-1], (1, 1, 2), strict=False)), kept
        assert kept[-1][3] <= kept[0][3] + 8, kept
