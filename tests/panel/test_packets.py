"""Packets out and ratings files in, through a real database."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mock_panel.bootstrap.services import Services
from mock_panel.domain.panels import Panel, Seat
from mock_panel.domain.ratings import RatingSource
from mock_panel.errors import InputError, OutOfOrder
from mock_panel.panel.packets import Received
from mock_panel.paths import Paths
from mock_panel.settings import Settings
from tests.panel.sample_panels import sample_panel

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    services = Services(Paths(tmp_path / "home"), Settings(), now=lambda: NOW)
    yield services
    services.close()


@pytest.fixture
def panel(services: Services) -> Panel:
    return services.panels.convene_again(sample_panel(), "Dana Roe").panel


@pytest.fixture
def ben(panel: Panel) -> Seat:
    return panel.raters[1]


class Elsewhere:
    """The rater's own computer: what the packet there saves."""

    def __init__(self, services: Services, panel: Panel, seat: Seat) -> None:
        self._panel, self._seat = panel, seat
        page = services.packets.make(panel, seat)
        data = page.partition('id="packet">')[2].partition("</script>")[0]
        self.packet: dict[str, Any] = json.loads(data)

    def saves(
        self, score: int, *, locked: bool, after: int = 0, items: int = 5, **changes: Any
    ) -> bytes:
        rated = [item.id for item in self._panel.form.items]
        body = json.dumps(
            {
                "panel": self._panel.id,
                "form": self._panel.form.id,
                "rater": self._seat.id,
                "locked": locked,
                "saved_at": (NOW + timedelta(minutes=after)).isoformat(),
                "ratings": [
                    {
                        "item": item,
                        "score": score if n < items else None,
                        "evidence": [f"seen in {item}"] if n < items else [],
                    }
                    for n, item in enumerate(rated)
                ],
                "notes": [],
            }
            | changes
        )
        seal = hmac.new(self.packet["key"].encode(), body.encode(), hashlib.sha256).hexdigest()
        return json.dumps({"schema": "mock-panel/ratings@1", "body": body, "seal": seal}).encode()


@pytest.fixture
def elsewhere(services: Services, panel: Panel, ben: Seat) -> Elsewhere:
    return Elsewhere(services, panel, ben)


def receive(services: Services, data: bytes) -> Received:
    return services.packets.receive(data, "ratings.json")


def scores(services: Services, panel: Panel, seat: Seat) -> list[int | None]:
    return [rating.score for rating in services.panels.store.own_ratings(panel.id, seat.id)]


def test_a_draft_comes_in_and_then_the_lock(
    services: Services, panel: Panel, ben: Seat, elsewhere: Elsewhere
) -> None:
    draft = receive(services, elsewhere.saves(2, locked=False, items=3))
    assert (draft.rated, draft.of, draft.locked) == (3, 5, False)
    final = receive(services, elsewhere.saves(4, locked=True, after=5))
    assert (final.rated, final.locked, final.known) == (5, True, False)
    own = services.panels.store.own_ratings(panel.id, ben.id)
    assert {(r.score, r.source, r.with_pin) for r in own} == {(4, RatingSource.PACKET, False)}
    assert own[0].evidence == ("seen in q1",)


def test_the_same_file_may_come_twice(services: Services, elsewhere: Elsewhere) -> None:
    final = elsewhere.saves(4, locked=True)
    assert not receive(services, final).known
    assert receive(services, final).known


def test_what_is_locked_is_not_changed_by_another_file(
    services: Services, panel: Panel, ben: Seat, elsewhere: Elsewhere
) -> None:
    receive(services, elsewhere.saves(4, locked=True))
    for later in (elsewhere.saves(5, locked=True, after=9), elsewhere.saves(5, locked=False)):
        with pytest.raises(OutOfOrder) as caught:
            receive(services, later)
        assert caught.value.reason == "locked"
    assert scores(services, panel, ben) == [4] * 5


def test_an_older_draft_does_not_come_back(
    services: Services, panel: Panel, ben: Seat, elsewhere: Elsewhere
) -> None:
    receive(services, elsewhere.saves(4, locked=False, after=9))
    with pytest.raises(OutOfOrder) as caught:
        receive(services, elsewhere.saves(2, locked=False, after=3))
    assert caught.value.reason == "older"
    assert scores(services, panel, ben) == [4] * 5


def test_every_packet_of_a_seat_has_one_key_and_no_two_seats_share_one(
    services: Services, panel: Panel, ben: Seat, elsewhere: Elsewhere
) -> None:
    again = Elsewhere(services, panel, ben)
    other = Elsewhere(services, panel, panel.raters[2])
    assert again.packet["key"] == elsewhere.packet["key"] != other.packet["key"]
    forged = other.saves(1, locked=True, rater=ben.id)
    with pytest.raises(InputError, match="ratings"):
        receive(services, forged)
    assert scores(services, panel, ben) == []


def test_files_that_belong_nowhere_are_told(
    services: Services, panel: Panel, elsewhere: Elsewhere
) -> None:
    with pytest.raises(InputError, match="not in this database"):
        receive(services, elsewhere.saves(3, locked=True, panel="0" * 32))
    without_packet = elsewhere.saves(3, locked=True, rater=panel.raters[2].id)
    with pytest.raises(InputError, match="no packet was made"):
        receive(services, without_packet)
    with pytest.raises(InputError, match=r"ratings\.json:1:1"):
        receive(services, b"Dear chair,")


def test_who_needs_no_packet_gets_none(
    services: Services, panel: Panel, elsewhere: Elsewhere
) -> None:
    receive(services, elsewhere.saves(4, locked=True))
    now = services.panels.find(panel.id)
    with pytest.raises(OutOfOrder, match="has locked"):
        services.packets.make(now, now.raters[1])
    observer = next(seat for seat in now.seats if not seat.rates)
    with pytest.raises(OutOfOrder, match="does not rate"):
        services.packets.make(now, observer)
