"""Text in, report out: pure, the same for the same text, every mark with its evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mock_panel.domain.parts import STORY_PARTS, AnswerMode, Found, Ownership, Part
from mock_panel.domain.questions import QuestionType
from mock_panel.domain.scores import (
    CompetencyShown,
    PartScore,
    Reason,
    ScoreReport,
    ScoreStatus,
    SentenceMark,
    Signal,
)
from mock_panel.scoring.advice import advise
from mock_panel.scoring.answer_type import AnswerType, answer_type
from mock_panel.scoring.asks import Asked, answered_asks
from mock_panel.scoring.competencies import LEAST_LEVEL, competencies_shown
from mock_panel.scoring.evidence import gather
from mock_panel.scoring.executive import executive_signals
from mock_panel.scoring.facts import Facts
from mock_panel.scoring.guards import is_stuffed, refusal
from mock_panel.scoring.levels import (
    Levelled,
    facts_of,
    has_no_example,
    level,
    parts_found,
)
from mock_panel.scoring.marked import MarkedAnswer, as_told
from mock_panel.scoring.marker import mark
from mock_panel.scoring.ownership import ownership
from mock_panel.scoring.prompt import Prompt
from mock_panel.scoring.signals import SIGNALS

__all__ = ["ENGINE_VERSION", "Assessment", "Prompt", "assess", "score"]

ENGINE_VERSION = "1.0.0"
"""Changes whenever any text could get another report."""

NO_PROMPT = Prompt()

_SHOWN_UNSCORED = {Reason.TOO_SHORT, Reason.OFF_TOPIC, Reason.NO_ANSWER}
"""Refusals of what is English and the candidate's own: its sentences are marked all the same."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """All that led to a report: what `score` works with and `explain` tells."""

    answer: MarkedAnswer
    told: MarkedAnswer
    """The same, each sentence weighed with its place."""
    reason: Reason | None
    kind: AnswerType
    facts: Facts
    """What the level is made of; the order of the sentences plays no part in it."""
    signals: Mapping[str, Signal]
    """What the answer shows as it was told."""
    parts: Mapping[Part, Found]
    asked: tuple[Asked, ...]
    levelled: Levelled


def score(
    text: str,
    *,
    prompt: Prompt | None = None,
    mode: AnswerMode = AnswerMode.TYPED,
    seconds: float | None = None,
    sentences: Sequence[str] | None = None,
    answer_id: str | None = None,
    year: int | None = None,
) -> ScoreReport:
    """Score one answer.

    Args:
        text: the answer; all offsets of the report are code points into it.
        prompt: what was asked, if it is known.
        mode: how it was given; speech is read with its fillers dropped either way.
        seconds: how long it took; delivery is no part of the score.
        sentences: the answer as the caller has split it; those spans are labelled then.
        answer_id: handed back in the report.
        year: the year in which it was given, to tell an old example; no part of the level.

    Raises:
        ValueError: the sentences, joined by one space, are not the text.
    """
    del mode, seconds
    found = assess(text, prompt=prompt, sentences=sentences, year=year)
    return report_of(found, prompt=prompt, answer_id=answer_id)


def report_of(
    found: Assessment, *, prompt: Prompt | None = None, answer_id: str | None = None
) -> ScoreReport:
    """What is told of an assessed answer; arguments as for `score`."""
    if found.reason is not None:
        return _not_scored(found, answer_id)
    answer, asked = found.answer, prompt or NO_PROMPT
    return ScoreReport(
        id=answer_id,
        engine=ENGINE_VERSION,
        status=ScoreStatus.SCORED,
        reason=None,
        level=found.levelled.level,
        level_exact=found.levelled.exact,
        parts={part: PartScore(found.parts[part], answer.share(part)) for part in STORY_PARTS},
        sentences=_marks(answer),
        ownership=ownership(answer),
        quantified_result="result.measure" in found.signals
        and not has_no_example(found.facts, found.kind),
        signals=tuple(found.signals[name] for name in SIGNALS if name in found.signals),
        competencies=_competencies(found, asked),
        advice=advise(
            found.told,
            found.facts,
            found.kind,
            signals=found.signals,
            asked=found.asked,
            prompt=asked,
        ),
    )


def assess(
    text: str,
    *,
    prompt: Prompt | None = None,
    sentences: Sequence[str] | None = None,
    year: int | None = None,
) -> Assessment:
    """Mark, gather and level; arguments and errors as for `score`."""
    answer = mark(text, prompt, sentences)
    told = as_told(answer)
    asked = prompt or NO_PROMPT
    view, stuffed = asked.type is QuestionType.VIEWPOINT, is_stuffed(answer)
    facts = facts_of(gather(answer), stuffed=stuffed, view_asked=view)
    shown = gather(told)
    signals = {**shown.signals, **executive_signals(answer, year)}
    met = answered_asks(answer, asked.asks, signals)
    if spoken_to := [m for m in met if m.evidence]:
        spans = tuple(sorted({m.evidence[0] for m in spoken_to}))
        signals["answer.asks"] = Signal("answer.asks", float(len(spoken_to)), spans)
    kind = answer_type(answer)
    example = not has_no_example(facts, kind)
    return Assessment(
        answer,
        told,
        refusal(answer, asked.text),
        kind,
        facts,
        signals,
        parts_found(answer, facts_of(shown, stuffed=stuffed, view_asked=view), example=example),
        met,
        level(facts, kind),
    )


def _competencies(found: Assessment, asked: Prompt) -> tuple[CompetencyShown, ...]:
    if found.levelled.level < LEAST_LEVEL:
        return ()
    return competencies_shown(found.told, asked.competencies, asked.meant, asked.text)


def _marks(answer: MarkedAnswer) -> tuple[SentenceMark, ...]:
    return tuple(SentenceMark(s.span, s.part, s.confidence) for s in answer.sentences)


def _not_scored(found: Assessment, answer_id: str | None) -> ScoreReport:
    """A refusal; what cannot be read as an answer at all has no sentence marked."""
    marks = _marks(found.answer)
    if found.reason not in _SHOWN_UNSCORED:
        marks = tuple(SentenceMark(mark.span, Part.OTHER, 1.0) for mark in marks)
    return ScoreReport(
        id=answer_id,
        engine=ENGINE_VERSION,
        status=ScoreStatus.NOT_SCORED,
        reason=found.reason,
        level=None,
        level_exact=None,
        parts={part: PartScore(Found.ABSENT, 0.0) for part in STORY_PARTS},
        sentences=marks,
        ownership=Ownership.NONE,
        quantified_result=False,
        signals=(),
        competencies=(),
        advice=(),
    )
