"""Multinomial logistic regression over features that are there or not, by AdaGrad.

Our own, and slow: the order of examples is fixed and only the standard library is used, so that
the same examples give the same weights, to the byte, on every machine and Python.
"""

import math
import random
from collections import defaultdict
from collections.abc import Sequence

EPOCHS = 30
RATE = 0.1
SHRINK = 6.0
"""Strength of the pull of every weight towards zero."""
SEED = 1

Example = tuple[list[str], int]
"""The names of the features that are there, and the class, from 0."""


CLASSES = 5

_Row = tuple[float, float, float, float, float]


class _Weight:
    """One feature's weights, one a class, and the squares of their slopes so far."""

    __slots__ = ("squares", "values")

    def __init__(self) -> None:
        self.values: _Row = (0.0, 0.0, 0.0, 0.0, 0.0)
        self.squares: _Row = (1.0, 1.0, 1.0, 1.0, 1.0)


def fit(examples: Sequence[Example], shrink: float = SHRINK) -> dict[str, list[float]]:
    """The weights of every feature, one a class, by name in order."""
    rng = random.Random(SEED)
    table: defaultdict[str, _Weight] = defaultdict(_Weight)
    rows = [([table[name] for name in names], wanted) for names, wanted in examples]
    for _ in range(EPOCHS):
        rng.shuffle(rows)
        for weights, wanted in rows:
            _step(weights, wanted, shrink / len(rows))
    return {name: list(table[name].values) for name in sorted(table)}


def _step(weights: list[_Weight], wanted: int, shrink: float) -> None:
    """One step for one example; written out, because nearly all the time is spent here."""
    rate, sqrt = RATE, math.sqrt
    errors = odds([sum(column) for column in zip(*[w.values for w in weights], strict=True)])
    errors[wanted] -= 1
    error_a, error_b, error_c, error_d, error_e = errors
    for weight in weights:
        a, b, c, d, e = weight.values
        square_a, square_b, square_c, square_d, square_e = weight.squares
        slope_a = error_a + shrink * a
        slope_b = error_b + shrink * b
        slope_c = error_c + shrink * c
        slope_d = error_d + shrink * d
        slope_e = error_e + shrink * e
        square_a += slope_a * slope_a
        square_b += slope_b * slope_b
        square_c += slope_c * slope_c
        square_d += slope_d * slope_d
        square_e += slope_e * slope_e
        weight.values = (
            a - rate * slope_a / sqrt(square_a),
            b - rate * slope_b / sqrt(square_b),
            c - rate * slope_c / sqrt(square_c),
            d - rate * slope_d / sqrt(square_d),
            e - rate * slope_e / sqrt(square_e),
        )
        weight.squares = (square_a, square_b, square_c, square_d, square_e)


def odds(sums: Sequence[float]) -> list[float]:
    """Probabilities from sums of weights."""
    top = max(sums)
    parts = [math.exp(s - top) for s in sums]
    total = sum(parts)
    return [part / total for part in parts]


def predict(table: dict[str, list[float]], names: Sequence[str]) -> list[float]:
    """The probabilities of the classes for one example."""
    known = [table[name] for name in names if name in table]
    return odds([sum(row[place] for row in known) for place in range(CLASSES)])
