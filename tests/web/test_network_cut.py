"""A network that is cut for a while, without either side being told."""

import os
import time
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from mock_panel.web.address import PublicAddress, listening_socket
from tests.web.serving import serving
from tests.web.test_panel_in_browser import TYPING, Typing, browser, until
from tests.web.wire import Wire

__all__ = ["browser"]
pytestmark = [pytest.mark.real, pytest.mark.xdist_group("chromium")]

SECONDS = float(os.environ.get("NETWORK_CUT_SECONDS", "24"))
"""Longer than both sides wait for each other, after which a longer cut is no different."""
TOLD = 40.0
"""Seconds in which even a slow machine notices: by itself a page asks after 5, and waits 6."""


def test_everyone_goes_on_after_a_cut(browser: Browser, tmp_path: Path) -> None:
    with listening_socket("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    environment, app = {"MOCK_PANEL_HOME": str(tmp_path)}, Typing(tmp_path)
    with closing(Wire(port)) as wire:
        public = PublicAddress("http", "127.0.0.1", wire.port)
        with (
            serving(
                TYPING, home=tmp_path, port=port, public=public, environment=environment
            ) as served,
            closing(browser.new_context(viewport={"width": 900, "height": 600})) as context,
        ):
            wire.start()
            page = context.new_page()
            page.goto(served.origin)
            page.get_by_label("The code that the chair gave you").fill(served.door.invite("b"))
            page.keyboard.press("Enter")
            app.opened(page)
            page.keyboard.type("before")
            app.kept(page, "before")
            with wire.cut():
                began = time.monotonic()
                page.keyboard.type(" meanwhile")
                words = page.locator("#said")
                expect(words).to_contain_text("Connection lost", timeout=TOLD * 1000)
                # The server has noticed by itself, and says so to the others.
                until(page, lambda: served.door.here == [], seconds=40)
                page.wait_for_timeout(max(0.0, SECONDS - (time.monotonic() - began)) * 1000)
            app.opened(page)
            page.keyboard.type(" after")
            until(page, lambda: (tmp_path / "typed").read_text().endswith(" after"))
            assert (tmp_path / "typed").read_text() in ("before after", "before meanwhile after")
            assert served.door.here == ["b"]
            assert len(served.door.tokens) == 1
