"""The bank browser, as it is used: every filter is a key, every question is read and practised."""

from collections.abc import Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot

from mock_panel.domain.attempts import AttemptSummary
from mock_panel.domain.ids import QuestionId
from mock_panel.domain.questions import Question, QuestionBank, QuestionType, Scale
from mock_panel.domain.sources import LeftOut
from mock_panel.errors import InputError
from mock_panel.settings import Settings
from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.screens.bank import BankScreen
from mock_panel.tui.screens.bank_filters import filters_line
from mock_panel.tui.screens.bank_narrowing import Narrowing, stepped
from mock_panel.tui.screens.bank_view import gather_catalogue, nothing_found
from mock_panel.tui.screens.home import HomeScreen
from mock_panel.tui.screens.notice import NoticeScreen
from mock_panel.tui.screens.question import QuestionScreen
from tests.practice.fakes import ECQS, FRAMEWORK, OTHER_FRAMEWORK, small_bank
from tests.tui.histories import SummaryStore, summary
from tests.tui.looking import LookingApp, services
from tests.tui.practising import press, real_services, settled, shown, still, until, write

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from mock_panel.bootstrap.services import Services

SAVING, LEADING, DONE = ECQS
WHALE = "Would you save the [b]whale[/]?"


def bank() -> QuestionBank:
    """Nine questions of each of two frameworks; the second is situational and has no anchors."""
    held = small_bank()
    anchors = {1: "Names no decision.", 3: "Names one.", 5: "Names one, and what it cost."}
    first, second, *others = (replace(q, anchors=anchors) for q in held.questions)
    first = replace(first, supplementals=("What would you do differently today?",))
    second = replace(second, text=WHALE, type=QuestionType.SITUATIONAL, anchors={})
    return replace(
        held, questions=(first, second, *others), scales=(Scale("five", "Evidence, 1 to 5", ()),)
    )


@dataclass
class Shelf:
    """A bank that may have problems at first."""

    held: QuestionBank
    is_broken: bool = False

    def load(self) -> QuestionBank:
        if self.is_broken:
            raise InputError("leading.yaml:7:3: unknown key 'txet'", "Did you mean 'text'?")
        return self.held

    def left_out(self) -> tuple[LeftOut, ...]:
        return ()


def question_id(ecq: str, number: int) -> QuestionId:
    return QuestionId(f"{FRAMEWORK}.{ecq}.{number}")


def attempt(days: int, ecq: str, number: int, level: int | None = 3) -> AttemptSummary:
    """An answer to a question of the small bank."""
    made = summary(days, level=level, framework=FRAMEWORK, seconds=100.0 + 10 * days)
    return replace(made, question_id=question_id(ecq, number))


def practice() -> list[AttemptSummary]:
    """Three answers to one question, one to another, one that was not scored."""
    return [
        attempt(12, SAVING, 3, 4),
        attempt(14, SAVING, 3, 3),
        attempt(15, SAVING, 3, None),
        attempt(2, LEADING, 1, 2),
        attempt(3, DONE, 2, None),
    ]


def shelved(
    home: Path, attempts: Sequence[AttemptSummary] | SummaryStore = (), shelf: Shelf | None = None
) -> "Services":
    store = attempts if isinstance(attempts, SummaryStore) else SummaryStore(attempts)
    made = services(home, store, Settings(framework=FRAMEWORK, voice=False))
    made._made["bank"] = shelf or Shelf(bank())
    return made


@asynccontextmanager
async def browser(
    home: Path,
    attempts: Sequence[AttemptSummary] | SummaryStore = (),
    shelf: Shelf | None = None,
    size: tuple[int, int] = (80, 24),
) -> "AsyncIterator[tuple[BankScreen, Pilot[int]]]":
    """The screen over a bank and a history, shown and read."""
    screen = BankScreen()
    app = LookingApp(shelved(home, attempts, shelf), screen)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await settled(pilot)
        yield screen, pilot


def listed(screen: BankScreen) -> list[Question]:
    return [entry.question for entry in screen.questions.entries]


def line(screen: BankScreen) -> str:
    """The line of filters, as a reader sees it."""
    return str(screen.filters.content).rstrip()


async def test_it_opens_on_the_users_own_framework_and_tells_how_many_of_how_many(
    tmp_path: Path,
) -> None:
    async with browser(tmp_path) as (screen, pilot):
        assert {q.framework for q in listed(screen)} == {FRAMEWORK}
        assert line(screen).startswith("9 of 18 · test-2025   ")
        assert "1 of 9 · test-2025.saving-money.1" in shown(pilot.app)
        assert screen.questions.has_focus


