"""The server: a handful of addresses, each behind the door."""

import asyncio
import logging
import secrets
import signal
import socket
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import PurePath
from typing import ParamSpec, TypeVar

from aiohttp import web

from mock_panel.domain.clocks import WallClock
from mock_panel.domain.joining import Admitted, Guest
from mock_panel.errors import InputError, OutOfOrder, StorageError
from mock_panel.web import pages
from mock_panel.web.child import Downloads, SeatProcess
from mock_panel.web.connection import Close, Connection, Connections, until_over
from mock_panel.web.doorman import Doorman, counted_as
from mock_panel.web.journal import Journal, OneLine
from mock_panel.web.messages import Unreadable, resized
from mock_panel.web.ports import Door

P = ParamSpec("P")
T = TypeVar("T")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

MOST_SESSIONS = 40
_LARGEST_FORM = 4 * 1024
_WAITING_AT_THE_DOOR = 64
_WAITING_FROM_ONE_ADDRESS = 4
_LOOK_EVERY = 1.0
"""Seconds between two looks whether a session is still there."""
_NOT_NOW = (
    "The panel cannot be reached just now. What was entered is kept, and this page tries again by "
    "itself."
)


class PanelServer:
    """Serves panels to browsers.

    Args:
        door: who may come in.
        doorman: looks at requests before.
        journal: where it is written down who came, went, or was refused.
        now: the time of day.
        command: the app of one place, as a list.
        environment: of which the app gets what it needs.
        most_sessions: at the same time.
    """

    def __init__(
        self,
        door: Door,
        doorman: Doorman,
        journal: Journal,
        now: WallClock,
        *,
        command: Sequence[str],
        environment: Mapping[str, str],
        most_sessions: int = MOST_SESSIONS,
    ) -> None:
        self._door = door
        self._doorman = doorman
        self._journal = journal
        self._now = now
        self._command = command
        self._environment = environment
        self._connections = Connections(most_sessions)
        self._downloads = Downloads()
        self._waiting: Counter[str] = Counter()
        # Guesses wait for each other, and nobody else for them.
        self._at_the_door = ThreadPoolExecutor(1, "joining")
        self._inside = ThreadPoolExecutor(4, "sessions")
        self._runner: web.AppRunner | None = None

    async def start(self, listening: socket.socket) -> None:
        """Answer what comes in by a socket."""
        library = logging.getLogger("aiohttp")
        library.handlers = [OneLine(self._journal)]
        library.propagate = False
        runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.SockSite(runner, listening).start()
        self._runner = runner

    async def stop(self) -> None:
        """Let nobody in any more, and end every app."""
        if self._runner is None:
            return
        await self._runner.cleanup()
        for pool in (self._at_the_door, self._inside):
            pool.shutdown(cancel_futures=True)

    def serve(self, listening: socket.socket) -> None:
        """Serve until Ctrl-C or SIGTERM."""

        async def until_told() -> None:
            told = asyncio.Event()
            for number in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(number, told.set)
            await self.start(listening)
            try:
                await told.wait()
            finally:
                await self.stop()

        asyncio.run(until_told())

    def _application(self) -> web.Application:
        application = web.Application(middlewares=[self._guard], client_max_size=_LARGEST_FORM)
        application.add_routes(
            [
                web.get("/", self._first_page),
                web.get("/join.css", self._join_style),
                web.get("/here", self._here),
                web.get("/join", self._to_the_first_page),
                web.post("/join", self._join),
                web.post("/leave", self._leave),
                web.get("/static/{name}", self._static),
                web.get("/download/{key}", self._download, allow_head=False),
                web.get("/ws", self._socket, allow_head=False),
            ]
        )
        application.on_response_prepare.append(_add_headers(self._doorman))
        # Only when nobody is answered any more: a page that still heard us while the apps end
        # would load itself anew, and find nothing there.
        application.on_shutdown.append(self._end_all)
        return application

    async def _end_all(self, _application: web.Application) -> None:
        await self._connections.end_all()

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        where = self._doorman.where_from(request)
        if not self._doorman.is_for_us(request):
            if self._doorman.is_by_another_name(request) and request.path == "/":
                raise web.HTTPFound(self._doorman.address.origin)
            self._journal.refuse(where, "another host name")
            name = self._doorman.address.origin
            return _problem(
                403, "Not here", f"The panel is at {name} and answers to no other name."
            )
        try:
            return await handler(request)
        except web.HTTPRedirection:
            raise
        except web.HTTPException as error:
            return _problem(error.status, error.reason, "There is nothing for you at this address.")
        except StorageError as error:
            self._journal.refuse(where, f"the database: {error.message}")
            return _problem(503, "Not now", _NOT_NOW)
        except Exception as error:  # noqa: BLE001 - told in the log, and never to the browser
            self._journal.refuse(where, f"an error of ours: {type(error).__name__}")
            return _problem(500, "Not now", _NOT_NOW)

    async def _first_page(self, request: web.Request) -> web.StreamResponse:
        if request.query_string:
            # textual.js takes orders from the address; there are none to give.
            raise web.HTTPSeeOther("/")
        guest = await self._guest(request)
        if guest is None:
            elsewhere = self._doorman.comes_from_elsewhere(request)
            return _page(pages.again_page() if elsewhere else pages.join_page())
        nonce = secrets.token_urlsafe(16)
        response = _page(pages.panel_page(guest, self._doorman.address, nonce))
        response.headers["Content-Security-Policy"] = pages.policy(self._doorman.address, nonce)
        return response

    async def _to_the_first_page(self, _request: web.Request) -> web.StreamResponse:
        # Where the browser is after a code that was not taken.
        raise web.HTTPSeeOther("/")

    async def _join_style(self, request: web.Request) -> web.StreamResponse:
        return _asset(request, pages.join_style())

    async def _static(self, request: web.Request) -> web.StreamResponse:
        await self._guest_or_refuse(request)
        found = pages.asset(request.match_info["name"])
        if found is None:
            raise web.HTTPNotFound
        return _asset(request, found)

    async def _here(self, request: web.Request) -> web.StreamResponse:
        guest = await self._guest_or_refuse(request)
        if self._connections.has_room_for(guest):
            return web.Response(status=204)
        # The page tells by it that the server is full, and not that its database is away.
        return web.Response(status=503, headers={"Retry-After": "15"})

    async def _join(self, request: web.Request) -> web.StreamResponse:
        where = self._doorman.where_from(request)
        if not self._doorman.is_from_our_page(request):
            self._journal.refuse(where, "a code from another site's page")
            return _problem(403, "Not from there", "Type the code at the panel's own address.")
        code = str((await request.post()).get("code", ""))[:64]
        if not self._waiting_room_for(where):
            self._journal.refuse(where, "too many codes at once")
            return _problem(429, "Too many at once", "Try again in a minute.")
        try:
            admitted = await self._admitted(code, where)
        except InputError as error:
            reason = error.reason if isinstance(error, OutOfOrder) else "its panel is gone"
            self._journal.refuse(where, f"a code: {reason}")
            words = f"{error.message} {error.hint}".strip()
            return _page(pages.join_page(words), status=429 if reason == "barred" else 403)
        self._journal.tell(where, "joined", admitted.guest)
        response = web.Response(status=303, headers={"Location": "/"})
        self._doorman.keep(response, admitted.token, admitted.guest.expires_at, self._now())
        return response

    def _waiting_room_for(self, where: str) -> bool:
        in_all = self._waiting.total()
        return self._waiting[where] < _WAITING_FROM_ONE_ADDRESS and in_all < _WAITING_AT_THE_DOOR

    async def _admitted(self, code: str, where: str) -> Admitted:
        self._waiting[where] += 1
        try:
            loop = asyncio.get_running_loop()
            given = (code, counted_as(where))
            return await loop.run_in_executor(self._at_the_door, self._door.admit, *given)
        finally:
            self._waiting[where] -= 1
            self._waiting += Counter()  # without those that wait no more

    async def _leave(self, request: web.Request) -> web.StreamResponse:
        where = self._doorman.where_from(request)
        if not self._doorman.is_from_our_page(request):
            self._journal.refuse(where, "leaving by another site's page")
            return _problem(403, "Not from there", "Leave by the panel's own page.")
        if guest := await self._guest(request):
            await self._inside_call(self._door.leave, guest)
            if connection := self._connections.of(guest):
                connection.end(Close.SESSION_OVER)
            self._journal.tell(where, "left for good", guest)
        response = web.Response(status=303, headers={"Location": "/"})
        self._doorman.forget(response)
        return response

    async def _download(self, request: web.Request) -> web.StreamResponse:
        guest = await self._guest_or_refuse(request)
        connection = self._connections.of(guest)
        app = connection.app if connection else None
        download = self._downloads.of(app, request.match_info["key"]) if app else None
        if download is None:
            await self._inside_call(self._door.refused, guest, "download")
            self._journal.refuse(self._doorman.where_from(request), "a file of nobody's", guest)
            raise web.HTTPNotFound
        response = web.StreamResponse()
        # Never shown as a page of ours, whatever is in it.
        response.content_type = "application/octet-stream"
        name = _plain_name(download.file_name)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        await response.prepare(request)
        async for chunk in self._downloads.fetch(download):
            await response.write(chunk)
        await response.write_eof()
        return response

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        where = self._doorman.where_from(request)
        guest = await self._guest_or_refuse(request)
        token = self._doorman.token(request) or ""
        if not self._doorman.has_our_origin(request):
            await self._inside_call(self._door.refused, guest, "a socket from another site's page")
            self._journal.refuse(where, "a socket from another site's page", guest)
            raise web.HTTPForbidden
        if not self._connections.has_room_for(guest):
            self._journal.refuse(where, "full", guest)
            raise web.HTTPServiceUnavailable
        if not self._connections.may_start(guest):
            self._journal.refuse(where, "too many starts", guest)
            raise web.HTTPTooManyRequests
        connection = Connection(guest)
        await connection.socket.prepare(request)
        try:
            if await self._connections.take_over(connection):
                await self._attend(connection, token, where, request.query)
            await connection.say_goodbye()
        finally:
            self._connections.gone(connection)
        return connection.socket

    async def _attend(
        self, connection: Connection, token: str, where: str, query: Mapping[str, str]
    ) -> None:
        """Run the app of a place as long as its browser is there."""
        guest = connection.guest

        async def ended(was_there: bool) -> None:
            connection.end(Close.ENDED if was_there else Close.FAILED)

        async def is_over() -> bool:
            try:
                return await self._inside_call(self._door.is_over, guest)
            except StorageError:
                return False  # nobody has said that it is

        app = SeatProcess(
            self._command,
            self._environment,
            token,
            write_bytes=connection.paint,
            write_str=connection.say,
            close=ended,
            complain=lambda line: self._journal.tell(where, line, guest),
            downloads=self._downloads,
        )
        looking = asyncio.create_task(until_over(connection, is_over, _LOOK_EVERY))
        arrived = False
        try:
            size = resized(_number(query.get("width"), 80), _number(query.get("height"), 24))
            await app.start(size.width, size.height)
            await self._inside_call(self._door.arrived, guest)
            arrived = True
            self._journal.tell(where, "came", guest)
            await connection.obey(app)
        except Unreadable as error:
            connection.end(Close.UNREADABLE)
            self._journal.refuse(where, f"a message: {error}", guest)
            with suppress(StorageError):
                await self._inside_call(self._door.refused, guest, "an unreadable message")
        except (OSError, StorageError) as error:
            connection.end(Close.FAILED)
            said = f"the app could not be started: {type(error).__name__}"
            self._journal.tell(where, said, guest)
        finally:
            looking.cancel()
            why = connection.why  # the app ends now in any case
            await asyncio.gather(connection.say_goodbye(), app.stop())
            if arrived:
                with suppress(StorageError):
                    await self._inside_call(self._door.left, guest)
                self._journal.tell(where, f"went{_because(why)}", guest)

    async def _guest(self, request: web.Request) -> Guest | None:
        token = self._doorman.token(request)
        return await self._inside_call(self._door.guest, token) if token else None

    async def _guest_or_refuse(self, request: web.Request) -> Guest:
        guest = await self._guest(request)
        if guest is None:
            where = self._doorman.where_from(request)
            self._journal.refuse(where, f"{request.path.split('/')[1]} without a session")
            raise web.HTTPUnauthorized
        return guest

    async def _inside_call(self, call: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._inside, lambda: call(*given, **named))


