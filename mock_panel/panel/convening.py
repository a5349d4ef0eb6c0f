"""Convening a panel: who sits on it, what is asked, and how it is rated."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from mock_panel.domain.frameworks import Framework
from mock_panel.domain.ids import EcqId, FormId, ItemId, SeatId
from mock_panel.domain.panel_forms import PanelForm, PanelItem, PanelQuestion, ProbeMode, RatedBy
from mock_panel.domain.panels import FEWEST_RATERS, MOST_RATERS, Role, Seat
from mock_panel.domain.presets import Preset
from mock_panel.domain.questions import Question, Scale
from mock_panel.errors import InputError

LONGEST_NAME = 80
DISCUSS_BEYOND = 1
"""Points apart that need no discussion; what is widely taught, and no official rule."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class FormPlan:
    """What is asked and how it is rated; the same for every candidate of the form."""

    framework: Framework
    preset: Preset
    questions: tuple[Question, ...]
    """In the order of asking."""
    scale: Scale
    probe_mode: ProbeMode = ProbeMode.PREDETERMINED
    rated_by: RatedBy = RatedBy.QUESTION
    threshold: int = DISCUSS_BEYOND


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who sits on a panel."""

    chair: str
    raters: tuple[str, ...]
    """Beside the chair; the chair's own name among them changes nothing."""
    observers: tuple[str, ...] = ()
    chair_rates: bool = True


def form_of(plan: FormPlan, form_id: FormId) -> PanelForm:
    """The form of a plan, with all wording as it is now.

    Raises:
        InputError: there is nothing to ask, a question comes twice or belongs to another
            framework, or the threshold is none.
    """
    _check_questions(plan)
    values = [level.value for level in plan.scale.levels]
    if not 0 <= plan.threshold < max(values) - min(values):
        raise InputError(
            f"A threshold of {plan.threshold} fits no scale from {min(values)} to {max(values)}.",
            f"Choose 0 to {max(values) - min(values) - 1}; 1 is usual.",
        )
    return PanelForm(
        id=form_id,
        framework=plan.framework.id,
        framework_title=plan.framework.title,
        preset=plan.preset.id,
        preset_title=plan.preset.title,
        total_seconds=plan.preset.total_seconds,
        band=plan.preset.band,
        items=_items(plan),
        scale=plan.scale,
        probe_mode=plan.probe_mode,
        threshold=plan.threshold,
    )


def _check_questions(plan: FormPlan) -> None:
    if not plan.questions:
        raise InputError("There is no question to ask.", "Choose at least one.")
    ids = [question.id for question in plan.questions]
    for question in plan.questions:
        if ids.count(question.id) > 1:
            raise InputError(f"{question.id} is asked twice.", "Name each question once.")
        if question.framework != plan.framework.id:
            raise InputError(
                f"{question.id} belongs to {question.framework}, not to {plan.framework.id}.",
                "A panel asks the questions of one framework.",
            )


def _items(plan: FormPlan) -> tuple[PanelItem, ...]:
    title_of = {ecq.id: ecq.title for ecq in plan.framework.ecqs}
    if plan.rated_by is RatedBy.QUESTION:
        return tuple(
            PanelItem(ItemId(f"q{n}"), q.ecq, title_of[q.ecq], (_frozen(q, plan),))
            for n, q in enumerate(plan.questions, 1)
        )
    by_ecq: dict[EcqId, list[PanelQuestion]] = {}
    for question in plan.questions:
        by_ecq.setdefault(question.ecq, []).append(_frozen(question, plan))
    return tuple(
        PanelItem(ItemId(f"e{n}"), ecq, title_of[ecq], tuple(questions))
        for n, (ecq, questions) in enumerate(by_ecq.items(), 1)
    )


def _frozen(question: Question, plan: FormPlan) -> PanelQuestion:
    """A copy of the question; its anchors speak of the values of its framework's own scale."""
    frozen = PanelQuestion.of(question)
    return frozen if plan.scale.id == plan.framework.scale else replace(frozen, anchors={})


def seats_of(sitting: Sitting) -> tuple[Seat, ...]:
    """The seats, lettered from the chair's on.

    Raises:
        InputError: too few or too many rate, or a name is missing or comes twice.
    """
    chair = clean_name(sitting.chair, "the chair")
    others = [clean_name(name, "a rater") for name in sitting.raters]
    others = [name for name in others if name.casefold() != chair.casefold()]
    observers = [clean_name(name, "an observer") for name in sitting.observers]
    _check_distinct([chair, *others, *observers])
    rating = len(others) + sitting.chair_rates
    if not FEWEST_RATERS <= rating <= MOST_RATERS:
        whose = "with the chair" if sitting.chair_rates else "beside the chair"
        raise InputError(
            f"{rating} would rate, {whose}; a panel has {FEWEST_RATERS} to {MOST_RATERS} raters.",
            "Name fewer raters." if rating > MOST_RATERS else "Name another rater.",
        )
    people = [
        (chair, Role.CHAIR, sitting.chair_rates),
        *((name, Role.RATER, True) for name in others),
        *((name, Role.OBSERVER, False) for name in observers),
    ]
    return tuple(
        Seat(SeatId(letter), name, role, rates)
        for letter, (name, role, rates) in zip(_LETTERS, people, strict=False)
    )


def dealt(
    seats: Sequence[Seat], in_any_order: Callable[[Sequence[Seat]], Sequence[Seat]]
) -> tuple[Seat, ...]:
    """The same people with letters that tell nobody who they are; who rates has the first ones."""
    people = [
        *in_any_order([seat for seat in seats if seat.rates]),
        *(seat for seat in seats if not seat.rates),
    ]
    return tuple(
        replace(seat, id=SeatId(letter)) for letter, seat in zip(_LETTERS, people, strict=False)
    )


def candidate_of(name: str, seats: Sequence[Seat]) -> str:
    """The candidate's name, as `clean_name`.

    Raises:
        InputError: as `clean_name`, or the candidate has a seat on the panel.
    """
    candidate = clean_name(name, "the candidate")
    if candidate.casefold() in [seat.name.casefold() for seat in seats]:
        raise InputError(
            f"{candidate} is the candidate and sits on the panel, too.",
            "Nobody judges their own interview; give each person one name.",
        )
    return candidate


def clean_name(name: str, whose: str) -> str:
    """A name in one line without what no terminal or page should show.

    Raises:
        InputError: nothing is left, or too much.
    """
    cleaned = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if not cleaned:
        raise InputError(f"{whose} has no name.".capitalize(), "A letter or an alias will do.")
    if len(cleaned) > LONGEST_NAME:
        raise InputError(
            f"{cleaned[:20]}…: a name of {len(cleaned)} characters",
            f"Keep to {LONGEST_NAME}.",
        )
    return cleaned


def _check_distinct(names: Sequence[str]) -> None:
    if twice := _repeated(name.casefold() for name in names):
        name = next(name for name in names if name.casefold() == twice)
        raise InputError(f"{name} sits on the panel twice.", "Give each person one name.")


def _repeated(values: Iterable[str]) -> str:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            return value
        seen.add(value)
    return ""
