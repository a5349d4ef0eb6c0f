"""Cutting a recording where nobody speaks, for recognisers take half a minute at most."""

import array
import math
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mock_panel.domain.speech import Stretch

_MARGIN_SECONDS = 0.25
"""Kept around speech: the first sound of a word is soft."""
_LONG_PAUSE_SECONDS = 3.0
"""Recognisers put words into longer silences; so these belong to no piece."""
_STEP_SECONDS = 0.02
_STEPS_TOGETHER = 5
"""A tenth of a second: shorter dips in loudness are inside words."""
_QUIETEST_SHARE = 0.5
"""Speech without a pause is cut in the latter half of what a piece may hold."""


def pieces(pcm: bytes, rate: int, speech: Sequence[Stretch], longest: float) -> list[Stretch]:
    """The pieces of a recording that hold its speech, in order and without overlap.

    Args:
        pcm: mono, 16 bits a sample.
        rate: samples a second.
        speech: where somebody speaks, in order.
        longest: seconds of one piece, its margins included.
    """
    end = len(pcm) / (2 * rate)
    room = longest - 2 * _MARGIN_SECONDS
    parts = [part for each in speech for part in _broken(pcm, rate, each, room)]
    groups = list(_grouped(parts, room))
    margins = [max(0.0, groups[0][0].start - _MARGIN_SECONDS)] if groups else []
    for before, after in pairwise(groups):
        # Two pieces share a short pause between them.
        middle = (before[-1].end + after[0].start) / 2
        margins += [
            min(before[-1].end + _MARGIN_SECONDS, middle),
            max(after[0].start - _MARGIN_SECONDS, middle),
        ]
    if groups:
        margins.append(min(end, groups[-1][-1].end + _MARGIN_SECONDS))
    return [Stretch(a, b) for a, b in zip(margins[::2], margins[1::2], strict=True)]


def samples_of(pcm: bytes, rate: int, piece: Stretch) -> bytes:
    """The sound of a piece."""
    return pcm[2 * round(piece.start * rate) : 2 * round(piece.end * rate)]


def _grouped(parts: Sequence[Stretch], room: float) -> Iterator[Sequence[Stretch]]:
    """Stretches that fit into one piece together."""
    first = 0
    while first < len(parts):
        last = _last_of_piece(parts, first, room)
        yield parts[first : last + 1]
        first = last + 1


def _last_of_piece(parts: Sequence[Stretch], first: int, room: float) -> int:
    """Before the first long pause, or else before the longest of those in the latter half."""

    def pause(index: int) -> float:
        return parts[index + 1].start - parts[index].end if index + 1 < len(parts) else math.inf

    start = parts[first].start
    fitting = [first]
    for index in range(first + 1, len(parts)):
        if parts[index].end - start > room:
            break
        if pause(index - 1) > _LONG_PAUSE_SECONDS:
            return index - 1
        fitting.append(index)
    latter = [index for index in fitting if parts[index].end - start >= room / 2]
    return max(latter or fitting, key=lambda index: (pause(index), index))


def _broken(pcm: bytes, rate: int, stretch: Stretch, room: float) -> Iterator[Stretch]:
    """A stretch in parts that fit, cut where it is quietest."""
    start = stretch.start
    while stretch.end - start > room:
        cut = _quietest(pcm, rate, start + room * _QUIETEST_SHARE, start + room)
        yield Stretch(start, cut)
        start = cut
    yield Stretch(start, stretch.end)


def _quietest(pcm: bytes, rate: int, start: float, end: float) -> float:
    """The middle of the quietest tenth of a second, in seconds."""
    step = round(_STEP_SECONDS * rate)
    loud = _loudness(pcm[2 * round(start * rate) : 2 * round(end * rate)], step)
    sums = [sum(loud[i : i + _STEPS_TOGETHER]) for i in range(len(loud) - _STEPS_TOGETHER + 1)]
    return start + (sums.index(min(sums)) + _STEPS_TOGETHER / 2) * _STEP_SECONDS


def _loudness(pcm: bytes, step: int) -> list[int]:
    """The sizes of the samples in each full step of so many, added up."""
    samples = array.array("h", pcm)
    if sys.byteorder == "big":
        samples.byteswap()
    return [sum(map(abs, samples[i : i + step])) for i in range(0, len(samples) - step + 1, step)]
