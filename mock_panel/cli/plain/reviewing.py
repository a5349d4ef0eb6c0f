"""The review of an answer in plain words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from mock_panel.cli.plain.delivery import delivery_said
from mock_panel.cli.plain.lines import Lines, as_sentence
from mock_panel.domain.attempts import Attempt, SelfRating
from mock_panel.domain.parts import Part
from mock_panel.domain.scores import ScoreReport
from mock_panel.errors import StorageError
from mock_panel.practice.held_down import held_words_of
from mock_panel.practice.ports.sound import DeliveryMeter
from mock_panel.practice.rehearsal import Rehearsal
from mock_panel.practice.review import (
    PartProofs,
    level_words,
    marked_sentences,
    not_scored_words,
    part_proofs,
    previous_words,
    rounded_words,
    understanding_words,
)
from mock_panel.practice.timing import seconds_aloud, verdict_aloud
from mock_panel.practice.transcripts import words_by


def say_review(
    lines: Lines, rehearsal: Rehearsal, attempt: Attempt, measure: DeliveryMeter | None = None
) -> None:
    """Say the review of a stored attempt.

    Args:
        lines: to say it on.
        rehearsal: where the attempts are.
        attempt: what is reviewed.
        measure: how an answer was said; None where nobody can have spoken.
    """
    previous: Attempt | None = None
    delivery: tuple[str, ...] = ()
    try:
        previous = rehearsal.attempts.previous(attempt.question.id, attempt.started_at)
        if measure is not None:
            delivery = tuple(delivery_said(attempt, rehearsal.attempts, measure))
    except StorageError as error:
        lines.warn(error.message)
    guide = _guide(rehearsal, attempt)
    held = held_words_of(attempt, rehearsal.bank)
    for line in review_lines(attempt, previous, guide, rehearsal.now(), delivery, held=held):
        lines.say(line)


def _guide(rehearsal: Rehearsal, attempt: Attempt) -> Mapping[Part, int]:
    try:
        return rehearsal.bank.preset(attempt.preset).guide
    except KeyError:
        return {}


def review_lines(
    attempt: Attempt,
    previous: Attempt | None,
    guide: Mapping[Part, int],
    now: datetime,
    delivery: Sequence[str] = (),
    *,
    held: str = "",
) -> Iterator[str]:
    """The review in reading order, one thing a line; lines are not yet wrapped.

    Args:
        attempt: what is reviewed.
        previous: the last attempt at the same question before it.
        guide: the preset's shares of the words in per cent: situation, action, result;
            empty where the bank no longer has the preset.
        now: to tell how long ago the previous one was.
        delivery: how it was said, in lines.
        held: what held the level down; empty where nothing did.
    """
    report = attempt.report
    yield f"Review: {level_words(attempt)}."
    beside = (rounded_words(attempt), held, *not_scored_words(attempt))
    yield from (words for words in beside if words)
    yield _time_line(attempt)
    if words := words_by(attempt):
        yield as_sentence(words)
    for sentence in marked_sentences(attempt):
        yield f"{'other' if sentence.part is Part.OTHER else sentence.part.letter}: {sentence.text}"
    if report is not None and report.is_scored:
        yield _shares_line(report, guide)
        for part in part_proofs(report, attempt.full_text):
            yield from _part_lines(part)
    if report is not None:
        for number, advice in enumerate(report.advice, start=1):
            yield f"Advice {number}: {advice.text}"
    yield from delivery
    yield _rating_line(attempt.self_rating)
    if attempt.self_rating is not None and report is not None and report.is_scored:
        yield _engine_line(report)
    before = previous_words(previous, now)
    yield f"{before[:1].upper()}{before[1:]}."
    if attempt.misunderstood:
        yield _understanding_line(attempt)


def _time_line(attempt: Attempt) -> str:
    seconds, first = attempt.timing.answer, attempt.timing.first_word
    line = (
        f"{attempt.mode.value.capitalize()} in {seconds_aloud(seconds)}, "
        f"{verdict_aloud(seconds, attempt.band)}."
    )
    return line if first is None else f"{line} First word after {seconds_aloud(first)}."


def _shares_line(report: ScoreReport, guide: Mapping[Part, int]) -> str:
    shares = {part: score.share for part, score in report.parts.items()}
    told = ", ".join(f"{part.value} {share:.0%}" for part, share in shares.items())
    other = max(0.0, 1 - sum(shares.values()))
    line = f"Of the words: {told}, other {other:.0%}."
    names = {Part.SITUATION: "situation and task"}
    wanted = ", ".join(f"{names.get(p, p.value)} {percent}%" for p, percent in guide.items())
    return f"{line} The guide: {wanted}." if guide else line


def _part_lines(part: PartProofs) -> Iterator[str]:
    yield f"{part.part.value.capitalize()}: {part.found.value}."
    quotes: dict[str, list[str]] = {}
    for proof in part.proofs:
        quotes.setdefault(proof.title, []).append(f'"{proof.quote}"')
    for title, words in quotes.items():
        yield f"Found: {title}, {', '.join(dict.fromkeys(words))}"
    if part.missing:
        yield f"Not found: {', '.join(part.missing)}."


def _rating_line(rating: SelfRating | None) -> str:
    if rating is None:
        return "You did not rate yourself."
    return (
        f"You rated yourself situation {rating.situation.value}, action {rating.action.value}, "
        f"result {rating.result.value}, level {rating.level}."
    )


def _understanding_line(attempt: Attempt) -> str:
    words = understanding_words(attempt)
    return f"{words[:1].upper()}{words[1:]}."


def _engine_line(report: ScoreReport) -> str:
    found = {part: score.found.value for part, score in report.parts.items()}
    return (
        f"The engine found situation {found[Part.SITUATION]}, action {found[Part.ACTION]}, "
        f"result {found[Part.RESULT]}, level {report.level}."
    )
