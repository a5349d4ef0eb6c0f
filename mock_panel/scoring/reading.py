"""Text as words with their places: fillers and stammers dropped, nothing moved."""

import re
from dataclasses import dataclass
from functools import cache

from mock_panel.scoring.contractions import UNMARKED
from mock_panel.scoring.spelling import american
from mock_panel.scoring.wordlist import word_set

FILLERS = frozenset({"uh", "um", "er", "erm", "uhm", "hm", "hmm", "mm", "ah", "eh"})
"""Sounds that carry no meaning; recognisers and typists of speech write them down."""

_PARENTHESES = {"you": "know", "i": "mean", "sort": "of", "kind": "of"}
"""Two-word fillers; read over wherever they stand."""

_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"'})

_WORD = (
    r"[$£€]?\d+(?:[.,:/]\d+)*(?:%|-?[^\W\d_]+(?:-[^\W\d_]+)*)?"
    r"|'(?:d|ll|m|re|s|ve)(?![^\W_])"
    r"|[^\W\d_](?:\.[^\W\d_](?![^\W_]))+\.?"
    r"|[^\W\d_]+(?:-[^\W_]+)*(?:'t(?![^\W_]))?"
    r"|[,.;:?!()%\u2013\u2014\u2026-]"
)


_MARKS = frozenset(",.;:?!()%\u2013\u2014\u2026-")
_STOPS = {"?": "?", ".": ".", "!": ".", "\u2026": ".", ":": ":", "%": "%"}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_WORD)


def fold(text: str) -> str:
    """Lower case and straight quotes, each character still at its own place."""
    lowered = text.lower()
    if len(lowered) != len(text):
        # A few capitals, such as the dotted I, grow when lowered.
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.translate(_QUOTES)


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a stretch of text, with punctuation as words of their own.

    The three tuples run in step; offsets are code points into the whole text.
    Every comma-like mark reads ",", every full stop-like one ".".
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    spoken: int
    """How many words there were before fillers and stammers were dropped."""

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where words `first` to `last`, both included, stand in the text."""
        return self.starts[first], self.ends[last]


def is_mark(word: str) -> bool:
    """Whether a word of a reading is punctuation."""
    return word in {",", ".", "?", ":", "%"}


def read(folded: str, start: int = 0, end: int | None = None) -> Reading:
    """Read a stretch of folded text into words."""
    stop = len(folded) if end is None else end
    found = [(match.group(), *match.span()) for match in _pattern().finditer(folded, start, stop)]
    said = [word for word, _, _ in found]
    kept: list[tuple[str, int, int]] = []
    spoken = 0
    skip_comma = False
    paused = False  # a filler was just dropped: "I, uh, I called" says one "I"
    index = 0
    while index < len(found):
        word, first, last = found[index]
        if word in _MARKS:
            mark = _STOPS.get(word, ",")
            # A bullet or a dash before the first word says nothing.
            if not (mark == "," and (skip_comma or not kept)):
                kept.append((mark, first, last))
            skip_comma = False
            index += 1
            continue
        spoken += word[0] != "'"
        skip_comma = False
        following = found[index + 1][0] if index + 1 < len(found) else ""
        if word in FILLERS:
            width = 1
        elif _PARENTHESES.get(word) == following:
            width = 2
        elif stammered := _stammer(said, index):
            spoken += stammered - 1
            index += stammered + (found[index + stammered][0] == ",")
            continue
        else:
            if paused and kept and kept[-1][0] == word:
                kept.pop()
            paused = False
            kept += [(piece, first, last) for piece in _pieces(word, kept, following)]
            index += 1
            continue
        paused = True
        spoken += width - 1
        index += width
        if kept and kept[-1][0] == ",":
            kept.pop()
        skip_comma = True
    return Reading(
        tuple(w for w, _, _ in kept),
        tuple(s for _, s, _ in kept),
        tuple(e for _, _, e in kept),
        spoken,
    )


def _pieces(word: str, kept: list[tuple[str, int, int]], following: str) -> tuple[str, ...]:
    """A word, or what it was meant for where its apostrophe is left out: "id ask" is "i 'd ask"."""
    if word in UNMARKED:
        return UNMARKED[word]
    word = american(word)
    if word in {"id", "ill"} and following.isalpha():
        before = kept[-1][0] if kept else "."
        if before in _OPEN and following not in _NOT_AFTER_ID:
            return "i", "'d" if word == "id" else "'ll"
    return (word,)


_OPEN = word_set(""". , and so then but first next if also when where what that think guess""")
"""Words before "id" that show it is no card."""
_NOT_AFTER_ID = word_set("""card cards number numbers and or is was of badge badges""")


def _stammer(said: list[str], index: int) -> int:
    """How many words, one or two, are said again at once; zero if none.

    A single word may be repeated with or without a comma; a pair only with one, because
    "again and again and again" is no stammer.
    """
    ahead = said[index : index + 5]
    if ahead.count(ahead[0]) == 1:
        return 0
    if ahead[1] == ahead[0]:
        return 1
    if len(ahead) > 2 and ahead[1] == "," and ahead[2] == ahead[0]:
        return 1
    if len(ahead) == 5 and ahead[2] == "," and ahead[:2] == ahead[3:]:
        return 2
    return 0
