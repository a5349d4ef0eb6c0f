"""Sixty evenings of candidates who do what the plan says."""

from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest

from mock_panel.domain.attempts import AttemptSummary
from mock_panel.domain.ids import CompetencyId, FrameworkId, QuestionId
from mock_panel.practice.plan import BOARD_DAYS, EveningKind, Plan
from mock_panel.practice.standing import counts
from tests.practice.practised import practise_until, shipped_bank

START = datetime(2026, 1, 5, 19, 30, tzinfo=UTC)
DAYS = 60
INTERVIEW = START.date() + timedelta(days=DAYS)
LIVES = (("opm-2025", 1), ("opm-2006", 2))
"""A framework, and the seed of who practises in it."""

Evenings = tuple[list[Plan], list[AttemptSummary]]


@cache
def lived(framework: str, seed: int) -> Evenings:
    """All sixty, once for every test that looks at them; a group of them shares a process."""
    return simulated(framework, seed)


def simulated(framework: str, seed: int, interview: date = INTERVIEW) -> Evenings:
    bank = shipped_bank()
    return practise_until(bank, bank.framework(FrameworkId(framework)), START, interview, seed)


@pytest.fixture(
    params=[
        pytest.param((name, seed), marks=pytest.mark.xdist_group(f"sixty days {name} {seed}"))
        for name, seed in LIVES
    ],
    ids=str,
)
def evenings(request: pytest.FixtureRequest) -> tuple[str, Evenings]:
    name, seed = request.param
    return name, lived(name, seed)


def test_every_competency_is_practised_and_counts_well_before_the_end(
    evenings: tuple[str, Evenings],
) -> None:
    name, (_, history) = evenings
    framework = shipped_bank().framework(FrameworkId(name))
    wanted = {competency.id for competency in framework.competencies}
    first: dict[CompetencyId, datetime] = {}
    for attempt in history:
        for competency in attempt.competencies:
            if counts(attempt):
                first.setdefault(competency, attempt.started_at)
    assert wanted <= set(first)
    assert max(first[c] for c in wanted) < START + timedelta(days=21)
    in_three_days = {a.ecq for a in history if a.started_at < START + timedelta(days=3)}
    assert in_three_days == {ecq.id for ecq in framework.ecqs}


def test_no_question_comes_twice_within_a_day(evenings: tuple[str, Evenings]) -> None:
    last: dict[QuestionId, datetime] = {}
    for attempt in evenings[1][1]:
        if attempt.question_id in last:
            assert attempt.started_at - last[attempt.question_id] >= timedelta(days=1)
        last[attempt.question_id] = attempt.started_at


def test_what_went_badly_comes_back_sooner_than_what_went_well(
    evenings: tuple[str, Evenings],
) -> None:
    waits: dict[bool, list[float]] = {True: [], False: []}
    history = [a for a in evenings[1][1] if a.started_at < START + timedelta(days=DAYS - 3)]
    for place, attempt in enumerate(history):
        again = (a for a in history[place + 1 :] if a.question_id == attempt.question_id)
        if attempt.level is not None and (later := next(again, None)):
            days = (later.started_at - attempt.started_at) / timedelta(days=1)
            waits[attempt.level <= 2].append(days)
    assert len(waits[True]) > 10
    assert sorted(waits[True])[len(waits[True]) // 2] < sorted(waits[False])[len(waits[False]) // 2]


def test_it_tapers_to_what_went_best(evenings: tuple[str, Evenings]) -> None:
    plans, history = evenings[1]
    assert [made.tonight.kind for made in plans[-2:] if made.tonight] == [EveningKind.BEST] * 2
    begin = START + timedelta(days=DAYS - 2, hours=-3)
    tapering = [a for a in history if a.started_at >= begin]
    assert len(tapering) == 4, "two questions an evening"
    for attempt in tapering:
        before = [
            a
            for a in history
            if a.question_id == attempt.question_id and a.started_at < attempt.started_at
        ]
        assert before, "nothing new"
        assert (before[-1].level or before[-1].self_level or 0) >= 4
    assert not any(made.standing.countdown.is_taper for made in plans[:-2])


def test_the_board_is_rehearsed_a_week_apart_and_never_at_the_end(
    evenings: tuple[str, Evenings],
) -> None:
    name, (_, history) = evenings
    boards: dict[date, list[str]] = {}
    for attempt in history:
        if attempt.preset == "board":
            boards.setdefault(attempt.started_at.date(), []).append(attempt.ecq)
    assert [(INTERVIEW - day).days for day in reversed(boards)] == list(BOARD_DAYS)
    in_order = [ecq.id for ecq in shipped_bank().framework(FrameworkId(name)).ecqs]
    assert all(ecqs == in_order for ecqs in boards.values())


def test_the_same_seed_makes_the_same_sixty_days() -> None:
    interview = START.date() + timedelta(days=12)
    once, again = (simulated("opm-2025", 7, interview) for _ in range(2))
    assert once == again
    assert once[1] != simulated("opm-2025", 8, interview)[1]


def test_each_plan_names_a_reason_and_reaches_to_the_eve(evenings: tuple[str, Evenings]) -> None:
    for made in evenings[1][0]:
        assert made.evenings[-1].day == INTERVIEW - timedelta(days=1)
        assert made.next_step.drawn is not None
        assert made.next_step.drawn.because
        first = made.evenings[0]
        if first.kind is EveningKind.QUESTIONS:
            assert first.slots[0].ecq.id == made.next_step.ecq.id
