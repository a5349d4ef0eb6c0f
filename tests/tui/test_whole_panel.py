"""Two candidates before one panel, from its set-up to the reports, as its people would do it.

The chair and one rater share the keyboard; the other rater sits elsewhere, with the packet in
a real browser.
"""

import re
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from mock_panel.bootstrap.services import Services
from mock_panel.cli.root import run
from mock_panel.domain.ids import PanelId
from mock_panel.domain.panels import Panel
from mock_panel.domain.ratings import RatingSource
from mock_panel.tui.app import MockPanelApp
from tests import chromium
from tests.real_parts import require
from tests.tui.practising import TestClock, real_services, settled, shown, until

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("chromium")]

UNSEEN = "nobody else may read this"
SCORES = {"a": "33434", "b": "34544", "c": "35335"}
"""By seat, in the order of the questions."""


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def services(tmp_path: Path, clock: TestClock, monkeypatch: pytest.MonkeyPatch) -> Services:
    # Packets and reports go where the app was started.
    monkeypatch.chdir(tmp_path)
    return real_services(tmp_path / "home", clock)


class Table:
    """The keyboard that is passed around, and the screen that everybody sees."""

    def __init__(self, pilot: Pilot[int], services: Services, clock: TestClock) -> None:
        self.pilot, self.services, self.clock = pilot, services, clock
        self.app = pilot.app

    async def press(self, *keys: str) -> str:
        await self.pilot.press(*keys)
        await settled(self.pilot)
        return " ".join(shown(self.app).split())

    async def write(self, words: str) -> None:
        line = self.app.focused
        if isinstance(line, TextArea):
            line.insert(words)
        else:
            assert isinstance(line, Input)
            line.insert_text_at_cursor(words)
        await settled(self.pilot)

    async def comes(self, words: str) -> str:
        for _ in range(400):
            seen = " ".join(shown(self.app).split())
            if words in seen:
                return seen
            await self.pilot.pause(0.02)
            await settled(self.pilot)
        raise AssertionError(f"{words!r} did not come, but this did:\n{shown(self.app)}")

    def panels(self) -> list[Panel]:
        return list(self.services.panels.store.panels())


async def test_two_candidates_from_the_set_up_to_the_reports(
    services: Services, clock: TestClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require("chromium", "no Chromium to open a rater packet in: apt-get install chromium")
    app = MockPanelApp(services, None, PanelId(""))
    app.animation_level = "none"
    async with app.run_test(size=(100, 40)) as pilot:
        table = Table(pilot, services, clock)
        await convene(table)
        pins = await read_pins(table)
        await conduct(table)
        await rate_in_turn(table, pins, tmp_path)
        await settle_and_report(table, tmp_path)

        await table.press("escape")
        await table.comes("how far the raters agree")
        await table.press("n")
        await until(pilot, "PanelSetupScreen")
        await table.write("Sam Doe")
        await table.press("enter", "enter")
        await until(pilot, "PinsScreen")
        second = table.panels()[0]
        assert second.candidate == "Sam Doe"
        assert second.form == table.panels()[1].form, "the same questions in the same order"

    # The second candidate is rated in the shell, by a program.
    monkeypatch.setenv("MOCK_PANEL_HOME", str(services.paths.home))
    await rate_from_the_shell(second)
    assert run(["panel", "report", second.id, "-o", str(tmp_path / "second.pdf")]) == 0
    assert (tmp_path / "second.pdf").read_bytes().startswith(b"%PDF")
    records = services.panels.store.records()
    assert [record.panel.candidate for record in records] == ["Dana Roe", "Sam Doe"]
    assert len(services.panels.store.pooled()) == 30


async def convene(table: Table) -> None:
    await until(table.pilot, "PanelsScreen")
    await table.press("enter")
    await until(table.pilot, "PanelSetupScreen")
    for words in ("Dana Roe", "Ann Vale", "Ben Ito, Cleo Marsh"):
        await table.press("enter")
        await table.write(words)
    await table.press("ctrl+s", "enter")
    await until(table.pilot, "PinsScreen")


async def read_pins(table: Table) -> dict[str, str]:
    seen = await table.press("a")
    pins = dict(zip("abc", re.findall(r"\b(\d{3} \d{3})\b", seen), strict=True))
    assert len(set(pins.values())) == 3
    await table.press("w", "enter")
    await table.comes("Conduct the interview")
    return {seat: pin.replace(" ", "") for seat, pin in pins.items()}


async def conduct(table: Table) -> None:
    """Without a microphone: the chair reads, the clock runs, one supplemental is noted."""
    await table.press("enter")
    await table.comes("May the answers be recorded and written down?")
    await table.press("n")
    for number in range(1, 6):
        await table.comes(f"uestion {number} of 5")
        await table.press("enter")
        await pass_time(table, 20)
        await table.press("enter")
        await pass_time(table, 60)
        if number == 2:
            await table.press("1")
        await pass_time(table, 300)
        await table.press("enter")
        await pass_time(table, 5)
    await table.comes("ends the interview")
    await table.press("enter")
    await table.comes("Now each rates alone")
    await pass_time(table, 5)
    await table.press("enter")
    await table.comes("Pass the keyboard to a rater")


async def pass_time(table: Table, seconds: float) -> None:
    table.clock.pass_seconds(seconds)
    await settled(table.pilot)


async def rate_in_turn(table: Table, pins: dict[str, str], folder: Path) -> None:
    """The chair, then rater b, on the same keyboard; c in a browser meanwhile."""
    await table.press("p")
    await until(table.pilot, "AskScreen")
    await table.press("up", "right", "right", "enter")
    await table.comes("The packet of Rater C")
    (packet,) = folder.glob("packet-*-c.html")
    returned = await fill_in(packet, SCORES["c"], folder)

    await table.press("r")
    await until(table.pilot, "CoverScreen")
    for seat in "ab":
        await table.press(seat, *pins[seat], "enter")
        await until(table.pilot, "RateScreen")
        seen = await table.comes("question 1 of 5")
        assert UNSEEN not in seen
        for number, score in enumerate(SCORES[seat], 1):
            await table.comes(f"question {number} of 5")
            await table.press(score, "e")
            await table.write(f"{UNSEEN}: {seat} {number}")
            await table.press("escape", "j")
        await table.press("L")
        await table.press("l")
        await table.comes("locked")
        await table.press("escape")
        await until(table.pilot, "CoverScreen")
        assert UNSEEN not in shown(table.app)
    await table.press("escape")
    await table.comes("C")
    assert UNSEEN not in shown(table.app)
    assert UNSEEN not in packet.read_text(encoding="utf-8")

    await table.press("i")
    await until(table.pilot, "AskScreen")
    await table.write(str(returned))
    await table.press("enter")
    await table.comes("Reveal the ratings")


async def fill_in(packet: Path, scores: str, folder: Path) -> Path:
    """Rater c, by keyboard, in a browser that has no network."""
    asked: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium.EXECUTABLE, args=chromium.ARGUMENTS
        )
        page: Page = await browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        await page.goto(packet.as_uri())
        for number, score in enumerate(scores, 1):
            for key in ("j", score, "e"):
                await page.keyboard.press(key)
            await page.keyboard.insert_text(f"heard elsewhere {number}")
            await page.keyboard.press("Escape")
        await page.keyboard.press("l")
        async with page.expect_download() as download:
            await page.keyboard.press("l")
            await page.keyboard.press("Shift+Tab")
            await page.keyboard.press("Enter")
        file = folder / "ratings.json"
        await (await download.value).save_as(file)
        await browser.close()
    assert all(url.startswith(("file:", "blob:")) for url in asked)
    return file