async def test_f_goes_through_the_frameworks_with_questions_and_all_of_them(tmp_path: Path) -> None:
    async with browser(tmp_path) as (screen, pilot):
        await press(pilot, "e", "c", "f")
        assert {q.framework for q in listed(screen)} == {OTHER_FRAMEWORK}
        assert line(screen).startswith("9 of 18 · test-2006   ")
        await press(pilot, "f")
        assert len(listed(screen)) == 18
        assert line(screen).startswith("all 18   ")
        await press(pilot, "f")
        assert screen.narrowing == Narrowing(framework=FRAMEWORK)


async def test_e_goes_through_the_ecqs_and_shift_e_back(tmp_path: Path) -> None:
    async with browser(tmp_path) as (screen, pilot):
        assert "Saving money" in shown(pilot.app).splitlines()[4]
        await press(pilot, "e")
        assert {q.ecq for q in listed(screen)} == {SAVING}
        assert line(screen).startswith("3 of 18 · test-2025 · Saving money   ")
        # All rows would say the same.
        assert "ECQ" not in shown(pilot.app).splitlines()[3]
        await press(pilot, "e", "e")
        assert {q.ecq for q in listed(screen)} == {DONE}
        await press(pilot, "E")
        assert {q.ecq for q in listed(screen)} == {LEADING}
        await press(pilot, "E", "E")
        assert screen.narrowing.ecq is None


async def test_under_all_frameworks_an_ecq_is_told_with_its_own(tmp_path: Path) -> None:
    async with browser(tmp_path) as (screen, pilot):
        await press(pilot, "x", "E")
        assert {(q.framework, q.ecq) for q in listed(screen)} == {(OTHER_FRAMEWORK, DONE)}
        assert "Getting it done (test-2006)" in line(screen)


async def test_c_goes_through_the_competencies_of_the_ecq_and_shift_c_back(tmp_path: Path) -> None:
    async with browser(tmp_path) as (screen, pilot):
        await press(pilot, "c", "c")
        assert {q.ecq for q in listed(screen)} == {LEADING}
        assert "Leading people skill" in line(screen)
        await press(pilot, "C")
        assert "Saving money skill" in line(screen)
        # The next ECQ has it; the one after does not.
        await press(pilot, "e")
        assert "Saving money · Saving money skill" in line(screen)
        await press(pilot, "e")
        assert line(screen).startswith("3 of 18 · test-2025 · Leading people   ")
        await press(pilot, "c")
        assert "Leading people · Leading people skill" in line(screen)
        await press(pilot, "c")
        assert screen.narrowing.competency is None


async def test_t_goes_through_the_types_that_occur(tmp_path: Path) -> None:
    async with browser(tmp_path) as (screen, pilot):
        await press(pilot, "t", "t")
        assert [q.text for q in listed(screen)] == [WHALE]
        assert line(screen).startswith("1 of 18 · test-2025 · situational   ")
        await press(pilot, "t")
        assert len(listed(screen)) == 9


async def test_u_shows_what_was_never_asked_then_what_was_then_all(tmp_path: Path) -> None:
    async with browser(tmp_path, practice()) as (screen, pilot):
        await press(pilot, "u")
        assert len(listed(screen)) == 6
        assert "never asked" in line(screen)
        await press(pilot, "u")
        assert [q.id for q in listed(screen)] == [
            question_id(SAVING, 3), question_id(LEADING, 1), question_id(DONE, 2)
        ]  # fmt: skip
        assert "asked before" in line(screen)
        await press(pilot, "u")
        assert len(listed(screen)) == 9


async def test_w_puts_the_weakest_first_and_points_at_it(tmp_path: Path) -> None:
    async with browser(tmp_path, practice()) as (screen, pilot):
        await press(pilot, "down", "down", "w")
        assert [q.id for q in listed(screen)[-4:]] == [
            question_id(DONE, 3), question_id(DONE, 2),
            question_id(LEADING, 1), question_id(SAVING, 3),
        ]  # fmt: skip
        assert "weakest first" in line(screen)
        assert screen.questions.row == 0
        await press(pilot, "w")
        assert listed(screen)[2].id == question_id(SAVING, 3)


