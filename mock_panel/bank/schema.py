"""The shape of the bank's files: strict models that live only at this edge.

A bank is a folder with `presets.yaml`, `scales.yaml` and `answer_models.yaml`, and in it one folder
for each framework with its `framework.yaml` and any number of files of questions, one for each ECQ.
There may be a `crosswalks.yaml` and an `exemplars.yaml`.
"""

import re
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)

from mock_panel.domain.exemplars import Telling
from mock_panel.domain.frameworks import Basis, FrameworkStatus, Provenance
from mock_panel.domain.questions import QuestionType

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def _one_paragraph(text: str) -> str:
    if not text.strip():
        raise ValueError("should have words in it")
    if text != text.strip() or "\n" in text or "\t" in text:
        raise ValueError("should be one paragraph, fold it with '>-'")
    return text


def _paragraphs(text: str) -> str:
    if not text.strip():
        raise ValueError("should have words in it")
    if "\t" in text or any(not line or line != line.strip() for line in text.split("\n")):
        raise ValueError("should be paragraphs with one blank line between, fold them with '>-'")
    return text


def _iso_date(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError("should be a date such as 2025-10-01")


def _none_or_several(parts: list[str]) -> list[str]:
    if len(parts) == 1:
        raise ValueError("should have two or more parts, or none")
    return parts


Slug = Annotated[str, Field(pattern=SLUG, max_length=100)]
Text = Annotated[str, AfterValidator(_one_paragraph)]
Paragraphs = Annotated[
    str,
    AfterValidator(_paragraphs),
    WithJsonSchema({"type": "string", "pattern": r"^\S([^\n\t]*\S)?(\n\S([^\n\t]*\S)?)*$"}),
]
IsoDate = Annotated[date, BeforeValidator(_iso_date)]
Count = Annotated[int, Field(ge=1, le=100)]
Seconds = Annotated[int, Field(ge=0, le=24 * 3600)]
Percent = Annotated[int, Field(ge=0, le=100)]


class _Entry(BaseModel):
    """Strict: no unknown key, and no value is bent into another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class DefinitionEntry(_Entry):
    """What an ECQ or a competency means, and whose words that is in."""

    text: Text
    provenance: Annotated[Provenance, Field(strict=False)]
    source: Text | None = None

    @model_validator(mode="after")
    def _named_source(self) -> Self:
        ours = self.provenance is Provenance.OURS
        if ours and self.source is not None:
            raise ValueError("should have no source, since provenance is 'ours'")
        if not ours and self.source is None:
            raise ValueError(f"should have a source, since provenance is '{self.provenance}'")
        return self


class CompetencyEntry(_Entry):
    """A competency; its id is the slug of its title."""

    id: Slug
    title: Text
    definition: DefinitionEntry | None = None


class EcqEntry(_Entry):
    """An ECQ; its id is the slug of its title."""

    id: Slug
    title: Text
    short_title: Annotated[str, Field(max_length=28), AfterValidator(_one_paragraph)]
    """Fits the narrowest column of the app."""
    definition: DefinitionEntry | None = None
    competencies: Annotated[list[CompetencyEntry], Field(min_length=1)]


class FrameworkFile(_Entry):
    """A `framework.yaml`."""

    id: Slug
    title: Text
    summary: Text
    status: Annotated[FrameworkStatus, Field(strict=False)]
    effective_from: IsoDate | None = None
    effective_to: IsoDate | None = None
    source: Text
    licence: Text
    scale: Slug
    """Where the levels of its questions' anchors come from."""
    answer_model: Slug | None = None
    """What its candidates are taught."""
    ecqs: Annotated[list[EcqEntry], Field(min_length=1)]
    fundamental: list[CompetencyEntry] = []


class ProbesEntry(_Entry):
    """Neutral follow-ups, by the part that an answer lacks."""

    situation: list[Text] = []
    task: list[Text] = []
    action: list[Text] = []
    result: list[Text] = []


class QuestionEntry(_Entry):
    """A lead question."""

    id: Slug
    """Unique over all frameworks, and the same for ever."""
    text: Text
    type: Annotated[QuestionType, Field(strict=False)]
    competencies: Annotated[list[Slug], Field(min_length=1)]
    """The main target first."""
    asks: Annotated[list[Text], AfterValidator(_none_or_several)] = []
    """The parts of a multi-part question, in a few words each; two or more, or none."""
    probes: ProbesEntry = ProbesEntry()
    supplementals: list[Text] = []
    anchors: dict[int, Text] = {}
    tags: list[Slug] = []


class QuestionsFile(_Entry):
    """A file of questions on one ECQ."""

    framework: Slug
    ecq: Slug
    questions: Annotated[list[QuestionEntry], Field(min_length=1)]


class BandEntry(_Entry):
    """The seconds within which an answer is well timed."""

    low: Seconds
    high: Seconds

    @model_validator(mode="after")
    def _low_below_high(self) -> Self:
        if self.low >= self.high:
            raise ValueError("should have 'low' below 'high'")
        return self


class GuideEntry(_Entry):
    """Guide shares of the words in per cent; the situation includes the task."""

    situation: Percent
    action: Percent
    result: Percent

    @model_validator(mode="after")
    def _whole(self) -> Self:
        total = self.situation + self.action + self.result
        if total != 100:
            raise ValueError(f"should add up to 100, not {total}")
        return self


class PresetEntry(_Entry):
    """The shape of a session."""

    id: Slug
    title: Text
    summary: Text
    questions: Count
    total_seconds: Seconds
    preparation_seconds: Seconds
    band: BandEntry
    guide: GuideEntry
    one_per_ecq: bool
    board: bool
    supplemental_seconds: Seconds = 0


class PresetsFile(_Entry):
    """`presets.yaml`."""

    presets: Annotated[list[PresetEntry], Field(min_length=1)]


class LevelEntry(_Entry):
    """One point of a rating scale."""

    value: int
    label: Text
    meaning: Text


class ScaleEntry(_Entry):
    """A rating scale for people."""

    id: Slug
    title: Text
    levels: Annotated[list[LevelEntry], Field(min_length=2)]


class ScalesFile(_Entry):
    """`scales.yaml`."""

    scales: Annotated[list[ScaleEntry], Field(min_length=1)]


class SlotEntry(_Entry):
    """One prompt of an answer model and the part it stands for."""

    title: Text
    part: Literal["situation", "task", "action", "result"]


class AnswerModelEntry(_Entry):
    """Named prompts in telling order."""

    id: Slug
    title: Text
    slots: Annotated[list[SlotEntry], Field(min_length=1)]


class AnswerModelsFile(_Entry):
    """`answer_models.yaml`."""

    answer_models: Annotated[list[AnswerModelEntry], Field(min_length=1)]


class CarryOverEntry(_Entry):
    """Where one competency went; nowhere, if `to` is empty."""

    competency: Slug
    to: list[Slug]
    basis: Annotated[Basis, Field(strict=False)]


class CrosswalkEntry(_Entry):
    """How one framework is read in another."""

    from_framework: Slug
    to_framework: Slug
    source: Text
    competencies: Annotated[list[CarryOverEntry], Field(min_length=1)]


class CrosswalksFile(_Entry):
    """`crosswalks.yaml`."""

    crosswalks: Annotated[list[CrosswalkEntry], Field(min_length=1)]


class ExemplarEntry(_Entry):
    """An answer with an agreed value, for raters to try themselves on."""

    id: Slug
    """Unique over all that is read together, and the same for ever: ratings are kept by it."""
    question: Slug
    """The id of the question that it answers."""
    mode: Literal["typed", "spoken"]
    """How it was given; a spoken one is a transcript, with the slips of speech left in."""
    text: Paragraphs
    """The answer, in one or more paragraphs."""
    key: int
    """The agreed value, on the rating scale of the question's framework."""
    telling: Annotated[Telling, Field(strict=False)] = Telling.FAIR
    """How it is told, beside what it holds; `fair` if it is left out."""
    reason: Text
    """Why this value and not one higher or lower, in the answer's own words where they decide."""
    evidence: Annotated[list[Text], Field(min_length=1, max_length=4)]
    """The passages that decide, word for word as they stand in the text."""
    teaches: Annotated[str, Field(max_length=60), AfterValidator(_one_paragraph)]
    """What a rater learns from it, in a few words."""


class ExemplarsFile(_Entry):
    """`exemplars.yaml`."""

    exemplars: Annotated[list[ExemplarEntry], Field(min_length=1)]
