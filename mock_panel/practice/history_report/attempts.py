"""One answer in full: its question, its sentences with their marks, what was found, what next."""

from collections.abc import Iterator, Mapping

from mock_panel.domain.attempts import Attempt, SelfRating
from mock_panel.domain.delivery import Delivery
from mock_panel.domain.english import day_and_time
from mock_panel.domain.ids import EcqId, FrameworkId
from mock_panel.domain.parts import Part
from mock_panel.domain.scores import Advice, ScoreReport
from mock_panel.handout.page import each, paragraphs, said, words
from mock_panel.practice.delivery_words import delivery_lines
from mock_panel.practice.history_report.tables import table
from mock_panel.practice.review import (
    MarkedSentence,
    PartProofs,
    level_words,
    marked_sentences,
    not_scored_words,
    part_proofs,
    time_words,
)

Titles = Mapping[tuple[FrameworkId, EcqId], str]
"""The short title of each ECQ of each framework."""


def attempt_markup(
    attempt: Attempt, titles: Titles, delivery: Delivery | None, *, with_words: bool
) -> str:
    """An answer that is closed until somebody opens it.

    Args:
        attempt: in full.
        titles: of the ECQs.
        delivery: how it was said, if it was recorded.
        with_words: whether the candidate's words are in it.
    """
    return (
        f'<details class="attempt"><summary>{_head(attempt, titles)}</summary>\n'
        f'<p class="question" dir="auto">{words(attempt.question.text)}</p>\n'
        f"{''.join(_body(attempt, delivery, with_words=with_words))}</details>"
    )


def _head(attempt: Attempt, titles: Titles) -> str:
    question = attempt.question
    told = (
        titles.get((question.framework, question.ecq), question.ecq),
        level_words(attempt),
        time_words(attempt),
        attempt.mode.value,
    )
    return (
        f'<span class="figure">{day_and_time(attempt.started_at)}</span> · '
        f'<span class="quiet">{" · ".join(map(words, told))}</span>'
    )


def _body(attempt: Attempt, delivery: Delivery | None, *, with_words: bool) -> Iterator[str]:
    why, _ = not_scored_words(attempt)
    yield paragraphs([why] if why else [], "notice")
    if with_words:
        yield _answer(attempt)
    if attempt.report is not None and attempt.report.is_scored:
        yield _parts(attempt.report, attempt.full_text, with_words=with_words)
    yield paragraphs([_self_words(attempt.self_rating)], "quiet")
    if attempt.misunderstood:
        yield paragraphs(["The candidate had misunderstood the question."], "quiet")
    if with_words and attempt.note:
        yield f'<p class="quiet">Notes while speaking: {said(attempt.note)}</p>'
    if attempt.report is not None and attempt.report.advice:
        yield _advice(attempt.report.advice, with_words=with_words)
    if delivery is not None:
        yield _delivery(delivery)


def _answer(attempt: Attempt) -> str:
    sentences = marked_sentences(attempt)
    if not sentences:
        return paragraphs(line for line in attempt.full_text.splitlines() if line.strip())
    probes = each(
        lambda given: f'<p class="small quiet" dir="auto">Asked on: {words(given.probe)}</p>',
        attempt.continuations,
    )
    return f'<div class="said">{each(_sentence, sentences)}</div>{probes}'


def _sentence(sentence: MarkedSentence) -> str:
    part = sentence.part
    letter = f'<b class="{part.value}" title="{part.value}">{part.letter}</b>'
    return f'<p dir="auto">{letter}{words(sentence.text)}</p>'


def _parts(report: ScoreReport, text: str, *, with_words: bool) -> str:
    heads = ("Part", "Found", "Share") + (("Proof",) if with_words else ())
    rows = (
        (
            proofs.part.value.capitalize(),
            f"{proofs.found.mark} {proofs.found.value}",
            f"{report.parts[proofs.part].share:.0%}",
            *((_proof_words(proofs),) if with_words else ()),
        )
        for proofs in part_proofs(report, text)
    )
    return table(heads, rows, "found")


def _proof_words(proofs: PartProofs) -> str:
    told = [f"{proof.title}: “{proof.quote}”" for proof in proofs.proofs]
    if proofs.missing:
        told.append(f"not found: {', '.join(proofs.missing)}")
    return "; ".join(told)


def _self_words(rating: SelfRating | None) -> str:
    if rating is None:
        return "Own rating: none."
    return (
        f"Own rating, before the score was shown: situation {rating.situation.value}, action "
        f"{rating.action.value}, result {rating.result.value}, level {rating.level} of 5."
    )


def _advice(pieces: tuple[Advice, ...], *, with_words: bool) -> str:
    """Advice quotes the answer, so that only its probe is left without the answer's words."""

    def piece(advice: Advice) -> str:
        part = "" if advice.part is Part.OTHER else f"{advice.part.value.capitalize()}: "
        told = f"{part}{advice.text}" if with_words else part.removesuffix(": ")
        probe = f'<br><span class="quiet">“{words(advice.probe)}”</span>' if advice.probe else ""
        return f'<li dir="auto">{words(told)}{probe}</li>'

    return f"<details><summary>Advice</summary><ol>{each(piece, pieces)}</ol></details>"


def _delivery(delivery: Delivery) -> str:
    rows = ((line.label.capitalize(), line.text) for line in delivery_lines(delivery))
    return (
        f"<details><summary>Delivery</summary>{table(('Measure', 'What it was'), rows)}</details>"
    )
