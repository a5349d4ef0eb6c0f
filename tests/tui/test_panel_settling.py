"""Reveal, settle, statistics, cohort: everything side by side, and every decision kept."""

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from mock_panel.bootstrap.services import Services
from mock_panel.domain.ids import FormId, ItemId, PanelId, QuestionId, SeatId
from mock_panel.domain.panel_forms import FormChange
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.panels import Role, Seat
from mock_panel.domain.people import PersonRole
from mock_panel.domain.ratings import Move, Rating, RatingSource
from mock_panel.panel.people import Newcomer
from mock_panel.panel.pooling import record_statistics
from mock_panel.storage.panels import SqlPanelStore
from mock_panel.tui.screens.panel.asking import AskScreen
from mock_panel.tui.screens.panel.cohort import CohortScreen
from mock_panel.tui.screens.panel.desk_asking import take_out_ask
from mock_panel.tui.screens.panel.programme import ProgrammeScreen
from mock_panel.tui.screens.panel.settle import SettleScreen
from mock_panel.tui.screens.panel.settle_view import (
    Settling,
    Step,
    agenda_line,
    columns,
    item_lines,
)
from mock_panel.tui.screens.panel.statistics import PanelStatisticsScreen
from mock_panel.tui.screens.panel.statistics_view import Agreement, numbers_drawing, word_lines
from tests.panel.sample_panels import (
    CONVENED,
    LOCKED,
    SAID,
    sample_form,
    sample_panel,
    sample_record,
    sample_seats,
)
from tests.storage.panel_writing import write_rater, write_record
from tests.tui.looking import LookingApp
from tests.tui.practising import real_services, settled, shown, still, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

PANEL = sample_panel().id
MARKUP = "[b]two[/b] [@click=app.quit]links[/] "
LONG = (MARKUP + "שלום עולם " + "evidence that goes on " * 100)[:1996] + " end"


def fresh() -> PanelRecord:
    """Just revealed."""
    return replace(sample_record(), moves=(), settlements=())


def crowded() -> PanelRecord:
    """Six raters with names of all kinds, six items, long evidence, a rater who moved."""
    seats = tuple(
        Seat(SeatId(letter), f"Rater שם [b]{letter}[/b]", role, rates=True, locked_at=LOCKED)
        for letter, role in zip("abcdef", [Role.CHAIR] + [Role.RATER] * 5, strict=True)
    )
    form = sample_form()
    first = form.items[0]
    asked = replace(first.questions[0].asked, id=QuestionId("own-question"))
    own = replace(
        first, id=ItemId("q6"), title=MARKUP, questions=(replace(first.questions[0], asked=asked),)
    )
    form = replace(form, items=(*form.items, own))
    ratings = tuple(
        Rating(
            seat.id, item.id, 1 + (place * number + number) % 5,
            (LONG,) if number == 1 else ("one line", "another"),
            RatingSource.SCREEN, with_pin=True, at=LOCKED,
        )
        for place, seat in enumerate(seats)
        for number, item in enumerate(form.items)
    )  # fmt: skip
    return replace(
        fresh(),
        panel=replace(sample_record().panel, form=form, seats=seats),
        ratings=ratings,
        moves=(Move(SeatId("b"), ItemId("q2"), 4, "had [i]counted[/i] twice", LOCKED),),
        notes=(),
    )


def sat(services: Services, *records: PanelRecord) -> Services:
    """The services over a file with these panels in it."""
    for record in records:
        write_record(services.panels.store, record)  # type: ignore[arg-type]  # the real store
    return services


@asynccontextmanager
async def opened(
    services: Services, screen: Screen[None], size: tuple[int, int] = (80, 24)
) -> "AsyncIterator[Pilot[int]]":
    app = LookingApp(services, screen)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await settled(pilot)
        await settled(pilot)
        yield pilot


def ask_on(pilot: Pilot[int]) -> AskScreen:
    ask = pilot.app.screen
    assert isinstance(ask, AskScreen)
    return ask


