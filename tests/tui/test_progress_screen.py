"""Progress, as it is used: eight views, text tables, search, and every attempt one key away."""

from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from mock_panel.domain.attempts import AttemptStatus
from mock_panel.domain.ids import AttemptId
from mock_panel.domain.speech import Recording, SpokenAnswer, Stretch
from mock_panel.tui.screens.notice import NoticeScreen
from mock_panel.tui.screens.panel.asking import AskScreen
from mock_panel.tui.screens.progress import ProgressScreen
from mock_panel.tui.screens.progress_view import READ, View
from mock_panel.tui.screens.review import ReviewScreen
from tests.storage.sample_attempts import make_attempt
from tests.tui.histories import ASKED, CLASSIC, ECQS, SummaryStore, evening_practice, summary
from tests.tui.looking import LookingApp, services
from tests.tui.practising import press, real_services, settled, shown, still, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

# Dates are shown in local time.
pytestmark = pytest.mark.usefixtures("utc")


@asynccontextmanager
async def progress(
    home: Path, store: SummaryStore | None = None, size: tuple[int, int] = (80, 24)
) -> "AsyncIterator[tuple[ProgressScreen, Pilot[int]]]":
    """The screen over a history, shown and read."""
    store = SummaryStore(evening_practice()) if store is None else store
    screen = ProgressScreen()
    app = LookingApp(services(home, store), screen)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await settled(pilot)
        yield screen, pilot


async def test_the_eight_views_are_one_digit_each(tmp_path: Path) -> None:
    async with progress(tmp_path) as (screen, pilot):
        assert "mean of the last 5" in shown(pilot.app)
        await press(pilot, "2")
        assert "who acts" in shown(pilot.app)
        assert "guide" in shown(pilot.app)
        await press(pilot, "3")
        assert "in band 16 of 37" in shown(pilot.app)
        await press(pilot, "4")
        assert "1 of 37" in shown(pilot.app)
        await press(pilot, "5")
        assert "37 answers, counted for each competency" in shown(pilot.app)
        await press(pilot, "6")
        assert "I in 17 of 35, mixed in 9, we in 9; I in 3 of the last 5, 2 of" in shown(pilot.app)
        await press(pilot, "7")
        assert "No recorded answer yet" in shown(pilot.app)
        await press(pilot, "8")
        assert "streak now: 37 days of practice, 24 Jan 2026 to 1 Mar 2026" in shown(pilot.app)
        await press(pilot, "1")
        assert screen.looking.view is View.LEVELS


async def test_recorded_answers_are_measured_when_one_looks(tmp_path: Path) -> None:
    store = SummaryStore(evening_practice(6))
    speech = tuple(Stretch(10.0 * n, 10.0 * n + 8) for n in range(12))
    spoken = SpokenAnswer(Recording("r", 120.0, (), speech))
    store.recorded = [(a.id, spoken, "word " * 236) for a in store.held]
    async with progress(tmp_path, store) as (_, pilot):
        await press(pilot, "7")
        words = shown(pilot.app)
        assert "usually 120 to 120 words a minute, by the last 6 measured" in words
        assert "usually 19% to 19% of the time" in words
        assert words.count("2.0 s") == 6
        await press(pilot, "t")
        assert "wpm pauses longest" in shown(pilot.app)


async def test_a_picture_is_written_where_one_says_and_over_nothing(tmp_path: Path) -> None:
    target = tmp_path / "time.svg"
    async with progress(tmp_path, size=(120, 40)) as (_, pilot):
        for name, told in (
            (tmp_path / "time.txt", "a picture is SVG or PNG"),
            (target, "in band 16 of 37"),
            (target, "exists already"),
        ):
            await press(pilot, "3", "w")
            await until(pilot, AskScreen)
            asked = pilot.app.screen
            assert isinstance(asked, AskScreen)
            assert asked.row.value.endswith("time-opm-2025.svg")
            asked.row.fill(str(name))
            await press(pilot, "enter")
            await still(pilot)
            assert told in " ".join(shown(pilot.app).split()), name
            if pilot.app.screen is asked:
                await press(pilot, "escape")
        assert "In band 16 of 37" in target.read_text(encoding="utf-8")
        await press(pilot, "4", "w")
        assert not isinstance(pilot.app.screen, AskScreen), "a table is no picture"


