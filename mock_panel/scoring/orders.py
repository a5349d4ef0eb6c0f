"""One order of telling: how likely each part is where a sentence stands, and sentences read so."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

SCALE = 1000
"""Weights are thousandths of a natural logarithm of odds."""

Emission = tuple[int, int, int, int, int]
"""One sum a part, in the order of `PARTS`."""

Row = tuple[float, float, float, float, float]
"""One probability, or a number in proportion to one, a part."""


@dataclass(frozen=True, slots=True)
class Order:
    """One way to tell a story."""

    name: str
    prior: int
    """How likely answers are told so, before anything is read."""
    first: Emission
    """The bonus for each part at the beginning."""
    follows: tuple[Emission, ...]
    """`follows[a][b]`: the bonus for part b right after part a."""
    last: Emission
    """The bonus for each part at the end."""
    places: tuple[Emission, ...]
    """The bonus for each part in each fifth (or other fraction) of the answer."""


@dataclass(frozen=True, slots=True)
class Factors:
    """An order with its bonuses as factors."""

    prior: float
    first: Row
    follows: tuple[Row, ...]
    into: tuple[Row, ...]
    """`follows` turned round: `into[b][a]`."""
    last: Row
    places: tuple[Row, ...]


def in_factors(order: Order) -> Factors:
    """Turn the bonuses of an order into factors, once for all reading."""
    follows = tuple(map(_exp, order.follows))
    return Factors(
        order.prior / SCALE,
        _exp(order.first),
        follows,
        tuple(zip(*follows, strict=True)),
        _exp(order.last),
        tuple(map(_exp, order.places)),
    )


def _exp(row: Emission) -> Row:
    return row_of(math.exp(value / SCALE) for value in row)


def read_in(own: Sequence[Row], order: Factors) -> tuple[float, list[Row]]:
    """Forward and backward through one order: its log likelihood, and each sentence's parts."""
    count = len(own)
    cells = len(order.places)
    here = [_times(row, order.places[i * cells // count]) for i, row in enumerate(own)]
    here[-1] = _times(here[-1], order.last)
    fit = order.prior
    ahead: list[Row] = []
    arrived = order.first
    for row in here:
        summed = _times(arrived, row)
        total = fsum(summed)
        fit += math.log(total)
        now = _shared_out(summed, total)
        ahead.append(now)
        arrived = _through(now, order.into)
    back: Row = (1.0, 1.0, 1.0, 1.0, 1.0)
    table: list[Row] = [back] * count
    for index in range(count - 1, -1, -1):
        both = _times(ahead[index], back)
        table[index] = _shared_out(both, fsum(both))
        onward = _times(here[index], back)
        back = _through(_shared_out(onward, fsum(onward)), order.follows)
    return fit, table


def shared(row: Row) -> Row:
    """A row in proportion to one that sums to one."""
    return _shared_out(row, fsum(row))


def five(row: Sequence[int]) -> Emission:
    """A row of sums from as many numbers in a list."""
    situation, task, action, result, other = row
    return situation, task, action, result, other


NOTHING: Emission = (0, 0, 0, 0, 0)


def added(rows: Iterable[Emission]) -> Emission:
    """The sums of rows, part by part."""
    sums = list(map(sum, zip(*rows, strict=True)))
    return five(sums) if sums else NOTHING


def row_of(values: Iterable[float]) -> Row:
    """A row from one number a part."""
    situation, task, action, result, other = values
    return situation, task, action, result, other


# Written out part by part: these three take most of the time of a live bar.


def _times(a: Row, b: Row) -> Row:
    return a[0] * b[0], a[1] * b[1], a[2] * b[2], a[3] * b[3], a[4] * b[4]


def _shared_out(row: Row, total: float) -> Row:
    return row[0] / total, row[1] / total, row[2] / total, row[3] / total, row[4] / total


def _through(row: Row, table: tuple[Row, ...]) -> Row:
    a, b, c, d, e = row
    s, t, u, v, w = [x[0] * a + x[1] * b + x[2] * c + x[3] * d + x[4] * e for x in table]
    return s, t, u, v, w
