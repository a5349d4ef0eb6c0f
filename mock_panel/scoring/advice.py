"""What would raise the level, the most useful first, in at most five pieces.

For every piece of advice the level is worked out again as if it had been followed; the gain
orders them. What no condition counts, such as a part of the question passed over, has a fixed
place among them. Each piece quotes the candidate's own words where there are any to quote, names
the next step, and carries a probe: the question's own for that part if it has one, else a
neutral one. The same answer gets the same advice.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from mock_panel.domain.parts import STORY_PARTS, Part
from mock_panel.domain.scores import Advice, Signal, Span
from mock_panel.scoring.answer_type import AnswerType
from mock_panel.scoring.asks import Asked
from mock_panel.scoring.facts import Facts
from mock_panel.scoring.levels import standing, worths
from mock_panel.scoring.marked import MarkedAnswer
from mock_panel.scoring.prompt import Prompt

MOST = 5
_QUOTED_CHARACTERS = 60
_LEAST_GAIN = 0.005
_MOST_OF_A_PART = 2
"""Advice on one part alone would leave the others as they are."""
_FIRST_OF_ALL = frozenset({"answer.example", "answer.stuffed"})
"""Without these nothing else helps."""
_OF_WHAT_HAPPENED = frozenset({"situation.when", "answer.lesson"})
"""What one would do has no date and has taught nothing yet."""
_ASKS_FOR_ACTS = frozenset({"action.acts", "action.owned_act"})
_NOT_MINE, _MOSTLY = "action.not_mine_share", 0.5
"""From this share of acts of others on, it is asked whose they were, not for more of them."""

NEUTRAL_PROBES: dict[Part, str] = {
    Part.SITUATION: "What was the situation, and what was at stake?",
    Part.TASK: "What were you yourself asked to achieve?",
    Part.ACTION: "What did you do yourself, step by step?",
    Part.RESULT: "What came of it, and how do you know?",
}
"""Asked where the question brings no probe of its own."""
_NEUTRAL_WOULD: dict[Part, str] = {
    Part.SITUATION: "What is the situation, and what is at stake?",
    Part.TASK: "What would you set yourself to reach?",
    Part.ACTION: "What would you do yourself, step by step?",
    Part.RESULT: "What would you expect to come of it, and how would you know?",
}
"""The same where it was asked what one would do."""


@cache
def _abbreviated() -> re.Pattern[str]:
    """Ends in stops of its own: "at 6 a.m."."""
    return re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}$")


def quote(text: str, span: Span) -> str:
    """Words of the answer on one line, cut at a word where they are long."""
    words = " ".join(span.of(text).split())
    if not _abbreviated().search(words):
        words = words.rstrip(".,;:")
    if len(words) <= _QUOTED_CHARACTERS:
        return f"“{words}”"
    cut = words[: _QUOTED_CHARACTERS + 1].rsplit(" ", 1)[0][:_QUOTED_CHARACTERS]
    return f"“{cut} …”"


@dataclass(frozen=True, slots=True)
class _Tip:
    """One piece of advice."""

    part: Part
    lacks: tuple[str, float]
    """A fact and the count below which the advice applies; a negative count: from it on."""
    follows: Mapping[str, float]
    """What the facts would be if it were followed."""
    quoted: tuple[str, ...]
    """Signals to quote the first evidence of, or a place; the first that exists."""
    lead: str
    """Takes the quotation."""
    step: str
    """Stands alone where there is nothing to quote."""
    would: str = ""
    """The step where it was asked what one would do; empty if it is the same."""

    def applies(self, facts: Facts) -> bool:
        """Whether the answer lacks it, or has too much of it."""
        name, count = self.lacks
        value = facts.get(name)
        return value < count if count > 0 else value >= -count


_ACTS = ("action.owned_act", "action.shared_act", "action.passive_act")

_TIPS: tuple[_Tip, ...] = (
    _Tip(Part.ACTION, ("answer.stuffed", -1), {"answer.stuffed": 0.0}, (), "",
         "tell what happened in whole sentences; a list of words shows nothing."),
    _Tip(Part.SITUATION, ("answer.example", 1), {"answer.example": 1.0, "answer.other_share": 0.0},
         ("talk", "said"), "{} is general:",
         "choose one event, say when and where it was, and then what you did.",
         would="take the case in the question, and say step by step what you would do."),
    _Tip(Part.ACTION, ("action.acts", 1), {"action.owned_act": 3.0}, (), "",
         "tell what you did: three or four steps, each beginning with “I”.",
         would="tell what you would do: three or four steps, each beginning with “I would”."),
    _Tip(Part.ACTION, (_NOT_MINE, -0.3),
         {"action.owned_act": 3.0, "action.shared_act": 0.0, "action.passive_act": 0.0,
          _NOT_MINE: 0.0},
         ("action.shared_act", "action.passive_act"), "Where you say {},",
         "say what you yourself decided, did or arranged.",
         would="say what you yourself would decide, do or arrange."),
    _Tip(Part.RESULT, ("result.sentences", 1),
         {"result.sentences": 1.0, "result.outcome": 1.0, "result.measure": 1.0},
         ("last act",), "After {},", "say what came of it, with a number if you have one.",
         would="say what you expect to come of it, and by which number you would know."),
    _Tip(Part.SITUATION, ("situation.sentences", 1),
         {"situation.sentences": 1.0, "situation.problem": 1.0},
         ("action.owned_act",), "Before {},", "say where it was and what was wrong.",
         would="say what is wrong, and what hangs on it."),
    _Tip(Part.RESULT, ("result.measure", 1),
         {"result.measure": 2.0, "result.measured_change": 1.0},
         ("result",), "For {},", "give a measure: how many, how much, how soon.",
         would="say by which number you would know: how many, how much, how soon."),
    _Tip(Part.RESULT, ("result.vague", -2), {"result.vague": 0.0},
         ("result.vague",), "{} says little:", "name the thing that changed, and by how much.",
         would="name the thing that would change, and by how much."),
    _Tip(Part.RESULT, ("result.spread", 1), {"result.spread": 1.0},
         ("result",), "For {},", "say who else took it up, or made it a rule.",
         would="say who else should take it up, and how you would bring that about."),
    _Tip(Part.RESULT, ("result.lasting", 1), {"result.lasting": 1.0},
         ("result",), "For {},", "say whether it lasted, and how it stands today.",
         would="say how you would see to it that it lasts."),
    _Tip(Part.RESULT, ("result.change", 1), {"result.change": 1.0, "result.measured_change": 1.0},
         ("result",), "For {},", "put the starting point beside the end point.",
         would="put where it stands now beside where you want it."),
    _Tip(Part.RESULT, ("result.who", 1), {"result.who": 1.0},
         ("result",), "For {},", "say who gained by it, and how that served the mission.",
         would="say who would gain by it, and how that serves the mission."),
    _Tip(Part.ACTION, ("action.obstacle", 1), {"action.obstacle": 1.0}, ("action.owned_act",),
         "Beside {},", "tell who or what stood in the way, and how you dealt with it.",
         would="tell who or what may stand in the way, and how you would deal with it."),
    _Tip(Part.ACTION, ("action.people", 3), {"action.people": 3.0}, ("action.owned_act",),
         "For {},", "say whom you dealt with, and what each of them wanted.",
         would="say whom you would deal with, and what each of them wants."),
    _Tip(Part.ACTION, ("action.reason", 1), {"action.reason": 1.0}, ("action.owned_act",),
         "For {},", "say why you chose that and not something else.",
         would="say why you would choose that and not something else."),
    _Tip(Part.ACTION, ("action.decision", 1), {"action.decision": 1.0}, ("action.owned_act",),
         "Beside {},", "tell what you had to decide, and what you decided against.",
         would="tell what you would have to decide, and what you would decide against."),
    _Tip(Part.ACTION, ("action.owned_act", 3), {"action.owned_act": 3.0}, ("last act",),
         "After {},", "say what you did next; three steps of your own make an account.",
         would="say what you would do next; three steps of your own make a plan."),
    _Tip(Part.ACTION, ("action.owned_act", 8), {"action.owned_act": 8.0}, ("last act",),
         "Beside {},", "tell the further steps that were yours.",
         would="tell the further steps that would be yours."),
    _Tip(Part.ACTION, ("action.figures", 1), {"action.figures": 1.0}, ("action.owned_act",),
         "For {},", "give a figure: how many people, meetings, days."),
    _Tip(Part.ACTION, ("action.vague", -2), {"action.vague": 0.0}, ("action.vague",),
         "{} says little:", "name what exactly you did.",
         would="name what exactly you would do."),
    _Tip(Part.SITUATION, ("situation.problem", 1), {"situation.problem": 1.0}, ("setting",),
         "After {},", "say what was wrong.",
         would="say what is wrong."),
    _Tip(Part.SITUATION, ("situation.stakes", 1), {"situation.stakes": 1.0}, ("setting",),
         "After {},", "say what hung on it, and what bound your hands.",
         would="say what hangs on it, and what binds your hands."),
    _Tip(Part.SITUATION, ("situation.scale", 1), {"situation.scale": 1.0}, ("setting",),
         "For {},", "say how large it was: people, money, places.",
         would="say how large it is: people, money, places."),
    _Tip(Part.SITUATION, ("situation.when", 1), {"situation.when": 1.0}, ("setting",),
         "For {},", "say when it was."),
    _Tip(Part.TASK, ("task.charge", 1), {"task.charge": 1.0}, ("action.owned_act",),
         "Before {},", "say what you were asked, or set yourself, to reach.",
         would="say what you would set yourself to reach."),
    _Tip(Part.SITUATION, ("answer.setting_share", -0.5), {"answer.setting_share": 0.3},
         ("setting",), "From {} on,",
         "cut the background to a fifth; it leaves too little for what you did.",
         would="cut the background to a fifth; it leaves too little for what you would do."),
    _Tip(Part.SITUATION, ("answer.other_share", -0.3), {"answer.other_share": 0.1}, ("talk",),
         "Leave out {}", "and all that is no part of the story."),
    _Tip(Part.RESULT, ("answer.lesson", 1), {"answer.lesson": 1.0}, ("result",),
         "After {},", "say in one sentence what you learned or do differently now."),
)  # fmt: skip
"""In the order that breaks ties."""

_BESIDE: tuple[tuple[float, str, Part, str, str], ...] = (
    (0.30, "result.wrong_sum", Part.RESULT, "{} does not add up:",
     "work the percentage out again; a panel will."),
    (0.25, "answer.against_people", Part.SITUATION, "Leave out {}",
     "and say what the problem was; hard words about people count against you."),
    (0.20, "answer.many_examples", Part.SITUATION, "From {} on,",
     "leave the further examples out; two at most leave time for each."),
    (0.15, "answer.old_example", Part.SITUATION, "{} is more than ten years back:",
     "take a newer example if you have one."),
    (0.03, "answer.jargon", Part.SITUATION, "Spell out {}:",
     "not everybody on a panel knows it."),
    (0.05, "answer.instruction", Part.SITUATION, "Leave out {}:",
     "words to the scorer count for nothing."),
)  # fmt: skip
"""Worth in levels, signal, part, lead and step; what no condition counts."""

_ASK_WORTH = 0.35


def advise(
    answer: MarkedAnswer,
    facts: Facts,
    kind: AnswerType,
    *,
    signals: Mapping[str, Signal],
    asked: Sequence[Asked],
    prompt: Prompt,
) -> tuple[Advice, ...]:
    """Advice for a scored answer."""
    if kind is AnswerType.STORY:
        # A real case told to a hypothetical question is advised on as what it is.
        answer = replace(answer, imagined=False)
    known = facts.amended({"answer.example": float(kind.is_example)})
    weighed = [
        *_by_conditions(answer, known, kind, signals),
        *_beside(answer, signals),
        *(
            (
                _ASK_WORTH,
                Part.ACTION,
                f"You were also asked “{unmet.ask}”: say that in a sentence.",
                False,
            )
            for unmet in asked
            # What alone was asked is what all other advice is about.
            if not unmet.evidence and len(asked) > 1
        ),
    ]
    probes = _Probes(prompt, _NEUTRAL_WOULD if answer.imagined else NEUTRAL_PROBES)
    return _picked(sorted(weighed, key=lambda piece: -piece[0]), probes)


_Weighed = tuple[float, Part, str, bool]
"""What a piece of advice would bring, in levels, its part, its words, and whether a probe of the
part leads on from it."""


def _by_conditions(
    answer: MarkedAnswer, facts: Facts, kind: AnswerType, signals: Mapping[str, Signal]
) -> Iterator[_Weighed]:
    """What conditions, caps and floors ask for."""
    met = worths(facts, kind)
    now = standing(facts, kind, met)
    more_acts: list[tuple[float, _Tip]] = []
    for tip in _TIPS:
        gain = _gain(tip, facts, kind, met, now) if tip.applies(facts) else 0.0
        if tip.lacks[0] in _FIRST_OF_ALL and tip.applies(facts):
            gain = 5.0
        imagined = kind is AnswerType.SITUATIONAL
        if gain <= _LEAST_GAIN or (imagined and tip.lacks[0] in _OF_WHAT_HAPPENED):
            continue
        if tip.lacks[0] == "result.measure" and not facts.get("result.sentences"):
            continue  # who is asked for a result is asked for its number, too
        if tip.lacks[0] in _ASKS_FOR_ACTS:
            more_acts.append((gain, tip))
        elif tip.lacks[0] == _NOT_MINE and facts.get(_NOT_MINE) >= _MOSTLY:
            more_acts.insert(0, (gain, tip))
        else:
            yield gain, tip.part, _words(tip, answer, signals), True
    if more_acts:
        # They ask for the same: the nearest step is told, for what the furthest would bring.
        nearest = _words(more_acts[0][1], answer, signals)
        yield max(g for g, _ in more_acts), Part.ACTION, nearest, True


def _beside(answer: MarkedAnswer, signals: Mapping[str, Signal]) -> Iterator[_Weighed]:
    """What no condition counts."""
    for worth, name, part, lead, step in _BESIDE:
        if name in signals:
            span = signals[name].evidence[0]
            stands_in = next(
                (s.part for s in answer.sentences if s.span.start <= span.start < s.span.end), part
            )
            shown_under = stands_in if stands_in in STORY_PARTS else part
            yield worth, shown_under, _said(lead, step, quote(answer.text, span)), False


def _picked(weighed: Sequence[_Weighed], probes: "_Probes") -> tuple[Advice, ...]:
    """The most useful pieces, no words twice, with a probe for each while there are any."""
    chosen: list[Advice] = []
    for _, part, text, leads_on in weighed:
        of_part = sum(piece.part is part for piece in chosen)
        if of_part < _MOST_OF_A_PART and text not in {piece.text for piece in chosen}:
            chosen.append(Advice(part, text, probes.next(part) if leads_on else None))
        if len(chosen) == MOST:
            break
    return tuple(chosen)


def _gain(
    tip: _Tip,
    facts: Facts,
    kind: AnswerType,
    met: Mapping[str, float],
    now: tuple[float, float],
) -> float:
    """What following it would bring: what a cap takes, and a tenth of what waits under one."""
    followed = facts.amended({n: _better(n, facts, value) for n, value in tip.follows.items()})
    example = followed.get("answer.example") > 0
    then = kind if kind.is_example or not example else AnswerType.STORY
    exact, points = standing(followed, then, {**met, **worths(followed, then, tip.follows)})
    return (exact - now[0]) + 0.1 * (points - now[1])


def _better(name: str, facts: Facts, value: float) -> float:
    now = facts.get(name)
    return (
        min(now, value)
        if name.endswith(("share", "vague", "stuffed", "shared_act", "passive_act"))
        else max(now, value)
    )


class _Probes:
    """Hands out each probe once."""

    def __init__(self, prompt: Prompt, neutral: Mapping[Part, str]) -> None:
        self._left = {
            part: [*prompt.probes.get(part, ()), of_ours] for part, of_ours in neutral.items()
        }

    def next(self, part: Part) -> str | None:
        left = self._left.get(part)
        return left.pop(0) if left else None


def _words(tip: _Tip, answer: MarkedAnswer, signals: Mapping[str, Signal]) -> str:
    step = tip.would if tip.would and answer.imagined else tip.step
    for source in tip.quoted:
        span = _span(source, answer, signals)
        if span:
            return _said(tip.lead, step, quote(answer.text, span))
    return step[0].upper() + step[1:]


def _said(lead: str, step: str, quoted: str) -> str:
    return f"{lead.format(quoted)} {step}"


def _span(source: str, answer: MarkedAnswer, signals: Mapping[str, Signal]) -> Span | None:
    places = {
        "said": (tuple(Part), 0),
        "talk": ((Part.OTHER,), 0),
        "setting": ((Part.SITUATION, Part.TASK), -1),
        "result": ((Part.RESULT,), -1),
    }
    if source in places:
        parts, place = places[source]
        found = answer.speaking_of(*parts)
        return found[place].span if found else None
    if source == "last act":
        acts = [signals[name].evidence for name in _ACTS if name in signals]
        return acts[0][-1] if acts else None
    return signals[source].evidence[0] if source in signals else None
