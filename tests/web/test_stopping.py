"""A server that is told to stop, or is killed, and what is left of its apps."""

import asyncio
import json
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from aiohttp import ClientConnectionError, ClientSession, CookieJar

from tests.web.real_door import RealDoor
from tests.web.serving import closed, gone, heard, runs

pytestmark = [pytest.mark.real]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL], ids=str)
async def test_no_app_is_left_behind(number: signal.Signals, tmp_path: Path) -> None:
    with closing(RealDoor(tmp_path)) as door:
        codes = [door.invite(place) for place in "bc"]
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.web.serving_process", tmp_path],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert server.stdout is not None
    port = server.stdout.readline().strip()
    origin = f"http://127.0.0.1:{port}"
    pids = []
    async with (
        ClientSession(origin, cookie_jar=CookieJar(unsafe=True)) as first,
        ClientSession(origin, cookie_jar=CookieJar(unsafe=True)) as second,
    ):
        for browser, code in zip((first, second), codes, strict=True):
            joined = await browser.post("/join", data={"code": code}, headers={"Origin": origin})
            assert joined.status == 200
        async with (
            first.ws_connect("/ws", origin=origin) as one,
            second.ws_connect("/ws", origin=origin) as two,
        ):
            for socket in (one, two):
                await socket.send_json(["stdin", "arguments"])
                pids.append(json.loads(await heard(socket, "[["))[1])
            if number == signal.SIGTERM:
                await two.send_json(["stdin", "hang"])
                await heard(two, str(pids[1]))
            async with first.get("/here") as here:
                assert here.status == 204  # by a connection that is kept
            server.send_signal(number)
            told = await asyncio.gather(closed(one), closed(two))
            # A page that is told to come would load itself halfway, and never again.
            with pytest.raises(ClientConnectionError):
                await first.get("/here")
        ended = await asyncio.to_thread(server.wait, 10)
    _, log = server.communicate()
    if number == signal.SIGKILL:
        assert list(told) == [1006, 1006]
    else:
        assert (ended, list(told)) == (0, [1001, 1001])
        assert not [pid for pid in pids if runs(pid)], "none is left when the server has ended"
        assert "Traceback" not in log
    for pid in pids:
        await gone(pid)
