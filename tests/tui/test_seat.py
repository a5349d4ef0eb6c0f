"""A place at a panel, from elsewhere: what each role sees and may do, on one real database."""

import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from mock_panel.bootstrap.services import Services, build_services
from mock_panel.cli.root import run
from mock_panel.domain.ids import SeatId
from mock_panel.domain.joining import CANDIDATE, Guest, PlaceRole
from mock_panel.domain.panel_events import EventKind, PanelAnswer, PanelEvent
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.ratings import RatingSource
from mock_panel.errors import OutOfOrder
from mock_panel.panel.standing import standing
from mock_panel.paths import Paths
from mock_panel.tui.screens.panel.rate import RateScreen
from mock_panel.tui.seat.place import PlaceScreen
from mock_panel.tui.seat.view import SeatView, lines
from tests.panel.sample_panels import SAID, sample_record
from tests.storage.panel_writing import write_rater
from tests.tui.practising import EVENING, TestClock, real_services
from tests.tui.seats import ITEMS, PANEL, at, token, until, until_shown
from tests.tui.terminal import AppTerminal

A, B, C, OBSERVER = SeatId("a"), SeatId("b"), SeatId("c"), SeatId("d")
FOREIGN = [said[0] for said in SAID.values()]
"""What rater a wrote."""


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def services(tmp_path: Path, clock: TestClock) -> Iterator[Services]:
    """A panel of three raters, of whom a and c have locked."""
    services = real_services(tmp_path, clock)
    store, record = services.panels.store, sample_record()
    store.convene(PANEL, {})
    for other in (A, C):
        write_rater(store, record, other)  # type: ignore[arg-type]  # the real one
        store.lock(PANEL.id, other, ITEMS, EVENING)
    yield services
    services._database.close()


def happened(services: Services, kind: EventKind, second: float, words: str = "") -> None:
    moment = EVENING + timedelta(seconds=second)
    event = PanelEvent(kind, moment, PANEL.form.questions[0].id, words)
    services.panels.store.happened(PANEL.id, event)


async def test_a_rater_rates_alone_and_sees_the_rest_after_the_reveal(
    services: Services, clock: TestClock
) -> None:
    store = services.panels.store
    async with at(services, B) as pilot:
        words = await until_shown(pilot, "5 of 5 left")
        assert isinstance(pilot.app.screen, PlaceScreen)
        assert not any(foreign in words for foreign in FOREIGN)
        await pilot.press("v", "s", "o")
        assert isinstance(pilot.app.screen, PlaceScreen)
        await pilot.press("enter")
        await until_shown(pilot, "you have 5 of 5 left")
        assert isinstance(pilot.app.screen, RateScreen)
        await pilot.press("4", "e")
        await until_shown(pilot, "Leave the line")
        await pilot.press("escape")
        # What the candidate types grows before the raters' eyes.
        answer = PanelAnswer(PANEL.form.questions[0].id, "I closed", AnswerMode.TYPED, 30)
        store.keep_answer(PANEL.id, answer)
        await until_shown(pilot, "w shows what was said")
        await pilot.press("w")
        await until_shown(pilot, "I closed")
        store.keep_answer(PANEL.id, replace(answer, text="I closed the depot"))
        await until_shown(pilot, "I closed the depot")
        await pilot.press("e")
        await until_shown(pilot, "Leave the line")
        await pilot.press(*"saved")
        clock.pass_seconds(1)
        await until(pilot, lambda: any(r.evidence for r in store.own_ratings(PANEL.id, B)))
        (rating,) = store.own_ratings(PANEL.id, B)
        assert (rating.score, rating.evidence) == (4, ("saved",))
        assert rating.source is RatingSource.BROWSER
        for item in ITEMS[1:]:
            store.rate(PANEL.id, replace(rating, item=item))
        store.lock(PANEL.id, B, ITEMS, EVENING)
        await pilot.press("escape", "escape")
        words = await until_shown(pilot, "You have locked")
        assert not any(foreign in words for foreign in FOREIGN)
        store.reveal(PANEL.id, EVENING)
        words = await until_shown(pilot, "settled")
        assert "Discuss and settle" in words
    assert not services.joining.refusals(PANEL)


async def test_a_candidate_sees_what_is_asked_and_types_while_it_is_answered(
    services: Services, clock: TestClock
) -> None:
    first, second = PANEL.form.questions[:2]
    async with at(services, CANDIDATE) as pilot:
        words = await until_shown(pilot, "comes next")
        assert first.asked.text[:30] not in words
        happened(services, EventKind.ASKED, 0)
        await until_shown(pilot, first.asked.text[:30])
        happened(services, EventKind.ANSWER_BEGAN, 0)
        clock.pass_seconds(65)
        await until_shown(pilot, "1:05")
        await pilot.press(*"I closed it.")
        clock.pass_seconds(1)
        await until_shown(pilot, "kept")
        await until(pilot, lambda: services.panels.store.answers(PANEL.id))
        happened(services, EventKind.SUPPLEMENTAL, 70, "And what did it cost?")
        words = await until_shown(pilot, "And what did it cost?")
        assert "I closed it." in words
        assert second.asked.text[:30] not in words
        assert not any(seat.name in words for seat in PANEL.seats)
    # Whoever opens the page again finds the words.
    async with at(services, CANDIDATE) as pilot:
        await until_shown(pilot, "I closed it.")
        services.joining.revoke(PANEL, CANDIDATE)
        clock.pass_seconds(2)
        await until_shown(pilot, "Your session at this panel has ended.")


