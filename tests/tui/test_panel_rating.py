"""Pass the keyboard and rate alone: sealed, anchored, kept as it is made, locked once."""

import shutil
import signal
from collections.abc import Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from mock_panel.bootstrap.services import Services, build_services
from mock_panel.domain.ids import FormId, FrameworkId, ItemId, SeatId
from mock_panel.domain.panel_events import EventKind, PanelEvent
from mock_panel.domain.panel_forms import PanelItem
from mock_panel.domain.panels import Panel, SeatGuard
from mock_panel.domain.parts import Part
from mock_panel.domain.ratings import Rating, RatingSource, SeatProgress
from mock_panel.errors import OutOfOrder, StorageError
from mock_panel.panel.pins import sealed
from mock_panel.panel.protocol import MOST_LINES
from mock_panel.panel.rating_keeper import RatingKeeper
from mock_panel.panel.rating_sheet import (
    OwnRating,
    RatingSheet,
    clock_at,
    fitting_evidence,
    read_sheet,
)
from mock_panel.paths import Paths
from mock_panel.settings import Settings
from mock_panel.storage.panels import SqlPanelStore
from mock_panel.tui.screens.panel.cover import CoverScreen
from mock_panel.tui.screens.panel.rate import IDLE, RateScreen
from mock_panel.tui.screens.panel.rate_view import status_words
from mock_panel.tui.widgets.hanging import HangingText
from tests.panel.sample_panels import ANSWER, LOCKED, SAID, sample_form, sample_panel, sample_record
from tests.storage.panel_writing import write_rater
from tests.tui.looking import LookingApp
from tests.tui.practising import TestClock, real_services, settled, shown, still, until
from tests.tui.terminal import AppTerminal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

A, B, C = SeatId("a"), SeatId("b"), SeatId("c")
PIN = "428113"
SEALED = sealed(PIN, b"salt of a test..")
FOREIGN = [said[seat] for said in SAID.values() for seat in (1, 2)]
FOREIGN += ["not stated until probed", "looks at the clock twice"]
"""What raters b and c wrote: evidence, and notes."""


@pytest.fixture(scope="module")
def convened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the sample panel: a and b have a PIN, b has locked, c has rated all."""
    home = tmp_path_factory.mktemp("convened")
    services = real_services(home)
    store, panel, record = services.panels.store, sample_panel(), sample_record(revealed=False)
    store.convene(panel, {A: SEALED, B: SEALED})
    for event in record.events:
        store.happened(panel.id, event)
    for answer in record.answers:
        store.keep_answer(panel.id, answer)
    assert isinstance(store, SqlPanelStore)
    write_rater(store, record, B)
    write_rater(store, record, C)
    store.lock(panel.id, B, [item.id for item in panel.form.rated], LOCKED)
    services._database.close()
    return home


@pytest.fixture
def home(convened: Path, tmp_path: Path) -> Path:
    """A copy for one test."""
    return Path(shutil.copytree(convened, tmp_path / "home"))


@asynccontextmanager
async def covered(
    services: Services, panel: Panel | None = None, size: tuple[int, int] = (80, 24)
) -> "AsyncIterator[Pilot[int]]":
    """The cover of a panel, with all that it shows."""
    screen = CoverScreen((panel or sample_panel()).id)
    app = LookingApp(services, screen)
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        await until(pilot, CoverScreen)
        yield pilot


async def press(pilot: Pilot[int], *keys: str) -> str:
    """Press keys; what the screen shows then, in one line."""
    await pilot.press(*keys)
    await settled(pilot)
    await settled(pilot)
    return words(pilot)


async def paste(pilot: Pilot[int], text: str) -> None:
    """Put words where the caret is; by keys it would take as long as a test may."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


def words(pilot: Pilot[int]) -> str:
    return " ".join(shown(pilot.app).split())


async def enter(pilot: Pilot[int], letter: str = "a", pin: str = PIN) -> RateScreen:
    await press(pilot, letter)
    if pin:
        await paste(pilot, pin)
        await press(pilot, "enter")
    await until(pilot, RateScreen)
    screen = pilot.app.screen
    assert isinstance(screen, RateScreen)
    while screen.desk is None:
        await settled(pilot)
    await settled(pilot)
    return screen


