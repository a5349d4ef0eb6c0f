"""Attempts as flat records: one JSON object or one CSV row each."""

import csv
import json
import sys
from collections.abc import Iterable, Mapping
from io import TextIOWrapper
from typing import IO, Any

from mock_panel.domain.attempts import Attempt
from mock_panel.domain.parts import STORY_PARTS

COLUMNS = (
    "id", "at", "framework", "ecq", "question", "mode", "seconds", "status", "level", "text",
    "session", "position", "preset", "question_id", "competencies",
    "words", "level_exact", "reason", "engine",
    *(f"{part.value}_{what}" for part in STORY_PARTS for what in ("found", "share")),
    "ownership", "quantified_result",
    "self_level", "self_situation", "self_action", "self_result",
    "preparation_seconds", "first_word_seconds", "pauses", "band_low", "band_high",
    "continuations", "note",
    "misunderstood",
    "recorded", "recogniser",
)  # fmt: skip
"""The keys of a record, in order."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def record_of(attempt: Attempt) -> dict[str, Any]:
    """One attempt under the names of `COLUMNS`; `text` holds the continuations too."""
    question, timing, report = attempt.question, attempt.timing, attempt.report
    rating = attempt.self_rating
    record: dict[str, Any] = {
        "id": attempt.id,
        "at": attempt.started_at.isoformat(),
        "framework": question.framework,
        "ecq": question.ecq,
        "question": question.text,
        "mode": attempt.mode.value,
        "seconds": timing.answer,
        "status": attempt.status.value,
        "text": attempt.full_text,
        "session": attempt.session,
        "position": attempt.position,
        "preset": attempt.preset,
        "question_id": question.id,
        "competencies": list(question.competencies),
        "words": len(attempt.full_text.split()),
        "preparation_seconds": timing.preparation,
        "first_word_seconds": timing.first_word,
        "pauses": timing.pauses,
        "band_low": attempt.band.low,
        "band_high": attempt.band.high,
        "continuations": len(attempt.continuations),
        "note": attempt.note,
        "misunderstood": attempt.misunderstood,
        "recorded": attempt.spoken is not None,
    }
    if attempt.spoken is not None and attempt.spoken.transcript is not None:
        record["recogniser"] = attempt.spoken.transcript.recogniser.name
    if report is not None:
        record |= {
            "level": report.level,
            "level_exact": report.level_exact,
            "reason": report.reason.value if report.reason else None,
            "engine": report.engine,
            "ownership": report.ownership.value,
            "quantified_result": report.quantified_result,
        }
        for part in STORY_PARTS:
            record[f"{part.value}_found"] = report.parts[part].found.value
            record[f"{part.value}_share"] = report.parts[part].share
    if rating is not None:
        record |= {
            "self_level": rating.level,
            "self_situation": rating.situation.value,
            "self_action": rating.action.value,
            "self_result": rating.result.value,
        }
    return {name: record.get(name) for name in COLUMNS}


def data_output() -> IO[str]:
    """Standard output for data: UTF-8, whatever the terminal's own encoding is."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    return sys.stdout


def write_csv(stream: IO[str], attempts: Iterable[Attempt]) -> int:
    """Write a heading and a row an attempt; how many attempts there were."""
    rows = csv.writer(stream, lineterminator="\n")
    rows.writerow(COLUMNS)
    count = 0
    for count, attempt in enumerate(attempts, 1):  # noqa: B007 - counted for the caller
        rows.writerow([_cell(value) for value in record_of(attempt).values()])
    return count


def write_json_array(stream: IO[str], documents: Iterable[Mapping[str, Any]]) -> int:
    """Write documents as one JSON array, each when it comes; how many there were."""
    count = 0
    stream.write("[")
    for count, document in enumerate(documents, 1):
        stream.write("\n" if count == 1 else ",\n")
        stream.write(json.dumps(document, ensure_ascii=False))
    stream.write("\n]" if count else "]")
    return count


def _cell(value: Any) -> Any:
    """The value as a spreadsheet may read it: text that it would run gets an apostrophe."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        value = " ".join(value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
