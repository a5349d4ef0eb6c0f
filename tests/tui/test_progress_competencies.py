"""The competencies of Progress over a real store: one's own answers, and what is carried over."""

from collections.abc import Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.theme import Theme

from mock_panel.bank.source import load_bank, shipped_directory
from mock_panel.domain.attempts import Attempt, AttemptSummary
from mock_panel.domain.frameworks import Basis
from mock_panel.domain.ids import AttemptId, CompetencyId, EcqId, FrameworkId
from mock_panel.practice.carrying_over import carried_over
from mock_panel.practice.competencies import competency_practice
from mock_panel.settings import Settings
from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.screens.home import HomeScreen
from mock_panel.tui.screens.progress import ProgressScreen
from mock_panel.tui.screens.progress_competencies import TINTS, competencies_drawing, plus_words
from mock_panel.tui.screens.progress_view import READ
from mock_panel.tui.screens.review import ReviewScreen
from mock_panel.tui.themes import OURS
from tests.storage.sample_attempts import make_attempt
from tests.tui.histories import CLASSIC, CURRENT, summary
from tests.tui.practising import press, real_services, shown, still, until
from tests.tui.test_themes import contrast, resolved

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

# Months are local.
pytestmark = pytest.mark.usefixtures("utc")

BANK = load_bank(shipped_directory())
FRAMEWORK = BANK.framework(CURRENT)
LEADING_CHANGE = EcqId("leading-change")
PRACTISED = (
    (LEADING_CHANGE, ("flexibility", "vision")),
    (LEADING_CHANGE, ("flexibility", "resilience")),
    (EcqId("building-coalitions"), ("partnering", "political-savvy")),
    (EcqId("building-coalitions"), ("partnering", "public-service-motivation")),
)
"""Two attempts for agility and resilience, one by our own reading, one for nothing."""


def attempt(
    number: int, framework: FrameworkId, ecq: EcqId, competencies: Sequence[str]
) -> Attempt:
    """Attempt `number` of the samples, a day after the one before it."""
    made = make_attempt(39 * number)
    question = replace(
        made.question,
        framework=framework,
        ecq=ecq,
        competencies=tuple(map(CompetencyId, competencies)),
    )
    return replace(made, question=question)


def classic_practice() -> list[Attempt]:
    return [attempt(n, CLASSIC, ecq, aims) for n, (ecq, aims) in enumerate(PRACTISED)]


def present_practice() -> list[Attempt]:
    return [
        attempt(20 + n, CURRENT, EcqId("achieving-results"), ("innovation", "strategic-thinking"))
        for n in range(3)
    ]


@asynccontextmanager
async def home(
    directory: Path,
    attempts: Sequence[Attempt],
    size: tuple[int, int] = (80, 24),
    framework: FrameworkId = CURRENT,
) -> "AsyncIterator[Pilot[int]]":
    """The app at Home, over a database with these attempts."""
    app = MockPanelApp(real_services(directory, settings=Settings(framework=framework)))
    for made in attempts:
        app.services.attempts.save(made)
    async with app.run_test(size=size) as pilot:
        await until(pilot, HomeScreen)
        yield pilot


def drawn(pilot: Pilot[int], width: int = 76) -> str:
    """All of the drawing, beyond the bottom of the screen too."""
    screen = pilot.app.screen
    assert isinstance(screen, ProgressScreen)
    return screen.chart.drawing(width).plain


def line_of(drawing: str, title: str) -> str:
    return next(line.strip() for line in drawing.splitlines() if line.startswith(f"  {title} "))


async def test_practice_under_the_classic_set_is_told_apart_with_its_basis_and_its_origins(
    tmp_path: Path,
) -> None:
    async with home(tmp_path, [*classic_practice(), *present_practice()], (120, 40)) as pilot:
        await press(pilot, "h")
        await until(pilot, ProgressScreen)
        await press(pilot, "5")
        words = shown(pilot.app)
        assert "3 answers, counted for each competency" in words
        assert "3 of 4 answers under Executive Core Qualifications, 2006" in words
        assert "other questions: no level, readiness or trend counts them" in words
        assert "Partnering 2, Political Savvy 1, Vision 1" in words
        assert "+n reported by the source, +n ours by our own reading" in words
        drawing = drawn(pilot)
        assert line_of(drawing, "Agility and Resilience").endswith("·  +2")
        assert line_of(drawing, "Civic-Mindedness").endswith("·  +1 ours")
        assert line_of(drawing, "Innovation").split()[-2:] == ["3", "3"]
        assert "Agility and Resilience: Flexibility 2, Resilience 1" in drawing
        assert "Civic-Mindedness: Public Service Motivation 1 (our own reading)" in drawing
        assert "Source: Comparison of the old and the new ECQs" in drawing


