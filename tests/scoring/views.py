"""The same answer told otherwise: its sentences in another order, or some left out."""

import random
from collections.abc import Callable, Sequence

from tests.scoring.labelled import LabelledSentence

View = Callable[[Sequence[LabelledSentence]], list[LabelledSentence]]


def moved_first(letter: str) -> View:
    """Sentences of one part told first."""
    return lambda s: [x for x in s if x.letter == letter] + [x for x in s if x.letter != letter]


def without(letter: str) -> View:
    """Sentences of one part left out."""
    return lambda s: [x for x in s if x.letter != letter]


def shuffled(sentences: Sequence[LabelledSentence]) -> list[LabelledSentence]:
    """Sentences in an order of chance, the same each time."""
    mixed = list(sentences)
    random.Random(" ".join(s.text for s in sentences)).shuffle(mixed)
    return mixed


VIEWS: dict[str, View] = {
    "in order": list,
    "result first": moved_first("R"),
    "action first": moved_first("A"),
    "shuffled": shuffled,
    "no result": without("R"),
    "no action": without("A"),
}
