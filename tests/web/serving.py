"""A server that really runs, in a thread of its own; and what speaks with it."""

import asyncio
import os
import sys
import threading
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager, closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, WSMsgType

from mock_panel.web.address import PublicAddress, listening_socket
from mock_panel.web.doorman import Doorman
from mock_panel.web.journal import Journal
from mock_panel.web.server import PanelServer
from tests.web.real_door import RealDoor

UNWANTED = {"TEXTUAL": "debug,devtools", "SECRET_OF_THE_SHELL": "x"}
"""What an app must not get."""
ECHO = (sys.executable, "-I", "-S", str(Path(__file__).parent / "echoing_app.py"))


@dataclass
class Served:
    """A running server and all around it."""

    door: RealDoor
    address: PublicAddress
    port: int
    log: list[str] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return self.address.origin

    def said(self, part: str) -> list[str]:
        """The lines of the log with a part in them."""
        return [line for line in self.log if part in line]

    async def tells(self, part: str) -> None:
        """Wait for a line of the log with a part in it."""
        async with asyncio.timeout(5):
            while not self.said(part):
                await asyncio.sleep(0.01)

    @asynccontextmanager
    async def browser(
        self, place: str | None = None, code: str | None = None
    ) -> AsyncIterator[ClientSession]:
        """One that keeps cookies; it has joined at a place, if one is named, by its code."""
        jar = CookieJar(unsafe=True)
        async with ClientSession(self.origin, cookie_jar=jar) as browser:
            if place:
                code = code or self.door.invite(place)
                async with browser.post(
                    "/join", data={"code": code}, headers={"Origin": self.origin}
                ) as answer:
                    assert answer.status == 200
                    assert "data-session-websocket-url" in await answer.text()
            yield browser

    @asynccontextmanager
    async def socket(
        self, browser: ClientSession, query: str = ""
    ) -> AsyncIterator[ClientWebSocketResponse]:
        """A socket as the page opens it."""
        async with browser.ws_connect(f"/ws{query}", origin=self.origin, max_msg_size=0) as socket:
            yield socket


async def heard(socket: ClientWebSocketResponse, beginning: str) -> str:
    """What the app paints or the page is told next that begins so."""
    async with asyncio.timeout(10):
        while True:
            frame = await socket.receive()
            assert frame.type in (WSMsgType.BINARY, WSMsgType.TEXT), (frame, socket.close_code)
            said = frame.data if isinstance(frame.data, str) else frame.data.decode()
            if said.startswith(beginning):
                return said


async def closed(socket: ClientWebSocketResponse) -> int | None:
    """By which code it is closed."""
    async with asyncio.timeout(10):
        while not socket.closed:
            await socket.receive()
    return socket.close_code


def runs(pid: int) -> bool:
    """Whether a process is there and has not ended."""
    with suppress(OSError):
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    return False


async def gone(pid: int) -> None:
    """Wait until a process has ended."""
    async with asyncio.timeout(10):
        while runs(pid):
            await asyncio.sleep(0.02)


@contextmanager
def serving(
    command: Sequence[str] = ECHO,
    *,
    most_sessions: int = 6,
    behind_proxy: bool = False,
    home: Path | None = None,
    port: int = 0,
    public: PublicAddress | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Served]:
    """A server on this machine, with a panel.

    Args:
        command: the app of a place.
        most_sessions: as of the server.
        behind_proxy: as of the server.
        home: where the panel's database is, or will be; a folder for the while without.
        port: a free one without.
        public: the address that it is known by, if another.
        environment: more of it.
    """
    with ExitStack() as stack:
        listening = stack.enter_context(listening_socket("127.0.0.1", port))
        folder = home or Path(stack.enter_context(TemporaryDirectory()))
        door = stack.enter_context(closing(RealDoor(folder)))
        port = listening.getsockname()[1]
        address = public or PublicAddress("http", "127.0.0.1", port)
        served = Served(door, address, port)
        server = PanelServer(
            served.door,
            Doorman(address, behind_proxy=behind_proxy),
            Journal(served.log.append, lambda: datetime.now(UTC)),
            lambda: datetime.now(UTC),
            command=command,
            environment={**os.environ, **UNWANTED, **(environment or {})},
            most_sessions=most_sessions,
        )
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_forever, name="server")
        thread.start()
        try:
            asyncio.run_coroutine_threadsafe(server.start(listening), loop).result(10)
            yield served
        finally:
            asyncio.run_coroutine_threadsafe(server.stop(), loop).result(10)
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()
