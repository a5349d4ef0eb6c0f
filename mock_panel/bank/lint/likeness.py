"""Texts with nearly the same content words, found without comparing each with each."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain, islice
from typing import Generic, TypeVar

from mock_panel.bank.lint.patterns import WORD, word_set

_Item = TypeVar("_Item")

ALIKE_PERCENT = 80
"""Of the content words that two texts have together, those that both have."""
MOST_COMPARED = 200
"""Texts that one text is compared with, so that a bank cast in one mould takes no longer."""
_FRAME = word_set(
    """
    a about all an and any are as at be been but by can could describe did do does each example
    for from give had has have how i if in into is it its may me might most must my no of on or
    our own please should so some tell than that the their them then there these they this those
    through time to up us walk was we were what when where which who whom why will with would you
    your yours
    """
)
"""Words that ask and join, and say nothing of what is asked about."""


def folded(text: str) -> tuple[str, ...]:
    """The words of a text, whatever their case and what stands between them."""
    return tuple(WORD.findall(text.casefold()))


def content_words(words: Iterable[str]) -> frozenset[str]:
    """The words that say what a text is about."""
    return frozenset(words) - _FRAME


class Similar(Generic[_Item]):
    """Finds nearly the same set of words among those that were added.

    Two sets that share four fifths share one of the few rarest words of each, so that only sets
    under the same rare word are compared.
    """

    def __init__(self, counts: Counter[str]) -> None:
        self._counts = counts
        """How often each word is used; a word that is not counted is the rarest."""
        self._under: defaultdict[str, list[tuple[frozenset[str], _Item]]] = defaultdict(list)

    def add(self, words: frozenset[str], item: _Item) -> None:
        """Have an item found under its words."""
        for word in self._rarest(words):
            self._under[word].append((words, item))

    def find(self, words: frozenset[str]) -> _Item | None:
        """An item with nearly these words, if there is one."""
        under = (self._under[word] for word in self._rarest(words) if word in self._under)
        for other, item in islice(chain.from_iterable(under), MOST_COMPARED):
            both = len(words & other)
            if 100 * both >= ALIKE_PERCENT * (len(words) + len(other) - both):
                return item
        return None

    def _rarest(self, words: frozenset[str]) -> list[str]:
        shared = math.ceil(len(words) * ALIKE_PERCENT / 100)
        ordered = sorted(words, key=lambda word: (self._counts[word], word))
        return ordered[: len(words) - shared + 1]
