"""Speech with known pauses, spoken by flite."""

import array
import functools
import subprocess
import tempfile
import wave
from pathlib import Path

from tests.real_parts import require

RATE = 16000
GAPS = (0.5, 1.0, 2.0)
"""Seconds of silence between the phrases of `spoken`."""
_PHRASES = (
    "I led the migration of the whole payroll system.",
    "Two years later every office had moved.",
    "Nobody was paid late.",
    "We saved four million dollars.",
)


@functools.cache
def phrase(text: str) -> bytes:
    """One phrase without silence around it; PCM, mono, 16,000 samples a second."""
    require("flite", "no flite: sudo apt install flite")
    with tempfile.TemporaryDirectory() as home:
        path = Path(home, "phrase.wav")
        subprocess.run(["flite", "-voice", "rms", "-t", text, "-o", str(path)], check=True)
        with wave.open(str(path), "rb") as file:
            assert file.getframerate() == RATE
            samples = array.array("h", file.readframes(file.getnframes()))
    loud = [i for i, sample in enumerate(samples) if abs(sample) > 500]
    return samples[loud[0] : loud[-1] + 1].tobytes()


def silence(seconds: float) -> bytes:
    return bytes(2 * round(seconds * RATE))


def spoken() -> tuple[bytes, list[tuple[float, float]]]:
    """Phrases with `GAPS` between them, and from when to when each is spoken."""
    sound, times = silence(0.7), []
    for text, gap in zip(_PHRASES, (*GAPS, 0.7), strict=True):
        start = len(sound) / (2 * RATE)
        sound += phrase(text)
        times.append((start, len(sound) / (2 * RATE)))
        sound += silence(gap)
    return sound, times


def with_noise(pcm: bytes, decibels: float) -> bytes:
    """White noise added, so many decibels below full scale."""
    import random

    noise, deviation = random.Random(7), 32768 * 10 ** (decibels / 20)
    samples = array.array("h", pcm)
    for index, sample in enumerate(samples):
        noisy = sample + noise.gauss(0, deviation)
        samples[index] = max(-32768, min(32767, round(noisy)))
    return samples.tobytes()