async def test_every_chart_has_a_text_table_of_the_same_answers(tmp_path: Path) -> None:
    heads = {"1": "exact", "2": "acts", "3": "verdict", "5": "counts", "6": "acts", "8": "day"}
    async with progress(tmp_path) as (screen, pilot):
        for view, head in heads.items():
            await press(pilot, view, "t")
            assert head in shown(pilot.app), view
            assert screen.table.has_focus, view
            assert not screen.query_one("#chart-pane").display, view
            await press(pilot, "t")
            assert screen.query_one("#chart-pane").display, view


async def test_a_wide_window_shows_chart_and_table_at_once_and_a_narrow_one_again_the_chart(
    tmp_path: Path,
) -> None:
    async with progress(tmp_path, size=(120, 40)) as (screen, pilot):
        await press(pilot, "3")
        words = shown(pilot.app)
        assert "first word" in words
        assert "verdict" in words
        assert screen.table.row_count == 37
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert "verdict" not in shown(pilot.app)
        await pilot.resize_terminal(120, 40)
        await settled(pilot)
        assert "verdict" in shown(pilot.app)


async def test_enter_opens_the_attempt_in_full_and_escape_comes_back_to_its_row(
    tmp_path: Path,
) -> None:
    async with progress(tmp_path) as (screen, pilot):
        await press(pilot, "4", "down", "down", "enter")
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert pilot.app.screen.attempt.id == AttemptId("a2")
        await press(pilot, "escape")
        assert screen.is_current
        assert screen.table.pointed is not None
        assert screen.table.pointed.id == AttemptId("a2")


async def test_a_click_on_the_pointed_row_opens_it_and_a_click_on_a_view_shows_it(
    tmp_path: Path,
) -> None:
    async with progress(tmp_path) as (screen, pilot):
        await pilot.click("#views", offset=(32, 0))
        await settled(pilot)
        assert screen.looking.view is View.ATTEMPTS
        await pilot.click(screen.table, offset=(3, 1))
        await settled(pilot)
        assert isinstance(pilot.app.screen, ReviewScreen)


async def test_an_attempt_that_has_been_erased_meanwhile_is_said_to_be_gone(tmp_path: Path) -> None:
    store = SummaryStore(evening_practice())
    async with progress(tmp_path, store) as (screen, pilot):
        await press(pilot, "4")
        store.held = store.held[1:]
        await press(pilot, "enter")
        assert pilot.app.screen is screen
        assert screen.table.pointed is not None
        assert screen.table.pointed.id == AttemptId("a1")


async def test_search_asks_the_store_once_the_typing_pauses_and_escape_leaves_it_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # However slowly a loaded machine types, it is one word.
    monkeypatch.setattr("mock_panel.tui.screens.progress_search.SEARCH_PAUSE", 60)
    store = SummaryStore(evening_practice())
    async with progress(tmp_path, store) as (screen, pilot):
        await press(pilot, "slash")
        assert screen.search_box.has_focus
        await press(pilot, *"money")
        assert not [q for q in store.queries if q.search]
        await press(pilot, "enter")
        assert [q.search for q in store.queries if q.search] == ["money"]
        assert screen.table.has_focus
        assert {a.question_text for a in screen.table.attempts} == {ASKED[1]}
        await press(pilot, "slash", "escape")
        assert screen.table.has_focus
        assert pilot.app.screen is screen
        await press(pilot, "slash", "ctrl+u", "enter")
        assert len(screen.table.attempts) == 37


async def test_a_pause_in_the_typing_is_enough_to_search(tmp_path: Path) -> None:
    async with progress(tmp_path) as (screen, pilot):
        await press(pilot, "slash")
        screen.search_box.value = "money"
        for _ in range(100):
            await pilot.pause(0.02)
            if len(screen.table.attempts) < 37:
                break
        assert {a.question_text for a in screen.table.attempts} == {ASKED[1]}
        assert screen.search_box.has_focus


async def test_a_search_without_a_hit_says_so(tmp_path: Path) -> None:
    async with progress(tmp_path) as (screen, pilot):
        screen.search_box.value = "zebra"
        await press(pilot, "slash", "enter")
        assert screen.table.row_count == 0
        assert "No attempt matches." in shown(pilot.app)


