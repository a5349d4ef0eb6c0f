"""The gym, as it is used: nothing of a key before the rating is stored, and nothing lost."""

from collections.abc import Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from mock_panel.bank.source import MergedBank
from mock_panel.bootstrap.services import Services
from mock_panel.domain.calibration import CalibrationRating
from mock_panel.domain.exemplars import Exemplar
from mock_panel.domain.questions import QuestionBank
from mock_panel.errors import StorageError
from mock_panel.panel.gym_sitting import read_sittings
from mock_panel.tui.screens.help import HelpScreen
from mock_panel.tui.screens.notice import NoticeScreen
from mock_panel.tui.screens.panel.gym import GymScreen
from mock_panel.tui.screens.panel.gym_answer import GymAnswerScreen
from mock_panel.tui.screens.panel.gym_results import GymResultsScreen, RatersTable
from mock_panel.tui.screens.panel.gym_sitting import GymSittingScreen
from mock_panel.tui.screens.panel.gym_view import marked
from tests.tui.histories import bank as empty_bank
from tests.tui.looking import HeldBank, LookingApp
from tests.tui.practising import EVENING, TestClock, real_services, settled, shown, still, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

# Days are shown in local time.
pytestmark = pytest.mark.usefixtures("utc")

EVERYTHING = (120, 64)
"""So large that whatever a screen holds is seen."""


@pytest.fixture(scope="module")
def shipped() -> QuestionBank:
    return MergedBank().load()


@dataclass
class HeldRatings:
    """Ratings in memory, or a database that is in trouble."""

    held: list[CalibrationRating] = field(default_factory=list)
    problem: StorageError | None = None

    def keep(self, rating: CalibrationRating) -> None:
        if self.problem:
            raise self.problem
        self.held.append(rating)

    def ratings(self, rater: str | None = None) -> Sequence[CalibrationRating]:
        return [r for r in self.held if rater in (None, r.rater)]


def services(
    home: Path,
    bank: QuestionBank,
    store: HeldRatings | None = None,
    clock: TestClock | None = None,
) -> Services:
    """The real services over a bank; without a store, with the real database."""
    made = real_services(home, clock)
    made._made["bank"] = HeldBank(bank)
    if store is not None:
        made._made["calibration"] = store
    return made


@asynccontextmanager
async def gym(
    made: Services, size: tuple[int, int] = (80, 24)
) -> "AsyncIterator[tuple[GymScreen, Pilot[int]]]":
    """The first screen, read."""
    screen = GymScreen()
    app = LookingApp(made, screen)
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        await until(pilot, GymScreen)
        while screen.gym is None:
            await settled(pilot)
        await settled(pilot)
        yield screen, pilot


async def press(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)
    await settled(pilot)


def rated(
    exemplars: Sequence[Exemplar], rater: str, off: int = 0, days: int = 3
) -> list[CalibrationRating]:
    began = EVENING - timedelta(days=days)
    return [
        CalibrationRating(
            rater, e.id, max(1, min(5, e.key + off)), began + timedelta(minutes=n), "his [words]"
        )
        for n, e in enumerate(exemplars)
    ]


def current(bank: QuestionBank) -> list[Exemplar]:
    return [e for e in bank.exemplars if e.framework == "opm-2025"]


def in_front(pilot: Pilot[int], bank: QuestionBank) -> Exemplar:
    screen = pilot.app.screen
    assert isinstance(screen, GymSittingScreen)
    assert screen.bench is not None
    return next(e for e in bank.exemplars if e.id == screen.bench.sitting.current)


def said(screen: str) -> str:
    """What a screen says, column by column, with its lines run together."""
    columns = ([line.partition("│")[i] for line in screen.splitlines()] for i in (0, 2))
    return " ".join(" ".join(column) for column in columns).replace("─", "")


def run_together(text: str) -> str:
    return " ".join(text.split())


def given_away(screen: str, exemplar: Exemplar, bank: QuestionBank) -> list[str]:
    """What a screen has of a key; the words of the answer and of the anchors may be there."""
    question = bank.question(exemplar.question)
    levels = bank.scale(exemplar.scale).levels
    may_be_seen = run_together(
        " ".join([exemplar.text, *question.anchors.values(), *(level.meaning for level in levels)])
    )
    reason = exemplar.reason.split()
    pieces = {
        *(" ".join(reason[i : i + 4]) for i in range(len(reason) - 3)),
        *(exemplar.teaches, exemplar.id, f"the key {exemplar.key}", "it is told", "to learn", "¹"),
    }  # fmt: skip
    seen = run_together(said(screen))
    return sorted(p for p in pieces if p in seen and p not in may_be_seen)


def is_underlined(pilot: Pilot[int]) -> bool:
    strips = pilot.app.screen._compositor.render_strips()
    return any(s.style is not None and s.style.underline for strip in strips for s in strip)


