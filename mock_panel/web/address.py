"""Where the server listens, and by what address browsers know it."""

import errno
import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from mock_panel.errors import InputError, MockPanelError

_USUAL_PORT = {"http": 80, "https": 443}
_LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class PublicAddress:
    """The one address that browsers use; requests for another are not served.

    Args:
        scheme: `http` or `https`.
        name: host name, or an IP address, in brackets where it is of version 6.
        port: also where it is the scheme's usual one.
    """

    scheme: str
    name: str
    port: int

    @property
    def host(self) -> str:
        """As browsers send it: without the scheme's usual port."""
        usual = self.port == _USUAL_PORT[self.scheme]
        return self.name if usual else f"{self.name}:{self.port}"

    @property
    def origin(self) -> str:
        """As browsers send it, and the address of the first page."""
        return f"{self.scheme}://{self.host}"

    @property
    def socket(self) -> str:
        """Where the page's socket connects to."""
        return f"{'wss' if self.secure else 'ws'}://{self.host}/ws"

    @property
    def secure(self) -> bool:
        """Whether browsers come over TLS."""
        return self.scheme == "https"

    @property
    def other_hosts(self) -> frozenset[str]:
        """Other names of the same machine, whose visitors are sent to the one address."""
        if self.name not in _LOOPBACK_NAMES:
            return frozenset()
        names = (PublicAddress(self.scheme, name, self.port).host for name in _LOOPBACK_NAMES)
        return frozenset(names) - {self.host}


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach it."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def public_address(
    url: str | None, host: str, port: int, *, insecure_http: bool = False
) -> PublicAddress:
    """The address that browsers use.

    Args:
        url: as it was given, if it was.
        host: where the server listens.
        port: the one that it listens at.
        insecure_http: codes and answers may cross a network unencrypted.

    Raises:
        InputError: it is no address of a server, or others could listen in.
    """
    if url is None and host in ("0.0.0.0", "::"):  # noqa: S104 - told apart, not bound to
        raise InputError(
            f"{host} is no address that a browser can open.",
            "Say how raters reach this machine: --public-url https://NAME",
        )
    named = f"[{host}]" if ":" in host else host
    address = _parsed(url) if url else PublicAddress("http", named, port)
    if not (address.secure or is_loopback(address.name) or insecure_http):
        raise InputError(
            f"{address.origin}: without TLS anybody on the way can read codes and answers.",
            "Put nginx or Caddy in front and give --public-url https://NAME "
            "(`mock-panel serve --guide` has the recipe), or add --insecure-http.",
        )
    return address


def _parsed(url: str) -> PublicAddress:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in _USUAL_PORT or not parts.hostname or "@" in parts.netloc:
        raise InputError(
            f"--public-url {url!r} is no address of a server.", "Such as https://panel.example.gov"
        )
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise InputError(
            f"--public-url {url!r} names a page.",
            f"The panel needs a host of its own, such as {parts.scheme}://{parts.netloc}",
        )
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return PublicAddress(parts.scheme, name, port or _USUAL_PORT[parts.scheme])


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Raises:
        InputError: there is no such address on this machine, or the port may not be used.
        MockPanelError: another program listens there.
    """
    try:
        family, kind, number, _, where = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError:
        raise InputError(f"--host {host}: no such address.", "Such as 127.0.0.1") from None
    listening = socket.socket(family, kind, number)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(where)
        listening.listen(128)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise MockPanelError(
                f"Port {port} of {host} is in use by another program.",
                "Is `mock-panel serve` running already? Otherwise choose another with --port.",
            ) from None
        if error.errno == errno.EACCES:
            raise InputError(
                f"Port {port} is for the system alone.", "Choose one from 1024 on with --port."
            ) from None
        raise InputError(f"--host {host}: {error.strerror}.", "Such as 127.0.0.1") from None
    return listening
