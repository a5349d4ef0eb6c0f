"""What follows the questions of a board: the lobby, supplementals where it came out thin, the end.

All of it can be left and gone on with: the answers are stored, a draft says how far it came, and
a supplemental that was answered belongs to the attempt that it adds to, as an answered probe does.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from mock_panel.domain.attempts import Attempt, ProbeAnswer, added_sound
from mock_panel.domain.english import how_many
from mock_panel.domain.frameworks import Ecq
from mock_panel.domain.presets import Preset
from mock_panel.domain.sessions import SUPPLEMENTAL_PHASE, SUPPLEMENTAL_PHASES, Draft
from mock_panel.errors import StorageError
from mock_panel.practice.board_indicator import BoardIndicator, came_out_thin, rehearsal_outcome
from mock_panel.practice.left_to_do import in_lobby
from mock_panel.practice.rehearsal import Rehearsal
from mock_panel.practice.session import PracticeSession
from mock_panel.practice.timing import seconds_aloud


@dataclass(frozen=True, slots=True)
class Supplemental:
    """A predetermined further question, and the answer that it adds to."""

    attempt: Attempt
    question: str

    @property
    def sound(self) -> str:
        """The name of the recording of its answer."""
        return added_sound(self.attempt.id, len(self.attempt.continuations) + 1)


@dataclass(slots=True)
class BoardRound:
    """One board from the lobby on; any step may raise StorageError and changes nothing then."""

    rehearsal: Rehearsal
    preset: Preset
    draft: Draft
    """As it is on the disk."""
    attempts: list[Attempt]
    """The answers, in order."""
    thin: frozenset[str] = field(init=False)
    """The attempts that the panel asks on about; settled in the lobby."""
    _passed: set[str] = field(default_factory=set)
    """Supplementals that were left without an answer."""

    def __post_init__(self) -> None:
        self.thin = frozenset(
            a.id for a in self.attempts if came_out_thin(a) or self._supplemented(a)
        )

    @classmethod
    def after(cls, rehearsal: Rehearsal, session: PracticeSession) -> "BoardRound":
        """What follows the last question of a session."""
        return cls(
            rehearsal, session.preset, in_lobby(session.draft()),
            list(rehearsal.answers_of(session.id)),
        )  # fmt: skip

    @classmethod
    def resume(cls, rehearsal: Rehearsal, draft: Draft) -> "BoardRound | None":
        """Go on with a draft; None if another window has it.

        Raises:
            InputError: the bank no longer has the preset; the draft stays.
        """
        latest = rehearsal.as_it_waits(draft)
        if latest is None:
            return None
        preset = rehearsal.preset(latest.setup.preset)
        if not rehearsal.drafts.claim(latest.session):
            return None
        return cls(rehearsal, preset, latest, list(rehearsal.answers_of(latest.session)))

    @property
    def session(self) -> PracticeSession:
        """The session as it ended with its last question."""
        clocks = self.rehearsal
        return PracticeSession.resume(
            self.draft, self.preset, clocks.monotonic, clocks.now, clocks.new_id
        )

    @property
    def is_called_back(self) -> bool:
        """Whether a supplemental has been begun: then the wait in the lobby is over."""
        begun = self.draft.phase in SUPPLEMENTAL_PHASES
        return begun or any(self._supplemented(attempt) for attempt in self.attempts)

    @property
    def spent(self) -> float:
        """Seconds of the supplementals that are answered."""
        return sum(sum(c.seconds for c in self._supplemented(a)) for a in self.attempts)

    @property
    def next(self) -> Supplemental | None:
        """The one that is asked next; None when all are answered or the time is used up."""
        if self.spent >= self.preset.supplemental_seconds:
            return None
        waiting = self._waiting
        if self.draft.phase in SUPPLEMENTAL_PHASES:
            begun = [s for s in waiting if s.question == self.draft.note]
            waiting = begun or waiting
        return waiting[0] if waiting else None

    @property
    def begun_words(self) -> tuple[str, float]:
        """What was written of the next one before it was left, and the seconds on its clock."""
        following = self.next
        if following is None or self.draft.note != following.question:
            return "", 0.0
        return self.draft.text, self.draft.answer_seconds

    @property
    def outcome(self) -> BoardIndicator:
        """What the answers come to, supplementals included."""
        return self.outcome_of(self.attempts)

    def outcome_of(self, attempts: Sequence[Attempt]) -> BoardIndicator:
        """The same of answers that have got their words, or more of them, since."""
        framework = self.rehearsal.bank.framework(self.draft.setup.framework)
        return rehearsal_outcome(framework, attempts)

    @property
    def called_back_words(self) -> str:
        """What the panel decided, in a sentence or two; it says nothing of how the answers were."""
        waiting = self._waiting
        if not waiting:
            return "The panel has no further questions."
        titles = ", ".join(dict.fromkeys(self._ecq(s.attempt).short_title for s in waiting))
        minutes = self.preset.supplemental_seconds // 60
        return (
            f"The panel asks for more on {titles}: {how_many(len(waiting), 'supplemental')}, "
            f"{minutes} minutes in all."
        )

    def keep(self, supplemental: Supplemental, text: str, seconds: float) -> None:
        """Write what there is of an answer to disk."""
        draft = self.draft_of(supplemental, text, seconds)
        self.rehearsal.drafts.save(draft)
        self.draft = draft

    def draft_of(self, supplemental: Supplemental, text: str, seconds: float) -> Draft:
        """The draft with so much of an answer."""
        return replace(
            self.draft, phase=SUPPLEMENTAL_PHASE, attempt=supplemental.attempt.id,
            position=supplemental.attempt.position, note=supplemental.question, text=text,
            answer_seconds=seconds, saved_at=self.rehearsal.now(),
        )  # fmt: skip

    def answer(
        self, supplemental: Supplemental, text: str, seconds: float, *, aloud: bool = False
    ) -> None:
        """Add an answer to its attempt; blank leaves the supplemental unanswered.

        Args:
            supplemental: that was asked.
            text: its words.
            seconds: that it took.
            aloud: it was spoken: then it is an answer without words too.
        """
        if text.strip() or aloud:
            longer = self.rehearsal.answer_probe(
                supplemental.attempt, supplemental.question, text, seconds
            )
            self.attempts = [longer if a.id == longer.id else a for a in self.attempts]
            # Unfinished, the sound is as safe.
            with suppress(StorageError):
                self.rehearsal.recordings.finish(supplemental.sound)
        else:
            self.rehearsal.recordings.erase(supplemental.sound)
            self._passed.add(supplemental.question)
        draft = replace(in_lobby(self.draft), saved_at=self.rehearsal.now())
        self.rehearsal.drafts.save(draft)
        self.draft = draft

    def leave(self) -> None:
        """Stop for now; the draft waits."""
        self.rehearsal.drafts.release(self.draft.session)

    def close(self) -> None:
        """The board is over; nothing of it waits."""
        self.rehearsal.drafts.delete(self.draft.session)
        self.rehearsal.drafts.release(self.draft.session)

    @property
    def _waiting(self) -> Sequence[Supplemental]:
        return [
            Supplemental(attempt, question)
            for attempt in self.attempts
            if attempt.id in self.thin
            for question in self._supplementals(attempt)
            if question not in self._passed
            and question not in [c.probe for c in attempt.continuations]
        ]

    def _supplementals(self, attempt: Attempt) -> tuple[str, ...]:
        question = self.rehearsal.bank_question(attempt.question)
        return question.supplementals if question is not None else ()

    def _supplemented(self, attempt: Attempt) -> list[ProbeAnswer]:
        asked = self._supplementals(attempt)
        return [c for c in attempt.continuations if c.probe in asked]

    def _ecq(self, attempt: Attempt) -> Ecq:
        question = attempt.question
        return self.rehearsal.bank.framework(question.framework).ecq(question.ecq)


_SEATED = (
    "The panel is seated. You do not learn who they are, and nobody reacts: no nod, no help, no "
    "word on how you did."
)
_NO_AIDS = (
    "No pause, no count of words, no bar of parts. You may have your outline at hand; an answer "
    "that is read out is marked down."
)
_INTERRUPTED = (
    "Interrupted, the board waits and goes on where it stopped. What you answered is kept as any "
    "answer is, whether you come back or not."
)


def entry_lines(preset: Preset) -> tuple[str, ...]:
    """What a candidate is told at the door, a paragraph each."""
    share = seconds_aloud(preset.total_seconds / preset.questions)
    asked = (
        f"{preset.questions} questions in {preset.total_seconds // 60} minutes, about {share} each "
        "with the reading. They were fixed before you came in. The clock informs and never cuts "
        "off."
    )
    return _SEATED, asked, _NO_AIDS, _afterwards(preset), _INTERRUPTED


def _afterwards(preset: Preset) -> str:
    if not preset.supplemental_seconds:
        return "The reviews come after the last question."
    return (
        "After the last question you wait in the lobby while the panel deliberates. Where an "
        f"answer came out thin it asks on, for up to {preset.supplemental_seconds // 60} minutes; "
        "then comes the report."
    )
