"""Sentences of an answer told as it happened, read beside their neighbours.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001): each sentence gets
a sum of weights from its own words, from those of the sentence before it and from those of the
sentence after it, and the parts of all are found together under one order of telling. "They
refused" is an obstacle among one's own acts, and "so I" after it an act that answers one: by
themselves neither says so.

Its weights hold for answers told in order only, whatever else the marker knows: fitted by
`tests.scoring.fit_marking`, on answers in that order, after the weights of sentences by
themselves, which stay what they are. Both are used, in the shares of `LEARNT`, because what is
learnt in chains leans on them, and what is learnt without does not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mock_panel.scoring.orders import NOTHING, Emission, Factors, Order, added, five, in_factors

LEARNT = 0.65
"""How much of a sum is from the weights of the chain; the rest is from a sentence by itself."""

NOT_OF_NEIGHBOURS = ("pair=", "asked.")
"""Heads of features that say nothing of a neighbour."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The weights of a chain."""

    own: Mapping[str, Emission]
    """What each feature says of its own sentence."""
    around: Mapping[str, tuple[int, ...]]
    """What it says of the sentence after its own, and then of the one before: five sums each."""
    order: Order
    """How answers are told in order, as far as neighbours' words do not tell it already."""
    _factors: Factors = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Turn the order into factors, once."""
        object.__setattr__(self, "_factors", in_factors(self.order))

    @property
    def factors(self) -> Factors:
        """The order, its bonuses as factors."""
        return self._factors


class Link(NamedTuple):
    """What the words of one sentence add up to in a chain; one sum a part."""

    own: Emission
    onward: Emission
    """For the sentence after it."""
    back: Emission
    """For the sentence before it."""


def link(features: Iterable[str], chain: Chain) -> Link:
    """The sums of one sentence."""
    names = list(features)
    own = added(row for row in map(chain.own.get, names) if row)
    said = list(map(sum, zip(*filter(None, map(chain.around.get, names)), strict=True)))
    return Link(own, five(said[:5]), five(said[5:])) if said else Link(own, NOTHING, NOTHING)


def along(links: Sequence[Link], alone: Sequence[Emission], trust: float) -> list[Emission]:
    """The sums of every sentence in its chain.

    Args:
        links: of each sentence.
        alone: the sums of each by itself.
        trust: how far those are trusted beside an order.
    """
    before = [NOTHING, *(each.onward for each in links[:-1])]
    after = [*(each.back for each in links[1:]), NOTHING]
    by_itself = (1 - LEARNT) * trust
    sums: list[Emission] = []
    for each, onward, back, row in zip(links, before, after, alone, strict=True):
        a, b, c, d, e = [
            round(LEARNT * (own + said + says) + by_itself * itself)
            for own, said, says, itself in zip(each.own, onward, back, row, strict=True)
        ]
        sums.append((a, b, c, d, e))
    return sums
