"""The practice level, from conditions that a mentor can read and argue with.

The levels are what a trained panel member would say of the answer as given:

1. no example of one's own: opinion, habit, a list of words;
2. an example, but a main part is missing, or it cannot be told who acted;
3. situation, own action and result are there, but general;
4. several own acts, and a result with a measure (or taken up by others);
5. as 4, with what was wrong or at stake, five own acts or more, and a result that is
   measured and was taken up by others, or lasts and taught something.

Within a level, `level_exact` rises with every further kind of evidence, up to a limit for
each, so that more words of the same kind soon add nothing.
"""

from dataclasses import dataclass

from mock_panel.domain.parts import Found, Ownership, Part
from mock_panel.scoring.evidence import Evidence
from mock_panel.scoring.marked import MarkedAnswer

ACTS_FOR_CLEAR = 3
ACTS_FOR_TOP = 5

_RICHNESS: tuple[tuple[str, int, int], ...] = (
    ("situation.when", 1, 3),
    ("situation.where", 1, 3),
    ("situation.scale", 1, 3),
    ("situation.problem", 1, 4),
    ("situation.stakes", 1, 4),
    ("task.charge", 1, 6),
    ("action.owned_act", 6, 4),
    ("action.decision", 2, 3),
    ("action.reason", 1, 3),
    ("action.obstacle", 2, 3),
    ("action.people", 3, 2),
    ("result.outcome", 2, 5),
    ("result.measure", 3, 6),
    ("result.change", 1, 5),
    ("result.lasting", 1, 5),
    ("result.spread", 1, 5),
    ("result.said", 1, 2),
    ("answer.lesson", 1, 3),
)
"""Signal, how many of it count at most, and points for each."""

_MOST_POINTS = sum(most * points for _, most, points in _RICHNESS)


@dataclass(frozen=True, slots=True)
class Levelled:
    """The level with what led to it."""

    level: int
    exact: float
    missing: tuple[str, ...]
    """What kept the level down, as ids of `GAPS`, the most costly first."""


GAPS: dict[str, str] = {
    "stuffed": "The words are a list of cues, not an account.",
    "no_example": "There is no example: nothing that happened once.",
    "no_action": "What you did is missing.",
    "not_yours": "It cannot be told what you did yourself.",
    "no_result": "What came of it is missing.",
    "no_situation": "The situation is missing.",
    "few_acts": "Few acts of your own are told.",
    "no_measure": "The result has no measure.",
    "no_stakes": "What was wrong, or hung on it, is not told.",
    "more_acts": "A fifth own act, or an obstacle met, is not told.",
    "not_lasting": "Whether it lasted, or others took it up, is not told.",
}
"""Why a level is not higher, in words for a person."""


def part_found(answer: MarkedAnswer, evidence: Evidence) -> dict[Part, Found]:
    """How much of each part the answer gives."""
    kinds = evidence.has(
        "situation.when",
        "situation.where",
        "situation.scale",
        "situation.problem",
        "situation.stakes",
        "task.charge",
    )
    setting = answer.of(Part.SITUATION, Part.TASK)
    owned = evidence.count("action.owned_act")
    acts = owned + evidence.count("action.shared_act") + evidence.count("action.passive_act")
    return {
        Part.SITUATION: _found(bool(setting), bool(answer.of(Part.SITUATION)) and kinds >= 2),
        Part.TASK: _found(
            bool(answer.of(Part.TASK)) or "task.charge" in evidence.signals,
            bool(answer.of(Part.TASK)) and "task.charge" in evidence.signals,
        ),
        Part.ACTION: _found(bool(answer.of(Part.ACTION)) and acts > 0, owned >= ACTS_FOR_CLEAR),
        Part.RESULT: _found(has_result(answer, evidence), has_clear_result(evidence)),
    }


def _found(partial: bool, clear: bool) -> Found:
    if not partial:
        return Found.ABSENT
    return Found.CLEAR if clear else Found.PARTIAL