async def press(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)
    await settled(pilot)


async def say(pilot: Pilot[int], words: str) -> None:
    line = pilot.app.focused
    assert isinstance(line, Input)
    line.insert_text_at_cursor(words)
    await press(pilot, "enter")


async def comes(pilot: Pilot[int], words: str) -> None:
    """Wait for what one worker has another one do."""
    for _ in range(200):
        await settled(pilot)
        if words in shown(pilot.app):
            return
        await pilot.pause(0.02)
    raise AssertionError(f"{words!r} did not come, but this did:\n{shown(pilot.app)}")


def words_of(lines: "Sequence[Any]") -> str:
    return "\n".join((line.mark + Content(" ") + line.text).plain for line in lines)


async def test_a_panel_is_settled_from_the_widest_difference_to_its_report(tmp_path: Path) -> None:
    services = sat(real_services(tmp_path), fresh())
    store = services.panels.store
    async with opened(services, SettleScreen(PANEL)) as pilot:
        words = shown(pilot.app)
        assert words.index("Driving Efficiency") < words.index("Merit and Competence")
        assert "discuss first" in words
        assert all(said in words for said in SAID["q2"][:1])
        assert "140 idle cars, 2023" in words
        assert "level" not in words.replace("e Level", "")
        # A rater moves; the first rating stays in sight.
        await press(pilot, "v", "b", "4")
        await say(pilot, "had counted twice")
        assert "moved 5 → 4: had counted twice" in shown(pilot.app)
        # A reason that was begun comes back, even after the screen was left.
        await press(pilot, "4", *"the re", "escape", "escape")
        pilot.app.push_screen(SettleScreen(PANEL))
        await press(pilot)
        await press(pilot, "4")
        assert "the re" in shown(pilot.app)
        await press(pilot, *"sult", "enter")
        assert store.record(PANEL).settlements[0].reason == "the result"
        assert store.record(PANEL).settlements[0].score == 4
        # A reason that is typed before there is a score chooses none.
        await press(pilot, "enter", "space")
        assert "‹ choose ›" in shown(pilot.app)
        await press(pilot, "escape")
        # The next one is pointed at; they do not meet on it.
        assert "no result stated" in shown(pilot.app)
        await press(pilot, "enter", "enter")
        assert "Press a score: 1, 2, 3, 4, 5, or m for the mean." in shown(pilot.app)
        await press(pilot, "m")
        await press(pilot, "enter")
        assert "There is no reason. Say in a few words why." in shown(pilot.app)
        assert len(store.record(PANEL).settlements) == 1
        await say(pilot, "a plan is no result")
        assert "mean 3 stands" in shown(pilot.app)
        # Where all gave the same, one key settles; what nobody understood is taken out.
        await press(pilot, "a")
        last = store.record(PANEL).settlements[-1]
        assert (last.item, last.score, last.reason) == ("q1", 4, "all gave the same")
        # One is taken out, one is settled, and settled again.
        await press(pilot, "d")
        await say(pilot, "misread by all")
        assert "Taken out of the rating for every candidate: misread by all" in shown(pilot.app)
        await press(pilot, "home", "down", "down", "4")
        await say(pilot, "scope")
        assert "everything is settled" in shown(pilot.app)
        assert "enter closes" in shown(pilot.app)


