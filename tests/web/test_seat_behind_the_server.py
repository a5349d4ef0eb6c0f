"""The app of a place as a browser gets it: whole, rating, and there again after a reload."""

import asyncio
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pyte
import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType

from tests.web.serving import closed, serving

pytestmark = [pytest.mark.real]

SEAT = (sys.executable, "-m", "mock_panel", "seat")
SIZE = "?width=100&height=28"


@dataclass
class Page:
    """What a page does with its socket: it says its size, and shows what is painted."""

    socket: ClientWebSocketResponse
    screen: pyte.Screen = field(default_factory=lambda: pyte.Screen(100, 28))

    def __post_init__(self) -> None:
        self._stream = pyte.ByteStream(self.screen)

    async def shows(self, *words: str) -> None:
        """Wait until all of these words stand on the screen."""
        async with asyncio.timeout(20):
            while not all(word in "\n".join(self.screen.display) for word in words):
                frame = await self.socket.receive()
                assert frame.type in (WSMsgType.BINARY, WSMsgType.TEXT), self.screen.display
                if frame.type is WSMsgType.BINARY:
                    self._stream.feed(frame.data)

    async def press(self, keys: str) -> None:
        await self.socket.send_str(json.dumps(["stdin", keys]))


async def test_a_rater_rates_reloads_and_is_revoked(tmp_path: Path) -> None:
    with serving(SEAT, home=tmp_path, environment={"MOCK_PANEL_HOME": str(tmp_path)}) as served:
        async with served.browser("b") as browser:
            async with served.socket(browser, SIZE) as socket:
                page = Page(socket)
                # The keys at the foot, too, though no page has the focus while it opens.
                await page.shows("Ben Castellano (you)", "Next step", "Help")
                await page.press("r")
                await page.shows("question 1 of 5")
                await page.press("4")
                await page.shows("4 ●")
                await page.press("e")
                await page.shows("Leave the line")
                await page.press("stopped the rule")
                await page.shows("stopped the rule", "draft saved")
                await page.press("\x1b")
                await page.shows("you have 4 of 5 left")
            async with served.socket(browser, SIZE) as socket:
                await Page(socket).shows("4 of 5 left")
                served.door.revoke("b")
                async with asyncio.timeout(3):
                    assert await closed(socket) == 4003
        await served.tells("went: session over")
    assert not served.said("app:"), served.log
