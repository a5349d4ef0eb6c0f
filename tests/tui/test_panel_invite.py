"""Inviting from the desk: a code for each, told once; and the desk says who has come."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from mock_panel.bootstrap.services import Services
from mock_panel.domain.ids import SeatId
from mock_panel.domain.joining import CANDIDATE, Guest, Invited
from mock_panel.errors import OutOfOrder
from mock_panel.panel.invitation_words import invitation_in_short, invitation_words
from mock_panel.panel.join_codes import read_code
from mock_panel.panel.joining import MOST_WRONG
from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.screens.panel.desk import PanelDeskScreen
from mock_panel.tui.screens.panel.invite import InviteScreen, gather_places
from tests.panel.sample_panels import sample_panel
from tests.tui.practising import EVENING, TestClock, real_services, settled, shown, until

PANEL = sample_panel()
B = SeatId("b")


async def comes(pilot: Pilot[int], words: str) -> str:
    """Wait for words on the screen, wherever its lines break."""
    for _ in range(300):
        await settled(pilot)
        seen = " ".join(shown(pilot.app).split())
        if words in seen:
            return seen
        await pilot.pause(0.02)
    raise AssertionError(f"{words!r} did not come, but this did:\n{shown(pilot.app)}")


def code_in(seen: str) -> str:
    found = re.search(r"(?:[0-9A-Z] ){3}- .{21}", seen)
    assert found is not None, seen
    assert read_code(found[0]) is not None, seen
    return found[0]


async def until_another(pilot: Pilot[int], code: str) -> None:
    """Wait until the code that is shown has been replaced."""
    for _ in range(300):
        await settled(pilot)
        if code_in(await comes(pilot, "Ben Castellano's code")) != code:
            return
        await pilot.pause(0.02)
    raise AssertionError(shown(pilot.app))


def refused(services: Services, code: str) -> str:
    with pytest.raises(OutOfOrder) as caught:
        services.joining.admit(code, "here")
    return caught.value.reason


async def test_people_are_invited_and_seen_when_they_come(tmp_path: Path) -> None:
    clock = TestClock()
    services = real_services(tmp_path, clock)
    services.panels.store.convene(PANEL, {})
    app = MockPanelApp(services, None, PANEL.id)
    app.animation_level = "none"
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, PanelDeskScreen)
        assert "g Invite" in shown(app).splitlines()[-1]
        assert "here since" not in shown(app)
        await pilot.press("g")
        await until(pilot, InviteScreen)
        await comes(pilot, "Ruth Okafor: not invited.")
        code = await make_codes(pilot, services, clock)
        guest = await come_and_be_seen(pilot, services, code, clock)
        await take_back(pilot, services, guest)


async def make_codes(pilot: Pilot[int], services: Services, clock: TestClock) -> str:
    """A code is shown as long as it is good, and by another one replaced after asking only."""
    await pilot.press("down", "enter")
    first = code_in(await comes(pilot, "Ben Castellano's code"))
    await pilot.press("enter")
    await comes(pilot, "Another code for Ben Castellano?")
    await pilot.press("n", "up", "down")
    assert code_in(await comes(pilot, "Ben Castellano's code")) == first
    clock.pass_seconds(60)
    await pilot.press("h", "enter", "enter")
    await comes(pilot, "a new code is good for 3 days")
    await until_another(pilot, first)
    second = code_in(" ".join(shown(pilot.app).split()))
    (told,) = services.joining.invitations(PANEL)
    assert told.expires_at == clock.day + timedelta(days=3)
    assert refused(services, first) == "unknown_code"
    return second


async def come_and_be_seen(
    pilot: Pilot[int], services: Services, code: str, clock: TestClock
) -> Guest:
    """Who has joined is seen here and at the desk; the code is shown no more."""
    guest = services.joining.admit(code, "here").guest
    assert guest.place == B
    seen = await comes(pilot, "Ben Castellano: joined at")
    assert code not in seen
    services.joining.arrived(guest)
    await comes(pilot, "Ben Castellano: here since")
    await pilot.press("end", "enter")
    await comes(pilot, "Jordan Ellis's code")
    # One that was replaced elsewhere is good for nothing, so it is not shown.
    clock.pass_seconds(1)
    services.joining.invite(PANEL, CANDIDATE)
    await comes(pilot, "Jordan Ellis: not here yet; the code is good until")
    await pilot.press("escape")
    seen = await comes(pilot, "none of 5 rated · here since")
    assert "Jordan Ellis, candidate · not here yet" in seen
    return guest


async def take_back(pilot: Pilot[int], services: Services, guest: Guest) -> None:
    """Taken back, it is over at once."""
    await pilot.press("g")
    await until(pilot, InviteScreen)
    await pilot.press("down", "x")
    await comes(pilot, "Take the invitation of Ben Castellano back?")
    await pilot.press("enter")
    assert not services.joining.is_over(guest)
    await pilot.press("x", "t")
    services.joining.left(guest)
    await comes(pilot, "Ben Castellano: not invited.")
    assert services.joining.is_over(guest)
    assert [each.place for each in services.joining.invitations(PANEL)] == [CANDIDATE]


def test_every_standing_of_an_invitation_has_its_words() -> None:
    now, later = EVENING, EVENING + timedelta(hours=1)
    fresh = Invited(B, now, later, 0, None)
    joined = Invited(B, now, later, 0, now)
    dead = Invited(B, now, later, MOST_WRONG, None)
    told = [
        (invitation_in_short(invited, here, when), invitation_words(invited, here, when))
        for invited, here, when in [
            (None, None, now), (fresh, None, now), (joined, None, now), (joined, now, now),
            (dead, None, now), (fresh, None, later), (joined, None, later),
        ]
    ]  # fmt: skip
    shorts = [short for short, _ in told]
    assert shorts[0] == ""
    assert shorts[1:3] == ["not here yet", "not here now"]
    assert shorts[3].startswith("here since ")
    assert shorts[4:] == ["invite again"] * 3
    assert all("invite again" in words for _, words in told[4:])
    assert len({words for _, words in told}) == len(told)
    assert "2 wrong tries so far" in invitation_words(Invited(B, now, later, 2, None), None, now)


def test_who_is_called_by_name_has_no_letter_where_the_panel_is_masked(tmp_path: Path) -> None:
    services = real_services(tmp_path, TestClock())
    ruth, ben, carla, dale = PANEL.seats
    dealt = (
        replace(ben, id=ruth.id), replace(carla, id=ben.id), replace(ruth, id=carla.id), dale,
    )  # fmt: skip
    services.panels.store.convene(replace(PANEL, masked=True, seats=dealt), {})
    view = gather_places(services, PANEL.id)
    assert view is not None
    assert [(line.letter, line.name) for line in view.lines] == [
        ("", "Ruth Okafor"), ("", "Ben Castellano"), ("", "Carla Wójcik"), ("", "Dale Nguyen"),
        ("", "Jordan Ellis"),
    ]  # fmt: skip
    assert [line.place for line in view.lines] == ["c", "a", "b", "d", CANDIDATE]
