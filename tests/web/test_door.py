"""Who gets in: codes, cookies, hosts, origins and paths, asked of a server that runs."""

import asyncio
import re
import socket
import time
from collections import Counter
from datetime import UTC, datetime

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse

from mock_panel.panel.wrong_codes import ALLOWED
from mock_panel.web.journal import Journal
from tests.web.guessing import guess
from tests.web.serving import Served, heard, serving

PROTECTED = ("/here", "/static/textual.js", "/static/xterm.css", "/static/panel.js", "/download/x")


async def status(browser: ClientSession, path: str, **headers: str) -> int:
    async with browser.get(path, headers=headers, allow_redirects=False) as answer:
        await answer.read()
        return answer.status


def raw(served: Served, request: str) -> str:
    """What the server answers to these very bytes."""
    with socket.create_connection((served.address.name, served.address.port), 5) as connection:
        connection.sendall(request.replace("\n", "\r\n").encode("latin-1"))
        answer = b""
        while part := connection.recv(65536):
            answer += part
        return answer.decode("latin-1")


async def test_without_a_session_there_is_a_form_and_nothing_else(served: Served) -> None:
    async with served.browser() as browser:
        async with browser.get("/") as answer:
            page = await answer.text()
            headers = answer.headers
        assert 'name="code"' in page
        assert "websocket" not in page
        assert await status(browser, "/join.css") == 200
        assert [await status(browser, path) for path in PROTECTED] == [401] * len(PROTECTED)
        async with browser.get("/ws", headers={"Origin": served.origin}) as answer:
            assert answer.status == 401
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Server"] == "mock-panel"


async def test_a_code_opens_a_session_once_and_is_written_nowhere(served: Served) -> None:
    code = served.door.invite("d")
    mine = {"Origin": served.origin}
    async with served.browser() as browser:
        async with browser.post(
            "/join", data={"code": code}, headers=mine, allow_redirects=False
        ) as answer:
            assert (answer.status, answer.headers["Location"]) == (303, "/")
            cookie = answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert "Path=/" in cookie
        async with browser.get("/") as answer:
            page = await answer.text()
            policy = answer.headers["Content-Security-Policy"]
        assert "Dale Nguyen · observer D" in page
        assert "Screen readers cannot read this page" in page
        (nonce,) = re.findall(r"nonce=\"([^\"]+)\"", page)
        assert f"'nonce-{nonce}'" in policy
        assert not re.search(r"<script(?![^>]*src=)|\son\w+=|https?://", page)
        assert await status(browser, "/here") == 204
        async with browser.post("/leave", headers=mine) as answer:
            assert 'name="code"' in await answer.text()
        assert await status(browser, "/here") == 401
    async with (
        served.browser() as other,
        other.post("/join", data={"code": code}, headers=mine) as answer,
    ):
        assert answer.status == 403
        assert "A code works once. Look at it again" in await answer.text()
        token = served.door.tokens[-1]
        assert served.door.guest(token) is None, "whoever has kept it cannot come back with it"
    assert served.said("panel-2c91e0/d joined")
    assert not [line for line in served.log if code in line or token[:12] in line]


async def test_a_page_of_another_site_can_neither_join_nor_leave(served: Served) -> None:
    code = served.door.invite("b")
    for headers in (
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": served.origin.replace("http", "https")},
        {"Sec-Fetch-Site": "cross-site"},
        {},
    ):
        async with served.browser() as browser:
            for path in ("/join", "/leave"):
                async with browser.post(path, data={"code": code}, headers=headers) as answer:
                    assert answer.status == 403, (path, headers)
    async with served.browser("b", code) as browser:
        assert await status(browser, "/here") == 204


async def test_a_link_on_another_site_leads_back_to_the_panel(served: Served) -> None:
    # The browser keeps the cookie back then, and sends it when our own page asks.
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    async with served.browser() as browser, browser.get("/", headers=elsewhere) as answer:
        assert 'http-equiv="refresh"' in await answer.text()


async def test_forged_cookies_open_nothing(served: Served) -> None:
    async with served.browser("b"):
        token = served.door.tokens[-1]
    forged = ["", "x" * 43, token[:-1], token + "A", token.swapcase(), "../" * 9, "a" * 5000]
    for value in [*forged, f"{token}%00", f'"{token}\\"']:
        async with ClientSession(served.origin) as browser:
            cookie = {"Cookie": f"mock-panel={value}"}
            assert await status(browser, "/here", **cookie) in (400, 401), value
    async with ClientSession(served.origin) as browser:
        assert await status(browser, "/here", Cookie=f"mock-panel={token}") == 204


async def test_a_foreign_host_name_is_not_served(served: Served) -> None:
    async with served.browser("b") as browser:
        for host in ("evil.example", f"127.0.0.1.evil.example:{served.address.port}", "127.0.0.1"):
            for path in ("/", "/here", "/static/textual.js", "/ws", "/join.css"):
                assert await status(browser, path, Host=host) == 403, (host, path)
        async with browser.get(
            "/", headers={"Host": f"localhost:{served.address.port}"}, allow_redirects=False
        ) as answer:
            assert (answer.status, answer.headers["Location"]) == (302, served.origin)
    twice = "GET /here HTTP/1.1\nHost: {0}\nHost: {0}\nConnection: close\n\n"
    assert raw(served, twice.format(served.address.host)).split()[1] == "400"


