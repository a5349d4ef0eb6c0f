"""What came of carrying a history from one installation to another."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Carried:
    """What is in a bundle."""

    counts: Mapping[str, int]
    """How many of each kind: attempt, story, panel, panel_form, calibration."""
    recordings: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one kind of thing in a bundle."""

    new: int = 0
    same: int = 0
    """Those that were here before, with the same content."""
    differing: tuple[str, ...] = ()
    """The ids of those that were here before, with other content."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a bundle."""

    kinds: Mapping[str, Taken]
    recordings: int
    """Sound files that were not here before."""

    @property
    def differing(self) -> int:
        """How many things are here with other content."""
        return sum(len(taken.differing) for taken in self.kinds.values())


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of the database."""

    attempts: int
    """In the copy that is, or would be, in its place."""
    replaced: Path | None
    """Where a copy of what was there is kept; None where there was nothing."""
