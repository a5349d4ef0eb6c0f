"""Whose words are scored, and what is said of them."""

from dataclasses import replace

import pytest

from mock_panel.domain.speech import Recording, SpokenAnswer
from mock_panel.practice.transcripts import heard_words, is_rough_and_unread, words_by
from tests.storage.sample_attempts import make_attempt
from tests.tui.speaking import PARAKEET, ROUGH, heard

SOUND = Recording("x", 10.0)


@pytest.mark.parametrize(
    ("text", "unread"),
    [("I led it", True), ("  I led\nit ", True), ("I led it all", False), ("", False)],
)
def test_only_uncorrected_words_of_a_rough_recogniser_are_unread(text: str, unread: bool) -> None:
    assert is_rough_and_unread(SpokenAnswer(SOUND, heard("I led it", ROUGH)), text) is unread
    assert not is_rough_and_unread(SpokenAnswer(SOUND, heard("I led it", PARAKEET)), text)
    assert not is_rough_and_unread(SpokenAnswer(SOUND), text)
    assert not is_rough_and_unread(None, text)


def test_silence_is_never_scored_as_words() -> None:
    silence = SpokenAnswer(SOUND, heard("", ROUGH))
    assert not is_rough_and_unread(silence, "")
    assert "heard no words" in heard_words(silence.transcript)


@pytest.mark.parametrize(
    ("spoken", "text", "said"),
    [
        (None, "I led it", ""),
        (SpokenAnswer(SOUND), "", ""),
        (SpokenAnswer(SOUND), "I led it", "words written down by you"),
        (SpokenAnswer(SOUND, heard("I led it", ROUGH)), "I led it",
         "words as PocketSphinx, a rough recogniser, heard them"),
        (SpokenAnswer(SOUND, heard("I let it", PARAKEET)), "I led it",
         "words as Parakeet TDT 0.6b v2 heard them; corrected by you"),
    ],
)  # fmt: skip
def test_the_recogniser_is_named_beside_its_words(
    spoken: SpokenAnswer | None, text: str, said: str
) -> None:
    assert words_by(replace(make_attempt(3), spoken=spoken, text=text)) == said
