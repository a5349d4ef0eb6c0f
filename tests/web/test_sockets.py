"""What goes over a socket, and what becomes of the app behind it."""

import asyncio
import json
import os

import pytest
from aiohttp import ClientSession, WSServerHandshakeError

from tests.web.serving import Served, closed, gone, heard, runs, serving

TAKEN_OVER, SESSION_OVER = 4001, 4003


async def test_the_app_gets_its_token_its_size_and_no_more_than_it_needs(served: Served) -> None:
    async with served.browser("b") as browser:
        token = served.door.tokens[-1]
        async with served.socket(browser, "?width=133&height=9999") as socket:
            assert await heard(socket, "here:") == f"here:{token[:6]}:133x200"
            async with asyncio.timeout(5):
                while served.door.here != ["b"]:
                    await asyncio.sleep(0.01)
            await socket.send_json(["stdin", "environment"])
            environment = json.loads(await heard(socket, "{"))
            await socket.send_json(["stdin", "arguments"])
            arguments, pid, group = json.loads(await heard(socket, "[["))
            assert environment["MOCK_PANEL_SEAT_TOKEN"] == token
            assert environment["TEXTUAL_FPS"] == "60"
            assert not {"TEXTUAL", "TEXTUAL_LOG", "DEBUG", "SECRET_OF_THE_SHELL"} & {*environment}
            assert token not in str(arguments)
            assert group == pid != os.getpgid(0)
            await socket.send_json(["resize", {"width": 0, "height": 50}])
            resize = {"type": "resize", "width": 20, "height": 50}
            assert json.loads(await heard(socket, '{"type')) == resize
            await socket.send_json(["ping", "7"])
            assert await heard(socket, "[") == '["pong", "7"]'
            pasted = "é\n" * 60_000
            await socket.send_json(["stdin", pasted])
            assert await heard(socket, "heard:") == f"heard:{pasted}"
        await gone(pid)
    async with asyncio.timeout(5):
        while served.door.here:
            await asyncio.sleep(0.01)
    assert served.said("panel-2c91e0/b came")
    await served.tells("panel-2c91e0/b went")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"}, {"Origin": "null"}, {}, {"Origin": "http://127.0.0.1"},
        {"Origin": "SAME", "Host": "evil.example"},
    ],
    ids=str,
)  # fmt: skip
async def test_a_page_of_another_site_gets_no_socket(
    served: Served, headers: dict[str, str]
) -> None:
    sent = {name: served.origin if value == "SAME" else value for name, value in headers.items()}
    async with served.browser("b") as browser:
        with pytest.raises(WSServerHandshakeError) as refused:
            await browser.ws_connect("/ws", headers=sent)
    assert refused.value.status == 403
    if "Host" not in headers:
        assert served.door.refusals[0] == ("b", "a socket from another site's page")


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("nonsense", 1008), ('["quit"]', 1008), ("[" * 50_000, 1008), (b'["stdin", "a"]', 1008),
        ('["stdin", "' + "x" * 300_000 + '"]', 1008), ('["stdin", "' + "x" * 900_000 + '"]', 1009),
    ],
    ids=lambda given: str(given)[:12],
)  # fmt: skip
async def test_an_unreadable_frame_closes_its_own_socket(
    served: Served, frame: str | bytes, code: int
) -> None:
    before = len(served.log)
    async with served.browser("b") as browser, served.socket(browser) as socket:
        await heard(socket, "here:")
        await (socket.send_str(frame) if isinstance(frame, str) else socket.send_bytes(frame))
        assert await closed(socket) == code
        async with asyncio.timeout(5):
            while not [line for line in served.log[before:] if "went" in line]:
                await asyncio.sleep(0.01)
    told = [line.split(" ", 3)[3] for line in served.log[before:]]
    assert told[:2] == ["joined", "came"]
    assert told[2].startswith("refused: a message: ")
    assert told[3:] == ["went: unreadable"]


async def test_replayed_frames_on_another_socket_reach_nobody_elses_app(served: Served) -> None:
    async with served.browser("b") as mine, served.browser("c") as theirs:
        tokens = served.door.tokens[-2:]
        async with served.socket(mine) as first, served.socket(theirs) as second:
            greetings = [await heard(first, "here:"), await heard(second, "here:")]
            assert greetings == [f"here:{token[:6]}:80x24" for token in tokens]
            for word in ("one", "two"):
                await first.send_json(["stdin", word])
                assert await heard(first, "heard:") == f"heard:{word}"
            await second.send_json(["stdin", "two"])
            assert await heard(second, "heard:") == "heard:two"
            await second.send_json(["ping", "last"])
            assert await heard(second, "[") == '["pong", "last"]'
    # The cookie of a session that is over opens no socket again.
    served.door.revoke("b")
    async with ClientSession(served.origin) as replayed:
        cookie = {"Cookie": f"mock-panel={tokens[0]}", "Origin": served.origin}
        with pytest.raises(WSServerHandshakeError) as refused:
            await replayed.ws_connect("/ws", headers=cookie)
        assert refused.value.status == 401


