"""Where a request seems to come from."""

from unittest.mock import Mock

import pytest
from aiohttp.test_utils import make_mocked_request

from mock_panel.web.address import PublicAddress
from mock_panel.web.doorman import Doorman, counted_as


@pytest.mark.parametrize(
    ("peer", "behind_proxy", "seen"),
    [
        ("127.0.0.1", True, "203.0.113.9"),
        ("::1", True, "203.0.113.9"),
        ("127.0.0.1", False, "127.0.0.1"),
        ("192.0.2.1", True, "192.0.2.1"),
    ],
)
def test_a_proxy_is_believed_on_this_machine_only(peer: str, behind_proxy: bool, seen: str) -> None:
    transport = Mock()
    transport.get_extra_info.side_effect = {"peername": (peer, 4000)}.get
    request = make_mocked_request(
        "GET", "/", {"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}, transport=transport
    )
    doorman = Doorman(PublicAddress("https", "localhost", 443), behind_proxy=behind_proxy)
    assert doorman.where_from(request) == seen


def test_wrong_codes_from_one_network_of_version_6_count_together() -> None:
    assert counted_as("2001:db8:1:2:3::4") == counted_as("2001:db8:1:2::9") == "2001:db8:1:2::/64"
    assert counted_as("203.0.113.9") == "203.0.113.9"
    assert counted_as("unknown") == "unknown"
