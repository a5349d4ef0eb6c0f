"""From the options to a session, on the real stores, with a microphone that does as it is told."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mock_panel.bootstrap.services import Services, build_services
from mock_panel.cli.plain.delivery import HEAD
from mock_panel.cli.plain.start import hold_session
from mock_panel.cli.session_choice import Wishes
from mock_panel.domain.attempts import Attempt
from mock_panel.domain.speech import Transcribed
from mock_panel.paths import Paths
from tests.cli.plain.scripted import Evening, Step, until
from tests.tui.speaking import SpeakingMachine, heard, level

STORY = (
    "I met each manager alone and wrote down what both of them wanted. "
    "I moved the intake desk under one of them and told the staff why."
)
OWN = "I wrote it down myself, and the backlog fell."


@pytest.fixture
def machine() -> SpeakingMachine:
    machine = SpeakingMachine()
    machine.transcriber.answer = Transcribed(heard(STORY))
    return machine


@pytest.fixture
def services(tmp_path: Path, machine: SpeakingMachine) -> Services:
    services = build_services(Paths(tmp_path / "home"))
    services._made.update(machine.parts)
    return services


def wishes(preset: str = "drill", mode: str = "spoken") -> Wishes:
    return Wishes("opm-2025", ("leading-people",), preset, 1, mode, voice=False, preparation=0)


def hold(services: Services, *steps: Step, is_terminal: bool = True, preset: str = "drill") -> str:
    """A session; gives all that was said in it."""
    evening = Evening()
    hold_session(services, wishes(preset), evening.lines(*steps, is_terminal=is_terminal))
    return " ".join(evening.out)


def speaks(machine: SpeakingMachine) -> Callable[[], None]:
    """Says something, and has been heard."""

    def speak() -> None:
        machine.recorder.hear(level())
        until(machine.recorder._news.empty)

    return speak


def stored(services: Services) -> list[Attempt]:
    return list(services.attempts.attempts())


def interrupt() -> None:
    raise KeyboardInterrupt


def test_an_answer_at_a_terminal_is_recorded(services: Services, machine: SpeakingMachine) -> None:
    said = hold(services, speaks(machine), 2, "", "", "", "")
    [attempt] = stored(services)
    assert machine.recorder.names == [attempt.id]
    assert (attempt.text, attempt.spoken is not None) == (STORY, True)
    assert HEAD in said


def test_a_start_erases_what_is_older_than_the_user_keeps_it(services: Services) -> None:
    asked: list[datetime] = []
    services.recordings.erase_older = asked.append  # type: ignore[method-assign,assignment]
    hold(services, "", is_terminal=False)
    assert [services.now() - each >= timedelta(days=90) for each in asked] == [True]


def test_a_pipe_is_never_recorded(services: Services, machine: SpeakingMachine) -> None:
    hold(services, "", "microphone?", "", "", OWN, ".", is_terminal=False)
    assert machine.recorder.names == []
    [attempt] = stored(services)
    assert (attempt.text, attempt.note, attempt.spoken) == (OWN, "microphone?", None)


def test_words_of_a_stored_answer_that_were_begun_are_gone_on_with(
    services: Services, machine: SpeakingMachine
) -> None:
    machine.transcriber.answer = Transcribed(None, "the recogniser crashed")
    with pytest.raises(KeyboardInterrupt):
        hold(services, speaks(machine), 2, "", "", "", "", "w", OWN, interrupt)
    said = hold(services, "", "And it stayed so.", ".", "", "n", "")
    assert "The words of an answer that is stored wait to be finished" in said
    assert f"Your words so far: {OWN}" in said
    assert "Saved: the words of the answer, " in said
    [attempt] = stored(services)
    assert attempt.text == f"{OWN}\nAnd it stayed so."
    assert HEAD in said
    assert services.rehearsal.unfinished() == ()


def test_the_review_after_a_resumed_probe_says_how_the_answer_was_said(
    services: Services, machine: SpeakingMachine
) -> None:
    with pytest.raises(KeyboardInterrupt):
        hold(services, speaks(machine), 2, "", "", "", "", "y", OWN, interrupt)
    said = hold(services, "", ".", "n")
    assert "An unfinished answer to a probe waits" in said
    assert HEAD in said


@pytest.fixture
def left_board(services: Services, machine: SpeakingMachine) -> Services:
    """A board that was left when the words were asked for."""
    answer: list[Step] = [speaks(machine), 1, "", ""]
    with pytest.raises(KeyboardInterrupt):
        # The wait in the lobby is ended, and every supplemental left unanswered.
        hold(services, *answer * 5, "", *["."] * 5, interrupt, preset="board")
    assert [a.text for a in stored(services)] == [""] * 5
    return services


def test_the_words_of_a_board_can_be_given_at_the_next_start(left_board: Services) -> None:
    said = hold(left_board, "y", *["", "n", ""] * 5)
    assert "5 answers of your last board were recorded and have no words yet." in said
    assert said.count("Saved: the words of the answer, level") == 5
    assert [a.text for a in stored(left_board)] == [STORY] * 5


def test_who_does_not_want_to_give_them_gets_a_new_question(left_board: Services) -> None:
    said = hold(left_board, "")
    assert "have no words yet" in said
    assert "Question 1 of 1." in said
    assert "no words yet" not in hold(left_board, OWN, ".", is_terminal=False)
