"""The practice level, from conditions and caps that a mentor can read and argue with.

The levels are what a trained panel member would say of the answer as given:

1. no example of one's own: opinion, habit, a list of words;
2. an example, but a main part is missing, or it cannot be told who acted;
3. situation, own action and result are there, but general;
4. complete and specific: clear acts of one's own, an outcome with a measure or taken up by others;
5. as 4 at executive level: stakes, obstacles and people dealt with, a measured result that
   lasted or spread.

Every condition is worth some points (`level_points.json`, fitted by `tests.scoring.fit_levels` on
our labelled answers, which are not a board's), as far as it is sure to hold; no condition can be
met twice, so more words of the same kind soon add nothing. What is missing caps the level whatever
the points, and an account that has all of a level's parts stands at least there, however short it
is. All of these look at the sentences one by one, in no order, so that moving or repeating a
sentence changes nothing.
"""

import json
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from functools import cache
from math import fsum

from mock_panel.domain.parts import Found, Part
from mock_panel.scoring.answer_type import AnswerType
from mock_panel.scoring.evidence import Evidence
from mock_panel.scoring.facts import SURE, Facts, between
from mock_panel.scoring.marked import LIKELY, MarkedAnswer
from mock_panel.scoring.measuring import measures

STEP = 20
"""Points to a level: a point is a twentieth of one."""
BASE = 1.0
"""The level of an answer that meets no condition."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that an answer shows, or shows too much of."""

    id: str
    fact: str
    """A signal, or another of the facts of `Evidence`."""
    least: float
    """It holds from this count on; a share holds half here."""
    meaning: str
    counts_against: bool = False
    around: float = 0.0
    """How far above its least a share holds wholly, and below it not at all."""

    def degree(self, facts: Facts) -> float:
        """How far the facts meet it: 0.0 to 1.0."""
        if self.around:
            share = facts.get(self.fact)
            return between(share, self.least - self.around, self.least + self.around)
        return facts.degree(self.fact, int(self.least))


def _for(fact: str, least: float, meaning: str) -> Condition:
    return Condition(f"{fact}>={least:g}", fact, least, meaning)


def _against(fact: str, least: float, meaning: str, around: float = 0.0) -> Condition:
    return Condition(f"{fact}>={least:g}", fact, least, meaning, True, around)


CONDITIONS: tuple[Condition, ...] = (
    _for("situation.sentences", 1, "a situation is told"),
    _for("situation.when", 1, "when it was"),
    _for("situation.where", 1, "where it was, and in which role"),
    _for("situation.scale", 1, "how large it was"),
    _for("situation.problem", 1, "what was wrong"),
    _for("situation.stakes", 1, "what hung on it"),
    _for("situation.figures", 2, "two figures in the situation"),
    _for("task.charge", 1, "your own charge"),
    _for("action.owned_act", 1, "an act of your own"),
    _for("action.owned_act", 2, "two different acts of your own"),
    _for("action.owned_act", 3, "three"),
    _for("action.owned_act", 4, "four"),
    _for("action.owned_act", 6, "six"),
    _for("action.owned_act", 8, "eight"),
    _for("action.figures", 1, "a figure in what you did"),
    _for("action.figures", 3, "three figures in what you did"),
    _for("action.decision", 1, "a decision"),
    _for("action.reason", 1, "why you did it so"),
    _for("action.obstacle", 1, "an obstacle met"),
    _for("action.obstacle", 2, "two obstacles met"),
    _for("action.people", 1, "somebody dealt with"),
    _for("action.people", 3, "three different people or groups dealt with"),
    _for("result.sentences", 1, "a result is told"),
    _for("result.sentences", 2, "two sentences of result"),
    _for("result.outcome", 1, "what came of it"),
    _for("result.outcome", 3, "three words of outcome"),
    _for("result.measure", 1, "a measure of it"),
    _for("result.measure", 2, "two measures"),
    _for("result.measure", 4, "four measures"),
    _for("result.measured_change", 1, "a measure that tells a change"),
    _for("result.change", 1, "before and after"),
    _for("result.ceased", 1, "what is no more"),
    _for("result.lasting", 1, "that it lasted"),
    _for("result.spread", 1, "that others took it up"),
    _for("result.who", 1, "who gained by it"),
    _for("result.said", 1, "what others said of it"),
    _for("answer.lesson", 1, "what you learned"),
    _against("action.vague", 2, "vague words about what you did"),
    _against("result.vague", 2, "vague words about what came of it"),
    _against("answer.hedge", 3, "hedging"),
    _against("answer.other_share", 0.3, "three words in ten tell no part of a story", 0.25),
    _against("answer.other_share", 0.55, "more than half the words tell no part of a story", 0.2),
    _against("answer.other_share", 0.75, "hardly a word tells a part of a story", 0.25),
    _against("answer.setting_share", 0.5, "half the words are background", 0.15),
    _against("action.not_mine_share", 0.2, "a fifth of the acts or more are not yours", 0.2),
    _against("action.not_mine_share", 0.5, "half of the acts or more are not yours", 0.2),
    _against("action.passive_act", 2, "acts that nobody did"),
)
"""In the order of telling; each is worth the points of `level_points.json`, or none."""


