"""What every recogniser does, and the ways in which one cannot."""

from pathlib import Path
from typing import Any, Protocol

from mock_panel.domain.speech import Word


class LibraryMissingError(Exception):
    """The recogniser's library is not installed or cannot be loaded; the message is Python's."""


class ModelMissingError(Exception):
    """Files of the model are not there; the message names them."""


class ModelUnusableError(Exception):
    """The model is damaged or of another kind; the message is the library's."""


class Engine(Protocol):
    """A recogniser that is loaded; made from the kind of its model and the model's folder.

    Making one raises LibraryMissingError or ModelUnusableError.
    """

    longest: float
    """Seconds of sound that it is given at once."""

    def __init__(self, kind: str, folder: Path | None) -> None: ...

    def words(self, pcm: bytes) -> list[Word]:
        """What is said in a piece of sound, with seconds from the start of the piece.

        Args:
            pcm: as our recordings are: mono, 16 bits, 16,000 samples a second; no longer than
                `longest`.
        """


def samples_of(pcm: bytes) -> Any:
    """Sound as an array of numbers between -1 and 1, which is how neural recognisers take it."""
    import numpy as np  # noqa: PLC0415 - comes with every library that takes it so

    samples = np.frombuffer(pcm, dtype="<i2").astype(np.float32)
    samples /= 32768
    return samples
