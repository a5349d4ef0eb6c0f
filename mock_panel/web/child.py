"""The app of one place, in a process of its own that speaks with us in packets."""

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from textual_serve.app_service import AppService
from textual_serve.download_manager import Download, DownloadManager

TOKEN_VARIABLE = "MOCK_PANEL_SEAT_TOKEN"  # noqa: S105 - its name
_KEPT = frozenset(
    ("PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "NO_COLOR",
     "PYTHONPATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "SSL_CERT_FILE", "SSL_CERT_DIR",
     "TEXTUAL_ANIMATIONS")
)  # fmt: skip
_KEPT_BEGINNINGS = ("LC_", "MOCK_PANEL_", "PG", "XDG_")
_PRELUDE = b"__GANGLION__\n"
_PATIENCE = 3.0
"""Seconds that an app has to end, once it was asked to."""
_START = 30.0
"""Seconds that an app has to say that it is there, on a machine with much to do."""
_BOX = "╭│╰┌└─"
_MOST_COMPLAINTS = 50
_LARGEST = 16 * 1024 * 1024
"""Bytes of a packet from the app; a frame has a hundredth of that."""


class Downloads(DownloadManager):
    """The files that apps want to give to their browsers, each for its own and once."""

    def of(self, app: AppService, key: str) -> Download | None:
        """A file that this app offers and nobody has begun to fetch."""
        download = self._active_downloads.get(key)
        if download and download.app_service is app and download.delivery_key:
            return download
        return None

    async def fetch(self, download: Download) -> AsyncIterator[bytes]:
        """The bytes of a file; asked for once."""
        # Two that fetch the same would each get half of it.
        key = download.delivery_key
        download.delivery_key = ""
        async for chunk in self.download(key):
            yield chunk

    def forget(self, app: AppService) -> None:
        """The app has ended, and can give no more."""
        for key in [k for k, each in self._active_downloads.items() if each.app_service is app]:
            del self._active_downloads[key]


class SeatProcess(AppService):
    """One app, from its start to its end.

    Args:
        command: what to run, as a list: no shell reads it.
        environment: of which the app gets what it needs.
        token: of the session, which the app gets in its environment.
        write_bytes: takes what the app paints.
        write_str: takes messages to the page.
        close: called when the app has ended, with whether it ever was there.
        complain: takes a line that the app, or we, say about what went wrong.
        downloads: where files are offered.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        token: str,
        *,
        write_bytes: Callable[[bytes], Awaitable[None]],
        write_str: Callable[[str], Awaitable[None]],
        close: Callable[[bool], Awaitable[None]],
        complain: Callable[[str], None],
        downloads: Downloads,
    ) -> None:
        self._was_there = False

        async def ended() -> None:
            await close(self._was_there)

        super().__init__(
            "",
            write_bytes=write_bytes,
            write_str=write_str,
            close=ended,
            download_manager=downloads,
        )
        self._arguments = command
        self._surroundings = environment
        self._token = token
        self._complain = complain
        self._downloads = downloads
        self._listening: tuple[asyncio.Task[None], ...] = ()

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        kept = {
            name: value
            for name, value in self._surroundings.items()
            if name in _KEPT or name.startswith(_KEPT_BEGINNINGS)
        }
        return {
            **kept,
            "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
            "TEXTUAL_FPS": "60",
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "COLUMNS": str(width),
            "ROWS": str(height),
            # Textual leaves a coroutine behind when it is asked to quit.
            "PYTHONWARNINGS": "ignore::RuntimeWarning",
            TOKEN_VARIABLE: self._token,
        }

    async def start(self, width: int, height: int) -> None:
        """Start the app in a terminal of this size.

        Raises:
            OSError: there is no such program, or the machine has no room for it.
        """
        process = await asyncio.create_subprocess_exec(
            *self._arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self._build_environment(width, height),
            # A group of its own, which can be ended as one.
            start_new_session=True,
        )
        self._process, self._stdin = process, process.stdin
        if process.stdout and process.stderr:
            self._listening = (
                asyncio.create_task(self._listen(process.stdout)),
                asyncio.create_task(self._pass_on_complaints(process.stderr)),
            )

    async def stop(self) -> None:
        """Ask the app to end, and see to it that it does, with all that it has started."""
        process = self._process
        if process is None:
            return
        await self._download_manager.cancel_app_downloads(self.app_service_id)
        self._downloads.forget(self)
        # Its input may be full, where it has hung: it is not waited for longer than the rest.
        asking = asyncio.create_task(self.send_meta({"type": "quit"}))
        ending = asyncio.create_task(process.wait())
        _, left = await asyncio.wait({ending, *self._listening}, timeout=_PATIENCE)
        asking.cancel()
        if left:
            self._complain("the app did not end when it was asked to, and was killed")
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        for listening in self._listening:
            listening.cancel()
        await ending

    async def _listen(self, stdout: asyncio.StreamReader) -> None:
        """Pass on what the app says, until it says no more."""
        try:
            self._was_there = await self._begins(stdout)
            if self._was_there:
                await self._pass_on(stdout)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        except Exception as error:  # noqa: BLE001 - whatever an app sends ends itself, not us
            self._complain(f"the app sent what nobody can read: {type(error).__name__}")
        await self.remote_close()

    async def _begins(self, stdout: asyncio.StreamReader) -> bool:
        with suppress(TimeoutError, ValueError):
            async with asyncio.timeout(_START):
                # What a library prints before is none of the browser's business.
                while line := await stdout.readline():
                    if line == _PRELUDE:
                        return True
        self._complain("the app did not start")
        return False

    async def _pass_on(self, stdout: asyncio.StreamReader) -> None:
        take = {b"D": self.on_data, b"M": self.on_meta, b"P": self.on_packed}
        while True:
            kind = await stdout.readexactly(1)
            size = int.from_bytes(await stdout.readexactly(4), "big")
            if size > _LARGEST:
                raise ValueError(size)
            await take[kind](await stdout.readexactly(size))

    async def on_meta(self, data: bytes) -> None:
        """The app wants something of the page: only what is harmless is passed on."""
        wanted: dict[str, Any] = json.loads(data)
        if wanted["type"] == "open_url" and urlsplit(wanted["url"]).scheme not in ("http", "https"):
            self._complain("the app wanted to open what is no web page")
            return
        await super().on_meta(data)

    async def _pass_on_complaints(self, stderr: asyncio.StreamReader) -> None:
        said = 0
        while True:
            try:
                line = (await stderr.readline()).decode("utf-8", "replace")
            except ValueError:
                continue  # too long for the buffer, which is emptied
            if not line:
                return
            # A traceback is drawn as boxes, and what somebody has answered stands in them.
            if line.strip() and line.strip()[0] not in _BOX and said < _MOST_COMPLAINTS:
                said += 1
                self._complain(f"app: {line.strip()}")
