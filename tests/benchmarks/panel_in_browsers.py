"""What one does at a panel, seen by the others: in four pages of a real browser."""

import shutil
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from mock_panel.domain.ids import SeatId
from mock_panel.domain.joining import CANDIDATE
from mock_panel.domain.panel_events import EventKind, PanelEvent
from tests.benchmarks.served import children_of, convened, megabytes, served, services_in
from tests.benchmarks.stopwatch import median, p95, report

CHANGES = 40
PLACES = (SeatId("b"), SeatId("c"), SeatId("d"), CANDIDATE)
_PATIENCE = 5.0
_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


def run() -> None:
    """Another process asks questions; each page has to paint each of them."""
    if shutil.which("chromium") is None:
        sys.stdout.write("a panel in browsers: not measured without chromium\n")
        return
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder))


def _measure(home: Path) -> None:
    from playwright.sync_api import sync_playwright

    services = services_in(home)
    (panel,) = convened(services, 1)
    codes = [services.joining.invite(panel, place).code for place in PLACES]
    times: list[float] = []
    floor: list[float] = []
    painted: dict[int, float] = {}
    with (
        served(home, 10) as (address, pid),
        sync_playwright() as playwright,
        closing(
            playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_QUIET)
        ) as browser,
    ):
        pages = []
        for number, code in enumerate(codes):
            page = browser.new_context(viewport={"width": 900, "height": 600}).new_page()

            def watch(socket: Any, number: int = number) -> None:
                socket.on(
                    "framereceived", lambda _: painted.setdefault(number, time.perf_counter())
                )

            page.on("websocket", watch)
            page.goto(address)
            page.get_by_label("The code that the chair gave you").fill(code)
            page.keyboard.press("Enter")
            page.wait_for_selector("body.-first-byte", timeout=30_000)
            pages.append(page)
        pages[0].wait_for_timeout(4000)
        changes = services.changes()
        for number in range(CHANGES):
            question = panel.form.questions[number % 2].id
            changes.wait(0)
            painted.clear()
            event = PanelEvent(EventKind.ASKED, services.now(), question)
            moment = time.perf_counter()
            services.panels.store.happened(panel.id, event)
            while len(painted) < len(PLACES) and time.perf_counter() - moment < _PATIENCE:
                pages[0].wait_for_timeout(5)
            seen = [painted.get(place, moment + _PATIENCE) - moment for place in range(len(PLACES))]
            times += seen
            pages[0].wait_for_timeout(150)
        for number in range(CHANGES):
            changes.wait(0)
            moment = time.perf_counter()
            event = PanelEvent(EventKind.FAULT, services.now(), None, f"noise {number}")
            services.panels.store.happened(panel.id, event)
            changes.wait(_PATIENCE)
            floor.append(time.perf_counter() - moment)
        changes.close()
        each = [megabytes(child) for child in children_of(pid)]
        report("seen by four pages, median", median(times), median(floor))
        report("seen by four pages, p95", p95(times), p95(floor))
        sys.stdout.write(
            f"  worst {max(times) * 1000:.0f} ms of {len(times)};"
            f" the server {megabytes(pid):.0f} MB, a page's process {median(each):.0f} MB (PSS)\n"
        )
