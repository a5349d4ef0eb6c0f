"""Which sentence of one answer became which of another, by the words that they share.

Likeness is `difflib`'s ratio over the words of two sentences. Sentences are paired in their
order first, so that most of what is like is paired; what is left over and still like something
has moved.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from mock_panel.practice.review import MarkedSentence

ALIKE = 0.5
"""From this likeness on, one sentence is the other reworded."""
_EDGES = ".,;:!?\"'()[]“”‘’…-–—"


class Change(StrEnum):
    """What became of a sentence."""

    SAME = "same"
    REWORDED = "reworded"
    MOVED = "moved"
    """It stands in another place, reworded or not."""
    NEW = "new"
    GONE = "gone"

    @property
    def mark(self) -> str:
        """One character for a margin."""
        return {"same": "=", "reworded": "~", "moved": ">", "new": "+", "gone": "-"}[self.value]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence before and after; one of them may be missing."""

    change: Change
    before: MarkedSentence | None
    after: MarkedSentence | None

    @property
    def words(self) -> str:
        """As it is now, or as it was last."""
        sentence = self.after or self.before
        return sentence.text if sentence else ""

    @property
    def was(self) -> str:
        """How it was worded before, where that was otherwise."""
        if self.before is None or self.after is None or self.before.text == self.after.text:
            return ""
        return self.before.text

    @property
    def has_new_part(self) -> bool:
        """Whether it is taken for another part now."""
        before, after = self.before, self.after
        return before is not None and after is not None and before.part is not after.part


def align(before: Sequence[MarkedSentence], after: Sequence[MarkedSentence]) -> tuple[Pair, ...]:
    """Pairs in the order of the later answer; what is gone stands where it stood."""
    like = _likeness(before, after)
    in_order = _in_order(like, len(before), len(after))
    came_from = {a: b for b, a in in_order.items()}
    moved = _moved(like, set(in_order), set(came_from))
    moved_from = {a: b for b, a in moved.items()}
    pairs: list[Pair] = []
    told = 0
    for number, sentence in enumerate(after):
        at = came_from.get(number)
        if at is not None:
            pairs += _gone(before, range(told, at), moved)
            told = at + 1
            change = Change.SAME if like[at, number] >= 1 else Change.REWORDED
            pairs.append(Pair(change, before[at], sentence))
        elif number in moved_from:
            pairs.append(Pair(Change.MOVED, before[moved_from[number]], sentence))
        else:
            pairs.append(Pair(Change.NEW, None, sentence))
    return (*pairs, *_gone(before, range(told, len(before)), moved))


_Likeness = dict[tuple[int, int], float]
"""Of sentence pairs that are alike, by their places; pairs that are not are left out."""


def _likeness(before: Sequence[MarkedSentence], after: Sequence[MarkedSentence]) -> _Likeness:
    like: _Likeness = {}
    earlier = [_words(sentence) for sentence in before]
    for a, sentence in enumerate(after):
        # The matcher keeps what it has learnt of its second sequence.
        matcher = SequenceMatcher(None, [], _words(sentence), autojunk=False)
        for b, words in enumerate(earlier):
            matcher.set_seq1(words)
            if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE:
                ratio = matcher.ratio()
                if ratio >= ALIKE:
                    like[b, a] = ratio
    return like


def _words(sentence: MarkedSentence) -> list[str]:
    return [folded for word in sentence.text.casefold().split() if (folded := word.strip(_EDGES))]


def _in_order(like: _Likeness, before: int, after: int) -> dict[int, int]:
    """The pairs, before by after, that keep both orders and are most alike together."""
    best = [[0.0] * (after + 1) for _ in range(before + 1)]
    for b in range(before):
        for a in range(after):
            paired = best[b][a] + like[b, a] if (b, a) in like else 0.0
            best[b + 1][a + 1] = max(best[b][a + 1], best[b + 1][a], paired)
    pairs: dict[int, int] = {}
    b, a = before, after
    while b and a:
        if best[b][a] == best[b - 1][a]:
            b -= 1
        elif best[b][a] == best[b][a - 1]:
            a -= 1
        else:
            b, a = b - 1, a - 1
            pairs[b] = a
    return pairs


def _moved(like: _Likeness, taken_before: set[int], taken_after: set[int]) -> dict[int, int]:
    """Of what is left over, the most alike first, before by after."""
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for b, a in sorted(like, key=lambda pair: (-like[pair], pair)):
        is_free = b not in taken_before and a not in taken_after
        if is_free and b not in pairs and a not in used:
            pairs[b] = a
            used.add(a)
    return pairs


def _gone(before: Sequence[MarkedSentence], places: range, moved: dict[int, int]) -> list[Pair]:
    return [Pair(Change.GONE, before[b], None) for b in places if b not in moved]
