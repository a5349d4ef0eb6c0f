"""Spoken answers in the app: recorded, written down, corrected, listened to."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mock_panel.bootstrap.services import Services
from mock_panel.domain.attempts import AttemptStatus
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.speech import (
    Recorded,
    RecorderEvent,
    Rung,
    SoundMissing,
    SpeechReach,
    Transcribed,
)
from mock_panel.practice.microphone_watch import CLIPPING, MISSING, SILENT
from mock_panel.practice.session import Phase
from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.screens.home import HomeScreen
from mock_panel.tui.screens.rating import RatingScreen
from mock_panel.tui.screens.review import ReviewScreen
from tests.tui.practising import (
    STORY,
    TestClock,
    open_question,
    real_services,
    settled,
    shown,
    typed_drill,
    until,
    write,
)
from tests.tui.speaking import ROUGH, ScriptedRecorder, SpeakingMachine, heard, level

PATIENCE = 1000
"""Looks at the screen; a test that passes needs a few."""
SPOKEN = typed_drill(mode=AnswerMode.SPOKEN)


def speaking(home: Path, machine: SpeakingMachine, clock: TestClock | None = None) -> Services:
    services = real_services(home, clock)
    services._made.update(machine.parts)
    return services


async def words(pilot: object, app: MockPanelApp, text: str) -> None:
    """Wait until the screen shows something; recorder and transcriber are threads."""
    for _ in range(PATIENCE):
        told = " ".join(n.message for n in app._notifications)
        if " ".join(text.split()) in " ".join(f"{shown(app)} {told}".split()):
            return
        await pilot.pause(0.02)  # type: ignore[attr-defined]  # a Pilot
    raise AssertionError(f"{text!r} did not come:\n{shown(app)}")


async def test_from_speaking_to_a_scored_answer(tmp_path: Path) -> None:
    machine, clock = SpeakingMachine(), TestClock()
    machine.transcriber.answer = Transcribed(heard(STORY))
    services = speaking(tmp_path, machine, clock)
    app = MockPanelApp(services, SPOKEN)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await words(pilot, app, "listening: Desk microphone")
        assert "Press ctrl+s when you have finished" in shown(app)
        clock.pass_seconds(3)
        machine.recorder.hear(level(speaking=False), level())
        await words(pilot, app, "good")
        assert screen.session.first_word == 3
        clock.pass_seconds(130)
        await pilot.press("ctrl+s")
        await words(pilot, app, "As Parakeet TDT 0.6b v2 heard it. Correct the words")
        assert screen.editor.text == STORY
        screen.editor.text = STORY.replace("2023", "2022")
        await pilot.press("ctrl+s")
        await until(pilot, RatingScreen)
        await pilot.press("escape")
        await until(pilot, ReviewScreen)
        assert "1 pause of half a second or more" in shown(app)
        app.screen.query_one("#ratings").scroll_visible(animate=False)
        await words(pilot, app, "words as Parakeet TDT 0.6b v2 heard them; corrected by you")
        await pilot.press("escape")
        await until(pilot, HomeScreen)
    (kept,) = services.attempts.attempts()
    assert kept.text == STORY.replace("2023", "2022")
    assert kept.status is AttemptStatus.SCORED
    assert kept.spoken
    assert kept.spoken.transcript == heard(STORY)
    assert kept.spoken.recording.name == kept.id == machine.recorder.names[0]


async def test_a_rough_recogniser_is_not_scored_unread(tmp_path: Path) -> None:
    machine = SpeakingMachine()
    machine.transcriber.answer = Transcribed(heard(STORY, ROUGH))
    app = MockPanelApp(speaking(tmp_path, machine), SPOKEN)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await words(pilot, app, "listening")
        await pilot.press("ctrl+s")
        await words(pilot, app, "a rough recogniser: much will be wrong")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert screen.session.phase is Phase.WORDS
        await words(pilot, app, "unread. Correct them")
        await pilot.press("ctrl+s")
        await until(pilot, RatingScreen)


async def test_corrected_words_of_a_rough_recogniser_need_no_second_key(tmp_path: Path) -> None:
    machine = SpeakingMachine()
    machine.transcriber.answer = Transcribed(heard(STORY, ROUGH))
    app = MockPanelApp(speaking(tmp_path, machine), SPOKEN)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await words(pilot, app, "listening")
        await pilot.press("ctrl+s")
        await words(pilot, app, "much will be wrong")
        screen.editor.text = STORY + " It has."
        await pilot.press("ctrl+s")
        await until(pilot, RatingScreen)


async def test_words_may_be_left_out(tmp_path: Path) -> None:
    machine = SpeakingMachine()
    services = speaking(tmp_path, machine)
    app = MockPanelApp(services, SPOKEN)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        await words(pilot, app, "listening")
        await pilot.press("ctrl+s")
        await words(pilot, app, "heard it")
        await pilot.press("f4")
        await until(pilot, RatingScreen)
        await pilot.press("escape")
        await until(pilot, ReviewScreen)
    (kept,) = services.attempts.attempts()
    assert kept.status is AttemptStatus.TIMED
    assert kept.spoken


async def test_nobody_waits_for_the_recogniser(tmp_path: Path) -> None:
    machine = SpeakingMachine()
    machine.transcriber.waits = True
    app = MockPanelApp(speaking(tmp_path, machine), SPOKEN)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        await words(pilot, app, "listening")
        await pilot.press("ctrl+s")
        await words(pilot, app, "Writing down what you said: 40%")
        await write(pilot, STORY)
        await pilot.press("ctrl+s")
        await until(pilot, RatingScreen)
        assert machine.transcriber.stops >= 1


async def test_typed_words_are_not_overwritten_by_those_that_come_late(tmp_path: Path) -> None:
    machine = SpeakingMachine()
    machine.transcriber.waits = True
    app = MockPanelApp(speaking(tmp_path, machine), SPOKEN)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await words(pilot, app, "listening")
        await pilot.press("ctrl+s")
        await words(pilot, app, "40%")
        await write(pilot, "My own words.")
        machine.transcriber.finish()
        await words(pilot, app, "heard it")
        assert screen.editor.text == "My own words."
        assert screen.session.spoken
        assert screen.session.spoken.transcript == heard("I led it")


async def test_a_lost_microphone_steps_down_and_keeps_the_clock_and_the_sound(
    tmp_path: Path,
) -> None:
    machine, clock = SpeakingMachine(), TestClock()
    app = MockPanelApp(speaking(tmp_path, machine, clock), SPOKEN)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await words(pilot, app, "listening")
        clock.pass_seconds(30)
        machine.recorder.hear(level())
        machine.recorder.lose("the microphone went away")
        await words(pilot, app, "the microphone went away")
        assert screen.session.phase is Phase.ANSWERING
        clock.pass_seconds(30)
        assert screen.session.answer_seconds == 60
        assert "Press space when you have finished" in shown(app)
        await pilot.press("space")
        await words(pilot, app, "heard it")
        assert screen.session.spoken
        assert screen.session.spoken.recording.seconds == 90.0


async def test_a_microphone_that_comes_back_is_taken_again_on_a_key(tmp_path: Path) -> None:
    machine = SpeakingMachine(SpeechReach(Rung.TIMED, reason="no microphone: connect one"))
    app = MockPanelApp(speaking(tmp_path, machine), SPOKEN)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        await words(pilot, app, "no microphone: connect one")
        assert "Press space when you begin to speak" in shown(app)
        machine.reach = SpeakingMachine().reach
        await pilot.press("f6")
        await words(pilot, app, "listening: Desk microphone")
        assert "no microphone" not in shown(app)
        machine.recorder.stop()


async def test_the_draft_is_on_the_disk_before_there_is_sound(tmp_path: Path) -> None:
    """Killed in its first second, an answer waits at the next start, and so does its sound."""
    machine = SpeakingMachine()
    services = speaking(tmp_path, machine)
    known: list[frozenset[str] | None] = []

    def record(name: str, on_event: Callable[[RecorderEvent], object]) -> Recorded:
        known.append(services.drafts.attempts())
        return ScriptedRecorder.record(machine.recorder, name, on_event)

    machine.recorder.record = record  # type: ignore[method-assign]  # to look first
    app = MockPanelApp(services, SPOKEN)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await words(pilot, app, "listening")
        assert known == [frozenset({screen.session.attempt})]
        machine.recorder.stop()


async def test_who_does_not_want_to_be_recorded_is_not_sent_to_look_for_a_microphone(
    tmp_path: Path,
) -> None:
    machine = SpeakingMachine(SpeechReach(Rung.TIMED, reason="turned off", is_turned_off=True))
    app = MockPanelApp(speaking(tmp_path, machine), SPOKEN)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        await words(pilot, app, "turned off")
        assert "Press space when you begin to speak" in shown(app)
        assert "f6 looks for a microphone" not in shown(app)
        assert machine.recorder.names == []


async def test_sound_that_is_missing_is_said_for_a_while_and_stops_nothing(
    tmp_path: Path,
) -> None:
    machine, clock = SpeakingMachine(), TestClock()
    app = MockPanelApp(speaking(tmp_path, machine, clock), SPOKEN)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await words(pilot, app, "listening")
        machine.recorder.hear(level(), SoundMissing(0.6), level())
        await words(pilot, app, MISSING)
        clock.pass_seconds(30)
        assert screen.session.answer_seconds == 30
        assert screen.session.phase is Phase.ANSWERING
        machine.recorder.hear(*[level() for _ in range(60)])
        while MISSING in shown(app):
            await pilot.pause(0.02)
        assert "listening" in shown(app)
        machine.recorder.missing = 1.2
        await pilot.press("ctrl+s")
        await words(pilot, app, "heard it")
        assert screen.session.spoken
        assert screen.session.spoken.recording.missing == 1.2


async def test_without_a_recogniser_the_sound_is_kept_and_the_words_are_typed(
    tmp_path: Path,
) -> None:
    machine = SpeakingMachine(
        SpeechReach(Rung.RECORDED, "Desk microphone", reason="no recogniser: install one")
    )
    machine.transcriber.answer = Transcribed(None, "no recogniser: install one")
    services = speaking(tmp_path, machine)
    app = MockPanelApp(services, SPOKEN)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        await words(pilot, app, "no recogniser: install one")
        await words(pilot, app, "listening")
        await pilot.press("ctrl+s")
        await words(pilot, app, "What did you say?")
        await write(pilot, STORY)
        await pilot.press("ctrl+s")
        await until(pilot, RatingScreen)
        await pilot.press("escape")
        await until(pilot, ReviewScreen)
    (kept,) = services.attempts.attempts()
    assert kept.spoken
    assert kept.spoken.transcript is None
    assert kept.status is AttemptStatus.SCORED


@pytest.mark.parametrize(
    ("events", "warning"),
    [
        ([level(-90.0, speaking=False)] * 30, SILENT),
        ([level(0.0, clipped=True)] * 3, CLIPPING),
    ],
)
async def test_the_microphone_warns_in_words(
    tmp_path: Path, events: list[object], warning: str
) -> None:
    machine = SpeakingMachine()
    app = MockPanelApp(speaking(tmp_path, machine), SPOKEN)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        await words(pilot, app, "listening")
        machine.recorder.hear(*events)  # type: ignore[arg-type]  # levels
        await words(pilot, app, warning)
        machine.recorder.stop()


async def test_a_pause_keeps_no_sound_and_a_board_has_none(tmp_path: Path) -> None:
    machine = SpeakingMachine()
    app = MockPanelApp(speaking(tmp_path / "drill", machine), SPOKEN)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        await words(pilot, app, "listening")
        await pilot.press("escape")
        await until(pilot, "NoticeScreen")
        assert machine.recorder.pauses == ["pause"]
        await pilot.press("enter")
        await until(pilot, "QuestionScreen")
        assert machine.recorder.pauses == ["pause", "resume"]
        machine.recorder.stop()


async def test_leaving_lets_go_of_the_microphone_and_what_was_said_is_continued(
    tmp_path: Path,
) -> None:
    machine = SpeakingMachine()
    services = speaking(tmp_path, machine)
    app = MockPanelApp(services, SPOKEN)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await words(pilot, app, "listening")
        machine.recorder.hear(level())
        await words(pilot, app, "good")
        await pilot.press("escape")
        await until(pilot, "NoticeScreen")
        await pilot.press("l")
        await until(pilot, HomeScreen)
        assert machine.recorder.closed == 1
        services._made.update(machine.parts)
        await pilot.press("enter")
        await until(pilot, "NoticeScreen")
        await pilot.press("enter")
        await until(pilot, "QuestionScreen")
        await words(pilot, app, "listening")
        assert machine.recorder.names == [screen.session.attempt] * 2
        machine.recorder.stop()


async def test_a_board_asks_on_and_the_words_come_with_the_reviews(tmp_path: Path) -> None:
    machine = SpeakingMachine()
    services = speaking(tmp_path, machine)
    app = MockPanelApp(services, typed_drill(mode=AnswerMode.SPOKEN, preset="board"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await words(pilot, app, "listening")
        await pilot.press("ctrl+s")
        await until(pilot, RatingScreen)
        await pilot.press("escape")
        await until(pilot, "QuestionScreen")
        await words(pilot, app, "listening")
        assert screen.session.position == 2
        assert machine.transcriber.paths == []
        machine.recorder.stop()
    (kept,) = services.attempts.attempts()
    assert kept.spoken


async def test_words_that_come_too_late_are_nobody_elses(tmp_path: Path) -> None:
    machine = SpeakingMachine()
    machine.transcriber.waits = machine.transcriber.is_deaf = True
    services = speaking(tmp_path, machine)
    app = MockPanelApp(services, typed_drill(mode=AnswerMode.SPOKEN, preset="phone"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await words(pilot, app, "listening")
        await pilot.press("ctrl+s")
        await words(pilot, app, "40%")
        await write(pilot, STORY)
        await pilot.press("ctrl+s")
        await until(pilot, RatingScreen)
        await pilot.press("escape")
        await until(pilot, ReviewScreen)
        await pilot.press("n")
        await until(pilot, "QuestionScreen")
        await words(pilot, app, "listening")
        machine.transcriber.answer = Transcribed(heard("My second answer"))
        await pilot.press("ctrl+s")
        await words(pilot, app, "40%")
        machine.transcriber.finish(1)
        await words(pilot, app, "heard it")
        machine.transcriber.finish(0)
        await pilot.pause(0.1)
        assert screen.editor.text == "My second answer"
        assert screen.session.spoken
        assert screen.session.spoken.recording.name == screen.session.attempt
        assert screen.session.spoken.transcript == heard("My second answer")
    (kept,) = services.attempts.attempts()
    assert kept.spoken
    assert kept.spoken.transcript is None


async def test_the_voice_is_not_taken_for_the_candidate(tmp_path: Path) -> None:
    machine = SpeakingMachine()
    app = MockPanelApp(speaking(tmp_path, machine), SPOKEN)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await words(pilot, app, "listening")
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert machine.recorder.pauses == ["pause", "resume"]
        assert screen.session.phase is Phase.ANSWERING
        machine.recorder.stop()


class TestReview:
    @pytest.fixture
    def machine(self) -> SpeakingMachine:
        machine = SpeakingMachine()
        machine.transcriber.answer = Transcribed(heard(STORY))
        machine.recorder.seconds = 60.0
        return machine

    async def reviewed(
        self, app: MockPanelApp, pilot: object, *, with_words: bool = True
    ) -> ReviewScreen:
        await open_question(app, pilot)  # type: ignore[arg-type]  # a Pilot
        await words(pilot, app, "listening")
        await pilot.press("ctrl+s")  # type: ignore[attr-defined]
        await words(pilot, app, "heard it")
        await pilot.press("ctrl+s" if with_words else "f4")  # type: ignore[attr-defined]
        await until(pilot, RatingScreen)  # type: ignore[arg-type]
        await pilot.press("escape")  # type: ignore[attr-defined]
        await until(pilot, ReviewScreen)  # type: ignore[arg-type]
        screen = app.screen
        assert isinstance(screen, ReviewScreen)
        return screen

    async def test_listening_begins_at_the_selected_sentence_and_leads_the_eye(
        self, tmp_path: Path, machine: SpeakingMachine
    ) -> None:
        app = MockPanelApp(speaking(tmp_path, machine), SPOKEN)
        async with app.run_test(size=(80, 24)) as pilot:
            review = await self.reviewed(app, pilot)
            await pilot.press("j", "j", "l")
            await words(pilot, app, "0:12 of 1:00")
            before = len(STORY.split("The deputy")[0].split())
            assert machine.player.started == [1.0 + before / 2]
            machine.player.move(1.0 + len(STORY.split("As a result")[0].split()) / 2 + 0.1)
            await words(pilot, app, "▌R  As a result")
            assert review.strip.is_playing
            await pilot.press("l")
            await pilot.pause()
            assert not review.strip.is_playing

    async def test_fillers_are_counted_by_ear_and_kept(
        self, tmp_path: Path, machine: SpeakingMachine
    ) -> None:
        services = speaking(tmp_path, machine)
        app = MockPanelApp(services, SPOKEN)
        async with app.run_test(size=(80, 24)) as pilot:
            await self.reviewed(app, pilot)
            await pilot.press("u")
            await words(pilot, app, "Listen first")
            await pilot.press("l")
            machine.player.move(7.04)
            await words(pilot, app, "0:07 of 1:00")
            await pilot.press("u")
            machine.player.move(9.0)
            await words(pilot, app, "0:09 of 1:00")
            await pilot.press("u")
            await words(pilot, app, "2 fillers counted")
            await settled_store(pilot, app)
            (kept,) = services.attempts.attempts()
            assert kept.spoken
            assert kept.spoken.fillers_heard == (7.0, 9.0)
            await pilot.press("U")
            await settled_store(pilot, app)
            (kept,) = services.attempts.attempts()
            assert kept.spoken
            assert kept.spoken.fillers_heard == ()
            await pilot.press("l")

    async def test_one_key_erases_the_sound_after_asking(
        self, tmp_path: Path, machine: SpeakingMachine
    ) -> None:
        services = speaking(tmp_path, machine)
        app = MockPanelApp(services, SPOKEN)
        async with app.run_test(size=(80, 24)) as pilot:
            await self.reviewed(app, pilot)
            await pilot.press("x")
            await until(pilot, "NoticeScreen")
            await pilot.press("enter")
            await until(pilot, ReviewScreen)
            assert machine.recordings.erased == []
            await pilot.press("x")
            await until(pilot, "NoticeScreen")
            await pilot.press("x")
            await until(pilot, ReviewScreen)
            await words(pilot, app, "The sound is erased")
            assert machine.recordings.erased == machine.recorder.names
            await pilot.press("l")
            await words(pilot, app, "The sound has been erased")
        (kept,) = services.attempts.attempts()
        assert kept.text == STORY

    async def test_words_are_given_after_the_review(
        self, tmp_path: Path, machine: SpeakingMachine
    ) -> None:
        services = speaking(tmp_path, machine)
        app = MockPanelApp(services, SPOKEN)
        async with app.run_test(size=(80, 24)) as pilot:
            await self.reviewed(app, pilot, with_words=False)
            assert "timed, not scored" in shown(app)
            await pilot.press("w")
            await until(pilot, "QuestionScreen")
            await words(pilot, app, "heard it")
            await pilot.press("ctrl+s")
            await until(pilot, ReviewScreen)
            assert "of 5 (practice)" in shown(app)
            await pilot.press("w")
            await until(pilot, "QuestionScreen")
            # Words that are stored are not lost to one key.
            await pilot.press("f4")
            await pilot.pause()
            assert app.screen.session.phase is Phase.WORDS  # type: ignore[attr-defined]
        (kept,) = services.attempts.attempts()
        assert kept.text == STORY
        assert kept.status is AttemptStatus.SCORED


async def settled_store(pilot: object, app: MockPanelApp) -> None:
    """Wait for what is being stored; the player goes on meanwhile."""
    for _ in range(PATIENCE):
        if not [w for w in app.workers if w.group == "store" and not w.is_finished]:
            return
        await pilot.pause(0.02)  # type: ignore[attr-defined]  # a Pilot
    raise AssertionError("never stored")