async def test_filters_narrow_by_ecq_and_status_and_say_which(tmp_path: Path) -> None:
    async with progress(tmp_path) as (screen, pilot):
        await press(pilot, "4", "e", "e")
        assert {a.ecq for a in screen.table.attempts} == {ECQS[1]}
        assert "e Driving Efficiency" in shown(pilot.app)
        await press(pilot, "e", "e", "s", "s", "s")
        assert [a.status for a in screen.table.attempts] == [AttemptStatus.TIMED]
        assert "s timed" in shown(pilot.app)
        await press(pilot, "s", "e", "e")
        assert len(screen.table.attempts) == 37


async def test_one_ecq_alone_tells_all_that_is_known_of_its_last_answers(tmp_path: Path) -> None:
    async with progress(tmp_path) as (_, pilot):
        assert "Who acts" not in shown(pilot.app)
        await press(pilot, "e")
        words = shown(pilot.app)
        assert "The last 5 scored answers" in words
        assert "situation clear, task partial, action clear, result partial" in words
        assert "I in 3 of 5, mixed in 1, we in 1" in words
        assert "measured result in 5 of 5" in words
        assert "as the engine's in 2 of 5, higher in 2, lower in 1" in words


async def test_a_search_is_narrowed_by_the_ecq_that_is_chosen_later(tmp_path: Path) -> None:
    store = SummaryStore(evening_practice())
    async with progress(tmp_path, store) as (screen, pilot):
        screen.search_box.value = "money"
        await press(pilot, "slash", "enter", "e", "e")
        assert store.queries[-1].ecq == ECQS[1]
        assert {(a.question_text, a.ecq) for a in screen.table.attempts} == {(ASKED[1], ECQS[1])}


async def test_f_shows_the_other_set_of_ecqs_and_comes_back(tmp_path: Path) -> None:
    other = summary(3, ECQS[3], framework=CLASSIC)
    async with progress(tmp_path, SummaryStore([*evening_practice(), other])) as (screen, pilot):
        await press(pilot, "e", "f")
        assert "Leading Change" in shown(pilot.app)
        assert "opm-2006 · 1 answer" in shown(pilot.app)
        assert screen.looking.ecq is None
        await press(pilot, "f")
        assert "opm-2025 · 37 answers" in shown(pilot.app)


async def test_without_answers_enter_practises(tmp_path: Path) -> None:
    async with progress(tmp_path, SummaryStore()) as (screen, pilot):
        words = shown(pilot.app)
        assert "No answers under Executive Core Qualifications, 2025 yet." in words
        assert "enter  practise" in words
        assert not screen.query_one("#pane").display
        await press(pilot, "2", "t", "slash")
        assert screen.looking.view is View.LEVELS
        app = pilot.app
        assert isinstance(app, LookingApp)
        await press(pilot, "enter")
        assert app.screen is app.below
        assert app.below.next_steps == 1


async def test_an_empty_other_set_leads_back_instead_of_into_practice(tmp_path: Path) -> None:
    async with progress(tmp_path) as (_, pilot):
        await press(pilot, "f")
        words = shown(pilot.app)
        assert "No answers under Executive Core Qualifications, 2006 yet." in words
        assert "back to your own set of ECQs" in words
        await press(pilot, "f")
        assert "mean of the last 5" in shown(pilot.app)


async def test_a_long_history_is_read_in_part_and_older_attempts_of_a_rare_ecq_are_found(
    tmp_path: Path,
) -> None:
    often = [summary(n, ECQS[1], question=ASKED[n % 3]) for n in range(READ + 100)]
    rare = [summary(READ + 200 + n, ECQS[0]) for n in range(6)]
    async with progress(tmp_path, SummaryStore([*often, *rare])) as (screen, pilot):
        words = shown(pilot.app)
        assert f"the newest {READ} answers" in words
        assert "Rule of Law and the Founding 3.2 of 5" in words
        await press(pilot, "4")
        assert screen.table.row_count < READ
        for _ in range(4):
            await press(pilot, "ctrl+end")
        assert screen.table.row_count == READ
        assert "search finds older ones" in shown(pilot.app)
        await press(pilot, "e")
        assert len(screen.table.attempts) == 6
        screen.search_box.value = "zebra"
        await press(pilot, "slash", "enter")
        assert "No attempt matches." in shown(pilot.app)


