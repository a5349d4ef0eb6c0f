"""Why a level is what it is, line by line: features and weights, conditions, caps.

For `mock-panel score --explain`. Nothing is told here that the engine did not use.
"""

import textwrap
from collections.abc import Iterator

from mock_panel.scoring.engine import ENGINE_VERSION, Assessment
from mock_panel.scoring.feature_words import feature_words
from mock_panel.scoring.features import as_asked
from mock_panel.scoring.levels import BASE, CONDITIONS, STEP, shipped_points
from mock_panel.scoring.marked import LIKELY, Marked, MarkedAnswer
from mock_panel.scoring.marking import PARTS, shipped_weights
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
        "differs, its neighbours decided. Parts and signs of the review are found in the answer as "
        "it was told, place and words half and half; the level is not, so that it is the same in "
        "any order.", 1,
    )  # fmt: skip
    for sentence in answer.sentences:
        yield from _sentence(sentence, answer)
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
    place = PARTS.index(sentence.part)
    weighed: list[tuple[float, str]] = []
    for name in as_asked(sentence.look.features, imagined=answer.imagined, present=answer.present):
        row = shipped_weights().features.get(name)
        if row:
            weighed.append(((row[place] - sum(row) / len(row)) / SCALE, name))
    weighed.sort(key=lambda item: (-abs(item[0]), item[1]))
    told = [
        f"{weight:+.2f} {feature_words(name)}" for weight, name in weighed if abs(weight) >= _TOLD
    ]
    rest = sum(weight for weight, _ in weighed if abs(weight) < _TOLD)
    count = sum(abs(weight) < _TOLD for weight, _ in weighed)
    if count:
        told.append(f"{rest:+.2f} {count} smaller ones together")
    yield from _wrapped("; ".join(told), 3)


def _kind(assessment: Assessment) -> Iterator[str]:
    kind = assessment.kind.value.replace("_", "-")
    yield f" Kind of answer: {kind}" + ("" if assessment.kind.is_example else ": no example")


def _points(assessment: Assessment) -> Iterator[str]:
    yield f"Conditions: {BASE:.2f} to begin with"
    met = {m.condition.id: m for m in assessment.levelled.met}
    points = shipped_points()
    for condition in CONDITIONS:
        worth = points.get(condition.id, 0) / STEP * (-1 if condition.counts_against else 1)
        if not worth:
            continue
        value = assessment.facts.get(condition.fact, 0.0)
        amount = f"{value:.0%}" if condition.fact.endswith("share") else f"{value:g}"
        sign = f"{worth:+.2f}" if condition.id in met else "  ·  "
        unmet = "" if condition.id in met else f" ({worth:+.2f} if it were)"
        title = SIGNALS[condition.fact].title if condition.fact in SIGNALS else ""
        counted = f"{title or condition.fact.replace('.', ' ').replace('_', ' ')}: {amount}"
        yield from _wrapped(f"{sign}  {condition.meaning} [{counted}]{unmet}", 1, 7)
    yield f" {assessment.levelled.points:5.2f}  in all"


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
    yield f"Level {levelled.level}: {levelled.exact:.2f} after the caps, rounded half up"
