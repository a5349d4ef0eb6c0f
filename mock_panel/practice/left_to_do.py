"""What of a draft is left to do: where it goes on, or that all of it is stored."""

from dataclasses import dataclass, replace
from datetime import datetime

from mock_panel.domain.attempts import Attempt
from mock_panel.domain.clocks import IdFactory, WallClock
from mock_panel.domain.ids import AttemptId, SessionId
from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.sessions import (
    AFTER_THE_QUESTIONS,
    LOBBY_PHASE,
    PROBE_PHASE,
    Draft,
    SessionSetup,
)
from mock_panel.practice.ports.sound import Recordings
from mock_panel.practice.ports.stores import AttemptStore
from mock_panel.practice.session import Phase


def probe_session(attempt: Attempt) -> SessionId:
    """The session under which the draft of a probe's answer is kept."""
    return SessionId(f"{attempt.id}-probe")


def words_session(attempt: AttemptId) -> SessionId:
    """The session under which the words of a stored answer are given anew."""
    return SessionId(f"{attempt}-words")


def setup_around(attempt: Attempt) -> SessionSetup:
    """The set-up of a session that goes on with one stored answer."""
    question = attempt.question
    return SessionSetup(
        question.framework, attempt.preset, (question.ecq,), attempt.mode,
        voice=False, preparation_seconds=0, seed=0,
    )  # fmt: skip


def in_lobby(draft: Draft) -> Draft:
    """The draft of a board whose questions are all answered."""
    return replace(draft, phase=LOBBY_PHASE, text="", note="", answer_seconds=0.0)


def probe_draft(attempt: Attempt, probe: str, text: str, seconds: float, now: datetime) -> Draft:
    """The half-written answer to a probe, as a draft that `Rehearsal.unfinished` offers again."""
    return Draft(
        session=probe_session(attempt), setup=setup_around(attempt),
        questions=(attempt.question,), position=1, attempt=attempt.id,
        phase=PROBE_PHASE, text=text, note=probe, started_at=now,
        saved_at=now, preparation_seconds=0.0, answer_seconds=seconds, first_word_seconds=None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class LeftToDo:
    """Compares drafts with what is stored; each call may raise StorageError."""

    bank: QuestionBank
    attempts: AttemptStore
    recordings: Recordings
    now: WallClock
    new_id: IdFactory

    def of(self, draft: Draft) -> Draft | None:
        """The draft from where it goes on; None if all of it is stored."""
        if not self.attempts.exists(draft.attempt):
            is_of_stored = draft.phase == PROBE_PHASE or draft.session == words_session(
                draft.attempt
            )
            return None if is_of_stored else draft
        if draft.phase in AFTER_THE_QUESTIONS or self._adds_to_stored(draft):
            return draft
        if draft.phase == PROBE_PHASE or draft.position == len(draft.questions):
            return in_lobby(draft) if self.has_lobby(draft) else None
        return self._next_of(draft)

    def has_lobby(self, draft: Draft) -> bool:
        """Whether the panel may ask on when the last of these questions is answered."""
        is_added = draft.phase == PROBE_PHASE or draft.session == words_session(draft.attempt)
        known = {preset.id: preset for preset in self.bank.presets}
        preset = known.get(draft.setup.preset)
        return not is_added and preset is not None and preset.supplemental_seconds > 0

    def _adds_to_stored(self, draft: Draft) -> bool:
        """Whether a probe still waits for its answer, or an answer for its other words."""
        attempt = self.attempts.get(draft.attempt)
        if attempt is None:
            return False
        if draft.phase == PROBE_PHASE:
            return self._is_left_of_added(draft, attempt)
        gives_words = draft.phase == Phase.WORDS or draft.session == words_session(attempt.id)
        return gives_words and draft.text != attempt.text

    def _is_left_of_added(self, draft: Draft, attempt: Attempt) -> bool:
        """Whether a probe is unanswered, or what was said to it lacks the words of the draft."""
        for added, sound in zip(attempt.continuations, attempt.sounds[1:], strict=True):
            if added.probe == draft.note:
                was_said = self.recordings.path(sound) is not None
                return not added.text.strip() or (was_said and draft.text != added.text)
        return True

    def _next_of(self, draft: Draft) -> Draft:
        """The draft of the question after one that is already stored."""
        return replace(
            draft,
            position=draft.position + 1,
            attempt=AttemptId(self.new_id()),
            phase=Phase.READING.value,
            text="",
            note="",
            started_at=self.now(),
            preparation_seconds=0.0,
            answer_seconds=0.0,
            first_word_seconds=None,
            pauses=0,
            cursor=(0, 0),
        )
