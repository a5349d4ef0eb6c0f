"""Intraclass correlations: how much of the differences in ratings is differences of answers.

Six forms, their numbers after Shrout & Fleiss (1979, "Intraclass correlations: uses in assessing
rater reliability", Psychological Bulletin 86), their 95% intervals after McGraw & Wong (1996,
"Forming inferences about some intraclass correlation coefficients", Psychological Methods 1).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from mock_panel.panel.f_distribution import f_quantile
from mock_panel.panel.ratings_table import ALL_ALIKE, Pattern, RatingsTable

RATERS_DIFFER = "raters differ between panels: {} rated by all {} raters"
NOTHING_TO_TELL_APART = "all items have the same mean rating, so there is nothing to tell apart"
ALIKE_WHERE_ALL = f"where all raters rated an item, {ALL_ALIKE}"
LESS_THAN_CHANCE = "the items differ less than chance would make them, so the formula has no value"
NEVER_DIFFER = "the raters never differ on an item, so the formula has no interval"
ENDLESS = "the lower end of the interval lies beyond all bounds"
BREAKS_DOWN = "the approximation behind the interval breaks down on these ratings"

_LEVEL = 0.975
"""An interval of 95% leaves 2.5% at either end."""
_FEWEST_DEGREES = 0.001
"""Where items hardly differ beside the raters, rounding could leave none at all."""
_NEAREST_TO_THE_POLE = 1e-6
"""Nearer to it, the lower end is a number of no meaning, if it has a value at all."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Intraclass:
    """One form of the ICC; either `value` or `reason` says something."""

    form: str
    """Such as ICC(2,1)."""
    value: float | None
    """At most 1. Below zero the raters differ more within items than the items differ."""
    ci95: Interval | None
    n: int
    """Items."""
    k: float
    """Raters an item: their effective number where it differs from item to item."""
    reason: str = ""
    """Why there is no value, as a clause."""
    ci_reason: str = ""
    """Why there is a value and no interval, as a clause."""


@dataclass(frozen=True, slots=True)
class IntraclassForms:
    """The six forms; those with a k are the reliability of the mean of k raters."""

    icc1: Intraclass
    """One-way: raters may differ from item to item."""
    icc1k: Intraclass
    icc2: Intraclass
    """Two-way, absolute agreement: the same raters, taken from many; severity counts."""
    icc2k: Intraclass
    icc3: Intraclass
    """Two-way, consistency: just these raters; severity does not count."""
    icc3k: Intraclass


def intraclass(table: RatingsTable) -> IntraclassForms:
    """The six forms, each from the items that it can use.

    The one-way forms use every item with two ratings or more. Where their number varies, k is the
    k0 of unbalanced analysis of variance (Searle) and the interval is approximate. The two-way
    forms use the items that every rater of the table rated; with fewer than two of these they are
    withheld. Two items and two raters are enough for a value, if rarely for a narrow interval.
    """
    return IntraclassForms(*_one_way(table), *_two_way(table))


def _one_way(table: RatingsTable) -> tuple[Intraclass, Intraclass]:
    shared = table.shared
    n = sum(shared.values())
    ratings = sum(len(pattern) * items for pattern, items in shared.items())
    if reason := table.why_no_reliability:
        k = ratings / n if n else 0.0
        return _withheld("ICC(1,1)", n, k, reason), _withheld("ICC(1,k)", n, k, reason)
    total = sum(sum(pattern) * items for pattern, items in shared.items())
    squares = sum(sum(x * x for x in pattern) * items for pattern, items in shared.items())
    sizes = sum(len(pattern) ** 2 * items for pattern, items in shared.items())
    explained = _explained(shared)
    between = (explained - Fraction(total * total, ratings)) / (n - 1)
    within = (squares - explained) / (ratings - n)
    k0 = (ratings - Fraction(sizes, ratings)) / (n - 1)
    single, mean = _ratio_intervals(between, within, (n - 1, ratings - n), k0)
    above = between - within
    return (
        _form("ICC(1,1)", (n, k0), above, between + (k0 - 1) * within, single),
        _form("ICC(1,k)", (n, k0), above, between, mean),
    )


def _explained(patterns: Mapping[Pattern, int]) -> Fraction:
    """The squared sum of each item's ratings by their number, over all items."""
    by_size = dict.fromkeys(map(len, patterns), 0)
    for pattern, items in patterns.items():
        by_size[len(pattern)] += sum(pattern) ** 2 * items
    return sum((Fraction(points, size) for size, points in by_size.items()), Fraction())


def _two_way(table: RatingsTable) -> tuple[Intraclass, Intraclass, Intraclass, Intraclass]:
    k = len(table.raters)
    complete = [row for row in table.rows.values() if len(row) == k > 1]
    n = len(complete)
    if reason := table.why_no_reliability or _not_crossed(complete, k):
        return (
            _withheld("ICC(2,1)", n, k, reason), _withheld("ICC(2,k)", n, k, reason),
            _withheld("ICC(3,1)", n, k, reason), _withheld("ICC(3,k)", n, k, reason),
        )  # fmt: skip
    sums = [sum(row.values()) for row in complete]
    of_raters = [sum(row[rater] for row in complete) for rater in table.raters]
    middle = Fraction(sum(sums) ** 2, n * k)
    items = Fraction(sum(x * x for x in sums), k) - middle
    raters = Fraction(sum(x * x for x in of_raters), n) - middle
    whole = sum(x * x for row in complete for x in row.values()) - middle
    rest = whole - items - raters
    means = _MeanSquares(n, k, items / (n - 1), raters / (k - 1), rest / ((n - 1) * (k - 1)))
    return _two_way_forms(means)


