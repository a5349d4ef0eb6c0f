"""Fit the marker's weights: `python -m tests.scoring.fit_marking` writes them into the package.

Weights of features: multinomial logistic regression over the features of
`mock_panel.scoring.features`, by AdaGrad with a fixed order of examples; standard library
only, so that the same answers give the same bytes everywhere. No feature knows where a sentence
stands. Orders of telling: counted on the answers as they were told, and on copies with the
result or the action told first, with and without a part left out.
Answers that are held out are never read.
"""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from mock_panel.scoring import marking
from mock_panel.scoring.english import neighbours
from mock_panel.scoring.features import as_asked, look
from mock_panel.scoring.marker import is_imagined, is_present
from mock_panel.scoring.prompt import Prompt
from mock_panel.scoring.reading import fold, read
from tests.scoring import logistic
from tests.scoring.labelled import LabelledAnswer, development
from tests.scoring.views import VIEWS, View, without

FEWEST_FAMILIES = 3
"""A feature must occur in so many families of answers; what one story says is no evidence."""

PRIORS = {"in order": 0.7, "result first": 0.12, "action first": 0.06, "shuffled": 0.12}
"""How answers are told, before one is read: a judgment, not a count."""
CELLS = 5
"""Into how many places an answer is divided."""
PLACE = 1.0
"""How much of the measured preference for places is used."""

PART_COUNT = len(marking.PARTS)


def examples(answers: Sequence[LabelledAnswer]) -> list[logistic.Example]:
    """Every sentence with its part, once, without features that only one or two stories have."""
    rows: list[tuple[dict[str, int], int]] = []
    families: dict[str, set[str]] = defaultdict(set)
    for answer in answers:
        texts = [fold(s.text) for s in answer.sentences]
        looks = [look(text, 0, len(text)) for text in texts]
        imagined = is_imagined(looks, Prompt.worded(answer.question))
        present = is_present(looks)
        for seen, sentence in zip(looks, answer.sentences, strict=True):
            features = as_asked(seen.features, imagined=imagined, present=present)
            rows.append((features, marking.PARTS.index(sentence.part)))
            for name in features:
                families[name].add(answer.family)
    return [
        ([name for name in features if len(families[name]) >= FEWEST_FAMILIES], part)
        for features, part in rows
    ]


def fit(answers: Sequence[LabelledAnswer]) -> marking.Weights:
    """Weights from labelled answers; the same answers give the same weights."""
    table = logistic.fit(examples(answers), PART_COUNT)
    features = {name: _whole(row) for name, row in table.items()}
    return marking.Weights(
        {name: row for name, row in features.items() if any(row)},
        tuple(order(name, answers) for name in PRIORS),
    )


def order(name: str, answers: Sequence[LabelledAnswer]) -> marking.Order:
    """One order of telling, its bonuses counted on the answers told so."""
    prior = round(math.log(PRIORS[name]) * marking.SCALE)
    flat = (0,) * PART_COUNT
    if name == "shuffled":
        return marking.Order(name, prior, five(flat), (five(flat),) * PART_COUNT, (five(flat),))
    runs = list(_runs(VIEWS[name], answers))
    start, single = [1.0] * PART_COUNT, [1.0] * PART_COUNT
    pairs = [[1.0] * PART_COUNT for _ in marking.PARTS]
    cells = [[1.0] * PART_COUNT for _ in range(CELLS)]
    for run in runs:
        start[run[0]] += 1
        for index, part in enumerate(run):
            single[part] += 1
            cells[index * CELLS // len(run)][part] += 1
        for before, after in pairwise(run):
            pairs[before][after] += 1
    return marking.Order(
        name,
        prior,
        _bonus(start, single, 1.0),
        tuple(_bonus(row, single, 1.0) for row in pairs),
        tuple(_bonus(row, single, PLACE) for row in cells),
    )


def _runs(view: View, answers: Sequence[LabelledAnswer]) -> Iterable[list[int]]:
    """Sequences of parts: each answer told in one order, and every third without a part."""
    for index, answer in enumerate(answers):
        cut = [without(letter) for letter in "SAR"][index % 3]
        for sentences in (answer.sentences, cut(answer.sentences)):
            if told := view(sentences):
                yield [marking.PARTS.index(s.part) for s in told]


def _bonus(row: Sequence[float], single: Sequence[float], share: float) -> marking.Emission:
    """How much likelier each part is here than anywhere, as logarithms of odds."""
    here, anywhere = sum(row), sum(single)
    return _whole(
        [
            share * (math.log(a / here) - math.log(b / anywhere))
            for a, b in zip(row, single, strict=True)
        ]
    )


def _whole(row: Sequence[float]) -> marking.Emission:
    return five([round(w * marking.SCALE) for w in row])


def five(row: Sequence[int]) -> marking.Emission:
    """A row of one number a part."""
    situation, task, action, result, other = row
    return situation, task, action, result, other


def document(weights: marking.Weights) -> str:
    """The weights as the file beside the marker holds them, one feature a line."""
    lines = [f"{json.dumps(name)}: {list(row)}" for name, row in weights.features.items()]
    orders = [
        json.dumps({"name": o.name, "prior": o.prior, "first": o.first, "follows": o.follows,
                    "places": o.places})
        for o in weights.orders
    ]  # fmt: skip
    parts = json.dumps([part.value for part in marking.PARTS])
    return (
        f'{{"parts": {parts},\n"orders": [\n' + ",\n".join(orders) + '\n],\n"features": {\n'
        + ",\n".join(lines)
        + "\n}}\n"
    )  # fmt: skip


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
