"""One session of practice as a state machine; the app and plain mode both drive it.

    reading -> preparing -> answering <-> paused -> words -> rating -> review -> reading ...
                                                                             -> over

`words` is for spoken answers only: what was said is transcribed, typed or pasted, or left out. An
answer that is stored already may come back to `words`, and goes to its review from there.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from mock_panel.domain.attempts import AskedQuestion, Attempt, SelfRating, Timing
from mock_panel.domain.clocks import IdFactory, SteadyClock, WallClock
from mock_panel.domain.ids import AttemptId, SessionId
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.presets import Preset
from mock_panel.domain.sessions import AFTER_THE_QUESTIONS, Draft, SessionSetup
from mock_panel.domain.speech import Recording, SpokenAnswer
from mock_panel.practice.timing import AnswerClock


class Phase(StrEnum):
    """Where a session stands."""

    READING = "reading"
    """The question is being read aloud; no clock runs."""
    PREPARING = "preparing"
    """The preparation counts down."""
    ANSWERING = "answering"
    PAUSED = "paused"
    WORDS = "words"
    """A spoken answer has ended; its words may be transcribed, typed or pasted."""
    RATING = "rating"
    REVIEW = "review"
    OVER = "over"


class WrongPhaseError(RuntimeError):
    """A step was asked for that the phase does not have: a defect, not the user's doing."""


