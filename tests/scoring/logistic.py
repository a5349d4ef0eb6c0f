"""Multinomial logistic regression over features that are there or not, by AdaGrad.

Our own: the order of examples is fixed, and of numpy only what IEEE 754 rounds in one way is
used, so that the same examples give the same weights, to the byte, on every machine and Python.
"""

import math
import random
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

EPOCHS = 10
RATE = 0.1
SHRINK = 6.0
"""Strength of the pull of every weight towards zero."""
SEED = 1

Example = tuple[list[str], int]
"""The names of the features that are there, and the class, from 0."""

CLASSES = 5

Rows = npt.NDArray[np.int64]
"""Numbers of rows of a table."""
Columns = npt.NDArray[np.float64]
"""One number a column."""


class Table:
    """Weights by row, and the squares of their slopes so far: AdaGrad."""

    def __init__(self, rows: int, columns: int = CLASSES) -> None:
        """All zero."""
        self.weights = np.zeros((rows, columns))
        self._squares = np.ones((rows, columns))
        # Whole rows are set at once, a fifth of a step faster than their numbers.
        self._row = np.dtype((np.void, self.weights.itemsize * columns))
        self._weight_rows = self.weights.view(self._row).ravel()
        self._square_rows = self._squares.view(self._row).ravel()

    def rows(self, there: Rows) -> Columns:
        """Some rows as they are now."""
        return self.weights.take(there, 0)

    def step(
        self, there: Rows, here: Columns, errors: Columns, pull: float, rate: float = RATE
    ) -> None:
        """Move some rows against the errors of their sums, and towards zero.

        Args:
            there: which.
            here: the rows as they are now.
            errors: of their sums, one a column.
            pull: towards zero.
            rate: of learning.
        """
        slopes = pull * here
        slopes += errors
        seen = self._squares.take(there, 0)
        seen += slopes * slopes
        self._square_rows[there] = seen.view(self._row).ravel()
        slopes *= rate
        slopes /= np.sqrt(seen)
        self._weight_rows[there] = (here - slopes).view(self._row).ravel()


def sums(rows: Columns) -> Columns:
    """The sums of rows, a number a column."""
    # Down the columns numpy adds one row after the other, and so always the same sum.
    each: Columns = np.add.reduce(rows, 0)
    return each


def fit(
    examples: Sequence[Example],
    halves: Sequence[Example] = (),
    shrink: float = SHRINK,
    epochs: int = EPOCHS,
) -> dict[str, list[float]]:
    """The weights of every feature, one a class, by name in order.

    Args:
        examples: to learn from.
        halves: more of them, each of which counts half as much.
        shrink: strength of the pull of every weight towards zero.
        epochs: how often each is learnt from.
    """
    rng = random.Random(SEED)
    places: dict[str, int] = {}
    rows = [
        (np.array([places.setdefault(name, len(places)) for name in names]), wanted, worth)
        for chosen, worth in ((examples, 1.0), (halves, 0.5))
        for names, wanted in chosen
    ]
    table = Table(len(places))
    pull = shrink / len(rows)
    for _ in range(epochs):
        rng.shuffle(rows)
        for there, wanted, worth in rows:
            here = table.rows(there)
            errors = odds(sums(here).tolist())
            errors[wanted] -= 1
            table.step(there, here, worth * np.array(errors), pull)
    return {name: table.weights[places[name]].tolist() for name in sorted(places)}


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
