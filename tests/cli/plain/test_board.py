"""A whole board in plain lines, on the real stores: lobby, supplementals, outcome, interrupted."""

from dataclasses import replace
from pathlib import Path

import pytest

from mock_panel.bootstrap.services import Services
from mock_panel.cli.plain.start import hold_session
from mock_panel.cli.session_choice import Wishes
from mock_panel.domain.attempts import added_sound
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.sessions import LOBBY_PHASE, SUPPLEMENTAL_PHASE
from mock_panel.domain.speech import Transcribed
from tests.cli.plain.scripted import Evening, KeepingRecorder, Step
from tests.tui.practising import STORY, real_services, typed_drill
from tests.tui.speaking import SpeakingMachine, heard, level

THIN = "We had some trouble with it, and then it was somehow better for all of us in the end there."
MORE = "I cut the budget by 2 million dollars myself."
WISHES = Wishes("opm-2025", (), "board", 1, "typed", voice=False, preparation=0)


def hold(services: Services, *steps: Step, is_terminal: bool = True) -> str:
    evening = Evening()
    hold_session(services, WISHES, evening.lines(*steps, is_terminal=is_terminal))
    return " ".join(evening.out)


def interrupt() -> None:
    raise KeyboardInterrupt


def answered(*texts: str) -> list[Step]:
    """The answers, each ended and not rated."""
    return [step for text in texts for step in (text, ".", "")]


@pytest.fixture
def services(tmp_path: Path) -> Services:
    return real_services(tmp_path)


def test_the_panel_asks_on_where_it_came_out_thin_and_nowhere_else(services: Services) -> None:
    told = answered(THIN, STORY, THIN, STORY, STORY)
    with pytest.raises(KeyboardInterrupt):
        hold(services, *told, "", MORE, ".", MORE, interrupt)
    [draft] = services.rehearsal.unfinished()
    assert (draft.phase, draft.text) == (SUPPLEMENTAL_PHASE, MORE)

    said = hold(services, "", ".", *[""] * 20)
    assert "An unfinished answer to a supplemental waits" in said
    assert "Supplemental, 20 minutes left for all of them." in said
    assert "in the lobby" not in said
    kept = services.rehearsal.answers_of(draft.session)
    supplemented = [a.position for a in kept if a.continuations]
    assert supplemented == [1, 3]
    bank = services.bank.load()
    for attempt in kept:
        asked = bank.question(attempt.question.id).supplementals
        assert [c.probe for c in attempt.continuations] == (
            list(asked) if attempt.position in supplemented else []
        )
    assert "Board outcome, unofficial: " in said
    assert said.count(", with 1 supplemental") == 2
    assert services.rehearsal.unfinished() == ()


def test_a_board_left_in_the_lobby_waits_there_and_may_be_given_up(services: Services) -> None:
    with pytest.raises(KeyboardInterrupt):
        hold(services, *answered(*[STORY] * 4, THIN), interrupt)
    [draft] = services.rehearsal.unfinished()
    assert draft.phase == LOBBY_PHASE
    services.rehearsal.discard(draft)
    assert services.rehearsal.unfinished() == ()
    assert len(services.rehearsal.answers_of(draft.session)) == 5


def test_killed_between_the_last_answer_and_the_lobby(services: Services) -> None:
    """The answer is stored; the draft still says that it is being given."""
    with pytest.raises(KeyboardInterrupt):
        hold(services, *answered(*[STORY] * 4), THIN, interrupt)
    [draft] = services.rehearsal.unfinished()
    session = services.rehearsal.resume(draft)
    assert session is not None
    session.end_answer()
    session.rate(None)
    services.rehearsal.submit(session)
    services.drafts.save(draft)
    services.drafts.release(draft.session)
    [left] = services.rehearsal.unfinished()
    assert (left.phase, left.text) == (LOBBY_PHASE, "")


def test_the_door_and_the_time_used_are_told(services: Services) -> None:
    said = hold(services, *answered(STORY, STORY), is_terminal=False)
    assert "The panel is seated." in said
    assert "supplementals where" not in said
    assert "0 seconds of 45 minutes used so far." in said


def test_a_spoken_board_hears_its_supplementals_and_gives_them_words_with_the_reviews(
    tmp_path: Path,
) -> None:
    evening = Evening()
    recorder = KeepingRecorder(recordings=evening.recordings)
    evening.machine = machine = SpeakingMachine(recorder=recorder)
    machine.transcriber.answer = Transcribed(heard(MORE))
    services = real_services(tmp_path, evening.clock)  # type: ignore[arg-type]  # the same hands
    services._made.update(machine.parts | {"recordings": evening.recordings})
    rehearsal = services.rehearsal
    setup = typed_drill(preset="board", mode=AnswerMode.SPOKEN)
    session, _ = rehearsal.start(setup)
    for seconds in (60, 400, 400, 400, 400):
        session.begin_answer()
        evening.clock.pass_seconds(seconds)
        session.end_answer()
        session.words_are_given("")
        session.rate(None)
        rehearsal.submit(session)
        session.next_question()
    rehearsal.leave(session)

    def talk(*steps: Step) -> str:
        wishes = replace(WISHES, mode="spoken")
        hold_session(services, wishes, evening.lines(*steps, is_terminal=True))
        return " ".join(evening.out)

    with pytest.raises(KeyboardInterrupt):
        talk("", "", evening.hears(level()), 40, interrupt)
    [draft] = rehearsal.unfinished()
    assert (draft.phase, draft.answer_seconds) == (SUPPLEMENTAL_PHASE, 40)
    services._made.update(machine.parts | {"recordings": evening.recordings})
    said = talk("", "", evening.hears(level()), 25, "", *[""] * 30)
    assert "Time 1 minute 5 seconds." in said
    assert "Left unanswered." not in said
    assert "The supplemental was: " in said
    first = rehearsal.answers_of(session.id)[0]
    assert recorder.names == [added_sound(first.id, 1)] * 2
    assert [(c.text, c.seconds) for c in first.continuations] == [(MORE, 65)]
    assert rehearsal.unfinished() == ()
