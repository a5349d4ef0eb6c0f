"""The comparison that `mock-panel history --compare` prints."""

import json
from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from mock_panel.cli.attempt_records import data_output
from mock_panel.errors import InputError
from mock_panel.practice import comparing_words as in_words
from mock_panel.practice.comparing import Comparison, PartOf, check_alike, compare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_panel.bootstrap.services import Services
    from mock_panel.domain.attempts import Attempt, AttemptSummary
    from mock_panel.practice.review import MarkedSentence, Proof

COMPARE_SCHEMA = "mock-panel/compare@1"
_WIDTH = 100
"""Columns at most: longer lines are badly read."""


def print_comparison(services: "Services", named: tuple[str, str], form: str | None) -> None:
    """Compare two attempts, named by ids or by the beginnings of ids.

    Raises:
        InputError: there are no such two, or they have nothing in common.
    """
    if form == "csv":
        raise InputError("A comparison is no table", "Ask for --json, or for neither.")
    stored = services.attempts.summaries() if services.paths.has_data else ()
    one, other = (_attempt(services, stored, name) for name in named)
    check_alike(one, other, services.stories)
    comparison = compare(one, other)
    if form == "json":
        json.dump(document_of(comparison), data_output(), ensure_ascii=False)
        data_output().write("\n")
        return
    for line in _lines(comparison):
        click.echo(line)


def _attempt(services: "Services", stored: "Sequence[AttemptSummary]", name: str) -> "Attempt":
    found = [s.id for s in stored if name and s.id.startswith(name)]
    exact = [id_ for id_ in found if id_ == name] or found
    attempt = services.attempts.get(exact[0]) if len(exact) == 1 else None
    if attempt is None:
        raise InputError(
            f"{name!r}: {len(found)} attempts with such an id",
            "`mock-panel history` shows the ids; give enough letters of one.",
        )
    return attempt


def _lines(comparison: Comparison) -> Iterator[str]:
    before, after = comparison.before, comparison.after
    yield from wrap(after.question.text, _WIDTH)
    if before.question.text != after.question.text:
        yield from wrap(f"Before: {before.question.text}", _WIDTH)
    yield ""
    yield f"before  {in_words.attempt_words(before)}"
    yield f"after   {in_words.attempt_words(after)}"
    yield f"level   {in_words.level_change(comparison)}"
    yield ""
    for change in comparison.parts:
        told = (in_words.part_words(change.part, of) for of in (change.before, change.after))
        yield f"{change.part.value:<10}  {'  ->  '.join(told)}"
    if note := in_words.seconds_note(comparison):
        yield note
    for label, told_so in in_words.evidence_lines(comparison):
        yield from _hanging(f"{label:<8}", told_so)
    yield ""
    yield f"{in_words.counts_words(comparison)}   ({in_words.LEGEND})"
    for pair in comparison.pairs:
        yield from _hanging(f"{pair.change.mark} {in_words.letters(pair):<4}", pair.words)
        if pair.was:
            yield from _hanging(" " * 6, f"was: {pair.was}")


def _hanging(lead: str, text: str) -> list[str]:
    return wrap(text, _WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead))


def document_of(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain values."""
    return {
        "schema": COMPARE_SCHEMA,
        "before": _attempt_document(comparison.before),
        "after": _attempt_document(comparison.after),
        "parts": {
            change.part.value: {
                "before": _part_document(change.before), "after": _part_document(change.after)
            }
            for change in comparison.parts
        },
        "seconds_are_measured": comparison.is_measured,
        "gained": [_proof_document(proof) for proof in comparison.gained],
        "lost": [_proof_document(proof) for proof in comparison.lost],
        "competencies_gained": list(comparison.competencies_gained),
        "competencies_lost": list(comparison.competencies_lost),
        "sentences": [
            {
                "change": pair.change.value,
                "before": _sentence_document(pair.before),
                "after": _sentence_document(pair.after),
            }
            for pair in comparison.pairs
        ],
    }  # fmt: skip


def _attempt_document(attempt: "Attempt") -> dict[str, Any]:
    return {
        "id": attempt.id,
        "at": attempt.started_at.isoformat(),
        "question": attempt.question.text,
        "level": attempt.report.level if attempt.report else None,
        "seconds": attempt.timing.answer,
        "words": len(attempt.full_text.split()),
    }


def _part_document(of: PartOf) -> dict[str, Any]:
    found = of.found.value if of.found is not None else None
    return {"found": found, "words": of.words, "seconds": of.seconds}


def _proof_document(proof: "Proof") -> dict[str, Any]:
    return {"what": proof.title, "quote": proof.quote, "span": [proof.span.start, proof.span.end]}


def _sentence_document(sentence: "MarkedSentence | None") -> dict[str, Any] | None:
    if sentence is None:
        return None
    span = [sentence.span.start, sentence.span.end]
    return {"part": sentence.part.value, "text": sentence.text, "span": span}
