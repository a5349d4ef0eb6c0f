"""Fit the marker's weights: `python -m tests.scoring.fit_marking` writes them into the package.

Weights of features: multinomial logistic regression over the features of
`mock_panel.scoring.features`, by AdaGrad with a fixed order of examples, so that the same answers
give the same bytes everywhere. Beside those of answers it learns from sentences that stand in no
story: idle talk, and parts of stories that are not told. No feature knows where a sentence
stands. Orders of telling, where the wording is known: counted on the answers as they were told,
and on copies with the result or the action told first, with and without a part left out. Where it
is strange: the shares of the parts by place and by the part before, counted on headed stories.
Two hints are fitted by the same regression: first sentences against all others, and the words of
headed stories against those of all other answers.
Answers that are held out are never read.
"""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from mock_panel.domain.parts import Part
from mock_panel.scoring import marking, orders
from mock_panel.scoring.chain import Chain
from mock_panel.scoring.english import neighbours
from mock_panel.scoring.features import Look, as_asked, look
from mock_panel.scoring.marker import is_imagined, is_present
from mock_panel.scoring.prompt import Prompt
from mock_panel.scoring.reading import fold, read
from tests.scoring import fit_chain, logistic
from tests.scoring.labelled import (
    IMAGINED,
    LabelledAnswer,
    alone,
    headed_development,
    marking_development,
    talk,
)
from tests.scoring.views import VIEWS, View, without

FEWEST_FAMILIES = 3
"""A feature must occur in so many families of answers; what one story says is no evidence."""

PRIORS = {"in order": 0.7, "result first": 0.12, "action first": 0.06, "shuffled": 0.12}
"""How answers are told, before one is read: a judgment, not a count."""
CELLS = 5
"""Into how many places an answer is divided."""
KNOWN_TRUST = 1.2
"""How far words are trusted beside the order where they are known: chosen on answers whose authors
were left out of the fit, whose weights, learnt in few rounds, are cautious."""

STRANGE_PRIORS = {"in order": 0.91, "result first": 0.04, "shuffled": 0.05}
"""The same for answers in strange words. These and the figures below were chosen on stories that
people had put under headings of their own; `EVALUATION.md` tells which."""
STRANGE_CELLS = 20
STRANGE_TRUST, STRANGE_ORDER_TRUST = 0.5, 0.9
STRANGE_ASIDE_TRUST, STRANGE_ASIDE_SHIFT = 0.4, -4.0
NEAR = 0.14
"""How near in place two sentences tell of each other: a standard deviation of the answer's
length."""
NEIGHBOUR_WORTH = 0.7
"""How much the part before counts beside the place, which tells much of the same."""
FEW = 0.3
"""What is added to every count of neighbours, so that nothing is impossible."""

JUDGE_EPOCHS, MOST_ASIDE = 6, 0.7
"""How long is learnt what an aside is, and how likely one may be to teach anything else."""
HINT_EPOCHS = 10
FEWEST_HINTS = 8
"""So many families must have a feature that hints at how the whole is told."""
SHORTEST_TOLD = 4
"""Sentences; what is shorter teaches nothing of beginnings."""

PART_COUNT = len(marking.PARTS)


def examples(answers: Sequence[LabelledAnswer]) -> list[logistic.Example]:
    """Every sentence with its part, once, without features that only one or two stories have."""
    rows: list[tuple[dict[str, int], int]] = []
    families: dict[str, set[str]] = defaultdict(set)
    for answer in answers:
        for features, sentence in zip(as_marked(answer), answer.sentences, strict=True):
            rows.append((features, marking.PARTS.index(sentence.part)))
            for name in features:
                families[name].add(answer.family)
    return [
        ([name for name in features if len(families[name]) >= FEWEST_FAMILIES], part)
        for features, part in rows
    ]


def talk_examples() -> list[logistic.Example]:
    """Idle sentences, which are other; half of them as talk where it is asked what one would do.

    Not those in the past, as a real case may be told to such a question.
    """
    return _often(
        (as_asked(features, imagined=bool(index % 2) and "verb.past" not in features), Part.OTHER)
        for index, features in enumerate(_features_of(talk()))
    )


