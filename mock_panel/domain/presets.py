"""Presets: the shape of a session."""

from collections.abc import Mapping
from dataclasses import dataclass

from mock_panel.domain.ids import PresetId
from mock_panel.domain.parts import Part


@dataclass(frozen=True, slots=True)
class Band:
    """The seconds within which an answer is well timed."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Preset:
    """The shape of a session; board presets take the aids away."""

    id: PresetId
    title: str
    summary: str
    """One sentence: what it rehearses."""
    questions: int
    total_seconds: int
    """The length of the whole session, as a guide and never as a cut."""
    preparation_seconds: int
    """Suggested preparation before each answer."""
    band: Band
    """Per answer."""
    guide: Mapping[Part, int]
    """Guide shares of the words in per cent: situation (with task), action, result."""
    one_per_ecq: bool
    board: bool
    """Rehearses the board: no pause, no live bar of parts, no word count."""
    supplemental_seconds: int = 0
    """Of further questions where an answer came out thin, after a wait in the lobby; 0 for none."""
