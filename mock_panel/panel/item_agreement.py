"""How far raters agree: in pairs over all items, and on each item.

r_wg after James, Demaree & Wolf (1984, Journal of Applied Psychology 69) against a uniform null,
AD_M after Burke, Finkelstein & Dusig (1999, Organizational Research Methods 2).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations
from statistics import median

from mock_panel.panel.ratings_table import (
    NO_RATINGS,
    ONE_RATER,
    Pattern,
    RatingsTable,
    ScaleEnds,
)

NO_SCORE = "nobody rated it"
ONE_SCORE = "only one rater rated it"
NO_SCALE = "the ends of the scale are not known"


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """How often two raters of the same item agree; both values, or a reason."""

    exact: float | None
    """The share of pairs with the same score, 0 to 1."""
    within_one: float | None
    """The share of pairs at most one point apart, 0 to 1."""
    pairs: int
    reason: str = ""
    """Why there are none, as a clause."""


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """What the raters made of one item; None where `reasons` tells why."""

    item: str
    ratings: int
    mean: float | None
    median: float | None
    range: float | None
    """From the lowest rating to the highest, in points."""
    sd: float | None
    """The standard deviation, by n - 1."""
    r_wg: float | None
    """Agreement against ratings spread evenly over the scale: 1 is full, 0 is no better."""
    ad_m: float | None
    """How far a rating is from the mean, on average, in points."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """By the name of a field."""


def pair_agreement(table: RatingsTable) -> PairAgreement:
    """The agreement of all pairs of ratings of the same item, over all items."""
    pairs = exact = within = 0
    for pattern, items in table.shared.items():
        pairs += math.comb(len(pattern), 2) * items
        for lower, higher in combinations(pattern, 2):
            exact += items * (lower == higher)
            within += items * (higher - lower <= table.unit)
    if not pairs:
        return PairAgreement(None, None, 0, ONE_RATER if table.ratings else NO_RATINGS)
    return PairAgreement(exact / pairs, within / pairs, pairs)


def item_statistics(table: RatingsTable) -> tuple[ItemStatistics, ...]:
    """One entry an item, in the order in which they came."""
    known = {pattern: _measures(pattern, table.unit, table.scale) for pattern in table.patterns}
    return tuple(
        ItemStatistics(item, len(row), *known[tuple(sorted(row.values()))])
        for item, row in table.rows.items()
    )


_Measure = float | None
_Measures = tuple[_Measure, _Measure, _Measure, _Measure, _Measure, _Measure, Mapping[str, str]]
"""The fields of an `ItemStatistics` from its mean on."""


def _measures(pattern: Pattern, unit: int, scale: ScaleEnds | None) -> _Measures:
    n = len(pattern)
    if not n:
        names = ("mean", "median", "range", "sd", "r_wg", "ad_m")
        return None, None, None, None, None, None, dict.fromkeys(names, NO_SCORE)
    total = sum(pattern)
    mean, middle = total / (n * unit), median(pattern) / unit
    reach = (pattern[-1] - pattern[0]) / unit
    if n == 1:
        return (
            mean,
            middle,
            reach,
            None,
            None,
            None,
            dict.fromkeys(("sd", "r_wg", "ad_m"), ONE_SCORE),
        )
    # n times the sum of squares around the mean, which stays whole.
    squares = n * sum(x * x for x in pattern) - total * total
    variance = squares / (n * (n - 1) * unit * unit)
    apart = sum(abs(n * x - total) for x in pattern) / (n * n * unit)
    if scale is None:
        return mean, middle, reach, math.sqrt(variance), None, apart, {"r_wg": NO_SCALE}
    evenly = (scale.options**2 - 1) / 12
    return mean, middle, reach, math.sqrt(variance), max(0.0, 1 - variance / evenly), apart, {}
