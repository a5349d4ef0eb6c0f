"""An answer read by a voice with silences of known lengths between its phrases."""

import array
import math
import subprocess
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mock_panel.domain.speech import Stretch
from mock_panel.speech.wav_file import RATE
from tests.real_parts import require

PHRASES = (
    "When I took over the benefits office the backlog stood at forty thousand claims",
    "I met every supervisor in my first two weeks",
    "and asked each of them what they would change first",
    "We agreed on one goal and I put it in writing",
    "Then I moved nine people from three divisions into one intake team",
    "the union was opposed at first",
    "so I shared the numbers with them and asked for a joint plan",
    "By the end of the second quarter the backlog had fallen by half",
    "and customer complaints dropped by a third",
)
GAPS = (0.7, 1.0, 0.3, 2.0, 0.65, 0.85, 4.0, 1.5)
"""Seconds between the phrases."""
LEAD = 1.0
"""Seconds of silence before the first and after the last."""
_FRAME = RATE // 200
_AUDIBLE = 0.01
"""Of the loudest 5 milliseconds, -40 dB: where a phrase begins and ends."""


@dataclass(frozen=True, slots=True)
class PausedAnswer:
    """The sound, and what is true of it."""

    pcm: bytes
    phrases: tuple[Stretch, ...]
    text: str

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def pauses(self) -> tuple[Stretch, ...]:
        """Those of half a second and more."""
        between = zip(self.phrases, self.phrases[1:], strict=False)
        gaps = [Stretch(one.end, two.start) for one, two in between]
        return tuple(gap for gap in gaps if gap.seconds >= 0.5)


def paused_answer(
    folder: Path,
    voice: str,
    noise_decibels: float | None = None,
    *,
    texts: Sequence[str] = PHRASES,
    gaps: Sequence[float] = GAPS,
) -> PausedAnswer:
    """The answer in a flite voice, in noise of so many decibels below full scale, if any.

    Args:
        folder: for the files of single phrases.
        voice: one of flite's.
        noise_decibels: of white noise; None for none.
        texts: of the phrases.
        gaps: seconds between them.
    """
    require("flite", "no flite: sudo apt install flite")
    sound = array.array("h", [0] * int(LEAD * RATE))
    spoken = []
    for index, phrase in enumerate(texts):
        path = folder / f"{voice}-{index}.wav"
        subprocess.run(["flite", "-voice", voice, "-t", phrase, str(path)], check=True, timeout=60)
        start = len(sound) / RATE
        sound.extend(_trimmed(path))
        spoken.append(Stretch(start, len(sound) / RATE))
        silence = gaps[index] if index < len(texts) - 1 else LEAD
        sound.extend([0] * round(silence * RATE))
    if noise_decibels is not None:
        sound = _noisy(sound, noise_decibels)
    return PausedAnswer(sound.tobytes(), tuple(spoken), " ".join(texts))


def _trimmed(path: Path) -> "array.array[int]":
    with wave.open(str(path)) as file:
        assert file.getframerate() == RATE
        samples = array.array("h", file.readframes(file.getnframes()))
    squares = np.array(samples, float) ** 2
    ends = np.arange(0, len(samples), _FRAME)
    levels = np.sqrt(np.add.reduceat(squares, ends) / np.diff(np.append(ends, len(samples))))
    audible = np.flatnonzero(levels > _AUDIBLE * levels.max()).tolist()
    return samples[audible[0] * _FRAME : (audible[-1] + 1) * _FRAME]


def _noisy(sound: "array.array[int]", decibels: float) -> "array.array[int]":
    """With white noise, the speech itself brought to about -20 dB."""
    samples = np.array(sound, float)
    gain = 3277 / math.sqrt(np.mean(samples[samples != 0] ** 2))
    noise = np.random.default_rng(1).normal(0, 32768 * 10 ** (decibels / 20), len(samples))
    mixed = np.clip(np.rint(samples * gain + noise), -32768, 32767)
    return array.array("h", mixed.astype(np.int16).tobytes())
