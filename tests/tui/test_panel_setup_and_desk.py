"""A panel from the list through its set-up and the PINs to its desk."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from mock_panel.bootstrap.services import Services
from mock_panel.domain.ids import FormId, ItemId, PanelId, SeatId
from mock_panel.domain.panel_events import EventKind, PanelEvent
from mock_panel.domain.panels import Panel
from mock_panel.domain.ratings import Rating, RatingSource
from mock_panel.panel.setup_draft import SetupDraft, read_setup, write_setup
from mock_panel.storage.maintenance import StoredData
from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.screens.home import HomeScreen
from mock_panel.tui.screens.panel.desk import PanelDeskScreen
from mock_panel.tui.screens.panel.desk_view import DeskView, Step, gather_desk, seat_lines
from mock_panel.tui.screens.panel.form_view import form_lines
from mock_panel.tui.screens.panel.panels_view import gather_panels, standing
from mock_panel.tui.screens.panel.setup_rows import completed, first_problem
from tests.panel.sample_panels import SAID, sample_form, sample_panel, sample_record
from tests.storage.panel_writing import write_rater, write_record
from tests.tui.practising import EVENING, press, real_services, settled, shown, still, until

# Days are told in local time.
pytestmark = pytest.mark.usefixtures("utc")


def opened(services: Services, panel: str = "") -> MockPanelApp:
    app = MockPanelApp(services, None, PanelId(panel))
    app.animation_level = "none"
    return app


async def write(pilot: Pilot[int], words: str) -> None:
    assert isinstance(pilot.app.focused, Input)
    pilot.app.focused.insert_text_at_cursor(words)
    await settled(pilot)


async def comes(pilot: Pilot[int], words: str) -> None:
    """Wait for what the desk sees when it looks again."""
    for _ in range(300):
        await settled(pilot)
        if words in shown(pilot.app):
            return
        await pilot.pause(0.02)
    raise AssertionError(f"{words!r} did not come, but this did:\n{shown(pilot.app)}")


def footer(app: MockPanelApp) -> str:
    return shown(app).splitlines()[-1]


def panels_of(services: Services) -> list[Panel]:
    return list(services.panels.store.panels())


async def test_from_an_empty_list_to_the_desk_of_a_first_panel(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    app = opened(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, "PanelsScreen")
        assert "two to six people" in shown(app)
        assert "Practising alone?" in shown(app)
        await press(pilot, "enter")
        await until(pilot, "PanelSetupScreen")

        await fill_in(app, pilot)
        await arrange(app, pilot, services.paths.drafts)
        await convene(app, pilot, services)
        await press(pilot, "escape")
        await until(pilot, "PanelsScreen")
        assert "not rated yet" in shown(app)
        await press(pilot, "x", "e")
        await settled(pilot)
        await until(pilot, "PanelsScreen")
        await settled(pilot)
        assert not panels_of(services)
        assert "No panels yet." in shown(app)
        # Home comes when the panels are left.
        await press(pilot, "escape")
        await until(pilot, HomeScreen)
        assert "m Mock panel" in footer(app)


async def test_a_panel_that_others_alone_may_erase_is_not_called_erased(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = real_services(tmp_path)
    services.panels.store.convene(sample_panel(), {})
    monkeypatch.setattr(StoredData, "erase_panels", lambda *_: 0)
    app = opened(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, "PanelsScreen")
        await comes(pilot, "not rated yet")
        await press(pilot, "x", "e")
        await comes(pilot, "Nothing was erased")
        assert "Erased: the panel" not in shown(app)


async def fill_in(app: MockPanelApp, pilot: Pilot[int]) -> None:
    """Enter goes to what is missing, says it there, and loses nothing; neither does Escape."""
    await press(pilot, "enter")
    assert "The candidate has no name." in shown(app)
    await write(pilot, "[b]Jordan[/b]")
    await press(pilot, "enter")
    assert "The chair has no name." in shown(app)
    await write(pilot, "Ruth Okafor")
    await press(pilot, "enter")
    assert "1 would rate, with the chair" in shown(app)
    await write(pilot, "Ben, Ben")
    await press(pilot, "enter")
    assert "Ben sits on the panel twice." in shown(app)
    await press(pilot, "backspace", "backspace", "backspace")
    await write(pilot, "[b]Jordan[/b]")
    await press(pilot, "enter")
    assert "is the candidate and sits on the panel" in shown(app)
    assert app.focused is app.screen.query_one("#candidate Input")
    await press(pilot, "down", "down", "down", "down", "end", *["backspace"] * 13)
    await write(pilot, "Carla")

    # It is on the disk already.
    await press(pilot, "escape")
    await until(pilot, "PanelsScreen")
    await press(pilot, "n")
    await until(pilot, "PanelSetupScreen")
    assert "[b]Jordan[/b]" in shown(app)
    assert "as you left it" in shown(app)


async def arrange(app: MockPanelApp, pilot: Pilot[int], drafts: Path) -> None:
    """Another scale and threshold; then the questions: later, another, kept as they are made."""
    # Another scale takes the questions' anchors away, and says so.
    await press(pilot, *["down"] * 11, "right")
    assert "own anchors are left out" in shown(app)
    await press(pilot, "left", "down", "right", "down")
    first = read_setup(drafts)
    assert first is not None
    assert (first.scale, first.threshold) == ("", 2)

    # On a question: later, another of the same ECQ, all afresh.
    await press(pilot, "d")
    moved = read_setup(drafts)
    assert moved is not None
    assert moved.questions[:2] == first.questions[1::-1]
    await press(pilot, "enter")
    await until(pilot, "AnotherQuestionScreen")
    assert "12 to choose from" in shown(app)
    assert re.search(r"^ *› .*  (behavioral|situational) *$", shown(app), re.MULTILINE), (
        "in words, not as a letter"
    )
    await press(pilot, "up", "enter")
    await until(pilot, "PanelSetupScreen")
    changed = read_setup(drafts)
    assert changed is not None
    assert changed.questions[1] not in first.questions
    assert changed.questions[0] == moved.questions[0]
    assert "^s Convene" in footer(app)


async def convene(app: MockPanelApp, pilot: Pilot[int], services: Services) -> None:
    """A last look, then the PINs, then the desk."""
    changed = read_setup(services.paths.drafts)
    assert changed is not None
    await press(pilot, "ctrl+s")
    await until(pilot, "NoticeScreen")
    assert "frozen" in shown(app)
    await press(pilot, "escape")
    assert not panels_of(services)
    await press(pilot, "ctrl+s", "enter")
    await until(pilot, "PinsScreen")
    (panel,) = panels_of(services)
    assert panel.candidate == "[b]Jordan[/b]"
    assert [question.id for question in panel.form.questions] == list(changed.questions)
    assert (panel.masked, panel.form.threshold) == (True, 2)
    assert read_setup(services.paths.drafts) is None

    # One PIN at a time; no stray Enter leaves, and leaving is asked about.
    assert shown(app).count("··· ···") == 2
    await press(pilot, "w")
    assert "Not shown yet: B, C." in shown(app)
    await press(pilot, "enter", "escape")
    await press(pilot, "enter", "enter", "enter", "enter")
    await until(pilot, "PinsScreen")
    await press(pilot, "a")
    assert "···" not in shown(app)
    await press(pilot, "w", "enter")
    await until(pilot, PanelDeskScreen)
    await settled(pilot)
    assert "Conduct the interview" in shown(app)
    assert "Rater A " in shown(app)
    assert "chair" not in shown(app), "whose ratings the chair's are is nobody's business"
    assert "Ruth" not in shown(app)


async def test_the_desk_goes_with_the_panel_and_never_tells_a_score(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    services = real_services(tmp_path / "home")
    store = services.panels.store
    fresh = replace(sample_panel(), form=sample_form())
    store.convene(fresh, {})
    app = opened(services, fresh.id)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, PanelDeskScreen)
        assert "A  Ruth Okafor, chair" in shown(app)
        assert "does not rate" in shown(app)
        assert len(footer(app).split("  ")) <= 7

        await ask_too_early(app, pilot)
        await send_a_packet(app, pilot, tmp_path)
        await take_out(app, pilot)
        await rate_elsewhere(app, pilot, services, fresh)
        await report(app, pilot, tmp_path)
        await convene_again(app, pilot, services, fresh)


async def ask_too_early(app: MockPanelApp, pilot: Pilot[int]) -> None:
    """What is not allowed yet says why."""
    for name, why in (("v", "Not everybody has locked"), ("s", "nothing can be settled"),
                      ("o", "nothing to report"), ("t", "not told yet")):  # fmt: skip
        await press(pilot, name)
        await until(pilot, "NoticeScreen")
        assert why.casefold() in " ".join(shown(app).split()).casefold()
        await press(pilot, "enter")
        await until(pilot, PanelDeskScreen)


async def send_a_packet(app: MockPanelApp, pilot: Pilot[int], folder: Path) -> None:
    """A packet goes out; nothing is written over; a file that is none says so in place."""
    await press(pilot, "p")
    await until(pilot, "AskScreen")
    await press(pilot, "up", "right", "enter")
    await until(pilot, PanelDeskScreen)
    await settled(pilot)
    packet = folder / "packet-panel-2c-b.html"
    assert packet.exists()
    assert "The packet of Ben Castellano" in shown(app)
    await press(pilot, "p")
    await until(pilot, "AskScreen")
    await press(pilot, "up", "right", "enter")
    assert type(app.screen).__name__ == "AskScreen"
    assert "is there already" in shown(app) or "exists" in shown(app)
    await press(pilot, "escape", "i")
    await write(pilot, str(packet))
    await press(pilot, "enter")
    assert type(app.screen).__name__ == "AskScreen"
    await press(pilot, "escape")


async def take_out(app: MockPanelApp, pilot: Pilot[int]) -> None:
    """A question is taken out, with a reason."""
    await press(pilot, "d", "enter")
    assert "There is no reason." in shown(app)
    await write(pilot, "everybody misread it")
    await press(pilot, "enter")
    await until(pilot, PanelDeskScreen)
    await settled(pilot)
    assert "none of 4 rated" in shown(app)


async def rate_elsewhere(
    app: MockPanelApp, pilot: Pilot[int], services: Services, fresh: Panel
) -> None:
    """Others rate in other windows: it is seen, and no more than how many."""
    store, record = services.panels.store, sample_record()
    for seat in fresh.raters[:2]:
        write_rater(store, record, seat.id)  # type: ignore[arg-type]
    items = [item.id for item in fresh.form.items[1:]]
    store.lock(fresh.id, SeatId("a"), items, EVENING)
    await comes(pilot, "waits for B, C")
    text = shown(app)
    assert "Pass the keyboard to a rater" in text
    assert not any(words in text for given in SAID.values() for words in given)

    write_rater(store, record, SeatId("c"))  # type: ignore[arg-type]
    for seat_id in ("b", "c"):
        store.lock(fresh.id, SeatId(seat_id), items, EVENING)
    await comes(pilot, "Reveal the ratings")
    await press(pilot, "r")
    assert "what is locked is final" in " ".join(shown(app).split())
    await press(pilot, "enter")
    await press(pilot, "v", "enter")
    assert not _stored(services, fresh.id).is_revealed
    await press(pilot, "enter", "v")
    assert _stored(services, fresh.id).is_revealed
    await press(pilot, "escape")
    await until(pilot, PanelDeskScreen)
    await comes(pilot, "revealed, 4 to settle")


async def report(app: MockPanelApp, pilot: Pilot[int], folder: Path) -> None:
    """The file's ending follows the form that is chosen."""
    await press(pilot, "o")
    await until(pilot, "AskScreen")
    await press(pilot, "up", "right")
    assert "report-jordan-ellis.md" in shown(app)
    await press(pilot, "enter")
    await until(pilot, PanelDeskScreen)
    assert (folder / "report-jordan-ellis.md").exists()


