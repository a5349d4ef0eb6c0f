"""What happens while a panel is conducted, and what the candidate says."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mock_panel.domain.ids import QuestionId
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.speech import SpokenAnswer


class EventKind(StrEnum):
    """What happens while a panel is conducted."""

    ASKED = "asked"
    """A lead question was put."""
    ANSWER_BEGAN = "answer_began"
    ANSWER_ENDED = "answer_ended"
    PROBE = "probe"
    SUPPLEMENTAL = "supplemental"
    PAUSE = "pause"
    RESUMED = "resumed"
    FAULT = "fault"
    """Something technical went wrong; the words say what."""
    CONSENT = "consent"
    ENDED = "ended"
    """The last answer was given."""


@dataclass(frozen=True, slots=True)
class PanelEvent:
    """One thing that happened, in the order of happening; never changed."""

    kind: EventKind
    at: datetime
    question: QuestionId | None = None
    words: str = ""
    seconds: float | None = None
    """Of the answer clock."""


@dataclass(frozen=True, slots=True)
class PanelAnswer:
    """What the candidate said to one question, kept only where the candidate agreed."""

    question: QuestionId
    text: str
    mode: AnswerMode
    seconds: float
    spoken: SpokenAnswer | None = None
