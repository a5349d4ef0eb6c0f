"""A sentence as its words, and as who does what: features that no list had to foresee."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mock_panel.scoring.grammar import clauses, is_number
from mock_panel.scoring.reading import is_mark
from mock_panel.scoring.stems import stem
from mock_panel.scoring.wordlist import word_set

LENGTHS = (4, 8, 13, 19, 27)
"""Words; the classes of length end here."""
_MOST_CLAUSES = 4


def wording(words: Sequence[str], shape: str) -> Iterator[str]:
    """Names of features of a sentence.

    Args:
        words: a reading's words.
        shape: `grammar.shape` of them.
    """
    seen = [_plain(word) for word in words]
    said = [word for word in seen if not is_mark(word)]
    yield f"length.{bisect_left(LENGTHS, len(said))}"
    for word in said:
        yield "word=" + (word if word[0] in "#@" else stem(word))
    for before, after in pairwise(seen):
        yield f"pair={before} {after}"
    if said:
        yield "opens." + said[0]
        yield "opens." + " ".join(said[:2])
    yield from _clauses(seen, shape)


_ALIKE = {
    "she": "he", "her": "his", "him": "his", "hers": "his", "herself": "himself",
    "woman": "man", "women": "men", "lady": "man", "ladies": "men", "girl": "boy",
    "mother": "father", "daughter": "son", "sister": "brother", "wife": "husband",
    "congresswoman": "congressman", "chairwoman": "chairman", "councilwoman": "councilman",
}  # fmt: skip
"""Nothing may hang on anybody's sex."""

_PLACES = word_set(
    """alabama alaska arizona arkansas california colorado connecticut delaware florida georgia
    hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts
    michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon
    pennsylvania tennessee texas utah vermont virginia wisconsin wyoming washington
    atlanta baltimore boston chicago cleveland dallas denver detroit houston miami minneapolis
    omaha philadelphia phoenix pittsburgh portland sacramento seattle tucson"""
)
"""Nor on where it was; states and cities of one word."""


def _plain(word: str) -> str:
    """A word, with numbers, years, sexes and places made alike."""
    word = _ALIKE.get(word, word)
    if word in _PLACES:
        return "@place"
    if len(word) == 4 and word.isdigit() and word[:2] in {"19", "20"}:
        return "@year"
    if is_number(word):
        return "#$" if word[0] in "$£€" else "#%" if word.endswith("%") else "#"
    return word


def _clauses(words: Sequence[str], shape: str) -> Iterator[str]:
    """Every subject with what begins to be said of it."""
    count = 0
    for subject, index in clauses(shape):
        who = "0" if subject < 0 else _who(shape[subject])
        last = index
        while (
            last + 1 < len(shape) and shape[last] in "bhmqnD" and shape[last + 1] in "bhmqnDPSVGTo"
        ):
            last += 1
        head = "clause.1" if count == 0 else "clause."
        yield f"{head}{who} {shape[index : last + 1]}"
        yield f"does.{who} {stem(words[last])}"
        count += 1
    yield f"clauses.{min(count, _MOST_CLAUSES)}"


def _who(letter: str) -> str:
    """The kind of a subject: a person's letter, a mark, or a noun."""
    if letter in "IWHY":
        return letter
    return "." if letter in ",." else "x"
