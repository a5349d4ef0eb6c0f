"""What our scorer is measured against: four simple ones, each fitted on the same answers.

- place: the first part of an answer is situation, the middle action, the end result;
- words: the level from the number of words alone;
- markers: counts of marker words and digits, as the open scorers of such answers do it; lists
  of our own, written after their manner;
- n-grams: words, pairs of words, runs of letters and the place, logistic regression; the level
  by a ridge on the counts of what it finds.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from mock_panel.domain.parts import Part
from mock_panel.scoring.marking import PARTS
from tests.scoring import logistic
from tests.scoring.labelled import LabelledAnswer

CUTS = (0.33, 0.72)
"""Where situation ends and where result begins."""


def by_place(sentences: Sequence[str]) -> list[Part]:
    """Parts by the place in the answer alone."""
    return [
        Part.SITUATION if place < CUTS[0] else Part.ACTION if place < CUTS[1] else Part.RESULT
        for place in ((index + 0.5) / len(sentences) for index in range(len(sentences)))
    ]


def level_by_words(answers: Sequence[LabelledAnswer]) -> list[int]:
    """Cuts between the levels, in words, that give as many of each level as were labelled."""
    lengths = sorted(a.words for a in answers)
    wanted = Counter(a.level for a in answers)
    cuts, place = [], 0
    for value in range(1, 5):
        place += wanted[value]
        cuts.append(lengths[min(place, len(lengths) - 1)])
    return cuts


_MARKERS = {
    Part.SITUATION: "situation context background when was were problem challenge time",
    Part.TASK: "task goal objective responsible needed had asked role",
    Part.ACTION: "i led managed decided implemented developed created action organized built",
    Part.RESULT: "result results increased reduced improved saved achieved outcome success percent",
}


def marker_score(text: str) -> int:
    """0 to 100: 15 points a part for its first marker, more for more, and ten for a digit."""
    words = Counter(re.findall(r"[a-z]+", text.lower()))
    points = 0
    for markers in _MARKERS.values():
        found = sum(words[marker] for marker in markers.split())
        points += 0 if not found else 15 if found == 1 else 20 if found == 2 else 22
    return min(points + (10 if re.search(r"\d", text) else 0), 100)


class NGrams:
    """The naive learner: the manner of the sentences it has seen, and their places."""

    def __init__(self, answers: Sequence[LabelledAnswer]) -> None:
        rows = [
            (names, PARTS.index(sentence.part))
            for answer in answers
            for names, sentence in zip(
                self._features([s.text for s in answer.sentences]), answer.sentences, strict=True
            )
        ]
        seen = Counter(name for names, _ in rows for name in names)
        kept = [([n for n in names if seen[n] > 2], part) for names, part in rows]
        self._table = logistic.fit(kept)
        self._ridge = _ridge([(self._counts(a), float(a.level)) for a in answers])

    def parts(self, sentences: Sequence[str]) -> list[Part]:
        """The part of each sentence."""
        found = []
        for names in self._features(sentences):
            shares = logistic.predict(self._table, names)
            found.append(PARTS[shares.index(max(shares))])
        return found

    def level(self, answer: LabelledAnswer) -> float:
        """The level before rounding."""
        row = self._counts(answer)
        return sum(weight * value for weight, value in zip(self._ridge, row, strict=True))

    def _counts(self, answer: LabelledAnswer) -> list[float]:
        told = [s.text for s in answer.sentences]
        counts = Counter(self.parts(told))
        digits = sum(bool(re.search(r"\d", text)) for text in told)
        return [1.0, *(float(counts[part]) for part in PARTS), float(digits), answer.words / 100]

    @staticmethod
    def _features(sentences: Sequence[str]) -> list[list[str]]:
        rows = []
        for index, sentence in enumerate(sentences):
            words = re.findall(r"[a-z']+|\d+", sentence.lower())
            names = {f"w {w}" for w in words} | {f"p {a} {b}" for a, b in pairwise(words)}
            for word in words:
                edged = f"<{word}>"
                names |= {
                    f"c {edged[i : i + n]}" for n in (3, 4) for i in range(len(edged) - n + 1)
                }
            place = (index + 0.5) / len(sentences)
            rows.append([*sorted(names), f"at {int(place * 5)}", f"nth {min(index, 4)}"])
        return rows


def _ridge(rows: Sequence[tuple[Sequence[float], float]], strength: float = 1.0) -> list[float]:
    """Least squares with a pull towards zero, by Gaussian elimination."""
    size = len(rows[0][0])
    matrix = [
        [sum(r[a] * r[b] for r, _ in rows) + strength * (a == b) for b in range(size)]
        + [sum(r[a] * wanted for r, wanted in rows)]
        for a in range(size)
    ]
    for pivot in range(size):
        for other in range(size):
            if other != pivot:
                factor = matrix[other][pivot] / matrix[pivot][pivot]
                matrix[other] = [
                    x - factor * y for x, y in zip(matrix[other], matrix[pivot], strict=True)
                ]
    return [matrix[row][size] / matrix[row][row] for row in range(size)]
