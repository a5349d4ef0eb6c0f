"""Fifty raters on one server: what they rate is kept, and how soon.

Ten minutes on a file; `FIFTY_RATERS_SECONDS` in the environment says otherwise, and
`FIFTY_RATERS_ON=team` takes a PostgreSQL server of the benchmark's own, and
`FIFTY_RATERS_ON=people` as well, as a mentor whom the rules for a programme's people bind.
"""

import asyncio
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar

from mock_panel.domain.ids import SeatId
from mock_panel.paths import URL_VARIABLE
from tests.benchmarks.rules_for_people import with_people
from tests.benchmarks.served import children_of, convened, megabytes, served, services_in
from tests.benchmarks.stopwatch import median, p95, report
from tests.team_server import DURABLE, running_server

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


@dataclass(frozen=True)
class Kept:
    """The database, looked at past the program."""

    connect: Callable[[], Any]
    """Gives a connection of the driver, which commits each statement by itself."""
    score: str
    """The statement that gives what a place of a panel has given."""
    connected: str = "SELECT 0"
    """The statement that counts who is connected to a server."""


@contextmanager
def _kept(home: Path) -> Iterator[Kept]:
    on = os.environ.get("FIFTY_RATERS_ON")
    if on not in ("team", "people"):
        yield Kept(
            lambda: sqlite3.connect(home / "mock-panel.db", isolation_level=None),
            "SELECT score FROM panel_rating WHERE panel_id = ? AND seat = ?",
        )
        return
    import psycopg

    with running_server(DURABLE) as server:
        name = "programme" if on == "people" else "fifty"
        url = server.url(name)
        os.environ[URL_VARIABLE] = url
        if on == "people":
            with_people(server)
            os.environ[URL_VARIABLE] = f"postgresql://ruth@/{name}?host={server.folder}"
        else:
            server.sql(f"CREATE DATABASE {name}")
        yield Kept(
            lambda: psycopg.connect(url, autocommit=True),
            "SELECT score FROM panel_rating WHERE panel_id = %s AND seat = %s",
            f"SELECT count(*) - 1 FROM pg_stat_activity WHERE datname = '{name}'",  # noqa: S608
        )


@dataclass
class Counted:
    """What came of it."""

    waits: list[float] = field(default_factory=list)
    lost: int = 0
    broken: list[str] = field(default_factory=list)


def run() -> None:
    """Each rater has a real process behind a real server; the keys come over its socket."""
    with tempfile.TemporaryDirectory() as folder, _kept(Path(folder)) as kept:
        asyncio.run(_measure(Path(folder), kept))


async def _measure(home: Path, kept: Kept) -> None:
    services = services_in(home)
    panels = convened(services, PANELS)
    places = [(p, SeatId(seat)) for p in panels for seat in ("a", "b", "c")][:RATERS]
    invited = [Place(p.id, seat, services.joining.invite(p, seat).code) for p, seat in places]
    counted = Counted()
    with served(home, RATERS + 5) as (address, pid):
        began = time.monotonic()
        ready, joining = asyncio.Barrier(RATERS), asyncio.Lock()
        raters = [_rater(address, kept, counted, (ready, joining), each) for each in invited]
        looked = asyncio.create_task(_memory(pid, began, kept))
        await asyncio.gather(*raters)
        server, each, used, connections = await looked
    log = (home / "serve.log").read_text()
    wrong = [line for line in log.splitlines() if "rror" in line or "Traceback" in line]
    with closing(kept.connect()) as connection:
        floor = [_bare_write(connection) for _ in range(200)]
    report("a rating of fifty raters, key to disk, median", median(counted.waits), median(floor))
    report("a rating of fifty raters, key to disk, p95", p95(counted.waits), p95(floor))
    sys.stdout.write(
        f"  {len(counted.waits)} ratings in {SECONDS:.0f} s, {counted.lost} lost,"
        f" worst {max(counted.waits) * 1000:.0f} ms; {len(counted.broken)} sockets broken,"
        f" {len(wrong)} errors in the log\n"
        f"  server {server:.0f} MB, each rater {each:.0f} MB (PSS); load {used:.1f};"
        f" {connections} connections to a database's server\n"
    )


async def _memory(pid: int, began: float, kept: Kept) -> tuple[float, float, float, int]:
    await asyncio.sleep(max(10.0, SECONDS * 0.6 - (time.monotonic() - began)))
    each = [megabytes(child) for child in children_of(pid)]
    with closing(kept.connect()) as connection:
        (connected,) = connection.execute(kept.connected).fetchone()
    return megabytes(pid), median(each), os.getloadavg()[0], connected


async def _rater(
    address: str,
    kept: Kept,
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
            with closing(kept.connect()) as connection:
                seen = partial(_score, connection, kept.score, place)
                await _open(ws, seen, place)
                await ready.wait()
                until = time.monotonic() + SECONDS
                score = 1
                while time.monotonic() < until and not ws.closed:
                    await asyncio.sleep(chance.uniform(0.5, 1.5) * EVERY)
                    score = chance.choice([s for s in range(1, 6) if s != score])
                    await _give(ws, seen, counted, score)
            reading.cancel()


async def _read(ws: ClientWebSocketResponse, counted: Counted) -> None:
    async for _ in ws:
        pass
    counted.broken.append(f"closed with {ws.close_code}")


async def _open(ws: ClientWebSocketResponse, seen: Callable[[], int | None], place: Place) -> None:
    """Go from the place to the question, as soon as the app is there, and give a first rating."""
    await asyncio.sleep(_STARTING)
    await ws.send_json(["stdin", "r"])
    await asyncio.sleep(_OPENING)
    await ws.send_json(["stdin", "1"])
    for _ in range(100):
        await asyncio.sleep(0.3)
        if seen() == 1:
            return
    raise AssertionError(f"{place} never opened")


async def _give(
    ws: ClientWebSocketResponse, seen: Callable[[], int | None], counted: Counted, score: int
) -> None:
    moment = time.perf_counter()
    await ws.send_json(["stdin", str(score)])
    while seen() != score:
        if time.perf_counter() - moment > _PATIENCE:
            counted.lost += 1
            return
        await asyncio.sleep(0.01)
    counted.waits.append(time.perf_counter() - moment)


def _score(connection: Any, statement: str, place: Place) -> int | None:
    row = connection.execute(statement, (place.panel, place.seat)).fetchone()
    return None if row is None else int(row[0])


def _bare_write(connection: Any) -> float:
    moment = time.perf_counter()
    connection.execute("UPDATE panel_rating SET score = score % 5 + 1 WHERE seat = 'a'")
    return time.perf_counter() - moment
