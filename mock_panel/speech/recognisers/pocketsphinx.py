"""PocketSphinx with the model inside its package: needs no download, and its text is rough."""

import re
from pathlib import Path

from mock_panel.domain.speech import Word
from mock_panel.speech.recognisers.engine import LibraryMissingError, ModelUnusableError
from mock_panel.speech.wav_file import RATE

_FRAMES_A_SECOND = 100
_BLOCK_BYTES = 2 * RATE // 10
_NO_WORD = re.compile(r"<.*>|\[.*\]|\+\+.*\+\+")
_PRONUNCIATION = re.compile(r"\(\d+\)$")


class PocketSphinx:
    """The US English model that comes with the library."""

    longest = 12.0
    """It takes any length as well as any other; a short one soon shows progress."""

    def __init__(self, kind: str, folder: Path | None) -> None:
        del kind, folder  # There is one model, and the library knows where.
        try:
            from pocketsphinx import Decoder  # noqa: PLC0415 - in the child only
        except (ImportError, OSError) as error:
            raise LibraryMissingError(str(error)) from error
        try:
            self._decoder = Decoder(samprate=RATE)
        except (RuntimeError, ValueError) as error:
            raise ModelUnusableError(str(error)) from error

    def words(self, pcm: bytes) -> list[Word]:
        """What is said in a piece of sound, with seconds from the start of the piece."""
        decoder = self._decoder
        decoder.start_utt()
        # In blocks, as from a microphone: it then goes on adapting to the voice.
        for start in range(0, len(pcm), _BLOCK_BYTES):
            decoder.process_raw(pcm[start : start + _BLOCK_BYTES], False, False)
        decoder.end_utt()
        return [
            Word(
                _PRONUNCIATION.sub("", heard.word),
                heard.start_frame / _FRAMES_A_SECOND,
                (heard.end_frame + 1) / _FRAMES_A_SECOND,
                max(0.0, min(1.0, heard.prob)),
            )
            for heard in decoder.seg() or ()
            if not _NO_WORD.fullmatch(heard.word)
        ]