async def test_a_whole_sitting_shows_no_key_before_the_rating_is_stored(
    tmp_path: Path, shipped: QuestionBank
) -> None:
    clock = TestClock()
    made = services(tmp_path, replace(shipped, exemplars=shipped.exemplars[:4]), clock=clock)
    async with gym(made, EVERYTHING) as (screen, pilot):
        await press(pilot, "enter")
        assert "The rater has no name." in shown(pilot.app)
        await press(pilot, *"Zoe", "enter")
        for number in range(1, 5):
            await until(pilot, GymSittingScreen)
            exemplar = in_front(pilot, shipped)
            words = shown(pilot.app)
            assert f"Answer {number} of 4" in words
            assert run_together(exemplar.text) in run_together(said(words))
            await press(pilot, *(("4", "enter") if number % 2 else ("2", "left", "right")))
            words += shown(pilot.app)
            if number == 1:
                await press(pilot, "escape", "f1")
                await until(pilot, HelpScreen)
                words += shown(pilot.app)
                await press(pilot, "escape", "enter")
                assert "On what words does it rest?" in shown(pilot.app)
            assert given_away(words, exemplar, shipped) == []
            assert not is_underlined(pilot)
            clock.pass_seconds(60)
            # As fast as it can be typed: the enter must not overtake the letters.
            await press(pilot, *(("n", "o", "enter") if number % 2 else ("enter", "enter")))
            kept = made.calibration.ratings("Zoe")
            assert len(kept) == number
            assert (kept[-1].exemplar, kept[-1].score) == (exemplar.id, 4 if number % 2 else 2)
            assert kept[-1].evidence == ("no" if number % 2 else "")
            words = shown(pilot.app)
            assert run_together(exemplar.reason) in run_together(said(words))
            assert exemplar.teaches in run_together(said(words))
            assert is_underlined(pilot)
            await press(pilot, "n" if number % 2 else "enter")
        await until(pilot, GymResultsScreen)
        assert "4 answers rated" in shown(pilot.app)
        assert "On the key:" in shown(pilot.app)
        assert read_sittings(made.paths.drafts) == ()
        await press(pilot, "escape")
        assert "‹ Zoe ›  4 answers rated, last on 2 Mar 2026" in shown(pilot.app)
        assert screen.focused is not None


async def test_the_answer_can_be_read_while_its_evidence_is_written(
    tmp_path: Path, shipped: QuestionBank
) -> None:
    async with gym(services(tmp_path, shipped, HeldRatings())) as (_, pilot):
        await press(pilot, *"Zoe", "enter")
        await until(pilot, GymSittingScreen)
        await press(pilot, "3", "enter")
        assert "On what words does it rest?" in shown(pilot.app)
        assert pilot.app.screen.query_one("#story").size.height >= 9
        await pilot.resize_terminal(100, 40)
        await press(pilot)
        assert "here  " in shown(pilot.app)


async def test_a_killed_sitting_goes_on_where_it_was(tmp_path: Path, shipped: QuestionBank) -> None:
    store = HeldRatings()
    async with gym(services(tmp_path, shipped, store)) as (_, pilot):
        await press(pilot, *"Zoe", "enter")
        await until(pilot, GymSittingScreen)
        assert read_sittings(tmp_path / "drafts") == ()
        await press(pilot, "3", "enter", "enter", "enter", "5", "e", *"cut sixty")
        second = in_front(pilot, shipped)
        # Both are on the disk before anything is closed.
        (left,) = read_sittings(tmp_path / "drafts")
        assert (left.current, left.score, left.evidence) == (second.id, 5, "cut sixty")
        assert "draft saved" in shown(pilot.app)
        assert [rating.score for rating in store.held] == [3]
    async with gym(services(tmp_path, shipped, store)) as (_, pilot):
        words = run_together(shown(pilot.app))
        assert "Go on with the sitting of 2 Mar 2026: 1 of 8 rated." in words
        await press(pilot, "enter")
        await until(pilot, GymSittingScreen)
        words = shown(pilot.app)
        assert "Answer 2 of 8" in words
        assert "5 ●" in words
        assert "cut sixty" in words
        await press(pilot, "x")
        words = shown(pilot.app)
        assert "Nothing in the answer bears on the question." in words
        assert given_away(words, second, shipped) == []
        await press(pilot, "escape")
        assert "Answer 2 of 8" in shown(pilot.app), "out of what the values mean, not out of all"
        assert "Nothing in the answer bears" not in shown(pilot.app)
        await press(pilot, "r")
        await until(pilot, GymResultsScreen)
        assert "1 answer: too few to say; 6 are needed." in shown(pilot.app)
        await press(pilot, "escape", "escape")
        await until(pilot, GymScreen)
        await press(pilot, "a")
        await until(pilot, GymSittingScreen)
        assert "Answer 1 of 8" in shown(pilot.app)


async def test_a_rating_that_cannot_be_stored_shows_no_key_and_can_be_tried_again(
    tmp_path: Path, shipped: QuestionBank
) -> None:
    store = HeldRatings(problem=StorageError("the disk is full", "Free some space."))
    async with gym(services(tmp_path, shipped, store)) as (_, pilot):
        await press(pilot, *"Zoe", "enter")
        await until(pilot, GymSittingScreen)
        await press(pilot, "enter")
        assert "Rate it first: 1 to 5." in shown(pilot.app)
        await press(pilot, "4", "enter", "enter")
        await until(pilot, NoticeScreen)
        assert "Free some space." in shown(pilot.app)
        await press(pilot, "enter")
        assert given_away(shown(pilot.app), in_front(pilot, shipped), shipped) == []
        store.problem = None
        await press(pilot, "enter", "enter")
        assert "the key" in shown(pilot.app)
        assert len(store.held) == 1


