"""Which part of an answer each sentence is: weights of its features, then the order of telling.

Every sentence first gets a sum of weights per part from its own words (`features` says what
counts, the weights are data beside this module). Then the sentences are read together under
several orders of telling: as it happened, result first, action first, and in no order at all.
The orders are weighed by how well they explain the sentences, and a sentence's part is the
likeliest over all of them. So place helps where an answer keeps an order, and a result told
first is still a result. In an answer told as it happened, what sentences say of their neighbours
counts too (`chain`). That a story is told from its beginning is also seen from its first
sentence: of all sentences it should sound most like an opening.

How far the words are to be trusted beside the order depends on how many of them the model knows.
People who write like nobody in the training set use pairs of words that it never met, and what
it makes of their sentences is often sure and wrong. Their answers are read another way, as plain
stories told in blocks: the words tell which order it is and where a block ends, and mostly the
place tells the part; an aside must be plain. Each answer is read in both manners, mixed by the
share of its pairs of words that are known. Two things more speak for one manner or the other:
who makes asides does not tell in blocks, and some words are those of plain stories.

Orders and weights are fitted by `tests.scoring.fit_marking`. Fractions are added by `fsum`
throughout the engine: `sum` rounds otherwise from Python 3.12 on.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import fsum
from typing import Any

from mock_panel.domain.parts import Part
from mock_panel.scoring.chain import Chain, Link, along
from mock_panel.scoring.orders import (
    SCALE,
    Emission,
    Factors,
    Order,
    Row,
    added,
    five,
    in_factors,
    read_in,
    row_of,
    shared,
)

PARTS = (Part.SITUATION, Part.TASK, Part.ACTION, Part.RESULT, Part.OTHER)
"""The order of parts in every row of weights."""

IN_ORDER = "in order"
"""The name of the order in which things happened."""

HALF_KNOWN = 0.67
"""With this `familiarity` an answer is read half in either manner."""
KNOWN_SPREAD = 0.025
"""How fast one manner gives way to the other."""
PLAIN_WORTH, USUAL_PLAINNESS = 2.5, -0.075
ASIDE_WORTH, USUAL_ASIDES = 0.2, 0.15
"""What the plainness of a word, and the share of asides, count for as a share of known pairs,
and what they usually are."""
OPENING_TRUST, OPENING_DOUBT = 0.6, 0.05
"""How sure openings are told from other sentences, and what remains where the first sentence
sounds like none."""
FEWEST_PAIRS = 10
"""Fewer pairs of words do not tell how much is known; all counts as known then."""
LEAST_SHARE = 0.02
"""A manner with less than this is left out."""


@dataclass(frozen=True, slots=True)
class Manner:
    """A way to read the sentences of an answer together."""

    orders: tuple[Order, ...]
    trust: float
    """How far a sentence's own words are trusted beside its place; 1 is as fitted."""
    order_trust: float
    """The same where the orders are weighed against each other."""
    aside_trust: float
    """How far the words are trusted that a sentence is other, or is not."""
    aside_shift: float
    """Added to the logarithm of its odds to be other."""
    _factors: "tuple[Factors, ...]" = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Turn the orders into factors, once."""
        object.__setattr__(self, "_factors", tuple(map(in_factors, self.orders)))

    @property
    def factors(self) -> "tuple[Factors, ...]":
        """The orders, their bonuses as factors."""
        return self._factors


@dataclass(frozen=True, slots=True)
class Weights:
    """The fitted model."""

    features: dict[str, Emission]
    openings: dict[str, int]
    """How much each feature speaks for the first sentence of a story."""
    plain: dict[str, int]
    """How much each feature speaks for a plain story told in blocks."""
    known: Manner
    """For answers whose wording is known."""
    strange: Manner
    """For those whose wording is not."""
    chain: Chain
    """For answers whose wording is known, as far as they are told in order."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The parts of an answer's sentences and how it is told."""

    parts: tuple[Part, ...]
    confidences: tuple[float, ...]
    """0 to 1, one a sentence."""
    order: str
    """The name of the order that explains the answer best; empty for no sentences."""