async def test_the_wheel_takes_in_more_rows_too(tmp_path: Path) -> None:
    many = [summary(n, ECQS[n % 5]) for n in range(200)]
    async with progress(tmp_path, SummaryStore(many)) as (screen, pilot):
        await press(pilot, "4")
        before = screen.table.row_count
        screen.table.scroll_to(y=before, animate=False)
        await settled(pilot)
        assert before < screen.table.row_count <= 200


async def test_a_question_with_brackets_is_shown_as_it_is(tmp_path: Path) -> None:
    strange = "What does [bold]this[/] mean [to you?"
    async with progress(tmp_path, SummaryStore([summary(1, question=strange)])) as (_, pilot):
        await press(pilot, "4")
        assert strange in shown(pilot.app)


async def test_a_database_that_cannot_be_read_is_explained(tmp_path: Path) -> None:
    async with progress(tmp_path, SummaryStore(is_broken=True)) as (screen, pilot):
        assert isinstance(pilot.app.screen, NoticeScreen)
        assert "The database is locked." in shown(pilot.app)
        await press(pilot, "enter")
        assert screen.is_current
        await press(pilot, "1", "e", "t", "slash", "f", "escape")
        assert not screen.is_attached


async def test_a_database_that_is_lost_meanwhile_is_told_once_and_read_again_later(
    tmp_path: Path,
) -> None:
    store = SummaryStore(evening_practice())
    async with progress(tmp_path, store) as (screen, pilot):
        store.is_broken = True
        await press(pilot, "f1", "escape")
        assert "The database is locked." in shown(pilot.app)
        await press(pilot, "enter")
        await still(pilot)
        assert pilot.app.screen is screen
        assert "mean of the last 5" in shown(pilot.app)
        store.is_broken = False
        store.held = store.held[1:]
        await press(pilot, "f1", "escape")
        assert "opm-2025 · 36 answers" in shown(pilot.app)


@pytest.mark.parametrize("size", [(40, 10), (20, 5), (200, 60)])
async def test_no_size_breaks_a_view(tmp_path: Path, size: tuple[int, int]) -> None:
    async with progress(tmp_path, size=size) as (screen, pilot):
        for view in View:
            screen.action_view(view.value)
            await settled(pilot)
            screen.action_table()
            await settled(pilot)
        screen.action_view(View.ATTEMPTS.value)
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert "1 of 37" in shown(pilot.app)


async def test_every_key_is_explained_by_f1(tmp_path: Path) -> None:
    async with progress(tmp_path, size=(80, 40)) as (_, pilot):
        await press(pilot, "f1")
        words = shown(pilot.app)
        assert "Help · Progress" in words
        assert "Only one ECQ, the next one, or all again" in words
        assert "Practice level over time, per ECQ" in words


@pytest.mark.parametrize("keys", [[], ["2"], ["4"]], ids=["levels", "parts", "attempts"])
def test_how_progress_looks(tmp_path: Path, snap_compare: Any, keys: list[str]) -> None:
    """Calm, aligned, nothing cut off at 80 by 24."""
    screen = ProgressScreen()
    app = LookingApp(services(tmp_path, SummaryStore(evening_practice())), screen)

    async def ready(pilot: Pilot[int]) -> None:
        app.animation_level = "none"
        await until(pilot, ProgressScreen)
        screen.search_box.cursor_blink = False
        await press(pilot, *keys)
        await still(pilot)

    assert snap_compare(app, terminal_size=(80, 24), run_before=ready)


async def test_a_search_shows_the_sentence_that_it_found(tmp_path: Path) -> None:
    attempts = real_services(tmp_path)
    for number in range(3):
        attempts.attempts.save(make_attempt(number))
    text = "We had a quiet spring. Then an audit found [b]two ledgers[/b]. I merged them."
    attempts.attempts.save(replace(make_attempt(5), text=text))
    app = LookingApp(attempts, ProgressScreen())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "4", "slash", *"two ledg", "enter")
        await still(pilot)
        assert "1 of 1" in shown(app)
        assert "Then an audit found [b]two ledgers[/b]." in shown(app)
