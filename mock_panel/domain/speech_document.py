"""A spoken answer as the JSON document that the database keeps and an export holds."""

from collections.abc import Mapping
from typing import Any

from mock_panel.domain.speech import (
    Recogniser,
    Recording,
    SpokenAnswer,
    Stretch,
    Transcript,
    Word,
)

SPEECH_SCHEMA = "mock-panel/speech@1"


def to_document(spoken: SpokenAnswer) -> dict[str, Any]:
    """The recording's measures and the transcript as plain values; times in seconds."""
    recording, transcript = spoken.recording, spoken.transcript
    # Only where there is some: what is whole is written as it always was.
    missing = {"missing": recording.missing} if recording.missing else {}
    return {
        "schema": SPEECH_SCHEMA,
        "recording": {
            "name": recording.name,
            "seconds": recording.seconds,
            "loudness": list(recording.loudness),
            "speech": [[piece.start, piece.end] for piece in recording.speech],
            **missing,
        },
        "transcript": None
        if transcript is None
        else {
            "recogniser": {
                "id": transcript.recogniser.id,
                "name": transcript.recogniser.name,
                "rough": transcript.recogniser.rough,
                "keeps_hesitations": transcript.recogniser.keeps_hesitations,
            },
            "words": [[w.text, w.start, w.end, w.confidence] for w in transcript.words],
        },
        "fillers_heard": list(spoken.fillers_heard),
    }


def from_document(document: Mapping[str, Any]) -> SpokenAnswer:
    """The spoken answer that `to_document` wrote.

    Raises:
        KeyError, ValueError: the document is not one of this schema.
    """
    if document["schema"] != SPEECH_SCHEMA:
        message = f"a speech document of schema {document['schema']!r} cannot be read here"
        raise ValueError(message)
    recording = document["recording"]
    return SpokenAnswer(
        Recording(
            name=recording["name"],
            seconds=recording["seconds"],
            loudness=tuple(recording["loudness"]),
            speech=tuple(Stretch(start, end) for start, end in recording["speech"]),
            missing=recording.get("missing", 0.0),
        ),
        _transcript(document["transcript"]),
        tuple(document["fillers_heard"]),
    )


def _transcript(document: Mapping[str, Any] | None) -> Transcript | None:
    if document is None:
        return None
    recogniser = document["recogniser"]
    return Transcript(
        Recogniser(
            recogniser["id"],
            recogniser["name"],
            rough=recogniser["rough"],
            keeps_hesitations=recogniser["keeps_hesitations"],
        ),
        tuple(Word(text, start, end, sure) for text, start, end, sure in document["words"]),
    )
