"""Where on a timeline events bunch."""

from collections.abc import Iterable

from mock_panel.domain.delivery import Cluster
from mock_panel.domain.speech import Stretch

WINDOW = 15.0
"""Seconds within which events are near each other."""
MANY = 4
"""In a window so many are a bunch, if they are also twice what is usual in the answer."""
DENSER = 2.0


def clusters(times: Iterable[float], seconds: float) -> tuple[Cluster, ...]:
    """The stretches in which events bunch; they do not overlap.

    Args:
        times: when the events happened.
        seconds: the length of the answer they happened in.
    """
    ordered = sorted(times)
    usual = len(ordered) * WINDOW / seconds if seconds > 0 else 0.0
    needed = max(MANY, DENSER * usual)
    found: list[tuple[int, int]] = []
    last = 0
    for first in range(len(ordered)):
        last = max(last, first)
        while last + 1 < len(ordered) and ordered[last + 1] - ordered[first] <= WINDOW:
            last += 1
        if last - first + 1 < needed:
            continue
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return tuple(
        Cluster(Stretch(ordered[first], ordered[last]), last - first + 1) for first, last in found
    )