async def test_closed_outcomes_of_others_change_only_after_asking(tmp_path: Path) -> None:
    there = sample_record()
    closed = replace(there.panel, id=PanelId("other"), candidate="Dana Roe", closed_at=LOCKED)
    services = sat(real_services(tmp_path), replace(there, panel=closed), fresh())
    store = services.panels.store
    async with opened(services, SettleScreen(PANEL)) as pilot:
        await press(pilot, "d")
        await say(pilot, "misread by all")
        await until(pilot, "NoticeScreen")
        assert "Dana Roe: Approve as before, now 4 of 4 ECQs shown" in shown(pilot.app)
        await press(pilot, "enter")
        assert "misread by all" in shown(pilot.app), "the reason is still there"
        assert store.record(PANEL).panel.form.changes == ()
        await press(pilot, "enter")
        await until(pilot, "NoticeScreen")
        await press(pilot, "d")
        await comes(pilot, "Taken out of the rating for every candidate")
        assert len(store.record(PANEL).panel.form.changes) == 1

    said: list[str | None] = []
    panel = store.record(PANEL).panel
    async with opened(services, SettleScreen(PANEL)) as pilot:
        pilot.app.push_screen(AskScreen(take_out_ask(services.panels, panel)), said.append)
        await settled(pilot)
        await say(pilot, "nobody was asked for it")
        await until(pilot, "NoticeScreen")
        await press(pilot, "escape")
        assert "nobody was asked for it" in shown(pilot.app)
        assert said == []
        await press(pilot, "enter")
        await until(pilot, "NoticeScreen")
        await press(pilot, "d")
        await until(pilot, SettleScreen)
        assert len(store.record(PANEL).panel.form.changes) == 2
        assert said == ["q1 is taken out of the rating, for every candidate of this form."]


async def test_panels_that_may_not_be_seen_are_counted_before_a_question_is_taken_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SqlPanelStore, "unseen_with", lambda _store, _form: 1)
    services = sat(real_services(tmp_path), fresh())
    async with opened(services, SettleScreen(PANEL)) as pilot:
        await press(pilot, "d")
        await say(pilot, "misread by all")
        await until(pilot, "NoticeScreen")
        words = " ".join(shown(pilot.app).split())
        assert "closed outcomes may change" in words
        assert "1 panel of this form that you may not see loses it too" in words
        await press(pilot, "d")
        await comes(pilot, "Taken out of the rating for every candidate")


async def test_a_settled_panel_is_closed_after_asking_and_then_reported(tmp_path: Path) -> None:
    services = sat(real_services(tmp_path), sample_record())
    store = services.panels.store
    async with opened(services, SettleScreen(PANEL)) as pilot:
        await press(pilot, "enter")
        await press(pilot, "escape")
        assert store.record(PANEL).panel.closed_at is None
        await press(pilot, "enter", "enter")
        await comes(pilot, "enter writes the candidate's report")
        assert store.record(PANEL).panel.closed_at is not None
        await press(pilot, "4", "v", "d", "m", "enter")
        ask_on(pilot).row.line.value = str(tmp_path / "report.md")
        await press(pilot, "enter")
        await comes(pilot, "The report:")
        assert "no meeting on whether a plan is a result" in (tmp_path / "report.md").read_text(
            encoding="utf-8"
        )


async def test_nothing_is_seen_before_all_have_locked_and_enter_then_reveals(
    tmp_path: Path,
) -> None:
    services = real_services(tmp_path)
    record = fresh()
    panel = replace(record.panel, seats=sample_seats(), revealed_at=None)
    store: Any = services.panels.store
    store.convene(panel, {})
    for seat in panel.raters:
        write_rater(store, replace(record, notes=()), seat.id)
    for seat in panel.raters[:2]:
        services.panels.lock(panel, seat)
    screen = SettleScreen(PANEL)
    async with opened(services, screen) as pilot:
        words = shown(pilot.app)
        assert "Not everybody has locked: it waits for Carla Wójcik." in words
        assert not any(said in words for item in SAID.values() for said in item)
        await press(pilot, "enter", "4", "v", "a", "e", "o", "c")
        assert pilot.app.screen is screen
        services.panels.lock(panel, panel.raters[2])
        await press(pilot, "enter")
        assert "All have locked." in shown(pilot.app)
        await press(pilot, "enter")
        assert "discuss first" in shown(pilot.app)
        # The panel is closed by somebody else while a reason is typed.
        await press(pilot, "5")
        for item in panel.form.items:
            services.panels.settle(panel, item, 3, "elsewhere")
        services.panels.close(panel)
        await say(pilot, "mine")
        await comes(pilot, "closed ")
        assert "mine" in shown(pilot.app)
        await press(pilot, "escape")
        assert "enter writes the candidate's report" in shown(pilot.app)


