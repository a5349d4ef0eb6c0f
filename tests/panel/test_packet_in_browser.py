"""The packet in a real browser, opened from disk and filled in by keyboard alone."""

import hashlib
import hmac
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from mock_panel.domain.panels import Panel
from mock_panel.domain.parts import Part
from mock_panel.panel.packet import packet_html
from mock_panel.panel.ratings_file import ReturnedRatings, open_ratings, read_ratings_file
from tests import chromium
from tests.panel.sample_panels import CONVENED, SAID, sample_answers, sample_panel
from tests.real_parts import require

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("chromium")]

KEY = "key of b, with an é and a 😀"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    require("chromium", "no Chromium to open a rater packet in: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.EXECUTABLE, args=chromium.ARGUMENTS
        )
        yield browser
        browser.close()


@dataclass
class Desk:
    """A rater's computer: one packet, and all that the browser said or asked for meanwhile."""

    panel: Panel
    file: Path
    context: BrowserContext
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self) -> Page:
        """A new page with the packet; without whatever was not stored."""
        page = self.context.new_page()
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(self.file.as_uri())
        return page

    def returned(self, path: Path) -> ReturnedRatings:
        """A saved file as the import opens it."""
        sealed = read_ratings_file(path.read_bytes(), path.name)
        return open_ratings(sealed, self.panel, KEY)


@pytest.fixture
def desk(browser: Browser, tmp_path: Path) -> Iterator[Desk]:
    panel = sample_panel()
    file = tmp_path / "packet.html"
    html = packet_html(panel, panel.seats[1], KEY, sample_answers(), made_at=CONVENED)
    file.write_text(html, encoding="utf-8")
    context = browser.new_context(
        viewport={"width": 1000, "height": 700}, locale="en-US", timezone_id="UTC"
    )
    context.set_default_timeout(5_000)
    desk = Desk(panel, file, context)
    yield desk
    context.close()
    assert desk.complaints == []
    assert [url for url in desk.requests if not url.startswith(("file:", "blob:file:"))] == []


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def write(page: Page, text: str) -> None:
    page.keyboard.insert_text(text)


def rate(page: Page, score: int, *evidence: str) -> None:
    """The next item: its rating and its evidence, by keys."""
    press(page, "j", str(score), "e")
    for line in evidence:
        write(page, line)
        press(page, "Enter")
    press(page, "Escape")


def saved_by(page: Page, path: Path, *keys: str) -> Path:
    """The file that the browser saves after some keys."""
    with page.expect_download() as download:
        press(page, *keys)
    download.value.save_as(path)
    return path


def test_days_are_written_as_in_every_report(desk: Desk) -> None:
    assert desk.open().inner_text("body").count("2 Mar 2026") == 2


def test_a_rater_fills_it_in_locks_and_the_file_opens(desk: Desk, tmp_path: Path) -> None:
    page = desk.open()
    assert page.title() == "Jordan Ellis · Ben Castellano, rater B · rater packet"
    rate(page, 4, "stopped the rule 😀", "", "  wrote to both staffs ")
    press(page, "j", "c", "s")
    write(page, "140 idle cars")
    press(page, "Enter")
    write(page, "half a note that nobody finished")
    page.close()

    page = desk.open()
    assert page.inner_text("#progress") == "1 of 5 rated"
    assert page.inner_text("#said") == "your draft is back"
    assert page.locator("#item-q2 .situation .written textarea").count() == 2
    rate(page, 4)
    assert page.inner_text("#item-q1 .state") == "rated 4"
    rate(page, 3, "cut sixty leases")
    press(page, "a")
    write(page, "met each head \x1b[31m!")
    press(page, "Escape", "l")
    assert page.inner_text("#refusal") == (
        "Not locked. Without a rating and evidence: "
        "Merit and Competence, Leading People, Achieving Results."
    )
    assert page.evaluate("document.activeElement.id") == "q3-1"
    press(page, "Space", "3", "l")
    assert page.evaluate("document.activeElement.id") == "evidence-q3"
    write(page, "compared three causes")
    press(page, "Escape")
    rate(page, 5, "told the deputy first")
    rate(page, 2, "no result stated")
    assert page.inner_text("#progress") == "5 of 5 rated"

    press(page, "l", "Enter")
    assert page.inner_text("#finish-title") == "Lock and save", "Enter by habit locks nothing"
    press(page, "l", "Shift+Tab")
    first = desk.returned(saved_by(page, tmp_path / "first.json", "Enter"))
    assert first.locked
    assert first.seat == "b"
    assert first.ratings == (
        ("q1", 4, ("stopped the rule 😀", "wrote to both staffs")),
        ("q2", 3, ("cut sixty leases",)),
        ("q3", 3, ("compared three causes",)),
        ("q4", 5, ("told the deputy first",)),
        ("q5", 2, ("no result stated",)),
    )
    assert [(note.part, note.text) for note in first.notes] == [
        (Part.SITUATION, "140 idle cars"),
        (Part.SITUATION, "half a note that nobody finished"),
        (Part.ACTION, "met each head  [31m!"),
    ]
    assert first.notes[0].second is not None
    assert first.notes[0].second < 60

    press(page, "k", "5")
    assert page.locator("input[type=radio]:not(:disabled), textarea:not([readonly])").count() == 0
    page.close()
    page = desk.open()
    assert page.inner_text("#progress") == "locked"
    again = saved_by(page, tmp_path / "again.json", "l")
    assert again.read_bytes() == (tmp_path / "first.json").read_bytes()
    assert page.input_value("#file-text") == again.read_text()
    page.get_by_text("No file arrived").click()
    page.get_by_role("button", name="Copy").press("Enter")
    expect(page.locator("#said")).to_have_text("copied")
    words = page.content()
    assert [line for lines in SAID.values() for line in (lines[0], lines[2]) if line in words] == []


