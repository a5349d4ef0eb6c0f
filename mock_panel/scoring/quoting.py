"""Quotations: how much of a sentence is shown as proof, so that a reader knows it again."""

import re

from mock_panel.domain.scores import Span
from mock_panel.scoring.grammar import tag
from mock_panel.scoring.marked import Marked
from mock_panel.scoring.reading import is_mark
from mock_panel.scoring.wordlist import word_set

_LEADING_ON = "dpcTHIWbhmqn"
"""Kinds of words that no quotation should end on."""
OPENERS = word_set(
    """so because that which who what when where while if since until till unless then although
    than how why whether"""
)
"""Words that begin a clause; a quotation neither ends on one nor goes back over one."""
_TITLES = word_set("mr mrs ms dr st")
"""Words whose full stop ends nothing."""
_SPEAKERS = word_set("i we")
_NEAR = 5
"""A clause that begins at most this many words before is quoted from its beginning."""
_NOUN_PHRASE = "doN"
_NOUN_WORDS = 3


def phrase(
    sentence: Marked, first: int, last: int, most: int, *, whose: frozenset[str] = _SPEAKERS
) -> Span:
    """From one word to the end of the clause, at most some words after another.

    Small words that lead on to something not quoted ("by the") are left out at the end.

    Args:
        sentence: the whole.
        first: where the quotation begins.
        last: what it holds in any case.
        most: words after that.
        whose: subjects before which it ends.
    """
    words = sentence.look.reading.words
    while last > first and _ends(words, last):
        last -= 1
    end = last
    while end + 1 < len(words) and end - last < most:
        word = words[end + 1]
        if word in whose or _ends(words, end + 1):
            break
        end += 1
    while end > last and (
        tag(words[end]) in _LEADING_ON or words[end] in OPENERS or words[end] == "."
    ):
        end -= 1
    return sentence.cover(first, end)


def clause(sentence: Marked, first: int, last: int, most: int) -> Span:
    """The same from the beginning of the clause, if it is near, or else of the noun phrase.

    The fewer words follow, the farther back it may begin: "no town has waited since".
    """
    ahead = sentence.look.shape[last + 1 : last + 1 + most]
    following = len(re.split("[.,]", ahead)[0])
    return phrase(sentence, _beginning(sentence, first, _NEAR + most - following), last, most)


def _beginning(sentence: Marked, first: int, near: int) -> int:
    words, shape = sentence.look.reading.words, sentence.look.shape
    start = first
    while start and not _parts(words, shape, start - 1):
        start -= 1
    while start < first and shape[start] == "D":
        start += 1
    if first - start <= near:
        return start
    start = first
    while start and first - start < _NOUN_WORDS and shape[start - 1] in _NOUN_PHRASE:
        start -= 1
        if shape[start] == "d":
            break
    return start


def _parts(words: tuple[str, ...], shape: str, place: int) -> bool:
    """Whether a word stands between two clauses."""
    opens = words[place] in OPENERS and words[place] != "than"
    return shape[place] == "c" or opens or _ends(words, place)


def _ends(words: tuple[str, ...], place: int) -> bool:
    """Whether a word is a mark that ends a clause."""
    if words[place] == "." and place and words[place - 1] in _TITLES:
        return False
    return is_mark(words[place]) and words[place] != "%"
