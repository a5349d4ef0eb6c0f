"""Which exemplars to rate next."""

import random
from collections.abc import Iterable, Sequence

from mock_panel.domain.calibration import CalibrationRating
from mock_panel.domain.exemplars import Exemplar


def next_exemplars(
    exemplars: Iterable[Exemplar], done: Iterable[CalibrationRating], n: int, seed: int
) -> tuple[Exemplar, ...]:
    """A set to rate: levels, tellings and ECQs as evenly as they can be had, in mixed order.

    Args:
        exemplars: to choose from, of one framework where the set should be.
        done: what those who will rate have rated before; the longest ago comes up again first,
            and only when all others have been used.
        n: how many; all, if there are fewer.
        seed: the same one gives the same set.
    """
    last = {r.exemplar: r.at for r in sorted(done, key=lambda rating: rating.at)}
    by_age = sorted(exemplars, key=lambda e: e.id)
    fresh = [exemplar for exemplar in by_age if exemplar.id not in last]
    again = sorted((e for e in by_age if e.id in last), key=lambda e: last[e.id])
    chance = random.Random(seed)  # noqa: S311 - a fair draw, not a secret
    chance.shuffle(fresh)
    chosen = _spread_out(fresh, [], n)
    # Those seen before fill up what is missing, and no more.
    chosen = _spread_out(again[: max(0, n - len(chosen))], chosen, n)
    chance.shuffle(chosen)
    return tuple(chosen)


def _spread_out(
    candidates: Sequence[Exemplar], chosen: Sequence[Exemplar], n: int
) -> list[Exemplar]:
    """Up to `n` exemplars: each is one whose level, telling and ECQ are had the least yet."""
    left, picked = list(candidates), list(chosen)
    while left and len(picked) < n:
        had = [_had(exemplar, picked) for exemplar in left]
        picked.append(left.pop(had.index(min(had))))
    return picked


def _had(exemplar: Exemplar, picked: Sequence[Exemplar]) -> tuple[int, int]:
    """How often its level is among those picked, and how often its telling and ECQ are."""
    levels = sum(other.key == exemplar.key for other in picked)
    tellings = sum(other.telling is exemplar.telling for other in picked)
    here = exemplar.framework, exemplar.ecq
    return levels, tellings + sum((other.framework, other.ecq) == here for other in picked)
