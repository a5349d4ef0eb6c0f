"""Which part of an answer each sentence is: linear weights over features, decoded in one pass.

Every sentence gets a sum of weights per part (`features` says what counts, the weights are
data beside this module). The best sequence is then chosen with a price for unlikely
neighbours (a result after an action is likelier than after an opinion). Where a sentence
stands in the answer plays no part, so a result told first is a result; the weights were
fitted on answers that were also shuffled, turned round and robbed of parts. All sums are
whole numbers, so they are the same on every machine.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from mock_panel.domain.parts import Part

PARTS = (Part.SITUATION, Part.TASK, Part.ACTION, Part.RESULT, Part.OTHER)
"""The order of parts in every row of weights."""

SCALE = 1000
"""Weights are thousandths of a natural logarithm of odds."""

Emission = tuple[int, int, int, int, int]
"""One sum a part, in the order of `PARTS`."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The fitted model."""

    features: dict[str, Emission]
    follows: tuple[Emission, ...]
    """`follows[a][b]`: the bonus for part b right after part a."""


@cache
def shipped_weights() -> Weights:
    """The weights beside this module, read when first used."""
    from pathlib import Path  # noqa: PLC0415 - a sixth of the import time of the engine

    path = Path(__file__).with_name("marking_weights.json")
    document = json.loads(path.read_text(encoding="utf-8"))
    return Weights(
        {name: _row(row) for name, row in document["features"].items()},
        tuple(_row(row) for row in document["follows"]),
    )


def _row(row: Sequence[int]) -> Emission:
    situation, task, action, result, other = row
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


def best_path(emissions: Sequence[Emission], weights: Weights) -> list[int]:
    """The sequence of parts with the highest sum, as indices into `PARTS`.

    Args:
        emissions: one row a sentence.
        weights: the model; its `follows` price neighbours.
    """
    if not emissions:
        return []
    # Column by column: what it brings to arrive at a part from each part before.
    into = tuple(zip(*weights.follows, strict=True))
    best = list(emissions[0])
    came_from: list[list[int]] = []
    for row in emissions[1:]:
        arrived: list[int] = []
        origin: list[int] = []
        for bonus, own in zip(into, row, strict=True):
            sums = [before + extra for before, extra in zip(best, bonus, strict=True)]
            top = max(sums)
            origin.append(sums.index(top))
            arrived.append(top + own)
        came_from.append(origin)
        best = arrived
    path = [best.index(max(best))]
    for origin in reversed(came_from):
        path.append(origin[path[-1]])
    path.reverse()
    return path


def decode(emissions: Sequence[Emission], weights: Weights) -> list[tuple[Part, float]]:
    """The best part of each sentence, with a confidence of 0 to 1; arguments as `best_path`."""
    path = best_path(emissions, weights)
    return [
        (PARTS[part], _confidence(emissions, path, index, weights))
        for index, part in enumerate(path)
    ]


def _confidence(
    emissions: Sequence[Emission], chosen: list[int], index: int, weights: Weights
) -> float:
    """The odds of the chosen part against the others, its neighbours as chosen."""
    sums = []
    for part in range(len(PARTS)):
        total = emissions[index][part]
        if index:
            total += weights.follows[chosen[index - 1]][part]
        if index + 1 < len(chosen):
            total += weights.follows[part][chosen[index + 1]]
        sums.append(total / SCALE)
    top = max(sums)
    odds = [math.exp(max(total - top, -40.0)) for total in sums]
    return round(odds[chosen[index]] / sum(odds), 2)