@pytest.mark.parametrize(
    "path",
    [
        "/static/", "/static", "/static/../../server.py", "/static/..%2f..%2fserver.py",
        "/static/%2e%2e/server.py", "/static/....//server.py", "/static/js/textual.js",
        "//etc/passwd", "/static//etc/passwd", "/static/%00", "/static/..\\..\\server.py",
        "/static/panel.html", "/static/join.html", "/%2e%2e/%2e%2e/etc/passwd", "http://x/static/",
    ],
)  # fmt: skip
async def test_no_path_leads_out_and_no_folder_is_listed(served: Served, path: str) -> None:
    async with served.browser("b"):
        token = served.door.tokens[-1]
    request = (
        f"GET {path} HTTP/1.1\nHost: {served.address.host}\nCookie: mock-panel={token}\n"
        "Connection: close\n\n"
    )
    answer = await asyncio.to_thread(raw, served, request)
    assert re.match(r"HTTP/1\.\d 40[0-9]", answer), answer[:200]
    assert "root:" not in answer
    assert "import " not in answer


async def test_what_is_no_http_is_answered_in_one_line_without_a_traceback(served: Served) -> None:
    for request in ("\x16\x03\x01\x02\n\n", "GET / HTTP/9\n\n", "G" * 20_000 + "\n\n"):
        answer = await asyncio.to_thread(raw, served, request)
        assert "Traceback" not in answer
        assert "mock_panel" not in answer
    async with served.browser() as browser:
        big = {"code": "x" * 100_000}
        async with browser.post("/join", data=big, headers={"Origin": served.origin}) as too_large:
            assert too_large.status == 413
    assert all("\n" not in line and "Traceback" not in line for line in served.log)


async def test_the_pages_files_are_kept_by_the_browser(served: Served) -> None:
    async with served.browser("b") as browser:
        async with browser.get("/static/textual.js") as answer:
            assert answer.headers["Cache-Control"] == "private, no-cache"
            tag = answer.headers["ETag"]
            assert len(await answer.read()) > 500_000
        assert await status(browser, "/static/textual.js", **{"If-None-Match": tag}) == 304


async def test_ten_thousand_guesses_open_nothing_and_throw_out_nobody() -> None:
    with serving() as served:
        async with served.browser("b") as typist, served.socket(typist) as socket:
            await heard(socket, "here:")
            began = time.monotonic()
            guessing = [
                asyncio.create_task(guess(served.port, range(first, first + 1000)))
                for first in range(0, 10_000, 1000)
            ]
            for word in ("stopped", "the", "rule"):
                await socket.send_json(["stdin", word])
                assert await heard(socket, "heard:") == f"heard:{word}"
            answers = sum(await asyncio.gather(*guessing), Counter())
            assert await heard_again(socket)
        assert answers.total() == 10_000
        assert {*answers} == {"403", "429"}
        assert len(served.door.tokens) == 1
        assert answers["403"] == ALLOWED, "and then its address is barred"
        # Refusals are told up to a minute's measure, one more a second, and counted beyond.
        lasted = time.monotonic() - began
        assert len(served.said("refused:")) <= 70 + lasted


async def heard_again(socket: ClientWebSocketResponse) -> bool:
    await socket.send_json(["stdin", "still here"])
    return await heard(socket, "heard:") == "heard:still here"


async def test_a_database_that_is_away_is_told_calmly() -> None:
    with serving() as served:
        async with served.browser("b") as browser, served.socket(browser) as socket:
            await heard(socket, "here:")
            served.door.broken = True
            async with browser.get("/") as answer:
                assert answer.status == 503
                told = await answer.text()
                assert "cannot be reached just now" in told
                assert 'http-equiv="refresh"' in told, "and goes on by itself when it is back"
            async with browser.get("/here") as answer:
                assert (answer.status, "Retry-After" in answer.headers) == (503, False)
            await asyncio.sleep(1.2)
            assert await heard_again(socket), "nobody is thrown out for it"


def test_the_last_hop_is_believed_from_a_proxy_of_this_machine_only() -> None:
    def told(log: list[str], line: int) -> str:
        return log[line].split()[1]

    request = "GET /here HTTP/1.1\nHost: {}\nX-Forwarded-For: {}\nConnection: close\n\n"
    with serving(behind_proxy=True) as served:
        raw(served, request.format(served.address.host, "198.51.100.1, 203.0.113.9"))
        raw(served, request.format(served.address.host, "203.0.113.9, nonsense"))
        assert [told(served.log, line) for line in (0, 1)] == ["203.0.113.9", "127.0.0.1"]
    with serving() as served:
        raw(served, request.format(served.address.host, "203.0.113.9"))
        assert told(served.log, 0) == "127.0.0.1"


def test_the_log_counts_what_it_does_not_tell() -> None:
    lines: list[str] = []
    seconds = [0.0]
    journal = Journal(lines.append, lambda: datetime(2026, 1, 2, tzinfo=UTC), lambda: seconds[0])
    for _ in range(1000):
        journal.refuse("192.0.2.1", "a code: unknown_code\n\x1b[2J")
    assert len(lines) == 60
    assert lines[0] == "2026-01-02T00:00:00Z 192.0.2.1 - refused: a code: unknown_code??[2J"
    seconds[0] = 60.0
    journal.refuse("192.0.2.1", "full")
    assert lines[60].endswith("server - 940 more were refused meanwhile")
