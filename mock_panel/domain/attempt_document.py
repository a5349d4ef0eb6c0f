"""An attempt in full as the JSON document that an export holds."""

from typing import Any

from mock_panel.domain.attempts import AskedQuestion, Attempt
from mock_panel.domain.score_document import to_document as score_to_document
from mock_panel.domain.speech_document import to_document as speech_to_document

ATTEMPT_SCHEMA = "mock-panel/attempt@1"


def to_document(attempt: Attempt) -> dict[str, Any]:
    """The attempt as plain values: nothing that is stored is left out.

    Moments are ISO 8601 in UTC. The offsets of the score count in `full_text`: the
    answer and its continuations, an empty line between two.
    """
    timing, rating = attempt.timing, attempt.self_rating
    return {
        "schema": ATTEMPT_SCHEMA,
        "id": attempt.id,
        "session": attempt.session,
        "preset": attempt.preset,
        "position": attempt.position,
        "question": question_to_document(attempt.question),
        "mode": attempt.mode.value,
        "status": attempt.status.value,
        "started_at": attempt.started_at.isoformat(),
        "timing": {
            "preparation": timing.preparation,
            "answer": timing.answer,
            "first_word": timing.first_word,
            "pauses": timing.pauses,
        },
        "band": {"low": attempt.band.low, "high": attempt.band.high},
        "text": attempt.text,
        "note": attempt.note,
        "self_rating": None
        if rating is None
        else {
            "situation": rating.situation.value,
            "action": rating.action.value,
            "result": rating.result.value,
            "level": rating.level,
        },
        "misunderstood": attempt.misunderstood,
        "continuations": [
            {
                "probe": answer.probe,
                "text": answer.text,
                "answered_at": answer.answered_at.isoformat(),
                "seconds": answer.seconds,
            }
            for answer in attempt.continuations
        ],
        "full_text": attempt.full_text,
        "speech": None if attempt.spoken is None else speech_to_document(attempt.spoken),
        "score": None if attempt.report is None else score_to_document(attempt.report),
    }


def question_to_document(question: AskedQuestion) -> dict[str, Any]:
    """The question as it was asked."""
    return {
        "id": question.id,
        "content_hash": question.content_hash,
        "framework": question.framework,
        "ecq": question.ecq,
        "text": question.text,
        "asks": list(question.asks),
        "competencies": list(question.competencies),
    }
