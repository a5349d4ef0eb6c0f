"""The models that recognisers need, as facts: what they are, from whom, how large, whose licence.

Nothing here is ever fetched by itself: `mock-panel models fetch` does it, when asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class EngineId(StrEnum):
    """The libraries that recognise speech, the best first."""

    ONNX_ASR = "onnx-asr"
    FASTER_WHISPER = "faster-whisper"
    POCKETSPHINX = "pocketsphinx"


@dataclass(frozen=True, slots=True)
class Model:
    """A folder of files that a library loads."""

    id: str
    name: str
    engine: EngineId
    kind: str
    """What the library calls this type of model."""
    repository: str
    """On Hugging Face."""
    licence: str
    languages: str
    megabytes: int
    """To download, about."""
    files: tuple[str, ...]

    def folder(self, models: Path) -> Path:
        """Where it is or would be.

        Args:
            models: the directory of all models.
        """
        return models / self.id

    def missing(self, folder: Path) -> Iterator[str]:
        """The names of the files that a folder lacks, or has without anything in them."""
        return (name for name in self.files if not _holds_something(folder / name))


def _holds_something(file: Path) -> bool:
    try:
        return file.is_file() and file.stat().st_size > 0
    except OSError:
        # A folder that may not be looked into is as good as none.
        return False


_PARAKEET_FILES = (
    "config.json",
    "vocab.txt",
    "decoder_joint-model.int8.onnx",
    "encoder-model.int8.onnx",
)
_WHISPER_FILES = ("config.json", "vocabulary.txt", "tokenizer.json", "model.bin")

MODELS = (
    Model(
        "parakeet-v2",
        "Parakeet TDT 0.6b v2",
        EngineId.ONNX_ASR,
        "nemo-parakeet-tdt-0.6b-v2",
        "istupakov/parakeet-tdt-0.6b-v2-onnx",
        "CC-BY-4.0",
        "English",
        650,
        _PARAKEET_FILES,
    ),
    Model(
        "parakeet-v3",
        "Parakeet TDT 0.6b v3",
        EngineId.ONNX_ASR,
        "nemo-parakeet-tdt-0.6b-v3",
        "istupakov/parakeet-tdt-0.6b-v3-onnx",
        "CC-BY-4.0",
        "25 languages",
        650,
        _PARAKEET_FILES,
    ),
    Model(
        "whisper-small.en",
        "Whisper small.en",
        EngineId.FASTER_WHISPER,
        "whisper",
        "Systran/faster-whisper-small.en",
        "MIT",
        "English",
        484,
        _WHISPER_FILES,
    ),
    Model(
        "whisper-base.en",
        "Whisper base.en",
        EngineId.FASTER_WHISPER,
        "whisper",
        "Systran/faster-whisper-base.en",
        "MIT",
        "English",
        148,
        _WHISPER_FILES,
    ),
)
"""In the order in which they are preferred."""
