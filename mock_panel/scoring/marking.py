"""Which part of an answer each sentence is: weights of its features, then the order of telling.

Every sentence first gets a sum of weights per part from its own words (`features` says what
counts, the weights are data beside this module). Then the sentences are read together under
several orders of telling: as it happened, result first, action first, and in no order at all.
Each order is a Markov chain with a preference for places; the orders are weighed by how well
they explain the sentences, and a sentence's part is the likeliest over all of them. So place
helps where an answer keeps an order, and a result told first is still a result.

Orders and weights are fitted by `tests.scoring.fit_marking`.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from mock_panel.domain.parts import Part

PARTS = (Part.SITUATION, Part.TASK, Part.ACTION, Part.RESULT, Part.OTHER)
"""The order of parts in every row of weights."""

SCALE = 1000
"""Weights are thousandths of a natural logarithm of odds."""

TRUST = 0.7
"""How far a sentence's own words are trusted beside the order; they speak less surely of people
who write like nobody in the training set."""

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
    places: tuple[Emission, ...]
    """The bonus for each part in each fifth (or other fraction) of the answer."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The fitted model."""

    features: dict[str, Emission]
    orders: tuple[Order, ...]
    _factors: "tuple[_Order, ...]" = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Turn the orders into factors, once."""
        object.__setattr__(self, "_factors", tuple(map(_in_factors, self.orders)))

    @property
    def factors(self) -> "tuple[_Order, ...]":
        """The orders, their bonuses as factors."""
        return self._factors


@dataclass(frozen=True, slots=True)
class Decoded:
    """The parts of an answer's sentences and how it is told."""

    parts: tuple[Part, ...]
    confidences: tuple[float, ...]
    """0 to 1, one a sentence."""
    order: str
    """The name of the order that explains the answer best; empty for no sentences."""


@cache
def shipped_weights() -> Weights:
    """The weights beside this module, read when first used."""
    from pathlib import Path  # noqa: PLC0415 - a sixth of the import time of the engine

    path = Path(__file__).with_name("marking_weights.json")
    return weights_of(json.loads(path.read_text(encoding="utf-8")))


def weights_of(document: Mapping[str, Any]) -> Weights:
    """The model from its JSON document, as `tests.scoring.fit_marking` writes it."""
    return Weights(
        {name: _emission(row) for name, row in document["features"].items()},
        tuple(map(_order, document["orders"])),
    )


def _order(document: Mapping[str, Any]) -> Order:
    return Order(
        document["name"],
        document["prior"],
        _emission(document["first"]),
        tuple(map(_emission, document["follows"])),
        tuple(map(_emission, document["places"])),
    )


def _emission(row: Sequence[int]) -> Emission:
    situation, task, action, result, other = row
    return situation, task, action, result, other


def _row(values: Iterable[float]) -> Row:
    situation, task, action, result, other = values
    return situation, task, action, result, other


def emission(features: dict[str, int], weights: Weights) -> Emission:
    """The sums for one sentence by itself."""
    situation = task = action = result = other = 0
    table = weights.features
    for name, value in features.items():
        row = table.get(name)
        if row:
            situation += row[0] * value
            task += row[1] * value
            action += row[2] * value
            result += row[3] * value
            other += row[4] * value
    return situation, task, action, result, other


def odds(sums: Emission) -> Row:
    """The probabilities of the parts of one sentence by itself, whatever stands around it."""
    a, b, c, d, e = _proportions(sums)
    total = a + b + c + d + e
    return a / total, b / total, c / total, d / total, e / total


def _proportions(sums: Emission, trust: float = 1.0) -> Row:
    top = max(sums)
    # Below e^-30 nothing is told apart; the floor keeps every product above zero.
    return _row(math.exp(trust * max(total - top, -30 * SCALE) / SCALE) for total in sums)


def decode(emissions: Sequence[Emission], weights: Weights) -> Decoded:
    """The likeliest part of each sentence.

    Args:
        emissions: one row a sentence.
        weights: the model; its `orders` say how answers are told.
    """
    if not emissions:
        return Decoded((), (), "")
    own = [_proportions(row, TRUST) for row in emissions]
    read = [_read(own, order) for order in weights.factors]
    top = max(fit for fit, _ in read)
    trust = [math.exp(fit - top) for fit, _ in read]
    total = sum(trust)
    parts: list[Part] = []
    confidences: list[float] = []
    shares = [share / total for share in trust]
    for rows in zip(*(table for _, table in read), strict=True):
        mixed = [
            sum(share * value for share, value in zip(shares, values, strict=True))
            for values in zip(*rows, strict=True)
        ]
        best = max(mixed)
        parts.append(PARTS[mixed.index(best)])
        confidences.append(round(min(best, 1.0), 2))
    best_order = trust.index(max(trust))
    return Decoded(tuple(parts), tuple(confidences), weights.orders[best_order].name)


@dataclass(frozen=True, slots=True)
class _Order:
    """An order with its bonuses as factors."""

    prior: float
    first: Row
    follows: tuple[Row, ...]
    into: tuple[Row, ...]
    """`follows` turned round: `into[b][a]`."""
    places: tuple[Row, ...]


def _in_factors(order: Order) -> _Order:
    follows = tuple(map(_exp, order.follows))
    return _Order(
        order.prior / SCALE,
        _exp(order.first),
        follows,
        tuple(zip(*follows, strict=True)),
        tuple(map(_exp, order.places)),
    )


def _exp(row: Emission) -> Row:
    return _row(math.exp(value / SCALE) for value in row)


def _read(own: Sequence[Row], order: _Order) -> tuple[float, list[Row]]:
    """Forward and backward through one order: its log likelihood, and each sentence's parts."""
    count = len(own)
    cells = len(order.places)
    here = [_times(row, order.places[i * cells // count]) for i, row in enumerate(own)]
    fit = order.prior
    ahead: list[Row] = []
    arrived = order.first
    for row in here:
        summed = _times(arrived, row)
        total = sum(summed)
        fit += math.log(total)
        now = _shared_out(summed, total)
        ahead.append(now)
        arrived = _through(now, order.into)
    back: Row = (1.0, 1.0, 1.0, 1.0, 1.0)
    table: list[Row] = [back] * count
    for index in range(count - 1, -1, -1):
        both = _times(ahead[index], back)
        table[index] = _shared_out(both, sum(both))
        onward = _times(here[index], back)
        back = _through(_shared_out(onward, sum(onward)), order.follows)
    return fit, table


# Written out part by part: these three take most of the time of a live bar.


def _times(a: Row, b: Row) -> Row:
    return a[0] * b[0], a[1] * b[1], a[2] * b[2], a[3] * b[3], a[4] * b[4]


def _shared_out(row: Row, total: float) -> Row:
    return row[0] / total, row[1] / total, row[2] / total, row[3] / total, row[4] / total


def _through(row: Row, table: tuple[Row, ...]) -> Row:
    a, b, c, d, e = row
    s, t, u, v, w = [x[0] * a + x[1] * b + x[2] * c + x[3] * d + x[4] * e for x in table]
    return s, t, u, v, w
