"""The recogniser's child: one recording in, its words out.

Job: `path` (absolute, WAV or FLAC), `recogniser` (an id of the catalogue), `model` (the folder of
its model, or null), `speech` (pairs of seconds between which somebody speaks, or null to find
out). Reports: `sound` (seconds), then `progress` (share, 0 to 1) with each piece, then `done`
(words: text, start and end in seconds, confidence or null) or `error` (trouble, detail).
"""

import os
from collections.abc import Sequence
from pathlib import Path

from mock_panel.domain.speech import Stretch, Word
from mock_panel.speech.child import Reports, begin
from mock_panel.speech.models import EngineId
from mock_panel.speech.pieces import pieces, samples_of
from mock_panel.speech.recognisers.catalogue import Entry, entry
from mock_panel.speech.recognisers.engine import (
    Engine,
    LibraryMissingError,
    ModelMissingError,
    ModelUnusableError,
)
from mock_panel.speech.recognisers.faster_whisper import FasterWhisper
from mock_panel.speech.recognisers.onnx_asr import OnnxAsr
from mock_panel.speech.recognisers.pocketsphinx import PocketSphinx
from mock_panel.speech.sound import BadSoundError
from mock_panel.speech.sound_reading import read_pcm
from mock_panel.speech.trouble import Trouble
from mock_panel.speech.voice_activity import VoiceActivity
from mock_panel.speech.wav_file import BYTES_A_SECOND, RATE

_NICENESS = 10
"""The app in front, and whatever else the user does, goes first."""
_BLOCK_BYTES = 5 * BYTES_A_SECOND
_LISTENING_SHARE = 0.1
"""Of the whole work, to find out where somebody speaks; a fifth of PocketSphinx's time."""
_ENGINES: dict[EngineId, type[Engine]] = {
    EngineId.ONNX_ASR: OnnxAsr,
    EngineId.FASTER_WHISPER: FasterWhisper,
    EngineId.POCKETSPHINX: PocketSphinx,
}


def main() -> None:
    """Do the job of standard input."""
    job, reports = begin()
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    try:
        pcm = read_pcm(Path(job["path"]))
    except BadSoundError as error:
        reports.finish("error", trouble=Trouble.BAD_RECORDING, detail=str(error))
    reports.send("sound", seconds=len(pcm) / BYTES_A_SECOND)
    given = job["speech"]
    speech = _found(pcm, reports) if given is None else [Stretch(*pair) for pair in given]
    folder = Path(job["model"]) if job["model"] else None
    try:
        words = _words(pcm, speech, entry(job["recogniser"]), folder, reports)
    except LibraryMissingError as error:
        reports.finish("error", trouble=Trouble.NO_RECOGNISER, detail=str(error))
    except ModelMissingError as error:
        reports.finish("error", trouble=Trouble.NO_MODEL, detail=str(error))
    except ModelUnusableError as error:
        reports.finish("error", trouble=Trouble.BAD_MODEL, detail=str(error))
    except Exception as error:  # noqa: BLE001 - a top-level boundary: the process ends here
        reports.finish("error", trouble=Trouble.NOT_RECOGNISED, detail=repr(error))
    told = [[word.text, word.start, word.end, word.confidence] for word in words]
    reports.finish("done", words=told)


def _found(pcm: bytes, reports: Reports) -> list[Stretch]:
    """Where somebody speaks; looked for in blocks, for the user waits."""
    activity = VoiceActivity()
    for start in range(0, len(pcm), _BLOCK_BYTES):
        activity.hear(pcm[start : start + _BLOCK_BYTES])
        done = min(1.0, (start + _BLOCK_BYTES) / len(pcm))
        reports.send("progress", share=_LISTENING_SHARE * done)
    return activity.stretches()


def _words(
    pcm: bytes, speech: Sequence[Stretch], whose: Entry, folder: Path | None, reports: Reports
) -> list[Word]:
    """All words of a recording; without speech, no model is loaded."""
    if not speech:
        return []
    engine = _loaded(whose, folder)
    words: list[Word] = []
    cut = pieces(pcm, RATE, speech, engine.longest)
    whole, done = sum(piece.seconds for piece in cut), 0.0
    for piece in cut:
        words += [
            Word(w.text, piece.start + w.start, piece.start + w.end, w.confidence)
            for w in engine.words(samples_of(pcm, RATE, piece))
        ]
        done += piece.seconds
        share = _LISTENING_SHARE + (1 - _LISTENING_SHARE) * min(1.0, done / whole)
        reports.send("progress", share=share)
    return words


def _loaded(whose: Entry, folder: Path | None) -> Engine:
    if whose.model is None:
        return _ENGINES[whose.engine]("", None)
    if folder is None:
        raise ModelMissingError("no folder was named")
    # Before the library looks: some look for a missing file in the network.
    if missing := ", ".join(whose.model.missing(folder)):
        raise ModelMissingError(f"{folder}: without {missing}")
    return _ENGINES[whose.engine](whose.model.kind, folder)


if __name__ == "__main__":
    main()
