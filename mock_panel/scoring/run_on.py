"""Where a stretch without full stops can be cut: recogniser text, hasty typing.

Every gap between two words has a sum of weights (`gaps` says of what), every piece between two
cuts has one for its length and its verbs, and the cuts are those by which all sums together are
greatest. Weights are whole numbers, data beside this module, fitted by
`tests.scoring.fit_run_on` on labelled answers from which the marks had been taken.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat
from typing import Any, NamedTuple

from mock_panel.scoring.gaps import AHEAD, BACK, NOTHING, Window, features, kind
from mock_panel.scoring.grammar import shape
from mock_panel.scoring.reading import fold, is_mark, read
from mock_panel.scoring.wordlist import word_set

RUN_ON_WORDS = 24
"""A stretch without any mark at its end that is longer than this is cut."""
LONG_SENTENCE_WORDS = 60
"""So is a sentence with a full stop that is longer than this."""

_ENDS = ".!?:\"'"

LONGEST = 60
"""Words; longer pieces count as this long."""
MOST_VERBS = 4
"""More verbs in a piece count as so many."""
HOPELESS = -300
"""A gap whose weights come to this or less is never cut at."""
_MANY_MARKS = 25
"""A stretch has many marks if there is more than one in so many words."""
_BEGINNINGS = word_set("i we he she they it there this that so then but my our the")
_ENDS_SHARE = 0.3
"""Who writes commas for full stops has more of them before such words than this share."""
LEAN_WORDS, LEAN_TEXT = 42, 100
"""A text of so many words with fewer full stops than one in so many lacks most of its marks."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The model, all in hundredths of logarithms of odds."""

    features: Mapping[str, int]
    last: frozenset[str]
    """Words after which no sentence begins."""
    first: frozenset[str]
    """Words with which none begins."""
    kinds: frozenset[str]
    """Pairs of kinds between which none begins."""
    pieces: tuple[tuple[int, ...], ...]
    """By length, 0 to `LONGEST`, and by number of verbs, 0 to `MOST_VERBS`."""


@cache
def shipped_weights() -> Weights:
    """The weights beside this module, read when first used."""
    from pathlib import Path  # noqa: PLC0415 - a sixth of the import time of the engine

    path = Path(__file__).with_name("run_on_weights.json")
    return weights_of(json.loads(path.read_text(encoding="utf-8")))


def weights_of(document: Mapping[str, Any]) -> Weights:
    """The model from its JSON document."""
    return Weights(
        document["features"],
        frozenset(document["last"]),
        frozenset(document["first"]),
        frozenset(document["kinds"]),
        tuple(tuple(row) for row in document["pieces"]),
    )


