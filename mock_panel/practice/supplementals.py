"""A supplemental as a session of its own: while it is answered, and while it gets its words later.

Both are what a screen or a line of talk needs: the session that is driven, the draft that says how
far it came, and where the answer goes.
"""

from dataclasses import dataclass, replace
from typing import Protocol

from mock_panel.domain.attempts import AskedQuestion, Attempt
from mock_panel.domain.english import clock_face, how_many
from mock_panel.domain.ids import AttemptId
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.presets import Preset
from mock_panel.domain.sessions import (
    SUPPLEMENTAL_PHASE,
    SUPPLEMENTAL_PHASES,
    SUPPLEMENTAL_WORDS_PHASE,
    Draft,
)
from mock_panel.practice.board_round import BoardRound, Supplemental
from mock_panel.practice.left_to_do import probe_draft, probe_session
from mock_panel.practice.ports.sound import Recordings
from mock_panel.practice.rehearsal import Rehearsal
from mock_panel.practice.session import Phase, PracticeSession

_FIRST_SECONDS = 1.0
"""Of speaking: sound that ends within them holds no answer."""


class Sitting(Protocol):
    """A supplemental that is being answered, or gets its words."""

    @property
    def supplemental(self) -> Supplemental:
        """What was asked."""

    @property
    def session(self) -> PracticeSession:
        """The session that is driven."""

    @property
    def clock(self) -> str:
        """The time that counts here."""

    def draft(self) -> Draft:
        """How far it came, to be kept on the disk."""

    def leave(self) -> None:
        """Stop for now; the draft waits."""


@dataclass(slots=True)
class BoardSitting:
    """A supplemental of a board while it is answered."""

    board: BoardRound
    supplemental: Supplemental
    session: PracticeSession

    @classmethod
    def begin(cls, board: BoardRound, supplemental: Supplemental) -> "BoardSitting":
        """Answer a supplemental, from where it was left."""
        draft, phase = board.draft, Phase.READING
        if draft.phase in SUPPLEMENTAL_PHASES and draft.note == supplemental.question:
            is_spoken_out = draft.phase == SUPPLEMENTAL_WORDS_PHASE
            phase = Phase.WORDS if is_spoken_out else Phase.PAUSED
        else:
            draft = replace(
                draft, text="", answer_seconds=0.0, first_word_seconds=None, cursor=(0, 0)
            )
        session = _session(board.rehearsal, board.preset, supplemental, draft, phase)
        return cls(board, supplemental, session)

    @property
    def clock(self) -> str:
        """The seconds of all supplementals so far, of those that there are."""
        spent = self.board.spent + self.session.answer_seconds
        return f"{clock_face(spent)} of {clock_face(self.board.preset.supplemental_seconds)}"

    def draft(self) -> Draft:
        """The board's draft with so much of an answer."""
        session = self.session
        begun = self.board.draft_of(self.supplemental, session.text, session.answer_seconds)
        is_spoken_out = self._is_spoken and session.phase in (Phase.WORDS, Phase.RATING)
        return replace(
            begun, phase=SUPPLEMENTAL_WORDS_PHASE if is_spoken_out else SUPPLEMENTAL_PHASE,
            first_word_seconds=session.first_word, cursor=session.cursor,
        )  # fmt: skip

    def give(self) -> None:
        """Add the answer to its attempt.

        Raises:
            StorageError: it could not be stored; nothing has changed.
        """
        session = self.session
        self.board.answer(
            self.supplemental, session.text, round(session.answer_seconds, 1), aloud=self._was_said
        )

    def leave(self) -> None:
        """Stop for now; the board's draft waits."""
        self.board.leave()

    @property
    def _is_spoken(self) -> bool:
        return self.session.setup.mode is AnswerMode.SPOKEN

    @property
    def _was_said(self) -> bool:
        """Whether something was said, or may have been: a faint voice is not taken for speech."""
        session = self.session
        has_sound = session.spoken is not None and session.answer_seconds >= _FIRST_SECONDS
        return self._is_spoken and (session.first_word is not None or has_sound)


