"""How the screens of a session look; the review is the picture in the README."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from mock_panel.domain.attempts import AskedQuestion
from mock_panel.domain.ids import FrameworkId, QuestionId
from mock_panel.settings import Settings
from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.screens.home import HomeScreen
from mock_panel.tui.screens.question import QuestionScreen
from mock_panel.tui.screens.rating import RatingScreen
from mock_panel.tui.screens.review import ReviewScreen
from tests.tui.practising import (
    STORY,
    TestClock,
    real_services,
    settled,
    still,
    typed_drill,
    until,
    write,
)

PHILOSOPHY = " It is important to be fiscally responsible."
ANSWER = STORY.replace(" I decided", PHILOSOPHY + " I decided").replace(
    ", and the saving has held for two years", ""
)


async def answer_on_screen(app: MockPanelApp, pilot: Pilot[int], clock: TestClock) -> None:
    rehearsal = app.services.rehearsal
    question = rehearsal.bank.question(QuestionId("de-stop-spending"))
    session = rehearsal.start_with(typed_drill(), AskedQuestion.of(question))
    await until(pilot, HomeScreen)
    screen = QuestionScreen(session)
    await app.push_screen(screen)
    await until(pilot, QuestionScreen)
    screen.query_one("#editor", TextArea).cursor_blink = False
    clock.pass_seconds(9)
    await write(pilot, ANSWER)
    clock.pass_seconds(142)
    await pilot.pause(0.3)
    await settled(pilot)


async def review_on_screen(app: MockPanelApp, pilot: Pilot[int], clock: TestClock) -> None:
    await answer_on_screen(app, pilot, clock)
    await pilot.press("ctrl+s")
    await until(pilot, RatingScreen)
    await pilot.press("2", "2", "2", "4", "enter")
    await until(pilot, ReviewScreen)


def test_home_on_the_first_evening(tmp_path: Path, snap_compare: Any) -> None:
    """One next step, five ECQs without a number, the keys."""
    app = MockPanelApp(real_services(tmp_path))

    async def ready(pilot: Pilot[int]) -> None:
        await until(pilot, HomeScreen)
        await still(pilot)

    assert snap_compare(app, terminal_size=(80, 24), run_before=ready)


def test_a_typed_answer(tmp_path: Path, snap_compare: Any) -> None:
    """The question, the words, the bar of parts, the clock in band, the draft saved."""
    clock = TestClock()
    app = MockPanelApp(real_services(tmp_path, clock))

    async def ready(pilot: Pilot[int]) -> None:
        await answer_on_screen(app, pilot, clock)
        await still(pilot)

    assert snap_compare(app, terminal_size=(80, 24), run_before=ready)


def test_review(tmp_path: Path, snap_compare: Any) -> None:
    """Letters in the margin, the level in words, advice above the proofs."""
    clock = TestClock()
    app = MockPanelApp(real_services(tmp_path, clock))

    async def ready(pilot: Pilot[int]) -> None:
        await review_on_screen(app, pilot, clock)
        await still(pilot)

    assert snap_compare(app, terminal_size=(100, 32), run_before=ready)


@pytest.mark.parametrize("theme", ["mock-panel-light"])
def test_review_in_two_columns(tmp_path: Path, snap_compare: Any, theme: str) -> None:
    """At 120 columns the proofs stand beside the words."""
    clock = TestClock()
    settings = Settings(framework=FrameworkId("opm-2025"), voice=False, theme=theme)
    app = MockPanelApp(real_services(tmp_path, clock, settings))

    async def ready(pilot: Pilot[int]) -> None:
        await review_on_screen(app, pilot, clock)
        await pilot.press("j", "j", "j")
        await still(pilot)

    assert snap_compare(app, terminal_size=(120, 40), run_before=ready)