async def convene_again(
    app: MockPanelApp, pilot: Pilot[int], services: Services, fresh: Panel
) -> None:
    """The same for another candidate: people and form are taken over."""
    await press(pilot, "n")
    await until(pilot, "PanelSetupScreen")
    assert "Carla Wójcik" in shown(app)
    await write(pilot, "Sam Doe")
    await press(pilot, "enter", "enter")
    await until(pilot, "PinsScreen")
    await press(pilot, "a", "w", "enter")
    await until(pilot, PanelDeskScreen)
    await settled(pilot)
    assert "Sam Doe" in shown(app)
    assert panels_of(services)[0].form == _stored(services, fresh.id).form

    # Erased in another window.
    services.panels.store.erase(panels_of(services)[0].id)
    await comes(pilot, "has been erased")


def _stored(services: Services, panel: PanelId) -> Panel:
    found = services.panels.store.get(panel)
    assert found is not None
    return found


def test_every_step_of_a_panel_has_its_words(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    store = services.panels.store
    panel = sample_panel()
    store.convene(panel, {})

    def step() -> Step:
        view = gather_desk(services, panel.id)
        assert view is not None
        return view.step

    def stands() -> str:
        return gather_panels(services)[0].standing

    assert (step(), stands()) == (Step.CONDUCT, "not rated yet")
    question = panel.form.questions[0].id
    store.happened(panel.id, PanelEvent(EventKind.ASKED, EVENING, question))
    score = Rating(SeatId("b"), ItemId("q1"), 3, ("a line",), RatingSource.SCREEN, True, EVENING)
    store.rate(panel.id, score)
    # Whoever rates during the interview does not end it.
    assert (step(), stands()) == (Step.CONDUCT, "1 of 15 ratings given")
    store.happened(panel.id, PanelEvent(EventKind.ENDED, EVENING))
    assert step() is Step.RATE
    store.erase(panel.id)

    record = sample_record()
    write_record(store, record)  # type: ignore[arg-type]
    assert (step(), stands()) == (Step.CLOSE, "settled, to be closed")
    store.close(panel.id, EVENING)
    assert (step(), stands()) == (Step.REPORT, "closed")
    assert gather_desk(services, PanelId("gone")) is None
    locked = replace(panel, seats=tuple(replace(s, locked_at=EVENING) for s in panel.seats))
    assert standing(locked, None) == "all locked, to be revealed"
    assert DeskView(locked, ()).step is Step.REVEAL


def test_who_has_come_from_elsewhere_does_not_tell_which_letter_is_the_chair() -> None:
    elsewhere = {SeatId(place): "here since 18:30" for place in "bcd"}
    named = DeskView(sample_panel(), (), elsewhere=elsewhere)
    words = [line.text.plain for line in seat_lines(named, 80)]
    assert [("here since" in line) for line in words] == [False, True, True, True]
    masked = replace(named, panel=sample_panel(masked=True))
    words = [line.text.plain for line in seat_lines(masked, 80)]
    assert [("here since" in line) for line in words] == [False, False, False, True, False]
    assert words[-1] == "2 raters invited elsewhere · g tells who has come"


def test_a_panel_that_is_erased_between_two_looks_is_simply_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = real_services(tmp_path)
    store = services.panels.store
    panel = sample_panel()
    progress = type(store).progress

    def erased_first(self: Any, wanted: PanelId) -> Any:
        self.erase(panel.id)
        return progress(self, wanted)

    monkeypatch.setattr(type(store), "progress", erased_first)
    store.convene(panel, {})
    assert gather_panels(services) == ()
    store.convene(panel, {})
    assert gather_desk(services, panel.id) is None


def test_a_draft_of_a_set_up_is_mended_where_the_bank_has_changed(tmp_path: Path) -> None:
    bank = real_services(tmp_path).bank.load()
    left = SetupDraft(
        candidate="J", chair="R", raters="B", framework="gone", preset="gone", scale="gone",
        probes="gone", rated_by="gone", threshold=40, questions=("gone",),
    )  # fmt: skip
    write_setup(tmp_path / "drafts", left)
    assert read_setup(tmp_path / "drafts") == left
    mended = completed(left, bank, None)
    assert (mended.framework, mended.scale, mended.threshold) == ("opm-2025", "", 3)
    assert mended.questions == ()
    found = first_problem(mended, bank)
    assert found is not None
    assert found[0] == "questions"
    for damaged in (b"", b"[]", b'{"candidate": 3}', b'{"questions": 3}', b"\xff"):
        (tmp_path / "drafts" / "panel-setup.panel").write_bytes(damaged)
        assert read_setup(tmp_path / "drafts") is None
    assert oct((tmp_path / "drafts").stat().st_mode)[-3:] == "700"
    # It is no session's draft, and is erased with them.
    services = real_services(tmp_path)
    assert not services.drafts.resumable()
    services.maintenance.erase_drafts()
    assert not list((tmp_path / "drafts").glob("*.panel"))


@pytest.mark.parametrize("width", range(30, 140))
def test_at_the_desk_a_title_is_whole_where_there_is_room_and_never_cut_in_a_word(
    width: int,
) -> None:
    form = sample_form()
    longest = form.items[0].title
    lines = form_lines(form, width, in_full=False)
    shown_lines = [line.text.plain for line in lines if line.mark.plain.startswith("  q")]
    for item, line in zip(form.items, shown_lines, strict=True):
        assert len(line) <= max(20, width - 6)
        title, _, question = line.rpartition("  ")
        for words, whole in ((title, item.title), (question, item.questions[0].asked.text)):
            kept = words.rstrip().removesuffix("…")
            assert f"{whole} ".startswith(f"{kept} " if kept else ""), line
    if width >= len(longest) + 52:
        assert shown_lines[0].startswith(f"{longest}  ")


async def test_the_desk_is_laid_out_for_columns_that_come_with_what_it_shows(
    tmp_path: Path,
) -> None:
    services = real_services(tmp_path)
    services.panels.store.convene(sample_panel(), {})
    app = opened(services, sample_panel().id)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, PanelDeskScreen)
        desk = app.screen
        assert isinstance(desk, PanelDeskScreen)
        in_columns = [line.indent for line in desk.form.paragraphs]
        view, desk.view = desk.view, None
        # The form as wide as it is before there are columns, when the panel has been read.
        desk.remove_class("-wide")
        await pilot.pause()
        desk.add_class("-wide")
        desk.view = view
        await pilot.pause()
        assert [line.indent for line in desk.form.paragraphs] == in_columns


@pytest.mark.parametrize("screen", ["setup", "desk"])
def test_how_it_looks(tmp_path: Path, snap_compare: Any, screen: str) -> None:
    services = real_services(tmp_path)
    panel = replace(sample_panel(), masked=True, form=replace(sample_form(), id=FormId("f")))
    services.panels.store.convene(panel, {})
    write_rater(services.panels.store, sample_record(), SeatId("b"))  # type: ignore[arg-type]
    app = opened(services, panel.id if screen == "desk" else "")

    async def ready(pilot: Pilot[int]) -> None:
        if screen == "setup":
            await until(pilot, "PanelsScreen")
            await press(pilot, "n")
            await until(pilot, "PanelSetupScreen")
            await press(pilot, "down", "down", "down")
        else:
            await until(pilot, PanelDeskScreen)
        await still(pilot)

    size = (80, 24) if screen == "setup" else (120, 40)
    assert snap_compare(app, terminal_size=size, run_before=ready)
