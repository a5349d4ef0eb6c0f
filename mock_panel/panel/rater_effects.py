"""How one rater differs from the others; to be looked at, never to correct scores by.

Severity drifts from day to day (Congdon & McQueen 2000, Journal of Educational Measurement 37).
"""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from statistics import fmean

from mock_panel.panel.ratings_table import RatingsTable

FEWEST_ITEMS = 10
"""Below this many items a rater's figure would be chance, and is withheld; the same for all."""

Finals = Mapping[str, float | None]
"""The panel's final score by item."""
OwnFinals = Mapping[tuple[str, str], float | None]
"""A rater's own final score by rater and item, where a panel came to no consensus."""

NO_FINALS = "no final scores are given"
NO_SPREAD = "the panel gave the same rating to all these items"
NOT_TWO_IN_A_PANEL = "no panel has two items that this rater rated"


@dataclass(frozen=True, slots=True)
class Figure:
    """One statistic of one rater; either `value` or `reason` says something."""

    value: float | None
    n: int
    """How many items it is made from."""
    reason: str = ""
    """Why it is withheld, as a clause; empty where there is a value."""


@dataclass(frozen=True, slots=True)
class RaterEffects:
    """What tells a rater from the others."""

    severity: Figure
    """The mean of own score minus the mean of the others, in points; negative is severe."""
    spread: Figure
    """The own standard deviation by that of all ratings of the same items; low is cautious."""
    halo: Figure
    """The mean standard deviation within a panel, in points; low may be one impression for all."""
    shift: Figure
    """The mean of the final score minus the own first one, in points."""
    moved: Figure
    """The same without regard to the direction."""


def rater_effects(
    table: RatingsTable,
    panels: Mapping[str, str] | None = None,
    finals: Finals | None = None,
    own_finals: OwnFinals | None = None,
) -> Mapping[str, RaterEffects]:
    """The effects of each rater, by name; withheld below `FEWEST_ITEMS` items.

    Severity and spread are made from items that others rated too, halo from the items of panels
    in which the rater rated two or more, shift from items with a final score.

    Args:
        table: ratings as first given.
        panels: the panel of each item; an item without one does not count for halo. Without any,
            all items are taken as one panel's.
        finals: the panel's final score of each item.
        own_finals: takes precedence for a rater and item.
    """
    tallies = {rater: _Tally() for rater in table.raters}
    for item, row in table.rows.items():
        n, total = len(row), sum(row.values())
        squares = sum(x * x for x in row.values())
        panel = panels.get(item) if panels is not None else ""
        for rater, own in row.items():
            tally = tallies[rater]
            if n > 1:
                tally.own.add(own)
                tally.panel.add_all(n, total, squares)
                tally.above[n] += own * n - total
            if panel is not None:
                tally.panels[panel].add(own)
            final = _final(rater, item, finals, own_finals)
            if final is not None:
                tally.shifts.append(final - own / table.unit)
    none = NO_FINALS if finals is None and own_finals is None else ""
    return {rater: tally.effects(table.unit, none) for rater, tally in tallies.items()}


def _final(
    rater: str, item: str, finals: Finals | None, own_finals: OwnFinals | None
) -> float | None:
    own = own_finals.get((rater, item)) if own_finals else None
    return own if own is not None or not finals else finals.get(item)


@dataclass(slots=True)
class _Sums:
    """Of scores, in units."""

    n: int = 0
    total: int = 0
    squares: int = 0

    def add(self, score: int) -> None:
        self.n += 1
        self.total += score
        self.squares += score * score

    def add_all(self, n: int, total: int, squares: int) -> None:
        self.n += n
        self.total += total
        self.squares += squares

    @property
    def variance(self) -> Fraction:
        """By n - 1, in squared units."""
        return Fraction(self.n * self.squares - self.total**2, self.n * (self.n - 1))


@dataclass(slots=True)
class _Tally:
    """What is added up of one rater."""

    own: _Sums = field(default_factory=_Sums)
    panel: _Sums = field(default_factory=_Sums)
    above: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    """By the number of raters of an item: that many times own score minus the item's sum."""
    panels: defaultdict[str, _Sums] = field(default_factory=lambda: defaultdict(_Sums))
    shifts: list[float] = field(default_factory=list)

    def effects(self, unit: int, no_finals: str) -> RaterEffects:
        shifts = len(self.shifts)
        shift, moved = self.shifts, [abs(by) for by in self.shifts]
        few = no_finals or _too_few(shifts, "with a final score")
        return RaterEffects(
            severity=self._severity(unit),
            spread=self._spread(),
            halo=self._halo(unit),
            shift=Figure(None, shifts, few) if few else Figure(fmean(shift), shifts),
            moved=Figure(None, shifts, few) if few else Figure(fmean(moved), shifts),
        )

    def _severity(self, unit: int) -> Figure:
        if few := _too_few(self.own.n, "that others rated too"):
            return Figure(None, self.own.n, few)
        above = sum((Fraction(units, n - 1) for n, units in self.above.items()), Fraction())
        return Figure(float(above / (self.own.n * unit)), self.own.n)

    def _spread(self) -> Figure:
        if few := _too_few(self.own.n, "that others rated too"):
            return Figure(None, self.own.n, few)
        panel = self.panel.variance
        if not panel:
            return Figure(None, self.own.n, NO_SPREAD)
        return Figure(math.sqrt(self.own.variance / panel), self.own.n)

    def _halo(self, unit: int) -> Figure:
        several = [sums for sums in self.panels.values() if sums.n > 1]
        items = sum(sums.n for sums in several)
        if not several:
            return Figure(None, 0, NOT_TWO_IN_A_PANEL)
        if few := _too_few(items, "in panels with two or more"):
            return Figure(None, items, few)
        return Figure(fmean(math.sqrt(sums.variance) / unit for sums in several), items)


def _too_few(items: int, which: str) -> str:
    if items >= FEWEST_ITEMS:
        return ""
    return (
        f"it needs {FEWEST_ITEMS} items {which}, and there {'is' if items == 1 else 'are'} {items}"
    )
