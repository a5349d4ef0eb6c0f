"""Attempts as rows, and rows as attempts."""

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from mock_panel.domain import speech_document
from mock_panel.domain.attempts import AskedQuestion, Attempt, ProbeAnswer, SelfRating, Timing
from mock_panel.domain.ids import (
    AttemptId,
    CompetencyId,
    EcqId,
    FrameworkId,
    PresetId,
    QuestionId,
    SessionId,
)
from mock_panel.domain.parts import STORY_PARTS, AnswerMode, Found
from mock_panel.domain.presets import Band
from mock_panel.domain.score_document import from_document, to_document
from mock_panel.domain.scores import ScoreReport
from mock_panel.domain.search import folded_words
from mock_panel.domain.speech import SpokenAnswer

Values = dict[str, Any]
"""One row's values by column name."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def attempt_values(attempt: Attempt) -> Values:
    """The row of an attempt without its words."""
    question, timing, rating = attempt.question, attempt.timing, attempt.self_rating
    return {
        "id": attempt.id,
        "session": attempt.session,
        "preset": attempt.preset,
        "position": attempt.position,
        "framework": question.framework,
        "ecq": question.ecq,
        "question_id": question.id,
        "question_hash": question.content_hash,
        "question_text": storable(question.text),
        "asks": json.dumps(question.asks),
        "competencies": json.dumps(question.competencies),
        "mode": attempt.mode.value,
        "started_at": attempt.started_at,
        "preparation_seconds": timing.preparation,
        "answer_seconds": timing.answer,
        "first_word_seconds": timing.first_word,
        "pauses": timing.pauses,
        "band_low": attempt.band.low,
        "band_high": attempt.band.high,
        "words": len(attempt.full_text.split()),
        "status": attempt.status.value,
        **_report_values(attempt.report),
        "self_situation": rating.situation.value if rating else None,
        "self_action": rating.action.value if rating else None,
        "self_result": rating.result.value if rating else None,
        "self_level": rating.level if rating else None,
        "misunderstood": attempt.misunderstood,
    }


def _report_values(report: ScoreReport | None) -> Values:
    values: Values = {
        "engine": report.engine if report else None,
        "level": report.level if report else None,
        "level_exact": report.level_exact if report else None,
        "ownership": report.ownership.value if report else None,
        "quantified_result": report.quantified_result if report else None,
    }
    for part in STORY_PARTS:
        score = report.parts[part] if report else None
        values[f"{part.value}_found"] = score.found.value if score else None
        values[f"{part.value}_share"] = score.share if score else None
    return values


def answer_values(attempt: Attempt) -> Values:
    """The row of an attempt's words."""
    return {
        "attempt_id": attempt.id,
        "text": storable(attempt.text),
        "note": storable(attempt.note),
        "folded": folded(attempt),
    }


def score_values(attempt: Attempt) -> list[Values]:
    """The row of an attempt's score; none for a timed attempt."""
    if attempt.report is None:
        return []
    return [{"attempt_id": attempt.id, "document": json.dumps(to_document(attempt.report))}]


def speech_values(attempt: Attempt) -> list[Values]:
    """The row of what was recorded; none for an answer that was not."""
    if attempt.spoken is None:
        return []
    document = json.dumps(speech_document.to_document(attempt.spoken))
    return [{"attempt_id": attempt.id, "document": document}]


def continuation_values(attempt: Attempt) -> list[Values]:
    """The rows of an attempt's continuations."""
    return [
        {
            "attempt_id": attempt.id,
            "position": position,
            "probe": storable(answer.probe),
            "text": storable(answer.text),
            "answered_at": answer.answered_at,
            "seconds": answer.seconds,
        }
        for position, answer in enumerate(attempt.continuations, 1)
    ]


def storable(text: str) -> str:
    """The text with each lone surrogate, which no database takes, as U+FFFD.

    One code point stands for one, so that offsets into the text stay true.
    """
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def folded(attempt: Attempt) -> str:
    """The words that are said and written in an attempt, as the search compares them."""
    later = (answer.text for answer in attempt.continuations)
    texts = (attempt.question.text, attempt.text, *later, attempt.note)
    return " ".join(folded_words(storable("\n".join(texts))))


def spoken_of(document: str | None) -> SpokenAnswer | None:
    """What was recorded, from its document."""
    return speech_document.from_document(json.loads(document)) if document else None


def attempt_of(row: Mapping[str, Any], continuations: Sequence[ProbeAnswer]) -> Attempt:
    """An attempt from its row joined with those of its answer, its score and its speech."""
    return Attempt(
        id=AttemptId(row["id"]),
        session=SessionId(row["session"]),
        preset=PresetId(row["preset"]),
        position=row["position"],
        question=AskedQuestion(
            id=QuestionId(row["question_id"]),
            content_hash=row["question_hash"],
            framework=FrameworkId(row["framework"]),
            ecq=EcqId(row["ecq"]),
            text=row["question_text"],
            asks=tuple(json.loads(row["asks"])),
            competencies=competencies_of(row["competencies"]),
        ),
        mode=AnswerMode(row["mode"]),
        started_at=row["started_at"],
        timing=Timing(
            preparation=row["preparation_seconds"],
            answer=row["answer_seconds"],
            first_word=row["first_word_seconds"],
            pauses=row["pauses"],
        ),
        band=Band(row["band_low"], row["band_high"]),
        text=row["text"],
        note=row["note"],
        self_rating=_rating(row),
        report=from_document(json.loads(row["document"])) if row["document"] else None,
        continuations=tuple(continuations),
        spoken=spoken_of(row["speech"]),
        misunderstood=row["misunderstood"],
    )


def _rating(row: Mapping[str, Any]) -> SelfRating | None:
    if row["self_level"] is None:
        return None
    return SelfRating(
        situation=Found(row["self_situation"]),
        action=Found(row["self_action"]),
        result=Found(row["self_result"]),
        level=row["self_level"],
    )


@lru_cache(maxsize=4096)
def competencies_of(array: str) -> tuple[CompetencyId, ...]:
    """The ids of a JSON array; attempts at one question share the tuple."""
    return tuple(CompetencyId(text) for text in json.loads(array))