async def test_a_competency_that_was_only_carried_over_is_not_called_never_asked_for(
    tmp_path: Path,
) -> None:
    async with home(tmp_path, [*classic_practice(), *present_practice()]) as pilot:
        await press(pilot, "h")
        await until(pilot, ProgressScreen)
        await press(pilot, "5")
        told = {line[:18].strip(): line[18:] for line in drawn(pilot, 200).splitlines()}
        assert told["only carried over"] == "Civic-Mindedness, Agility and Resilience"
        assert told["never asked for"].endswith("Technical Skill and 5 more")
        assert "Agility" not in told["never asked for"]


async def test_nothing_carried_over_enters_a_level_or_a_readiness(tmp_path: Path) -> None:
    leading_people = EcqId("leading-people")
    shared = [attempt(n, CLASSIC, leading_people, ("developing-others",)) for n in range(1, 9)]
    async with home(tmp_path, shared) as pilot:
        # Both sets have an ECQ of this name.
        assert "Leading People                  not practised yet" in shown(pilot.app)
        await press(pilot, "h")
        await until(pilot, ProgressScreen)
        await press(pilot, "5")
        assert line_of(drawn(pilot), "Developing Others").endswith("+8")
        await press(pilot, "1")
        assert "No answers under Executive Core Qualifications, 2025 yet." in shown(pilot.app)


async def test_without_answers_under_the_new_set_home_and_progress_lead_to_what_counts(
    tmp_path: Path,
) -> None:
    async with home(tmp_path, classic_practice()) as pilot:
        assert "h  what counts here of your answers under opm-2006" in shown(pilot.app)
        await press(pilot, "h")
        await until(pilot, ProgressScreen)
        assert "5      what counts here of your answers under opm-2006" in shown(pilot.app)
        await press(pilot, "2", "slash", "t")
        assert "No answers under Executive Core Qualifications, 2025 yet." in shown(pilot.app)
        await press(pilot, "5")
        words = shown(pilot.app)
        assert "No answers under this set yet." in words
        assert "only carried over Civic-Mindedness, Agility and Resilience" in words
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ProgressScreen)
        await press(pilot, "1", "enter")
        await until(pilot, "QuestionScreen")


async def test_where_nothing_is_carried_over_nothing_is_said_of_it(tmp_path: Path) -> None:
    async with home(tmp_path, present_practice()) as pilot:
        await press(pilot, "h")
        await until(pilot, ProgressScreen)
        await press(pilot, "5")
        drawing = drawn(pilot)
        assert "Innovation" in drawing
        assert not any(word in drawing for word in ("carried", "home", "basis", "+", "Source"))


async def test_no_crosswalk_leads_back_to_the_classic_set(tmp_path: Path) -> None:
    attempts = [*classic_practice(), *present_practice()]
    async with home(tmp_path, attempts, framework=CLASSIC) as pilot:
        await press(pilot, "h")
        await until(pilot, ProgressScreen)
        await press(pilot, "5")
        drawing = drawn(pilot)
        assert line_of(drawing, "Partnering").endswith("2    2")
        assert "carried" not in drawing


async def test_the_table_lists_them_among_ones_own_and_each_opens(tmp_path: Path) -> None:
    async with home(tmp_path, [*classic_practice(), *present_practice()]) as pilot:
        await press(pilot, "h")
        await until(pilot, ProgressScreen)
        await press(pilot, "5", "t")
        screen = pilot.app.screen
        assert isinstance(screen, ProgressScreen)
        assert [a.framework for a in screen.table.attempts] == [CURRENT] * 3 + [CLASSIC] * 4
        lines = [line for line in shown(pilot.app).splitlines() if " opm-2006 " in line]
        assert [" no home" in line for line in lines] == [False, True, False, False]
        assert sum(" carried" in line for line in lines) == 3
        await press(pilot, *["down"] * 4, "enter")
        await until(pilot, ReviewScreen)
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert pilot.app.screen.attempt.question.competencies == ("partnering", "political-savvy")


