"""Exemplars: answers with an agreed value, on which raters try themselves before a panel."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from mock_panel.domain.ids import EcqId, FrameworkId, QuestionId
from mock_panel.domain.parts import AnswerMode

ExemplarId = NewType("ExemplarId", str)
"""Stable over rewording; unique over all banks that are loaded together."""


class Telling(StrEnum):
    """How an answer is told, beside what it holds."""

    POLISHED = "polished"
    """Told better than its content is: fluent, warm or learned."""
    FAIR = "fair"
    """Told about as well as its content is."""
    PLAIN = "plain"
    """Told worse than its content is: halting, dry or out of order."""


@dataclass(frozen=True, slots=True)
class Exemplar:
    """An answer of our own writing, with the value that a trained panel should give it."""

    id: ExemplarId
    question: QuestionId
    framework: FrameworkId
    """The question's."""
    ecq: EcqId
    """The question's."""
    scale: str
    """The id of the framework's rating scale, which the key is a value of."""
    text: str
    """One paragraph a line."""
    mode: AnswerMode
    """A spoken one is a transcript, with the slips of speech left in."""
    key: int
    """The agreed value."""
    reason: str
    """Why this value and not one higher or lower."""
    evidence: tuple[str, ...]
    """Passages that decide, word for word as they stand in the text."""
    teaches: str
    """What a rater learns from it, in a few words; it gives the key away."""
    telling: Telling = Telling.FAIR