@dataclass(slots=True)
class PracticeSession:
    """The state of one session; every method is a step, and checks that it may be taken."""

    id: SessionId
    setup: SessionSetup
    preset: Preset
    questions: tuple[AskedQuestion, ...]
    monotonic: SteadyClock
    now: WallClock
    new_id: IdFactory
    position: int = 1
    phase: Phase = Phase.READING
    text: str = ""
    note: str = ""
    cursor: tuple[int, int] = (0, 0)
    self_rating: SelfRating | None = None
    pauses: int = 0
    first_word: float | None = None
    spoken: SpokenAnswer | None = None
    """What was recorded of this answer; None without a recording."""
    stored: Attempt | None = None
    """The answer as it is stored, where only its words are given anew."""
    because: tuple[str, ...] = ()
    """Why each question was drawn; empty where they were given."""
    attempt: AttemptId = field(init=False)
    started_at: datetime = field(init=False)
    _note_before: str = field(init=False)
    """The key points that the answer began with."""
    _preparation: AnswerClock = field(init=False)
    _answer: AnswerClock = field(init=False)

    def __post_init__(self) -> None:
        self._begin_question()

    @classmethod
    def resume(
        cls,
        draft: Draft,
        preset: Preset,
        monotonic: SteadyClock,
        now: WallClock,
        new_id: IdFactory,
    ) -> "PracticeSession":
        """Go on where a draft stopped: same words, same seconds, same caret."""
        session = cls(
            draft.session, draft.setup, preset, draft.questions, monotonic, now, new_id,
            position=draft.position, because=draft.because,
        )  # fmt: skip
        session.attempt = draft.attempt
        session.started_at = draft.started_at
        session.text, session.note, session.cursor = draft.text, draft.note, draft.cursor
        session.first_word, session.pauses = draft.first_word_seconds, draft.pauses
        session._preparation.counted = draft.preparation_seconds
        session._answer.counted = draft.answer_seconds
        if draft.phase in AFTER_THE_QUESTIONS:
            session.phase = Phase.OVER
            return session
        phase = Phase(draft.phase)
        if phase in (Phase.ANSWERING, Phase.PAUSED):
            session.phase = Phase.PAUSED
            session.pauses += phase is Phase.ANSWERING
        elif phase is Phase.WORDS:
            session.phase = phase
        elif phase in (Phase.RATING, Phase.REVIEW):
            # An answer that had reached its review without being stored is rated anew.
            session.phase = Phase.RATING
        return session

    @property
    def question(self) -> AskedQuestion:
        """The question at hand."""
        return self.questions[self.position - 1]

    @property
    def reason(self) -> str:
        """Why the question at hand was drawn, to follow "because"; empty where it was given."""
        return self.because[self.position - 1] if self.position <= len(self.because) else ""

    @property
    def is_untouched(self) -> bool:
        """Whether nothing of the session has happened yet."""
        return self.position == 1 and self.phase is Phase.READING

    @property
    def is_written(self) -> bool:
        """Whether there are words that would be lost: of the answer, or of its outline."""
        is_outlined = self.note.strip() and self.note != self._note_before
        return bool(self.text.strip() or is_outlined)

    @property
    def may_pause(self) -> bool:
        """A board does not wait."""
        return not self.preset.board

    @property
    def preparation_left(self) -> float:
        """Seconds of preparation that are left."""
        return max(0.0, self.setup.preparation_seconds - self._preparation.elapsed)

    @property
    def answer_seconds(self) -> float:
        """Seconds of answering so far, without pauses."""
        return self._answer.elapsed

    @property
    def is_last(self) -> bool:
        """Whether no question follows."""
        return self.position == len(self.questions)

    @property
    def timing(self) -> Timing:
        """What was measured of this answer."""
        return Timing(
            round(self._preparation.elapsed, 1),
            round(self._answer.elapsed, 1),
            None if self.first_word is None else round(self.first_word, 1),
            self.pauses,
        )

    def question_was_read(self) -> None:
        """Reading has ended, or there is no voice: prepare, or answer at once."""
        self._expect(Phase.READING)
        if self.setup.preparation_seconds > 0:
            self.phase = Phase.PREPARING
            self._preparation.start()
        else:
            self._start_answer()

    def begin_answer(self) -> None:
        """Preparation is over, by the clock or by the candidate."""
        self._expect(Phase.READING, Phase.PREPARING)
        self._preparation.stop()
        self._start_answer()

    def word_was_given(self) -> None:
        """The candidate began to speak or to type; only the first time counts."""
        self._expect(Phase.ANSWERING)
        if self.first_word is None:
            self.first_word = self._answer.elapsed

    def sound_was_kept(self, recording: Recording) -> None:
        """The answer was recorded; its first word is where the speech begins."""
        self.spoken = SpokenAnswer(recording)
        if self.first_word is None and recording.speech:
            self.first_word = recording.speech[0].start

    def pause(self) -> None:
        """Stop the clock, where the preset allows it."""
        self._expect(Phase.ANSWERING)
        if not self.may_pause:
            message = "a board preset does not pause"
            raise WrongPhaseError(message)
        self._answer.stop()
        self.pauses += 1
        self.phase = Phase.PAUSED

    def go_on(self) -> None:
        """Let the clock run again after a pause or an interruption."""
        self._expect(Phase.PAUSED)
        self._start_answer()

    def end_answer(self) -> None:
        """The candidate has finished: the clock stops for good."""
        self._expect(Phase.ANSWERING, Phase.PAUSED)
        self._answer.stop()
        self.phase = Phase.WORDS if self.setup.mode is AnswerMode.SPOKEN else Phase.RATING

    def words_are_given(self, text: str) -> None:
        """What was said, as the candidate stands by it; blank leaves the attempt timed only."""
        self._expect(Phase.WORDS)
        self.text = text
        self.phase = Phase.RATING if self.stored is None else Phase.REVIEW

    def reopen_words(self, attempt: Attempt) -> None:
        """Give a stored answer its words, or other ones; all else of it stays as it is.

        Words that a resumed draft brings along stay in the place of the stored ones.
        """
        self._expect(Phase.REVIEW, Phase.READING, Phase.WORDS, Phase.RATING)
        if self.phase in (Phase.REVIEW, Phase.READING):
            self.text = attempt.text
        self.stored = attempt
        self.attempt, self.started_at, self.note = attempt.id, attempt.started_at, attempt.note
        self.self_rating, self.spoken = attempt.self_rating, attempt.spoken
        self.first_word, self.pauses = attempt.timing.first_word, attempt.timing.pauses
        self._preparation.counted = attempt.timing.preparation
        self._answer.counted = attempt.timing.answer
        self.phase = Phase.WORDS

    def rate(self, rating: SelfRating | None) -> None:
        """The candidate's own view, before any score is shown; None if it was skipped."""
        self._expect(Phase.RATING)
        self.self_rating = rating
        self.phase = Phase.REVIEW

    def next_question(self) -> None:
        """Leave the review for the next question, or for the end."""
        self._expect(Phase.REVIEW)
        if self.is_last:
            self.phase = Phase.OVER
            return
        self.position += 1
        self._begin_question()

    def skip_question(self) -> None:
        """Leave this question unanswered."""
        self.phase = Phase.REVIEW
        self.next_question()

    def try_again(self) -> None:
        """Answer the same question once more, as a new attempt with the same key points."""
        self._expect(Phase.REVIEW)
        note = self.note
        # The answer just given may have ended the reason, and what asks now is the candidate.
        self.because = tuple(
            "" if place == self.position else why for place, why in enumerate(self.because, 1)
        )
        self._begin_question()
        self.note = self._note_before = note

    def draft(self) -> Draft:
        """All that is needed to go on from here in another process."""
        return Draft(
            session=self.id,
            setup=self.setup,
            questions=self.questions,
            position=self.position,
            attempt=self.attempt,
            # Other words for a stored answer are only words until they are stored as well.
            phase=(self.phase if self.stored is None else Phase.WORDS).value,
            text=self.text,
            note=self.note,
            started_at=self.started_at,
            saved_at=self.now(),
            preparation_seconds=self._preparation.elapsed,
            answer_seconds=self._answer.elapsed,
            first_word_seconds=self.first_word,
            pauses=self.pauses,
            cursor=self.cursor,
            because=self.because,
        )

    def _begin_question(self) -> None:
        self.attempt = AttemptId(self.new_id())
        self.started_at = self.now()
        self.text = self.note = self._note_before = ""
        self.cursor = (0, 0)
        self.self_rating = self.first_word = self.spoken = self.stored = None
        self.pauses = 0
        self._preparation = AnswerClock(self.monotonic)
        self._answer = AnswerClock(self.monotonic)
        self.phase = Phase.READING

    def _start_answer(self) -> None:
        self.phase = Phase.ANSWERING
        self._answer.start()

    def _expect(self, *phases: Phase) -> None:
        if self.phase not in phases:
            message = f"not possible while {self.phase.value}"
            raise WrongPhaseError(message)
