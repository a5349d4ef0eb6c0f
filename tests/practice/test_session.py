"""The session machine: every step, every wrong step, every way back in."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from mock_panel.domain.attempts import AskedQuestion, SelfRating, Timing
from mock_panel.domain.ids import SessionId
from mock_panel.domain.parts import Found
from mock_panel.domain.sessions import Draft, SessionSetup
from mock_panel.practice.session import Phase, PracticeSession, WrongPhaseError
from tests.practice.fakes import (
    BOARD,
    FRAMEWORK,
    NOON,
    PHONE,
    SETUP,
    SPOKEN_SETUP,
    FakeClock,
    counting_ids,
    small_bank,
)

BANK = small_bank()
RATING = SelfRating(Found.CLEAR, Found.PARTIAL, Found.ABSENT, 3)


@dataclass
class Desk:
    """A clock, ids, and the session made with them."""

    setup: SessionSetup = SETUP
    clock: FakeClock = field(default_factory=FakeClock)
    ids: Callable[[], str] = field(default_factory=counting_ids)

    def session(self) -> PracticeSession:
        preset = BANK.preset(self.setup.preset)
        asked = tuple(AskedQuestion.of(q) for q in BANK.questions_of(FRAMEWORK)[: preset.questions])
        return PracticeSession(
            SessionId("s"), self.setup, preset, asked, self.clock.monotonic, self.clock.now,
            self.ids,
        )  # fmt: skip

    def resume(self, draft: Draft) -> PracticeSession:
        preset = BANK.preset(draft.setup.preset)
        return PracticeSession.resume(draft, preset, self.clock.monotonic, self.clock.now, self.ids)


def at(phase: Phase, desk: Desk) -> PracticeSession:
    """A session that has come to a phase: 10 s of preparation, 60 s of answer."""
    session = desk.session()

    def answer() -> None:
        desk.clock.pass_seconds(10)
        session.begin_answer()
        desk.clock.pass_seconds(2)
        session.word_was_given()
        desk.clock.pass_seconds(58)

    steps: dict[Phase, Callable[[], None]] = {
        Phase.READING: session.question_was_read,
        Phase.PREPARING: answer,
        Phase.ANSWERING: session.pause if phase is Phase.PAUSED else session.end_answer,
        Phase.WORDS: lambda: session.words_are_given("What I said."),
        Phase.RATING: lambda: session.rate(RATING),
        Phase.REVIEW: session.next_question,
    }
    while session.phase is not phase:
        steps[session.phase]()
    return session


def test_a_typed_answer_from_reading_to_the_end() -> None:
    desk = Desk()
    session = desk.session()
    desk.clock.pass_seconds(20)  # the voice reads
    session.question_was_read()
    desk.clock.pass_seconds(12)
    assert session.preparation_left == 18
    session.begin_answer()
    desk.clock.pass_seconds(3)
    session.word_was_given()
    desk.clock.pass_seconds(60)
    session.word_was_given()
    session.end_answer()
    desk.clock.pass_seconds(500)  # thinking about the rating
    session.rate(RATING)
    assert (session.phase, session.self_rating) == (Phase.REVIEW, RATING)
    assert session.timing == Timing(preparation=12, answer=63, first_word=3, pauses=0)
    session.next_question()
    assert session.phase is Phase.OVER


def test_a_spoken_answer_asks_for_its_words_after_the_clock_has_stopped() -> None:
    desk = Desk(SPOKEN_SETUP)
    session = at(Phase.WORDS, desk)
    desk.clock.pass_seconds(300)
    session.words_are_given("I sold the fleet.")
    assert session.phase is Phase.RATING
    assert session.text == "I sold the fleet."
    assert session.timing.answer == 60


def test_without_preparation_the_answer_starts_when_the_reading_ends() -> None:
    session = Desk(replace(SETUP, preparation_seconds=0)).session()
    session.question_was_read()
    assert session.phase is Phase.ANSWERING


def test_preparation_never_goes_below_zero_and_is_counted_beyond() -> None:
    desk = Desk()
    session = desk.session()
    session.question_was_read()
    desk.clock.pass_seconds(45)
    assert session.preparation_left == 0
    session.begin_answer()
    assert session.timing.preparation == 45


def test_pauses_are_counted_and_their_seconds_are_not() -> None:
    desk = Desk()
    session = at(Phase.ANSWERING, desk)
    for _ in range(2):
        session.pause()
        desk.clock.pass_seconds(1000)
        session.go_on()
        desk.clock.pass_seconds(5)
    assert session.answer_seconds == 70
    assert session.timing.pauses == 2


def test_an_answer_may_end_in_a_pause() -> None:
    desk = Desk()
    session = at(Phase.PAUSED, desk)
    desk.clock.pass_seconds(1000)
    session.end_answer()
    assert session.phase is Phase.RATING
    assert session.timing.answer == 60


def test_a_board_does_not_pause() -> None:
    session = at(Phase.ANSWERING, Desk(replace(SETUP, preset=BOARD)))
    assert not session.may_pause
    with pytest.raises(WrongPhaseError, match="board"):
        session.pause()
    assert session.phase is Phase.ANSWERING
    assert session.answer_seconds == 60


def test_the_time_of_day_may_jump_without_touching_the_answer_clock() -> None:
    desk = Desk()
    session = at(Phase.ANSWERING, desk)
    desk.clock.set_day(NOON - timedelta(days=400))
    assert session.answer_seconds == 60
    desk.clock.set_day(NOON + timedelta(days=400))
    desk.clock.pass_seconds(1)
    session.end_answer()
    assert session.timing.answer == 61


def test_measured_seconds_are_kept_to_a_tenth() -> None:
    desk = Desk()
    session = desk.session()
    session.question_was_read()
    desk.clock.pass_seconds(1.26)
    session.begin_answer()
    desk.clock.pass_seconds(0.449)
    session.word_was_given()
    session.end_answer()
    assert session.timing == Timing(1.3, 0.4, 0.4)


def test_each_question_starts_afresh_and_the_last_one_ends_the_session() -> None:
    desk = Desk(replace(SETUP, preset=PHONE))
    session = at(Phase.REVIEW, desk)
    seen = {(session.question.id, session.attempt)}
    for position in (2, 3, 4):
        assert not session.is_last
        session.next_question()
        assert (session.phase, session.position) == (Phase.READING, position)
        assert (session.text, session.note, session.self_rating) == ("", "", None)
        assert session.timing == Timing(0, 0, None, 0)
        seen.add((session.question.id, session.attempt))
        session.begin_answer()
        session.end_answer()
        session.rate(None)
    assert session.is_last
    assert len({q for q, _ in seen}) == len({a for _, a in seen}) == 4
    session.next_question()
    assert session.phase is Phase.OVER


def test_trying_again_is_a_new_attempt_at_the_same_question() -> None:
    desk = Desk()
    session = at(Phase.REVIEW, desk)
    session.text = "The first time."
    question, attempt, started = session.question, session.attempt, session.started_at
    session.try_again()
    assert session.question is question
    assert session.attempt != attempt
    assert session.started_at > started
    assert (session.phase, session.text, session.self_rating) == (Phase.READING, "", None)
    assert session.answer_seconds == 0


def test_a_question_tried_again_is_no_longer_said_to_be_drawn_for_its_reason() -> None:
    desk = Desk(setup=replace(SETUP, preset=PHONE))
    session = at(Phase.REVIEW, desk)
    session.because = tuple(f"reason {n}" for n, _ in enumerate(session.questions, 1))
    session.try_again()
    assert session.reason == ""
    assert desk.resume(session.draft()).reason == ""
    session.skip_question()
    assert session.reason == "reason 2"


@pytest.mark.parametrize("phase", [p for p in Phase if p is not Phase.OVER])
def test_a_question_can_be_skipped_from_anywhere(phase: Phase) -> None:
    setup = SPOKEN_SETUP if phase is Phase.WORDS else SETUP
    session = at(phase, Desk(replace(setup, preset=PHONE)))
    session.skip_question()
    assert (session.phase, session.position) == (Phase.READING, 2)


STEPS: dict[str, tuple[Callable[[PracticeSession], None], set[Phase]]] = {
    "question_was_read": (PracticeSession.question_was_read, {Phase.READING}),
    "begin_answer": (PracticeSession.begin_answer, {Phase.READING, Phase.PREPARING}),
    "word_was_given": (PracticeSession.word_was_given, {Phase.ANSWERING}),
    "pause": (PracticeSession.pause, {Phase.ANSWERING}),
    "go_on": (PracticeSession.go_on, {Phase.PAUSED}),
    "end_answer": (PracticeSession.end_answer, {Phase.ANSWERING, Phase.PAUSED}),
    "words_are_given": (lambda s: s.words_are_given("said"), {Phase.WORDS}),
    "rate": (lambda s: s.rate(None), {Phase.RATING}),
    "next_question": (PracticeSession.next_question, {Phase.REVIEW}),
    "try_again": (PracticeSession.try_again, {Phase.REVIEW}),
}


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("step", list(STEPS))
def test_a_step_is_taken_only_from_its_phases(step: str, phase: Phase) -> None:
    take, allowed = STEPS[step]
    session = at(phase, Desk(SPOKEN_SETUP))
    before = session.draft()
    if phase in allowed:
        take(session)
    else:
        with pytest.raises(WrongPhaseError, match=phase.value):
            take(session)
        assert session.draft() == before


class TestResume:
    @pytest.mark.parametrize(
        ("left_in", "comes_back_in"),
        [
            (Phase.READING, Phase.READING),
            (Phase.PREPARING, Phase.READING),
            (Phase.ANSWERING, Phase.PAUSED),
            (Phase.PAUSED, Phase.PAUSED),
            (Phase.WORDS, Phase.WORDS),
            (Phase.RATING, Phase.RATING),
            (Phase.REVIEW, Phase.RATING),
        ],
    )
    def test_every_phase_comes_back_with_its_words_and_seconds(
        self, left_in: Phase, comes_back_in: Phase
    ) -> None:
        desk = Desk(SPOKEN_SETUP)
        before = at(left_in, desk)
        before.text, before.note, before.cursor = "Half of what I", "fleet, 60 cars", (3, 7)
        draft = before.draft()
        desk.clock = FakeClock(seconds=3.0, day=NOON + timedelta(days=2))  # another process

        after = desk.resume(draft)

        assert after.phase is comes_back_in
        assert (after.text, after.note, after.cursor) == (
            "Half of what I", "fleet, 60 cars", (3, 7),
        )  # fmt: skip
        assert after.attempt == before.attempt
        assert after.started_at == before.started_at
        assert after.question == before.question
        desk.clock.pass_seconds(100)
        assert after.timing.answer == before.timing.answer
        assert after.timing.first_word == before.timing.first_word

    def test_preparation_goes_on_counting_where_it_stopped(self) -> None:
        desk = Desk()
        before = at(Phase.PREPARING, desk)
        desk.clock.pass_seconds(10)
        session = desk.resume(before.draft())
        assert session.preparation_left == 20
        session.question_was_read()
        desk.clock.pass_seconds(5)
        assert session.preparation_left == 15

    def test_an_interrupted_answer_counts_as_paused_once(self) -> None:
        desk = Desk()
        running, paused = at(Phase.ANSWERING, desk), at(Phase.PAUSED, desk)
        assert desk.resume(running.draft()).timing.pauses == 1
        assert desk.resume(paused.draft()).timing.pauses == 1

    def test_even_a_board_waits_for_who_was_interrupted(self) -> None:
        desk = Desk(replace(SETUP, preset=BOARD))
        session = desk.resume(at(Phase.ANSWERING, desk).draft())
        assert session.phase is Phase.PAUSED
        session.go_on()
        desk.clock.pass_seconds(1)
        assert session.answer_seconds == 61

    def test_the_middle_of_a_session_is_found_again(self) -> None:
        desk = Desk(replace(SETUP, preset=PHONE))
        session = at(Phase.REVIEW, desk)
        session.next_question()
        session.question_was_read()
        again = desk.resume(session.draft())
        assert again.position == 2
        assert again.question == session.question

    def test_resuming_and_saving_changes_nothing_but_the_time_of_saving(self) -> None:
        desk = Desk()
        draft = at(Phase.PAUSED, desk).draft()
        desk.clock.pass_seconds(50)
        assert desk.resume(draft).draft() == replace(
            draft, saved_at=draft.saved_at + timedelta(seconds=50)
        )


class ClockUnderUse(RuleBasedStateMachine):
    """Whatever is done in whatever order, the answer clock counts the answering and no more."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(SPOKEN_SETUP)
        self.session = self.desk.session()
        self.answered = 0

    @rule(step=st.sampled_from(sorted(STEPS)))
    def take(self, step: str) -> None:
        take, allowed = STEPS[step]
        if self.session.phase in allowed:
            take(self.session)
            if step == "try_again":
                self.answered = 0

    @rule(seconds=st.integers(0, 500))
    def wait(self, seconds: int) -> None:
        self.desk.clock.pass_seconds(seconds)
        if self.session.phase is Phase.ANSWERING:
            self.answered += seconds

    @rule(days=st.integers(-1000, 1000))
    def set_the_time_of_day(self, days: int) -> None:
        self.desk.clock.set_day(NOON + timedelta(days=days))

    @precondition(lambda self: self.session.phase is not Phase.OVER)
    @rule()
    def be_killed_and_resume(self) -> None:
        self.session = self.desk.resume(self.session.draft())

    @invariant()
    def only_answering_counts(self) -> None:
        assert self.session.answer_seconds == self.answered
        first = self.session.first_word
        assert first is None or 0 <= first <= self.answered


TestClockUnderUse = ClockUnderUse.TestCase
TestClockUnderUse.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