@cache
def shipped_weights() -> Weights:
    """The weights beside this module, read when first used."""
    from pathlib import Path  # noqa: PLC0415 - a sixth of the import time of the engine

    path = Path(__file__).with_name("marking_weights.json")
    return weights_of(json.loads(path.read_text(encoding="utf-8")))


def weights_of(document: Mapping[str, Any]) -> Weights:
    """The model from its JSON document, as `tests.scoring.fit_marking` writes it."""
    return Weights(
        {name: five(row) for name, row in document["features"].items()},
        document["openings"],
        document["plain"],
        _manner(document["known"]),
        _manner(document["strange"]),
        _chain(document["chain"]),
    )


def _manner(document: Mapping[str, Any]) -> Manner:
    orders = tuple(map(_order, document["orders"]))
    return Manner(
        orders,
        document["trust"],
        document["order_trust"],
        document["aside_trust"],
        document["aside_shift"],
    )


def _chain(document: Mapping[str, Any]) -> Chain:
    return Chain(
        {name: five(row) for name, row in document["own"].items()},
        {name: tuple(row) for name, row in document["around"].items()},
        _order(document["order"]),
    )


def _order(document: Mapping[str, Any]) -> Order:
    return Order(
        document["name"],
        document["prior"],
        five(document["first"]),
        tuple(map(five, document["follows"])),
        five(document["last"]),
        tuple(map(five, document["places"])),
    )


def emission(features: Iterable[str], weights: Weights) -> Emission:
    """The sums for one sentence by itself."""
    return added(row for row in map(weights.features.get, features) if row)


@dataclass(frozen=True, slots=True)
class Hints:
    """What a sentence says of the answer it stands in."""

    opening: int = 0
    """How much it sounds like the first sentence of a story."""
    plain: int = 0
    """How much its words are those of a plain story told in blocks."""
    words: int = 0
    known: int = 0
    """Pairs of words that the model has met."""
    pairs: int = 0


def hints(features: Iterable[str], weights: Weights) -> Hints:
    """The hints of one sentence."""
    names = list(features)
    words = [name for name in names if name[:5] == "word="]
    pairs = [name for name in names if name[:5] == "pair="]
    return Hints(
        sum(filter(None, map(weights.openings.get, names))),
        sum(filter(None, map(weights.plain.get, words))),
        len(words),
        sum(map(weights.features.__contains__, pairs)),
        len(pairs),
    )


def familiarity(emissions: Sequence[Emission], told: Sequence[Hints]) -> float:
    """How far an answer's words are to be trusted: about 0 to 1.

    The share of its pairs that are known, less for words of plain stories, more for asides.

    Args:
        emissions: one row a sentence.
        told: `hints` of each.
    """
    pairs = sum(hint.pairs for hint in told)
    if pairs < FEWEST_PAIRS:
        return 1.0
    plain = sum(hint.plain for hint in told) / SCALE / sum(hint.words for hint in told)
    asides = fsum(odds(row)[4] for row in emissions) / len(emissions)
    known = known_share(told)
    return known - PLAIN_WORTH * (plain - USUAL_PLAINNESS) + ASIDE_WORTH * (asides - USUAL_ASIDES)


def odds(sums: Emission) -> Row:
    """The probabilities of the parts of one sentence by itself, whatever stands around it."""
    return shared(_proportions(sums))


def _proportions(sums: Emission, trust: float = 1.0) -> Row:
    top = max(sums)
    # Below e^-30 nothing is told apart; the floor keeps every product above zero.
    least = -30 * SCALE
    return row_of([math.exp(trust * max(total - top, least) / SCALE) for total in sums])


def _heard(sums: Emission, trust: float, manner: Manner) -> Row:
    """The probabilities of one sentence's parts by itself, as far as its words are trusted."""
    alone = shared(_proportions(sums))
    if trust == manner.aside_trust == 1 and not manner.aside_shift:
        return alone
    logit = manner.aside_trust * math.log(alone[4] / fsum(alone[:4])) + manner.aside_shift
    aside = 1 / (1 + math.exp(-logit))
    a, b, c, d, _ = _proportions((*sums[:4], min(sums[:4])), trust)
    rest = (1 - aside) / (a + b + c + d)
    return a * rest, b * rest, c * rest, d * rest, aside