def _add_headers(
    doorman: Doorman,
) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    async def add(_request: web.Request, response: web.StreamResponse) -> None:
        for name, value in pages.HEADERS.items():
            if name == "Server" or name not in response.headers:
                response.headers[name] = value
        response.headers.setdefault("Content-Security-Policy", pages.policy(doorman.address))

    return add


def _because(why: Close | None) -> str:
    return f": {why.name.lower().replace('_', ' ')}" if why else ""


def _page(html: str, status: int = 200) -> web.Response:
    return web.Response(text=html, status=status, content_type="text/html")


def _problem(status: int, title: str, words: str) -> web.Response:
    return _page(pages.problem_page(title, words, passes=status >= 500), status)


def _asset(request: web.Request, found: pages.Asset) -> web.Response:
    headers = {"ETag": found.tag, "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding"}
    if request.headers.get("If-None-Match") == found.tag:
        return web.Response(status=304, headers=headers)
    body = found.body
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        headers["Content-Encoding"] = "gzip"
        body = found.packed
    return web.Response(body=body, content_type=found.kind, headers=headers)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else otherwise


def _plain_name(name: str) -> str:
    kept = (c if c.isascii() and (c.isalnum() or c in "-_. ") else "_" for c in PurePath(name).name)
    return "".join(kept)[:100] or "file"