def has_result(answer: MarkedAnswer, evidence: Evidence) -> bool:
    """A sentence told as a result that also says what came of it."""
    if not answer.of(Part.RESULT):
        return False
    return bool(
        evidence.has(
            "result.outcome",
            "result.measure",
            "result.change",
            "result.lasting",
            "result.spread",
            "result.said",
        )
    )


def has_clear_result(evidence: Evidence) -> bool:
    """Measured, or with a concrete effect that others took up."""
    measured = evidence.count("result.measure") >= 1
    taken_up = evidence.has("result.spread", "result.outcome") == 2
    return measured or taken_up


def level(
    answer: MarkedAnswer, evidence: Evidence, ownership: Ownership, *, stuffed: bool
) -> Levelled:
    """The level and what kept it down."""
    base, missing = _conditions(answer, evidence, ownership, stuffed=stuffed)
    return Levelled(base, _exact(base, 0.0 if stuffed else _richness(evidence)), missing)


def _conditions(
    answer: MarkedAnswer, evidence: Evidence, ownership: Ownership, *, stuffed: bool
) -> tuple[int, tuple[str, ...]]:
    """The level and the gaps that keep it from the next one."""
    if stuffed:
        return 1, ("stuffed",)
    if not _has_example(answer, evidence):
        return 1, ("no_example",)
    gaps = _missing(answer, evidence, ownership)
    # An account that lacks only its setting still shows what was done and what came of it.
    if gaps and gaps != ["no_situation"]:
        return 2, tuple(gaps)
    gaps += _vague(evidence)
    if gaps:
        return 3, tuple(gaps)
    gaps = _short_of_top(evidence)
    return (4 if gaps else 5), tuple(gaps)


def _acts(evidence: Evidence) -> tuple[int, int, int]:
    """Acts of one's own, of "we", and of nobody."""
    return (
        evidence.count("action.owned_act"),
        evidence.count("action.shared_act"),
        evidence.count("action.passive_act"),
    )


def _has_example(answer: MarkedAnswer, evidence: Evidence) -> bool:
    """Two acts of whomever, or one with a setting or a result around it."""
    owned, shared, passive = _acts(evidence)
    around = bool(answer.of(Part.SITUATION, Part.TASK)) or has_result(answer, evidence)
    return owned + shared + passive >= 2 or (owned + shared == 1 and around)


def _missing(answer: MarkedAnswer, evidence: Evidence, ownership: Ownership) -> list[str]:
    """Main parts that are not there."""
    owned, shared, passive = _acts(evidence)
    gaps = []
    if owned + shared + passive == 0:
        gaps.append("no_action")
    elif not owned or ownership in {Ownership.WE, Ownership.NONE} or passive > 2 * owned:
        gaps.append("not_yours")
    if not has_result(answer, evidence):
        gaps.append("no_result")
    if not answer.of(Part.SITUATION, Part.TASK):
        gaps.append("no_situation")
    return gaps


def _vague(evidence: Evidence) -> list[str]:
    """Parts that are there, but general."""
    gaps = []
    if not has_clear_result(evidence):
        gaps.append("no_measure")
    if evidence.count("action.owned_act") < ACTS_FOR_CLEAR:
        gaps.append("few_acts")
    return gaps


def _short_of_top(evidence: Evidence) -> list[str]:
    """What a complete and specific account still lacks for executive level."""
    gaps = []
    lasts = evidence.has("result.spread") or evidence.has("result.lasting", "answer.lesson") == 2
    if not (lasts and evidence.has("result.measure")):
        gaps.append("not_lasting")
    if evidence.count("action.owned_act") < ACTS_FOR_TOP:
        gaps.append("more_acts")
    if not evidence.has("situation.problem", "situation.stakes", "situation.scale"):
        gaps.append("no_stakes")
    return gaps


def _richness(evidence: Evidence) -> float:
    points = sum(min(evidence.count(name), most) * each for name, most, each in _RICHNESS)
    return points / _MOST_POINTS


def _exact(base: int, richness: float) -> float:
    """Place within the level: rounding half up gives the level back."""
    low = 1.0 if base == 1 else base - 0.5
    high = 5.0 if base == 5 else base + 0.49
    return round(low + (high - low) * min(richness * 1.25, 1.0), 2)
