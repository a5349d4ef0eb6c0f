"""Where a stretch without full stops can be cut: recogniser text, hasty typing.

A cut is made before a subject with its verb ("i asked", "the crews had") when the word
before it does not tie the two together ("that", "because", a preposition, another verb),
or before the "and", "but" or "so" that leads in such a subject.
"""

import re
from functools import cache

from mock_panel.scoring.grammar import shape
from mock_panel.scoring.reading import fold, read
from mock_panel.scoring.wordlist import word_set

RUN_ON_WORDS = 24
"""A stretch without any mark at its end that is longer than this is cut."""
LONG_SENTENCE_WORDS = 60
"""So is a sentence with a full stop that is longer than this."""
_SHORTEST = 6
"""Words; no piece is shorter than this."""

_TIES = word_set(
    """that when what because if as where who which why how than until before after while since
    whether said say says thought think know knew told tell believe felt feel unless though
    although the a an my our his her their this each every"""
)
"""Words after which a subject goes on with the sentence."""

_RELATIVES = frozenset({"who", "which", "that"})

_LEADS = frozenset({"and", "but", "so", "then", "because", "well", "anyway", "okay", "oh"})
"""Words that belong to the subject after them."""

_OPENERS = frozenset({"after", "by", "when", "in", "since", "at", "within", "not", "if", "for"})
"""Words that may open a sentence before its subject comes."""


@cache
def _clause() -> re.Pattern[str]:
    # A subject and its verb: I asked; the north crews had; nobody was; by march the crews did.
    return re.compile(r"(?:[IW]|H|d[oNDG]{1,3}|N?o(?=[bh]))[D]*[PSbhmqn]")


def cuts(text: str, start: int, end: int) -> list[int]:
    """Offsets at which to cut a stretch of text, in order; none if it is short enough."""
    most = LONG_SENTENCE_WORDS if text[end - 1] in ".!?:\"'" else RUN_ON_WORDS
    if len(text[start:end].split()) <= most:
        return []
    reading = read(fold(text[start:end]))
    words = reading.words
    if sum(word == "," for word in words) * 12 > len(words):
        return []
    letters = shape(words)
    found: list[int] = []
    begun = 0
    for match in _clause().finditer(letters):
        place = _lead(words, letters, match.start(), begun)
        if place is None or place - begun < _SHORTEST or len(words) - place < _SHORTEST - 2:
            continue
        found.append(start + reading.starts[place])
        begun = place
    return found


def _lead(words: tuple[str, ...], letters: str, subject: int, begun: int) -> int | None:
    """The word before which to cut for a subject at a place; none if it is tied."""
    if words[subject] in _RELATIVES:
        return None
    place = subject
    while place > begun and words[place - 1] in _LEADS:
        place -= 1
    if place == 0:
        return None
    if place < subject:
        return place
    opener = _opener(words, letters, place, begun)
    if opener is not None:
        return opener
    before = words[place - 1]
    ties = "pdTPSbhmqnIWc" if letters[place] in "IW" else "pdTVPSbhmqnIWc"
    if before in _TIES or letters[place - 1] in ties:
        return None
    return place


def _opener(words: tuple[str, ...], letters: str, subject: int, begun: int) -> int | None:
    """Where a phrase of time or place begins that leads in the subject: "by march the crews"."""
    for back in range(2, 5):
        place = subject - back
        if place <= begun or words[place] not in _OPENERS:
            continue
        if words[place - 1] in _LEADS:
            return place - 1
        if letters[place - 1] in "oNDH":
            return place
    return None