@dataclass(frozen=True, slots=True)
class Cap:
    """What keeps a level down, whatever else is there."""

    id: str
    level: int
    meaning: str
    holds: Callable[[Facts, AnswerType], bool]


def _acts(facts: Facts) -> tuple[float, float]:
    """Acts of one's own, and acts of "we" and of nobody."""
    others = facts.get("action.shared_act") + facts.get("action.passive_act")
    return facts.get("action.owned_act"), others


def has_no_example(facts: Facts, kind: AnswerType) -> bool:
    """Whether nothing in the answer happened once, or hardly anything."""
    return not kind.is_example or facts.get("answer.other_share") > 0.75


def nothing_happened(facts: Facts, kind: AnswerType) -> bool:
    """Whether an example was asked for and there is none: what sounds like a result is none."""
    return has_no_example(facts, kind) and not facts.get("answer.view_asked")


def _has_happened(kind: AnswerType) -> bool:
    """Whether something can have come of it: not of what one would do."""
    return kind is not AnswerType.SITUATIONAL


def _has_clear_result(facts: Facts) -> bool:
    """Measured; or taken up by others; or a plain before and after in words."""
    outcome = facts.get("result.outcome")
    return bool(
        facts.get("result.measure")
        or facts.get("result.ceased")
        or (facts.get("result.spread") and outcome)
        or (facts.get("result.change") and outcome >= 2)
    )


def _is_specific(facts: Facts) -> bool:
    """Whether what one would do is thought through; what has not happened has no measure yet."""
    beside = ("action.reason", "action.figures", "action.obstacle")
    return facts.get("action.owned_act") >= 4 and any(map(facts.get, beside))


STUFFED = "stuffed"
"""The id of the cap that leaves nothing to compare."""

CAPS: tuple[Cap, ...] = (
    Cap(STUFFED, 1, "The words are a list of cues, not an account.",
        lambda facts, _: bool(facts.get("answer.stuffed"))),
    Cap("no_example", 1, "There is no example: nothing that happened once.",
        nothing_happened),
    Cap("no_action", 2, "What you did is missing.",
        lambda facts, _: sum(_acts(facts)) == 0),
    Cap("not_yours", 2, "It cannot be told what you did yourself.",
        lambda facts, _: sum(_acts(facts)) > 0 and _acts(facts)[1] > 2 * _acts(facts)[0]),
    Cap("no_result", 2, "What came of it is missing.",
        lambda facts, kind: _has_happened(kind)
        and not (facts.get("result.sentences") or facts.get("result.perhaps"))),
    Cap("view_alone", 3, "A view was asked for; there is no example to prove it.",
        lambda facts, kind: has_no_example(facts, kind) and bool(facts.get("answer.view_asked"))),
    Cap("no_measure", 3, "The result has no measure, and no before and after.",
        lambda facts, kind: not (_has_clear_result(facts) or facts.get("result.perhaps_measured"))
        and (_has_happened(kind) or not _is_specific(facts))),
)  # fmt: skip
"""The lowest first."""


