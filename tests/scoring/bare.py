"""Labelled answers as text that lacks marks: as a recogniser writes, or who types in haste."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.scoring.labelled import LabelledSentence

_END = re.compile(r"[.!?\u2026]+([\"'\u201d\u2019)]*)$")
_APOSTROPHE = re.compile(r"(?<=\w)['\u2019](?=\w)")
_IN_NUMBERS = re.compile(r"(?<=\d)[.,:](?=\d)")


@dataclass(frozen=True, slots=True)
class Bare:
    """A text without some of its marks, and its sentences as they were told."""

    text: str
    starts: tuple[int, ...]
    """Offsets of the sentences; the first is 0."""
    letters: tuple[str, ...]
    """Their parts."""


Stripping = Callable[[str, random.Random], str]


def as_told(sentence: str, chance: random.Random) -> str:
    """With all its marks."""
    return sentence


def without_marks(sentence: str, chance: random.Random) -> str:
    """No mark and no capital, as recognisers write; apostrophes and figures stay."""
    kept = "".join(
        c if c.isalnum() or c in "$%£€" or _stays(sentence, i) else " "
        for i, c in enumerate(sentence.lower())
    )
    return " ".join(kept.split()).replace("\u2019", "'")


def _stays(sentence: str, place: int) -> bool:
    return bool(_APOSTROPHE.match(sentence, place) or _IN_NUMBERS.match(sentence, place))


def without_ends(sentence: str, chance: random.Random) -> str:
    """Commas but no full stops, all in lower case."""
    return _END.sub(r"\1", sentence.lower())


def with_commas(sentence: str, chance: random.Random) -> str:
    """A comma for every second full stop, nothing for the others."""
    bare = without_ends(sentence, chance)
    return bare + "," if chance.random() < 0.5 and bare[-1:].isalnum() else bare


def with_few_ends(sentence: str, chance: random.Random) -> str:
    """Commas, and every third full stop."""
    return sentence if chance.random() < 1 / 3 else without_ends(sentence, chance)


STRIPPINGS: dict[str, Stripping] = {
    "no marks": without_marks,
    "no full stops": without_ends,
    "commas for them": with_commas,
    "a third of them": with_few_ends,
}


def stripped(sentences: Sequence[LabelledSentence], strip: Stripping) -> Bare:
    """The text of some sentences, stripped one by one; the same each time."""
    chance = random.Random(" ".join(s.text for s in sentences))
    text, starts, letters = "", [], []
    for sentence in sentences:
        bare = strip(sentence.text, chance)
        if not bare:
            continue
        text += " " if text else ""
        starts.append(len(text))
        letters.append(sentence.letter)
        text += bare
    return Bare(text, tuple(starts), tuple(letters))
