"""What a microphone's levels and gaps say, in words, while something still can be done."""

from collections import deque
from dataclasses import dataclass, field

from mock_panel.domain.speech import SoundLevel

SILENT_SECONDS = 3.0
"""Nothing at all for so long is a muted microphone, not a pause for thought."""
_RECENT = 30
"""Levels looked at: three seconds of them."""
_NOTHING_DECIBELS = -75.0
"""Below full scale; even a quiet room with an open microphone is louder."""
_FAINT_DECIBELS = -45.0
"""The median peak of speech below which a recogniser begins to guess."""
_CLIPPED = 3
_ENOUGH_SPEECH = 15
_MISSING_LEVELS = 50
"""For so many after a gap it is said: five seconds."""

SILENT = "The microphone hears nothing: it may be muted or switched off."
CLIPPING = "Too loud, the sound is distorted: move back from the microphone."
MISSING = "Some sound is missing: the computer is busy."
FAINT = "Very quiet: come closer to the microphone, or raise its level."


@dataclass(slots=True)
class MicrophoneWatch:
    """Looks at the last seconds of levels."""

    _levels: deque[SoundLevel] = field(default_factory=lambda: deque(maxlen=_RECENT))
    _missing_for: int = 0
    """Levels for which a gap is still said."""

    def miss(self) -> str:
        """More of the sound is missing; gives what the candidate should know."""
        self._missing_for = _MISSING_LEVELS
        return MISSING

    def hear(self, level: SoundLevel) -> str:
        """Take in a level; gives what the candidate should know, or nothing."""
        self._levels.append(level)
        self._missing_for = max(0, self._missing_for - 1)
        if len(self._levels) == _RECENT and all(
            one.peak < _NOTHING_DECIBELS for one in self._levels
        ):
            return SILENT
        if self._missing_for:
            return MISSING
        if sum(one.clipped for one in self._levels) >= _CLIPPED:
            return CLIPPING
        speech = sorted(one.peak for one in self._levels if one.speaking)
        if len(speech) >= _ENOUGH_SPEECH and speech[len(speech) // 2] < _FAINT_DECIBELS:
            return FAINT
        return ""

    def forget(self) -> None:
        """A new recording begins."""
        self._levels.clear()
        self._missing_for = 0
