"""Fit the marker's weights: `python -m tests.scoring.fit_marking` writes them into the package.

Multinomial logistic regression over the features of `mock_panel.scoring.features`, by AdaGrad
with a fixed order of examples; standard library only. No feature knows where a sentence
stands; the preference between neighbouring parts is counted from the answers as they were told.
Answers listed in `answers/held_out.txt` are never read for fitting.
"""

import json
import math
import random
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from mock_panel.scoring import marking
from mock_panel.scoring.english import neighbours
from mock_panel.scoring.features import look
from mock_panel.scoring.reading import fold, read
from tests.scoring.labelled import LabelledAnswer, development

EPOCHS = 30
RATE = 0.1
SHRINK = 6.0
"""Strength of the pull of every weight towards zero."""
NEIGHBOUR = 0.5
"""How much of the measured preference between neighbouring parts is used."""
SEED = 1

Example = tuple[dict[str, int], int]
Table = dict[str, list[float]]
PART_COUNT = len(marking.PARTS)


def seen(text: str) -> dict[str, int]:
    """All features of a sentence."""
    folded = fold(text)
    return look(folded, 0, len(folded)).features


def examples(answers: Sequence[LabelledAnswer]) -> list[Example]:
    """Every sentence with its part, once."""
    return [
        (seen(s.text), marking.PARTS.index(s.part)) for answer in answers for s in answer.sentences
    ]


def fit(answers: Sequence[LabelledAnswer]) -> marking.Weights:
    """Weights from labelled answers; the same answers give the same weights."""
    rows = examples(answers)
    rng = random.Random(SEED)
    table: Table = {}
    squares: Table = {}
    for _ in range(EPOCHS):
        rng.shuffle(rows)
        for row in rows:
            _step(row, table, squares, SHRINK / len(rows))
    return marking.Weights(
        {name: _whole(table[name]) for name in sorted(table) if any(_whole(table[name]))},
        tuple(_whole(row) for row in _neighbours(answers)),
    )


def _step(row: Example, table: Table, squares: Table, shrink: float) -> None:
    features, wanted = row
    sums = [0.0] * PART_COUNT
    for name, value in features.items():
        for part, w in enumerate(table.setdefault(name, [0.0] * PART_COUNT)):
            sums[part] += w * value
    top = max(sums)
    odds = [math.exp(s - top) for s in sums]
    total = sum(odds)
    for name, value in features.items():
        weights = table[name]
        square = squares.setdefault(name, [0.0] * PART_COUNT)
        for part in range(PART_COUNT):
            slope = (odds[part] / total - (part == wanted)) * value
            slope += shrink * weights[part]
            square[part] += slope * slope
            weights[part] -= RATE * slope / math.sqrt(square[part] + 1)


def _neighbours(answers: Sequence[LabelledAnswer]) -> list[list[float]]:
    pairs = [[1.0] * PART_COUNT for _ in marking.PARTS]
    single = [1.0] * PART_COUNT
    for answer in answers:
        order = [marking.PARTS.index(s.part) for s in answer.sentences]
        for part in order:
            single[part] += 1
        for before, after in pairwise(order):
            pairs[before][after] += 1
    total = sum(single)
    return [
        [
            NEIGHBOUR * (math.log(count / sum(row)) - math.log(single[part] / total))
            for part, count in enumerate(row)
        ]
        for row in pairs
    ]


def _whole(row: Sequence[float]) -> marking.Emission:
    situation, task, action, result, other = (round(w * marking.SCALE) for w in row)
    return situation, task, action, result, other


def document(weights: marking.Weights) -> str:
    """The weights as the file beside the marker holds them, one feature a line."""
    lines = [f"{json.dumps(name)}: {list(row)}" for name, row in weights.features.items()]
    follows = ",\n".join(f"  {list(row)}" for row in weights.follows)
    parts = json.dumps([part.value for part in marking.PARTS])
    return (
        f'{{"parts": {parts},\n"follows": [\n{follows}\n],\n"features": {{\n'
        + ",\n".join(lines)
        + "\n}}\n"
    )


def word_order(answers: Sequence[LabelledAnswer]) -> dict[str, int]:
    """Pointwise mutual information, in thousandths, of every pair of kinds of words."""
    letters = "IWHYbhmqPVSGDTnNcdpo"
    pairs = Counter(pair for a in answers for pair in neighbours(read(fold(a.text)).words))
    left = Counter[str]()
    right = Counter[str]()
    for pair, count in pairs.items():
        left[pair[0]] += count
        right[pair[1]] += count
    total = sum(pairs.values())
    return {
        a + b: round(1000 * math.log((pairs[a + b] + 0.5) * total / (left[a] + 1) / (right[b] + 1)))
        for a in letters
        for b in letters
    }


def main() -> None:
    """Write the weights."""
    home = Path(marking.__file__).parent
    (home / "marking_weights.json").write_text(document(fit(development())), encoding="utf-8")
    table = json.dumps(word_order(development()), indent=0)
    (home / "word_order.json").write_text(table + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
