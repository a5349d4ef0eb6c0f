"""Somebody guesses ten thousand codes: how much longer does a rater wait for a key?

`python -m tests.benchmarks.guessed_codes`. A server in a process of its own, with the codes of a
panel in memory; a rater's keys go to an app that gives them back, and the guesses come from
another process as fast as they are taken. The floor is the same keys with nobody guessing.
"""

import asyncio
import subprocess
import sys
import time
from contextlib import suppress

from aiohttp import ClientSession, CookieJar

from tests.benchmarks.stopwatch import median, p95, report
from tests.web.guessing import guess
from tests.web.serving import heard, serving

CODES, KEYS = 10_000, 100


def run() -> None:
    """Measure and report."""
    with subprocess.Popen(
        [sys.executable, "-m", __spec__.name, "serve"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as server:  # fmt: skip
        assert server.stdout is not None
        assert server.stdin is not None
        port, code = server.stdout.readline().split()
        asyncio.run(_measure(port, code))
        server.stdin.close()


async def _measure(port: str, code: str) -> None:
    origin = f"http://127.0.0.1:{port}"
    async with ClientSession(origin, cookie_jar=CookieJar(unsafe=True)) as rater:
        await rater.post("/join", data={"code": code}, headers={"Origin": origin})
        async with rater.ws_connect("/ws", origin=origin) as socket:
            await heard(socket, "here:")

            async def echo() -> float:
                started = time.perf_counter()
                await socket.send_json(["stdin", "k"])
                await heard(socket, "heard:")
                return time.perf_counter() - started

            before = [await echo() for _ in range(KEYS)]
            started = time.perf_counter()
            guesser = subprocess.Popen([sys.executable, "-m", __spec__.name, "guess", port])
            during = []
            while guesser.poll() is None:
                during.append(await echo())
                await asyncio.sleep(0.02)
            took = time.perf_counter() - started
    report("a key, while codes are guessed: median", median(during), median(before))
    report("a key, while codes are guessed: p95", p95(during), p95(before))
    sys.stdout.write(f"{CODES} guesses refused in {took:.1f} s\n")


def _serve() -> None:
    with serving() as served, suppress(BrokenPipeError):
        sys.stdout.write(f"{served.port} {served.door.invite('b')}\n")
        sys.stdout.flush()
        sys.stdin.read()


async def _guess(port: int) -> None:
    each = CODES // 10
    ranges = [range(first, first + each) for first in range(0, CODES, each)]
    answers = await asyncio.gather(*(guess(port, codes) for codes in ranges))
    assert sum(answer.total() for answer in answers) == CODES
    assert {status for answer in answers for status in answer} <= {"403", "429"}


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["serve"]:
            _serve()
        case ["guess", port]:
            asyncio.run(_guess(int(port)))
        case _:
            run()
