"""An attempt as its review tells it: marks, proofs, advice; shared by app and plain mode."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mock_panel.domain.attempts import Attempt, SelfRating
from mock_panel.domain.english import clock_face
from mock_panel.domain.parts import STORY_PARTS, Found, Part
from mock_panel.domain.questions import AnswerModel
from mock_panel.domain.scores import ScoreReport, Span
from mock_panel.practice.days import days_ago
from mock_panel.practice.timing import verdict
from mock_panel.scoring.reasons import REFUSALS
from mock_panel.scoring.signals import SIGNALS

SHOWN_PROOFS = 2
"""So many quotes for one thing; more would hide the rest."""


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence of the answer with the part it was taken for."""

    part: Part
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A thing that was found, and the words that prove it."""

    title: str
    quote: str
    span: Span


@dataclass(frozen=True, slots=True)
class PartProofs:
    """What was found of one part, and what of it was not."""

    part: Part
    found: Found
    proofs: tuple[Proof, ...]
    missing: tuple[str, ...]


def marked_sentences(attempt: Attempt) -> tuple[MarkedSentence, ...]:
    """The answer sentence by sentence; a timed attempt has none."""
    if attempt.report is None:
        return ()
    text = attempt.full_text
    return tuple(
        MarkedSentence(m.part, m.span, " ".join(m.span.of(text).split()))
        for m in attempt.report.sentences
    )


def part_proofs(report: ScoreReport, text: str) -> tuple[PartProofs, ...]:
    """Each part with its proofs, in telling order."""
    return tuple(_proofs_of(part, report, text) for part in STORY_PARTS)


def _proofs_of(part: Part, report: ScoreReport, text: str) -> PartProofs:
    proofs = []
    missing = []
    present = {s.id: s for s in report.signals if s.evidence}
    for signal_id, kind in SIGNALS.items():
        if kind.part is not part:
            continue
        if signal := present.get(signal_id):
            proofs += [
                Proof(kind.title, " ".join(span.of(text).split()), span)
                for span in signal.evidence[:SHOWN_PROOFS]
            ]
        elif kind.wanted:
            missing.append(kind.title)
    return PartProofs(part, report.parts[part].found, tuple(proofs), tuple(missing))


def prompt_names(model: AnswerModel | None) -> dict[Part, str]:
    """What the candidate's answer model calls each part; its own name where it has no slot."""
    names = {part: part.value for part in STORY_PARTS}
    if model is not None:
        for part in STORY_PARTS:
            if titles := [slot.title.lower() for slot in model.slots if slot.part is part]:
                names[part] = ", ".join(titles)
    return names


def level_words(attempt: Attempt) -> str:
    """The level as words, never as a bare number."""
    if attempt.report is None:
        return "timed, not scored"
    if attempt.report.level is None:
        return "not scored"
    return f"level {attempt.report.level} of 5 (practice)"


def rounded_words(attempt: Attempt) -> str:
    """That progress and boards count with less than the level; empty where they do not."""
    report = attempt.report
    if report is None or report.level is None or report.level_exact is None:
        return ""
    if report.level_exact >= report.level:
        return ""
    return f"Rounded up from {report.level_exact:.2f}; the board here and progress count that."


def not_scored_words(attempt: Attempt) -> tuple[str, str]:
    """Why there is no level, and what would give one; both empty where there is a level."""
    if attempt.report is None:
        return (
            "There are no words to score: the answer was timed and rated by you.",
            "Type or paste what you said to have it scored.",
        )
    if attempt.report.reason is None:
        return "", ""
    refusal = REFUSALS[attempt.report.reason]
    return refusal.why, refusal.mend


def time_words(attempt: Attempt) -> str:
    """Such as: 3:12, in band."""
    seconds = attempt.timing.answer
    return f"{clock_face(seconds)}, {verdict(seconds, attempt.band)}"


def rating_words(rating: SelfRating | None) -> str:
    """The candidate's own view in one line."""
    if rating is None:
        return "you did not rate yourself"
    return (
        f"you rated yourself  S {rating.situation.mark}  A {rating.action.mark}  "
        f"R {rating.result.mark}  level {rating.level}"
    )


def understanding_words(attempt: Attempt) -> str:
    """What the candidate says of the question after the answer."""
    if attempt.misunderstood:
        return "you had misunderstood the question"
    return "you had understood the question"


def previous_words(previous: Attempt | None, now: datetime) -> str:
    """When this question was answered before, and how."""
    if previous is None:
        return "first answer to this question"
    return f"last time {days_ago(previous.started_at, now)}: {level_words(previous)}"


def change_since(attempt: Attempt, previous: Attempt | None) -> str:
    """`▲ 1`, `▼ 2` or `=` against the previous attempt; empty where one has no level."""
    now = attempt.report.level if attempt.report else None
    then = previous.report.level if previous and previous.report else None
    if now is None or then is None:
        return ""
    if now == then:
        return "="
    return f"{'▲' if now > then else '▼'} {abs(now - then)}"


def open_probes(attempt: Attempt, bank_probes: Sequence[str] = ()) -> tuple[str, ...]:
    """Probes worth answering next: those of the advice, then the bank's for missing parts."""
    if attempt.report is None:
        return ()
    answered = {c.probe for c in attempt.continuations}
    wanted = [a.probe for a in attempt.report.advice if a.probe]
    return tuple(p for p in dict.fromkeys([*wanted, *bank_probes]) if p not in answered)
