"""Which parts of a multi-part question an answer speaks to.

An ask such as "what stood in the way" is answered by evidence of its own kind (an obstacle);
one that asks for nothing we have evidence of is answered if its own words come up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mock_panel.domain.scores import Signal, Span
from mock_panel.scoring.cues import Phrasebook
from mock_panel.scoring.marked import MarkedAnswer
from mock_panel.scoring.reading import fold, is_mark, read
from mock_panel.scoring.topic import shared_stems


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of ask."""

    phrases: str
    """Words of the ask by which it is known."""
    signals: tuple[str, ...]
    """What answers it: the first that the answer has is the proof."""
    cues: str = ""
    """Words of the answer that answer it where no signal does."""


_KINDS: dict[str, _Kind] = {
    "proof": _Kind(
        "know; knew; sure; measure; proof; succeeded; found out whether; find out whether",
        ("result.measure", "result.change", "result.ceased", "result.said"),
        """survey; audit; audited; measured; counted; tracked; compared; comparison; checked;
        sampled; test; tested; data; numbers; figures; feedback; inspection; report; reports""",
    ),
    "lasting": _Kind(
        "last; lasted; afterward; afterwards; since then; still; stay",
        ("result.lasting", "result.ceased", "result.outcome", "result.change", "result.measure"),
    ),
    "lesson": _Kind(
        "learn; learnt; learned; differently; lesson; looking back", ("answer.lesson",)
    ),
    "result": _Kind(
        """came of; come of; turn out; turned out; result; results; outcome; difference; impact;
        effect; achieve; achieved; saved; deliver; delivered; benefit; improve; happened; how far;
        different; better; worked; solved; end point; what changed; has changed; changed for;
        changed because; did it change; document change; followed; end""",
        ("result.outcome", "result.measure", "result.change", "result.ceased", "result.spread"),
    ),
    "obstacle": _Kind(
        """resist; resistance; oppose; opposed; opposition; obstacle; obstacles; in the way;
        doubted; objected; objection; objections; challenge; challenges; difficulty; difficulties;
        hardest; apart; pressure; constraint; constraints; against""",
        ("action.obstacle", "situation.problem", "situation.stakes"),
    ),
    "situation": _Kind(
        """stake; risk; problem; wrong; why was it; going on; situation; starting point; missed;
        really about""",
        ("situation.problem", "situation.stakes", "situation.scale"),
    ),
    "sacrifice": _Kind(
        "gave up; give up; cost you; sacrifice",
        (),
        """gave up; give up; dropped; let go; cut; postponed; delayed; put off; cancelled;
        canceled; sacrificed; instead of; rather than; cost us; cost me; lost; without; traded;
        closed; ended""",
    ),
    "decision": _Kind(
        """option; options; weigh; weighed; decide; decided; choose; chose; reach; reached; why;
        reason; consider; considered; balance; judge""",
        ("action.decision", "action.reason"),
    ),
    "people": _Kind(
        """convince; convinced; persuade; persuaded; explain; explained; involve; involved; whom;
        bring; brought; got people; get people; cooperation; needed; need; together; people""",
        ("action.people", "action.owned_act"),
    ),
    "discovery": _Kind(
        "notice; noticed; saw; see; find; found; cause; learn of; coming; made you",
        ("situation.problem", "action.reason"),
        """noticed; saw; found; read; heard; learned; discovered; realized; realised; traced;
        looked; asked; data; numbers; report; reports; signs; warning; counted; walked; listened""",
    ),
    "aim": _Kind(
        "goal; aim; want; wanted; asked for; charge; target",
        ("task.charge",),
        "wanted; goal; aim; asked for; target; vision; i asked; hoped; objective; meant to",
    ),
    "act": _Kind(
        """did; do; change; changed; carry; carried; answer; answered; handle; handled; role;
        part; step; steps; act; acted; manage; managed; protect; protected; deal; dealt; fix;
        fixed; make; made; meet; proceed""",
        ("action.owned_act",),
    ),
}
"""By name, the narrowest first: an ask is of the first kind whose phrases it holds."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One part of a question and whether the answer speaks to it."""

    ask: str
    evidence: tuple[Span, ...]
    """Empty if it does not."""


@cache
def _asking() -> Phrasebook:
    return Phrasebook.of({name: kind.phrases for name, kind in _KINDS.items()})


@cache
def _answering() -> Phrasebook:
    return Phrasebook.of({name: kind.cues for name, kind in _KINDS.items()})


def answered_asks(
    answer: MarkedAnswer, asks: tuple[str, ...], signals: Mapping[str, Signal]
) -> tuple[Asked, ...]:
    """Each part of the question, in its order, with the words that answer it."""
    return tuple(Asked(ask, _evidence(answer, ask, signals)) for ask in asks)


def _evidence(answer: MarkedAnswer, ask: str, signals: Mapping[str, Signal]) -> tuple[Span, ...]:
    words = tuple(word for word in read(fold(ask)).words if not is_mark(word))
    hits = _asking().find(words)
    for name, kind in _KINDS.items():
        if name in hits:
            proofs = [signals[s].evidence[:1] for s in kind.signals if s in signals]
            return proofs[0] if proofs else _cue(answer, name)
    for sentence in answer.sentences:
        if sentence.void is None and shared_stems(sentence.look.reading.words, words):
            return (sentence.span,)
    return ()


def _cue(answer: MarkedAnswer, kind: str) -> tuple[Span, ...]:
    for sentence in answer.sentences:
        if sentence.void is None:
            for first, last in _answering().find(sentence.look.reading.words).get(kind, ()):
                return (sentence.cover(first, last),)
    return ()
