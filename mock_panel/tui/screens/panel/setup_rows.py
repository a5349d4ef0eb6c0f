"""What the rows of a panel's set-up offer, check and say, without any widget."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from textual.content import Content

from mock_panel.domain.english import how_many, listing
from mock_panel.domain.frameworks import Framework, FrameworkStatus
from mock_panel.domain.ids import FormId, FrameworkId, PresetId, QuestionId
from mock_panel.domain.panel_forms import ProbeMode, RatedBy
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.presets import Preset
from mock_panel.domain.questions import QuestionBank, Scale
from mock_panel.domain.sessions import SessionSetup
from mock_panel.errors import InputError
from mock_panel.panel.convening import (
    FormPlan,
    Sitting,
    candidate_of,
    clean_name,
    form_of,
    seats_of,
)
from mock_panel.panel.setup_draft import SetupDraft, names_of
from mock_panel.practice.drawing import draw_by_lot
from mock_panel.tui.screens.panel.panels_view import DIM
from mock_panel.tui.widgets.choice_row import Choice

_LINE = 58
"""Cells of a line under a row, in the narrowest usual terminal."""

YES_NO = (Choice(True, "yes"), Choice(False, "no", "runs the panel only"))
MASKED = (
    Choice(True, "masked", "letters dealt by chance, in the report too"),
    Choice(False, "named", "raters are named, on screens and in the report"),
)
RATED_BY = (
    Choice(RatedBy.QUESTION.value, "question", "one rating a question"),
    Choice(RatedBy.ECQ.value, "ECQ", "one rating an ECQ, over all its questions"),
)
PROBES = (
    Choice(ProbeMode.PREDETERMINED.value, "predetermined", "supplementals of the form only"),
    Choice(ProbeMode.NEUTRAL.value, "neutral", "neutral follow-ups too, whoever thinks of them"),
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A draft whose ids are those of the bank."""

    framework: Framework
    preset: Preset
    scale: Scale
    masked: bool

    @property
    def has_anchors(self) -> bool:
        """Whether the questions' own anchors speak of this scale."""
        return self.scale.id == self.framework.scale


def completed(draft: SetupDraft, bank: QuestionBank, usual: FrameworkId | None) -> SetupDraft:
    """The draft with a good value wherever it has none, or none that the bank knows.

    Args:
        draft: as it was left.
        bank: what there is to choose from.
        usual: the framework that the user practises.
    """
    frameworks = {framework.id: framework for framework in bank.practicable}
    in_force = [f.id for f in bank.practicable if f.status is FrameworkStatus.CURRENT]
    wished = [FrameworkId(draft.framework), usual, *in_force, *frameworks]
    framework = next(id_ for id_ in wished if id_ in frameworks)
    presets = [preset.id for preset in bank.presets]
    preset = PresetId(draft.preset)
    scales = [scale.id for scale in bank.scales]
    draft = replace(
        draft,
        framework=framework,
        preset=preset if preset in presets else presets[0],
        scale=draft.scale if draft.scale in scales else "",
        rated_by=_one_of(RATED_BY, draft.rated_by),
        probes=_one_of(PROBES, draft.probes),
    )
    values = _values(chosen_of(draft, bank).scale)
    asked = {question.id for question in bank.questions_of(FrameworkId(draft.framework))}
    known = all(QuestionId(question) in asked for question in draft.questions)
    return replace(
        draft,
        threshold=max(0, min(draft.threshold, max(values) - min(values) - 1)),
        questions=draft.questions if known else (),
    )


def chosen_of(draft: SetupDraft, bank: QuestionBank) -> Chosen:
    """What a complete draft names."""
    framework = bank.framework(FrameworkId(draft.framework))
    preset = bank.preset(PresetId(draft.preset))
    scale = bank.scale(draft.scale or framework.scale)
    return Chosen(framework, preset, scale, preset.board if draft.masked is None else draft.masked)


def plan_of(draft: SetupDraft, bank: QuestionBank) -> FormPlan:
    """What is asked, and how it is rated."""
    chosen = chosen_of(draft, bank)
    return FormPlan(
        chosen.framework,
        chosen.preset,
        tuple(bank.question(QuestionId(question)) for question in draft.questions),
        chosen.scale,
        ProbeMode(draft.probes),
        RatedBy(draft.rated_by),
        draft.threshold,
    )


def sitting_of(draft: SetupDraft) -> Sitting:
    """Who sits on the panel."""
    return Sitting(
        draft.chair, names_of(draft.raters), names_of(draft.observers), draft.chair_rates
    )


