"""Krippendorff's alpha: agreement beyond chance, for any number of raters and missing ratings.

After Krippendorff (2011, "Computing Krippendorff's alpha-reliability"); its interval is that of
items drawn anew with replacement (Zapf et al. 2016, BMC Medical Research Methodology 16:93).
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, combinations
from statistics import quantiles

from mock_panel.panel.ratings_table import Pattern, RatingsTable

RESAMPLES = 1_000
SEED = 1970
"""The interval is the same whenever the ratings are."""
FEWEST_ITEMS = 10
"""Below this, drawing the items anew shows too little of what other items would bring."""
MOST_WORK = 250_000
"""Resamples times distinct patterns; ratings of hundreds of values are drawn less often."""
FEWEST_RESAMPLES = 100

TOO_FEW_ITEMS = f"an interval needs {FEWEST_ITEMS} items"
NOT_ASKED = "no resamples were asked for"
NEVER_DIFFER = "the raters never differ on an item, so drawing items anew changes nothing"
TOO_FEW_DRAWS = "too few draws of the items hold more than one rating"


class Metric(StrEnum):
    """How far apart two ratings are."""

    NOMINAL = "nominal"
    """The same or not."""
    ORDINAL = "ordinal"
    """By how many ratings lie between them."""
    INTERVAL = "interval"
    """By points."""


@dataclass(frozen=True, slots=True)
class Alpha:
    """Krippendorff's alpha; either `value` or `reason` says something."""

    value: float | None
    """1 is agreement without exception, 0 what chance would give, below 0 worse than chance."""
    ci95: tuple[float, float] | None
    n: int
    """Items with two ratings or more; others say nothing about agreement."""
    reason: str = ""
    """Why there is no value, as a clause."""
    ci_reason: str = ""
    """Why there is a value and no interval, as a clause."""


def krippendorff_alpha(
    table: RatingsTable,
    metric: Metric = Metric.ORDINAL,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Alpha:
    """The alpha of all items that two raters or more have rated.

    Args:
        table: ratings; missing ones are no obstacle.
        metric: ordinal for anchored scales.
        resamples: how often the items are drawn anew for the interval; 0 for none.
        seed: of the drawing.
    """
    shared = table.shared
    n = sum(shared.values())
    coincidences = _Coincidences(list(shared), metric)
    value = coincidences.alpha(list(shared.values())) if n > 1 else None
    if value is None:
        return Alpha(None, None, n, table.why_no_reliability)
    if reason := _no_interval(value, n, resamples):
        return Alpha(value, None, n, ci_reason=reason)
    interval = _interval(coincidences, shared, resamples, random.Random(seed))  # noqa: S311
    return Alpha(value, interval, n, ci_reason="" if interval else TOO_FEW_DRAWS)


def _no_interval(value: float, n: int, resamples: int) -> str:
    if not resamples:
        return NOT_ASKED
    if n < FEWEST_ITEMS:
        return TOO_FEW_ITEMS
    return NEVER_DIFFER if value == 1 else ""


class _Coincidences:
    """What each pattern adds to the ratings and to the pairs of unlike ratings."""

    def __init__(self, patterns: Sequence[Pattern], metric: Metric) -> None:
        self._metric = metric
        self._values = sorted({score for pattern in patterns for score in pattern})
        place = {value: i for i, value in enumerate(self._values)}
        self._ratings: list[list[tuple[int, int]]] = []
        """By pattern: values, by their place, and how often it has each."""
        self._pairs: list[list[tuple[tuple[int, int], float]]] = []
        """By pattern: pairs of unlike values, and what they weigh."""
        for pattern in patterns:
            counts = [(place[value], n) for value, n in Counter(pattern).items()]
            self._ratings.append(counts)
            self._pairs.append(
                [((a, b), m * n / (len(pattern) - 1)) for (a, m), (b, n) in combinations(counts, 2)]
            )

    def alpha(self, items: Sequence[int]) -> float | None:
        """Alpha where so many items have each pattern; None if all ratings are alike."""
        ratings = [0] * len(self._values)
        unlike: dict[tuple[int, int], float] = {}
        for times, counts, pairs in zip(items, self._ratings, self._pairs, strict=True):
            if times:
                for value, n in counts:
                    ratings[value] += n * times
                for pair, weight in pairs:
                    unlike[pair] = unlike.get(pair, 0.0) + weight * times
        expected = self._expected(ratings)
        if not expected:
            return None
        at = self._positions(ratings)
        if self._metric is Metric.NOMINAL:
            observed = sum(unlike.values())
        else:
            observed = sum(w * (at[a] - at[b]) ** 2 for (a, b), w in unlike.items())
        return 1 - (sum(ratings) - 1) * observed / expected

    def _expected(self, ratings: Sequence[int]) -> int:
        """The distances of all pairs of ratings, whatever the item."""
        total = sum(ratings)
        if self._metric is Metric.NOMINAL:
            return (total * total - sum(n * n for n in ratings)) // 2
        at = self._positions(ratings)
        square = sum(n * x * x for n, x in zip(ratings, at, strict=True))
        return total * square - sum(n * x for n, x in zip(ratings, at, strict=True)) ** 2

    def _positions(self, ratings: Sequence[int]) -> Sequence[int]:
        """Where the values lie for the metric; ordinal ones at twice their middle rank."""
        if self._metric is Metric.INTERVAL:
            return self._values
        return [2 * upto - n for upto, n in zip(accumulate(ratings), ratings, strict=True)]


def _interval(
    coincidences: _Coincidences,
    patterns: Mapping[Pattern, int],
    resamples: int,
    rng: random.Random,
) -> tuple[float, float] | None:
    """The middle 95% over resamples; those with only one rating have no alpha and are left out."""
    items = list(patterns.values())
    draws = min(resamples, max(MOST_WORK // len(items), FEWEST_RESAMPLES))
    drawn = (coincidences.alpha(_drawn(items, rng)) for _ in range(draws))
    values = [value for value in drawn if value is not None]
    if len(values) < 2:
        return None
    cuts = quantiles(values, n=40, method="inclusive")
    return cuts[0], cuts[-1]


def _drawn(items: Sequence[int], rng: random.Random) -> list[int]:
    """How often each pattern comes when as many items are drawn with replacement."""
    left = among = sum(items)
    drawn = []
    for weight in items:
        times = _binomial(rng, left, weight, among)
        drawn.append(times)
        left -= times
        among -= weight
    return drawn


def _binomial(rng: random.Random, trials: int, chance: int, of: int) -> int:
    """How many of so many trials succeed, each with a chance of `chance` in `of`.

    A trial succeeds if a fair number between 0 and 1 is below the chance. All trials' binary
    digits are drawn together, place by place, until each is decided.
    """
    successes = 0
    while trials and chance:
        ones = rng.getrandbits(trials).bit_count()
        chance *= 2
        if chance >= of:
            chance -= of
            successes += trials - ones
            trials = ones
        else:
            trials -= ones
    return successes
