"""Whisper through faster-whisper: lighter than Parakeet, but it leaves most hesitations out."""

import os
from pathlib import Path

from mock_panel.domain.speech import Word
from mock_panel.speech.recognisers.engine import LibraryMissingError, ModelUnusableError, samples_of

PROMPT = "Um, uh, hmm, er, ah."
"""Has it keep some hesitations; a longer one makes it lose sentences."""
_SEED = 0


class FasterWhisper:
    """A Whisper model converted for CTranslate2, from a folder and never from the network."""

    longest = 24.0
    """Whisper hears half a minute at once, filled up with silence."""

    def __init__(self, kind: str, folder: Path | None) -> None:
        del kind  # Every Whisper model says itself what it is.
        # Should a file be missing after all, it is not looked for elsewhere.
        os.environ["HF_HUB_OFFLINE"] = "1"
        try:
            import ctranslate2  # noqa: PLC0415 - in the child, and only for this recogniser
            from faster_whisper import WhisperModel  # noqa: PLC0415 - as above
        except (ImportError, OSError) as error:
            raise LibraryMissingError(str(error)) from error
        # Where it is unsure it tries its luck: the same luck every time.
        ctranslate2.set_random_seed(_SEED)
        try:
            self._model = WhisperModel(str(folder), device="cpu", compute_type="int8")
        except Exception as error:
            # CTranslate2, tokenizers and the hub each have errors of their own.
            raise ModelUnusableError(str(error)) from error

    def words(self, pcm: bytes) -> list[Word]:
        """What is said in a piece of sound, with seconds from the start of the piece."""
        segments, _ = self._model.transcribe(
            samples_of(pcm),
            language="en",
            initial_prompt=PROMPT,
            condition_on_previous_text=False,
            word_timestamps=True,
        )
        return [
            Word(text, float(word.start), float(word.end), float(word.probability))
            for segment in segments
            for word in segment.words or ()
            if (text := word.word.strip())
        ]
