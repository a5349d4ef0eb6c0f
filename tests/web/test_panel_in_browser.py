"""A panel in a real browser, from joining to leaving, with all that goes wrong between."""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import chromium
from tests.real_parts import require
from tests.web.serving import serving

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("chromium")]

TYPING = (sys.executable, "-m", "tests.web.typing_app")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    require("chromium", "no Chromium to open a panel in: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.EXECUTABLE, args=chromium.ARGUMENTS
        )
        yield browser
        browser.close()


def until(page: Page, happened: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for something outside the browser."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end
        page.wait_for_timeout(20)


@dataclass
class Typing:
    """What the app leaves in its home: what was typed, and who takes keys."""

    home: Path
    app: str = ""

    def opened(self, page: Page) -> None:
        """Wait until the app can be typed into."""
        expect(page.locator("#notice")).to_be_hidden(timeout=10_000)
        expect(page.locator(".xterm-helper-textarea")).to_be_focused()
        ready = self.home / "ready"
        until(page, lambda: ready.exists() and ready.read_text() not in ("", self.app))
        self.app = ready.read_text()

    def kept(self, page: Page, words: str) -> None:
        """Wait until the app has written down what was typed."""
        file = self.home / "typed"
        until(page, lambda: file.exists() and file.read_text() == words)


def join(page: Page, code: str) -> None:
    """Type a wrong code, and then this one."""
    expect(page.get_by_label("The code that the chair gave you")).to_be_focused()
    page.keyboard.type("nobody's code")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("This code does not open anything.")
    expect(page.get_by_label("The code that the chair gave you")).to_be_focused()
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def test_a_rater_joins_types_reloads_loses_the_server_and_leaves(
    browser: Browser, tmp_path: Path
) -> None:
    home, app = {"MOCK_PANEL_HOME": str(tmp_path)}, Typing(tmp_path)
    context = browser.new_context(viewport={"width": 900, "height": 600}, locale="en-US")
    context.set_default_timeout(10_000)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.on("request", lambda request: asked.append(request.url))
    with serving(TYPING, home=tmp_path, environment=home) as served:
        page.goto(served.origin)
        join(page, served.door.invite("b"))
        app.opened(page)
        assert page.title() == "Mock panel · rater B"
        assert page.url == f"{served.origin}/"
        page.keyboard.type("stopped é")
        app.kept(page, "stopped é")

        page.reload()
        app.opened(page)
        page.keyboard.type(" the rule")
        app.kept(page, "stopped é the rule")
        assert served.door.here == ["b"]
    words = page.locator("#said")
    expect(words).to_have_text("Connection lost; trying again. What you entered is kept.")

    with serving(TYPING, home=tmp_path, port=served.port, environment=home) as again:
        app.opened(page)
        page.keyboard.type(" at once")
        app.kept(page, "stopped é the rule at once")

        other = context.new_page()
        other.goto(again.origin)
        app.opened(other)
        expect(words).to_have_text("The panel is now open in another window.")
        other.keyboard.press("Enter")
        expect(other.locator("#said")).to_have_text("You have closed the panel.")
        other.get_by_role("button", name="Open it again").press("Enter")
        app.opened(other)
        other.get_by_role("link", name="With a screen reader").click()
        reading = other.locator("#reading")
        expect(reading).to_contain_text("Ask the chair for your packet")
        height = other.locator(".xterm-screen").bounding_box()
        reading.get_by_role("link", name="Back to the panel").press("Enter")
        expect(other.locator(".xterm-helper-textarea")).to_be_focused()
        assert height != other.locator(".xterm-screen").bounding_box()
        other.get_by_text("Leave", exact=True).click()
        other.get_by_role("button", name="Leave the panel").click()
        expect(other.get_by_label("The code that the chair gave you")).to_be_visible()
        assert context.cookies() == []
    context.close()
    assert {url.split("/")[2] for url in asked if not url.startswith("data:")} == {
        served.address.host
    }
    assert [words for words in said if "Policy" in words or words.startswith("error")] == []
