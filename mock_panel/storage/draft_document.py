"""A draft as a JSON document, checked field by field when it is read back."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from mock_panel.domain.attempt_document import question_to_document
from mock_panel.domain.attempts import AskedQuestion
from mock_panel.domain.ids import (
    AttemptId,
    CompetencyId,
    EcqId,
    FrameworkId,
    PresetId,
    QuestionId,
    SessionId,
)
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.sessions import Draft, SessionSetup

T = TypeVar("T")

DRAFT_SCHEMA = "mock-panel/draft@1"


class NewerDraftError(ValueError):
    """The document was written by a newer version; it is not damaged."""


def to_document(draft: Draft) -> dict[str, Any]:
    """The draft as plain values; moments as ISO 8601 in UTC."""
    setup = draft.setup
    return {
        "schema": DRAFT_SCHEMA,
        "session": draft.session,
        "setup": {
            "framework": setup.framework,
            "preset": setup.preset,
            "ecqs": list(setup.ecqs),
            "mode": setup.mode.value,
            "voice": setup.voice,
            "preparation_seconds": setup.preparation_seconds,
            "seed": setup.seed,
        },
        "questions": [question_to_document(question) for question in draft.questions],
        "position": draft.position,
        "attempt": draft.attempt,
        "phase": draft.phase,
        "text": draft.text,
        "note": draft.note,
        "started_at": draft.started_at.astimezone(UTC).isoformat(),
        "saved_at": draft.saved_at.astimezone(UTC).isoformat(),
        "preparation_seconds": draft.preparation_seconds,
        "answer_seconds": draft.answer_seconds,
        "first_word_seconds": draft.first_word_seconds,
        "pauses": draft.pauses,
        "cursor": list(draft.cursor),
        "because": list(draft.because),
    }


def from_document(document: object) -> Draft:
    """The draft that `to_document` wrote.

    Raises:
        NewerDraftError: the document follows a schema of a later version.
        ValueError: the document is not a draft; the message names the field and never
            quotes a value.
    """
    fields = _Fields(document)
    schema = fields.text("schema")
    if schema != DRAFT_SCHEMA:
        known = schema.startswith("mock-panel/draft@")
        raise (NewerDraftError if known else ValueError)("another schema")
    questions = tuple(_question(item) for item in fields.items("questions"))
    position = fields.integer("position")
    if not 1 <= position <= len(questions):
        raise ValueError("position is outside the session")
    unspoken = fields.value("first_word_seconds") is None
    return Draft(
        session=SessionId(fields.text("session")),
        setup=_setup(_Fields(fields.value("setup"))),
        questions=questions,
        position=position,
        attempt=AttemptId(fields.text("attempt")),
        phase=fields.text("phase"),
        text=fields.text("text"),
        note=fields.text("note"),
        started_at=fields.moment("started_at"),
        saved_at=fields.moment("saved_at"),
        preparation_seconds=fields.number("preparation_seconds"),
        answer_seconds=fields.number("answer_seconds"),
        first_word_seconds=None if unspoken else fields.number("first_word_seconds"),
        pauses=fields.integer("pauses"),
        cursor=fields.pair("cursor"),
        # Drafts of earlier versions have none.
        because=fields.texts("because") if fields.has("because") else (),
    )


def _setup(fields: "_Fields") -> SessionSetup:
    return SessionSetup(
        framework=FrameworkId(fields.text("framework")),
        preset=PresetId(fields.text("preset")),
        ecqs=tuple(EcqId(ecq) for ecq in fields.texts("ecqs")),
        mode=AnswerMode(fields.text("mode")),
        voice=fields.truth("voice"),
        preparation_seconds=fields.integer("preparation_seconds"),
        seed=fields.integer("seed"),
    )


def _question(value: object) -> AskedQuestion:
    fields = _Fields(value)
    return AskedQuestion(
        id=QuestionId(fields.text("id")),
        content_hash=fields.text("content_hash"),
        framework=FrameworkId(fields.text("framework")),
        ecq=EcqId(fields.text("ecq")),
        text=fields.text("text"),
        asks=fields.texts("asks"),
        competencies=tuple(CompetencyId(c) for c in fields.texts("competencies")),
    )


class _Fields:
    """The members of a JSON object, each asked for by its type; ValueError if not."""

    def __init__(self, value: object) -> None:
        if not isinstance(value, Mapping):
            raise ValueError("not an object")  # noqa: TRY004 - one kind of error for a bad file
        self._values = value

    def has(self, key: str) -> bool:
        return key in self._values

    def value(self, key: str) -> Any:
        if key not in self._values:
            raise ValueError(f"{key} is missing")
        return self._values[key]

    def text(self, key: str) -> str:
        return self._of(key, str)

    def integer(self, key: str) -> int:
        return self._of(key, int)

    def truth(self, key: str) -> bool:
        return self._of(key, bool)

    def items(self, key: str) -> list[Any]:
        return self._of(key, list)

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.items(key)
        if not all(type(value) is str for value in values):
            raise ValueError(f"{key} holds something else than strings")
        return tuple(values)

    def pair(self, key: str) -> tuple[int, int]:
        values = self.items(key)
        if [type(value) for value in values] != [int, int]:
            raise ValueError(f"{key} is not a pair of whole numbers")
        return values[0], values[1]

    def number(self, key: str) -> float:
        value = self.value(key)
        if type(value) not in (int, float) or not math.isfinite(value):
            raise ValueError(f"{key} is not a number")
        return float(value)

    def moment(self, key: str) -> datetime:
        moment = datetime.fromisoformat(self.text(key))
        if moment.utcoffset() is None:
            raise ValueError(f"{key} has no time zone")
        return moment.astimezone(UTC)

    def _of(self, key: str, kind: type[T]) -> T:
        value: T = self.value(key)
        if type(value) is not kind:
            raise ValueError(f"{key} is not of type {kind.__name__}")
        return value
