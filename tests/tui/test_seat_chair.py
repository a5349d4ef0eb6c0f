"""The chair's place from elsewhere: the panel run from a browser, and from the table beside it."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from mock_panel.bootstrap.services import Services
from mock_panel.domain.ids import SeatId
from mock_panel.domain.joining import CANDIDATE
from mock_panel.panel.conduct import Conduct
from mock_panel.panel.standing import Stage
from mock_panel.tui.seat.chair import ChairScreen
from mock_panel.tui.seat.conducting import ConductElsewhere
from mock_panel.tui.seat.settling import SettleElsewhere
from tests.panel.sample_panels import sample_record
from tests.panel.test_packets import Elsewhere
from tests.storage.panel_writing import write_rater
from tests.tui.practising import EVENING, TestClock, real_services
from tests.tui.seats import ITEMS, PANEL, at, seen, token, until, until_shown

A, B, C = SeatId("a"), SeatId("b"), SeatId("c")


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def services(tmp_path: Path, clock: TestClock) -> Iterator[Services]:
    """A panel that nobody has rated."""
    services = real_services(tmp_path, clock)
    services.panels.store.convene(PANEL, {})
    yield services
    services._database.close()


def kinds(services: Services) -> list[str]:
    return [event.kind.value for event in services.panels.store.events(PANEL.id)]


def told(pilot: Pilot[int]) -> str:
    return " ".join(each.message for each in pilot.app._notifications)


def at_the_table(services: Services) -> Conduct:
    """The chair's other screen."""
    panel = services.panels.store.get(PANEL.id)
    assert panel is not None
    return Conduct.open(
        panel, services.panels.store, services.monotonic, services.now, is_alone=False
    )


def follow(conduct: Conduct) -> None:
    found = conduct.look()
    assert found is not None
    conduct.follow(found)


async def answering(pilot: Pilot[int], clock: TestClock) -> ConductElsewhere:
    await until_shown(pilot, "Conduct the interview")
    await pilot.press("enter")
    await until_shown(pilot, "Enter asks this question: then read it aloud.")
    screen = pilot.app.screen
    assert isinstance(screen, ConductElsewhere)
    await pilot.press("enter")
    clock.pass_seconds(20)
    await pilot.press("enter")
    await until_shown(pilot, "no sound comes from a browser")
    return screen


async def test_a_chair_conducts_while_the_candidate_types_and_the_table_goes_on(
    services: Services, clock: TestClock
) -> None:
    guest = services.joining.guest(token(services, CANDIDATE))
    assert guest is not None
    candidate = services.at_place(guest).candidate
    async with at(services, A) as pilot:
        screen = await answering(pilot, clock)
        await until(pilot, lambda: kinds(services) == ["asked", "answer_began"])
        candidate.keep(1, "I closed the depot")
        await until_shown(pilot, "types I closed the depot")
        candidate.keep(1, "I closed the depot and\nmoved sixty people.")
        await until_shown(pilot, "moved sixty people.")

        table = at_the_table(services)
        clock.pass_seconds(30)
        table.end_answer()
        table.write()
        await until_shown(pilot, "At the chair's other screen: the answer was ended.")
        assert "moved sixty people." in seen(pilot)
        await pilot.press("enter")
        assert "Something was done at the other screen just now: look first." in told(pilot)
        clock.pass_seconds(5)

        await pilot.press("w")
        await until_shown(pilot, "As the candidate types it.")
        candidate.keep(1, "I closed the depot and\nmoved sixty people. It held.")
        await until_shown(pilot, "It held.")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.screen is screen)

        # What is done at the table now is not seen here before a key is pressed.
        pilot.app._watcher.close()  # type: ignore[attr-defined]  # our own app
        table.pause("a fire alarm")
        table.write()
        await pilot.press("enter")
        await until_shown(pilot, "At the chair's other screen: the panel was paused.")
        assert "has gone on at another screen" in told(pilot)
        assert kinds(services)[-2:] == ["answer_ended", "pause"]
        clock.pass_seconds(5)
        await pilot.press("enter")
        clock.pass_seconds(5)
        await pilot.press("enter")
        await until_shown(pilot, "Question 2 of 5")
        await until(pilot, lambda: kinds(services)[-2:] == ["resumed", "asked"])
        follow(table)
        assert (table.stage, table.index, table.is_mine) == (Stage.ASKED, 1, False)
        table.begin_answer()
        table.write()
        screen.database_changed()
        await until_shown(pilot, "the clock was started")
        # The table conducts: whoever looks on pauses nothing by leaving.
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChairScreen))
    assert kinds(services)[-1] == "answer_began"
    assert not services.joining.refusals(PANEL)


