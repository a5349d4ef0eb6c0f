"""A place at the sample panel, taken by its code, and what is seen there."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from mock_panel.bootstrap.services import Services
from mock_panel.domain.ids import SeatId
from mock_panel.tui.seat.app import SeatApp
from tests.panel.sample_panels import sample_panel
from tests.tui.practising import shown

PANEL = sample_panel(agreed=True)
ITEMS = [item.id for item in PANEL.form.rated]


def token(services: Services, place: SeatId) -> str:
    return services.joining.admit(services.joining.invite(PANEL, place).code, "here").token


@asynccontextmanager
async def at(services: Services, place: SeatId) -> AsyncIterator[Pilot[int]]:
    guest = services.joining.guest(token(services, place))
    assert guest is not None
    app = SeatApp(services.at_place(guest))
    app.animation_level = "none"
    async with app.run_test(size=(80, 24)) as pilot:
        yield pilot


def seen(pilot: Pilot[int]) -> str:
    return " ".join(shown(pilot.app).split())


async def until(pilot: Pilot[int], holds: Callable[[], object]) -> None:
    for _ in range(200):
        if holds():
            return
        await pilot.pause(0.02)
    raise AssertionError(seen(pilot))


async def until_shown(pilot: Pilot[int], words: str) -> str:
    await until(pilot, lambda: words in seen(pilot))
    return seen(pilot)