class Seen(NamedTuple):
    """What is seen of a gap."""

    words: Window
    kinds: str
    mark: str
    marked: str
    dropped: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words of a stretch of text and the gaps where it might be cut."""

    words: int
    verbs: tuple[int, ...]
    """How many verbs stand before each word, and in all."""
    gaps: tuple[tuple[int, int, Seen], ...]
    """The word before which each is, the offset, and what is seen of it."""


def stretch(text: str, start: int, end: int) -> Stretch:
    """Read a stretch of text."""
    reading = read(fold(text[start:end]))
    words: list[str] = []
    places: list[tuple[int, int]] = []
    marks: list[str] = []
    mark = ""
    for word, first, last in zip(reading.words, reading.starts, reading.ends, strict=True):
        if is_mark(word):
            if word != "%":
                mark = word
            continue
        words.append(word)
        places.append((start + first, start + last))
        marks.append(mark)
        mark = ""
    figures = ["#" if word[0].isdigit() or word[0] in "$£€" else word for word in words]
    edged = (*(NOTHING,) * BACK, *figures, *(NOTHING,) * AHEAD)
    kinds = "".join(map(kind, edged))
    marked = _manner(words, marks)
    gaps = []
    for index in range(1, len(words)):
        before, after = places[index - 1][1], places[index][0]
        place = _place(text, before, after, marked=bool(marks[index]))
        if place is not None:
            round_it = slice(index, index + BACK + AHEAD)
            dropped = place < after and _said(text, place, after)
            seen = Seen(edged[round_it], kinds[round_it], marks[index], marked, dropped)
            gaps.append((index, place, seen))
    return Stretch(len(words), _verbs(words), tuple(gaps))


def _manner(words: Sequence[str], marks: Sequence[str]) -> str:
    """How marks are used: empty for not at all, "few", "many", and "+" if they end sentences."""
    seen = sum(map(bool, marks))
    if not seen:
        return ""
    ends = sum(bool(mark) and word in _BEGINNINGS for word, mark in zip(words, marks, strict=True))
    few = seen * _MANY_MARKS < len(words)
    return ("few" if few else "many") + "+" * (ends > _ENDS_SHARE * seen)


def _said(text: str, start: int, end: int) -> bool:
    return any(map(str.isalnum, text[start:end]))


def _place(text: str, before: int, after: int, *, marked: bool) -> int | None:
    """Where to cut between two words, before what was dropped and after marks; None if nowhere."""
    if after == before + 1 and text[before] == " ":
        return after
    place = before
    while place < after and not text[place].isalnum():
        place += 1
    while place > before and not text[place - 1].isspace():
        place -= 1
    if place > before:
        return place
    return after if marked and after > before else None


def _verbs(words: Sequence[str]) -> tuple[int, ...]:
    count, before = 0, ""
    counts = [0]
    for letter in shape(tuple(words)):
        # "had been asked" is one verb.
        count += letter in "PSbhmq" and before not in "PSbhmqT"
        if letter != "D":
            before = letter
        counts.append(count)
    return tuple(counts)


def may_begin(gap: Seen, weights: Weights) -> bool:
    """Whether a sentence ever begins between such words; a quick look that spares most gaps."""
    return not (
        gap.words[BACK - 1] in weights.last
        or gap.words[BACK] in weights.first
        or gap.kinds[BACK - 1 : BACK + 1] in weights.kinds
    )


def features_of(gap: Seen) -> list[str]:
    """The names of its features."""
    return features(gap.words, gap.kinds, gap.mark, gap.marked, dropped=gap.dropped)


_BEFORE_THEN = word_set("since by until till from back even just right")
"""With "then" they are one phrase, too rare for the weights to tell: no sentence ends in one."""


@lru_cache(maxsize=4096)
def _worth(gap: Seen) -> int:
    """The weights of a gap; remembered, since text is read again with each letter typed."""
    weights = shipped_weights()
    inside = gap.words[BACK] == "then" and gap.words[BACK - 1] in _BEFORE_THEN and not gap.mark
    if inside or not may_begin(gap, weights):
        return HOPELESS
    return sum(map(weights.features.get, features_of(gap), repeat(0)))


def best(
    words: int,
    verbs: Sequence[int],
    worth: Sequence[tuple[int, int]],
    pieces: Sequence[Sequence[int]],
) -> list[int]:
    """The words before which to cut so that the weights of gaps and pieces are greatest.

    Args:
        words: how many there are.
        verbs: how many stand before each word.
        worth: the words before which one may cut, in order, with the weights of the gap.
        pieces: their weights, as in `Weights`.
    """
    places, sums, through = [0], [0], [0]
    near = 0
    for place, gain in [*worth, (words, 0)]:
        while place - places[near] > LONGEST and near < len(places) - 1:
            near += 1
        count = verbs[place]
        totals = [
            before + pieces[min(LONGEST, place - begun)][min(MOST_VERBS, count - verbs[begun])]
            for begun, before in zip(places[near:], sums[near:], strict=True)
        ]
        top = max(totals)
        through.append(near + totals.index(top))
        places.append(place)
        sums.append(top + gain)
    found = []
    index = through[-1]
    while index:
        found.append(places[index])
        index = through[index]
    return found[::-1]


def lacks_marks(text: str, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether a text has so few full stops that those it has may end several sentences."""
    ends = sum(text[end - 1] in _ENDS for _, end in stretches)
    words = len(text.split())
    return words > LEAN_TEXT and words > LEAN_WORDS * ends


def cuts(text: str, start: int, end: int, *, lean: bool = False) -> list[int]:
    """Offsets at which to cut a stretch of text, in order; none if it is short enough.

    Args:
        text: the whole.
        start: of the stretch, which has no white space at its ends.
        end: of the stretch.
        lean: whether the text lacks most of its marks.
    """
    ended = text[end - 1] in _ENDS and not lean
    most = LONG_SENTENCE_WORDS if ended else RUN_ON_WORDS
    if len(text[start:end].split()) <= most:
        return []
    seen = stretch(text, start, end)
    worth = [(index, place, _worth(gap)) for index, place, gap in seen.gaps]
    likely = [(index, gain) for index, _, gain in worth if gain > HOPELESS]
    places = {index: place for index, place, _ in worth}
    pieces = shipped_weights().pieces
    return [places[index] for index in best(seen.words, seen.verbs, likely, pieces)]
