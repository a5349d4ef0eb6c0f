"""Home and Progress over 10,000 attempts against 10; how long a key waits meanwhile."""

import asyncio
import tempfile
import time
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from mock_panel.domain.ids import FrameworkId
from mock_panel.paths import Paths
from mock_panel.settings import Settings
from mock_panel.storage.database import open_database
from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.screens.home import HomeScreen
from mock_panel.tui.screens.progress import ProgressScreen
from tests.benchmarks.stopwatch import median, report
from tests.storage.sample_attempts import fill
from tests.tui.practising import real_services, until

ROUNDS = 7
MANY, FEW = 10_000, 10


async def _opened(pilot: Pilot[int]) -> tuple[float, float, float]:
    """Seconds to Home with its data, to Progress with its data, and the longest key wait."""
    app = pilot.app
    home = app.screen
    assert isinstance(home, HomeScreen)
    waits: list[float] = []
    home._view = None
    started = time.perf_counter()
    home.gather()
    while home._view is None:
        waits.append(await _key_wait(app))
    to_home = time.perf_counter() - started
    started = time.perf_counter()
    screen = ProgressScreen()
    app.push_screen(screen)
    while not screen.is_mounted or "answer" not in str(screen.topline.state):
        waits.append(await _key_wait(app))
    to_progress = time.perf_counter() - started
    app.pop_screen()
    await until(pilot, HomeScreen)
    return to_home, to_progress, max(waits)


async def _key_wait(app: object) -> float:
    """Seconds until the message pump comes to a key that is pressed now."""
    assert isinstance(app, MockPanelApp)
    handled = asyncio.Event()
    started = time.perf_counter()
    app.call_next(handled.set)
    app.post_message(events.Key("f24", None))
    await handled.wait()
    await asyncio.sleep(0.005)
    return time.perf_counter() - started - 0.005


async def _measure(count: int) -> list[tuple[float, float, float]]:
    with tempfile.TemporaryDirectory() as home:
        fill(open_database(Paths(Path(home))), count)
        settings = Settings(framework=FrameworkId("opm-2025"), voice=False)
        app = MockPanelApp(real_services(Path(home), settings=settings))
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, HomeScreen)
            await _opened(pilot)
            return [await _opened(pilot) for _ in range(ROUNDS)]


def run() -> None:
    """A history of one evening is the floor."""
    few, many = asyncio.run(_measure(FEW)), asyncio.run(_measure(MANY))
    for column, name in enumerate(("Home with its data", "Progress with its data", "longest key")):
        ours, floor = [row[column] for row in many], [row[column] for row in few]
        report(f"{name}, {MANY} attempts, warm, median", median(ours), median(floor))
        report(f"{name}, {MANY} attempts, warm, worst", max(ours), max(floor))


if __name__ == "__main__":
    run()