async def test_an_observer_has_no_key_that_changes_anything(services: Services) -> None:
    async with at(services, OBSERVER) as pilot:
        words = await until_shown(pilot, "does not rate")
        assert "Watch" in words
        assert not any(foreign in words for foreign in FOREIGN)
        offered = {active.binding.action for active in pilot.app.screen.active_bindings.values()}
        assert not offered & {"next_step", "rate", "reveal", "settle", "report", "back"}
        with pytest.raises(OutOfOrder, match="not yours"):
            pilot.app.services.panels.reveal(PANEL)  # type: ignore[attr-defined]
    (refusal,) = services.joining.refusals(PANEL)
    assert (refusal.place, refusal.action) == (OBSERVER, "reveal")


async def test_a_long_name_leaves_the_top_line_its_title(services: Services) -> None:
    async with at(services, OBSERVER) as pilot:
        await until_shown(pilot, "does not rate")
        screen = pilot.app.screen
        assert isinstance(screen, PlaceScreen)
        assert screen.view is not None
        long = replace(screen.view.guest, name="Maximiliane " * 5)
        screen.view = replace(screen.view, guest=long)
        words = await until_shown(pilot, "Maximiliane Maximiliane M…, observer")
        assert f"Mock panel · {PANEL.candidate}" in words


async def test_a_chair_reveals_when_all_have_locked(services: Services) -> None:
    store = services.panels.store
    async with at(services, A) as pilot:
        await until_shown(pilot, "You have locked")
        write_rater(store, sample_record(), B)  # type: ignore[arg-type]  # the real one
        store.lock(PANEL.id, B, ITEMS, EVENING)
        await until_shown(pilot, "Reveal the ratings")
        await pilot.press("enter")
        await until_shown(pilot, "It cannot be taken back.")
        await pilot.press("v")
        await until_shown(pilot, "Settle where you differ")
    panel = store.get(PANEL.id)
    assert panel is not None
    assert panel.is_revealed


@pytest.mark.real
def test_a_killed_place_has_kept_what_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = build_services(Paths(tmp_path))
    (tmp_path / "settings.toml").write_text('framework = "opm-2025"\nvoice = false\n')
    store = services.panels.store
    store.convene(PANEL, {})
    monkeypatch.setenv("MOCK_PANEL_SEAT_TOKEN", token(services, CANDIDATE))
    for kind in (EventKind.ASKED, EventKind.ANSWER_BEGAN):
        event = PanelEvent(kind, services.now(), PANEL.form.questions[0].id)
        store.happened(PANEL.id, event)
    app = AppTerminal(tmp_path, "seat")
    try:
        app.until(PANEL.form.questions[0].asked.text[:30])
        app.until("type your answer here")
        app.keys("I closed it and ")
        app.until("kept")
        app.keys("said why")
        app.until("said why")
        app.feed_for(1.2)
        app.process.send_signal(signal.SIGKILL)
        app.process.wait(10)
    finally:
        app.close()
    assert [answer.text for answer in store.answers(PANEL.id)] == ["I closed it and said why"]
    services._database.close()


def test_a_session_that_is_over_opens_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MOCK_PANEL_HOME", str(tmp_path))
    monkeypatch.setenv("MOCK_PANEL_SEAT_TOKEN", "0" * 64)
    assert run(["seat"]) == 2
    assert capsys.readouterr().err == (
        "mock-panel: This session has ended.\nAsk the chair for another code.\n"
    )


def test_in_a_masked_panel_a_rater_is_not_told_which_letters_have_come() -> None:
    places = frozenset((*(seat.id for seat in PANEL.seats[1:]), CANDIDATE))
    guest = Guest("s", PANEL.id, B, PlaceRole.RATER, "Rater B", EVENING)
    where = standing(PANEL, ())
    named = SeatView(guest, PANEL, where, EVENING, {}, places, None)
    masked = replace(named, panel=replace(PANEL, masked=True))
    assert [" here" in line.text.plain for line in lines(named, 80, 0)].count(True) == 4
    told = [line.text.plain for line in lines(masked, 80, 0) if line.text.plain.endswith(" here")]
    assert [line.split("  ")[0] for line in told] == ["Observer D", "Jordan Ellis"]
    of_chair = replace(masked, guest=replace(guest, role=PlaceRole.CHAIR))
    assert [" here" in line.text.plain for line in lines(of_chair, 80, 0)].count(True) == 4