@dataclass(slots=True)
class WordsSitting:
    """What was added to an answer aloud, while its words are given."""

    rehearsal: Rehearsal
    attempt: Attempt
    number: int
    """Of what was added to it, from 1."""
    supplemental: Supplemental
    session: PracticeSession

    @classmethod
    def begin(
        cls, rehearsal: Rehearsal, attempt: Attempt, number: int, draft: Draft | None = None
    ) -> "WordsSitting | None":
        """Give words to what was added to an answer; None if another window does so.

        Args:
            rehearsal: with the stores.
            attempt: the answer as it is stored.
            number: of what was added, from 1.
            draft: words that were left half given.

        Raises:
            InputError: the bank no longer has the preset.
        """
        preset = rehearsal.preset(attempt.preset)
        if not rehearsal.drafts.claim(probe_session(attempt)):
            return None
        added = attempt.continuations[number - 1]
        before = replace(attempt, continuations=attempt.continuations[: number - 1])
        supplemental = Supplemental(before, added.probe)
        text = draft.text if draft is not None else added.text
        begun = probe_draft(attempt, added.probe, text, added.seconds, rehearsal.now())
        session = _session(rehearsal, preset, supplemental, begun, Phase.WORDS)
        session.stored = attempt
        return cls(rehearsal, attempt, number, supplemental, session)

    @property
    def clock(self) -> str:
        """How long the answer was."""
        return clock_face(self.session.answer_seconds)

    def draft(self) -> Draft:
        """The words so far, as those of a probe."""
        session, asked = self.session, self.supplemental.question
        now = self.rehearsal.now()
        return probe_draft(self.attempt, asked, session.text, session.answer_seconds, now)

    def give(self) -> Attempt:
        """Score the answer with these words, and store it.

        Raises:
            StorageError: it could not be stored; the draft has the words.
        """
        return self.rehearsal.word_added(self.attempt, self.number, self.session.text)

    def leave(self) -> None:
        """Stop for now; words that were entered wait."""
        if self.session.text in ("", self.attempt.continuations[self.number - 1].text):
            self.rehearsal.drafts.delete(probe_session(self.attempt))
        self.rehearsal.drafts.release(probe_session(self.attempt))


def said_aloud(attempt: Attempt, recordings: Recordings) -> tuple[int, ...]:
    """What was added to an answer aloud, by its numbers: without words, or with its sound kept."""
    added = zip(attempt.continuations, attempt.sounds[1:], strict=True)
    return tuple(
        number
        for number, (answer, sound) in enumerate(added, 1)
        if not answer.text.strip() or recordings.path(sound) is not None
    )


def number_of_added(attempt: Attempt, probe: str) -> int | None:
    """The number of what was added to answer this probe, from 1; None where nothing was."""
    asked = [answer.probe for answer in attempt.continuations]
    return asked.index(probe) + 1 if probe in asked else None


def lacking_words(attempt: Attempt) -> str:
    """That words of what was added aloud are still to be given; empty where none are."""
    count = sum(not answer.text.strip() for answer in attempt.continuations)
    if not count:
        return ""
    return f"{how_many(count, 'supplemental')} answered aloud, without words so far"


def _session(
    rehearsal: Rehearsal, preset: Preset, supplemental: Supplemental, draft: Draft, phase: Phase
) -> PracticeSession:
    """One question, recorded under the name of what is added; nobody prepares for it."""
    asked: AskedQuestion = replace(
        supplemental.attempt.question, text=supplemental.question, asks=()
    )
    one = replace(
        draft, setup=replace(draft.setup, preparation_seconds=0), questions=(asked,), position=1,
        attempt=AttemptId(supplemental.sound), phase=phase.value, note="", because=(),
        preparation_seconds=0.0, pauses=0,
    )  # fmt: skip
    return PracticeSession.resume(one, preset, rehearsal.monotonic, rehearsal.now, rehearsal.new_id)
