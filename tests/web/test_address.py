"""Where the server may listen, and what it answers to."""

import socket

import pytest

from mock_panel.errors import InputError, MockPanelError
from mock_panel.web.address import listening_socket, public_address


def test_browsers_of_this_machine_need_no_tls() -> None:
    address = public_address(None, "127.0.0.1", 8765)
    assert (address.origin, address.socket) == ("http://127.0.0.1:8765", "ws://127.0.0.1:8765/ws")
    assert "localhost:8765" in address.other_hosts
    assert public_address(None, "::1", 8765).host == "[::1]:8765"


def test_behind_tls_the_usual_port_is_not_named() -> None:
    address = public_address("https://panel.example.gov/", "127.0.0.1", 8765)
    assert (address.host, address.origin) == ("panel.example.gov", "https://panel.example.gov")
    assert address.socket == "wss://panel.example.gov/ws"
    assert not address.other_hosts
    assert public_address("https://p.example:8443", "127.0.0.1", 1).host == "p.example:8443"


@pytest.mark.parametrize(
    ("url", "host", "said"),
    [
        (None, "192.0.2.7", "without TLS"),
        (None, "::", "--public-url https://NAME"),
        ("http://panel.example.gov", "127.0.0.1", "without TLS"),
        ("ftp://panel.example.gov", "127.0.0.1", "no address of a server"),
        ("https://", "127.0.0.1", "no address of a server"),
        ("https://a:b@panel.example.gov", "127.0.0.1", "no address of a server"),
        ("https://panel.example.gov:x", "127.0.0.1", "no address of a server"),
        ("https://panel.example.gov/panels", "127.0.0.1", "names a page"),
    ],
)
def test_what_others_could_listen_to_or_nobody_could_open_is_refused(
    url: str | None, host: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        public_address(url, host, 8765)


def test_a_network_without_tls_must_be_asked_for() -> None:
    address = public_address(None, "192.0.2.7", 8765, insecure_http=True)
    assert address.origin == "http://192.0.2.7:8765"


def test_a_port_in_use_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(MockPanelError, match=rf"Port {port} .* in use by another program"):
            listening_socket("127.0.0.1", port)
    with pytest.raises(InputError, match=r"--host 192\.0\.2\.7"):
        listening_socket("192.0.2.7", 0)
