"""A panel's form as the JSON document in which its wording is frozen."""

from collections.abc import Mapping
from typing import Any

from mock_panel.domain.attempts import AskedQuestion
from mock_panel.domain.ids import (
    CompetencyId,
    EcqId,
    FormId,
    FrameworkId,
    ItemId,
    PresetId,
    QuestionId,
)
from mock_panel.domain.panel_forms import FormChange, PanelForm, PanelItem, PanelQuestion, ProbeMode
from mock_panel.domain.parts import Part
from mock_panel.domain.presets import Band
from mock_panel.domain.questions import QuestionType, Scale, ScaleLevel

FORM_SCHEMA = "mock-panel/form@1"


def to_document(form: PanelForm) -> dict[str, Any]:
    """The form as plain values; its changes are kept apart, because they come later."""
    return {
        "schema": FORM_SCHEMA,
        "id": form.id,
        "framework": form.framework,
        "framework_title": form.framework_title,
        "preset": form.preset,
        "preset_title": form.preset_title,
        "total_seconds": form.total_seconds,
        "band": {"low": form.band.low, "high": form.band.high},
        "scale": {
            "id": form.scale.id,
            "title": form.scale.title,
            "levels": [
                {"value": level.value, "label": level.label, "meaning": level.meaning}
                for level in form.scale.levels
            ],
        },
        "probe_mode": form.probe_mode.value,
        "threshold": form.threshold,
        "items": [
            {
                "id": item.id,
                "ecq": item.ecq,
                "title": item.title,
                "questions": [_question(question) for question in item.questions],
            }
            for item in form.items
        ],
    }


def _question(question: PanelQuestion) -> dict[str, Any]:
    asked = question.asked
    return {
        "id": asked.id,
        "content_hash": asked.content_hash,
        "framework": asked.framework,
        "ecq": asked.ecq,
        "text": asked.text,
        "asks": list(asked.asks),
        "competencies": list(asked.competencies),
        "type": question.type.value,
        "anchors": {str(value): words for value, words in question.anchors.items()},
        "probes": {part.value: list(words) for part, words in question.probes.items()},
        "supplementals": list(question.supplementals),
    }


def from_document(document: Mapping[str, Any], changes: tuple[FormChange, ...] = ()) -> PanelForm:
    """The form again.

    Raises:
        KeyError, TypeError, ValueError: it is no such document.
    """
    scale, band = document["scale"], document["band"]
    return PanelForm(
        id=FormId(document["id"]),
        framework=FrameworkId(document["framework"]),
        framework_title=document["framework_title"],
        preset=PresetId(document["preset"]),
        preset_title=document["preset_title"],
        total_seconds=document["total_seconds"],
        band=Band(band["low"], band["high"]),
        items=tuple(
            PanelItem(
                ItemId(item["id"]),
                EcqId(item["ecq"]),
                item["title"],
                tuple(_question_of(question) for question in item["questions"]),
            )
            for item in document["items"]
        ),
        scale=Scale(
            scale["id"],
            scale["title"],
            tuple(
                ScaleLevel(level["value"], level["label"], level["meaning"])
                for level in scale["levels"]
            ),
        ),
        probe_mode=ProbeMode(document["probe_mode"]),
        threshold=document["threshold"],
        changes=changes,
    )


def _question_of(document: Mapping[str, Any]) -> PanelQuestion:
    return PanelQuestion(
        AskedQuestion(
            QuestionId(document["id"]),
            document["content_hash"],
            FrameworkId(document["framework"]),
            EcqId(document["ecq"]),
            document["text"],
            tuple(document["asks"]),
            tuple(CompetencyId(competency) for competency in document["competencies"]),
        ),
        QuestionType(document["type"]),
        {int(value): words for value, words in document["anchors"].items()},
        {Part(part): tuple(words) for part, words in document["probes"].items()},
        tuple(document["supplementals"]),
    )
