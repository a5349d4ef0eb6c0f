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
_SPEAKER = word_set("i we")
_OUR_WEIGHT = 0.25
"""An "our" beside the acts counts a quarter as much as an act of "we"."""
_OWNED_SHARE = 0.7
"""From this share of the acts on, the answer is in the first person singular."""
_SPOKEN_SHARE = 0.6
"""The same for the pronouns of an answer without acts."""
_SHARED_SHARE = 0.3
"""Below this share, it is in the plural."""


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
        return _judged(mine, ours, _OWNED_SHARE)
    if _count(actions, _WE | _I):
        return _judged(_count(actions, _I), _count(actions, _WE), _SPOKEN_SHARE)
    if kinds[ActKind.PASSIVE]:
        # It was all done, and nowhere is it said by whom; "we" elsewhere does not say it either.
        return Ownership.NONE
    everything = [s for s in answer.sentences if s.void is None]
    if not any(s.look.acts for s in everything) and not _count(everything, _SPEAKER):
        return Ownership.NONE
    return _judged(_count(everything, _I), _count(everything, _WE), _SPOKEN_SHARE)


def _count(sentences: Sequence[Marked], words: frozenset[str]) -> int:
    return sum(word in words for s in sentences for word in s.look.reading.words)


def _judged(mine: float, ours: float, singular: float) -> Ownership:
    if not mine and not ours:
        return Ownership.NONE
    share = mine / (mine + ours)
    if share >= singular:
        return Ownership.I
    return Ownership.WE if share < _SHARED_SHARE else Ownership.MIXED
