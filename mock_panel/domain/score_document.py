"""A score report as the JSON document that the command line prints and the database keeps."""

from collections.abc import Mapping
from typing import Any

from mock_panel.domain.parts import STORY_PARTS, Found, Ownership, Part
from mock_panel.domain.scores import (
    SCORE_SCHEMA,
    Advice,
    CompetencyShown,
    PartScore,
    Reason,
    ScoreReport,
    ScoreStatus,
    SentenceMark,
    Signal,
    Span,
)


def to_document(report: ScoreReport) -> dict[str, Any]:
    """The report as plain values, keys in the order of the published schema."""
    return {
        "schema": SCORE_SCHEMA,
        "id": report.id,
        "engine": report.engine,
        "status": report.status.value,
        "reason": report.reason.value if report.reason else None,
        "level": report.level,
        "level_exact": report.level_exact,
        "parts": {
            part.value: {"found": score.found.value, "share": score.share}
            for part, score in ((p, report.parts[p]) for p in STORY_PARTS)
        },
        "sentences": [
            {
                "start": mark.span.start,
                "end": mark.span.end,
                "part": mark.part.value,
                "confidence": mark.confidence,
            }
            for mark in report.sentences
        ],
        "ownership": report.ownership.value,
        "quantified_result": report.quantified_result,
        "signals": [
            {"id": s.id, "value": s.value, "evidence": _pairs(s.evidence)} for s in report.signals
        ],
        "competencies": [{"id": c.id, "evidence": _pairs(c.evidence)} for c in report.competencies],
        "advice": [{"part": a.part.value, "text": a.text, "probe": a.probe} for a in report.advice],
    }


def from_document(document: Mapping[str, Any]) -> ScoreReport:
    """The report that `to_document` wrote.

    Raises:
        KeyError, ValueError: the document is not one of this schema.
    """
    if document["schema"] != SCORE_SCHEMA:
        message = f"a score document of schema {document['schema']!r} cannot be read here"
        raise ValueError(message)
    return ScoreReport(
        id=document["id"],
        engine=document["engine"],
        status=ScoreStatus(document["status"]),
        reason=Reason(document["reason"]) if document["reason"] else None,
        level=document["level"],
        level_exact=document["level_exact"],
        parts={
            part: PartScore(
                Found(document["parts"][part.value]["found"]),
                document["parts"][part.value]["share"],
            )
            for part in STORY_PARTS
        },
        sentences=tuple(
            SentenceMark(Span(s["start"], s["end"]), Part(s["part"]), s["confidence"])
            for s in document["sentences"]
        ),
        ownership=Ownership(document["ownership"]),
        quantified_result=document["quantified_result"],
        signals=tuple(
            Signal(s["id"], s["value"], _spans(s["evidence"])) for s in document["signals"]
        ),
        competencies=tuple(
            CompetencyShown(c["id"], _spans(c["evidence"])) for c in document["competencies"]
        ),
        advice=tuple(Advice(Part(a["part"]), a["text"], a["probe"]) for a in document["advice"]),
    )


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)
