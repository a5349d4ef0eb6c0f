"""Figures of other people's programs for the same ratings; the file says which programs."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mock_panel.panel.ratings_table import RatingTriple

Rows = Sequence[Sequence[int | None]]
"""A row an item, a column a rater."""


@dataclass(frozen=True)
class Oracles:
    icc: list[tuple[Rows, dict[str, list[float]]]]
    """By form: the value, and both ends of its 95% interval."""
    alpha: list[tuple[Rows, dict[str, float]]]
    """By metric."""
    f_quantiles: list[tuple[float, float, float, float]]
    """Probability, degrees of freedom above and below, value."""


@cache
def oracles() -> Oracles:
    told = json.loads(Path(__file__).with_name("oracles.json").read_text(encoding="utf-8"))
    return Oracles(
        [(each["ratings"], each["forms"]) for each in told["icc"]],
        [(each["ratings"], each["alpha"]) for each in told["alpha"]],
        [tuple(each) for each in told["f_quantiles"]],
    )


def triples(rows: Rows) -> list[RatingTriple]:
    """Raters are r0, r1 and so on, items i0, i1 and so on."""
    return [
        (f"r{column}", f"i{number}", score)
        for number, row in enumerate(rows)
        for column, score in enumerate(row)
    ]