async def test_the_newer_of_two_windows_takes_over(served: Served) -> None:
    async with served.browser("b") as browser, served.socket(browser) as older:
        await heard(older, "here:")
        await older.send_json(["stdin", "arguments"])
        _, pid, _ = json.loads(await heard(older, "[["))
        await older.send_json(["stdin", "finish slowly"])
        async with served.socket(browser) as newer:
            assert await closed(older) == TAKEN_OVER
            await heard(newer, "here:")
            assert not runs(pid), "two apps of one place would write over each other"
            async with asyncio.timeout(5):
                while served.door.here != ["b"]:
                    await asyncio.sleep(0.01)


async def test_a_revoked_session_is_closed_within_two_seconds(served: Served) -> None:
    async with served.browser("b") as browser, served.socket(browser) as socket:
        await heard(socket, "here:")
        served.door.revoke("b")
        async with asyncio.timeout(2):
            assert await closed(socket) == SESSION_OVER
    await served.tells("went: session over")


async def test_leaving_closes_the_socket(served: Served) -> None:
    async with served.browser("b") as browser, served.socket(browser) as socket:
        await heard(socket, "here:")
        async with browser.post("/leave", headers={"Origin": served.origin}) as answer:
            assert answer.status == 200
        assert await closed(socket) == SESSION_OVER


async def test_an_app_that_ends_or_fails_is_told_apart(served: Served) -> None:
    async with served.browser("b") as browser, served.socket(browser) as socket:
        await heard(socket, "here:")
        await socket.send_json(["stdin", "complain"])
        await socket.send_json(["stdin", "crash"])
        assert await closed(socket) == 4000
    await served.tells("app: something?[31m went wrong")
    assert not served.said("I stopped it"), "what somebody has answered is in no log"
    with serving(("/no/such/program",)) as broken:
        async with broken.browser("b") as browser, broken.socket(browser) as socket:
            assert await closed(socket) == 1011
        assert broken.said("the app could not be started: FileNotFoundError")


async def test_a_file_goes_to_the_session_whose_app_made_it_and_once(served: Served) -> None:
    async with (
        served.browser("b") as mine,
        served.browser("c") as theirs,
        served.socket(mine) as socket,
        served.socket(theirs) as other,
    ):
        await heard(other, "here:")
        await socket.send_json(["stdin", "deliver"])
        assert await heard(socket, "[") == '["deliver_file_start", "file-of-this-app"]'
        async with theirs.get("/download/file-of-this-app") as answer:
            assert answer.status == 404
        assert served.door.refusals[0] == ("c", "download")
        both = [mine.get("/download/file-of-this-app") for _ in range(2)]
        answers = sorted(await asyncio.gather(*both), key=lambda answer: answer.status)
        assert [answer.status for answer in answers] == [200, 404], "two would get half of it each"
        assert await answers[0].read() == b"ratings of a place\n" * 9_000
        headers = answers[0].headers
        assert headers["Content-Type"] == "application/octet-stream"
        assert headers["Content-Disposition"] == 'attachment; filename="ra_ting__s.csv"'


async def test_only_web_pages_are_opened(served: Served) -> None:
    async with served.browser("b") as browser, served.socket(browser) as socket:
        await socket.send_json(["stdin", "javascript"])
        await socket.send_json(["ping", "next"])
        assert await heard(socket, "[") == '["pong", "next"]'
        await socket.send_json(["stdin", "on"])
        assert await heard(socket, "heard:") == "heard:on"
    assert served.said("wanted to open what is no web page")


async def test_a_full_server_says_so_and_lets_its_own_back_in() -> None:
    with serving(most_sessions=1) as served:
        async with (
            served.browser("b") as mine,
            served.browser("c") as theirs,
            served.socket(mine) as socket,
        ):
            await heard(socket, "here:")
            with pytest.raises(WSServerHandshakeError) as refused:
                await theirs.ws_connect("/ws", origin=served.origin)
            assert refused.value.status == 503
            async with theirs.get("/here") as answer:
                assert (answer.status, "Retry-After" in answer.headers) == (503, True)
            async with served.socket(mine) as again:
                assert await closed(socket) == TAKEN_OVER
                await heard(again, "here:")


async def test_a_session_cannot_start_apps_all_the_time(served: Served) -> None:
    async with served.browser("b") as browser:
        refusals = []
        for _ in range(14):
            try:
                async with served.socket(browser):
                    pass
            except WSServerHandshakeError as error:
                refusals.append(error.status)
    assert len(refusals) >= 3
    assert set(refusals) == {429}