async def test_six_raters_with_hostile_evidence_fit_and_the_programs_level_stands_apart(
    tmp_path: Path,
) -> None:
    services = sat(real_services(tmp_path), crowded())
    async with opened(services, SettleScreen(PANEL)) as pilot:
        words = shown(pilot.app)
        assert "A   B   C   D   E   F  spread  where it stands" in words
        assert "2 3→4   4   5   1   2       4  discuss first" in words
        assert "[b]two[/b]" in words
        await press(pilot, "pagedown", "pagedown", "pagedown", "pagedown", "pagedown")
        assert "evidence that goes on" in shown(pilot.app)
        await press(pilot, "e")
        await comes(pilot, "of 5 (practice)")
        assert "The program's own unofficial level, not part of the rating:" in shown(pilot.app)
        await press(pilot, "e")
        assert "unofficial" not in shown(pilot.app)
        await pilot.resize_terminal(60, 20)
        await settled(pilot)
        assert "where it stands" in shown(pilot.app)
        await press(pilot, "3")
        assert "What did you come to?" in shown(pilot.app)
        await press(pilot, "escape", "f1")
        assert "Help · Settle" in shown(pilot.app)


class TestWordsOfAnItem:
    def test_evidence_is_whole_and_as_it_was_written(self) -> None:
        record = crowded()
        words = words_of(item_lines(Settling(record.panel, record), record.panel.form.items[1]))
        assert words.count(LONG) == 6
        assert "moved 3 → 4: had [i]counted[/i] twice" in words

    def test_a_long_title_is_whole_where_there_is_room_and_scores_stand_beside_it(self) -> None:
        view = Settling(fresh().panel, fresh())
        longest = view.items[-1]
        assert longest.id == "q1"
        assert f"q1  {longest.title}   4" in agenda_line(view, longest, columns(view, 117)).plain
        assert "Law and the…   4" in agenda_line(view, longest, columns(view, 77)).plain

    def test_a_masked_panel_names_nobody(self) -> None:
        record = sample_record()
        masked = replace(record, panel=replace(record.panel, masked=True))
        view = Settling(masked.panel, masked)
        words = "".join(words_of(item_lines(view, item)) for item in view.items)
        assert all(said in words for item in SAID.values() for said in item)
        assert not any(seat.name in words for seat in record.panel.seats)
        assert "0:22" not in words, "at one table the chair's notes alone have a time"
        assert "0:22" in words_of(item_lines(Settling(record.panel, record), view.items[0]))
        assert "Ruth Okafor" in words_of(item_lines(Settling(record.panel, record), view.items[0]))

    def test_a_rater_without_a_rating_is_a_gap_and_keeps_nothing_from_being_settled(self) -> None:
        whole = fresh()
        record = replace(
            whole, ratings=tuple(r for r in whole.ratings if (r.seat, r.item) != ("c", "q1"))
        )
        view = Settling(record.panel, record)
        first = record.panel.form.items[0]
        assert "gave no rating" in words_of(item_lines(view, first))
        assert "4  4  –" in agenda_line(view, first, columns(view, 77)).plain
        assert view.alike == ()
        assert Settling(whole.panel, whole).alike == ((first, 4),)

    def test_a_later_move_and_a_settlement_are_no_longer_alike(self) -> None:
        whole = fresh()
        move = Move(SeatId("a"), ItemId("q1"), 3, "less", LOCKED)
        record = replace(whole, moves=(move,))
        assert Settling(record.panel, record).alike == ()
        closed = replace(whole.panel, closed_at=LOCKED)
        assert Settling(closed, whole).alike == ()
        assert Settling(closed, whole).step is Step.REPORT

    def test_what_was_taken_out_stands_last_and_earlier_settlements_stay(self) -> None:
        record = sample_record()
        change = FormChange(ItemId("q2"), "misread", LOCKED)
        panel = replace(record.panel, form=replace(record.panel.form, changes=(change,)))
        view = Settling(panel, replace(record, panel=panel))
        assert view.items[-1].id == "q2"
        assert agenda_line(view, view.items[-1], columns(view, 77)).plain.endswith("taken out")
        again = replace(record.settlements[0], score=None, reason="on second thoughts")
        both = replace(record, settlements=(*record.settlements, again))
        words = words_of(item_lines(Settling(record.panel, both), record.panel.form.items[1]))
        assert "settled the mean 4 stands  on second thoughts" in words
        assert "before 4  the result counts although it came with the probe" in words


