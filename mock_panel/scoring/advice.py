"""What would raise the level, the most useful first, in at most five pieces.

Each piece quotes the candidate's own words where there are any to quote, names the next
step, and carries a probe: the question's own for that part if it has one, else a neutral one.
"""

from dataclasses import dataclass

from mock_panel.domain.parts import Part
from mock_panel.domain.scores import Advice, Span
from mock_panel.scoring.evidence import Evidence
from mock_panel.scoring.levels import Levelled
from mock_panel.scoring.marked import MarkedAnswer
from mock_panel.scoring.prompt import Prompt

MOST = 5
_QUOTED_CHARACTERS = 60

NEUTRAL_PROBES: dict[Part, str] = {
    Part.SITUATION: "What was the situation, and what was at stake?",
    Part.TASK: "What were you yourself asked to achieve?",
    Part.ACTION: "What did you do yourself, step by step?",
    Part.RESULT: "What came of it, and how do you know?",
}
"""Asked where the question brings no probe of its own."""


def quote(text: str, span: Span) -> str:
    """Words of the answer on one line, cut at a word where they are long."""
    words = " ".join(span.of(text).split()).rstrip(".,;:")
    if len(words) <= _QUOTED_CHARACTERS:
        return f"“{words}”"
    cut = words[: _QUOTED_CHARACTERS + 1].rsplit(" ", 1)[0][:_QUOTED_CHARACTERS]
    return f"“{cut} …”"


def advise(
    answer: MarkedAnswer, evidence: Evidence, levelled: Levelled, prompt: Prompt
) -> tuple[Advice, ...]:
    """Advice for a scored answer."""
    probes = _Probes(prompt)
    pieces: list[Advice] = []
    for gap in (*levelled.missing, *_finer(evidence, levelled)):
        part, text = _words(gap, answer, evidence)
        if text not in {piece.text for piece in pieces}:
            pieces.append(Advice(part, text, probes.next(part)))
        if len(pieces) == MOST:
            break
    return tuple(pieces)


class _Probes:
    """Hands out each probe once."""

    def __init__(self, prompt: Prompt) -> None:
        self._left = {
            part: [*prompt.probes.get(part, ()), neutral]
            for part, neutral in NEUTRAL_PROBES.items()
        }

    def next(self, part: Part) -> str | None:
        left = self._left.get(part)
        return left.pop(0) if left else None


def _finer(evidence: Evidence, levelled: Levelled) -> list[str]:
    """Smaller lacks that are worth mending once the level's own are named."""
    lacks = {
        "no_measure": "result.measure",
        "no_before": "result.change",
        "no_charge": "task.charge",
        "no_obstacle": "action.obstacle",
        "no_reason": "action.reason",
        "no_when": "situation.when",
    }
    if levelled.level == 1:
        return []
    found = [gap for gap, signal in lacks.items() if signal not in evidence.signals]
    if "no_result" in levelled.missing:
        found = [gap for gap in found if gap not in {"no_measure", "no_before"}]
    if evidence.count("action.shared_act") >= 2:
        found.insert(0, "some_we")
    return found


@dataclass(frozen=True, slots=True)
class _Tip:
    """One piece of advice: `lead` takes a quotation; without one, the step stands alone."""

    part: Part
    lead: str
    quoted: tuple[str, ...]
    """Signals to quote the first evidence of, or `result` or `said`; the first that exists."""
    step: str


_TIPS: dict[str, _Tip] = {
    "stuffed": _Tip(
        Part.ACTION, "", (), "tell what happened in whole sentences; a list of words shows nothing."
    ),
    "no_example": _Tip(
        Part.SITUATION,
        "{} is general:",
        ("said",),
        "choose one event, say when and where it was, and then what you did.",
    ),
    "no_action": _Tip(
        Part.ACTION, "", (), "tell what you did: three or four steps, each beginning with “I”."
    ),
    "not_yours": _Tip(
        Part.ACTION,
        "Where you say {},",
        ("action.shared_act", "action.passive_act"),
        "say what you yourself decided, did or arranged.",
    ),
    "some_we": _Tip(
        Part.ACTION, "Where you say {},", ("action.shared_act",), "name your own share in it."
    ),
    "no_result": _Tip(
        Part.RESULT,
        "After {},",
        ("action.owned_act", "action.shared_act", "action.passive_act"),
        "say what came of it, with a number if you have one.",
    ),
    "no_situation": _Tip(
        Part.SITUATION, "Before {},", ("action.owned_act",), "say where it was and what was wrong."
    ),
    "few_acts": _Tip(
        Part.ACTION,
        "After {},",
        ("action.owned_act",),
        "say what you did next, and whom you dealt with.",
    ),
    "no_measure": _Tip(
        Part.RESULT, "For {},", ("result",), "give a measure: how many, how much, how soon."
    ),
    "no_stakes": _Tip(
        Part.SITUATION, "", (), "say what was wrong, and what hung on putting it right."
    ),
    "more_acts": _Tip(
        Part.ACTION,
        "Beside {},",
        ("action.owned_act",),
        "tell one more step of yours, or an obstacle that you met.",
    ),
    "not_lasting": _Tip(
        Part.RESULT, "For {},", ("result",), "say whether it lasted, and who else took it up."
    ),
    "no_before": _Tip(
        Part.RESULT, "For {},", ("result",), "put the starting point beside the end point."
    ),
    "no_charge": _Tip(
        Part.TASK,
        "Before {},",
        ("action.owned_act",),
        "say what you were asked, or set yourself, to reach.",
    ),
    "no_obstacle": _Tip(
        Part.ACTION, "", (), "tell who or what stood in the way, and how you dealt with it."
    ),
    "no_reason": _Tip(
        Part.ACTION,
        "For {},",
        ("action.owned_act",),
        "say why you chose that and not something else.",
    ),
    "no_when": _Tip(Part.SITUATION, "", (), "say when it was."),
}
"""By gap: those of `levels.GAPS` and the finer ones here."""


def _words(gap: str, answer: MarkedAnswer, evidence: Evidence) -> tuple[Part, str]:
    """The part that a gap belongs to, and what to say of it."""
    tip = _TIPS[gap]
    for source in tip.quoted:
        span = _span(source, answer, evidence)
        if span:
            lead = tip.lead.format(quote(answer.text, span))
            return tip.part, f"{lead} {tip.step}"
    return tip.part, tip.step[0].upper() + tip.step[1:]


def _span(source: str, answer: MarkedAnswer, evidence: Evidence) -> Span | None:
    if source == "said":
        return next((s.span for s in answer.sentences if s.void is None), None)
    if source == "result":
        results = answer.of(Part.RESULT)
        return results[-1].span if results else None
    signal = evidence.signals.get(source)
    return signal.evidence[0] if signal else None
