"""The review of an answer in plain words."""

from collections.abc import Iterator
from datetime import datetime

from mock_panel.domain.attempts import Attempt, SelfRating
from mock_panel.domain.parts import Part
from mock_panel.practice.review import (
    level_words,
    marked_sentences,
    not_scored_words,
    part_proofs,
    previous_words,
)
from mock_panel.practice.timing import seconds_aloud, verdict


def review_lines(attempt: Attempt, previous: Attempt | None, now: datetime) -> Iterator[str]:
    """The review in reading order, one thing a line; lines are not yet wrapped."""
    seconds = attempt.timing.answer
    yield (
        f"Review: {level_words(attempt)}; {attempt.mode.value}, {seconds_aloud(seconds)}, "
        f"{verdict(seconds, attempt.band)}."
    )
    yield from (words for words in not_scored_words(attempt) if words)
    if attempt.timing.first_word is not None:
        yield f"First word after {seconds_aloud(attempt.timing.first_word)}."
    for sentence in marked_sentences(attempt):
        yield f"{_letter(sentence.part)}: {sentence.text}"
    if attempt.report is not None and attempt.report.is_scored:
        yield from _part_lines(attempt)
    yield _rating_line(attempt.self_rating)
    before = previous_words(previous, now)
    yield f"{before[:1].upper()}{before[1:]}."
    if attempt.report is not None:
        for number, advice in enumerate(attempt.report.advice, start=1):
            yield f"Advice {number}: {advice.text}"


def _letter(part: Part) -> str:
    return "other" if part is Part.OTHER else part.letter


def _part_lines(attempt: Attempt) -> Iterator[str]:
    report = attempt.report
    if report is None:
        return
    for part in part_proofs(report, attempt.full_text):
        share = report.parts[part.part].share
        yield f"{part.part.value.capitalize()} {part.found.value}, {share:.0%} of the words."
        for proof in part.proofs:
            yield f'{proof.title}: "{proof.quote}"'
        if part.missing:
            yield f"Not found: {', '.join(part.missing)}."


def _rating_line(rating: SelfRating | None) -> str:
    if rating is None:
        return "You did not rate yourself."
    return (
        f"You rated yourself situation {rating.situation.value}, action {rating.action.value}, "
        f"result {rating.result.value}, level {rating.level}."
    )
