"""Questions and the bank that holds them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mock_panel.domain.exemplars import Exemplar
from mock_panel.domain.frameworks import Crosswalk, Framework, FrameworkStatus
from mock_panel.domain.ids import CompetencyId, EcqId, FrameworkId, PresetId, QuestionId
from mock_panel.domain.parts import Part
from mock_panel.domain.presets import Preset


class QuestionType(StrEnum):
    """What a question asks for."""

    BEHAVIORAL = "behavioral"
    """Something the candidate did."""
    SITUATIONAL = "situational"
    """What the candidate would do."""
    VIEWPOINT = "viewpoint"
    """What the candidate thinks, and why."""


@dataclass(frozen=True, slots=True)
class Question:
    """A lead question with all that a panel needs to ask it."""

    id: QuestionId
    framework: FrameworkId
    ecq: EcqId
    text: str
    type: QuestionType
    competencies: tuple[CompetencyId, ...]
    """The main target first."""
    asks: tuple[str, ...]
    """The parts of a multi-part question, in a few words each; empty for a single one."""
    probes: Mapping[Part, tuple[str, ...]]
    """Neutral follow-ups for a part that the answer lacks."""
    supplementals: tuple[str, ...]
    """Predetermined further questions."""
    anchors: Mapping[int, str]
    """What an answer at a level of the rating scale shows."""
    tags: tuple[str, ...] = ()

    @property
    def content_hash(self) -> str:
        """Changes when the wording does; kept with every attempt."""
        words = "\x1f".join((self.text, *self.asks))
        return hashlib.sha256(words.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class ScaleLevel:
    """One point of a rating scale."""

    value: int
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A rating scale for people to rate on; never for the engine."""

    id: str
    title: str
    levels: tuple[ScaleLevel, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """One prompt of an answer model and the part it stands for."""

    title: str
    part: Part


@dataclass(frozen=True, slots=True)
class AnswerModel:
    """Named prompts in order, such as Situation, Action, Result."""

    id: str
    title: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class QuestionBank:
    """Everything the YAML files hold, checked and cross-referenced."""

    frameworks: tuple[Framework, ...]
    questions: tuple[Question, ...]
    presets: tuple[Preset, ...]
    scales: tuple[Scale, ...]
    answer_models: tuple[AnswerModel, ...]
    crosswalks: tuple[Crosswalk, ...] = ()
    exemplars: tuple[Exemplar, ...] = ()

    @property
    def practicable(self) -> tuple[Framework, ...]:
        """The frameworks that have questions, in the bank's order."""
        asked = {question.framework for question in self.questions}
        return tuple(f for f in self.frameworks if f.id in asked)

    @property
    def qualifications(self) -> tuple[Framework, ...]:
        """The frameworks that one can prepare for: those of the SES, and others with questions."""
        of_the_ses = (FrameworkStatus.CURRENT, FrameworkStatus.CLASSIC)
        asked = {f.id for f in self.practicable if f.status is not FrameworkStatus.SET}
        return tuple(f for f in self.frameworks if f.status in of_the_ses or f.id in asked)

    def crosswalk(self, start: FrameworkId, end: FrameworkId) -> Crosswalk | None:
        """The crosswalk from one framework to another; None if the bank has none."""
        return next(
            (c for c in self.crosswalks if (c.from_framework, c.to_framework) == (start, end)),
            None,
        )

    def framework(self, framework_id: FrameworkId) -> Framework:
        """The framework with this id.

        Raises:
            KeyError: the bank has none with it.
        """
        for framework in self.frameworks:
            if framework.id == framework_id:
                return framework
        raise KeyError(framework_id)

    def question(self, question_id: QuestionId) -> Question:
        """The question with this id.

        Raises:
            KeyError: the bank has none with it.
        """
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)

    def preset(self, preset_id: PresetId) -> Preset:
        """The preset with this id.

        Raises:
            KeyError: the bank has none with it.
        """
        for preset in self.presets:
            if preset.id == preset_id:
                return preset
        raise KeyError(preset_id)

    def scale(self, scale_id: str) -> Scale:
        """The rating scale with this id.

        Raises:
            KeyError: the bank has none with it.
        """
        for scale in self.scales:
            if scale.id == scale_id:
                return scale
        raise KeyError(scale_id)

    def answer_model(self, model_id: str) -> AnswerModel | None:
        """The answer model with this id; None if the bank has none with it."""
        return next((model for model in self.answer_models if model.id == model_id), None)

    def questions_of(
        self, framework_id: FrameworkId, ecq_id: EcqId | None = None
    ) -> tuple[Question, ...]:
        """The questions of a framework, or of one of its ECQs, in the bank's order."""
        return tuple(
            q
            for q in self.questions
            if q.framework == framework_id and (ecq_id is None or q.ecq == ecq_id)
        )