def alone_examples() -> list[logistic.Example]:
    """Sentences out of stories that are not told: what answers have few of.

    As they were asked for part by part, they do not tell how common a part is.
    """
    found = alone()
    framed = [
        (as_asked(features, imagined=name in IMAGINED), IMAGINED.get(name) or Part(name))
        for (name, _), features in zip(
            found, _features_of([line for _, line in found]), strict=True
        )
    ]
    return [([name for name in names if name != "bias"], part) for names, part in _often(framed)]


def _features_of(sentences: Sequence[str]) -> list[dict[str, int]]:
    return [look(folded, 0, len(folded)).features for folded in map(fold, sentences)]


def _often(marked: Iterable[tuple[dict[str, int], Part]]) -> list[logistic.Example]:
    """Sentences with their parts; what occurs in one or two of them alone is left out."""
    rows = list(marked)
    counted = Counter(name for features, _ in rows for name in features)
    return [
        ([name for name in features if counted[name] >= FEWEST_FAMILIES], marking.PARTS.index(part))
        for features, part in rows
    ]


def _no_asides(learnt: Sequence[logistic.Example], sentences: int) -> list[logistic.Example]:
    """The examples of headed stories, after so many of others, without what those call other.

    Talk that stands under a heading is no situation, act or result.
    """
    judge = logistic.fit(learnt[:sentences], epochs=JUDGE_EPOCHS)
    other = marking.PARTS.index(Part.OTHER)
    return [
        (names, part)
        for names, part in learnt[sentences:]
        if logistic.predict(judge, names)[other] < MOST_ASIDE
    ]


def beginnings(answers: Sequence[LabelledAnswer]) -> dict[str, int]:
    """How much each feature speaks for the first sentence of a story.

    Pairs of words are left out: of first sentences there are too few for them.
    """
    return _hints(
        (answer.family, [n for n in seen.features if not n.startswith("pair=")], index == 0)
        for answer in answers
        if len(answer.sentences) >= SHORTEST_TOLD
        for index, seen in enumerate(looked(answer))
    )


def plain_words(
    answers: Sequence[LabelledAnswer], stories: Sequence[LabelledAnswer]
) -> dict[str, int]:
    """How much each word speaks for a headed story and not for another answer."""
    return _hints(
        (answer.family, [n for n in seen.features if n.startswith("word=")], headed)
        for chosen, headed in ((answers, False), (stories, True))
        for answer in chosen
        for seen in looked(answer)
    )


def _hints(sentences: Iterable[tuple[str, list[str], bool]]) -> dict[str, int]:
    """Weights that tell some sentences from the others; each with its family and its features."""
    rows = list(sentences)
    families: dict[str, set[str]] = defaultdict(set)
    for family, names, _ in rows:
        for name in names:
            families[name].add(family)
    table = logistic.fit(
        [
            (kept, 0 if wanted else 1)
            for _, names, wanted in rows
            if (kept := [name for name in names if len(families[name]) >= FEWEST_HINTS])
        ],
        epochs=HINT_EPOCHS,
    )
    weights = {name: round((row[0] - row[1]) * orders.SCALE) for name, row in table.items()}
    return {name: weight for name, weight in weights.items() if weight}


@cache
def looked(answer: LabelledAnswer) -> tuple[Look, ...]:
    """Its sentences, looked at once."""
    texts = [fold(s.text) for s in answer.sentences]
    return tuple(look(text, 0, len(text)) for text in texts)


@cache
def as_marked(answer: LabelledAnswer) -> tuple[dict[str, int], ...]:
    """The features of its sentences, as the marker weighs them."""
    looks = looked(answer)
    imagined = is_imagined(looks, Prompt.worded(answer.question))
    present = is_present(looks)
    return tuple(as_asked(seen.features, imagined=imagined, present=present) for seen in looks)


