"""Fit the weights by which run-on text is cut: `python -m tests.scoring.fit_run_on`.

The truth are the sentences of labelled answers and headed stories, from which the marks are taken
(`bare`). First every gap by itself, by logistic regression; then gaps and pieces together: of
all ways to cut a text, the true one is made likelier (a semi-Markov field). AdaGrad with a fixed
order of texts; standard library only, so that the same answers give the same bytes everywhere.
Answers that are held out are never read.
"""

import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from mock_panel.scoring import run_on
from mock_panel.scoring.gaps import BACK
from mock_panel.scoring.run_on import LONGEST, MOST_VERBS
from tests.scoring.bare import STRIPPINGS, stripped
from tests.scoring.labelled import LabelledAnswer, headed_development, marking_development

VIEWS = ("no marks", "no full stops", "commas for them")
"""How the texts lack marks that are learnt from."""
FEWEST_FAMILIES = 6
"""A feature must occur in so many families of answers."""
MOST_FEATURES = 15_000
"""So many features are kept, those that have the most to say."""
RARE, FEWEST_GAPS = 0.003, 40
"""A word or a pair of kinds seen so often with fewer beginnings than this share has none."""
ALONE, TOGETHER = 2, 4
"""How often all texts are gone through."""
RATE, PIECE_RATE, PULL = 0.1, 0.05, 0.002
SURE = 0.02
"""An error smaller than this teaches nothing."""
SLIGHT = -5.0
"""A gap whose weights come to less is not weighed together with the others."""
EAGER = 0.9
"""Added to every gap at the end: a sentence that is left whole with another costs more marks
than one that is cut in two."""
SCALE = 100
SEED = 1

VERB_COUNTS = MOST_VERBS + 1
BANDS = (4, 7, 11, 16, 23)
"""Lengths at which the worth of verbs in a piece changes."""


@dataclass
class Text:
    """A text to learn from."""

    words: int
    verbs: tuple[int, ...]
    gaps: list[tuple[int, list[int], int]]
    """The word, the features by number, and whether a sentence begins there."""


@dataclass
class Slopes:
    """Weights, and the squares of their slopes so far."""

    size: int
    weights: list[float] = field(init=False)
    squares: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.weights = [0.0] * self.size
        self.squares = [1.0] * self.size

    def step(self, place: int, slope: float, rate: float) -> None:
        """Go down a slope."""
        self.squares[place] += slope * slope
        self.weights[place] -= rate * slope / math.sqrt(self.squares[place])

    def learn(self, row: Sequence[int], error: float) -> None:
        """Go down the slopes of the features of a gap."""
        weights, squares = self.weights, self.squares
        for place in row:
            slope = error + PULL * weights[place]
            squares[place] += slope * slope
            weights[place] -= RATE * slope / math.sqrt(squares[place])

    def of(self, row: Sequence[int]) -> float:
        """The sum of the weights of a gap."""
        weights = self.weights
        return math.fsum([weights[place] for place in row])


def fit(answers: Sequence[LabelledAnswer]) -> run_on.Weights:
    """Weights from labelled answers; the same ones give the same weights."""
    never = hopeless(answers)
    names, texts = load(answers, never)
    counts = Counter(place for text in texts for _, row, _ in text.gaps for place in row)
    weights, _ = train(texts, len(names))
    worth = [abs(w) * math.sqrt(counts[place]) for place, w in enumerate(weights)]
    kept = sorted(range(len(names)), key=lambda place: (-worth[place], place))[:MOST_FEATURES]
    again = {place: number for number, place in enumerate(sorted(kept))}
    for text in texts:
        text.gaps = [(i, [again[p] for p in row if p in again], y) for i, row, y in text.gaps]
    weights, pieces = train(texts, len(again))
    table = {names[place]: round(weights[number] * SCALE) for place, number in again.items()}
    return run_on.Weights(
        {name: table[name] for name in sorted(table) if table[name]},
        never.last,
        never.first,
        never.kinds,
        tuple(
            tuple(round((w + EAGER) * SCALE) for w in pieces[at : at + VERB_COUNTS])
            for at in range(0, len(pieces), VERB_COUNTS)
        ),
    )