def first_problem(draft: SetupDraft, bank: QuestionBank) -> tuple[str, InputError] | None:
    """What keeps a panel from being convened: the row concerned, and why."""
    checks: list[tuple[str, Callable[[], object]]] = [
        *_name_checks(draft.candidate, draft.cohort),
        ("chair", lambda: clean_name(draft.chair, "the chair")),
        ("raters", lambda: [clean_name(n, "a rater") for n in names_of(draft.raters)]),
        ("observers", lambda: [clean_name(n, "an observer") for n in names_of(draft.observers)]),
        ("raters", lambda: seats_of(replace(sitting_of(draft), observers=()))),
        ("observers", lambda: seats_of(sitting_of(draft))),
        ("candidate", lambda: candidate_of(draft.candidate, seats_of(sitting_of(draft)))),
        ("questions", lambda: form_of(plan_of(draft, bank), FormId("new"))),
    ]
    return _first_failing(checks)


def first_name_problem(candidate: str, cohort: str) -> tuple[str, InputError] | None:
    """As `first_problem`, where people and form are taken over."""
    return _first_failing(_name_checks(candidate, cohort))


def choices_of(
    draft: SetupDraft, chosen: Chosen, bank: QuestionBank
) -> dict[str, tuple[list[Choice[Any]], Any]]:
    """By row: what there is to choose from, and what is chosen."""
    own = chosen.framework.scale
    scales = [
        Choice(s.id, s.title, "the framework's own" if s.id == own else "") for s in bank.scales
    ]
    return {
        "preset": (
            [Choice(p.id, p.title, preset_words(p)) for p in bank.presets], draft.preset,
        ),
        "framework": ([Choice(f.id, f.title) for f in bank.practicable], draft.framework),
        "scale": (scales, chosen.scale.id),
        "threshold": (threshold_choices(chosen.scale), draft.threshold),
    }  # fmt: skip


def drawn(draft: SetupDraft, bank: QuestionBank, seed: int) -> tuple[str, ...]:
    """Questions as the preset wants them; what was practised here weighs nothing."""
    setup = SessionSetup(
        FrameworkId(draft.framework), PresetId(draft.preset), (),
        AnswerMode.SPOKEN, voice=False, preparation_seconds=0, seed=seed,
    )  # fmt: skip
    return tuple(question.id for question in draw_by_lot(bank, setup))


def threshold_choices(scale: Scale) -> list[Choice[int]]:
    """How far apart ratings may be without being discussed first."""
    values = _values(scale)
    return [
        Choice(points, f"more than {how_many(points, 'point')} apart")
        for points in range(max(values) - min(values))
    ]


def scale_words(chosen: Chosen) -> Content:
    """The levels of the scale; and that the questions' anchors go, where they do."""
    levels = "\n".join(_level_lines(chosen.scale))
    if chosen.has_anchors:
        return Content.styled(levels, DIM)
    return Content.styled(
        f"{levels}\nThe questions' own anchors are left out: they speak of another scale.", DIM
    )


def _level_lines(scale: Scale) -> list[str]:
    """The levels in lines, none of them broken."""
    lines: list[str] = []
    for level in scale.levels:
        words = f"{level.value} {level.label}"
        if lines and len(lines[-1]) + len(words) < _LINE:
            lines[-1] += f" · {words}"
        else:
            lines.append(words)
    return lines


def preset_words(preset: Preset) -> str:
    """How many questions in which time."""
    return f"{how_many(preset.questions, 'question')}, {preset.total_seconds // 60} min"


def summary(draft: SetupDraft, chosen: Chosen) -> str:
    """What is convened, for the last look before it is frozen."""
    seats = seats_of(sitting_of(draft))
    raters = [seat.name for seat in seats if seat.rates]
    rated = "each rated by" if draft.rated_by == RatedBy.QUESTION.value else "rated per ECQ by"
    shown = "Raters are letters." if chosen.masked else "Raters are named."
    return (
        f"{how_many(len(draft.questions), 'question')} of {chosen.framework.title}, {rated} "
        f"{listing(raters)} on {chosen.scale.title}. {shown}\n\n"
        "From now on people, questions, wording and scale are frozen, for every further "
        "candidate of this form, too; a question can only be taken out, with a reason. The PINs "
        "come next: have pen and paper ready."
    )


def _name_checks(candidate: str, cohort: str) -> list[tuple[str, Callable[[], object]]]:
    return [
        ("candidate", lambda: clean_name(candidate, "the candidate")),
        ("cohort", lambda: cohort.strip() and clean_name(cohort, "the cohort")),
    ]


def _first_failing(
    checks: Sequence[tuple[str, Callable[[], object]]],
) -> tuple[str, InputError] | None:
    for row, check in checks:
        try:
            check()
        except InputError as error:
            return row, error
    return None


def _one_of(choices: Sequence[Choice[str]], wished: str) -> str:
    values = [choice.value for choice in choices]
    return wished if wished in values else values[0]


def _values(scale: Scale) -> list[int]:
    return [level.value for level in scale.levels]
