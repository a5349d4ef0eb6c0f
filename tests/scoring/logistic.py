"""Multinomial logistic regression over features that are there or not, by AdaGrad.

Our own, and slow: the order of examples is fixed and only the standard library is used, so that
the same examples give the same weights, to the byte, on every machine and Python.
"""

import math
import random
from collections.abc import Sequence

EPOCHS = 30
RATE = 0.1
SHRINK = 6.0
"""Strength of the pull of every weight towards zero."""
SEED = 1

Example = tuple[list[str], int]
"""The names of the features that are there, and the class, from 0."""


class _Weight:
    """One feature's weights, one a class, and the squares of their slopes so far."""

    __slots__ = ("squares", "values")

    def __init__(self, classes: int) -> None:
        self.values = [0.0] * classes
        self.squares = [1.0] * classes


def fit(
    examples: Sequence[Example], classes: int, shrink: float = SHRINK
) -> dict[str, list[float]]:
    """The weights of every feature, one a class, by name in order."""
    rows = list(examples)
    rng = random.Random(SEED)
    table: dict[str, _Weight] = {}
    for _ in range(EPOCHS):
        rng.shuffle(rows)
        for names, wanted in rows:
            weights = [table.get(n) or table.setdefault(n, _Weight(classes)) for n in names]
            _step(weights, wanted, shrink / len(rows))
    return {name: table[name].values for name in sorted(table)}


def _step(weights: list[_Weight], wanted: int, shrink: float) -> None:
    """One step for one example."""
    sums = [sum(column) for column in zip(*[w.values for w in weights], strict=True)]
    errors = [odd - (place == wanted) for place, odd in enumerate(odds(sums))]
    for weight in weights:
        values, squares = weight.values, weight.squares
        for place, error in enumerate(errors):
            slope = error + shrink * values[place]
            squares[place] += slope * slope
            values[place] -= RATE * slope / math.sqrt(squares[place])


def odds(sums: Sequence[float]) -> list[float]:
    """Probabilities from sums of weights."""
    top = max(sums)
    parts = [math.exp(s - top) for s in sums]
    total = sum(parts)
    return [part / total for part in parts]


def predict(table: dict[str, list[float]], names: Sequence[str], classes: int) -> list[float]:
    """The probabilities of the classes for one example."""
    known = [table[name] for name in names if name in table]
    return odds([sum(row[place] for row in known) for place in range(classes)])
