"""Who rated what with which score, as exact numbers: the ground of all panel statistics."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from mock_panel.domain.questions import Scale

RatingTriple = tuple[str, str, float | None]
"""Rater, item, score; None where the rater gave none. An item is one question of one panel."""
Pattern = tuple[int, ...]
"""The scores of an item in ascending order, in units, whoever gave them."""

LARGEST_SCORE = 1_000_000
DECIMALS = 12
"""Scores count to so many decimals, which holds every mean of a few raters apart."""

NO_RATINGS = "there are no ratings"
ONE_RATER = "no item has ratings of two raters"
ONE_ITEM = "only one item has ratings of two raters, and reliability compares items"
ALL_ALIKE = (
    "everyone gave the same rating; agreement is complete and reliability cannot be computed"
)
ALIKE_WHERE_SHARED = f"where two raters or more rated an item, {ALL_ALIKE}"


@dataclass(frozen=True, slots=True)
class ScaleEnds:
    """The lowest and the highest score that a scale of whole points allows.

    Raises:
        ValueError: the highest is not above the lowest.
    """

    low: int
    high: int

    def __post_init__(self) -> None:
        if self.low >= self.high:
            raise ValueError(f"a scale from {self.low} to {self.high} has no room for ratings")

    @classmethod
    def of(cls, scale: Scale) -> "ScaleEnds":
        """The ends of a scale of the bank."""
        values = [level.value for level in scale.levels]
        return cls(min(values), max(values))

    @property
    def options(self) -> int:
        """How many whole scores there are from end to end."""
        return self.high - self.low + 1


@dataclass(frozen=True, slots=True)
class RatingsTable:
    """Ratings by item and rater.

    Scores are whole numbers of units, so that sums of squares are exact: whether ratings vary at
    all is a fact, not a matter of rounding.
    """

    rows: Mapping[str, Mapping[str, int]]
    """By item, then by rater; an item that nobody scored has an empty row."""
    unit: int
    """Units in one point: 1 where all scores are whole, 10 where one has a decimal."""
    missing: int
    """Ratings without a score."""
    scale: ScaleEnds | None
    raters: tuple[str, ...]
    """Who gave a score, in the order of their first one."""
    patterns: Mapping[Pattern, int]
    """How many items have each pattern, in ascending order of patterns."""

    @property
    def ratings(self) -> int:
        """How many scores were given."""
        return sum(map(len, self.rows.values()))

    @property
    def shared(self) -> Mapping[Pattern, int]:
        """The patterns of the items that two raters or more have scored."""
        return {pattern: items for pattern, items in self.patterns.items() if len(pattern) > 1}

    @property
    def why_no_reliability(self) -> str:
        """Why there can be no reliability of any kind, as a clause; empty where there can be."""
        shared = self.shared
        if not shared:
            return ONE_RATER if self.ratings else NO_RATINGS
        if sum(shared.values()) == 1:
            return ONE_ITEM
        if not _are_alike(shared):
            return ""
        return ALL_ALIKE if _are_alike(self.patterns) else ALIKE_WHERE_SHARED


def _are_alike(patterns: Iterable[Pattern]) -> bool:
    return len(set(chain.from_iterable(patterns))) == 1


def ratings_table(ratings: Iterable[RatingTriple], scale: ScaleEnds | None = None) -> RatingsTable:
    """The table of ratings pooled over any number of panels.

    Args:
        ratings: each rater rates an item once; the order does not matter.
        scale: its ends, where they are known; they are never guessed from the ratings.

    Raises:
        ValueError: a rater rated an item twice, or a score is not a number, lies outside the
            scale, or is beyond a million.
    """
    scores: dict[str, dict[str, float | None]] = {}
    for rater, item, score in ratings:
        row = scores.setdefault(item, {})
        if rater in row:
            raise ValueError(f"{rater!r} rated {item!r} twice")
        row[rater] = score
    values = set(chain.from_iterable(row.values() for row in scores.values()))
    given = [value for value in values if value is not None]
    for value in given:
        _check(value, scale)
    unit, units = _in_units(given)
    rows = {
        item: {rater: units[score] for rater, score in row.items() if score is not None}
        for item, row in scores.items()
    }
    patterns = Counter(tuple(sorted(row.values())) for row in rows.values())
    return RatingsTable(
        rows=rows,
        unit=unit,
        missing=sum(map(len, scores.values())) - sum(map(len, rows.values())),
        scale=scale,
        raters=tuple(dict.fromkeys(chain.from_iterable(rows.values()))),
        patterns=dict(sorted(patterns.items())),
    )


def _check(score: float, scale: ScaleEnds | None) -> None:
    if not math.isfinite(score) or abs(score) > LARGEST_SCORE:
        raise ValueError(f"{score!r} is not a score")
    if scale and not scale.low <= score <= scale.high:
        raise ValueError(f"{score!r} lies outside the scale from {scale.low} to {scale.high}")


def _in_units(scores: Iterable[float]) -> tuple[int, dict[float, int]]:
    """The units in a point, and each score in units: 3.5 is 35 units of a tenth."""
    exact = {score: Fraction(f"{float(score):.{DECIMALS}f}") for score in scores}
    unit = math.lcm(*(value.denominator for value in exact.values()))
    return unit, {score: int(value * unit) for score, value in exact.items()}