async def test_one_ecq_has_its_own_competencies_and_only_what_came_to_them(tmp_path: Path) -> None:
    async with home(tmp_path, [*classic_practice(), *present_practice()]) as pilot:
        await press(pilot, "h")
        await until(pilot, ProgressScreen)
        await press(pilot, "5", "e", "e", "e")
        drawing = drawn(pilot)
        assert line_of(drawing, "Agility and Resilience").endswith("+2")
        assert not any(word in drawing for word in ("Civic", "no home here", "Innovation"))
        # A question on another ECQ may have asked for them.
        assert "never asked for" not in drawing
        assert "not in these      Technical Skill, Problem Solving, Agility" in drawing
        screen = pilot.app.screen
        assert isinstance(screen, ProgressScreen)
        await press(pilot, "t")
        assert {a.id for a in screen.table.attempts} == {a.id for a in classic_practice()[:2]}


async def test_of_a_long_history_none_is_said_to_be_missing(tmp_path: Path) -> None:
    many = [
        replace(attempt(n, CURRENT, EcqId("achieving-results"), ("innovation",)))
        for n in range(READ + 5)
    ]
    async with home(tmp_path, many) as pilot:
        await press(pilot, "h")
        await until(pilot, ProgressScreen)
        await press(pilot, "5")
        words = drawn(pilot)
        assert f"The newest {READ} answers" in words
        assert "never" not in words
        assert "not in these" in words


def carried(*told: AttemptSummary) -> Any:
    crosswalk = BANK.crosswalk(CLASSIC, CURRENT)
    assert crosswalk
    return carried_over(crosswalk, BANK.framework(CLASSIC), told)


OLD = [competency.id for competency in BANK.framework(CLASSIC).competencies]
OWN = [competency.id for competency in FRAMEWORK.competencies]


@settings(max_examples=60)
@given(
    width=st.integers(30, 140),
    own=st.lists(st.lists(st.sampled_from(OWN), min_size=1, max_size=3), max_size=30),
    old=st.lists(st.lists(st.sampled_from([*OLD, CompetencyId("gone")]), max_size=3), max_size=30),
    narrowed=st.sampled_from([None, *(ecq.id for ecq in FRAMEWORK.ecqs)]),
)
def test_no_line_is_wider_than_the_screen_and_every_count_is_told(
    width: int,
    own: list[list[CompetencyId]],
    old: list[list[CompetencyId]],
    narrowed: EcqId | None,
) -> None:
    mine = [replace(summary(n), competencies=tuple(aims)) for n, aims in enumerate(own)]
    theirs = [
        replace(summary(n, framework=CLASSIC), id=AttemptId(f"o{n}"), competencies=tuple(aims))
        for n, aims in enumerate(old)
    ]
    others = [carried(*theirs)] if theirs else []
    practice = competency_practice(FRAMEWORK, mine, others, narrowed)
    drawing = competencies_drawing(
        FRAMEWORK, practice, others, width, is_narrowed=narrowed is not None
    ).plain
    # A long word, such as an address, stands over rather than being torn apart.
    assert max(map(len, drawing.splitlines())) <= width
    lines = [line for line in drawing.splitlines() if line.startswith("  ")]
    for row in practice.rows:
        if width >= 100 and any(row.carried.values()):
            line = next(line for line in lines if line.startswith(f"  {row.competency.title} "))
            assert line.endswith(f" {row.answers or '·'}  {plus_words(row.carried)}")


def test_both_bases_stand_beside_each_other_without_colour() -> None:
    assert plus_words({Basis.REPORTED: 2, Basis.INFERRED: 1}) == "+2 +1 ours"
    assert plus_words({Basis.INFERRED: 3}) == "+3 ours"
    assert plus_words({}) == ""


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
@pytest.mark.parametrize("tint", TINTS.values())
def test_a_count_can_be_read_on_every_tint(theme: Theme, tint: str) -> None:
    _, name, share = tint.split()
    primary = resolved(theme, name.removeprefix("$"))
    below = resolved(theme, "background").blend(primary, float(share.removesuffix("%")) / 100)
    assert contrast(resolved(theme, "foreground"), below) >= 4.5


def test_how_the_competencies_look(tmp_path: Path, snap_compare: Any) -> None:
    """What counts first; the map below it, with +n at its right."""
    app = MockPanelApp(real_services(tmp_path, settings=Settings(framework=CURRENT)))
    for made in [*classic_practice(), *present_practice()]:
        app.services.attempts.save(made)

    async def ready(pilot: Pilot[int]) -> None:
        app.animation_level = "none"
        await until(pilot, HomeScreen)
        await press(pilot, "h")
        await until(pilot, ProgressScreen)
        await press(pilot, "5")
        await still(pilot)

    assert snap_compare(app, terminal_size=(80, 24), run_before=ready)