def test_a_draft_goes_to_another_computer_and_nobody_elses_does(
    browser: Browser, desk: Desk, tmp_path: Path
) -> None:
    page = desk.open()
    rate(page, 4, "stopped the rule")
    page.fill("#evidence-q2", "😀" * 2_001)
    page.get_by_role("button", name="Save a draft file").press("Enter")
    assert "Driving Efficiency: line 1 of the evidence is over 2000" in page.inner_text("#refusal")
    page.fill("#evidence-q2", "one more\n" * 21)
    press(page, "Escape", "l")
    assert "has 21 lines of evidence; 20 are allowed" in page.inner_text("#refusal")
    page.fill("#evidence-q2", "")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a draft file").press("Enter")
    assert download.value.suggested_filename == "ratings-panel-2c91e0-b.json"
    download.value.save_as(tmp_path / "draft.json")
    assert not desk.returned(tmp_path / "draft.json").locked
    changed = (tmp_path / "draft.json").read_text().replace("stopped", "started")
    (tmp_path / "changed.json").write_text(changed)
    page.close()

    with browser.new_context() as elsewhere:
        page = Desk(desk.panel, desk.file, elsewhere).open()
        page.set_input_files("#open-file", tmp_path / "changed.json")
        expect(page.locator("#refusal")).to_contain_text("was changed after it was saved")
        page.set_input_files("#open-file", tmp_path / "draft.json")
        expect(page.locator("#progress")).to_have_text("1 of 5 rated")
        assert page.input_value("#evidence-q1") == "stopped the rule"


def test_a_browser_that_keeps_nothing_says_so(desk: Desk) -> None:
    desk.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }});"
    )
    page = desk.open()
    rate(page, 4, "stopped the rule")
    assert "save a draft file before you leave" in page.inner_text("#kept")
    assert page.get_by_role("radio", name="4 Executive").first.is_checked()
    press(page, "x", "?")
    assert page.locator(".anchor:visible").count() == 0
    assert page.get_by_role("dialog", name="Keys").is_visible()
    page.get_by_label("single keys are on").uncheck()
    press(page, "Escape", "1")
    assert page.inner_text("#item-q1 .state") == "rated 4"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth <= 360")


def test_the_pages_seal_is_hmac_sha256(desk: Desk) -> None:
    rng = random.Random(6)
    letters = 'aZ09 \n"\\é€\u2028\u00a0ﷺ😀𝄞\U0010ffff'
    texts = [
        ["".join(rng.choices(letters, k=rng.choice((0, 1, 20, 55, 64, 119, 300)))) for _ in "kt"]
        for _ in range(400)
    ]
    expected = [
        hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest() for key, text in texts
    ]
    page = desk.open()
    half = "cleaned(' half a pair ' + String.fromCharCode(0xd83d, 10, 0x202e) + '😀 ')"
    assert page.evaluate(half) == "half a pair    😀"
    assert (
        page.evaluate("texts => texts.map(([key, text]) => sealOf(key, text))", texts) == expected
    )
