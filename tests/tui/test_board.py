"""A board in the app: the door, the lobby, a supplemental that is left and gone on with."""

from pathlib import Path

from textual.pilot import Pilot

from mock_panel.domain.sessions import SUPPLEMENTAL_PHASE
from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.screens.home import HomeScreen
from mock_panel.tui.screens.lobby import DELIBERATES_SECONDS
from mock_panel.tui.screens.question import QuestionScreen
from mock_panel.tui.screens.review import ReviewScreen
from tests.tui.practising import (
    STORY,
    TestClock,
    answer_in_turn,
    real_services,
    shown,
    typed_drill,
    until,
    write,
)

THIN = "We had some trouble with it, and then it was somehow better for all of us in the end there."
MORE = "I cut the budget by 2 million dollars myself."


async def leave(pilot: Pilot[int]) -> None:
    """A board does not pause, but it can be left."""
    await pilot.press("escape")
    await until(pilot, "NoticeScreen")
    await pilot.press("l")
    await until(pilot, HomeScreen)
    await pilot.pause(0.1)
    await until(pilot, HomeScreen)


async def test_a_board_from_the_door_to_the_report(tmp_path: Path) -> None:
    clock = TestClock()
    services = real_services(tmp_path, clock)
    app = MockPanelApp(services, typed_drill(preset="board"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, "BoardEntryScreen")
        assert "The panel is seated." in shown(app)
        await answer_in_turn(app, pilot, STORY, clock=clock)
        await until(pilot, QuestionScreen)
        await leave(pilot)
        clock.pass_seconds(90)
        await pilot.press("enter")
        await until(pilot, "NoticeScreen")
        await pilot.press("enter")
        await until(pilot, QuestionScreen)
        await pilot.pause(0.2)
        assert "question 2 of 5 · 1:00 of 45:00" in shown(app)
        await answer_in_turn(app, pilot, THIN, STORY, STORY, STORY, clock=clock)
        await until(pilot, "LobbyScreen")
        assert "asks for more" not in shown(app)
        clock.pass_seconds(DELIBERATES_SECONDS)
        await pilot.pause(0.6)
        assert "asks for more on Driving Efficiency: 1 supplemental, 20 minutes" in shown(app)
        await pilot.press("enter")
        await until(pilot, "SupplementalScreen")
        clock.pass_seconds(65)
        await write(pilot, MORE)
        await pilot.pause(0.2)
        assert "1:05 of 20:00" in shown(app)
        await leave(pilot)
        [draft] = services.rehearsal.unfinished()
        assert (draft.phase, draft.text) == (SUPPLEMENTAL_PHASE, MORE)
        await pilot.press("enter")
        await until(pilot, "SupplementalScreen")
        await pilot.press("ctrl+s")
        await until(pilot, "SessionEndScreen")
        assert "Board outcome, unofficial" in shown(app)
        assert "with 1 supplemental" in shown(app)
        await pilot.press("enter")
        await until(pilot, ReviewScreen)
        await pilot.press("escape")
        await until(pilot, "SessionEndScreen")
        await pilot.press("n")
        await until(pilot, HomeScreen)
    assert services.rehearsal.unfinished() == ()
    kept = services.rehearsal.answers_of(draft.session)
    assert len({attempt.question.ecq for attempt in kept}) == 5
    [supplemented] = [attempt for attempt in kept if attempt.continuations]
    assert (supplemented.text, supplemented.continuations[0].text) == (THIN, MORE)


async def test_a_board_that_was_left_is_named_before_it_is_discarded(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    app = MockPanelApp(services, typed_drill(preset="board"))
    async with app.run_test(size=(80, 24)) as pilot:
        await answer_in_turn(app, pilot, STORY)
        await until(pilot, QuestionScreen)
        assert "esc Leave" in shown(app)
        await leave(pilot)
        assert "Qualifications board, question 2 of 5" in shown(app)
        await pilot.press("d")
        await until(pilot, "NoticeScreen")
        asked = " ".join(shown(app).replace("▌", " ").split())
        assert "Discard the unfinished session?" in asked
        assert "Qualifications board, question 2 of 5" in asked
        assert "would end here, with questions 2 to 5 unanswered." in asked
        assert "The answers you gave stay in your history." in asked
        await pilot.press("d")
        await until(pilot, HomeScreen)
    assert services.rehearsal.unfinished() == ()
    assert len(list(services.attempts.attempts())) == 1


async def test_a_supplemental_that_was_left_is_named_before_it_is_discarded(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    app = MockPanelApp(services, typed_drill(preset="board"))
    async with app.run_test(size=(80, 24)) as pilot:
        await answer_in_turn(app, pilot, STORY, THIN, STORY, STORY, STORY)
        await until(pilot, "LobbyScreen")
        await pilot.press("enter", "enter")
        await until(pilot, "SupplementalScreen")
        await write(pilot, MORE)
        await leave(pilot)
        [draft] = services.rehearsal.unfinished()
        assert draft.note in " ".join(shown(app).split())
        await pilot.press("d")
        await until(pilot, "NoticeScreen")
        asked = " ".join(shown(app).replace("▌", " ").split())
        assert "Discard the unfinished answer to a supplemental?" in asked
        assert draft.note in asked
        assert "The board would end here; its answers stay in your history." in asked


async def test_who_turns_round_at_the_door_leaves_nothing(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    app = MockPanelApp(services, typed_drill(preset="board"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, "BoardEntryScreen")
        await pilot.press("escape")
        await until(pilot, HomeScreen)
    assert services.rehearsal.unfinished() == ()
