"""Whether the numbers of an answer agree: "from 40 to 10, down 75%".

Only what the words state is checked: a start, an end and a percentage of change beside them.
Whether a number is true cannot be told from the answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mock_panel.scoring.quantities import Quantity
from mock_panel.scoring.wordlist import word_set

_TOLERANCE = 1.6
"""Percentage points; people round to whole ones."""
_LOOSE_TOLERANCE = 6.0
"""The same where the percentage is said to be rough."""

_ROUGH = word_set("about around roughly nearly almost some approximately over more ~ close")
_NEW_LEVEL = word_set("to at now")
_ANOTHER = word_set("and while with but whereas as ;")
"""What stands before another thing that was measured too."""
_DOWN = word_set(
    "down fell dropped cut reduced declined decreased less fewer lower shorter faster quicker "
    "reduction drop decline decrease savings saved improvement improved shrank"
)
_UP = word_set(
    "up rose grew increased climbed raised more higher increase growth gain rise improvement "
    "improved jumped"
)


@dataclass(frozen=True, slots=True)
class Sum:
    """A change told with its percentage."""

    start: float
    end: float
    told: float
    """The percentage that the answer gives."""
    true: float
    """What start and end make it, rounded to a whole number; negative when it fell."""
    agrees: bool
    first: int
    last: int
    """Indices of the first and the last word of the whole statement."""


def sums(words: Sequence[str], found: Sequence[Quantity]) -> list[Sum]:
    """The checked statements of one sentence, from its quantities; most sentences have none."""
    checked: list[Sum] = []
    for before, after in pairwise(found):
        if not _is_change(words, before, after) or before.value <= 0:
            continue
        percent = _percentage(words, found, before, after)
        if percent is None:
            continue
        true = 100 * (after.value - before.value) / before.value
        near = set(words[max(percent.first - 2, 0) : percent.first]) & _ROUGH
        tolerance = _LOOSE_TOLERANCE if near else _TOLERANCE
        checked.append(
            Sum(
                before.value, after.value, percent.value, round(true),
                abs(abs(true) - percent.value) <= tolerance,
                min(before.first, percent.first), max(after.last, percent.last),
            )
        )  # fmt: skip
    return checked


def _is_change(words: Sequence[str], before: Quantity, after: Quantity) -> bool:
    """Whether two quantities are a start and an end: "from 40 days to 10"."""
    if {before.kind, after.kind} & {"share", "x", "%"}:
        return False
    gap = list(words[before.last + 1 : after.first])
    if not 1 <= len(gap) <= 4 or "to" not in gap:
        return False
    if not (
        before.kind == after.kind or not before.kind or not after.kind or gap[0] == before.kind
    ):
        return False
    return "from" in words[max(before.first - 3, 0) : before.first]


def _is_beside(words: Sequence[str], left: Quantity, right: Quantity) -> bool:
    """Whether one quantity follows the other within eight words that name no other thing."""
    between = words[left.last + 1 : right.first]
    return 0 <= right.first - left.last <= 8 and _ANOTHER.isdisjoint(between)


def _percentage(
    words: Sequence[str], found: Sequence[Quantity], before: Quantity, after: Quantity
) -> Quantity | None:
    """The percentage of change told within eight words of the two."""
    for quantity in found:
        if quantity.kind != "%":
            continue
        if _is_beside(words, quantity, before) or _is_beside(words, after, quantity):
            around = set(words[max(quantity.first - 6, 0) : quantity.last + 4])
            behind = words[quantity.first - 1] if quantity.first else ""
            if behind in _NEW_LEVEL:
                continue
            wanted = _DOWN if after.value < before.value else _UP
            if around & wanted or behind in {",", "(", "by"}:
                return quantity
    return None
