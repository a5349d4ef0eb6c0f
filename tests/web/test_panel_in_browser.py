"""A panel in a real browser: joining, typing, a reload in the middle, losing the server, leaving."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from mock_panel.domain.joining import PlaceRole
from tests.real_parts import require
from tests.web.serving import Served, serving

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("chromium")]

CHROMIUM = shutil.which("chromium")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    require("chromium", "no Chromium to open a panel in: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


def until(page: Page, condition: str) -> None:
    page.wait_for_function(condition, polling=50)


def kept(file: Path, words: str) -> None:
    """Wait until the app has written down what was typed."""
    import time

    end = time.monotonic() + 5
    while not (file.exists() and file.read_text() == words):
        assert time.monotonic() < end, (words, file.exists() and file.read_text())
        time.sleep(0.02)
