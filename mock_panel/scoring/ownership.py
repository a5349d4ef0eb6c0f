"""Who acts in the action part: I, we, both, or nobody."""

from collections import Counter
from collections.abc import Iterable

from mock_panel.domain.parts import Ownership, Part
from mock_panel.scoring.acts import ActKind
from mock_panel.scoring.marked import Marked, MarkedAnswer

_MINE = (ActKind.OWNED, ActKind.IMAGINED)
_OURS = (ActKind.SHARED, ActKind.IMAGINED_SHARED)
_OWNED_SHARE = 0.7
"""From this share of the acts on, the answer is in the first person singular."""
_SHARED_SHARE = 0.3
"""Below this share, it is in the plural."""


def ownership(answer: MarkedAnswer) -> Ownership:
    """Judged in action sentences; where there are none, in the whole answer.

    "We" in the situation or the result takes nothing away.
    """
    actions = answer.speaking_of(Part.ACTION)
    if actions:
        return _judge(actions, habits=answer.present)
    return _judge([s for s in answer.sentences if s.void is None], habits=True)


def _judge(sentences: Iterable[Marked], *, habits: bool) -> Ownership:
    counts = Counter(act.kind for s in sentences for act in s.look.acts)
    mine = sum(counts[kind] for kind in _MINE)
    ours = sum(counts[kind] for kind in _OURS)
    if habits:
        mine += counts[ActKind.HABITUAL]
    if not mine and not ours:
        return Ownership.NONE
    share = mine / (mine + ours)
    if share >= _OWNED_SHARE:
        return Ownership.I
    return Ownership.WE if share < _SHARED_SHARE else Ownership.MIXED
