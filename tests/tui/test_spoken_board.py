"""The supplementals of a spoken board: asked aloud, recorded, left, gone on with, worded later."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from textual.pilot import Pilot

from mock_panel.bootstrap.services import Services
from mock_panel.domain.attempts import AttemptStatus, added_sound
from mock_panel.domain.ids import AttemptId
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.sessions import SUPPLEMENTAL_PHASE, SUPPLEMENTAL_WORDS_PHASE
from mock_panel.domain.speech import Transcribed
from mock_panel.practice.session import PracticeSession
from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.screens.home import HomeScreen
from mock_panel.tui.screens.supplemental import SupplementalScreen
from tests.tui.looking import NotedSpeaker
from tests.tui.practising import (
    STORY,
    TestClock,
    real_services,
    settled,
    shown,
    typed_drill,
    until,
    write,
)
from tests.tui.speaking import SpeakingMachine, heard, level
from tests.tui.test_board import leave

MORE = "I cut the budget by 2 million dollars myself."
SHORT, LONG = 60, 400
"""Seconds: below and within the band of a board."""


@dataclass
class Evening:
    """A spoken board whose five are answered; the panel asks on about the short ones."""

    home: Path
    machine: SpeakingMachine = field(default_factory=SpeakingMachine)
    clock: TestClock = field(default_factory=TestClock)
    services: Services = field(init=False)
    session: PracticeSession = field(init=False)

    def __post_init__(self) -> None:
        self.services = real_services(self.home, self.clock)
        self.plug_in()

    def plug_in(self) -> None:
        """Whoever leaves lets go of the microphone; it is the same one afterwards."""
        self.services._made.update(self.machine.parts)

    def answer_the_five(self, *seconds: int) -> None:
        setup = typed_drill(preset="board", mode=AnswerMode.SPOKEN, voice=True)
        rehearsal = self.services.rehearsal
        self.session, _ = rehearsal.start(setup)
        for each in seconds:
            self.session.begin_answer()
            self.clock.pass_seconds(each)
            self.session.word_was_given()
            self.session.end_answer()
            self.session.words_are_given("")
            self.session.rate(None)
            rehearsal.submit(self.session)
            self.session.next_question()
        rehearsal.leave(self.session)

    def attempt(self, position: int) -> AttemptId:
        return self.services.rehearsal.answers_of(self.session.id)[position - 1].id


@pytest.fixture
def evening(tmp_path: Path) -> Evening:
    return Evening(tmp_path)


async def words(pilot: Pilot[int], text: str) -> None:
    """Wait until the screen shows something; the recorder is a thread."""
    for _ in range(1000):
        if " ".join(text.split()) in " ".join(shown(pilot.app).split()):
            return
        await pilot.pause(0.02)
    raise AssertionError(f"{text!r} did not come:\n{shown(pilot.app)}")


async def to_the_supplementals(pilot: Pilot[int]) -> SupplementalScreen:
    await until(pilot, HomeScreen)
    await pilot.press("enter")
    for _ in range(600):
        if type(pilot.app.screen).__name__ == "LobbyScreen":
            await pilot.press("enter")
        if isinstance(pilot.app.screen, SupplementalScreen):
            break
        await pilot.pause(0.02)
    screen = pilot.app.screen
    assert isinstance(screen, SupplementalScreen)
    return screen


async def give_words(pilot: Pilot[int], evening: Evening, thin: AttemptId) -> None:
    """From the report to the review, its words and those of the supplemental, and home."""
    await pilot.press("enter")
    await until(pilot, "ReviewScreen")
    evening.machine.recordings.found[thin] = evening.machine.recorder.sound()
    evening.machine.recordings.found[added_sound(thin, 1)] = evening.machine.recorder.sound()
    evening.machine.transcriber.answer = Transcribed(heard(STORY))
    await pilot.press("w")
    await until(pilot, "QuestionScreen")
    await words(pilot, "Correct the words")
    evening.machine.transcriber.answer = Transcribed(heard(MORE))
    await pilot.press("ctrl+s")
    await until(pilot, "AddedWordsScreen")
    await words(pilot, MORE)
    await pilot.press("ctrl+s")
    await until(pilot, "ReviewScreen")
    await words(pilot, MORE)
    await pilot.press("escape")
    await until(pilot, "SessionEndScreen")
    await pilot.press("n")
    await until(pilot, HomeScreen)


async def test_a_supplemental_is_asked_and_answered_aloud_and_worded_with_its_review(
    evening: Evening,
) -> None:
    evening.answer_the_five(SHORT, LONG, LONG, LONG, LONG)
    thin = evening.attempt(1)
    sound = added_sound(thin, 1)
    machine, services = evening.machine, evening.services
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_the_supplementals(pilot)
        await words(pilot, "listening: Desk microphone")
        speaker = services.speaker
        assert isinstance(speaker, NotedSpeaker)
        assert speaker.said == [screen.session.question.text]
        machine.recorder.hear(level())
        evening.clock.pass_seconds(65)
        await words(pilot, "1:05 of 20:00")
        await leave(pilot)
        [draft] = services.rehearsal.unfinished()
        assert (draft.phase, draft.answer_seconds) == (SUPPLEMENTAL_PHASE, 65)
        assert draft.first_word_seconds is not None

        evening.plug_in()
        screen = await to_the_supplementals(pilot)
        await words(pilot, "listening: Desk microphone")
        assert machine.recorder.names == [sound, sound]
        evening.clock.pass_seconds(10)
        await pilot.press("ctrl+s")
        await until(pilot, "SessionEndScreen")
        [first, *_] = services.rehearsal.answers_of(evening.session.id)
        assert [(c.text, c.seconds) for c in first.continuations] == [("", 75)]
        assert first.status is AttemptStatus.TIMED

        await give_words(pilot, evening, thin)
    worded = services.attempts.get(thin)
    assert worded is not None
    assert worded.full_text == f"{STORY}\n\n{MORE}"
    assert worded.report is not None
    assert services.rehearsal.unfinished() == ()


async def test_without_a_microphone_it_is_timed_and_its_words_are_typed(evening: Evening) -> None:
    evening.answer_the_five(LONG, SHORT, LONG, LONG, LONG)
    machine, services = evening.machine, evening.services
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_the_supplementals(pilot)
        await words(pilot, "listening: Desk microphone")
        evening.clock.pass_seconds(20)
        machine.recorder.lose("The microphone was unplugged")
        await words(pilot, "was unplugged. The clock goes on")
        assert "Speaking. Press space when you have finished." in shown(app)
        evening.clock.pass_seconds(30)
        await pilot.press("space")
        await settled(pilot)
        screen.editor.clear()
        await write(pilot, MORE)
        await leave(pilot)
        [draft] = services.rehearsal.unfinished()
        assert (draft.phase, draft.text) == (SUPPLEMENTAL_WORDS_PHASE, MORE)
        evening.plug_in()
        screen = await to_the_supplementals(pilot)
        await words(pilot, MORE)
        assert screen.session.answer_seconds == 50
        await pilot.press("ctrl+s")
        await until(pilot, "SessionEndScreen")
    second = services.rehearsal.answers_of(evening.session.id)[1]
    assert [(c.text, c.seconds) for c in second.continuations] == [(MORE, 50)]