# --- statistics and cohort ------------------------------------------------------------------


def other(number: int, cohort: str, shift: int = 0) -> PanelRecord:
    record = sample_record()
    panel = replace(
        record.panel,
        id=PanelId(f"panel-{number}"),
        form=replace(record.panel.form, id=FormId(f"form-{number}")),
        candidate=f"Candidate [b]{number}[/b]",
        cohort=cohort,
        convened_at=CONVENED + timedelta(days=number),
    )
    ratings = tuple(replace(r, score=min(5, (r.score or 0) + shift)) for r in record.ratings)
    shifted = replace(record, panel=panel, ratings=ratings, moves=())
    moves = tuple(m for m in record.moves if m.score != shifted.final_of(m.seat, m.item))
    return replace(shifted, moves=moves)


async def test_statistics_over_all_panels_are_words_then_numbers(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    async with opened(services, PanelStatisticsScreen(None)) as pilot:
        assert "Nothing to compare yet." in shown(pilot.app)
        await press(pilot, "x", "escape")
        sat(services, other(1, "Spring"), other(2, "Spring", 1))
        pilot.app.push_screen(PanelStatisticsScreen(None))
        await press(pilot)
        words = shown(pilot.app)
        assert "2 panels, 30 ratings" in words
        assert "How often do two raters agree?" in words
        assert "ICC(1,1)" not in words
        await press(pilot, "x")
        words = shown(pilot.app)
        assert "95% interval" in words
        assert "10 items × 3 raters" in words
        assert "How often do two raters agree?" not in words
        await pilot.resize_terminal(120, 40)
        await settled(pilot)
        assert "How often do two raters agree?" in shown(pilot.app)
        assert "10 items × 3 raters" in shown(pilot.app)


async def test_statistics_over_all_panels_name_nobody_who_is_masked(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    for number in (1, 2):
        record = other(number, "Spring", number - 1)
        sat(services, replace(record, panel=replace(record.panel, masked=True)))
    async with opened(services, PanelStatisticsScreen(None), (120, 60)) as pilot:
        words = " ".join(shown(pilot.app).split())
        assert "2 panels, 30 ratings" in words
        assert "All are masked: the ratings count" in words
        assert "Of raters nothing is told one by one: all are masked." in words
        for seat in sample_record().panel.raters:
            assert seat.name not in words
            assert seat.mask not in words


class TestStatistics:
    def view(self, record: PanelRecord) -> Agreement:
        return Agreement(record_statistics(record), record.panel)

    def test_every_measure_is_explained_and_what_is_withheld_says_why(self) -> None:
        view = self.view(sample_record())
        for width in (56, 67, 76):
            lines = numbers_drawing(view, width).plain.splitlines()
            assert max(map(len, lines)) <= width
            numbers = "\n".join(lines)
            for form in ("ICC(1,1)", "ICC(1,k)", "ICC(2,1)", "ICC(2,k)", "ICC(3,1)", "ICC(3,k)"):
                assert form in numbers
            assert "– (5)" in numbers
            assert "it needs 10 items" in " ".join(numbers.split())
            assert "no interval: an interval needs 10 items" in " ".join(numbers.split())
        assert "What cannot be told yet?" in words_of(word_lines(view))

    def test_where_all_agree_nothing_is_called_poor(self) -> None:
        record = sample_record()
        alike = replace(record, ratings=tuple(replace(r, score=4) for r in record.ratings))
        view = self.view(alike)
        words = words_of(word_lines(view))
        assert "agreement is complete and reliability cannot be computed" in words
        assert "poor" not in words
        assert "withheld: everyone gave the same rating" in numbers_drawing(view, 76).plain


async def test_a_cohort_is_chosen_and_written_and_no_file_is_overwritten(tmp_path: Path) -> None:
    services = sat(
        real_services(tmp_path / "home"), other(1, "Spring"), other(2, "Autumn"), other(3, "")
    )
    async with opened(services, CohortScreen()) as pilot:
        assert "all candidates   1 of 4" in shown(pilot.app)
        assert "Candidate [b]1[/b]" in shown(pilot.app)
        await press(pilot, "n")
        words = shown(pilot.app)
        assert "Autumn   2 of 4" in words
        assert "Candidate [b]2[/b]" in words
        assert "Candidate [b]1[/b]" not in words
        await press(pilot, "o")
        ask = ask_on(pilot)
        assert ask.row.value.endswith("cohort-autumn.html")
        taken = tmp_path / "taken.html"
        taken.write_text("mine", encoding="utf-8")
        ask.row.line.value = str(taken)
        await press(pilot, "enter")
        assert ask_on(pilot) is ask
        assert taken.read_text(encoding="utf-8") == "mine"
        ask.row.line.value = str(tmp_path / "cohort.html")
        await press(pilot, "enter")
        await comes(pilot, "The cohort:")
        assert "Candidate [b]2[/b]" in (tmp_path / "cohort.html").read_text(encoding="utf-8")


async def test_a_programme_is_counted_and_a_cohort_chosen(tmp_path: Path) -> None:
    services = sat(real_services(tmp_path / "home"), other(1, "Spring"), other(2, "Autumn"))
    services.people.add(
        [Newcomer("Cal [b]Roe[/b]", PersonRole.CANDIDATE, cohort="Spring")]
    )  # fmt: skip
    async with opened(services, ProgrammeScreen()) as pilot:
        assert "all cohorts   1 of 3" in shown(pilot.app)
        assert "Cal [b]Roe[/b]" in shown(pilot.app)
        assert "Candidate [b]2[/b] *" in shown(pilot.app)
        await press(pilot, "n")
        words = shown(pilot.app)
        assert "Autumn   2 of 3" in words
        assert "Candidate [b]2[/b] *" in words
        assert "Cal [b]Roe[/b]" not in words
    async with opened(real_services(tmp_path / "empty"), ProgrammeScreen()) as pilot:
        assert "Nothing to count yet." in shown(pilot.app)


def test_how_settling_looks(tmp_path: Path, snap_compare: Any) -> None:
    """Calm, aligned, nothing cut off at 80 by 24."""
    app = LookingApp(sat(real_services(tmp_path), fresh()), SettleScreen(PANEL))

    async def ready(pilot: Pilot[int]) -> None:
        app.animation_level = "none"
        await until(pilot, SettleScreen)
        await press(pilot, "down")
        await still(pilot)

    assert snap_compare(app, terminal_size=(80, 24), run_before=ready)


def test_how_statistics_look(tmp_path: Path, snap_compare: Any) -> None:
    """Words, and beside them the numbers."""
    services = sat(real_services(tmp_path), *(other(n, "Spring", n % 2) for n in range(3)))
    app = LookingApp(services, PanelStatisticsScreen(None))

    async def ready(pilot: Pilot[int]) -> None:
        app.animation_level = "none"
        await until(pilot, PanelStatisticsScreen)
        await still(pilot)

    assert snap_compare(app, terminal_size=(120, 40), run_before=ready)
