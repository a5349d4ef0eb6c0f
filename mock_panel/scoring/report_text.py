"""A report as plain lines, for the command line and for plain mode: no colour, no tables."""

import textwrap
from collections.abc import Iterator

from mock_panel.domain.parts import STORY_PARTS, Ownership, Part
from mock_panel.domain.scores import ScoreReport, Signal
from mock_panel.scoring.advice import quote
from mock_panel.scoring.reasons import REFUSALS
from mock_panel.scoring.signals import SIGNALS

WIDTH = 72
"""Columns; no line is longer, save for a single word that is."""

_QUOTES = 3
"""Evidence shown per signal."""

_WHO = {
    Ownership.I: "you (“I”)",
    Ownership.WE: "“we”: your own part cannot be told",
    Ownership.MIXED: "“I” and “we” in turn",
    Ownership.NONE: "nobody that can be named",
}


def lines(text: str, report: ScoreReport) -> list[str]:
    """The whole review of one answer; every line at most `WIDTH` columns."""
    if not report.is_scored:
        return list(_refused(report))
    return [
        f"Level {report.level} of 5 (practice, unofficial; engine {report.engine})",
        "",
        "Your answer",
        *_answer(text, report),
        "",
        "What was found",
        *_parts(text, report),
        *_wrapped("Who acts: ", _WHO[report.ownership], indent=1),
        "",
        *_advice(report),
    ]


def _refused(report: ScoreReport) -> Iterator[str]:
    if report.reason is None:
        return
    refusal = REFUSALS[report.reason]
    yield f"Not scored: {report.reason.value.replace('_', ' ')} (engine {report.engine})"
    yield from _wrapped("", refusal.why, indent=1)
    yield from _wrapped("", refusal.mend, indent=1)


def _answer(text: str, report: ScoreReport) -> Iterator[str]:
    for mark in report.sentences:
        yield from _wrapped(f"{mark.part.letter}  ", " ".join(mark.span.of(text).split()), indent=1)


def _parts(text: str, report: ScoreReport) -> Iterator[str]:
    for part in STORY_PARTS:
        score = report.parts[part]
        share = f"{round(100 * score.share)}% of the words"
        yield f" {part.letter} {score.found.mark} {part.value}: {score.found.value}, {share}"
        for signal in report.signals:
            if SIGNALS[signal.id].part is part:
                yield from _wrapped(
                    f"- {SIGNALS[signal.id].title}: ", _quoted(text, signal), indent=5
                )
    for signal in report.signals:
        if SIGNALS[signal.id].part is Part.OTHER:
            yield from _wrapped(f"· {SIGNALS[signal.id].title}: ", _quoted(text, signal), indent=1)


def _quoted(text: str, signal: Signal) -> str:
    quotes = [quote(text, span) for span in signal.evidence[:_QUOTES]]
    more = len(signal.evidence) - _QUOTES
    return ", ".join(quotes) + (f" and {more} more" if more > 0 else "")


def _advice(report: ScoreReport) -> Iterator[str]:
    if not report.advice:
        return
    yield "What would raise it, the most useful first"
    for number, advice in enumerate(report.advice, start=1):
        yield from _wrapped(f"{number}. ", f"{advice.part.value.title()}: {advice.text}", indent=1)
        if advice.probe:
            yield from _wrapped("   Asked next: ", advice.probe, indent=1)


def _wrapped(lead: str, words: str, *, indent: int) -> list[str]:
    """Words in lines, the first behind a lead, the others under the words of the first."""
    margin = " " * indent
    hang = min(len(lead), 5)
    return textwrap.wrap(
        words,
        WIDTH,
        initial_indent=margin + lead,
        subsequent_indent=margin + " " * hang,
        break_on_hyphens=False,
        break_long_words=False,
    ) or [(margin + lead).rstrip()]