async def test_results_are_words_first_and_cover_what_only_others_have_rated(
    tmp_path: Path, shipped: QuestionBank
) -> None:
    exemplars = current(shipped)
    store = HeldRatings(
        [
            *rated(exemplars[:9], "Ada [b]", 1, days=30),
            *rated(exemplars[6:14], "Ada [b]", 0),
            *rated(exemplars[:18], "Ben", -1, days=2),
            *rated(exemplars[:2], "Cy", days=1),
        ]
    )
    async with gym(services(tmp_path, shipped, store), (80, 60)) as (_, pilot):
        assert "‹ Cy ›  2 answers rated" in shown(pilot.app)
        await press(pilot, "r")
        await until(pilot, GymResultsScreen)
        words = shown(pilot.app)
        assert "Rate 4 more answers to see how you rate." in words
        assert "misses" not in words
        await press(pilot, "escape", "right", "right", "r")
        await until(pilot, GymResultsScreen)
        words = shown(pilot.app)
        assert "How Ada [b] rates" in words
        assert words.index("Even:") < words.index("The largest misses") < words.index("over time")
        assert "31 Jan 2026  9 answers, on the key " in words
        assert words.count(" of 9, lenient") == 1
        await press(pilot, "enter")
        await until(pilot, GymAnswerScreen)
        words = shown(pilot.app)
        assert "one point above the key" in words
        assert "his [words]" in words
        assert is_underlined(pilot)
        await press(pilot, "escape")
        assert "› 2" in shown(pilot.app)
        await press(pilot, "c")
        words = shown(pilot.app)
        assert "4 answers rated by others only are covered until" in words
        results = pilot.app.screen.results  # type: ignore[attr-defined]  # a GymResultsScreen
        assert {row.exemplar.id for row in results.rows} == {e.id for e in exemplars[:14]}
        for covered in exemplars[14:]:
            assert results.gist(covered)[:24] not in words
            assert results.given(covered, by_all=True) == []
        await press(pilot, "down", "enter")
        await until(pilot, GymAnswerScreen)
        words = shown(pilot.app)
        assert "you gave " in words
        assert "Ben  " in words
        await press(pilot, "escape", "c", "escape")
        await until(pilot, GymScreen)
        await pilot.resize_terminal(60, 20)
        await press(pilot, "c")
        assert "Raters side by side" in shown(pilot.app)


async def test_results_that_are_being_closed_can_still_tell_their_keys(
    tmp_path: Path, shipped: QuestionBank
) -> None:
    store = HeldRatings(rated(current(shipped)[:2], "Cy", days=1))
    async with gym(services(tmp_path, shipped, store), (80, 24)) as (_, pilot):
        await press(pilot, "r")
        await until(pilot, GymResultsScreen)
        # The footer may be drawn once more when the widgets beside it are gone.
        await pilot.app.screen.query(RatersTable).remove()
        assert "escape" in pilot.app.screen.active_bindings


async def test_a_bank_without_exemplars_says_what_to_do(tmp_path: Path) -> None:
    async with gym(services(tmp_path, empty_bank(), HeldRatings())) as (screen, pilot):
        assert "mock-panel bank check" in shown(pilot.app)
        await press(pilot, "enter", "r", "c", "a")
        assert pilot.app.screen is screen


def test_passages_are_numbered_where_they_stand() -> None:
    line = "I cut sixty, I met [them] and I cut sixty."
    words = marked(line, ("I met [them]", "I cut sixty", "nowhere", "sixty, I"))
    assert words.plain == "²I cut sixty, ¹I met [them] and I cut sixty."
    assert marked("none", ()).plain == "none"


@pytest.mark.parametrize("view", ["key", "results"])
def test_how_the_gym_looks(
    view: str, tmp_path: Path, shipped: QuestionBank, snap_compare: Any
) -> None:
    """The key beside the answer; and how one rates, in words."""
    exemplars = current(shipped)
    store = HeldRatings([*rated(exemplars[:9], "Ada", 1, 30), *rated(exemplars[6:14], "Ada", 0)])
    made = services(tmp_path, shipped, store)
    app = LookingApp(replace(made, new_seed=lambda: 3), GymScreen())

    async def ready(pilot: Pilot[int]) -> None:
        app.animation_level = "none"
        await until(pilot, GymScreen)
        while "‹ Ada ›" not in shown(app):
            await settled(pilot)
        if view == "key":
            await press(pilot, "enter")
            await until(pilot, GymSittingScreen)
            await press(pilot, "3", "enter", *"he met them", "enter")
        else:
            await press(pilot, "r")
            await until(pilot, GymResultsScreen)
        await still(pilot)

    size = (80, 24) if view == "results" else (120, 40)
    assert snap_compare(app, terminal_size=size, run_before=ready)
