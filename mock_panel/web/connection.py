"""One browser's socket and the app behind it; and who is connected at all."""

import asyncio
import enum
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress

from aiohttp import WebSocketError, WSCloseCode, WSMsgType, web

from mock_panel.domain.joining import Guest
from mock_panel.web.child import SeatProcess
from mock_panel.web.messages import (
    MOST_RAW,
    Focused,
    Message,
    Pinged,
    Resized,
    Typed,
    Unreadable,
    read_message,
)
from mock_panel.web.pace import Pace

_MESSAGES_A_SECOND = 150
"""A mouse that is moved fast sends a hundred."""
_MESSAGES_AT_ONCE = 600
_STARTS_A_SECOND = 0.5
_STARTS_AT_ONCE = 10
_BYTES_A_SECOND = 128 * 1024
_BYTES_AT_ONCE = 1024 * 1024


class Close(enum.IntEnum):
    """Why a socket was closed, as the page is told."""

    ENDED = 4000
    TAKEN_OVER = 4001
    SESSION_OVER = 4003
    GOING_AWAY = WSCloseCode.GOING_AWAY
    UNREADABLE = WSCloseCode.POLICY_VIOLATION
    FAILED = WSCloseCode.INTERNAL_ERROR


class Connection:
    """A socket of one session.

    Args:
        guest: whose session it is.
    """

    def __init__(self, guest: Guest) -> None:
        self.guest = guest
        self.app: SeatProcess | None = None
        self.why: Close | None = None
        """Why we have ended it; None as long as we have not."""
        self.over = asyncio.Event()
        """Nothing of it is left: neither the socket nor the app."""
        # Whoever does not answer a goodbye is not waited for.
        self.socket = web.WebSocketResponse(heartbeat=15, timeout=1, max_msg_size=MOST_RAW)
        self._messages = Pace(_MESSAGES_A_SECOND, _MESSAGES_AT_ONCE)
        self._bytes = Pace(_BYTES_A_SECOND, _BYTES_AT_ONCE)
        self._obeying: asyncio.Task[None] | None = None

    def end(self, why: Close) -> None:
        """Have it end; the first reason counts."""
        if self.why is not None:
            return
        self.why = why
        # Closed by whoever reads: a socket closed with something unread loses the goodbye.
        if self._obeying:
            self._obeying.cancel()

    async def say_goodbye(self) -> None:
        """Close the socket, and tell why, if it was we who ended it."""
        if self.why is not None:
            await self.socket.close(code=self.why)

    async def paint(self, data: bytes) -> None:
        """Send what the app paints, as long as somebody looks."""
        with suppress(ConnectionError):
            await self.socket.send_bytes(data)

    async def say(self, message: str) -> None:
        """Send a message to the page, as long as there is one."""
        with suppress(ConnectionError):
            await self.socket.send_str(message)

    async def obey(self, app: SeatProcess) -> None:
        """Give the app what the browser sends, until either side ends it.

        Raises:
            Unreadable: it has sent what no page of ours sends.
        """
        self.app = app
        if self.why is not None:
            return
        self._obeying = asyncio.create_task(self._obey(app))
        try:
            await self._obeying
        except asyncio.CancelledError:
            if self.why is None:
                raise

    async def _obey(self, app: SeatProcess) -> None:
        async for frame in self.socket:
            if frame.type is WSMsgType.ERROR and not isinstance(frame.data, WebSocketError):
                return  # the browser has gone without a word
            if frame.type is not WSMsgType.TEXT:
                raise Unreadable("no text, or too long")
            # Not dropped, which would lose keys: whoever sends too fast is read more slowly.
            pause = max(self._messages.wait_for(1), self._bytes.wait_for(len(frame.data)))
            if pause:
                await asyncio.sleep(pause)
            await self._give(app, read_message(frame.data))

    async def _give(self, app: SeatProcess, message: Message) -> None:
        match message:
            case Typed(data):
                await app.send_bytes(data)
            case Resized(width, height):
                await app.set_terminal_size(width, height)
            case Pinged(text):
                await self.say(json.dumps(["pong", text]))
            case Focused(here):
                await (app.focus() if here else app.blur())


class Connections:
    """Who is connected: each session once, and so many in all.

    Args:
        most: sessions at the same time.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._newest: dict[str, Connection] = {}
        self._all: set[Connection] = set()
        self._starts: dict[str, Pace] = {}

    def has_room_for(self, guest: Guest) -> bool:
        """Whether another may come in; who is in already may come again."""
        return guest.session in self._newest or len(self._newest) < self._most

    def may_start(self, guest: Guest) -> bool:
        """Whether a session has not started apps all the time: each start costs the others."""
        if len(self._starts) > 4 * self._most:
            self._starts = {s: pace for s, pace in self._starts.items() if s in self._newest}
        pace = self._starts.setdefault(guest.session, Pace(_STARTS_A_SECOND, _STARTS_AT_ONCE))
        return pace.allows()

    def of(self, guest: Guest) -> Connection | None:
        """The connection of a session."""
        return self._newest.get(guest.session)

    async def take_over(self, connection: Connection) -> bool:
        """Let a connection be the one of its session, once the one before has ended.

        Returns:
            whether it is: a newer one may have come meanwhile.
        """
        session = connection.guest.session
        before = self._newest.get(session)
        self._newest[session] = connection
        self._all.add(connection)
        if before:
            before.end(Close.TAKEN_OVER)
            # Its app is still writing down what was entered, which ours is to show.
            await before.over.wait()
        return self._newest.get(session) is connection

    def gone(self, connection: Connection) -> None:
        """Nothing is left of a connection."""
        self._all.discard(connection)
        if self._newest.get(connection.guest.session) is connection:
            del self._newest[connection.guest.session]
        connection.over.set()

    async def end_all(self) -> None:
        """Close every socket, and wait until nothing is left."""
        everyone = list(self._all)
        for each in everyone:
            each.end(Close.GOING_AWAY)
        await asyncio.gather(*(each.over.wait() for each in everyone))


async def until_over(
    connection: Connection, is_over: Callable[[], Awaitable[bool]], every: float
) -> None:
    """End a connection when its session is over.

    Args:
        connection: is ended then.
        is_over: looks whether it is.
        every: seconds between two looks.
    """
    while not await is_over():
        await asyncio.sleep(every)
    connection.end(Close.SESSION_OVER)