def fit(answers: Sequence[LabelledAnswer], stories: Sequence[LabelledAnswer]) -> marking.Weights:
    """Weights from labelled answers and headed stories; the same ones give the same weights."""
    everything = (*answers, *stories)
    learnt = examples(everything)
    sentences = sum(len(answer.sentences) for answer in answers)
    stood = _no_asides(learnt, sentences)
    table = logistic.fit([*learnt[:sentences], *talk_examples(), *stood], alone_examples())
    features = {name: _whole(row) for name, row in table.items()}
    return marking.Weights(
        {name: row for name, row in features.items() if any(row)},
        beginnings(everything),
        plain_words(answers, stories),
        marking.Manner(
            tuple(order(name, answers) for name in PRIORS), KNOWN_TRUST, KNOWN_TRUST, 1.0, 0.0
        ),
        marking.Manner(
            tuple(strange_order(name, stories, answers) for name in STRANGE_PRIORS),
            STRANGE_TRUST,
            STRANGE_ORDER_TRUST,
            STRANGE_ASIDE_TRUST,
            STRANGE_ASIDE_SHIFT,
        ),
        fit_chain.fit([_told(answer) for answer in answers], order(marking.IN_ORDER, answers)),
    )


def _told(answer: LabelledAnswer) -> fit_chain.Told:
    """An answer as the chain learns from it."""
    return fit_chain.Told(
        answer.family,
        [list(names) for names in as_marked(answer)],
        [marking.PARTS.index(sentence.part) for sentence in answer.sentences],
    )