def _stretches(
    answers: Sequence[LabelledAnswer], views: Sequence[str]
) -> list[tuple[str, set[int], run_on.Stretch]]:
    found = []
    for answer in answers:
        for name in views:
            bare = stripped(answer.sentences, STRIPPINGS[name])
            if bare.text:
                seen = run_on.stretch(bare.text, 0, len(bare.text))
                found.append((answer.family, set(bare.starts), seen))
    return found


def hopeless(answers: Sequence[LabelledAnswer]) -> run_on.Weights:
    """Words and pairs of kinds between which no sentence begins; nothing else."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    begun: dict[str, Counter[str]] = defaultdict(Counter)
    for _, starts, text in _stretches(answers, VIEWS[:1]):
        for _, place, gap in text.gaps:
            last, first = gap.words[BACK - 1 : BACK + 1]
            pair = gap.kinds[BACK - 1 : BACK + 1]
            for name, value in (("last", last), ("first", first), ("kinds", pair)):
                seen[name][value] += 1
                begun[name][value] += place in starts
    never = {
        name: frozenset(
            value
            for value, count in seen[name].items()
            if count >= FEWEST_GAPS and begun[name][value] <= RARE * count
        )
        for name in seen
    }
    return run_on.Weights({}, never["last"], never["first"], never["kinds"], ())


def load(answers: Sequence[LabelledAnswer], never: run_on.Weights) -> tuple[list[str], list[Text]]:
    """The texts with their features by number, and the names of those."""
    numbers: dict[str, int] = {}
    families: list[set[str]] = []
    texts = []
    for family, starts, seen in _stretches(answers, VIEWS):
        gaps = []
        for index, place, gap in seen.gaps:
            if not run_on.may_begin(gap, never):
                continue
            row = []
            for name in run_on.features_of(gap):
                number = numbers.setdefault(name, len(numbers))
                if number == len(families):
                    families.append(set())
                families[number].add(family)
                row.append(number)
            gaps.append((index, row, int(place in starts)))
        texts.append(Text(seen.words, seen.verbs, gaps))
    usual = [len(each) >= FEWEST_FAMILIES for each in families]
    for text in texts:
        text.gaps = [(i, [n for n in row if usual[n]], y) for i, row, y in text.gaps]
    return list(numbers), texts


def train(texts: Sequence[Text], size: int) -> tuple[list[float], list[float]]:
    """Weights of features and of pieces, these by length and by number of verbs."""
    rng = random.Random(SEED)
    order = list(texts)
    slopes = Slopes(size)
    for _ in range(ALONE):
        rng.shuffle(order)
        for text in order:
            for _, row, wanted in text.gaps:
                error = 1 / (1 + math.exp(-max(slopes.of(row), -30.0))) - wanted
                if abs(error) > SURE:
                    slopes.learn(row, error)
    lengths, verbs = Slopes(LONGEST + 1), Slopes((len(BANDS) + 1) * VERB_COUNTS)
    total = [0.0] * size
    for _ in range(TOGETHER):
        rng.shuffle(order)
        for number, text in enumerate(order):
            if number % 10 == 0:
                factors = [math.exp(w) for w in _pieces(lengths, verbs)]
            _learn_together(text, slopes, lengths, verbs, factors)
        total = [a + b for a, b in zip(total, slopes.weights, strict=True)]
    return [w / TOGETHER for w in total], _pieces(lengths, verbs)


def _band(length: int) -> int:
    return sum(length >= edge for edge in BANDS)


def _step(length: int) -> int:
    """Long pieces are counted three lengths together."""
    return length if length <= 15 else length - length % 3


def _pieces(lengths: Slopes, verbs: Slopes) -> list[float]:
    return [
        lengths.weights[_step(length)] + verbs.weights[_band(length) * VERB_COUNTS + count]
        for length in range(LONGEST + 1)
        for count in range(VERB_COUNTS)
    ]


def _learn_together(
    text: Text, slopes: Slopes, lengths: Slopes, verbs: Slopes, factors: Sequence[float]
) -> None:
    """Make the true cuts of a text likelier among all."""
    places, odds, gaps = [0], [1.0], []
    for gap in text.gaps:
        worth = slopes.of(gap[1])
        if worth > SLIGHT or gap[2]:
            places.append(gap[0])
            odds.append(math.exp(min(max(worth, -10.0), 9.0)))
            gaps.append(gap)
    places.append(text.words)
    odds.append(1.0)
    chances, pieces = chances_of(places, odds, text.verbs, factors)
    for (_, row, wanted), chance in zip(gaps, chances[1:-1], strict=True):
        if abs(chance - wanted) > SURE:
            slopes.learn(row, chance - wanted)
    true = [0, *(index for index, _, wanted in gaps if wanted), text.words]
    for begun, ended in pairwise(true):
        pieces[_piece(begun, ended, text.verbs)] -= 1
    by_length: dict[int, list[float]] = defaultdict(list)
    by_verbs: dict[int, list[float]] = defaultdict(list)
    for piece, error in pieces.items():
        length, count = divmod(piece, VERB_COUNTS)
        by_length[_step(length)].append(error)
        by_verbs[_band(length) * VERB_COUNTS + count].append(error)
    for table, errors in ((lengths, by_length), (verbs, by_verbs)):
        for place in sorted(errors):
            pull = 0.01 * table.weights[place]
            table.step(place, math.fsum(errors[place]) + pull, PIECE_RATE)


def _piece(begun: int, ended: int, verbs: Sequence[int]) -> int:
    return min(ended - begun, LONGEST) * VERB_COUNTS + min(verbs[ended] - verbs[begun], MOST_VERBS)


def chances_of(
    places: Sequence[int], odds: Sequence[float], verbs: Sequence[int], factors: Sequence[float]
) -> tuple[list[float], dict[int, float]]:
    """How likely a cut is at every place, and how many pieces of each sort are to be expected."""
    count = len(places)
    ahead = [1.0] + [0.0] * (count - 1)
    ways: list[tuple[int, int, int]] = []
    near = 0
    for here in range(1, count):
        while places[here] - places[near] > LONGEST and near < here - 1:
            near += 1
        total = 0.0
        for begun in range(near, here):
            piece = _piece(places[begun], places[here], verbs)
            total += ahead[begun] * factors[piece]
            ways.append((begun, here, piece))
        ahead[here] = total * odds[here]
    behind = [0.0] * (count - 1) + [1.0]
    pieces: dict[int, float] = defaultdict(float)
    for begun, here, piece in reversed(ways):
        onward = factors[piece] * odds[here] * behind[here]
        behind[begun] += onward
        pieces[piece] += ahead[begun] * onward / ahead[-1]
    return [a * b / ahead[-1] for a, b in zip(ahead, behind, strict=True)], pieces


def document(weights: run_on.Weights) -> str:
    """The weights as the file beside the splitter holds them."""
    words = {name: sorted(getattr(weights, name)) for name in ("last", "first", "kinds")}
    lines = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in words.items()]
    pieces = ",\n".join(json.dumps(list(row)) for row in weights.pieces)
    table = ",\n".join(f"{json.dumps(n)}:{w}" for n, w in weights.features.items())
    return (
        "{"
        + ",\n".join([*lines, f'"pieces": [\n{pieces}\n]', f'"features": {{\n{table}\n}}'])
        + "}\n"
    )


def main() -> None:
    """Write the weights."""
    path = Path(run_on.__file__).with_name("run_on_weights.json")
    path.write_text(
        document(fit([*marking_development(), *headed_development()])), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
