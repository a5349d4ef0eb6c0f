"""How loud sound is, tenth by tenth of a second."""

import array
import math
from dataclasses import dataclass

from mock_panel.domain.speech import TENTHS
from mock_panel.speech.wav_file import RATE

TENTH_SAMPLES = RATE // TENTHS
_FULL_SCALE = 32768
_SILENCE_DECIBELS = -96.0


@dataclass(frozen=True, slots=True)
class Loudness:
    """Of one tenth of a second, or of what there is of it."""

    rms: float
    """Decibels below full scale: 0 is the loudest there is, -96 is silence."""
    peak: float
    """As `rms`."""
    percent: int
    """The peak, of what the format can hold."""

    @property
    def clipped(self) -> bool:
        """Louder than the format can hold."""
        return self.peak >= 0.0


def measure(pcm: bytes) -> Loudness:
    """How loud a piece of sound is.

    Args:
        pcm: mono, 16 bits a sample; at least one.
    """
    samples = array.array("h", pcm)
    # The largest positive sample is one less than full scale; reaching either end is clipping.
    peak = max(max(samples) + 1, -min(samples)) if any(samples) else 0
    power = sum(sample * sample for sample in samples) / len(samples)
    return Loudness(
        rms=_decibels(math.sqrt(power)),
        peak=_decibels(peak),
        percent=round(100 * peak / _FULL_SCALE),
    )


def _decibels(amplitude: float) -> float:
    if amplitude <= 0:
        return _SILENCE_DECIBELS
    return max(_SILENCE_DECIBELS, round(20 * math.log10(amplitude / _FULL_SCALE), 1))
