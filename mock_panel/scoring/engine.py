"""Text in, report out: pure, the same for the same text, every mark with its evidence."""

from collections import Counter
from collections.abc import Sequence

from mock_panel.domain.parts import STORY_PARTS, AnswerMode, Found, Ownership, Part
from mock_panel.domain.questions import QuestionType
from mock_panel.domain.scores import (
    PartScore,
    Reason,
    ScoreReport,
    ScoreStatus,
    SentenceMark,
)
from mock_panel.scoring.acts import ActKind
from mock_panel.scoring.advice import advise
from mock_panel.scoring.evidence import gather
from mock_panel.scoring.guards import is_stuffed, refusal
from mock_panel.scoring.levels import level, part_found
from mock_panel.scoring.marked import MarkedAnswer
from mock_panel.scoring.marker import mark
from mock_panel.scoring.ownership import ownership
from mock_panel.scoring.prompt import Prompt
from mock_panel.scoring.signals import SIGNALS

__all__ = ["ENGINE_VERSION", "Prompt", "score"]

ENGINE_VERSION = "0.1.0"
"""Changes whenever any text could get another report."""

NO_PROMPT = Prompt()


def score(
    text: str,
    *,
    prompt: Prompt | None = None,
    mode: AnswerMode = AnswerMode.TYPED,
    seconds: float | None = None,
    sentences: Sequence[str] | None = None,
    answer_id: str | None = None,
) -> ScoreReport:
    """Score one answer.

    Args:
        text: the answer; all offsets of the report are code points into it.
        prompt: what was asked, if it is known.
        mode: how it was given; speech is read with its fillers dropped either way.
        seconds: how long it took; delivery is no part of the score.
        sentences: the answer as the caller has split it; those spans are labelled then.
        answer_id: handed back in the report.

    Raises:
        ValueError: the sentences, joined by one space, are not the text.
    """
    del mode, seconds
    asked = prompt or NO_PROMPT
    answer = mark(text, asked.text, sentences)
    reason = refusal(answer, asked.text)
    if reason is not None:
        return _not_scored(answer, reason, answer_id)
    evidence = gather(answer, imagined=_is_imagined(answer, prompt))
    who = ownership(answer)
    levelled = level(answer, evidence, who, stuffed=is_stuffed(answer))
    found = part_found(answer, evidence)
    return ScoreReport(
        id=answer_id,
        engine=ENGINE_VERSION,
        status=ScoreStatus.SCORED,
        reason=None,
        level=levelled.level,
        level_exact=levelled.exact,
        parts={part: PartScore(found[part], answer.share(part)) for part in STORY_PARTS},
        sentences=_marks(answer),
        ownership=who,
        quantified_result="result.measure" in evidence.signals,
        signals=tuple(evidence.signals[name] for name in SIGNALS if name in evidence.signals),
        competencies=(),
        advice=advise(answer, evidence, levelled, asked),
    )


def _is_imagined(answer: MarkedAnswer, prompt: Prompt | None) -> bool:
    """Whether "I would" is an act: the question asks so, or none is known and most acts are."""
    if prompt is not None:
        return prompt.type is QuestionType.SITUATIONAL
    kinds = Counter(act.kind for s in answer.of(Part.ACTION) for act in s.look.acts)
    return kinds[ActKind.IMAGINED] > kinds[ActKind.OWNED] + kinds[ActKind.SHARED]


def _marks(answer: MarkedAnswer) -> tuple[SentenceMark, ...]:
    return tuple(SentenceMark(s.span, s.part, s.confidence) for s in answer.sentences)


def _not_scored(answer: MarkedAnswer, reason: Reason, answer_id: str | None) -> ScoreReport:
    """A refusal: sentences are shown as other, because no part was looked for."""
    return ScoreReport(
        id=answer_id,
        engine=ENGINE_VERSION,
        status=ScoreStatus.NOT_SCORED,
        reason=reason,
        level=None,
        level_exact=None,
        parts={part: PartScore(Found.ABSENT, 0.0) for part in STORY_PARTS},
        sentences=tuple(SentenceMark(s.span, Part.OTHER, 1.0) for s in answer.sentences),
        ownership=Ownership.NONE,
        quantified_result=False,
        signals=(),
        competencies=(),
        advice=(),
    )