def everything(pilot: Pilot[int]) -> str:
    """All the words of all screens, seen, scrolled away, hidden or still to be typed over."""
    found = [words(pilot)]
    for screen in pilot.app.screen_stack:
        for widget in screen.query("*"):
            if isinstance(widget, HangingText):
                found += [p.mark.plain + p.text.plain for p in widget.paragraphs]
            elif isinstance(widget, TextArea):
                found.append(widget.text)
            elif isinstance(widget, Input):
                found.append(widget.value)
            elif isinstance(widget, Static):
                found.append(str(widget.content))
            else:
                found.append(str(widget.render()))
    return " ".join("\n".join(found).split())


def kept(services: Services, seat: SeatId = A) -> dict[str, Rating]:
    panel = sample_panel().id
    return {rating.item: rating for rating in services.panels.store.own_ratings(panel, seat)}


async def test_a_rater_rates_alone_locks_and_never_sees_what_another_gave(  # noqa: PLR0915 - one walk, one start
    home: Path,
) -> None:
    clock = TestClock()
    services = real_services(home, clock)
    store, panel = services.panels.store, sample_panel()
    async with covered(services) as pilot:

        async def step(*keys: str) -> str:
            seen = await press(pilot, *keys)
            said = everything(pilot)
            assert not [line for line in FOREIGN if line in said]
            return seen

        seen = await step()
        assert "A Ruth Okafor 0 of 5 rated" in seen
        assert "B Ben Castellano has locked C Carla Wójcik 5 of 5 rated" in seen
        assert "Dale Nguyen" not in seen
        for key in ("f1", "ctrl+p"):
            await step(key)
            await step("escape")
        assert "Choose your seat first" in await step("enter")
        seen = await step("a", *PIN)
        assert "PIN of A, Ruth Okafor ••••••" in seen
        assert PIN not in seen
        await step("enter")
        await until(pilot, RateScreen)
        seen = await step()
        assert "question 1 of 5" in seen
        assert "Rater A, sealed" in seen
        assert "you have 5 of 5 left · B has locked · C is rating" in seen

        # A score is in the database at once, with the PIN; its meaning is told in words.
        await step("j")
        seen = await step("3")
        assert "3 Complete Situation, action and result are there" in seen
        assert "here Names what was ended" in seen
        assert (kept(services)["q2"].score, kept(services)["q2"].with_pin) == (3, True)
        assert kept(services)["q2"].source is RatingSource.SCREEN
        await step("9", "0")
        assert kept(services)["q2"].score == 3
        # Evidence waits for a moment only; one line is one piece, and markup is but words.
        await step("enter", *"[r", "enter", "enter")
        await paste(pilot, "410 k")
        assert kept(services)["q2"].evidence == ()
        clock.pass_seconds(0.4)
        await pilot.pause(0.15)
        assert "draft saved" in await step()
        assert kept(services)["q2"].evidence == ("[r", "410 k")

        # Notes under their part; the answer that was kept; all anchors, in place of both.
        await step("escape", "r")
        await paste(pilot, "410 k")
        await step("enter", "s")
        await paste(pilot, "idle\x1b[31m cars")
        seen = await step("enter")
        assert "your notes S idle [31m cars R 410 k" in seen
        await step("n", "up", *"! ", "down", *["backspace"] * 5, "enter")
        assert "When I took over the fleet office" in await step("w")
        assert ANSWER.split(". ")[1] in everything(pilot)
        seen = await step("x")
        assert "1 No evidence Nothing in the answer" in seen
        assert "When I took over" not in seen
        for key in ("f1", "ctrl+p"):
            await step(key)
            await step("escape")

        # The lock names what is missing, and goes there.
        seen = await step("x", "L")
        assert "Not yet: Commitment to the Rule of Law… lacks a score and evidence" in seen
        assert "and 1 more" in seen
        assert "question 1 of 5" in seen
        for item in ("q1", "q3", "q4", "q5"):
            await press(pilot, "right", "right", "enter")
            await paste(pilot, f"seen in {item}")
            seen = await step("ctrl+s")
        assert "Everything is rated." in seen
        assert "all 5 rated, not locked" in seen
        assert "⏎ Lock" in seen
        assert "Lock all 5 ratings?" in await step("enter")
        await step("enter")
        assert not store.progress(panel.id)[0].locked
        await step("L")
        await until(pilot, "NoticeScreen")
        seen = await step("l")
        assert "Locked: your ratings are final." in seen
        assert "⏎ Pass on" in seen
        assert "you have locked · B has locked" in seen
        await step("4", "e", "s", "w", "j")
        assert [note.text for note in store.own_notes(panel.id, A)] == ["idle [31m cars! "]
        rated = kept(services)
        assert [rated[item].score for item in sorted(rated)] == [2, 3, 2, 2, 2]
        assert rated["q5"].evidence == ("seen in q5",)

        # Whoever comes next finds the cover, and an empty PIN.
        seen = await step("enter")
        assert isinstance(pilot.app.screen, CoverScreen)
        assert "A Ruth Okafor has locked" in seen
        await step("escape")
        assert not isinstance(pilot.app.screen, CoverScreen)