@dataclass(frozen=True, slots=True)
class Floor:
    """What lifts a level, whatever else is lacking; no cap gives way to it."""

    id: str
    level: int
    meaning: str
    needs: tuple[tuple[str, float], ...]
    """Facts and how much of each there must be."""
    own: bool = True
    """Most of the acts must be the candidate's own."""

    def holds(self, facts: Facts) -> bool:
        """Whether all is there."""
        if self.own and facts.get("action.not_mine_share") >= _OTHERS_AT_MOST:
            return False
        return all(facts.get(name) >= least for name, least in self.needs)


_OTHERS_AT_MOST = 0.4
_MOST_REACHED = 7.0
"""Points in levels that hardly an answer reaches; they read as 5.0."""

_COMPLETE = (("situation.sentences", 1), ("result.sentences", 1), ("result.outcome", 1))

FLOORS: tuple[Floor, ...] = (
    Floor("executive", 5,
          "A situation, six acts of your own, a measured change, and others who took it up.",
          (*_COMPLETE, ("action.owned_act", 6), ("result.measured_change", 1),
           ("result.spread", 1))),
    Floor("specific", 4, "A situation, three acts of your own, and a measured change.",
          (*_COMPLETE, ("action.owned_act", 3), ("result.measured_change", 1))),
    Floor("complete", 3, "A situation, two acts of your own, and an outcome.",
          (*_COMPLETE, ("action.owned_act", 2))),
    Floor("example", 2, "Two acts, whoever acted, with a situation or a result around them.",
          (("action.acts", 2), ("answer.around", 1)), own=False),
    Floor("scene", 2, "A situation in two sentences and an act, whoever acted.",
          (("situation.sentences", 2), ("action.acts", 1)), own=False),
)  # fmt: skip
"""The highest first."""


@dataclass(frozen=True, slots=True)
class Met:
    """A condition that holds, and what it adds to the level."""

    condition: Condition
    degree: float
    """How far it holds: above 0.0, up to 1.0."""
    worth: float
    """In levels; negative for what counts against."""


@dataclass(frozen=True, slots=True)
class Levelled:
    """The level with all that led to it."""

    level: int
    exact: float
    """1.0 to 5.0, after the caps; rounded half up it is the level."""
    points: float
    """The same before the caps."""
    met: tuple[Met, ...]
    caps: tuple[Cap, ...]
    """Those that hold, the lowest first."""
    floor: Floor | None
    """The highest that holds."""


@cache
def shipped_points() -> dict[str, int]:
    """Points of each condition that is worth any, in twentieths of a level."""
    from pathlib import Path  # noqa: PLC0415 - a sixth of the import time of the engine

    path = Path(__file__).with_name("level_points.json")
    points: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))
    return points


def level(facts: Facts, kind: AnswerType) -> Levelled:
    """The level, with what led to it."""
    met = tuple(
        Met(condition, degree, degree * worth / STEP)
        for condition, worth in counting(facts, kind)
        if (degree := condition.degree(facts))
    )
    exact, points, caps, floor = _standing(facts, kind, {m.condition.id: m.worth for m in met})
    return Levelled(int(exact + 0.5), exact, points, met, caps, floor)


def standing(facts: Facts, kind: AnswerType, met: Mapping[str, float]) -> tuple[float, float]:
    """The level before rounding, after the caps and before them, for what is only asked that.

    Args:
        facts: of the answer.
        kind: its type.
        met: what each condition adds, see `worths`.
    """
    return _standing(facts, kind, met)[:2]


def _standing(
    facts: Facts, kind: AnswerType, met: Mapping[str, float]
) -> tuple[float, float, tuple[Cap, ...], Floor | None]:
    caps = tuple([cap for cap in CAPS if cap.holds(facts, kind)])
    floor = next((floor for floor in FLOORS if floor.holds(facts)), None)
    reached = BASE + fsum(met.values())
    return bounded(reached, caps, floor), round(reached, 2), caps, floor


def worths(facts: Facts, kind: AnswerType, only: Container[str] | None = None) -> dict[str, float]:
    """What each condition adds to the level by its id, or only the conditions on some facts."""
    return {
        condition.id: condition.degree(facts) * worth / STEP
        for condition, worth in counting(facts, kind)
        if only is None or condition.fact in only
    }


def counting(facts: Facts, kind: AnswerType) -> tuple[tuple[Condition, int], ...]:
    """The conditions that count, with their points, below zero if against."""
    return _worth_having_without_example() if nothing_happened(facts, kind) else _worth_having()


