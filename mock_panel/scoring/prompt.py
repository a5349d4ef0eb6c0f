"""What was asked: as much of a question as scoring needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mock_panel.domain.parts import Part
from mock_panel.domain.questions import Question, QuestionType


@dataclass(frozen=True, slots=True)
class Prompt:
    """The question behind an answer."""

    text: str = ""
    type: QuestionType = QuestionType.BEHAVIORAL
    asks: tuple[str, ...] = ()
    probes: Mapping[Part, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, question: Question) -> "Prompt":
        """The prompt of a question of the bank."""
        return cls(question.text, question.type, question.asks, question.probes)

    @classmethod
    def worded(cls, text: str) -> "Prompt":
        """A prompt from its wording alone; its type is read off the wording."""
        return cls(text, _type_of(text))


_WOULD = ("would you", "how might you", "what will you do", "how will you")


def _type_of(text: str) -> QuestionType:
    lowered = text.lower()
    if any(words in lowered for words in _WOULD):
        return QuestionType.SITUATIONAL
    return QuestionType.BEHAVIORAL
