"""A spoken answer on its way to the disk and back."""

import json

import pytest

from mock_panel.domain.speech import Recogniser, Recording, SpokenAnswer, Stretch, Transcript, Word
from mock_panel.domain.speech_document import from_document, to_document

RECORDING = Recording("a1", 93.0, (0, 12, 40), (Stretch(1.5, 30.25), Stretch(31.0, 92.0)))
WORDS = Transcript(
    Recogniser("pocketsphinx", "PocketSphinx", rough=True, keeps_hesitations=False),
    (Word("the", 2.0, 2.12), Word("backlog", 2.12, 2.75, 0.5)),
)
GAPPED = Recording("a2", 93.0, missing=1.2)


@pytest.mark.parametrize(
    "spoken",
    [SpokenAnswer(RECORDING, WORDS, (12.5,)), SpokenAnswer(RECORDING), SpokenAnswer(GAPPED)],
)
def test_it_comes_back_as_it_was(spoken: SpokenAnswer) -> None:
    assert from_document(json.loads(json.dumps(to_document(spoken)))) == spoken


def test_missing_sound_is_written_only_where_there_is_some() -> None:
    """What was stored before it was measured is read, and written as it always was."""
    document = to_document(SpokenAnswer(RECORDING))
    assert "missing" not in document["recording"]
    assert from_document(document).recording.missing == 0
    assert to_document(SpokenAnswer(GAPPED))["recording"]["missing"] == 1.2


def test_another_schema_is_refused() -> None:
    with pytest.raises(ValueError, match="speech@2"):
        from_document(to_document(SpokenAnswer(RECORDING)) | {"schema": "mock-panel/speech@2"})
