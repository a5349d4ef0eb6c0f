"""Fit the chain of answers told in order; `tests.scoring.fit_marking` writes its weights.

Maximum likelihood of whole sequences of parts, by AdaGrad with a fixed order of answers; as in
`logistic`, only what IEEE 754 rounds in one way is left to numpy. From every third answer a part
is left out, so that the chain does not count on all being there.
"""

import math
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from mock_panel.scoring.chain import LEARNT, NOT_OF_NEIGHBOURS, Chain
from mock_panel.scoring.orders import SCALE, Emission, Order, five
from tests.scoring.logistic import CLASSES, RATE, SEED, SHRINK, Columns, Rows, Table, sums

EPOCHS = 5
"""These and the strengths below were chosen on answers whose authors were left out of the fit."""
SHRINK_AROUND = 20.0
"""Strength of the pull towards zero of what sentences say of their neighbours."""
RATE_AROUND = 0.05
SHRINK_ORDER = 1.0
CELLS = 5
"""Into how many places an answer is divided."""
FEWEST_FAMILIES = 3
FEWEST_AROUND = 8
"""In so many families of answers a feature must occur to say something of neighbours."""
LEFT_OUT = 0.33
CUTS = ((0, 1), (2,), (3,))
"""Situation with task, action, result."""
LEAST = 0.1
"""A row without a weight of this size tells little and is left out: no loss on authors left out."""


@dataclass(frozen=True, slots=True)
class Told:
    """One answer: the features and the part of each of its sentences."""

    family: str
    features: Sequence[Sequence[str]]
    parts: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Sentence:
    own: Rows
    around: Rows
    part: int


@dataclass(frozen=True, slots=True)
class _Tables:
    """Everything that is learnt."""

    own: Table
    around: Table
    """What a sentence says of the one after it, then of the one before it."""
    first: Table = field(default_factory=lambda: Table(1))
    last: Table = field(default_factory=lambda: Table(1))
    follows: Table = field(default_factory=lambda: Table(CLASSES))
    places: Table = field(default_factory=lambda: Table(CELLS))


def fit(answers: Sequence[Told], usual: Order) -> Chain:
    """The chain of answers told in one order.

    Args:
        answers: all told so.
        usual: that order as counted for sentences by themselves; the chain's is mixed with it, as
            its weights are.
    """
    rng = random.Random(SEED)
    families: dict[str, set[str]] = defaultdict(set)
    for told in answers:
        for feature in {feature for names in told.features for feature in names}:
            families[feature].add(told.family)
    known = sorted(f for f, where in families.items() if len(where) >= FEWEST_FAMILIES)
    speaking = [f for f in known if len(families[f]) >= FEWEST_AROUND]
    own = {f: place for place, f in enumerate(known)}
    around = {
        f: place
        for place, f in enumerate(f for f in speaking if not f.startswith(NOT_OF_NEIGHBOURS))
    }
    rows = [
        [
            _Sentence(_rows(names, own), _rows(names, around), part)
            for names, part in zip(told.features, told.parts, strict=True)
        ]
        for told in answers
    ]
    tables = _Tables(Table(len(own)), Table(len(around), 2 * CLASSES))
    sentences = sum(map(len, rows))
    for _ in range(EPOCHS):
        rng.shuffle(rows)
        for answer in rows:
            if kept := _perhaps_cut(answer, rng):
                _learn(kept, tables, sentences, len(rows))
    return Chain(
        {f: five(row) for f, place in own.items() if (row := _told(tables.own, place))},
        {f: tuple(row) for f, place in around.items() if (row := _told(tables.around, place))},
        Order(
            usual.name,
            0,
            _mixed(tables.first, [usual.first])[0],
            tuple(_mixed(tables.follows, usual.follows)),
            _mixed(tables.last, [usual.last])[0],
            tuple(_mixed(tables.places, usual.places)),
        ),
    )


def _mixed(learnt: Table, counted: Sequence[Emission]) -> list[Emission]:
    """The bonuses of both, in the shares of their weights."""
    return [
        five([round(LEARNT * w * SCALE + (1 - LEARNT) * c) for w, c in zip(*rows, strict=True)])
        for rows in zip(learnt.weights.tolist(), counted, strict=True)
    ]