async def test_search_narrows_at_every_letter_and_the_arrows_move_meanwhile(tmp_path: Path) -> None:
    async with browser(tmp_path) as (screen, pilot):
        await press(pilot, "slash", *"TIME")
        assert len(listed(screen)) == 8
        await press(pilot, "space", *"people", "space", *"getting")
        assert {q.ecq for q in listed(screen)} == {DONE}
        assert line(screen) == "3 of 18 · test-2025 · “TIME people getting”"
        await press(pilot, "down", "down", "up")
        assert screen.questions.row == 1
        assert screen.search_box.has_focus
        await press(pilot, "enter")
        assert screen.questions.has_focus
        assert not screen.query_one("#search").display
        assert "1 of 18" not in line(screen)
        assert len(listed(screen)) == 3


async def test_escape_ends_a_search_before_it_leaves(tmp_path: Path) -> None:
    async with browser(tmp_path) as (screen, pilot):
        await press(pilot, "slash", *"whale", "escape")
        assert screen.questions.has_focus
        assert len(listed(screen)) == 9
        await press(pilot, "slash", *"whale", "enter", "escape")
        assert screen.is_current
        assert len(listed(screen)) == 9
        await press(pilot, "escape")
        assert not screen.is_attached


@pytest.mark.parametrize("pieces", [("/money",), ("/m", "oney"), ("/mo", "ne", "y")])
async def test_what_is_typed_faster_than_the_search_opens_is_searched_all_the_same(
    tmp_path: Path, pieces: tuple[str, ...]
) -> None:
    async with browser(tmp_path) as (screen, pilot):
        # In pieces, as a slow line or a paste brings them; e and c would be filters.
        for piece in pieces:
            for character in piece:
                name = "slash" if character == "/" else character
                pilot.app.post_message(events.Key(name, character))
            for _ in range(5):
                await settled(pilot)
        assert screen.search_box.value == "money"
        assert screen.narrowing == Narrowing(framework=FRAMEWORK, words="money")


async def test_a_search_finds_an_id_too(tmp_path: Path) -> None:
    async with browser(tmp_path) as (screen, pilot):
        await press(pilot, "slash", *"leading-people.2")
        assert [q.id for q in listed(screen)] == [question_id(LEADING, 2)]


async def test_x_clears_everything(tmp_path: Path) -> None:
    async with browser(tmp_path, practice()) as (screen, pilot):
        await press(pilot, "e", "c", "t", "u", "w", "slash", *"time", "enter", "x")
        assert screen.narrowing == Narrowing()
        assert screen.search_box.value == ""
        assert len(listed(screen)) == 18


async def test_where_nothing_is_found_the_ways_out_are_told(tmp_path: Path) -> None:
    async with browser(tmp_path) as (screen, pilot):
        await press(pilot, "slash", *"zebra")
        words = shown(pilot.app)
        assert "0 of 18" in words
        assert "No question fits all of this." in words
        assert "esc    clear the search" in words
        assert "x      clear all filters, after that" in words
        await press(pilot, "enter")
        assert "after that" not in shown(pilot.app)
        await press(pilot, "down", "enter", "a", "space")
        assert screen.is_current
        await press(pilot, "x")
        assert len(listed(screen)) == 18


def test_without_a_search_there_is_none_to_clear() -> None:
    lines = [str(p.text) for p in nothing_found(Narrowing(), is_searching=False)]
    assert "clear the search" not in lines
    assert lines[-1] == "clear all filters"


async def test_what_is_pointed_at_stays_so_while_it_is_listed(tmp_path: Path) -> None:
    async with browser(tmp_path) as (screen, pilot):
        await press(pilot, "down", "down", "down", "down")
        assert screen.questions.pointed is not None
        assert screen.questions.pointed.question.id == question_id(LEADING, 2)
        await press(pilot, "slash", *"leading")
        assert screen.questions.row == 1
        await press(pilot, "escape")
        assert screen.questions.row == 4
        await press(pilot, "e")
        assert screen.questions.row == 0


async def test_the_pane_has_the_whole_question_and_no_anchors_until_they_are_asked_for(
    tmp_path: Path,
) -> None:
    async with browser(tmp_path, size=(80, 60)) as (_, pilot):
        words = shown(pilot.app)
        for expected in (
            "Tell us about time 1 that you led people through saving money.",
            "behavioral: something you did",
            "Saving money (test-2025)",
            "Saving money skill",
            "never asked",
            "–  what came of it",
            "S  Please say more about the situation.",
            "R  Please say more about the result.",
            "–  What would you do differently today?",
            "a  shows the anchors, as a mentor sees them",
        ):
            assert expected in words
        assert "Names one, and what it cost." not in words
        await press(pilot, "a")
        words = shown(pilot.app)
        assert "Anchors · Evidence, 1 to 5" in words
        assert "5  Names one, and what it cost." in words
        await press(pilot, "down")
        # This one has none, and the key for them is gone, too.
        assert "nchors" not in shown(pilot.app)
        await press(pilot, "up", "a")
        assert "Names no decision." not in shown(pilot.app)


