"""Fifty raters on one server: what they rate is kept, and how soon.

Ten minutes; `FIFTY_RATERS_SECONDS` in the environment says otherwise.
"""

import asyncio
import os
import random
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar

from mock_panel.domain.ids import SeatId
from tests.benchmarks.served import children_of, convened, megabytes, served, services_in
from tests.benchmarks.stopwatch import median, p95, report

RATERS, PANELS = 50, 17
SECONDS = float(os.environ.get("FIFTY_RATERS_SECONDS", "600"))
EVERY = 10.0
"""Seconds between two ratings of one rater, on average."""
_PATIENCE = 20.0
_STARTING, _OPENING = 45.0, 15.0
"""Seconds for fifty programs that start at once on a small machine, and for a screen of each."""


@dataclass(frozen=True)
class Place:
    """Whose ratings are given and looked for."""

    panel: str
    seat: str
    code: str


@dataclass
class Counted:
    """What came of it."""

    waits: list[float] = field(default_factory=list)
    lost: int = 0
    broken: list[str] = field(default_factory=list)


def run() -> None:
    """Each rater has a real process behind a real server; the keys come over its socket."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure(Path(folder)))


async def _measure(home: Path) -> None:
    services = services_in(home)
    panels = convened(services, PANELS)
    places = [(p, SeatId(seat)) for p in panels for seat in ("a", "b", "c")][:RATERS]
    invited = [Place(p.id, seat, services.joining.invite(p, seat).code) for p, seat in places]
    counted = Counted()
    with served(home, RATERS + 5) as (address, pid):
        began = time.monotonic()
        ready, joining = asyncio.Barrier(RATERS), asyncio.Lock()
        raters = [_rater(address, home, counted, (ready, joining), each) for each in invited]
        looked = asyncio.create_task(_memory(pid, began))
        await asyncio.gather(*raters)
        server, each, used = await looked
    log = (home / "serve.log").read_text()
    wrong = [line for line in log.splitlines() if "rror" in line or "Traceback" in line]
    with closing(sqlite3.connect(home / "mock-panel.db")) as connection:
        floor = [_bare_write(connection) for _ in range(200)]
    report("a rating of fifty raters, key to disk, median", median(counted.waits), median(floor))
    report("a rating of fifty raters, key to disk, p95", p95(counted.waits), p95(floor))
    sys.stdout.write(
        f"  {len(counted.waits)} ratings in {SECONDS:.0f} s, {counted.lost} lost,"
        f" worst {max(counted.waits) * 1000:.0f} ms; {len(counted.broken)} sockets broken,"
        f" {len(wrong)} errors in the log\n"
        f"  server {server:.0f} MB, each rater {each:.0f} MB (PSS); load {used:.1f}\n"
    )


async def _memory(pid: int, began: float) -> tuple[float, float, float]:
    await asyncio.sleep(max(10.0, SECONDS * 0.6 - (time.monotonic() - began)))
    each = [megabytes(child) for child in children_of(pid)]
    return megabytes(pid), median(each), os.getloadavg()[0]


async def _rater(
    address: str,
    home: Path,
    counted: Counted,
    together: tuple[asyncio.Barrier, asyncio.Lock],
    place: Place,
) -> None:
    ready, joining = together
    chance = random.Random(f"{place}")
    async with ClientSession(address, cookie_jar=CookieJar(unsafe=True)) as browser:
        # One after the other: the server takes few codes at once from one address.
        async with (
            joining,
            browser.post("/join", data={"code": place.code}, headers={"Origin": address}) as answer,
        ):
            assert answer.status == 200, answer.status
        async with browser.ws_connect(
            "/ws?width=100&height=30", origin=address, max_msg_size=0
        ) as ws:
            reading = asyncio.create_task(_read(ws, counted))
            with closing(sqlite3.connect(home / "mock-panel.db")) as connection:
                await _open(ws, connection, place)
                await ready.wait()
                until = time.monotonic() + SECONDS
                score = 1
                while time.monotonic() < until and not ws.closed:
                    await asyncio.sleep(chance.uniform(0.5, 1.5) * EVERY)
                    score = chance.choice([s for s in range(1, 6) if s != score])
                    await _give(ws, connection, counted, place, score)
            reading.cancel()


async def _read(ws: ClientWebSocketResponse, counted: Counted) -> None:
    async for _ in ws:
        pass
    counted.broken.append(f"closed with {ws.close_code}")


async def _open(ws: ClientWebSocketResponse, connection: sqlite3.Connection, place: Place) -> None:
    """Go from the place to the question, as soon as the app is there, and give a first rating."""
    await asyncio.sleep(_STARTING)
    await ws.send_json(["stdin", "\r"])
    await asyncio.sleep(_OPENING)
    await ws.send_json(["stdin", "1"])
    for _ in range(100):
        await asyncio.sleep(0.3)
        if _score(connection, place) == 1:
            return
    raise AssertionError(f"{place} never opened")


async def _give(
    ws: ClientWebSocketResponse,
    connection: sqlite3.Connection,
    counted: Counted,
    place: Place,
    score: int,
) -> None:
    moment = time.perf_counter()
    await ws.send_json(["stdin", str(score)])
    while _score(connection, place) != score:
        if time.perf_counter() - moment > _PATIENCE:
            counted.lost += 1
            return
        await asyncio.sleep(0.01)
    counted.waits.append(time.perf_counter() - moment)


def _score(connection: sqlite3.Connection, place: Place) -> int | None:
    row = connection.execute(
        "SELECT score FROM panel_rating WHERE panel_id = ? AND seat = ?", (place.panel, place.seat)
    ).fetchone()
    return None if row is None else row[0]


def _bare_write(connection: sqlite3.Connection) -> float:
    moment = time.perf_counter()
    connection.execute("UPDATE panel_rating SET score = 3 WHERE seat = 'a'")
    connection.commit()
    return time.perf_counter() - moment
