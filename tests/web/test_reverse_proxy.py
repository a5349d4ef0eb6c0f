"""The recipe for nginx, as `SERVING.md` gives it, with TLS and a socket through it."""

import re
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import pytest
from aiohttp import ClientSession, CookieJar, TCPConnector

from mock_panel.web.address import PublicAddress
from tests.real_parts import require
from tests.web.serving import heard, serving

pytestmark = [pytest.mark.real]

GUIDE = files("mock_panel.web").joinpath("SERVING.md").read_text(encoding="utf-8")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def certificate(folder: Path) -> Path:
    """One for localhost, signed by itself; its key is beside it."""
    file = folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", folder / "key.pem", "-out", file],
        check=True, capture_output=True,
    )  # fmt: skip
    return file


@contextmanager
def nginx(folder: Path, port: int, behind: int) -> Iterator[None]:
    """The recipe, with the names of this test put in for those of the example."""
    (recipe,) = re.findall(r"```nginx\n(.*?)```", GUIDE, re.DOTALL)
    for example, ours in {
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "panel.example.gov": "localhost",
        "/etc/ssl/panel": str(folder),
        "127.0.0.1:8765": f"127.0.0.1:{behind}",
    }.items():
        assert recipe.count(example) >= 1
        recipe = recipe.replace(example, ours)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    scratch = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    main = folder / "nginx.conf"
    main.write_text(
        f"daemon off; worker_processes 1; pid {folder}/pid; events {{}}\n"
        f"http {{ access_log {folder}/access.log; {scratch}\n{recipe} }}\n"
    )
    errors = folder / "error.log"
    process = subprocess.Popen(["nginx", "-p", folder, "-e", errors, "-c", main])
    try:
        end = time.monotonic() + 5
        while not (folder / "pid").exists() or not (folder / "pid").read_text():
            assert process.poll() is None, errors.read_text()
            assert time.monotonic() < end
            time.sleep(0.02)
        yield
    finally:
        process.terminate()
        process.wait(5)


async def test_a_rater_joins_through_tls(tmp_path: Path) -> None:
    require("nginx", "no nginx to try the recipe with: apt-get install nginx-light")
    trusted = ssl.create_default_context(cafile=str(certificate(tmp_path)))
    public = PublicAddress("https", "localhost", free_port())
    with (
        serving(behind_proxy=True, public=public) as served,
        nginx(tmp_path, public.port, served.port),
    ):
        code = served.door.invite("b")
        async with ClientSession(
            served.origin, connector=TCPConnector(ssl=trusted), cookie_jar=CookieJar()
        ) as browser:
            async with browser.post(
                "/join",
                data={"code": code},
                headers={"Origin": served.origin, "X-Forwarded-For": "203.0.113.9"},
                allow_redirects=False,
            ) as answer:
                assert answer.status == 303
                assert answer.headers["Set-Cookie"].startswith("__Host-mock-panel=")
                assert "Secure" in answer.headers["Set-Cookie"]
                assert "max-age" in answer.headers["Strict-Transport-Security"]
            async with browser.get("/") as answer:
                assert f'"wss://{public.host}/ws"' in await answer.text()
            async with served.socket(browser) as panel:
                await heard(panel, "here:")
                await panel.send_json(["stdin", "through"])
                assert await heard(panel, "heard:") == "heard:through"
        await served.tells("went")
        assert {line.split()[1] for line in served.log} == {"127.0.0.1"}, "not what a browser says"
    seen = (tmp_path / "access.log").read_text()
    assert '"POST /join HTTP/1.1" 303' in seen
    assert code not in seen
