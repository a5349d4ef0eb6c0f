"""A whole panel on a team's database: three raters and the candidate in browsers, the chair both
in a terminal and in one."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Download, Page, sync_playwright

from mock_panel.bootstrap.services import Services, build_services
from mock_panel.domain.ids import ItemId, SeatId
from mock_panel.domain.panels import Panel
from mock_panel.domain.ratings import Rating, RatingSource
from tests import chromium, warm
from tests.real_parts import require
from tests.team_server import TeamServer
from tests.tui.terminal import AppTerminal

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("chromium")]

PATIENCE = 30.0
RATERS = ("b", "c", "d")
PROGRAM = [sys.executable, "-m", "mock_panel"]


@pytest.fixture
def url(team_server: TeamServer) -> str:
    team_server.sql("DROP DATABASE IF EXISTS across")
    team_server.sql("CREATE DATABASE across")
    return team_server.url("across")


@pytest.fixture
def environment(tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Of every machine: they share the database and nothing else."""
    monkeypatch.setenv("MOCK_PANEL_DATABASE_URL", url)
    monkeypatch.setenv("MOCK_PANEL_HOME", str(tmp_path / "chair"))
    return dict(os.environ)


@contextmanager
def served(environment: dict[str, str], home: Path, port: int) -> Iterator[str]:
    """The server as a process of its own; gives its address."""
    command = [*PROGRAM, "serve", "--port", str(port)]
    machine = {**environment, "MOCK_PANEL_HOME": str(home)}
    child = subprocess.Popen(
        command, env=machine, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert child.stdout is not None
        line = child.stdout.readline()
        assert "Panels are at " in line, child.stderr.read() if child.stderr else ""
        yield line.split()[3]
    finally:
        child.send_signal(signal.SIGTERM)
        _, said = child.communicate(timeout=20)
        assert "Traceback" not in said, said


def free_port() -> int:
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


class Place:
    """One browser, of which only the database tells what it did: the page is a picture."""

    def __init__(self, browser: Browser, services: Services, panel: Panel, seat: str) -> None:
        self.context = browser.new_context(viewport={"width": 900, "height": 600})
        self.page: Page = self.context.new_page()
        self.services, self.panel, self.seat = services, panel, SeatId(seat)

    def join(self, address: str, code: str) -> None:
        self.page.goto(address)
        self.page.get_by_label("The code that the chair gave you").fill(code)
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector("body.-first-byte", timeout=PATIENCE * 1000)

    def until(self, holds: Callable[[], object], *keys: str) -> None:
        """Press keys and wait; again after a while, where they may have come too early."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, (self.seat, keys)
            for key in keys:
                self.page.keyboard.press(key)
                self.page.wait_for_timeout(500)
            for _ in range(50):
                if holds():
                    break
                self.page.wait_for_timeout(100)

    def happened(self) -> list[str]:
        return [e.kind.value for e in self.services.panels.store.events(self.panel.id)]

    def typed(self) -> list[str]:
        return [answer.text for answer in self.services.panels.store.answers(self.panel.id)]


class Rater(Place):
    """A place that rates."""

    def ratings(self) -> dict[str, Rating]:
        own = self.services.panels.store.own_ratings(self.panel.id, self.seat)
        return {rating.item: rating for rating in own}

    def rate(self, item: str, score: int) -> None:
        """From the place, or from a question that is looked at, with its evidence."""

        def scored() -> bool:
            return item in self.ratings() and self.ratings()[item].score == score

        self.until(scored, "Enter", str(score))
        self.page.keyboard.press("e")
        self.page.wait_for_timeout(300)
        words = f"{self.seat} heard it on {item}"
        self.page.keyboard.type(words, delay=5)
        self.until(lambda: self.ratings()[item].evidence == (words,))
        self.page.keyboard.press("Escape")
        # What comes at once after it would be taken for one key with it.
        self.page.wait_for_timeout(300)

    def lock(self) -> None:
        def locked() -> bool:
            panel = self.services.panels.store.get(self.panel.id)
            return panel is not None and panel.seat(self.seat).locked_at is not None

        self.until(locked, "L", "l")


def interview(chair: Place, candidate: Place, table: AppTerminal) -> None:
    """The chair begins in a browser; what the candidate types there grows at the table."""
    chair.until(lambda: chair.happened() == ["consent"], "q", "y")
    chair.until(lambda: chair.happened()[-1] == "asked", "Enter")
    chair.until(lambda: chair.happened()[-1] == "answer_began", "Enter")
    table.keys("q")
    table.until("Enter ends the answer.")
    # The first letter again and again, where it came before the line was there.
    candidate.until(candidate.typed, "I")
    candidate.page.keyboard.type(" closed the depot", delay=5)
    table.until("I closed the depot")
    table.keys("\r")
    chair.until(lambda: chair.happened()[-1] == "answer_ended")
    table.keys("\x1b")
    table.until("1 of 2 questions were put")
    packets: list[Download] = []
    chair.page.on("download", lambda one: packets.append(one))  # noqa: PLW0108 - it wraps no built-in function
    # A page that had not yet seen the end of the answer asks before it is left.
    chair.until(lambda: packets, "Escape", "Escape", "Escape", "p", "d")
    assert packets[0].suggested_filename == f"packet-{chair.panel.id[:8]}-d.html"
    assert 'id="packet"' in packets[0].path().read_text(encoding="utf-8")
    for place in (chair, candidate):
        place.context.close()


def settle(chair: AppTerminal, items: list[ItemId]) -> None:
    """The chair writes down a 4 for each."""
    for item in items:
        chair.keys("4")
        chair.until(f"What did you come to? {item} · Driving Efficiency")
        chair.feed_for(0.3)
        chair.keys(f"met on {item}")
        chair.until(f"met on {item}")
        chair.keys("\r")
        chair.until(f"{item}: settled 4.")


def test_a_panel_runs_across_machines(tmp_path: Path, environment: dict[str, str]) -> None:
    require("chromium", "no Chromium to open a panel in: apt-get install chromium")

    def shell(*words: str) -> dict[str, object]:
        done = warm.run(["panel", *words, "--json"], environment)
        done.check_returncode()
        document: dict[str, object] = json.loads(done.stdout)
        return document

    people = [w for name in ("Ben", "Cleo", "Dee") for w in ("--rater", name)]
    made = shell("new", "--candidate", "Dana", "--chair", "Ann", "--chair-only", *people, "--named",
                 "--questions", "de-stop-spending,de-midyear-cut")  # fmt: skip
    services = build_services()
    panel = services.panels.find(str(made["panel"]))
    codes = {i["place"]: i["code"] for i in shell("invite", panel.id, "--all")["invitations"]}  # type: ignore[attr-defined]
    items = [item.id for item in panel.form.rated]
    port = free_port()
    chair = AppTerminal(tmp_path / "chair", "panel", "run", panel.id, columns=120, rows=40)
    try:
        with (
            sync_playwright() as playwright,
            closing(
                playwright.chromium.launch(
                    executable_path=chromium.EXECUTABLE, args=chromium.ARGUMENTS
                )
            ) as browser,
        ):
            raters = {seat: Rater(browser, services, panel, seat) for seat in RATERS}
            with served(environment, tmp_path / "server", port) as address:
                for seat, rater in raters.items():
                    rater.join(address, codes[seat])
                chair.until("Conduct the interview")
                for rater in raters.values():
                    rater.rate(items[0], 4)
                chair.until(f"1 of {len(items)} rated")
                elsewhere = Place(browser, services, panel, "a")
                candidate = Place(browser, services, panel, "candidate")
                for place in (elsewhere, candidate):
                    place.join(address, codes[place.seat])
                interview(elsewhere, candidate, chair)
                raters["c"].page.reload()
                for item in items[1:]:
                    raters["b"].rate(item, 3)
                raters["b"].lock()
            # The server dies and comes back; every page goes on by itself.
            with served(environment, tmp_path / "server", port):
                for seat in ("c", "d"):
                    for item in items[1:]:
                        raters[seat].rate(item, 3)
                    raters[seat].lock()
                chair.until("Reveal the ratings")
                chair.keys("\r")
                chair.until("Reveal the ratings?")
                chair.keys("v")
                chair.until("2 of 2 to settle")
                settle(chair, items)
    finally:
        chair.close()
    record = services.panels.store.record(panel.id)
    assert record.unsettled == ()
    assert {rating.source for rating in record.ratings} == {RatingSource.BROWSER}
    assert [record.initial(item) for item in items] == [(4, 4, 4), (3, 3, 3)]
    report = tmp_path / "report.html"
    shell("close", panel.id)
    shell("report", panel.id, "-o", str(report))
    assert "b heard it on" in report.read_text(encoding="utf-8")
    assert not services.joining.refusals(panel)
    services._database.close()
