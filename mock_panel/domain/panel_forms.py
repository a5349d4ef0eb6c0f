"""The form of a mock panel: the same questions, put and rated in one way for every candidate."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mock_panel.domain.attempts import AskedQuestion
from mock_panel.domain.ids import EcqId, FormId, FrameworkId, ItemId, PresetId, QuestionId
from mock_panel.domain.parts import Part
from mock_panel.domain.presets import Band
from mock_panel.domain.questions import Question, QuestionType, Scale


class ProbeMode(StrEnum):
    """What the panel may ask beside the lead question."""

    PREDETERMINED = "predetermined"
    """Only the supplementals of the form, as at the board."""
    NEUTRAL = "neutral"
    """Neutral follow-ups too, whoever thinks of them."""


class RatedBy(StrEnum):
    """What is rated as one."""

    QUESTION = "question"
    ECQ = "ecq"


@dataclass(frozen=True, slots=True)
class PanelQuestion:
    """A question of a form, with all that a panel needs to ask and to rate it."""

    asked: AskedQuestion
    type: QuestionType
    anchors: Mapping[int, str]
    """What an answer at a value of the scale shows; may be empty."""
    probes: Mapping[Part, tuple[str, ...]]
    supplementals: tuple[str, ...]

    @classmethod
    def of(cls, question: Question) -> "PanelQuestion":
        """A copy of the bank's entry as it is now."""
        return cls(
            AskedQuestion.of(question),
            question.type,
            dict(question.anchors),
            dict(question.probes),
            question.supplementals,
        )

    @property
    def id(self) -> QuestionId:
        """The bank's id."""
        return self.asked.id


@dataclass(frozen=True, slots=True)
class PanelItem:
    """What gets one rating from each rater: a question, or an ECQ with its questions."""

    id: ItemId
    ecq: EcqId
    title: str
    """The ECQ's title."""
    questions: tuple[PanelQuestion, ...]


@dataclass(frozen=True, slots=True)
class FormChange:
    """An item taken out of the rating, for every candidate of the form."""

    item: ItemId
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PanelForm:
    """The same questions in the same order for every candidate who sits it."""

    id: FormId
    framework: FrameworkId
    framework_title: str
    preset: PresetId
    preset_title: str
    total_seconds: int
    band: Band
    items: tuple[PanelItem, ...]
    scale: Scale
    probe_mode: ProbeMode
    threshold: int
    """Ratings further apart than this many points are discussed first."""
    changes: tuple[FormChange, ...] = ()

    @property
    def rated(self) -> tuple[PanelItem, ...]:
        """The items that count: all that were not taken out."""
        out = {change.item for change in self.changes}
        return tuple(item for item in self.items if item.id not in out)

    @property
    def questions(self) -> tuple[PanelQuestion, ...]:
        """Every question, in the order of asking."""
        return tuple(question for item in self.items for question in item.questions)

    def item(self, item_id: ItemId) -> PanelItem:
        """The item with this id.

        Raises:
            KeyError: the form has none with it.
        """
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def item_of(self, question_id: QuestionId) -> PanelItem:
        """The item that a question belongs to.

        Raises:
            KeyError: the form does not ask it.
        """
        for item in self.items:
            if any(question.id == question_id for question in item.questions):
                return item
        raise KeyError(question_id)
