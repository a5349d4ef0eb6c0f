"""What was asked: as much of a question as scoring needs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from mock_panel.domain.frameworks import Framework
from mock_panel.domain.parts import Part
from mock_panel.domain.questions import Question, QuestionType
from mock_panel.scoring.competency_cues import competencies_of_ecq


@dataclass(frozen=True, slots=True)
class Prompt:
    """The question behind an answer."""

    text: str = ""
    type: QuestionType = QuestionType.BEHAVIORAL
    asks: tuple[str, ...] = ()
    """The parts of a question that has several."""
    probes: Mapping[Part, tuple[str, ...]] = field(default_factory=dict)
    competencies: frozenset[str] | None = None
    """Ids of the competencies that may be claimed; None for all."""
    meant: frozenset[str] = frozenset()
    """Ids of those that the question is meant to bring out."""

    @classmethod
    def of(cls, question: Question, framework: Framework | None = None) -> "Prompt":
        """The prompt of a question of the bank, within its framework."""
        ids = frozenset(c.id for c in framework.competencies) if framework else None
        meant = frozenset(question.competencies)
        if framework:
            meant |= {c.id for c in framework.ecq(question.ecq).competencies}
        return cls(question.text, question.type, question.asks, question.probes, ids, meant)

    @classmethod
    def worded(cls, text: str, ecq: str | None = None) -> "Prompt":
        """A prompt from its wording alone; type and parts are read off the wording.

        Args:
            text: the question.
            ecq: the id or the title of its ECQ, if that is known.
        """
        ids, meant = competencies_of_ecq(ecq) if ecq else (None, frozenset())
        return cls(text, _type_of(text), _asks_of(text), competencies=ids, meant=meant)


_WOULD = re.compile(
    r"\b(?:would|will|might|should) you(?:r \w+)?\b"
    r"|\bhow (?:do|will) you (?:plan|intend|expect|respond)\b"
    r"|\bwhat (?:do|will) you do\b|\b(?:imagine|suppose)\b"
)
_PAST = re.compile(
    r"\b(?:tell (?:us|me)|describe|give (?:us|me|an)|share|talk about|walk (?:us|me) through)\b"
    r"|\b(?:did|have|were|was|had) you\b|\btime (?:when|that|you)\b|\bexample\b"
)
_SCENE = re.compile(
    r"\b(?:imagine|suppose)\b|would you(?:r \w+)? do\b"
    r"|[.] (?:and )?(?:what|how|whom?|where) would you\b"
)
"""A scene, and then what one would do in it."""
_VIEW = re.compile(
    r"\bwhy (?:do|are|should|would) (?:you|we)\b|\bwhy (?:this|the) \w+(?: \w+)?[?]"
    r"|\bmeans? to you\b|\babout yourself\b|\bintroduce yourself\b"
    r"|\byour (?:\w+ ){0,2}(?:views?|opinion|philosophy|vision|style|strengths?|weakness(?:es)?"
    r"|motivation)\b"
    r"|\b(?:do you (?:think|believe)|in your (?:view|opinion))\b"
    r"|\bwhat (?:draws|drew|attracts|attracted|motivates) you\b"
    r"|\banything (?:else |more )?(?:that )?you (?:would|want|wish)\b"
    r"|\bwhat would you (?:like to )?(?:add|ask us|know)\b"
    r"|\bwould your \w+ (?:say|describe|tell|call|characteri[sz]e)\b"
)
"""It asks for a view, a reason or oneself."""
_ONE_CASE = re.compile(
    r"\btime (?:when|that|you)\b|\b(?:example|instance|situation|occasion)\b"
    r"|\b(?:did|have|had|were) you\b|\byou (?:led|made|had|did|were)\b"
)
"""And yet something that was done is wanted."""
_OPENING = re.compile(
    r"^(?:and |then |also )*(?:what|how|who|whom|why|which|where|when|did|was|were)\b"
)


def _type_of(text: str) -> QuestionType:
    """What the words ask for: a view, something done, or what one would do.

    A scene comes before a view ("What do you think, and what would you do?"), and something done
    before what one would do, unless a scene is set.
    """
    lowered = " ".join(text.lower().split())
    if _VIEW.search(lowered) and not (_ONE_CASE.search(lowered) or _SCENE.search(lowered)):
        return QuestionType.VIEWPOINT
    if not _WOULD.search(lowered):
        return QuestionType.BEHAVIORAL
    if _PAST.search(lowered) and not _SCENE.search(lowered):
        return QuestionType.BEHAVIORAL
    return QuestionType.SITUATIONAL


def _asks_of(text: str) -> tuple[str, ...]:
    """The questions within a question: "What stood in the way, and what came of it?"."""
    asks = [
        clause.strip()
        for sentence in re.findall(r"[^.?!]+\?", text)
        for clause in re.split(r",\s+(?:and\s+)?|;\s+|\s+and\s+(?=(?:what|how|who|why|which)\b)",
                               sentence.strip().rstrip("?"))
    ]  # fmt: skip
    asks = [ask for ask in asks if _OPENING.match(ask.lower())]
    return tuple(asks) if len(asks) > 1 or (asks and len(text) > len(asks[0]) + 2) else ()
