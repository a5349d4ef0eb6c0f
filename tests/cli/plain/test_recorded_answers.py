"""Spoken answers in plain lines: recorded while a line is waited for, then written down."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from mock_panel.cli.plain.delivery import HEAD
from mock_panel.cli.plain.later_words import put_off
from mock_panel.cli.plain.recording import STALLED
from mock_panel.domain.attempts import Attempt, AttemptStatus
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.speech import (
    RecorderEvent,
    RecorderStalled,
    Rung,
    SoundMissing,
    SpeechReach,
    Transcribed,
    Transcript,
)
from mock_panel.practice.microphone_watch import CLIPPING, MISSING, SILENT
from mock_panel.practice.session import PracticeSession
from tests.cli.plain.scripted import Evening, KeepingRecorder, Step, at_work, until
from tests.practice.fakes import BOARD, PHONE, SETUP
from tests.tui.speaking import PARAKEET, ROUGH, ScriptedTranscriber, SpeakingMachine, heard, level

STORY = (
    "In 2023 our permit office had a backlog of nine hundred applications. "
    "I met each manager alone and wrote down what both of them wanted. "
    "I moved the intake desk under one of them and told the staff why."
)
OWN = "I wrote it down myself, and the backlog fell."
SPOKEN = replace(SETUP, preparation_seconds=0, mode=AnswerMode.SPOKEN)
ON_BOARD = replace(SPOKEN, preset=BOARD)
GONE = "the microphone went away: connect it again, then go on"
NO_MICROPHONE = SpeechReach(Rung.TIMED, reason="no microphone: connect one")
NO_RECOGNISER = SpeechReach(Rung.RECORDED, "Desk microphone", reason="no recogniser: fetch one")


@dataclass
class PacedTranscriber(ScriptedTranscriber):
    """Tells of its progress when a test says so."""

    waits: bool = True
    tell: Callable[[float], object] = lambda _: None

    def transcribe(self, path: Path, on_progress: Callable[[float], object]) -> Transcribed:
        self.tell = on_progress
        return super().transcribe(path, on_progress)


@pytest.fixture
def evening() -> Evening:
    evening = Evening()
    recorder = KeepingRecorder(recordings=evening.recordings)
    evening.machine = SpeakingMachine(recorder=recorder)
    evening.machine.transcriber.answer = Transcribed(heard(STORY))
    return evening


@pytest.fixture(autouse=True)
def _leaves_nothing_at_work() -> object:
    yield
    assert at_work() == []


def machine(evening: Evening) -> SpeakingMachine:
    assert evening.machine is not None
    return evening.machine


def heard_by(evening: Evening, transcript: Transcript | None, reason: str = "") -> None:
    machine(evening).transcriber.answer = Transcribed(transcript, reason)


def only(evening: Evening) -> Attempt:
    [attempt] = evening.attempts.stored.values()
    return attempt


def told(evening: Evening) -> str:
    return " ".join(evening.out)


def spoken(evening: Evening) -> list[Step]:
    """From the first sound to the end of the answer, 65 seconds later, and no note."""
    return [5, evening.hears(level()), 60, "", ""]


def interrupt() -> None:
    raise KeyboardInterrupt


def resume(evening: Evening) -> PracticeSession:
    session = evening.rehearsal.resume(evening.rehearsal.unfinished()[0])
    assert session is not None
    return session


class TestRecorded:
    def test_from_the_first_sound_to_the_review(self, evening: Evening) -> None:
        evening.practise(*spoken(evening), "", "2", "2", "1", "3", "", "", setup=SPOKEN)
        attempt = only(evening)
        assert (attempt.text, attempt.status) == (STORY, AttemptStatus.SCORED)
        assert (attempt.timing.answer, attempt.timing.first_word) == (65, 1.0)
        assert attempt.spoken is not None
        assert attempt.spoken.recording == evening.recordings.sounds[attempt.id]
        assert attempt.spoken.transcript == heard(STORY)
        assert evening.recorder.names == evening.recordings.finished == [attempt.id]
        assert "Speak: you are recorded by Desk microphone. Press Enter when" in told(evening)
        assert "Parakeet TDT 0.6b v2 heard:" in evening.out
        assert evening.err == []

    def test_the_review_says_how_it_was_said_apart_from_what_it_says(
        self, evening: Evening
    ) -> None:
        evening.practise(*spoken(evening), "", "", setup=SPOKEN)
        place = evening.out.index(HEAD)
        assert evening.out[place + 1] == "First word: after 2.0 s."
        assert evening.out[place + 2].startswith("Pace: ")
        assert f"(by {PARAKEET.name})" in told(evening)
        assert f"Words as {PARAKEET.name} heard them." in evening.out

    def test_what_is_usual_comes_from_the_answers_before(self, evening: Evening) -> None:
        one: list[Step] = [*spoken(evening), "", "", "n", "n"]
        for _ in range(5):
            evening.practise(*one, setup=SPOKEN)
        assert "as usual for you" not in told(evening)
        evening.practise(*one, setup=SPOKEN)
        assert told(evening).count("Pace: as usual for you: ") == 1

    def test_each_second_of_speaking_is_in_the_draft(self, evening: Evening) -> None:
        kept: list[tuple[str, float]] = []

        def look() -> None:
            kept.extend((d.phase, d.answer_seconds) for d in evening.disk.drafts.values())

        evening.practise(2, look, evening.hears(level()), 3, look, "", look, setup=SPOKEN)
        assert kept == [("answering", 2), ("answering", 5), ("words", 5)]

    def test_a_pause_pauses_the_recording(self, evening: Evening) -> None:
        evening.practise(evening.hears(level()), 60, "pause?", 600, "", 10, "", "", setup=SPOKEN)
        assert evening.recorder.pauses == ["pause", "resume"]
        assert only(evening).timing.answer == 70

    def test_lines_are_notes_and_commands_are_obeyed(self, evening: Evening) -> None:
        steps: list[Step] = ["60 cars", 41, "time?", "microphone?", "help?", "", "sold"]
        evening.practise(evening.hears(level()), 1, *steps, "", setup=SPOKEN)
        assert only(evening).note == "60 cars\nsold"
        assert "42 seconds, 2 minutes to 3 minutes is the band." in evening.out
        assert "You are recorded by Desk microphone." in evening.out
        assert "microphone? looks for a microphone again." in evening.out

    def test_the_clock_does_not_run_while_the_machine_is_looked_at(self, evening: Evening) -> None:
        look = machine(evening).probe

        def slow() -> SpeechReach:
            evening.clock.pass_seconds(5)
            return look()

        machine(evening).probe = slow  # type: ignore[method-assign]
        evening.practise(*spoken(evening), "", setup=SPOKEN)
        assert only(evening).timing.answer == 65

    def test_the_clock_stops_with_the_key_and_not_with_the_recording(
        self, evening: Evening, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stop = evening.recorder.stop

        def stop_slowly() -> None:
            evening.clock.pass_seconds(3)
            stop()

        monkeypatch.setattr(evening.recorder, "stop", stop_slowly)
        evening.practise(*spoken(evening), "", setup=SPOKEN)
        assert only(evening).timing.answer == 65

    def test_another_try_is_another_recording(self, evening: Evening) -> None:
        again: list[Step] = [*spoken(evening), "", "", "n"]
        evening.practise(*again, "y", *again, "n", setup=SPOKEN)
        assert evening.recorder.names == list(evening.attempts.stored)
        assert len(set(evening.recorder.names)) == 2


class TestLadder:
    def test_without_a_microphone_it_is_timed(self, evening: Evening) -> None:
        machine(evening).reach = NO_MICROPHONE
        evening.practise(3, "", 100, "", "", "", setup=SPOKEN)
        assert only(evening).status is AttemptStatus.TIMED
        assert (only(evening).timing.first_word, only(evening).timing.answer) == (3, 103)
        assert evening.out.count("No microphone: connect one.") == 1
        assert evening.recorder.names == []
        assert HEAD not in evening.out

    def test_it_is_said_once_for_all_questions(self, evening: Evening) -> None:
        machine(evening).reach = NO_MICROPHONE
        one: list[Step] = ["", 100, "", "", "", "", "n", ""]
        evening.practise(*one, *one, setup=replace(SPOKEN, preset=PHONE))
        assert len(evening.attempts.stored) == 2
        assert evening.out.count("No microphone: connect one.") == 1

    def test_without_a_recogniser_it_is_recorded_and_the_words_are_typed(
        self, evening: Evening
    ) -> None:
        machine(evening).reach = NO_RECOGNISER
        evening.practise(*spoken(evening), OWN, ".", setup=SPOKEN)
        assert evening.out.count("No recogniser: fetch one.") == 1
        assert machine(evening).transcriber.paths == []
        assert only(evening).text == OWN
        assert only(evening).spoken is not None
        assert HEAD in evening.out

    def test_who_does_not_want_it_is_not_recorded(self, evening: Evening) -> None:
        machine(evening).reach = SpeechReach(Rung.TIMED, reason="turned off", is_turned_off=True)
        evening.practise("", 60, "", "", "", setup=SPOKEN)
        assert evening.recorder.names == []
        assert "Turned off." in evening.out

    def test_a_microphone_that_cannot_be_opened_is_told_and_the_answer_timed(
        self, evening: Evening
    ) -> None:
        evening.recorder.reasons = ["the microphone does not answer: choose another"]
        evening.practise(4, "", 60, "", "", "", setup=SPOKEN)
        assert "The microphone does not answer: choose another." in told(evening)
        assert only(evening).timing.first_word == 4
        assert only(evening).spoken is None

    def test_a_microphone_is_looked_for_again_on_request(self, evening: Evening) -> None:
        machine(evening).reach = NO_MICROPHONE

        def connect() -> None:
            machine(evening).reach = SpeakingMachine().reach

        evening.practise(
            "microphone?", connect, "microphone?", evening.hears(level()), 60, "", "", "",
            setup=SPOKEN,
        )  # fmt: skip
        assert evening.out.count("No microphone: connect one.") == 2
        assert "You are recorded by Desk microphone." in evening.out
        assert only(evening).spoken is not None
        assert only(evening).timing.first_word == 1


class TestMicrophone:
    def test_its_loss_is_said_at_once_and_the_clock_goes_on(self, evening: Evening) -> None:
        said: list[str] = []
        evening.practise(
            10, evening.hears(level()), 20, evening.loses(GONE), 1,
            lambda: said.append(told(evening)), 29, "", "", "", setup=SPOKEN,
        )  # fmt: skip
        assert (
            "The microphone went away: connect it again, then go on. The clock goes on; what "
            "was recorded is kept. A line of microphone? looks for one again."
        ) in said[0]
        attempt = only(evening)
        assert attempt.timing.answer == 60
        assert attempt.spoken is not None
        assert attempt.text == STORY

    def test_one_that_comes_back_goes_on_in_the_same_recording(self, evening: Evening) -> None:
        evening.practise(
            10, evening.hears(level()), 20, evening.loses(GONE), 1, "microphone?", 29, "", "", "",
            setup=SPOKEN,
        )  # fmt: skip
        assert evening.recorder.names == [only(evening).id] * 2
        assert told(evening).count("you are recorded") == 1
        assert "You are recorded by Desk microphone." in evening.out

    def test_a_loss_in_the_last_second_is_said_with_the_end(self, evening: Evening) -> None:
        evening.practise(
            10, evening.hears(level()), 20, evening.loses(GONE), "", "", "", setup=SPOKEN
        )
        assert "The recording ended before you did. The microphone went away" in told(evening)
        assert "The clock goes on" not in told(evening)
        assert only(evening).text == STORY

    @pytest.mark.parametrize(
        ("events", "warning"),
        [
            ([level(-90.0, speaking=False)] * 60, SILENT),
            ([level(0.0, clipped=True)] * 9, CLIPPING),
            ([RecorderStalled(1.0), RecorderStalled(1.5)], STALLED),
            ([SoundMissing(0.6), level(), SoundMissing(0.9), level()], MISSING),
        ],
    )
    def test_what_it_hears_badly_is_said_once(
        self, evening: Evening, events: list[RecorderEvent], warning: str
    ) -> None:
        said: list[str] = []
        heard_ = evening.hears(*events)
        look = lambda: said.append(told(evening))  # noqa: E731
        evening.practise(5, heard_, 1, look, heard_, 5, "", "", "", setup=SPOKEN)
        assert warning in said[0]
        assert told(evening).count(warning) == 1

    def test_what_is_missing_of_the_sound_is_said_with_the_delivery(self, evening: Evening) -> None:
        evening.recorder.missing = 1.2
        evening.practise(*spoken(evening), OWN, ".", setup=SPOKEN)
        recorded = only(evening).spoken
        assert recorded is not None
        assert recorded.recording.missing == 1.2
        at = evening.out.index(HEAD)
        assert "Sound: 1.2 s of sound are missing" in evening.out[at + 1]


class TestWords:
    @pytest.mark.parametrize(
        ("answers", "text"),
        [
            ([""], ""),
            (["y"], STORY),
            (["Y"], STORY),
            (["n", ""], ""),
            (["what?", "yess", ""], ""),
            (["question?", ""], ""),
            (["e", OWN, "."], OWN),
            ([OWN, "And more.", "."], f"{OWN}\nAnd more."),
            ([], ""),
        ],
    )
    def test_a_rough_recognisers_words_are_scored_only_when_that_is_said(
        self, evening: Evening, answers: list[str], text: str
    ) -> None:
        heard_by(evening, heard(STORY, ROUGH))
        evening.practise(*spoken(evening), *answers, setup=SPOKEN)
        assert only(evening).text == text
        assert "PocketSphinx is a rough recogniser" in told(evening)
        attempt = only(evening)
        assert attempt.spoken is not None
        assert attempt.spoken.transcript == heard(STORY, ROUGH)

    @pytest.mark.parametrize(
        ("answers", "text"),
        [([""], STORY), (["n"], ""), (["x", ""], STORY), (["e", OWN, "."], OWN), ([], STORY)],
    )
    def test_a_good_recognisers_words_are_scored_unless_they_are_left_out(
        self, evening: Evening, answers: list[str], text: str
    ) -> None:
        evening.practise(*spoken(evening), *answers, setup=SPOKEN)
        assert only(evening).text == text

    def test_why_there_are_none_is_said_and_they_may_be_typed(self, evening: Evening) -> None:
        heard_by(evening, heard(""), "no words were heard in the recording")
        evening.practise(*spoken(evening), OWN, ".", setup=SPOKEN)
        assert "No words were heard in the recording." in evening.out
        assert only(evening).text == OWN

    def slow(self, evening: Evening) -> PacedTranscriber:
        machine(evening).transcriber = PacedTranscriber(Transcribed(heard(STORY)), shares=())
        transcriber = machine(evening).transcriber
        assert isinstance(transcriber, PacedTranscriber)
        return transcriber

    def test_progress_is_said_three_times_at_most(self, evening: Evening) -> None:
        transcriber = self.slow(evening)
        shares: list[Step] = []
        for percent in range(10, 100, 5):
            shares += [lambda share=percent / 100: transcriber.tell(share), 0.2]  # type: ignore[misc]
        evening.practise(
            *spoken(evening), *shares, transcriber.finish, lambda: until(lambda: not at_work()),
            0.2, "", setup=SPOKEN,
        )  # fmt: skip
        assert [line for line in evening.out if "is written down" in line] == [
            "25% is written down.", "50% is written down.", "75% is written down.",
        ]  # fmt: skip
        assert only(evening).text == STORY

    @pytest.mark.parametrize("given", [["", OWN, "."], [OWN, "."], ["time?", "", OWN, "."]])
    def test_nobody_waits_for_the_recogniser(self, evening: Evening, given: list[str]) -> None:
        transcriber = self.slow(evening)
        evening.practise(*spoken(evening), 3, *given, setup=SPOKEN)
        assert transcriber.stops >= 1
        assert only(evening).text == OWN
        assert "Press Enter to give the words yourself instead?" in evening.out

    def test_the_end_of_input_waits_for_the_words(self, evening: Evening) -> None:
        transcriber = self.slow(evening)
        evening.practise(*spoken(evening), 3, transcriber.finish, setup=SPOKEN)
        assert only(evening).text == STORY


class TestLeaving:
    def leave(self, evening: Evening, *steps: Step) -> None:
        with pytest.raises(KeyboardInterrupt):
            evening.practise(*steps, interrupt, setup=SPOKEN)
        assert at_work() == []
        assert evening.disk.owners == {}
        assert "`mock-panel practice --plain` goes on with it" in " ".join(evening.err)
        evening.out.clear()

    @pytest.mark.parametrize("ago", [1, 0], ids=["a second ago", "just now"])
    def test_while_speaking_the_recording_is_gone_on_with(self, evening: Evening, ago: int) -> None:
        steps: list[Step] = [20, evening.hears(level()), *([ago] if ago else [])]
        self.leave(evening, *steps)
        [draft] = evening.rehearsal.unfinished()
        assert (draft.phase, draft.first_word_seconds) == ("answering", 1)
        assert draft.attempt in evening.recordings.sounds
        assert evening.recordings.finished == []
        assert evening.recorder.closed == 1
        evening.recorder.__init__(recordings=evening.recordings)  # type: ignore[misc]
        evening.run(resume(evening), 500, "", 10, "", "", "", "")
        assert evening.recorder.names == [draft.attempt]
        assert only(evening).timing.answer == 30 + ago
        assert only(evening).text == STORY

    def test_in_a_pause(self, evening: Evening) -> None:
        self.leave(evening, evening.hears(level()), 20, "pause?", 100)
        [draft] = evening.rehearsal.unfinished()
        assert (draft.phase, draft.answer_seconds) == ("paused", 20)
        assert draft.attempt in evening.recordings.sounds

    @pytest.mark.parametrize("at", ["the note", "the writing", "the words", "the typing"])
    def test_the_words_step_comes_back_with_the_sound(self, evening: Evening, at: str) -> None:
        machine(evening).transcriber.waits = at != "the words"
        answer: list[Step] = [5, evening.hears(level()), 60, ""]
        more: dict[str, list[Step]] = {"the writing": ["a note", 2], "the typing": ["", "", OWN]}
        self.leave(evening, *answer, *more.get(at, [""] if at == "the words" else []))
        [draft] = evening.rehearsal.unfinished()
        assert draft.phase == "words"
        machine(evening).transcriber = ScriptedTranscriber(Transcribed(heard(STORY)))
        ends: list[Step] = {"the typing": ["."]}.get(at, ["", ""])  # type: ignore[assignment]
        evening.run(resume(evening), *ends, *[""] * 5)
        attempt = only(evening)
        assert attempt.spoken is not None
        assert attempt.timing.answer == 65
        assert attempt.text == (OWN if at == "the typing" else STORY)

    def test_a_moment_in_which_nobody_spoke_leaves_nothing(self, evening: Evening) -> None:
        with pytest.raises(KeyboardInterrupt):
            evening.practise(0.5, interrupt, setup=SPOKEN)
        assert evening.rehearsal.unfinished() == ()
        assert evening.recordings.sounds == {}

    def test_input_that_ends_while_speaking_saves_the_answer(self, evening: Evening) -> None:
        evening.practise(5, evening.hears(level()), 60, setup=SPOKEN)
        assert only(evening).timing.answer == 65
        assert only(evening).text == STORY

    def test_input_that_ends_at_once_leaves_the_draft_as_it_was(self, evening: Evening) -> None:
        self.leave(evening, 20, evening.hears(level()), 1)
        evening.run(resume(evening))
        assert evening.attempts.stored == {}
        assert evening.rehearsal.unfinished()[0].answer_seconds == 21


RECORDED = ["15", "speak", "60 cars", "60", "pause?", "", "10", "", "a note", "y", "2", "2", "1",
            "3", "", "l", "m", "y", "speak", "20", "", "", "e", OWN, ".", ""]  # fmt: skip


def script(evening: Evening, cut: int | None = None) -> list[Step]:
    meant: dict[str, list[Step]] = {"speak": [evening.hears(level()), 1]}
    steps: list[Step] = []
    for word in RECORDED[:cut]:
        steps += meant.get(word, [int(word) if word.isdigit() and len(word) > 1 else word])
    return steps


@pytest.mark.parametrize("cut", range(1, len(RECORDED)))
def test_ctrl_c_anywhere_keeps_the_sound_and_leaves_nothing_at_work(
    evening: Evening, cut: int
) -> None:
    heard_by(evening, heard(STORY, ROUGH))
    with pytest.raises(KeyboardInterrupt):
        evening.practise(*script(evening, cut), interrupt, setup=SPOKEN)
    assert at_work() == []
    kept = {*evening.attempts.stored, *(d.attempt for d in evening.rehearsal.unfinished())}
    assert set(evening.recordings.sounds) <= kept
    names = evening.recorder.names
    # Who leaves in the first second has only looked.
    has_only_looked = RECORDED[cut] == "speak" and len(names) == 2
    assert list(evening.recordings.sounds) == (names[:1] if has_only_looked else names)


@pytest.mark.parametrize("waits", [False, True], ids=["at once", "slowly"])
def test_every_prompt_ends_in_a_question_mark_and_says_what_enter_does(
    evening: Evening, waits: bool
) -> None:
    heard_by(evening, heard(STORY, ROUGH))
    machine(evening).transcriber.waits, machine(evening).transcriber.shares = waits, ()
    prompts: set[str] = set()

    def look() -> None:
        """What was last said, as far back as its sentence began, before a line is read."""
        prompts.add(" ".join(evening.out[-3:]))
        assert evening.out[-1].endswith("?"), evening.out[-1]

    pause = RECORDED.index("pause?")
    given = [*script(evening, pause), *script(evening)[pause + 3 :]]
    if waits:
        given = [*spoken(evening), "", OWN, ".", "", "n", "l", "", ""]
    steps = [s for step in given for s in ((look, step) if _is_prompted(step) else (step,))]
    evening.practise(*steps, setup=SPOKEN)
    assert len(prompts) > 6
    assert [p for p in prompts if "Enter" not in p] == []
    assert max(len(line) for line in evening.out) <= 72
    drawn = {c for line in evening.out for c in line if not (c.isascii() and c.isprintable())}
    assert drawn <= set("\u2019\u201c\u201d\u2026\u2013"), drawn


def _is_prompted(step: Step) -> bool:
    """Whether it is a line that is asked for; the dot ends one that was."""
    return isinstance(step, str) and step != "."


class TestAfterTheReview:
    def test_the_answer_is_heard_until_enter(self, evening: Evening) -> None:
        player = machine(evening).player
        evening.practise(*spoken(evening), "", "", "n", "l", 2, "", "l", 1, player.stop,
                         lambda: until(lambda: not at_work()), 0.2, "", setup=SPOKEN)  # fmt: skip
        assert player.started == [0.0, 0.0]
        assert "Playing 1 minute 30 seconds. Press Enter to stop?" in evening.out
        assert told(evening).count("l to hear your answer") == 3

    def test_sound_that_was_erased_is_said_to_be(self, evening: Evening) -> None:
        erase = evening.recordings.sounds.clear
        evening.practise(*spoken(evening), "", "", "n", erase, "l", "", setup=SPOKEN)
        assert "The sound has been erased." in evening.out

    def test_the_words_are_heard_beside_the_sound(self, evening: Evening) -> None:
        evening.practise(*spoken(evening), "l", 1, "", "", setup=SPOKEN)
        assert machine(evening).player.started == [0.0]
        assert only(evening).text == STORY

    def test_words_that_were_left_out_are_given_later(self, evening: Evening) -> None:
        evening.practise(*spoken(evening), "n", "1", "1", "0", "2", "w", "", "n", setup=SPOKEN)
        attempt = only(evening)
        assert attempt.text == STORY
        assert attempt.self_rating is not None
        assert len(machine(evening).transcriber.paths) == 1
        assert "Reviewed" not in told(evening)
        assert evening.out.count(HEAD) == 2
        assert (evening.disk.drafts, evening.disk.owners) == ({}, {})

    def test_words_that_could_not_be_made_at_the_time(self, evening: Evening) -> None:
        heard_by(evening, None, "Parakeet crashed twice")

        def mend() -> None:
            heard_by(evening, heard(STORY))

        evening.practise(*spoken(evening), "", "", mend, "w", "", "n", setup=SPOKEN)
        assert only(evening).text == STORY

    def test_words_half_given_wait_on_the_disk(self, evening: Evening) -> None:
        heard_by(evening, None, "Parakeet crashed twice")
        with pytest.raises(KeyboardInterrupt):
            evening.practise(*spoken(evening), "", "", "w", OWN, interrupt, setup=SPOKEN)
        assert "goes on with it" in " ".join(evening.err)
        [draft] = evening.rehearsal.unfinished()
        assert (draft.phase, draft.text) == ("words", OWN)

    def test_words_that_cannot_be_stored_wait_on_the_disk(self, evening: Evening) -> None:
        broken = evening.attempts.broken
        heard_by(evening, None, "Parakeet crashed twice")
        steps: list[Step] = ["w", OWN, lambda: broken.add("save"), ".", "n"]
        with pytest.raises(Exception, match="was not saved"):
            evening.practise(*spoken(evening), "", "", *steps, setup=SPOKEN)
        broken.clear()
        [draft] = evening.rehearsal.unfinished()
        assert (draft.phase, draft.text) == ("words", OWN)
        assert only(evening).text == ""


class TestBoard:
    def test_it_asks_on_and_the_words_come_with_the_reviews(self, evening: Evening) -> None:
        asked: list[int] = []

        def look() -> None:
            asked.append(len(machine(evening).transcriber.paths))
            assert "Review:" not in evening.said

        one: list[Step] = [evening.hears(level()), 60, "", look, ""]
        evening.practise(*one, *one, *one, *["", "n", ""] * 3, setup=ON_BOARD)
        assert asked == [0, 0, 0]
        attempts = list(evening.attempts.stored.values())
        assert [a.position for a in attempts] == [1, 2, 3]
        assert [a.text for a in attempts] == [STORY] * 3
        assert evening.said.count("Review: ") == 3
        assert evening.said.index("Question 3 of 3.") < evening.said.index("Answer 1 of 3.")
        assert (evening.disk.drafts, evening.disk.owners) == ({}, {})
        assert evening.out[-1] == "Saved: 3 answers. `mock-panel history` lists them."

    def test_without_a_recording_the_words_are_asked_at_once(self, evening: Evening) -> None:
        machine(evening).reach = NO_MICROPHONE
        evening.practise("", 60, "", "", OWN, ".", "", setup=ON_BOARD)
        assert only(evening).text == OWN

    def test_typed_answers_are_reviewed_after_the_last_question_too(self, evening: Evening) -> None:
        setup = replace(ON_BOARD, mode=AnswerMode.TYPED)
        one: list[Step] = [OWN, ".", ""]
        evening.practise(*one, *one, *one, setup=setup)
        assert evening.said.index("Question 3 of 3.") < evening.said.index("Review: ")
        assert evening.said.count("Review: ") == 3

    def test_words_that_were_never_given_are_offered_later(self, evening: Evening) -> None:
        one: list[Step] = [evening.hears(level()), 60, "", ""]
        with pytest.raises(KeyboardInterrupt):
            evening.practise(*one, *one, *one, "", "n", "", interrupt, setup=ON_BOARD)
        first, second, third = evening.attempts.stored.values()
        assert first.text == STORY
        # The second was being asked about: what was heard of it is not kept yet.
        assert put_off(evening.rehearsal) == (second, third)
        evening.practise(*spoken(evening), "", setup=SPOKEN)
        assert put_off(evening.rehearsal) == ()

    def test_words_half_given_to_an_earlier_answer_wait_too(self, evening: Evening) -> None:
        heard_by(evening, None, "Parakeet crashed twice")
        one: list[Step] = [evening.hears(level()), 60, "", ""]
        with pytest.raises(KeyboardInterrupt):
            evening.practise(*one, *one, *one, OWN, interrupt, setup=ON_BOARD)
        assert "goes on with it" in " ".join(evening.err)
        [draft] = evening.rehearsal.unfinished()
        assert (draft.attempt, draft.text) == (next(iter(evening.attempts.stored)), OWN)

    def test_words_that_were_left_out_of_a_board_are_not_offered(self, evening: Evening) -> None:
        one: list[Step] = [evening.hears(level()), 60, "", ""]
        evening.practise(*one, *one, *one, *["n", ""] * 3, setup=ON_BOARD)
        assert [a.text for a in evening.attempts.stored.values()] == [""] * 3
        assert put_off(evening.rehearsal) == ()

    def test_answers_that_are_timed_by_choice_are_not_offered(self, evening: Evening) -> None:
        evening.practise(*spoken(evening), "n", setup=SPOKEN)
        heard_by(evening, None, "Parakeet crashed twice")
        evening.practise(*spoken(evening), "", setup=SPOKEN)
        assert [a.status for a in evening.attempts.stored.values()] == [AttemptStatus.TIMED] * 2
        assert put_off(evening.rehearsal) == ()