async def settle_and_report(table: Table, folder: Path) -> None:
    await table.press("enter")
    await table.press("v")
    await until(table.pilot, "SettleScreen")
    seen = await table.comes("discuss first")
    assert UNSEEN in seen, "now everybody may read it"
    (panel,) = table.panels()
    store = table.services.panels.store
    for _ in range(5):
        await table.press("4")
        await table.write("the result counts although it came late")
        await table.press("enter")
    await table.comes("Close")
    assert store.record(panel.id).unsettled == ()
    await table.press("enter", "enter")
    await table.comes("closed")
    record = store.record(panel.id)
    assert record.panel.closed_at is not None
    for seat, scores in SCORES.items():
        own = [record.rating(panel.seat(s.id).id, i.id) for s in panel.raters if s.id == seat
               for i in panel.form.items]  # fmt: skip
        assert "".join(str(r.score) for r in own if r) == scores
        source = RatingSource.PACKET if seat == "c" else RatingSource.SCREEN
        assert {r.source for r in own if r} == {source}
    for ending in ("html", "md", "pdf"):
        table.services.reports.write(record.panel, folder / f"report.{ending}")
    html = (folder / "report.html").read_text(encoding="utf-8")
    for words in (UNSEEN, "heard elsewhere 3", "the result counts", "Rater C"):
        assert words in html
    for name in ("Ann Vale", "Ben Ito", "Cleo Marsh"):
        for ending in ("html", "md", "pdf"):
            assert name.encode() not in (folder / f"report.{ending}").read_bytes()
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF")


async def rate_from_the_shell(panel: Panel) -> None:
    def verb(*arguments: str) -> None:
        assert run(["panel", *arguments, "--json"]) == 0

    for seat in panel.raters:
        for item in panel.form.items:
            verb("rate", panel.id, "--rater", seat.id, "--item", item.id,
                 "--score", "4", "--evidence", "clear")  # fmt: skip
        verb("lock", panel.id, "--rater", seat.id)
    verb("reveal", panel.id)
    for item in panel.form.items:
        verb("consensus", panel.id, "--item", item.id, "--score", "4", "--reason", "all alike")
    verb("close", panel.id)
