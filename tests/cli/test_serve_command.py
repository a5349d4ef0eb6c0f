"""`mock-panel serve`, up to where it listens."""

import socket

import pytest
from click.testing import CliRunner, Result

from mock_panel.cli.root import cli
from mock_panel.errors import InputError, MockPanelError


def serve(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["serve", *arguments], standalone_mode=False)


def test_the_guide_is_printed() -> None:
    told = serve("--guide")
    assert told.exit_code == 0
    assert "proxy_set_header Upgrade $http_upgrade;" in told.stdout
    assert "# How many panels one small server holds" in told.stdout
    assert len(told.stdout.splitlines()) <= 125


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--host", "192.0.2.7"], "without TLS"),
        (["--public-url", "http://panel.example.gov"], "without TLS"),
        (["--public-url", "panel.example.gov"], "no address of a server"),
    ],
)
def test_an_address_that_others_could_listen_to_is_refused(
    arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("MOCK_PANEL_HOME", str(tmp_path))
    told = serve("--port", "0", *arguments)
    assert isinstance(told.exception, InputError)
    assert said in told.exception.message


def test_a_port_in_use_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("MOCK_PANEL_HOME", str(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as other:
        told = serve("--port", str(other.getsockname()[1]))
    assert isinstance(told.exception, MockPanelError)
    assert "in use by another program" in told.exception.message