async def test_a_packet_goes_out_and_comes_back_and_the_panel_is_settled(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: dict[str, bytes] = {}
    store = services.panels.store
    for rater in (A, C):
        write_rater(store, sample_record(), rater)  # type: ignore[arg-type]  # the real one
        store.lock(PANEL.id, rater, ITEMS, EVENING)
    async with at(services, A) as pilot:

        def deliver(file: BytesIO, save_filename: str, **_: Any) -> None:
            files[save_filename] = file.read()

        monkeypatch.setattr(pilot.app, "deliver_binary", deliver)
        await until_shown(pilot, "You have locked")
        await pilot.press("p")
        await until_shown(pilot, "Whose is it?")
        assert "Carla" not in seen(pilot), "who has locked needs none"
        await pilot.press("b")
        await until(pilot, lambda: f"packet-{PANEL.id[:8]}-b.html" in files)
        ben = Elsewhere(services, PANEL, PANEL.seat(B))
        assert ben.packet["key"].encode() in files.popitem()[1]

        await paste(pilot, ben.saves(4, locked=True, panel="elsewhere").decode())
        await until_shown(pilot, "is for another panel")
        await paste(pilot, ben.saves(4, locked=True).decode().replace("seen in", "sean in"))
        await until_shown(pilot, "the seal does not fit")
        await paste(pilot, ben.saves(4, locked=True).decode())
        await until(pilot, lambda: "Ben Castellano: 5 of 5 rated, locked." in told(pilot))

        await until_shown(pilot, "Reveal the ratings")
        await pilot.press("enter")
        await until_shown(pilot, "It cannot be taken back.")
        await pilot.press("v")
        await until_shown(pilot, "Settle where you differ")
        await pilot.press("t")
        await until_shown(pilot, "How far the raters agree")
        await pilot.press("escape", "enter")
        await until_shown(pilot, "5 of 5 to settle")
        assert isinstance(pilot.app.screen, SettleElsewhere)
        await pilot.press("o")
        await until_shown(pilot, "5 not settled yet")
        await pilot.press("m")
        await until(pilot, lambda: f"report-{PANEL.id[:8]}.md" in files)
        assert b"Jordan Ellis" in files.popitem()[1]
    assert not services.joining.refusals(PANEL)


async def paste(pilot: Pilot[int], text: str) -> None:
    """Have it taken in."""
    if not pilot.app.screen.query(TextArea):
        await pilot.press("i")
        await until_shown(pilot, "the file's text")
    pilot.app.screen.query_one(TextArea).load_text(text)
    await pilot.press("ctrl+s")


async def test_a_chair_invites_from_elsewhere_until_the_session_ends(
    services: Services, clock: TestClock
) -> None:
    async with at(services, A) as pilot:
        await until_shown(pilot, "Conduct the interview")
        await pilot.press("g")
        await until_shown(pilot, "Ben Castellano")
        await pilot.press("down", "enter")
        await until_shown(pilot, "shown here and never again")
        invited = [each.place for each in services.joining.invitations(PANEL)]
        assert invited == [A, B]
        clock.pass_seconds(2)
        services.joining.revoke(PANEL, A)
        await until_shown(pilot, "Your session at this panel has ended.")