@cache
def _worth_having() -> tuple[tuple[Condition, int], ...]:
    """The conditions that are worth anything, with their points, below zero if against."""
    points = shipped_points()
    return tuple(
        (condition, -worth if condition.counts_against else worth)
        for condition in CONDITIONS
        if (worth := points.get(condition.id))
    )


@cache
def _worth_having_without_example() -> tuple[tuple[Condition, int], ...]:
    return tuple(each for each in _worth_having() if not each[0].fact.startswith("result."))


def bounded(reached: float, caps: tuple[Cap, ...], floor: Floor | None) -> float:
    """Points as a level of 1.0 to 5.0 that no cap forbids and that the floor allows.

    On a floor the points still tell a little, so that of two answers the better one stands
    higher.

    Under a cap the points still tell a little, so that of two answers without a result the
    better one stands higher: half a level of room, filled in proportion. A list of cues has
    nothing to compare.
    """
    exact = max(reached, 1.0)
    if exact > 4.5:
        # No two answers at the top are alike either.
        exact = min(4.5 + 0.5 * (exact - 4.5) / (_MOST_REACHED - 4.5), 5.0)
    if floor is not None and exact < floor.level:
        # From the floor's lower edge up to its middle.
        exact = max(exact, floor.level - 0.5 + 0.5 * (exact - 1.0) / (floor.level - 1.0))
    if any(cap.id == STUFFED for cap in caps):
        return 1.0
    lowest = min((cap.level for cap in caps), default=5)
    if exact > lowest:
        exact = lowest + 0.49 * (exact - lowest) / (5.0 - lowest)
    return round(exact, 3)


_AGAINST = 0.05
"""With less than this by its own words, a sentence is a result by its place alone."""


def parts_found(answer: MarkedAnswer, facts: Facts, *, example: bool) -> dict[Part, Found]:
    """How much of each part the answer gives, as it was told.

    A part is there where a sentence is marked so, a result unless only its place makes it one, and
    also where only its place makes it none, which a measure tells sooner; it is clear where the
    words prove it too. Nothing came clearly of what never happened.

    Args:
        answer: the marked sentences.
        facts: what it shows as told, see `marked.as_told`.
        example: whether anything in it happened once.
    """
    setting = sum(
        bool(facts.get(f"situation.{kind}"))
        for kind in ("when", "where", "scale", "problem", "stakes")
    ) + bool(facts.get("task.charge"))
    owned, others = _acts(facts)
    charge = bool(facts.get("task.charge"))
    task = bool(facts.get("task.sentences") or answer.of(Part.TASK))
    set_out = bool(answer.of(Part.SITUATION, Part.TASK))
    told = any(s.odds[Part.RESULT] >= _AGAINST for s in answer.of(Part.RESULT)) or any(
        s.odds[Part.RESULT] >= (LIKELY if example and measures(s) else SURE)
        for s in answer.perhaps(Part.RESULT)
    )
    came_of_it = bool(facts.get("result.sentences")) and _has_clear_result(facts)
    return {
        Part.SITUATION: _found(set_out, setting >= 2),
        Part.TASK: _found(charge or task, charge and task),
        Part.ACTION: _found(owned + others > 0, owned >= 3),
        Part.RESULT: _found(told or came_of_it, came_of_it and example),
    }


def _found(partial: bool, clear: bool) -> Found:
    if not partial:
        return Found.ABSENT
    return Found.CLEAR if clear else Found.PARTIAL


def facts_of(evidence: Evidence, *, stuffed: bool, view_asked: bool = False) -> Facts:
    """What conditions and caps look at: what the evidence gives, and what is known beside it.

    Args:
        evidence: of the answer.
        stuffed: whether it is a list of cues.
        view_asked: whether the question asks what one thinks, not for an example.
    """
    facts = evidence.facts
    beside = {
        "answer.stuffed": float(stuffed),
        "answer.view_asked": float(view_asked),
        "action.acts": sum(_acts(facts)),
        "answer.around": facts.get("situation.sentences") + facts.get("result.sentences"),
    }
    return Facts({**facts.counts, **beside}, facts.sure)
