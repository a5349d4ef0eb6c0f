"""What is looked at before a request is answered: its host, its origin, its session."""

import ipaddress
import re
from datetime import datetime

from aiohttp import web

from mock_panel.web.address import PublicAddress, is_loopback

_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,128}")


class Doorman:
    """Reads requests, which anybody may have written.

    Args:
        address: the one that browsers use.
        behind_proxy: a reverse proxy on this machine says where requests come from.
    """

    def __init__(self, address: PublicAddress, *, behind_proxy: bool = False) -> None:
        self.address = address
        self._behind_proxy = behind_proxy
        # With the prefix a browser takes it over TLS only, and from no other host of the domain.
        self._cookie = "__Host-mock-panel" if address.secure else "mock-panel"

    def is_for_us(self, request: web.Request) -> bool:
        """Whether it names our host: what a foreign name is pointed at us with does not."""
        return request.headers.getall("Host", []) == [self.address.host]

    def is_by_another_name(self, request: web.Request) -> bool:
        """Whether it names another host of this machine."""
        return request.headers.get("Host") in self.address.other_hosts

    def is_from_our_page(self, request: web.Request) -> bool:
        """Whether one of our pages asks, or says that it does where browsers tell no origin."""
        origins = request.headers.getall("Origin", [])
        if origins:
            return origins == [self.address.origin]
        return request.headers.get("Sec-Fetch-Site") == "same-origin"

    def has_our_origin(self, request: web.Request) -> bool:
        """Whether its origin is ours, to the letter."""
        return request.headers.getall("Origin", []) == [self.address.origin]

    def comes_from_elsewhere(self, request: web.Request) -> bool:
        """Whether a link on another site was followed, so that the browser kept the cookie."""
        return request.headers.get("Sec-Fetch-Site") == "cross-site"

    def token(self, request: web.Request) -> str | None:
        """The session's token, if one was sent that can be one."""
        token = request.cookies.get(self._cookie, "")
        return token if _TOKEN.fullmatch(token) else None

    def keep(self, response: web.Response, token: str, until: datetime, now: datetime) -> None:
        """Give the browser the token."""
        response.set_cookie(
            self._cookie, token, path="/", httponly=True, samesite="Strict",
            secure=self.address.secure, max_age=max(0, int((until - now).total_seconds())),
        )  # fmt: skip

    def forget(self, response: web.Response) -> None:
        """Have the browser forget the token."""
        response.del_cookie(
            self._cookie, path="/", httponly=True, samesite="Strict", secure=self.address.secure
        )

    def where_from(self, request: web.Request) -> str:
        """The address of the browser, as far as it can be known."""
        peer = request.remote or "unknown"
        if not (self._behind_proxy and is_loopback(peer)):
            return peer
        hops = ",".join(request.headers.getall("X-Forwarded-For", [])).split(",")
        # What comes before the last was written by the browser.
        try:
            return str(ipaddress.ip_address(hops[-1].strip()))
        except ValueError:
            return peer


def counted_as(address: str) -> str:
    """What wrong codes from an address are counted by: whoever has one of version 6 has many."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    return address if ip.version == 4 else str(ipaddress.ip_network(f"{ip}/64", strict=False))
