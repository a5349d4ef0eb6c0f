"""Practice that a candidate shows a mentor: after a yes, to read only, until it is taken back.

Each has the app open as themselves, in a real team's database.
"""

from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from mock_panel.bootstrap.services import Services
from mock_panel.domain.people import Person
from mock_panel.paths import Paths
from mock_panel.settings import Settings
from mock_panel.storage.attempts import SqlAttemptStore
from mock_panel.storage.stories import SqlStoryStore
from mock_panel.team_address import TeamAddress
from mock_panel.tui.screens.panel.panels import PanelsScreen
from mock_panel.tui.screens.panel.programme import ProgrammeScreen
from mock_panel.tui.screens.progress import ProgressScreen
from mock_panel.tui.screens.shown_practice import ShownReviewScreen
from mock_panel.tui.screens.stories.shown import ShownStoryScreen
from mock_panel.tui.widgets.one_line import OneLine
from tests.storage.sample_attempts import make_attempt
from tests.storage.sample_stories import link, make_story
from tests.team_fixtures import CAL, JORDAN, RUTH
from tests.tui.looking import LookingApp
from tests.tui.practising import settled, shown, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

pytestmark = pytest.mark.xdist_group("team")
ANSWER = make_attempt(0)


@pytest.fixture
def as_(people_of_team: TeamAddress, tmp_path: Path) -> "Iterator[Callable[[Person], Services]]":
    """The services of somebody; Jordan and Cal have given an answer each, Jordan has a story."""
    made: list[Services] = []

    def open_as(person: Person) -> Services:
        paths = Paths(tmp_path / person.id, replace(people_of_team, role=person.login))
        made.append(Services(paths, Settings(framework=ANSWER.question.framework)))
        return made[-1]

    for i, person in enumerate((JORDAN, CAL)):
        SqlAttemptStore(open_as(person)._database).save(make_attempt(i))
    SqlStoryStore(made[0]._database).save([make_story(0)], [link(ANSWER.id, make_story(0))])
    yield open_as
    for services in made:
        services.close_database()


@asynccontextmanager
async def opened(services: Services, screen: Screen[None]) -> "AsyncIterator[Pilot[int]]":
    app = LookingApp(services, screen)
    app.animation_level = "none"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot)
        yield pilot


async def press(pilot: Pilot[int], *keys: str) -> str:
    """What is seen when all that came of it has come."""
    await pilot.press(*keys)
    for _ in range(3):
        await settled(pilot)
    return shown(pilot.app)


async def test_a_candidate_shows_their_practice_and_a_mentor_reads_it(
    as_: "Callable[[Person], Services]",
) -> None:
    async with opened(as_(JORDAN), ProgressScreen()) as pilot:
        assert "sees nothing of your practice" in await press(pilot, "m")
        told = " ".join((await press(pilot, "enter")).split())
        assert "Ruth Okafor would read every answer of yours" in told
        assert "Your stories would be seen only if you say so." in told
        assert "sees nothing of your practice" in await press(pilot, "enter")
        async with opened(as_(RUTH), ProgrammeScreen()) as ruths:
            assert "p  " not in await press(ruths, "p")
            await press(pilot, "enter")
            assert "reads your answers without your stories" in await press(pilot, "y")
            await read_an_answer(ruths)
            await press(pilot, "enter")
            assert "reads your answers and your stories" in await press(pilot, "s")
            await read_a_story(ruths)
            assert "sees nothing of your practice" in await press(pilot, "x")
            assert "No story of Jordan Ellis, or they are shown no more." in await press(ruths, "f")
            assert "are shown no more" in await press(ruths, "escape")
            assert "practice" not in await press(ruths, "escape")
    assert as_(JORDAN).attempts.get(ANSWER.id) == ANSWER


async def test_who_may_see_no_panels_is_told_why_and_offered_none(
    as_: "Callable[[Person], Services]",
) -> None:
    async with opened(as_(JORDAN), PanelsScreen()) as pilot:
        told = " ".join((await press(pilot)).split())
        assert "You are on this team's list as a candidate: candidates see no panels." in told
        assert "mock-panel team report" in told
        assert "No panels yet" not in told
        assert "New panel" not in await press(pilot, "n", "enter")
        assert isinstance(pilot.app.screen, PanelsScreen)
    async with opened(as_(RUTH), PanelsScreen()) as pilot:
        told = " ".join((await press(pilot)).split())
        assert "No panels of yours yet." in told
        assert "enter set up a panel" in told
        assert "n New panel" in told


async def read_an_answer(pilot: Pilot[int]) -> None:
    """Of Jordan's, and back; every key that would change it does nothing."""
    await press(pilot, "escape")
    pilot.app.push_screen(ProgrammeScreen())
    assert "p  1 candidate shows you their practice" in await press(pilot)
    assert "Jordan Ellis, as shown to you: to read only" in await press(pilot, "p")
    seen = await press(pilot, "o", "4")
    assert "1 answer" in seen
    assert "shown no more" not in seen
    await press(pilot, "enter")
    await until(pilot, ShownReviewScreen)
    assert ANSWER.text.split(".")[0][:40] in await press(pilot)
    await press(pilot, *"aktnmwysux")
    assert isinstance(pilot.app.screen, ShownReviewScreen)
    await press(pilot, "escape", "escape")


async def read_a_story(pilot: Pilot[int]) -> None:
    """Of Jordan's, and stay there; every key that would change it does nothing."""
    await press(pilot, "escape")
    pilot.app.push_screen(ProgrammeScreen())
    await press(pilot)
    await press(pilot, "p")
    assert make_story(0).title in await press(pilot, "o")
    await press(pilot, "enter")
    await until(pilot, ShownStoryScreen)
    await press(pilot, *"pewrx")
    assert isinstance(pilot.app.screen, ShownStoryScreen)
    assert not pilot.app.screen.query_one(OneLine).is_open