def known_share(told: Sequence[Hints]) -> float:
    """How much of an answer's wording the model has met: 0 to 1, of its pairs of words.

    Args:
        told: `hints` of each sentence.
    """
    pairs = sum(hint.pairs for hint in told)
    if pairs < FEWEST_PAIRS:
        return 1.0
    return sum(hint.known for hint in told) / pairs


def decode(
    emissions: Sequence[Emission],
    weights: Weights,
    known: float = 1.0,
    told: Sequence[Hints] = (),
    links: Sequence[Link] = (),
) -> Decoded:
    """The likeliest part of each sentence.

    Args:
        emissions: one row a sentence.
        weights: the model; its orders say how answers are told.
        known: `familiarity` of the answer.
        told: `hints` of each sentence; none if they are to tell nothing.
        links: what each says of its neighbours; none if that is to tell nothing.
    """
    if not emissions:
        return Decoded((), (), "")
    strange = 1 / (1 + math.exp((known - HALF_KNOWN) / KNOWN_SPREAD))
    begun = _begun([hint.opening for hint in told])
    shares = [
        (share, manner)
        for share, manner in ((1 - strange, weights.known), (strange, weights.strange))
        if share >= LEAST_SHARE
    ]
    chained = _in_chain(emissions, weights, links) if links else None
    read = [
        (share, *_told(emissions, manner, begun, chained if manner is weights.known else None))
        for share, manner in shares
    ]
    parts: list[Part] = []
    confidences: list[float] = []
    total = fsum(share for share, _, _ in read)
    for index in range(len(emissions)):
        mixed = row_of(
            [
                fsum([share * table[index][part] for share, table, _ in read]) / total
                for part in range(len(PARTS))
            ]
        )
        best = max(mixed)
        parts.append(PARTS[mixed.index(best)])
        confidences.append(round(min(best, 1.0), 2))
    order = max(read, key=lambda each: each[0])[2]
    return Decoded(tuple(parts), tuple(confidences), order)


def _begun(openings: Sequence[int]) -> float:
    """What the sentences' likeness to openings adds to the fit of a story told in order."""
    if len(openings) < 2:
        return 0.0
    top = max(openings)
    shares = [math.exp(OPENING_TRUST * (sounds - top) / SCALE) for sounds in openings]
    first = shares[0] / fsum(shares)
    return math.log(len(openings) * first + OPENING_DOUBT)


def _in_chain(emissions: Sequence[Emission], weights: Weights, links: Sequence[Link]) -> list[Row]:
    """The parts of every sentence of an answer told in order, its neighbours heard."""
    sums = along(links, emissions, weights.known.trust)
    _, table = read_in([_proportions(row) for row in sums], weights.chain.factors)
    return table


def _told(
    emissions: Sequence[Emission], manner: Manner, begun: float, chained: list[Row] | None
) -> tuple[list[Row], str]:
    """The parts of every sentence, read in one manner, and the order that explains them best.

    Args:
        emissions: one row a sentence.
        manner: how far words and place are trusted.
        begun: what the beginning adds to the fit of a story told in order.
        chained: the parts if it is told in order, where neighbours tell them better.
    """
    own = [_heard(row, manner.trust, manner) for row in emissions]
    read = [read_in(own, order) for order in manner.factors]
    fits = [fit for fit, _ in read]
    if manner.order_trust != manner.trust:
        surer = [_heard(row, manner.order_trust, manner) for row in emissions]
        fits = [read_in(surer, order)[0] for order in manner.factors]
    fits = [
        fit + begun if order.name == IN_ORDER else fit
        for fit, order in zip(fits, manner.orders, strict=True)
    ]
    top = max(fits)
    odd = [math.exp(fit - top) for fit in fits]
    total = fsum(odd)
    tables = [
        chained if chained and order.name == IN_ORDER else table
        for (_, table), order in zip(read, manner.orders, strict=True)
    ]
    table = [
        row_of(
            [
                fsum([share * row[part] for share, row in zip(odd, rows, strict=True)]) / total
                for part in range(len(PARTS))
            ]
        )
        for rows in zip(*tables, strict=True)
    ]
    return table, manner.orders[odd.index(max(odd))].name
