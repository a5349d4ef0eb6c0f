"""What the engine says of an answer: marks, level, evidence, advice."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mock_panel.domain.parts import Found, Ownership, Part

SCORE_SCHEMA = "mock-panel/score@1"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Unicode code points of the answer's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]


class ScoreStatus(StrEnum):
    """Whether an answer got a level."""

    SCORED = "scored"
    NOT_SCORED = "not_scored"


class Reason(StrEnum):
    """Why an answer was not scored."""

    EMPTY = "empty"
    TOO_SHORT = "too_short"
    NO_ANSWER = "no_answer"
    OFF_TOPIC = "off_topic"
    PROMPT_REPEATED = "prompt_repeated"
    INCOHERENT = "incoherent"
    NOT_ENGLISH = "not_english"


@dataclass(frozen=True, slots=True)
class SentenceMark:
    """One sentence of the answer and the part it was taken for."""

    span: Span
    part: Part
    confidence: float
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class PartScore:
    """How much of a part was found."""

    found: Found
    share: float
    """Of the answer's words, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A measured property with the words that prove it.

    The id starts with the part it speaks of and a dot (`situation.when`,
    `action.owned_act`, `result.measure`), or with `answer.` for the whole.
    """

    id: str
    value: float
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class CompetencyShown:
    """A competency that the answer shows."""

    id: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that would raise the level, the most useful first."""

    part: Part
    text: str
    probe: str | None = None
    """A question to answer next; none where no probe fits."""


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """The engine's whole word on one text; the same text gives the same report."""

    id: str | None
    engine: str
    status: ScoreStatus
    reason: Reason | None
    level: int | None
    """1 to 5; none when not scored."""
    level_exact: float | None
    """1.0 to 5.0, the level before rounding."""
    parts: Mapping[Part, PartScore]
    """All four of `STORY_PARTS`."""
    sentences: tuple[SentenceMark, ...]
    ownership: Ownership
    quantified_result: bool
    signals: tuple[Signal, ...]
    competencies: tuple[CompetencyShown, ...]
    advice: tuple[Advice, ...]
    """At most five."""

    @property
    def is_scored(self) -> bool:
        """Whether the report carries a level."""
        return self.status is ScoreStatus.SCORED
