"""The app over the real bank, engine, database and drafts, with clocks that a test moves."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import TextArea
from textual.worker import WorkerCancelled

from mock_panel.bootstrap.services import Services
from mock_panel.domain.ids import FrameworkId, PresetId
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.sessions import SessionSetup
from mock_panel.paths import Paths
from mock_panel.practice.session import Phase
from mock_panel.settings import Settings
from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.screens.board_entry import BoardEntryScreen
from mock_panel.tui.screens.home import HomeScreen
from mock_panel.tui.screens.question import QuestionScreen
from tests.tui.looking import HeldMeans, NoMicrophone, NotedSpeaker

EVENING = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
AS_LONG_AS_THE_SOUND = ("recorder", "player")
"""Workers that end when somebody says so."""
STORY = (
    "When I took over the fleet office in 2023 we were paying for 140 vehicles that stood idle "
    "four days in five. The deputy asked me to halve the cost before the next budget. "
    "I pulled the mileage of every car and met each programme head in person. "
    "I decided to end the lease on sixty of them because nobody could show a use. "
    "When two offices objected, I offered them shared cars and settled it within a week. "
    "As a result the yearly cost fell from 1.2 million dollars to 610,000 dollars, and the saving "
    "has held for two years."
)


@dataclass
class TestClock:
    """Both clocks; they stand still until a test moves them."""

    __test__ = False

    seconds: float = 1000.0
    day: datetime = EVENING

    def pass_seconds(self, seconds: float) -> None:
        self.seconds += seconds
        self.day += timedelta(seconds=seconds)


def real_services(
    home: Path, clock: TestClock | None = None, settings: Settings | None = None
) -> Services:
    """Services over a directory of the test's own; only voice and clocks are stand-ins."""
    clock = clock or TestClock()
    ids = count(1)
    return Services(
        paths=Paths(home),
        settings=settings or Settings(framework=FrameworkId("opm-2025"), voice=False),
        monotonic=lambda: clock.seconds,
        now=lambda: clock.day,
        new_id=lambda: f"{next(ids):032x}",
        new_seed=lambda: 7,
        _made={
            "speaker": NotedSpeaker(),
            "speech_probe": NoMicrophone(),
            "listening_means": HeldMeans(),
        },
    )


def typed_drill(**changes: object) -> SessionSetup:
    """One typed question on Driving Efficiency, without voice or preparation."""
    setup = SessionSetup(
        framework=FrameworkId("opm-2025"),
        preset=PresetId("drill"),
        ecqs=(),
        mode=AnswerMode.TYPED,
        voice=False,
        preparation_seconds=0,
        seed=7,
    )
    return replace(setup, **changes)  # type: ignore[arg-type]  # names are checked by replace


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys, and wait until nothing comes of it any more."""
    await pilot.press(*keys)
    await settled(pilot)


async def until(pilot: Pilot[int], screen: type[Screen[Any]] | str, patience: int = 600) -> None:
    """Wait until a screen of this kind is on top, has its data, and its workers have finished."""
    for _ in range(patience):
        top = pilot.app.screen
        name = screen if isinstance(screen, str) else screen.__name__
        has_data = not isinstance(top, HomeScreen) or top._view is not None
        if type(top).__name__ == name and top.is_mounted and has_data:
            await settled(pilot)
            if type(pilot.app.screen).__name__ == name:
                return
        await pilot.pause(0.02)
    raise AssertionError(f"{screen} did not come, but this did:\n{shown(pilot.app)}")


async def open_question(app: MockPanelApp, pilot: Pilot[int]) -> QuestionScreen:
    """From Home with a set-up given at the start, through a board's door, to the question."""
    for _ in range(600):
        if isinstance(app.screen, BoardEntryScreen | QuestionScreen):
            break
        await pilot.pause(0.02)
    if isinstance(app.screen, BoardEntryScreen):
        await settled(pilot)
        await pilot.press("enter")
    await until(pilot, QuestionScreen)
    screen = app.screen
    assert isinstance(screen, QuestionScreen)
    return screen


async def answer_in_turn(
    app: MockPanelApp, pilot: Pilot[int], *texts: str, clock: TestClock | None = None
) -> None:
    """Answer one question of a board after the other, a minute each, without a rating."""
    for text in texts:
        session = (await open_question(app, pilot)).session
        answered = session.position
        if clock is not None:
            clock.pass_seconds(60)
        await write(pilot, text)
        await pilot.press("ctrl+s")
        await until(pilot, "RatingScreen")
        await pilot.press("escape")
        for _ in range(600):
            if session.position > answered or session.phase is Phase.OVER:
                break
            await pilot.pause(0.02)
        await settled(pilot)


async def through_the_lobby(pilot: Pilot[int]) -> None:
    """From the last question of a board to its report, no supplemental answered."""
    await until(pilot, "LobbyScreen")
    await pilot.press("enter", "enter")
    for _ in range(600):
        top = type(pilot.app.screen).__name__
        if top == "SessionEndScreen":
            break
        if top == "SupplementalScreen":
            await pilot.press("ctrl+s")
        await pilot.pause(0.02)
    await until(pilot, "SessionEndScreen")


async def write(pilot: Pilot[int], text: str) -> None:
    """Put words into the editor that has the focus, as a paste would, when there is one."""
    for _ in range(500):
        if isinstance(pilot.app.focused, TextArea):
            break
        await pilot.pause(0.02)
    editor = pilot.app.focused
    assert isinstance(editor, TextArea)
    editor.insert(text)
    await pilot.pause()


async def settled(pilot: Pilot[int]) -> None:
    """Wait for thread workers, the messages they post, and the workers that these begin."""
    for _ in range(20):
        threads = [
            w
            for w in pilot.app.workers
            if w._thread_worker and not w.is_finished and w.group not in AS_LONG_AS_THE_SOUND
        ]
        if threads:
            # A worker that made way for a later one of its group is as good as finished.
            with suppress(WorkerCancelled):
                await pilot.app.workers.wait_for_complete(threads)
        await pilot.pause()
        if not threads:
            return


async def still(pilot: Pilot[int]) -> None:
    """Wait until the screen has stopped changing, before a picture of it is taken."""
    same, before = 0, ""
    while same < 4:
        await settled(pilot)
        await pilot.pause(0.05)
        now = shown(pilot.app)
        same, before = (same + 1 if now == before else 0), now


def shown(app: App[Any]) -> str:
    """The screen as a reader sees it."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)