async def test_wrong_pins_bar_a_seat_for_a_while_and_a_seat_without_one_opens_at_once(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = TestClock()
    services = real_services(home, clock)
    store, panel = services.panels.store, sample_panel()
    note, noted = type(store).guess, []

    def noting(*place: Any) -> SeatGuard:
        noted.append(place)
        return note(*place)

    monkeypatch.setattr(type(store), "guess", noting)
    async with covered(services) as pilot:
        await press(pilot, "down", "down", "up", *"1234")
        # Pressed twice before it was looked at, it is one try.
        for key in ("5", "enter", "enter"):
            pilot.app.post_message(events.Key(key, key if key == "5" else None))
        seen = await press(pilot)
        assert (store.guard(panel.id, A).wrong, len(noted)) == (1, 1)
        assert "This is not the PIN of this seat. The chair was shown the PINs" in seen
        assert "After 4 more wrong PINs it closes for a minute." in seen
        assert "Type the 6 digits of your PIN first." in await press(pilot, "enter")
        for _ in range(4):
            seen = await press(pilot, "0", "enter")
        assert "Too many wrong PINs for this seat. It opens again in 60 seconds." in seen
        clock.pass_seconds(25)
        await pilot.pause(1.1)
        assert "It opens again in 35 seconds." in words(pilot)
        assert "in 35 seconds" in await press(pilot, "0", "enter")
        clock.pass_seconds(36)
        await pilot.pause(1.1)
        assert "Now the PIN can be tried again." in words(pilot)
        # Digits typed for one seat are not tried on another.
        await press(pilot, "4", "b", "a")
        assert pilot.app.screen.query_one(Input).value == ""
        await enter(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CoverScreen)
        screen = await enter(pilot, "c", "")
        await press(pilot, "2")
        assert not kept(services, C)["q1"].with_pin
        assert screen.own_seat.id == C


def other_panel(services: Services) -> Panel:
    """Masked, on 0 to 2, with two questions in its first item; nobody has a PIN."""
    form = sample_form()
    first, second, third = form.items[:3]
    both = PanelItem(ItemId("e1"), first.ecq, first.title, first.questions + second.questions)
    scale = next(s for s in services.bank.load().scales if s.id == "short-3")
    form = replace(
        form, id=FormId("form-2"), items=(both, replace(third, id=ItemId("e2"))), scale=scale
    )
    panel = sample_panel(id="panel-77", form=form, masked=True, agreed=None)
    services.panels.store.convene(panel, {})
    return panel


async def test_an_unattended_screen_covers_itself_and_keeps_what_was_typed(  # noqa: PLR0915 - one walk, one start
    home: Path,
) -> None:
    clock = TestClock()
    services = real_services(home, clock)
    panel = other_panel(services)
    store = services.panels.store
    async with covered(services, panel, (60, 24)) as pilot:
        assert "B Rater B 0 of 2 rated" in words(pilot)
        await enter(pilot, "b", "")
        assert "Questions 1 and 2 get one rating." in words(pilot)
        seen = await press(pilot, "0", "j")
        assert "question 2 of 3" in seen
        assert "0 Not shown Nothing that was asked for" in seen
        assert "0 ● 1 ○ 2 ○" in seen
        await press(pilot, "e")
        await paste(pilot, "nothing said")
        clock.pass_seconds(IDLE - 1)
        await press(pilot, "!", "escape", "a")
        await paste(pilot, "half a no")
        # Help lies on top, and what it lies on would be seen again by whoever closes it.
        await press(pilot, "enter", "f1")
        clock.pass_seconds(IDLE - 1)
        await pilot.pause(0.25)
        assert type(pilot.app.screen).__name__ == "HelpScreen"
        clock.pass_seconds(2)
        await pilot.pause(0.3)
        await until(pilot, CoverScreen)
        await settled(pilot)
        assert "nothing said" not in everything(pilot)
        (rating,) = store.own_ratings(panel.id, B)
        assert (rating.item, rating.score, rating.evidence) == ("e1", 0, ("nothing said!",))
        assert [note.text for note in store.own_notes(panel.id, B)] == ["half a no"]

        # Taken out for everybody meanwhile: it is no longer asked for.
        await enter(pilot, "b", "")
        assert "you have 1 of 2 left" in words(pilot)
        services.panels.take_out(panel, panel.form.items[1], "misread by all")
        await pilot.pause(1.1)
        await settled(pilot)
        assert "rated, not locked" in words(pilot)
        assert "question 2 of 2" in words(pilot)
        # A question that nobody answers does not keep it uncovered.
        assert "Lock your rating?" in await press(pilot, "L")
        clock.pass_seconds(IDLE + 1)
        await pilot.pause(0.3)
        await until(pilot, CoverScreen)
        assert not store.progress(panel.id)[1].locked
        await enter(pilot, "b", "")
        # Locked from somewhere else: it is only read.
        await press(pilot, "1", "e", " ", "x")
        store.lock(panel.id, B, [ItemId("e1")], LOCKED)
        await pilot.pause(1.1)
        await settled(pilot)
        seen = await press(pilot)
        assert "Rater B, locked" in seen
        assert store.own_ratings(panel.id, B)[0].score == 1
        store.erase(panel.id)
        await pilot.pause(1.2)
        await until(pilot, "Below")


async def test_what_cannot_be_stored_is_told_and_stored_when_it_can_be(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = TestClock()
    services = real_services(home, clock)
    store = services.panels.store
    whole = type(store).rate

    def full(*_: object) -> None:
        raise StorageError("The disk is full.", "Free some space.")

    async with covered(services) as pilot:
        await enter(pilot)
        monkeypatch.setattr(type(store), "rate", full)
        seen = await press(pilot, "4", "e", *"ab")
        assert "The disk is full. Free some space." in seen
        assert "draft NOT saved" in seen
        await press(pilot, "escape")
        assert "Your last changes are not stored yet." in await press(pilot, "escape")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, RateScreen)
        clock.pass_seconds(IDLE + 2)
        await pilot.pause(0.3)
        assert isinstance(pilot.app.screen, RateScreen)
        monkeypatch.setattr(type(store), "rate", whole)
        clock.pass_seconds(2)
        await pilot.pause(0.4)
        await until(pilot, CoverScreen)
        assert (kept(services)["q1"].score, kept(services)["q1"].evidence) == (4, ("ab",))
        # Keys that have told nobody yet when the app closes.
        screen = await enter(pilot)
        await press(pilot, "k", "e")
        with screen.prevent(TextArea.Changed):
            screen.evidence.insert(" and heard")
        await pilot.press("ctrl+q")
    assert "heard" in " ".join(
        line for rating in kept(services).values() for line in rating.evidence
    )


# --- without a screen -----------------------------------------------------------------------


class SlowPanels:
    """Notes what is stored; the first write waits until it may go on."""

    def __init__(self) -> None:
        self.stored: list[tuple[str, int | None]] = []
        self.has_begun, self.may_go_on = Event(), Event()
        self.fails: Exception | None = None

    def rate(self, _panel: object, _seat: object, item: PanelItem, score: int | None,
             _evidence: object, **_: object) -> None:  # fmt: skip
        if not self.has_begun.is_set():
            self.has_begun.set()
            assert self.may_go_on.wait(10)
        if self.fails is not None:
            raise self.fails
        self.stored.append((item.id, score))


def slow_keeper() -> tuple[RatingKeeper, SlowPanels, TestClock]:
    panels, clock = SlowPanels(), TestClock()
    seat = sample_panel().seat(A)
    as_panels: Any = panels
    keeper = RatingKeeper(
        lambda: as_panels, seat, lambda: clock.seconds, lambda: LOCKED, with_pin=True
    )
    return keeper, panels, clock


def test_writes_never_overtake_each_other() -> None:
    keeper, panels, _ = slow_keeper()
    panel = sample_panel()
    first, second = panel.form.items[:2]
    keeper.rated(panel, first, OwnRating(1), at_once=True)
    writers = [Thread(target=keeper.write)]
    writers[0].start()
    assert panels.has_begun.wait(10)
    for score in (2, 3, 4):
        keeper.rated(panel, first, OwnRating(score), at_once=True)
        keeper.rated(panel, second, OwnRating(score), at_once=False)
        writers.append(Thread(target=keeper.write))
        writers[-1].start()
    panels.may_go_on.set()
    for writer in writers:
        writer.join(10)
    assert panels.stored == [("q1", 1), ("q1", 4), ("q2", 4)]
    assert keeper.is_clean
    assert not keeper.is_due


def test_what_could_not_be_stored_waits_unless_something_newer_does() -> None:
    keeper, panels, clock = slow_keeper()
    panel = sample_panel()
    first, second = panel.form.items[:2]
    panels.has_begun.set()
    keeper.rated(panel, first, OwnRating(1), at_once=False)
    assert not keeper.is_due
    clock.pass_seconds(0.35)
    assert keeper.is_due
    panels.fails = StorageError("The disk is full.")
    with pytest.raises(StorageError):
        keeper.write()
    assert not keeper.is_clean
    assert not keeper.is_due
    clock.pass_seconds(1)
    assert keeper.is_due
    keeper.rated(panel, first, OwnRating(2), at_once=True)
    panels.fails = OutOfOrder("locked", "Rater A has locked.")
    keeper.rated(panel, second, OwnRating(5), at_once=True)
    with pytest.raises(OutOfOrder):
        keeper.write()
    assert keeper.is_clean
    assert panels.stored == []


def test_nobody_is_said_to_rate_who_has_rated_none() -> None:
    def told(*rated: int) -> str:
        progress = tuple(
            SeatProgress(SeatId(seat), count, 5, locked=count > 5)
            for seat, count in zip("abcd", rated, strict=False)
        )
        return status_words(RatingSheet(sample_panel(), A, progress=progress))

    assert told(0, 0, 0) == "you have 5 of 5 left · B and C have rated none"
    assert (
        told(0, 6, 1, 0) == "you have 5 of 5 left · B has locked · C is rating · D has rated none"
    )


def test_the_sheet_knows_what_is_missing_and_when_a_note_was_made() -> None:
    panel = sample_panel()
    sheet = RatingSheet(panel, A).with_rating(panel.form.items[0], OwnRating(3, ("said",)))
    assert [item.id for item in sheet.lacking] == ["q2", "q3", "q4", "q5"]
    assert sheet.of(panel.form.items[1]).lacks == "a score and evidence"
    assert sheet.moved(9).index == 4
    following = sheet.moved(9).next_lacking
    assert following is not None
    assert following.id == "q2"
    asked = panel.form.items[1].questions[0].id
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def at(kind: EventKind, second: int, clock: float | None = None) -> PanelEvent:
        return PanelEvent(kind, noon + timedelta(seconds=second), asked, "", clock)

    began = [at(EventKind.ASKED, 0), at(EventKind.ANSWER_BEGAN, 10, 0.0)]
    later = noon + timedelta(seconds=40)
    assert clock_at(began, asked, later) == 30
    assert clock_at(began, panel.form.items[0].questions[0].id, later) is None
    paused = [*began, at(EventKind.PAUSE, 20, 10.0)]
    assert clock_at(paused, asked, later) is None
    assert clock_at([*paused, at(EventKind.RESUMED, 35, 10.0)], asked, later) == 15
    note = replace(sheet.moved(1), events=tuple(began)).new_note(Part.RESULT, later)
    assert (note.question, note.second, note.part) == (asked, 30, Part.RESULT)
    lines, problem = fitting_evidence("\n".join(f"line {n}" for n in range(MOST_LINES + 1)))
    assert len(lines) == MOST_LINES
    assert "21 lines of evidence. Keep to 20. What is over is not kept." in problem


# --- killed -----------------------------------------------------------------------------------


@pytest.fixture
def killable(home: Path) -> Iterator[AppTerminal]:
    (home / "settings.toml").write_text('framework = "opm-2025"\nvoice = false\n')
    app = AppTerminal(home, "panel", "run", sample_panel().id)
    yield app
    app.close()


@pytest.mark.real
def test_a_killed_app_has_kept_the_score_and_the_words(killable: AppTerminal, home: Path) -> None:
    app = killable
    # The desk of the panel, once it knows who sits on it.
    app.until("Ruth Okafor")
    app.keys("r")
    app.until("Whose turn is it?")
    app.until("Press the letter")
    app.keys("a")
    app.until("PIN of A")
    app.keys(f"{PIN}\r")
    app.until("you have 5 of 5 left")
    app.keys("j4")
    app.until("4  Executive")
    app.keys("s")
    app.until("Leave the line")
    app.keys("calls it his own")
    app.until("calls it his own")
    app.keys("\r")
    app.until("Lock all")
    app.keys("e")
    app.until("^s Next")
    app.keys("cut sixty leases\rand said why")
    app.until("and said why")
    app.feed_for(0.5)
    app.process.send_signal(signal.SIGKILL)
    app.process.wait(10)
    services = build_services(Paths(home))
    rating = kept(services)["q2"]
    assert (rating.score, rating.evidence) == (4, ("cut sixty leases", "and said why"))
    store, panel = services.panels.store, sample_panel()
    assert [note.text for note in store.own_notes(panel.id, A)] == ["calls it his own"]
    # Whoever comes back stands where they were, and nothing is locked.
    sheet = read_sheet(store, panel, A)
    assert not sheet.is_locked
    assert [item.id for item in sheet.lacking] == ["q1", "q3", "q4", "q5"]
    services._database.close()


# --- how it looks -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "theme"),
    [((80, 24), "mock-panel-dark"), ((120, 40), "mock-panel-light")],
    ids=["small", "large"],
)
def test_how_rating_looks(home: Path, size: tuple[int, int], theme: str, snap_compare: Any) -> None:
    """The question, own notes, the anchored scale, the evidence; who has locked, in words."""
    settings = Settings(framework=FrameworkId("opm-2025"), voice=False, theme=theme)
    services = real_services(home, TestClock(), settings)
    panel = sample_panel()
    store = services.panels.store
    record = sample_record(revealed=False)
    own = [replace(rating, item=ItemId("q2")) for rating in record.ratings if rating.seat == A]
    store.rate(panel.id, next(rating for rating in own if rating.score == 3))
    notes = [note for note in record.notes if note.seat == A]
    store.keep_notes(panel.id, A, notes[0].question, notes)
    app = LookingApp(services, CoverScreen(panel.id))

    async def ready(pilot: Pilot[int]) -> None:
        app.animation_level = "none"
        await until(pilot, CoverScreen)
        await enter(pilot)
        await press(pilot, "j")
        await still(pilot)

    assert snap_compare(app, terminal_size=size, run_before=ready)