async def test_anchors_come_into_view_in_a_small_window_and_are_hidden_on_the_next_visit(
    tmp_path: Path,
) -> None:
    app = MockPanelApp(shelved(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        await press(pilot, "q")
        await until(pilot, BankScreen)
        await press(pilot, "a")
        assert "1  Names no decision." in shown(app)
        await press(pilot, "escape", "q")
        await until(pilot, BankScreen)
        assert isinstance(app.screen, BankScreen)
        assert not app.screen.is_mentor


async def test_space_reads_on_to_the_end_and_from_there_to_the_top(tmp_path: Path) -> None:
    async with browser(tmp_path) as (screen, pilot):
        await press(pilot, "space")
        assert screen.pane.scroll_y > 0
        for _ in range(5):
            if screen.pane.scroll_y == screen.pane.max_scroll_y:
                break
            await press(pilot, "space")
        assert "shows the anchors" in shown(pilot.app)
        await press(pilot, "space")
        assert screen.pane.scroll_y == 0
        await press(pilot, "space", "down")
        assert screen.pane.scroll_y == 0


async def test_list_and_pane_tell_what_past_attempts_say(tmp_path: Path) -> None:
    async with browser(tmp_path, practice()) as (_, pilot):
        await press(pilot, "down", "down")
        words = shown(pilot.app)
        assert "asked 3 times, median practice level 3.5 of 5 (2 of 3 scored)," in words
        assert "last 12 days ago, median time 4:00" in words
        rows = words.splitlines()
        assert rows[4].split()[-3:] == ["behavioral", "0", "–"]
        assert rows[5].split()[-3:] == ["situational", "0", "–"]
        assert rows[6].startswith(" › ")
        assert rows[6].split()[-3:] == ["behavioral", "3", "3.5"]


async def test_a_question_with_brackets_is_shown_as_it_is(tmp_path: Path) -> None:
    async with browser(tmp_path) as (_, pilot):
        await press(pilot, "down")
        assert shown(pilot.app).count(WHALE) == 2


async def test_the_keys_of_a_list_move_through_it(tmp_path: Path) -> None:
    async with browser(tmp_path) as (screen, pilot):
        rows = []
        for name in ("j", "j", "k", "end", "down", "home", "up", "pagedown", "pageup"):
            await press(pilot, name)
            rows.append(screen.questions.row)
        assert rows == [1, 2, 1, 8, 8, 0, 0, 7, 0]


async def test_a_click_points_at_a_question_and_asks_nothing(tmp_path: Path) -> None:
    async with browser(tmp_path) as (screen, pilot):
        await pilot.click(screen.questions, offset=(5, 3))
        await settled(pilot)
        assert screen.questions.row == 2
        await pilot.click(screen.questions, offset=(5, 0))
        await settled(pilot)
        assert screen.questions.row == 2
        assert screen.is_current


async def test_ten_thousand_questions_are_listed_and_the_last_one_is_read(tmp_path: Path) -> None:
    held = bank()
    many = tuple(
        replace(held.questions[0], id=QuestionId(f"q{n}"), text=f"Question number {n}, of a crowd.")
        for n in range(10_000)
    )
    shelf = Shelf(replace(held, questions=many))
    async with browser(tmp_path, shelf=shelf) as (screen, pilot):
        await press(pilot, "end")
        assert "10,000 of 10,000 · q9999" in shown(pilot.app)
        assert "Question number 9999, of a crowd." in shown(pilot.app)
        await press(pilot, "slash", *"9 87")
        assert len(listed(screen)) > 1
        assert all("9" in q.id and "87" in q.id for q in listed(screen))


async def test_enter_asks_this_very_question_and_comes_back_to_it(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        await pilot.press("q")
        await until(pilot, BankScreen)
        assert isinstance(app.screen, BankScreen)
        browsing = app.screen
        await press(pilot, "e", "e", "down", "u")
        entry = browsing.questions.pointed
        assert entry is not None
        # The second one comes too early for the question, and must not begin another session.
        await pilot.press("enter", "enter")
        await until(pilot, QuestionScreen)
        assert isinstance(app.screen, QuestionScreen)
        asking = app.screen
        assert [q.id for q in asking.session.questions] == [entry.question.id]
        assert [type(s) for s in app.screen_stack] == [HomeScreen, BankScreen, QuestionScreen]
        if asking.session.phase.value == "preparing":
            await press(pilot, "enter")
        await write(pilot, "I closed the office.")
        await pilot.press("ctrl+s")
        await until(pilot, "RatingScreen")
        await pilot.press("escape")
        await until(pilot, "ReviewScreen")
        await pilot.press("escape")
        await until(pilot, BankScreen)
        assert app.screen is browsing
        # It has been asked now, so that the filter leaves it out, and the next one is pointed at.
        assert browsing.questions.row == 1
        assert entry.question not in listed(browsing)
        await press(pilot, "u")
        assert "asked once, today, not scored" in shown(app)


async def test_an_empty_bank_says_what_to_do(tmp_path: Path) -> None:
    shelf = Shelf(replace(bank(), questions=()))
    async with browser(tmp_path, shelf=shelf) as (screen, pilot):
        words = shown(pilot.app)
        assert "The bank has no questions yet." in words
        assert "`mock-panel bank add`" in words
        await press(pilot, *"fecCEtuwxa", "slash", "space", "enter", "down", "end")
        assert screen.narrowing == Narrowing()
        await press(pilot, "escape")
        assert not screen.is_attached


async def test_a_bank_with_problems_is_explained_and_read_again_when_mended(tmp_path: Path) -> None:
    shelf = Shelf(bank(), is_broken=True)
    async with browser(tmp_path, shelf=shelf) as (screen, pilot):
        assert isinstance(pilot.app.screen, NoticeScreen)
        assert "unknown key 'txet'" in shown(pilot.app)
        await press(pilot, "enter")
        assert screen.is_current
        assert "The questions could not be read." in shown(pilot.app)
        await press(pilot, "slash", "e", "a", "enter")
        assert isinstance(pilot.app.screen, NoticeScreen)
        shelf.is_broken = False
        await press(pilot, "enter", "enter")
        assert len(listed(screen)) == 9


async def test_without_a_database_the_questions_can_still_be_read(tmp_path: Path) -> None:
    async with browser(tmp_path, SummaryStore(is_broken=True)) as (screen, pilot):
        assert isinstance(pilot.app.screen, NoticeScreen)
        assert "The database is locked." in shown(pilot.app)
        await press(pilot, "enter")
        assert screen.is_current
        words = shown(pilot.app)
        assert "your attempts could not be read" in words
        assert "never asked" not in words
        await press(pilot, "u", "w")
        assert len(listed(screen)) == 9


async def test_a_database_that_is_lost_meanwhile_is_told_once(tmp_path: Path) -> None:
    store = SummaryStore(practice())
    async with browser(tmp_path, store) as (screen, pilot):
        await press(pilot, "u", "u", "w")
        assert len(listed(screen)) == 3
        store.is_broken = True
        await press(pilot, "f1", "escape")
        await until(pilot, NoticeScreen)
        await press(pilot, "enter")
        assert screen.is_current
        assert "your attempts could not be read" in shown(pilot.app)
        # Nobody knows any more which were asked.
        assert screen.narrowing == Narrowing(framework=FRAMEWORK)
        assert len(listed(screen)) == 9


async def test_wide_puts_the_pane_beside_the_list_and_narrow_below_it(tmp_path: Path) -> None:
    async with browser(tmp_path, size=(120, 40)) as (screen, pilot):
        assert screen.pane.region.x > screen.questions.region.right - 1
        assert screen.pane.region.y == screen.questions.region.y
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert screen.pane.region.y >= screen.questions.region.bottom
        assert screen.pane.region.x == screen.questions.region.x


@pytest.mark.parametrize("size", [(60, 20), (40, 10), (20, 5), (200, 60)])
async def test_no_size_breaks_it(tmp_path: Path, size: tuple[int, int]) -> None:
    async with browser(tmp_path, practice(), size=size) as (screen, pilot):
        await press(pilot, "end", "a", "space", "e", "w", "slash", "t", "enter")
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert "“t”" in line(screen)


@pytest.mark.parametrize("width", [20, 40, 58, 78, 118])
def test_every_filter_that_is_on_is_told_in_one_line(tmp_path: Path, width: int) -> None:
    catalogue = gather_catalogue(shelved(tmp_path))
    everything = Narrowing(
        FRAMEWORK, (FRAMEWORK, SAVING), catalogue.bank.frameworks[0].competencies[0].id,
        QuestionType.SITUATIONAL, is_asked=False, words="whale", is_weakest_first=True,
    )  # fmt: skip
    told = str(filters_line(catalogue, everything, 1, width, has_keys=True))
    assert told.startswith("1 of 18 · ")
    # With all of them on, a narrow line keeps some letters of each.
    assert told.count(" · ") == 7
    if width >= 58:
        assert cell_len(told) <= width
    if width > 78:
        assert "never asked · weakest first · “whale”" in told


def test_a_choice_that_is_gone_leads_to_the_first(tmp_path: Path) -> None:
    assert stepped(["a", "b"], "gone") == "a"
    assert stepped(["a", "b"], "b") is None
    assert stepped(["a", "b"], None, -1) == "b"
    assert stepped([], None) is None


def texts(bank: QuestionBank, *words: str) -> QuestionBank:
    """A bank with these questions."""
    one = bank.questions[0]
    questions = (replace(one, id=QuestionId(f"q{n}"), text=t) for n, t in enumerate(words))
    return replace(bank, questions=tuple(questions))


def test_an_opening_that_many_questions_have_is_left_out_of_the_list(tmp_path: Path) -> None:
    shelf = Shelf(
        texts(
            bank(),
            "Tell us about the most serious mistake made on your watch.",
            "Tell us about the most serious flaw in work that others had approved.",
            "Tell us about the most serious finding against your office.",
            "Tell us about it in your own words.",
            "Describe the most serious mistake made on your watch.",
        )
    )
    assert [entry.gist for entry in gather_catalogue(shelved(tmp_path, (), shelf)).entries] == [
        "… mistake made on your watch.",
        "… flaw in work that others had approved.",
        "… finding against your office.",
        "… it in your own words.",
        "Describe the most serious mistake made on your watch.",
    ]


def test_what_is_left_must_still_tell_two_questions_apart(tmp_path: Path) -> None:
    days = ("Monday", "Tuesday")
    shelf = Shelf(
        texts(bank(), *(f"On the {day} you learn {what} from {who}." for day in days
                        for what in ("something", "nothing") for who in ("me", "you", "us")))
    )  # fmt: skip
    gists = [entry.gist for entry in gather_catalogue(shelved(tmp_path, (), shelf)).entries]
    assert len(set(gists)) == 12


async def test_every_key_is_explained_by_f1_and_in_the_palette(tmp_path: Path) -> None:
    async with browser(tmp_path, size=(100, 60)) as (_, pilot):
        await press(pilot, "f1")
        words = shown(pilot.app)
        assert "Help · Questions" in words
        explained = (
            "Answer this question now",
            "Find words in the questions",
            "Show the anchors, as a mentor sees them, or hide them",
            "Scroll the question, and from its end to its top",
            "Only one framework, the next one, or all again",
            "Only one ECQ, the next one, or all again",
            "Only one competency, the next one, or all again",
            "Only one type of question, the next one, or all again",
            "Only questions never asked, only asked ones, or all again",
            "Never asked or lowest level first, or the bank's order again",
            "Clear all filters and the search",
        )
        for explanation in explained:
            assert explanation in words
        await press(pilot, "escape", "ctrl+p")
        await until(pilot, "Palette")
        await pilot.pause(0.3)
        words = shown(pilot.app)
        for title in ("Practise", "Search", "Anchors", "Read on", "Competency", "Weakest first"):
            assert title in words


@pytest.mark.parametrize(
    ("size", "keys"),
    [((80, 24), ["down", "down"]), ((120, 40), ["x", "w", "e", "a"])],
    ids=["below", "beside"],
)
def test_how_the_bank_looks(
    tmp_path: Path, snap_compare: Any, size: tuple[int, int], keys: list[str]
) -> None:
    """A list one can scan, a question one can read, what is on in one line."""
    screen = BankScreen()
    app = LookingApp(shelved(tmp_path, practice()), screen)

    async def ready(pilot: Pilot[int]) -> None:
        app.animation_level = "none"
        await until(pilot, BankScreen)
        await press(pilot, *keys)
        await still(pilot)

    assert snap_compare(app, terminal_size=size, run_before=ready)