@dataclass(frozen=True, slots=True)
class _MeanSquares:
    """Of a complete table of items by raters, in squared units."""

    n: int
    k: int
    items: Fraction
    raters: Fraction
    error: Fraction


def _two_way_forms(mean: _MeanSquares) -> tuple[Intraclass, Intraclass, Intraclass, Intraclass]:
    n, k = shape = mean.n, mean.k
    above = mean.items - mean.error
    severity = (mean.raters - mean.error) / n
    spread = mean.items + (k - 1) * mean.error
    single, average = _agreement_intervals(mean)
    fixed, fixed_average = _ratio_intervals(
        mean.items, mean.error, (n - 1, (n - 1) * (k - 1)), Fraction(k)
    )
    return (
        _form("ICC(2,1)", shape, above, spread + k * severity, single),
        _form("ICC(2,k)", shape, above, mean.items + severity, average),
        _form("ICC(3,1)", shape, above, spread, fixed),
        _form("ICC(3,k)", shape, above, mean.items, fixed_average),
    )


def _not_crossed(complete: Sequence[Mapping[str, int]], raters: int) -> str:
    if len(complete) < 2:
        return RATERS_DIFFER.format("only one item was" if complete else "no item was", raters)
    if len({score for row in complete for score in row.values()}) == 1:
        return ALIKE_WHERE_ALL
    return ""


def _withheld(form: str, n: int, k: float, reason: str) -> Intraclass:
    return Intraclass(form, None, None, n, k, reason)


def _form(
    form: str,
    shape: tuple[int, int | Fraction],
    above: Fraction,
    below: Fraction,
    interval: Interval | str,
) -> Intraclass:
    """The quotient with its interval, or without one for a reason."""
    n, k = shape[0], float(shape[1])
    if below <= 0:
        same = interval == NOTHING_TO_TELL_APART
        return _withheld(form, n, k, NOTHING_TO_TELL_APART if same else LESS_THAN_CHANCE)
    value = float(above / below)
    if isinstance(interval, str):
        return Intraclass(form, value, None, n, k, ci_reason=interval)
    return Intraclass(form, value, interval, n, k)


def _ratio_intervals(
    items: Fraction, error: Fraction, degrees: tuple[int, int], k: Fraction
) -> tuple[Interval | str, Interval | str]:
    """Of one rater and of the mean of k, from the ratio of two mean squares."""
    if reason := _no_interval(items, error):
        return reason, reason
    ratio, more = float(items / error), float(k) - 1
    low = ratio / f_quantile(_LEVEL, *degrees)
    high = ratio * f_quantile(_LEVEL, *reversed(degrees))
    return (
        ((low - 1) / (low + more), (high - 1) / (high + more)),
        (1 - 1 / low, 1 - 1 / high),
    )


def _no_interval(items: Fraction, error: Fraction) -> str:
    if not items:
        return NOTHING_TO_TELL_APART
    return "" if error else NEVER_DIFFER


def _agreement_intervals(mean: _MeanSquares) -> tuple[Interval | str, Interval | str]:
    """Of absolute agreement, by the approximation of Satterthwaite as McGraw & Wong use it."""
    n, k = mean.n, mean.k
    if not mean.items or not (mean.error or mean.raters):
        reason = _no_interval(mean.items, mean.error)
        return reason, reason
    whole = mean.items + mean.raters + mean.error
    items, raters, error = (float(x / whole) for x in (mean.items, mean.raters, mean.error))
    value = (items - error) / (items + (k - 1) * error + k * (raters - error) / n)
    # Both multiplied by the error, so that the limit for an error of zero comes out by itself.
    severity = k * value * raters
    rest = (n * (1 + (k - 1) * value) - k * value) * error
    degrees = (n - 1) * (k - 1) * (severity + rest) ** 2 / ((n - 1) * severity**2 + rest**2)
    degrees = max(degrees, _FEWEST_DEGREES)
    noise = k * raters + (k * n - k - n) * error
    above = f_quantile(_LEVEL, n - 1, degrees)
    low = n * (items - above * error) / (above * noise + n * items)
    below = f_quantile(_LEVEL, degrees, n - 1)
    high = n * (below * items - error) / (noise + n * below * items)
    if not low <= value <= high:
        return BREAKS_DOWN, BREAKS_DOWN
    return (low, high), _stepped_up(low, high, k)


def _stepped_up(low: float, high: float, k: int) -> Interval | str:
    """The interval of the mean of k, by Spearman and Brown."""
    below = 1 + low * (k - 1)
    if below < _NEAREST_TO_THE_POLE:
        return ENDLESS
    return low * k / below, high * k / (1 + high * (k - 1))
