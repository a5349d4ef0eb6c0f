"""Why a level is what it is, line by line: features and weights, conditions, caps.

For `mock-panel score --explain`. Nothing is told here that the engine did not use.
"""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from math import fsum

from mock_panel.scoring.chain import LEARNT
from mock_panel.scoring.engine import ENGINE_VERSION, Assessment
from mock_panel.scoring.facts import SURE
from mock_panel.scoring.feature_words import feature_words
from mock_panel.scoring.features import as_asked
from mock_panel.scoring.levels import BASE, STEP, Met, counting, nothing_happened
from mock_panel.scoring.marked import LIKELY, PERHAPS, Marked, MarkedAnswer
from mock_panel.scoring.marker import MARKED_IN_PLACE
from mock_panel.scoring.marking import IN_ORDER, PARTS, shipped_weights
from mock_panel.scoring.orders import SCALE
from mock_panel.scoring.report_text import WIDTH
from mock_panel.scoring.signals import SIGNALS

_TOLD = 0.15
"""Weights below this are summed up, not listed."""


def lines(assessment: Assessment) -> list[str]:
    """The whole explanation; every line at most `report_text.WIDTH` columns."""
    return [
        f"How engine {ENGINE_VERSION} came to it",
        "",
        *_marks(assessment),
        *_kind(assessment),
        "",
        *_points(assessment),
        "",
        *_caps(assessment),
        "",
        *_result(assessment),
    ]


def _wrapped(words: str, indent: int, hang: int = 2) -> list[str]:
    return textwrap.wrap(
        words, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + hang),
        break_on_hyphens=False, break_long_words=False,
    )  # fmt: skip


def _marks(assessment: Assessment) -> Iterator[str]:
    answer = assessment.answer
    yield "Sentences: what each is by itself, and what spoke for it"
    yield from _wrapped(
        "A weight is the logarithm of odds, against the mean of the five parts. Evidence is taken "
        f"from a sentence for the part it has at least {LIKELY:.0%} of by itself. Where the mark "
        "differs, its neighbours decided: their parts, and their words in an answer told in order. "
        "Parts and signs of the review are found in the answer as it was told, place and words "
        "half and half; the level is not, so that it is the same in any order.", 1,
    )  # fmt: skip
    in_chain = [s for s in answer.sentences if s.void in MARKED_IN_PLACE]
    for sentence in answer.sentences:
        yield from _sentence(sentence, answer)
        if answer.order == IN_ORDER and sentence in in_chain:
            yield from _in_chain(sentence, in_chain, answer)
    if answer.order:
        yield f" Told: {answer.order}"
        yield from _wrapped(
            f"Pairs of words that the model knows: {answer.known:.0%}. The fewer, the less the "
            "words tell of a sentence's part, and the more its place.", 1,
        )  # fmt: skip


def _sentence(sentence: Marked, answer: MarkedAnswer) -> Iterator[str]:
    shares = ", ".join(
        f"{part.value} {share:.0%}"
        for part, share in sorted(sentence.odds.items(), key=lambda item: -item[1])
        if share >= 0.05
    )
    said = " ".join(sentence.span.of(answer.text).split())
    yield from _wrapped(
        f"{sentence.part.letter} “{textwrap.shorten(said, 60, placeholder=' …')}”", 1
    )
    if sentence.void is not None:
        yield from _wrapped(f"counts for nothing: {sentence.void.value.replace('_', ' ')}", 3)
        return
    yield from _wrapped(f"by itself: {shares}; marked {sentence.part.value}, "
                        f"{sentence.confidence:.0%} sure", 3)  # fmt: skip
    features = shipped_weights().features
    place = PARTS.index(sentence.part)
    told, _ = _weighed(
        [(name, row) for name in _asked(sentence, answer) if (row := features.get(name))], place
    )
    yield from _wrapped("; ".join(told), 3)


