"""Which questions to ask, and why: by need for a candidate, by lot for a panel.

Both are the same for the same seed and history.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, TypeVar

from mock_panel.domain.frameworks import Framework
from mock_panel.domain.ids import CompetencyId, EcqId
from mock_panel.domain.presets import Preset
from mock_panel.domain.questions import Question, QuestionBank
from mock_panel.domain.sessions import SessionSetup
from mock_panel.errors import InputError
from mock_panel.practice.need import Need, Reason, need_of
from mock_panel.practice.standing import Standing

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DrawnQuestion:
    """A question and why it was drawn."""

    question: Question
    because: str
    """To follow "because": no capital, no full stop."""
    told: tuple[Reason, ...]
    """The reasons in `because`, the weightiest first."""
    reasons: tuple[Reason, ...]
    """All that counted, whether told or not."""


def draw_by_need(
    bank: QuestionBank, setup: SessionSetup, standing: Standing
) -> tuple[DrawnQuestion, ...]:
    """The questions that the candidate needs most, in order of asking.

    In each round every ECQ gives the question that is needed most there: in the framework's
    order for a board, the neediest ECQ first for the others. So a session of one question
    has the neediest of all, and a board one of each ECQ. What was answered within the last
    day comes only where nothing else is left. The seed decides between equal questions;
    equal ECQs keep the framework's order.

    Args:
        bank: with the questions.
        setup: of the session; its framework is the standing's.
        standing: where the candidate stands.

    Raises:
        InputError: the framework, preset or an ECQ is unknown, or there is no question.
    """
    framework, preset = check_setup(bank, setup)
    ecqs = [ecq.id for ecq in framework.ecqs if not setup.ecqs or ecq.id in setup.ecqs]
    rng = random.Random(setup.seed)  # noqa: S311 - a fair draw, not a secret
    stacks = {
        ecq: rng.sample(questions, len(questions))
        for ecq in ecqs
        if (questions := bank.questions_of(framework.id, ecq))
    }
    drawn = _deal_by_need(stacks, preset, standing)
    if not drawn:
        raise _nothing_to_draw(setup, framework)
    ecq_was_given = len(stacks) <= preset.questions or len(ecqs) == 1
    return tuple(_explained(need, ecq_was_given=ecq_was_given) for need in drawn)


def draw_by_lot(bank: QuestionBank, setup: SessionSetup) -> tuple[Question, ...]:
    """Questions in order of asking: for a panel, whose candidate is somebody else.

    Board presets walk through the ECQs in the framework's order, others in a shuffled
    one. No question comes twice.

    Raises:
        InputError: the framework, preset or an ECQ is unknown, or there is no question.
    """
    framework, preset = check_setup(bank, setup)
    ecqs = [ecq.id for ecq in framework.ecqs if not setup.ecqs or ecq.id in setup.ecqs]
    rng = random.Random(setup.seed)  # noqa: S311 - a fair draw, not a secret
    if not preset.one_per_ecq:
        rng.shuffle(ecqs)
    stacks = {
        ecq: rng.sample(questions, len(questions))
        for ecq in ecqs
        for questions in [bank.questions_of(framework.id, ecq)]
    }
    drawn = _deal(ecqs, stacks, preset.questions)
    if not drawn:
        raise _nothing_to_draw(setup, framework)
    return tuple(drawn)


def check_setup(bank: QuestionBank, setup: SessionSetup) -> tuple[Framework, Preset]:
    """The framework and the preset that a set-up names.

    Raises:
        InputError: one of them, or an ECQ of the framework, is not in the bank.
    """
    framework = _known(
        "framework", bank.framework, setup.framework, [f.id for f in bank.frameworks]
    )
    preset = _known("preset", bank.preset, setup.preset, [p.id for p in bank.presets])
    for ecq_id in setup.ecqs:
        _known(f"ECQ of {framework.id}", framework.ecq, ecq_id, [e.id for e in framework.ecqs])
    return framework, preset


def _deal_by_need(
    stacks: Mapping[EcqId, list[Question]],
    preset: Preset,
    standing: Standing,
) -> list[Need]:
    dealt: list[Need] = []
    aimed_at: set[CompetencyId] = set()

    def neediest(ecq: EcqId) -> Need:
        needs = (need_of(question, standing, aimed_at) for question in stacks[ecq])
        return min(needs, key=lambda need: need.order)

    while len(dealt) < preset.questions and any(stacks.values()):
        tops = [neediest(ecq) for ecq, stack in stacks.items() if stack]
        if not preset.one_per_ecq:
            rested = [need for need in tops if not need.is_resting]
            tops = sorted(rested or tops, key=lambda need: need.order)
        for top in tops[: preset.questions - len(dealt)]:
            # Looked at anew: the questions before it may aim at the same competencies.
            need = neediest(top.question.ecq)
            stacks[top.question.ecq].remove(need.question)
            aimed_at.update(need.question.competencies)
            dealt.append(need)
    return dealt


def _explained(need: Need, *, ecq_was_given: bool) -> DrawnQuestion:
    told = need.told(ecq_was_given=ecq_was_given)
    because = " and ".join(reason.words for reason in told)
    return DrawnQuestion(need.question, because, told, need.reasons)


def _nothing_to_draw(setup: SessionSetup, framework: Framework) -> InputError:
    return InputError(
        f"There is no question to draw for {', '.join(setup.ecqs) or framework.title}.",
        "Choose another ECQ, or add questions to the bank.",
    )


def _deal(ecqs: list[EcqId], stacks: Mapping[EcqId, list[Question]], wanted: int) -> list[Question]:
    dealt: list[Question] = []
    while len(dealt) < wanted and any(stacks.values()):
        for ecq in ecqs:
            if stacks[ecq] and len(dealt) < wanted:
                dealt.append(stacks[ecq].pop(0))
    return dealt


def _known(what: str, find: Callable[[Any], T], wanted: str, known: Sequence[str]) -> T:
    try:
        return find(wanted)
    except KeyError:
        near = get_close_matches(wanted, known, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(known)}."
        raise InputError(f"There is no {what} {wanted!r}.", hint) from None