def _told(table: Table, place: int) -> list[int]:
    """A row of a table in thousandths, or nothing if it tells nothing."""
    row = table.weights[place].tolist()
    if max(map(abs, row)) < LEAST:
        return []
    return [round(weight * SCALE) for weight in row]


def _rows(names: Sequence[str], places: Mapping[str, int]) -> Rows:
    return np.array([places[name] for name in names if name in places], dtype=np.int64)


def _perhaps_cut(sentences: list[_Sentence], rng: random.Random) -> list[_Sentence]:
    """The sentences, or now and then those of all parts but one."""
    if rng.random() >= LEFT_OUT:
        return sentences
    cut = rng.choice(CUTS)
    return [s for s in sentences if s.part not in cut] or sentences


def _learn(answer: Sequence[_Sentence], tables: _Tables, sentences: int, answers: int) -> None:
    """One step towards the parts of one answer, of so many sentences and answers in all."""
    count = len(answer)
    summed = np.array([sums(tables.own.rows(s.own)) for s in answer])
    said = np.array([sums(tables.around.rows(s.around)) for s in answer])
    summed[1:] += said[:-1, :CLASSES]
    summed[:-1] += said[1:, CLASSES:]
    cells = [index * CELLS // count for index in range(count)]
    errors, pairs = _read(summed, cells, tables)
    parts = [s.part for s in answer]
    for row, part in zip(errors, parts, strict=True):
        row[part] -= 1
    for pair, before, after in zip(pairs, parts, parts[1:], strict=False):
        pair[before, after] -= 1
    nothing = np.zeros(CLASSES)
    for index, sentence in enumerate(answer):
        _step(tables.own, sentence.own, errors[index], SHRINK / sentences)
        onward = errors[index + 1] if index + 1 < count else nothing
        back = errors[index - 1] if index else nothing
        both = np.concatenate((onward, back))
        _step(tables.around, sentence.around, both, SHRINK_AROUND / sentences, RATE_AROUND)
    pull = SHRINK_ORDER / answers
    _step(tables.first, _ALL[:1], errors[0], pull)
    _step(tables.last, _ALL[:1], errors[-1], pull)
    placed = np.zeros((CELLS, CLASSES))
    for cell, row in zip(cells, errors, strict=True):
        placed[cell] += row
    _step(tables.places, _ALL, placed, pull)
    if count > 1:
        _step(tables.follows, _ALL, np.add.reduce(pairs, 0), pull)


def _step(table: Table, there: Rows, errors: Columns, pull: float, rate: float = RATE) -> None:
    # The rows anew: other sentences of the answer may have moved them.
    table.step(there, table.rows(there), errors, pull, rate)


_ALL: Rows = np.arange(CLASSES)


def _read(
    sums: Columns, cells: Sequence[int], tables: _Tables
) -> tuple[list[Columns], list[Columns]]:
    """The probabilities of each sentence's parts, and of those of each pair of neighbours."""
    here = sums + tables.places.weights.take(cells, 0)
    here[0] += tables.first.weights[0]
    here[-1] += tables.last.weights[0]
    own = [_proportions(row) for row in here.tolist()]
    follows = np.array([[math.exp(w) for w in row] for row in tables.follows.weights.tolist()])
    into = np.ascontiguousarray(follows.T)
    ahead = [_shared(own[0])]
    for row in own[1:]:
        ahead.append(_shared(_through(ahead[-1], follows) * row))
    back = np.ones(CLASSES)
    table = [ahead[-1]]
    pairs: list[Columns] = []
    for before, row in zip(reversed(ahead[:-1]), reversed(own), strict=False):
        onward = row * back
        pair = before[:, None] * follows * onward
        pairs.append(pair / np.add.reduce(np.add.reduce(pair, 0), 0))
        back = _shared(_through(onward, into))
        table.append(_shared(before * back))
    return table[::-1], pairs[::-1]


def _proportions(sums: Sequence[float]) -> Columns:
    top = max(sums)
    return np.array([math.exp(each - top) for each in sums])


def _shared(row: Columns) -> Columns:
    shares: Columns = row / np.add.reduce(row, 0)
    return shares


def _through(row: Columns, table: Columns) -> Columns:
    """Their product; not by `@`, which adds in an order of the machine's choice."""
    product: Columns = np.add.reduce(row[:, None] * table, 0)
    return product
