"""The story bank as it is used: written down, laid out, kept of an answer, suggested, told."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Static

from mock_panel.bootstrap.services import Services
from mock_panel.domain.attempts import AskedQuestion
from mock_panel.domain.ids import PresetId, QuestionId
from mock_panel.domain.parts import Part
from mock_panel.domain.stories import NEVER_TOLD, Executive, LinkedBy, Story, When
from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.screens.home import HomeScreen
from mock_panel.tui.screens.notice import NoticeScreen
from mock_panel.tui.screens.question import QuestionScreen
from mock_panel.tui.screens.review import ReviewScreen
from mock_panel.tui.screens.stories.choosing import ChooseScreen
from mock_panel.tui.screens.stories.competencies import CompetenciesScreen
from mock_panel.tui.screens.stories.edit import EditScreen
from mock_panel.tui.screens.stories.list_view import list_heading
from mock_panel.tui.screens.stories.matrix import MatrixScreen
from mock_panel.tui.screens.stories.shelf import gather_shelf
from mock_panel.tui.screens.stories.stories import StoriesScreen
from mock_panel.tui.screens.stories.story import StoryScreen
from tests.storage.sample_stories import CLASSIC, bare, make_story
from tests.storage.sample_stories import shown as shows
from tests.tui.practising import (
    STORY,
    TestClock,
    press,
    real_services,
    settled,
    shown,
    still,
    typed_drill,
    until,
    write,
)
from tests.tui.test_review_screen import answered


def shelf(services: Services) -> list[Story]:
    """Three stories: one current, one old and carried over, one below executive level."""
    fleet = replace(
        make_story(0),
        title="Idle fleet leases",
        when=When(2023),
        executive=Executive.YES,
        competencies=shows("fiscal-responsibility", "managing-resources"),
    )
    merger = replace(
        bare(1, "Merger of two offices", *shows("flexibility", framework=CLASSIC)),
        when=When(2012, 5),
    )
    hiring = replace(
        bare(2, "A faster way to hire", *shows("fiscal-responsibility")), executive=Executive.NO
    )
    stories = [fleet, merger, hiring]
    services.stories.store.save(stories)
    return stories


async def fill(pilot: Pilot[int], text: str) -> None:
    """Put words into the line that has the focus, as a paste would."""
    line = pilot.app.focused
    assert isinstance(line, Input)
    line.insert_text_at_cursor(text)
    await pilot.pause()


async def ask(app: MockPanelApp, pilot: Pilot[int], **setup: Any) -> QuestionScreen:
    """The question about money that was stopped."""
    rehearsal = app.services.rehearsal
    question = rehearsal.bank.question(QuestionId("de-stop-spending"))
    session = rehearsal.start_with(typed_drill(**setup), AskedQuestion.of(question))
    await until(pilot, HomeScreen)
    screen = QuestionScreen(session)
    await app.push_screen(screen)
    await until(pilot, QuestionScreen)
    return screen


async def test_what_is_typed_behind_a_step_to_the_next_field_is_in_that_field(
    tmp_path: Path,
) -> None:
    app = MockPanelApp(real_services(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        await press(pilot, "s")
        await until(pilot, StoriesScreen)
        await press(pilot, "n", *"Fleet", "enter")
        await until(pilot, EditScreen)
        burst = ["end", "s", "down", *"2019", "tab", *"GS", "tab", *"12", "down", "down", "right",
                 "down", "right"]  # fmt: skip
        for key in burst:
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        await press(pilot, "ctrl+s")
        await until(pilot, StoriesScreen)
        (story,) = app.services.stories.store.all()
    assert (story.title, story.when, story.grade) == ("Fleets", When(2019), "GS")
    assert (story.scope.people, story.executive) == (12, Executive.YES)
    assert story.scope.reach is not None


async def test_a_story_is_written_by_hand_and_on_the_disk_before_the_form_is_left(
    tmp_path: Path,
) -> None:
    clock = TestClock()
    app = MockPanelApp(real_services(tmp_path, clock))
    stories = app.services.stories
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        await press(pilot, "s")
        await until(pilot, StoriesScreen)
        assert "No story yet" in shown(app)
        await press(pilot, "n", *"Fleet", "enter")
        await until(pilot, EditScreen)
        await press(pilot, "tab", *"2019-13")
        assert "neither a year" in shown(app)
        await press(pilot, *["backspace"] * 3, "tab", "tab", *"1,200", "tab", *"2.4M")
        editor = app.screen.query_one("#action")
        editor.focus()
        await pilot.pause()
        await write(pilot, "pulled every log\nmet each head")
        clock.pass_seconds(2.1)
        await pilot.pause(0.6)
        await settled(pilot)
        (story,) = stories.store.all()
        assert (story.title, story.when, story.scope.people) == ("Fleet", When(2019), 1200)
        assert str(story.scope.money) == "$2.4 million"
        assert story.prompts[Part.ACTION] == ("pulled every log", "met each head")
        # No time passes: leaving alone brings the last letters to the disk.
        await write(pilot, " in person")
        app.screen.query_one("#shows").focus()
        await pilot.pause()
        await press(pilot, "enter")
        await until(pilot, CompetenciesScreen)
        await press(pilot, "space", "escape")
        await until(pilot, EditScreen)
        await press(pilot, "escape")
        await until(pilot, StoriesScreen)
        (story,) = stories.store.all()
        assert story.prompts[Part.ACTION][1] == "met each head in person"
        assert [s.framework for s in story.competencies] == ["opm-2025"]
        await press(pilot, "enter", "x")
        await until(pilot, NoticeScreen)
        await press(pilot, "x")
        await until(pilot, StoriesScreen)
        assert not stories.store.all()
        assert "No story yet" in shown(app)


async def test_what_is_typed_when_the_app_is_closed_is_stored(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    story = shelf(services)[0]
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        await app.push_screen(EditScreen(story, services.bank.load()))
        await until(pilot, EditScreen)
        await pilot.press("end", "!", "ctrl+q")
    again = services.stories.store.get(story.id)
    assert again is not None
    assert again.title == "Idle fleet leases!"


async def test_a_story_is_read_practised_and_its_card_written(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    shelf(services)
    app = MockPanelApp(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, HomeScreen)
        await press(pilot, "s")
        await until(pilot, StoriesScreen)
        listed = shown(app)
        assert "older than 10 years" in listed
        assert "below executive level" in listed
        await press(pilot, "down", "enter")
        await until(pilot, StoryScreen)
        assert "carried over from" in shown(app)
        await press(pilot, "escape", "up", "enter")
        await until(pilot, StoryScreen)
        await press(pilot, "w")
        card = tmp_path / "card.html"
        await fill(pilot, str(card))
        await press(pilot, "enter")
        assert "Idle fleet leases" in card.read_text()
        await press(pilot, "p")
        await until(pilot, ChooseScreen)
        await press(pilot, "enter")
        await until(pilot, QuestionScreen)
        assert isinstance(app.screen, QuestionScreen)
        asked = app.screen.session.question
        assert {"fiscal-responsibility", "managing-resources"} & set(asked.competencies)


@pytest.mark.parametrize(
    ("times", "heading"), [(0, "1 story, not told so far"), (2, "1 story, told already")]
)
def test_a_single_story_is_told_or_not(times: int, heading: str, tmp_path: Path) -> None:
    services = real_services(tmp_path)
    story = shelf(services)[0]
    counts = {story.id: replace(NEVER_TOLD, times=times)}
    alone = replace(gather_shelf(services), stories=(story,), counts=counts)
    assert list_heading(alone, 1, "").plain == heading


async def test_stories_are_found_by_words_as_they_are_typed(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    shelf(services)
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        await press(pilot, "s")
        await until(pilot, StoriesScreen)
        screen = app.screen
        assert isinstance(screen, StoriesScreen)
        await press(pilot, "slash", *"hire fa")
        assert "1 of 3 stories has “hire fa”" in shown(app)
        assert screen.options.option_count == 1
        await press(pilot, "enter", "enter")
        await until(pilot, StoryScreen)
        assert "A faster way to hire" in shown(app)
        await press(pilot, "escape")
        await until(pilot, StoriesScreen)
        await press(pilot, "slash", *"zebra")
        assert "0 of 3 stories have" in shown(app)
        await press(pilot, "escape")
        assert screen.options.option_count == 3
        await press(pilot, "escape")
        await until(pilot, HomeScreen)


async def test_the_matrix_names_gaps_and_wear_and_turns_to_ecqs(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    shelf(services)
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        await app.push_screen(MatrixScreen())
        await until(pilot, MatrixScreen)
        await settled(pilot)
        assert "gap" in shown(app)
        await press(pilot, "t")
        aloud = str(app.screen.query_one("#words", Static).render())
        assert "Merger of two offices: never told, older than 10 years" in aloud
        assert "no story shows it, a gap" in aloud
        await press(pilot, "t", "e")
        assert "3 A faster way" in shown(app)
        assert "Achieving" in shown(app), "all five ECQs stand beside each other"
        await press(pilot, "down", "enter")
        await until(pilot, StoryScreen)
        assert "Merger of two offices" in shown(app)


async def test_an_answer_is_kept_as_a_story_and_the_next_one_is_recognised(
    tmp_path: Path,
) -> None:
    services = real_services(tmp_path)
    app = MockPanelApp(services)
    first, second, other = (
        answered(services, text)
        for text in (STORY, STORY, "I think that leading people is about listening to them well.")
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, HomeScreen)
        await app.push_screen(ReviewScreen.of_stored(first))
        await until(pilot, ReviewScreen)
        assert "Was this" not in shown(app)
        await press(pilot, "k")
        await until(pilot, EditScreen)
        assert not services.stories.store.all()
        await fill(pilot, " (fleet)")
        await press(pilot, "ctrl+s")
        await until(pilot, ReviewScreen)
        (story,) = services.stories.store.all()
        assert story.title.endswith(" (fleet)")
        assert services.stories.told_by(first.id) == (story,)
        await press(pilot, "escape")
        await app.push_screen(ReviewScreen.of_stored(second))
        await until(pilot, ReviewScreen)
        assert "Was this" in shown(app)
        assert not services.stories.told_by(second.id)
        await press(pilot, "y")
        (link,) = services.stories.store.links_of([second.id])
        assert (link.story, link.how) == (story.id, LinkedBy.GUESSED)
        await press(pilot, "s", "end", "enter")
        await until(pilot, ReviewScreen)
        assert not services.stories.told_by(second.id)
        await press(pilot, "escape")
        await app.push_screen(ReviewScreen.of_stored(other))
        await until(pilot, ReviewScreen)
        assert "Was this" not in shown(app)
        await press(pilot, "escape")
        await until(pilot, HomeScreen)
        assert "Stories 1 of 1 used" in shown(app)


async def test_a_question_suggests_stories_beside_the_outline_but_never_at_a_board(
    tmp_path: Path,
) -> None:
    services = real_services(tmp_path)
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(app, pilot)
        await press(pilot, "f2")
        assert "because it shows" not in shown(app)
        await press(pilot, "escape", "l")
        await until(pilot, HomeScreen)
        shelf(services)
        await ask(app, pilot)
        assert "because it shows" not in shown(app)
        await press(pilot, "f2")
        assert "Idle fleet leases: because it shows" in shown(app)
        await press(pilot, "f8")
        assert "140 vehicles idle four days in five" in shown(app)
        await press(pilot, "f8", "f8", "f2")
        assert "Idle fleet leases" not in shown(app)
        await press(pilot, "escape", "l")
        await until(pilot, HomeScreen)
        await ask(app, pilot, preset=PresetId("board"))
        await press(pilot, "f2")
        assert "Idle fleet leases" not in shown(app)


async def test_a_question_drawn_by_need_says_why_and_still_does_when_it_is_gone_on_with(
    tmp_path: Path,
) -> None:
    app = MockPanelApp(real_services(tmp_path), typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, QuestionScreen)
        [why] = [line for line in shown(app).splitlines() if "drawn because you" in line]
        await write(pilot, "I closed it.")
        await press(pilot, "escape", "l")
        await until(pilot, HomeScreen)
        await press(pilot, "enter", "enter")
        await until(pilot, QuestionScreen)
        assert why in shown(app).splitlines()


@pytest.mark.parametrize("screen", [StoriesScreen, MatrixScreen])
def test_how_stories_look(screen: type[StoriesScreen], tmp_path: Path, snap_compare: Any) -> None:
    services = real_services(tmp_path)
    shelf(services)
    app = MockPanelApp(services)

    async def ready(pilot: Pilot[int]) -> None:
        await until(pilot, HomeScreen)
        await app.push_screen(screen())
        await until(pilot, screen)
        await still(pilot)

    assert snap_compare(app, terminal_size=(80, 24), run_before=ready)
