"""What reading aloud and recording give back."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Spoken:
    """How reading a text aloud went."""

    ok: bool
    reason: str = ""
    """Why nothing was heard, in words for the user; empty when it was."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A finished recording."""

    path: Path
    seconds: float
