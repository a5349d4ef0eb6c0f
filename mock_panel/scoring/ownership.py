"""Who acts in the action part: I, we, both, or nobody."""

from collections import Counter
from collections.abc import Sequence

from mock_panel.domain.parts import Ownership, Part
from mock_panel.scoring.acts import ActKind
from mock_panel.scoring.marked import Marked, MarkedAnswer
from mock_panel.scoring.wordlist import word_set

_MINE = (ActKind.OWNED, ActKind.IMAGINED)
_OURS = (ActKind.SHARED, ActKind.IMAGINED_SHARED)
_OUR = word_set("our us")
_WE = word_set("we our us")
_I = word_set("i my me")
_BELIEFS = word_set("think believe guess mean know suppose feel say hope wish")
_BETWEEN = word_set("do also really just always honestly 'd would uh um")
"""What may stand between "I" and its verb."""
_VIEWS = word_set("opinion view belief feeling honest mind experience thinking")
_TO = word_set("by from with at for")
_BY_THE_SPEAKER = (*_MINE, ActKind.SHARED, ActKind.HABITUAL)
_OUR_WEIGHT = 0.25
"""An "our" beside the acts counts a quarter as much as an act of "we"."""
_OWNED_SHARE = 0.6
"""From this share of the acts on, or of the pronouns of an answer without acts, the answer is in
the first person singular. Three acts of "I" beside two of "we" are."""
_SHARED_SHARE = 0.3
"""Below this share, it is in the plural."""
_FEWEST_OWN = 0.25
"""Where nobody acts, and in fewer sentences the speaker is more than somebody who thinks, it is
talk about the world."""


def ownership(answer: MarkedAnswer) -> Ownership:
    """Judged in action sentences; where nobody acts in them, by the pronouns.

    "We" in the situation or the result takes nothing away.
    """
    actions = answer.speaking_of(Part.ACTION)
    kinds = Counter(act.kind for s in actions for act in s.look.acts)
    mine = float(sum(kinds[kind] for kind in _MINE))
    if answer.present or answer.imagined:
        mine += kinds[ActKind.HABITUAL]
    ours = sum(kinds[kind] for kind in _OURS) + _OUR_WEIGHT * _count(actions, _OUR)
    if mine + ours:
        return _judged(mine, ours)
    everything = [s for s in answer.sentences if s.void is None]
    if sum(map(_is_about_the_speaker, everything)) <= _FEWEST_OWN * len(everything):
        return Ownership.NONE
    if _count(actions, _WE | _I):
        return _judged(_count(actions, _I), _count(actions, _WE))
    if kinds[ActKind.PASSIVE]:
        # It was all done, and nowhere is it said by whom; "we" elsewhere does not say it either.
        return Ownership.NONE
    return _judged(_count(everything, _I), _count(everything, _WE))


def _is_about_the_speaker(sentence: Marked) -> bool:
    """Whether the speaker does or has something in it; "I think" and "my view" tell of others."""
    if any(act.kind in _BY_THE_SPEAKER for act in sentence.look.acts):
        return True
    words = sentence.look.reading.words
    for place, word in enumerate(words):
        before, after = words[place - 1 : place], words[place + 1 : place + 4]
        if word == "we" or (word == "me" and _TO.issuperset(before)):
            return True
        if word == "my" and _VIEWS.isdisjoint(after[:1]):
            return True
        if word == "i" and next((w for w in after if w not in _BETWEEN), "") not in _BELIEFS:
            return True
    return False


def _count(sentences: Sequence[Marked], words: frozenset[str]) -> int:
    return sum(word in words for s in sentences for word in s.look.reading.words)


def _judged(mine: float, ours: float) -> Ownership:
    if not mine and not ours:
        return Ownership.NONE
    share = mine / (mine + ours)
    if share >= _OWNED_SHARE:
        return Ownership.I
    return Ownership.WE if share < _SHARED_SHARE else Ownership.MIXED
