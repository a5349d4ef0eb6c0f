"""What a search compares: the words of a text without case, accents and punctuation."""

import re
import unicodedata
from collections.abc import Sequence

LONGEST_WORD = 200
"""Letters of a word that count; databases bound what they index."""

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def folded_words(text: str) -> list[str]:
    """The words of a text as the search compares them, in their order."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word[:LONGEST_WORD] for word in _WORD.findall(text.casefold())]


def has_all(text: str, search: str) -> bool:
    """Whether a text has all the words searched for; the last may be the beginning of one."""
    wanted = folded_words(search)
    return bool(wanted) and _found(folded_words(text), wanted) == len(set(wanted[:-1])) + 1


def hit_in(text: str, search: str) -> str:
    """The first sentence of a text that has the most of the words searched for.

    The last word may be the beginning of one. Empty where no sentence has any.
    """
    wanted = folded_words(search)
    best, most = "", 0
    for sentence in _SENTENCE.findall(text):
        count = _found(folded_words(sentence), wanted)
        if count > most:
            best, most = " ".join(sentence.split()), count
    return best


def _found(words: Sequence[str], wanted: Sequence[str]) -> int:
    known = set(words)
    last = wanted[-1:]
    begun = any(word.startswith(start) for start in last for word in known)
    return len(known.intersection(wanted[:-1])) + begun
