"""Attempts: one answer to one question, with all that was true when it was given."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mock_panel.domain.ids import (
    AttemptId,
    CompetencyId,
    EcqId,
    FrameworkId,
    PresetId,
    QuestionId,
    SessionId,
)
from mock_panel.domain.parts import AnswerMode, Found, Ownership, Part
from mock_panel.domain.presets import Band
from mock_panel.domain.questions import Question
from mock_panel.domain.scores import ScoreReport
from mock_panel.domain.speech import SpokenAnswer

_ADDED = "-added-"
"""Between the id of an answer and the number of what was added to it, in a recording's name."""


def added_sound(attempt: AttemptId, number: int) -> str:
    """The name of the recording of what was added to an answer aloud; numbers from 1."""
    return f"{attempt}{_ADDED}{number}"


def answer_of_sound(name: str) -> AttemptId:
    """The answer that a recording belongs to, whether it is the answer or was added to it."""
    return AttemptId(name.partition(_ADDED)[0])


class AttemptStatus(StrEnum):
    """What became of an attempt."""

    SCORED = "scored"
    NOT_SCORED = "not_scored"
    """There are words, but the engine refused them; the report says why."""
    TIMED = "timed"
    """Spoken without words on record: timed and self-rated, never scored."""


@dataclass(frozen=True, slots=True)
class SelfRating:
    """What the candidate thought of the answer before any score was shown."""

    situation: Found
    action: Found
    result: Found
    level: int
    """1 to 5."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it was worded when it was asked; later rewording never touches it."""

    id: QuestionId
    content_hash: str
    framework: FrameworkId
    ecq: EcqId
    text: str
    asks: tuple[str, ...]
    competencies: tuple[CompetencyId, ...]

    @classmethod
    def of(cls, question: Question) -> "AskedQuestion":
        """A copy of what the candidate sees of the question now."""
        return cls(
            question.id,
            question.content_hash,
            question.framework,
            question.ecq,
            question.text,
            question.asks,
            question.competencies,
        )


@dataclass(frozen=True, slots=True)
class ProbeAnswer:
    """A follow-up that was answered; part of the answer from then on."""

    probe: str
    text: str
    """Empty where it was spoken, as long as nobody has written the words down."""
    answered_at: datetime
    seconds: float


@dataclass(frozen=True, slots=True)
class Timing:
    """Measured seconds of one answer, from a clock that never runs backwards."""

    preparation: float
    answer: float
    """From the end of the reading (or of the preparation) to done, without pauses."""
    first_word: float | None
    """From the start of the answer clock to the first key or the start of speaking."""
    pauses: int = 0


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer to one question."""

    id: AttemptId
    session: SessionId
    preset: PresetId
    position: int
    """Place in the session, from 1."""
    question: AskedQuestion
    mode: AnswerMode
    started_at: datetime
    """Aware, UTC."""
    timing: Timing
    band: Band
    text: str
    """The candidate's words; empty for a timed attempt."""
    note: str
    """Key points noted while speaking; never scored."""
    self_rating: SelfRating | None
    report: ScoreReport | None
    """None for a timed attempt."""
    continuations: tuple[ProbeAnswer, ...] = ()
    spoken: SpokenAnswer | None = None
    """What was recorded; None for an answer that was not."""
    misunderstood: bool = False
    """The candidate says so of the question, after the answer."""

    @property
    def status(self) -> AttemptStatus:
        """Follows from the report."""
        if self.report is None:
            return AttemptStatus.TIMED
        return AttemptStatus.SCORED if self.report.is_scored else AttemptStatus.NOT_SCORED

    @property
    def full_text(self) -> str:
        """The answer and its continuations, as they are scored together."""
        return "\n\n".join((self.text, *(c.text for c in self.continuations))).strip()

    @property
    def sounds(self) -> tuple[str, ...]:
        """The names that its recordings have, as far as there are any."""
        added = range(1, len(self.continuations) + 1)
        return (self.id, *(added_sound(self.id, number) for number in added))

    @property
    def searched_text(self) -> str:
        """What a search looks through, the answer first."""
        later = (answer.text for answer in self.continuations)
        return "\n".join((self.text, *later, self.note, self.question.text))


@dataclass(frozen=True, slots=True)
class AttemptSummary:
    """What lists and charts need of an attempt, without its text."""

    id: AttemptId
    started_at: datetime
    framework: FrameworkId
    ecq: EcqId
    competencies: tuple[CompetencyId, ...]
    question_id: QuestionId
    question_text: str
    preset: PresetId
    mode: AnswerMode
    status: AttemptStatus
    seconds: float
    first_word_seconds: float | None
    band: Band
    words: int
    level: int | None
    level_exact: float | None
    found: dict[Part, Found]
    """Empty for a timed attempt."""
    shares: dict[Part, float]
    """Of the words, per story part; empty for a timed attempt."""
    ownership: Ownership | None
    quantified_result: bool | None
    self_level: int | None
    misunderstood: bool = False
