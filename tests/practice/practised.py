"""Candidates who practise in a test: attempts at questions, and where they leave one."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from mock_panel.bank.source import MergedBank
from mock_panel.domain.attempts import AttemptStatus, AttemptSummary
from mock_panel.domain.frameworks import Framework
from mock_panel.domain.ids import AttemptId, PresetId
from mock_panel.domain.parts import AnswerMode, Ownership
from mock_panel.domain.presets import Band
from mock_panel.domain.questions import Question, QuestionBank
from mock_panel.practice.drawing import draw_by_need
from mock_panel.practice.plan import EveningKind, Plan, board_presets, next_step, plan
from mock_panel.practice.progress import readiness
from mock_panel.practice.standing import Standing, standing_of
from tests.practice.fakes import BOARD, DRILL, FRAMEWORK, NOON, SETUP


def attempt_at(
    question: Question, at: datetime = NOON, level: int | None = 3, **changes: Any
) -> AttemptSummary:
    """A scored attempt at a question; without a level it could not be scored."""
    made = AttemptSummary(
        id=AttemptId(f"{question.id}@{at.isoformat()}"),
        started_at=at,
        framework=question.framework,
        ecq=question.ecq,
        competencies=question.competencies,
        question_id=question.id,
        question_text=question.text,
        preset=DRILL,
        mode=AnswerMode.TYPED,
        status=AttemptStatus.NOT_SCORED if level is None else AttemptStatus.SCORED,
        seconds=150.0,
        first_word_seconds=3.0,
        band=Band(120, 180),
        words=300,
        level=level,
        level_exact=None if level is None else float(level),
        found={},
        shares={},
        ownership=Ownership.I,
        quantified_result=True,
        self_level=None,
    )
    return replace(made, **changes)


def timed(question: Question, at: datetime = NOON, own: int | None = None) -> AttemptSummary:
    """An attempt without words on record."""
    return attempt_at(question, at, None, status=AttemptStatus.TIMED, self_level=own)


def standing(
    bank: QuestionBank,
    attempts: Sequence[AttemptSummary] = (),
    now: datetime = NOON,
    interview: date | None = None,
    *,
    framework: Framework | None = None,
    **more: Any,
) -> Standing:
    """Where these attempts, in any order, leave the candidate."""
    framework = framework or bank.framework(FRAMEWORK)
    newest = sorted(attempts, key=lambda a: a.started_at, reverse=True)
    rows = readiness(framework, newest)
    boards = board_presets(bank.presets)
    return standing_of(framework, rows, newest, now, interview, board_presets=boards, **more)


@cache
def shipped_bank() -> QuestionBank:
    """The bank that comes with the program."""
    return MergedBank().load()


def practise_until(
    bank: QuestionBank, framework: Framework, start: datetime, interview: date, seed: int
) -> tuple[list[Plan], list[AttemptSummary]]:
    """A candidate who does what the plan says, evening after evening, with good days and bad.

    Returns:
        The plan as it stood before each evening's first answer, and all attempts in order.
    """
    rng = random.Random(seed)
    plans: list[Plan] = []
    history: list[AttemptSummary] = []
    day = start
    while day.astimezone().date() < interview:
        now = day + timedelta(minutes=rng.randrange(-90, 90))
        made = plan(bank, standing(bank, history, now, interview, framework=framework))
        plans.append(made)
        while not made.is_done_for_today:
            here = made.standing
            if made.tonight is not None and made.tonight.kind is EveningKind.BOARD:
                setup = replace(SETUP, framework=framework.id, preset=PresetId("board"), seed=seed)
                drawn = [each.question for each in draw_by_need(bank, setup, here)]
                preset = BOARD
            else:
                step = next_step(bank, here)
                assert step.drawn is not None
                drawn, preset = [step.drawn.question], DRILL
            for question in drawn:
                history.append(_answer(question, now, preset, rng))
                now += timedelta(minutes=7)
            made = plan(bank, standing(bank, history, now, interview, framework=framework))
        day += timedelta(days=1)
    return plans, history


def _answer(
    question: Question, now: datetime, preset: PresetId, rng: random.Random
) -> AttemptSummary:
    luck = rng.random()
    if luck < 0.08:
        return replace(timed(question, now, rng.choice([None, 2, 4])), preset=preset)
    level = None if luck < 0.16 else rng.choice([1, 2, 2, 3, 3, 3, 4, 4, 5])
    misunderstood = rng.random() < 0.06
    return attempt_at(question, now, level, preset=preset, misunderstood=misunderstood)
