"""A session on disk: starts, saves, submits and resumes sessions through the ports."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mock_panel.domain.attempts import AskedQuestion, Attempt, ProbeAnswer, added_sound
from mock_panel.domain.clocks import IdFactory, SteadyClock, WallClock
from mock_panel.domain.history import HistoryQuery
from mock_panel.domain.ids import AttemptId, PresetId, SessionId
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.presets import Preset
from mock_panel.domain.questions import Question, QuestionBank
from mock_panel.domain.sessions import SUPPLEMENTAL_PHASES, Draft, SessionSetup
from mock_panel.domain.speech import SpokenAnswer
from mock_panel.errors import InputError, StorageError
from mock_panel.practice.drawing import DrawnQuestion, check_setup, draw_by_need
from mock_panel.practice.held_down import prompt_of
from mock_panel.practice.left_sound import erase_scraps
from mock_panel.practice.left_to_do import (
    LeftToDo,
    in_lobby,
    probe_session,
    setup_around,
    words_session,
)
from mock_panel.practice.microphone_trial import erase_left_trials
from mock_panel.practice.ports.sound import Recordings
from mock_panel.practice.ports.stores import AttemptStore, DraftStore
from mock_panel.practice.session import Phase, PracticeSession
from mock_panel.practice.standing import read_standing
from mock_panel.scoring.engine import score

_FIRST_SECONDS = 1.0
"""Of an answer: whoever leaves within them has only looked."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The use cases around a session; each call may raise StorageError and changes nothing then."""

    bank: QuestionBank
    attempts: AttemptStore
    drafts: DraftStore
    monotonic: SteadyClock
    now: WallClock
    new_id: IdFactory
    recordings: Recordings

    def start(
        self, setup: SessionSetup, interview: date | None = None
    ) -> tuple[PracticeSession, tuple[DrawnQuestion, ...]]:
        """Draw the questions of a new session by need.

        Args:
            setup: of the session.
            interview: its day, if known: it caps the waits, and its last days are a taper.

        Raises:
            InputError: the set-up names something that the bank does not have.
        """
        framework, _ = check_setup(self.bank, setup)
        standing = read_standing(framework, self.attempts, self.now(), interview)
        drawn = draw_by_need(self.bank, setup, standing)
        asked = tuple(AskedQuestion.of(d.question) for d in drawn)
        return self._session(setup, asked, tuple(d.because for d in drawn)), drawn

    def start_with(self, setup: SessionSetup, question: AskedQuestion) -> PracticeSession:
        """A new session of one given question, such as one to try again."""
        return self._session(setup, (question,))

    def give_words(self, attempt: Attempt) -> PracticeSession | None:
        """A session in which a stored answer gets its words; None if another window has it.

        Raises:
            InputError: the bank no longer has the preset.
        """
        name = words_session(attempt.id)
        if not self.drafts.claim(name):
            return None
        session = PracticeSession(
            name, setup_around(attempt), self.preset(attempt.preset), (attempt.question,),
            self.monotonic, self.now, self.new_id,
        )  # fmt: skip
        session.reopen_words(attempt)
        return session

    def keep(self, session: PracticeSession) -> None:
        """Write the session's draft to disk."""
        self.drafts.save(session.draft())

    def unfinished(self) -> tuple[Draft, ...]:
        """Drafts that wait to be resumed, the newest first; finished ones are cleared away."""
        left_to_do = self._left_to_do
        waiting = []
        for draft in self.drafts.resumable():
            if (left := left_to_do.of(draft)) is not None:
                waiting.append(left)
            else:
                self.drafts.delete(draft.session)
        return tuple(waiting)

    def as_it_waits(self, draft: Draft) -> Draft | None:
        """The draft looked up again; None if it waits no more.

        Another window may have taken it, written more and left it since the list was made.
        """
        waiting = {d.session: d for d in self.unfinished()}
        return waiting.get(draft.session)

    def resume(self, draft: Draft) -> PracticeSession | None:
        """Go on with a draft; None if another window has taken it.

        Raises:
            InputError: the bank no longer has the preset; the draft stays.
        """
        latest = self.as_it_waits(draft)
        if latest is None:
            return None
        preset = self.preset(latest.setup.preset)
        if not self.drafts.claim(latest.session):
            return None
        session = PracticeSession.resume(latest, preset, self.monotonic, self.now, self.new_id)
        # Whatever goes on with an answer that is stored gives it other words.
        if (stored := self.attempts.get(latest.attempt)) is not None:
            session.reopen_words(stored)
        return session

    def submit(self, session: PracticeSession) -> Attempt:
        """Score the answer and store it in one transaction; then the draft moves on.

        The attempt's id is in the draft, so that a crash between the two steps stores
        the answer once and not twice.
        """
        spoken = session.spoken or self._found_on_disk(session)
        if session.stored is not None:
            attempt = replace(session.stored, text=session.text, spoken=spoken)
            return self._store(session, attempt)
        attempt = Attempt(
            id=session.attempt,
            session=session.id,
            preset=session.preset.id,
            position=session.position,
            question=session.question,
            mode=session.setup.mode,
            started_at=session.started_at,
            timing=session.timing,
            band=session.preset.band,
            text=session.text,
            note=session.note,
            self_rating=session.self_rating,
            report=None,
            spoken=spoken,
        )
        return self._store(session, attempt)

    def _store(self, session: PracticeSession, attempt: Attempt) -> Attempt:
        attempt = self._scored(replace(attempt, report=None))
        self.attempts.save(attempt)
        if attempt.spoken is not None:
            # The microphone may have gone away for good; unfinished, the sound is as safe.
            with suppress(StorageError):
                self.recordings.finish(attempt.id)
        draft = session.draft()
        if not session.is_last:
            self.keep(session)
        elif self._left_to_do.has_lobby(draft):
            self.drafts.save(in_lobby(draft))
        else:
            self.drafts.delete(session.id)
        return attempt

    def answers_of(self, session: SessionId) -> tuple[Attempt, ...]:
        """The stored answers of a session, in the order they were given."""
        found = self.attempts.attempts(HistoryQuery(session=session))
        return tuple(sorted(found, key=lambda attempt: (attempt.position, attempt.started_at)))

    def seconds_before(self, session: PracticeSession) -> float:
        """What the answers of a session that are stored took, preparation included."""
        stored = (a for a in self.answers_of(session.id) if a.id != session.attempt)
        return sum(a.timing.preparation + a.timing.answer for a in stored)

    def answer_probe(self, attempt: Attempt, probe: str, text: str, seconds: float) -> Attempt:
        """Continue an attempt with the answer to a probe; both are scored together."""
        answer = ProbeAnswer(probe, text, self.now(), seconds)
        longer = self._scored(replace(attempt, continuations=(*attempt.continuations, answer)))
        self.attempts.save(longer)
        draft = probe_session(attempt)
        self.drafts.delete(draft)
        self.drafts.release(draft)
        return longer

    def word_added(self, attempt: Attempt, number: int, text: str) -> Attempt:
        """Give what was added to an answer aloud its words, or other ones; all is scored anew.

        Args:
            attempt: the answer.
            number: of what was added, from 1.
            text: the words; blank leaves it without.
        """
        stored = self.attempts.get(attempt.id) or attempt
        added = list(stored.continuations)
        added[number - 1] = replace(added[number - 1], text=text)
        worded = self._scored(replace(stored, continuations=tuple(added)))
        self.attempts.save(worded)
        draft = probe_session(attempt)
        self.drafts.delete(draft)
        self.drafts.release(draft)
        return worded

    def leave(self, session: PracticeSession) -> None:
        """Stop for now: the draft waits, unless there is nothing in it."""
        if session.phase is Phase.OVER:
            # What follows a board has a draft of its own.
            self.drafts.release(session.id)
            return
        is_reviewed = session.phase is Phase.REVIEW and session.is_last
        if is_reviewed and self._is_stored(session):
            self.close(session)
            return
        try:
            if session.is_written or session.position > 1 or self._was_spoken(session):
                self.keep(session)
            else:
                self.drafts.delete(session.id)
                self._erase_sound(session.attempt)
        finally:
            # Otherwise this very window would take the last draft for somebody else's.
            self.drafts.release(session.id)

    def _is_stored(self, session: PracticeSession) -> bool:
        """Whether the answer is in the database with the words that it has now."""
        if session.stored is None:
            return self.attempts.exists(session.attempt)
        stored = self.attempts.get(session.attempt)
        return stored is not None and stored.text == session.text

    def discard(self, draft: Draft) -> None:
        """Forget a draft for good, and the sound that was recorded for it."""
        self.drafts.delete(draft.session)
        self.drafts.release(draft.session)
        self._erase_sound(draft.attempt)
        if draft.phase in SUPPLEMENTAL_PHASES and (of := self.attempts.get(draft.attempt)):
            self.recordings.erase(added_sound(of.id, len(of.continuations) + 1))

    def skip(self, session: PracticeSession) -> None:
        """Leave the question at hand unanswered; nothing of it is kept."""
        skipped = session.attempt
        session.skip_question()
        self._erase_sound(skipped)

    def erase_expired(self, days: int) -> int:
        """Erase the recordings older than so many days; how many there were. 0 keeps them all.

        What a trial of the microphone left behind goes in any case, and so does the first second
        of an answer of which nothing else is known.
        """
        now = self.now()
        erase_left_trials(self.recordings, now)
        erased = self.recordings.erase_older(now - timedelta(days=days)) if days else 0
        erase_scraps(self.recordings, self.attempts, self.drafts)
        return erased

    def close(self, session: PracticeSession) -> None:
        """The session is over; nothing of it waits."""
        self.drafts.delete(session.id)
        self.drafts.release(session.id)

    def bank_question(self, asked: AskedQuestion) -> Question | None:
        """The bank's entry for a question, with its probes; None if it has left the bank."""
        try:
            return self.bank.question(asked.id)
        except KeyError:
            return None

    @property
    def _left_to_do(self) -> LeftToDo:
        return LeftToDo(self.bank, self.attempts, self.recordings, self.now, self.new_id)

    def _erase_sound(self, attempt: AttemptId) -> None:
        """Erase the sound of an answer that was not stored."""
        if not self.attempts.exists(attempt):
            self.recordings.erase(attempt)

    def _was_spoken(self, session: PracticeSession) -> bool:
        """Whether something was said, or may have been: a faint voice is not taken for speech."""
        if session.setup.mode is not AnswerMode.SPOKEN:
            return False
        if session.first_word is not None or session.phase in (Phase.WORDS, Phase.RATING):
            return True
        has_sound = self.recordings.path(session.attempt) is not None
        return has_sound and session.answer_seconds >= _FIRST_SECONDS

    def _found_on_disk(self, session: PracticeSession) -> SpokenAnswer | None:
        """What was recorded before the app was killed, and nobody has listened to yet."""
        if session.setup.mode is not AnswerMode.SPOKEN:
            return None
        recording = self.recordings.recover(session.attempt)
        return None if recording is None else SpokenAnswer(recording)

    def preset(self, preset_id: PresetId) -> Preset:
        """The shape of a session that has begun.

        Raises:
            InputError: the bank no longer has it.
        """
        try:
            return self.bank.preset(preset_id)
        except KeyError:
            raise InputError(
                f"The answer belongs to the preset {preset_id!r}, which the bank no longer has.",
                "Start a new session; what was kept stays where it is.",
            ) from None

    def _session(
        self,
        setup: SessionSetup,
        questions: tuple[AskedQuestion, ...],
        because: tuple[str, ...] = (),
    ) -> PracticeSession:
        session = PracticeSession(
            SessionId(self.new_id()),
            setup,
            self.bank.preset(setup.preset),
            questions,
            self.monotonic,
            self.now,
            self.new_id,
            because=because,
        )
        self.drafts.claim(session.id)
        return session

    def _scored(self, attempt: Attempt) -> Attempt:
        """Without words there is nothing to score: the attempt is timed only."""
        if not attempt.text.strip() and attempt.mode is AnswerMode.SPOKEN:
            return attempt
        report = score(
            attempt.full_text,
            prompt=prompt_of(attempt.question, self.bank),
            mode=attempt.mode,
            seconds=attempt.timing.answer + sum(c.seconds for c in attempt.continuations),
            answer_id=attempt.id,
            year=attempt.started_at.year,
        )
        return replace(attempt, report=report)