def _in_chain(sentence: Marked, sentences: Sequence[Marked], answer: MarkedAnswer) -> Iterator[str]:
    """What its own words, learnt in chains, and those of its neighbours speak for its mark."""
    chain = shipped_weights().chain
    place, index = PARTS.index(sentence.part), sentences.index(sentence)
    own = [(name, row) for name in _asked(sentence, answer) if (row := chain.own.get(name))]
    said = [f"own words, as learnt in chains: {_weighed(own, place, LEARNT)[1]:+.2f}"]
    for way, step, where in ((0, -1, "the sentence before"), (len(PARTS), 1, "the sentence after")):
        if not 0 <= index + step < len(sentences):
            continue
        names = _asked(sentences[index + step], answer)
        rows = [
            (name, sums[way : way + len(PARTS)])
            for name in names
            if (sums := chain.around.get(name))
        ]
        told, total = _weighed(rows, place, LEARNT)
        said.append(f"{where}: {total:+.2f} ({', '.join(told)})" if told else f"{where}: 0")
    yield from _wrapped("in order: " + "; ".join(said), 3)


def _asked(sentence: Marked, answer: MarkedAnswer) -> dict[str, int]:
    return as_asked(sentence.look.features, imagined=answer.imagined, present=answer.present)


def _weighed(
    rows: Iterable[tuple[str, Sequence[int]]], place: int, share: float = 1.0
) -> tuple[list[str], float]:
    """What features say for a part, the most first, the small ones together; and the sum."""
    weighed = [(share * (row[place] - sum(row) / len(row)) / SCALE, name) for name, row in rows]
    weighed.sort(key=lambda item: (-abs(item[0]), item[1]))
    told = [
        f"{weight:+.2f} {feature_words(name)}" for weight, name in weighed if abs(weight) >= _TOLD
    ]
    small = [weight for weight, _ in weighed if abs(weight) < _TOLD]
    if small:
        told.append(f"{fsum(small):+.2f} {len(small)} smaller ones together")
    return told, fsum(weight for weight, _ in weighed)


def _kind(assessment: Assessment) -> Iterator[str]:
    kind = assessment.kind.value.replace("_", "-")
    yield f" Kind of answer: {kind}" + ("" if assessment.kind.is_example else ": no example")


def _points(assessment: Assessment) -> Iterator[str]:
    yield f"Conditions: {BASE:.2f} to begin with"
    yield from _wrapped(
        "One holds as far as it is sure: what stands in a sentence that belongs to the part by "
        f"{PERHAPS:.0%} or less counts for nothing, by {SURE:.0%} or more wholly, between in "
        "proportion. In brackets what is more likely than not.", 1,
    )  # fmt: skip
    met = {m.condition.id: m for m in assessment.levelled.met}
    if nothing_happened(assessment.facts, assessment.kind):
        yield from _wrapped(
            "There is no example, so what sounds like its result counts for nothing.", 1
        )
    for condition, worth_having in counting(assessment.facts, assessment.kind):
        whole = worth_having / STEP
        value = assessment.facts.get(condition.fact)
        amount = f"{value:.0%}" if condition.fact.endswith("share") else f"{value:g}"
        title = SIGNALS[condition.fact].title if condition.fact in SIGNALS else ""
        counted = f"{title or condition.fact.replace('.', ' ').replace('_', ' ')}: {amount}"
        worth, how_far = _held(met.get(condition.id), whole)
        yield from _wrapped(f"{worth}  {condition.meaning} [{counted}]{how_far}", 1, 7)
    yield f" {assessment.levelled.points:5.2f}  in all"


def _held(met: Met | None, whole: float) -> tuple[str, str]:
    """What a condition adds, and how far that is all it could."""
    if met is None:
        return "  ·  ", f" ({whole:+.2f} if it were)"
    return f"{met.worth:+.2f}", "" if met.degree == 1 else f" ({met.degree:.0%} of {whole:+.2f})"


def _caps(assessment: Assessment) -> Iterator[str]:
    yield "Caps and floors"
    floor = assessment.levelled.floor
    if floor is not None:
        yield from _wrapped(f"level {floor.level} at least: {floor.meaning}", 1)
    if not assessment.levelled.caps and floor is None:
        yield " none holds"
    for cap in assessment.levelled.caps:
        yield from _wrapped(f"level {cap.level} at most: {cap.meaning}", 1)


def _result(assessment: Assessment) -> Iterator[str]:
    if assessment.reason is not None:
        yield f"Not scored: {assessment.reason.value.replace('_', ' ')}. No level is given."
        return
    levelled = assessment.levelled
    yield f"Level {levelled.level}: {levelled.exact:.3f} after the caps, rounded half up"