def order(name: str, answers: Sequence[LabelledAnswer]) -> orders.Order:
    """One order of telling, its bonuses counted on the answers told so."""
    prior = round(math.log(PRIORS[name]) * orders.SCALE)
    if name == "shuffled":
        return unordered(name, prior)
    runs = list(_runs(VIEWS[name], answers))
    start, end, single = [1.0] * PART_COUNT, [1.0] * PART_COUNT, [1.0] * PART_COUNT
    pairs = [[1.0] * PART_COUNT for _ in marking.PARTS]
    cells = [[1.0] * PART_COUNT for _ in range(CELLS)]
    for run in runs:
        start[run[0]] += 1
        end[run[-1]] += 1
        for index, part in enumerate(run):
            single[part] += 1
            cells[index * CELLS // len(run)][part] += 1
        for before, after in pairwise(run):
            pairs[before][after] += 1
    return orders.Order(
        name,
        prior,
        _bonus(start, single),
        tuple(_bonus(row, single) for row in pairs),
        _bonus(end, single),
        tuple(_bonus(row, single) for row in cells),
    )


def unordered(name: str, prior: int, row: orders.Emission = (0,) * 5) -> orders.Order:
    """No order at all: every sentence may be anything, as likely in one place as in another."""
    flat = orders.five((0,) * PART_COUNT)
    return orders.Order(name, prior, flat, (flat,) * PART_COUNT, flat, (row,))


def strange_order(
    name: str, stories: Sequence[LabelledAnswer], answers: Sequence[LabelledAnswer]
) -> orders.Order:
    """One order of telling in strange words: blocks, by their place and by what stands before.

    Places are against how common the parts are where the features learnt from, neighbours and
    ends against how common they are in the stories. Of asides headed stories tell nothing.
    """
    anywhere = [1.0] * PART_COUNT
    for told in (*answers, *stories):
        for s in told.sentences:
            anywhere[marking.PARTS.index(s.part)] += 1
    runs = [[marking.PARTS.index(s.part) for s in VIEWS[name](a.sentences)] for a in stories]
    placed = [((i + 0.5) / len(run), part) for run in runs for i, part in enumerate(run)]
    prior = round(math.log(STRANGE_PRIORS[name]) * orders.SCALE)
    if name == "shuffled":
        return unordered(name, prior, _of_four(_around(0.5, placed, None), anywhere))
    single, start, end = [1.0] * PART_COUNT, [FEW] * PART_COUNT, [FEW] * PART_COUNT
    pairs = [[FEW] * PART_COUNT for _ in marking.PARTS]
    for run in runs:
        start[run[0]] += 1
        end[run[-1]] += 1
        for part in run:
            single[part] += 1
        for before, after in pairwise(run):
            pairs[before][after] += 1
    follows = [_of_four(row, single, NEIGHBOUR_WORTH) for row in pairs]
    follows[marking.PARTS.index(Part.OTHER)] = orders.five((0,) * PART_COUNT)
    centres = [(cell + 0.5) / STRANGE_CELLS for cell in range(STRANGE_CELLS)]
    return orders.Order(
        name,
        prior,
        _of_four(start, single, NEIGHBOUR_WORTH),
        tuple(follows),
        _of_four(end, single),
        tuple(_of_four(_around(centre, placed, NEAR), anywhere) for centre in centres),
    )


def _around(place: float, placed: Sequence[tuple[float, int]], near: float | None) -> list[float]:
    """The shares of the parts around a place, or everywhere."""
    row = [1.0] * PART_COUNT
    for where, part in placed:
        row[part] += 1.0 if near is None else math.exp(-(((place - where) / near) ** 2) / 2)
    return row


def _of_four(row: Sequence[float], single: Sequence[float], worth: float = 1.0) -> orders.Emission:
    """The bonus for each part but other, among themselves."""
    other = marking.PARTS.index(Part.OTHER)
    here, anywhere = sum(row) - row[other], sum(single) - single[other]
    return _whole(
        [
            0.0 if part == other else worth * math.log(row[part] / here * anywhere / single[part])
            for part in range(PART_COUNT)
        ]
    )


def _runs(view: View, answers: Sequence[LabelledAnswer]) -> Iterable[list[int]]:
    """Sequences of parts: each answer told in one order, and every third without a part."""
    for index, answer in enumerate(answers):
        cut = [without(letter) for letter in "SAR"][index % 3]
        for sentences in (answer.sentences, cut(answer.sentences)):
            if told := view(sentences):
                yield [marking.PARTS.index(s.part) for s in told]


def _bonus(row: Sequence[float], single: Sequence[float]) -> orders.Emission:
    """How much likelier each part is here than anywhere, as logarithms of odds."""
    here, anywhere = sum(row), sum(single)
    return _whole(
        [math.log(a / here) - math.log(b / anywhere) for a, b in zip(row, single, strict=True)]
    )


def _whole(row: Sequence[float]) -> orders.Emission:
    return orders.five([round(w * orders.SCALE) for w in row])


def document(weights: marking.Weights) -> str:
    """The weights as the file beside the marker holds them, one feature a line."""
    lines = [f"{json.dumps(name)}: {list(row)}" for name, row in weights.features.items()]
    parts = json.dumps([part.value for part in marking.PARTS])
    return (
        f'{{"parts": {parts},\n"known": {_manner(weights.known)},\n'
        f'"strange": {_manner(weights.strange)},\n'
        f'"chain": {_chain(weights.chain)},\n'
        f'"openings": {json.dumps(weights.openings, indent=0)},\n'
        f'"plain": {json.dumps(weights.plain, indent=0)},\n'
        '"features": {\n' + ",\n".join(lines) + "\n}}\n"
    )


def _chain(chain: Chain) -> str:
    own = [f"{json.dumps(name)}: {list(row)}" for name, row in chain.own.items()]
    around = [f"{json.dumps(name)}: {list(row)}" for name, row in chain.around.items()]
    return (
        f'{{"order": {_order(chain.order)},\n'
        '"around": {\n' + ",\n".join(around) + '\n},\n"own": {\n' + ",\n".join(own) + "\n}}"
    )


def _order(o: orders.Order) -> str:
    return json.dumps({"name": o.name, "prior": o.prior, "first": o.first, "follows": o.follows,
                       "last": o.last, "places": o.places})  # fmt: skip


def _manner(manner: marking.Manner) -> str:
    orders = list(map(_order, manner.orders))
    trusts = (
        f'"trust": {manner.trust}, "order_trust": {manner.order_trust}, '
        f'"aside_trust": {manner.aside_trust}, "aside_shift": {manner.aside_shift}'
    )
    return f'{{{trusts}, "orders": [\n' + ",\n".join(orders) + "\n]}"


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
    (home / "marking_weights.json").write_text(
        document(fit(marking_development(), headed_development())), encoding="utf-8"
    )
    table = json.dumps(word_order(marking_development()), indent=0)
    (home / "word_order.json").write_text(table + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
