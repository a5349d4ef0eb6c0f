"""What the levels come to, in the shape of a board's decision."""

from dataclasses import replace

import pytest

from mock_panel.domain.attempts import Attempt
from mock_panel.domain.frameworks import FrameworkStatus
from mock_panel.domain.ids import EcqId
from mock_panel.practice.board_indicator import (
    INDICATOR,
    BoardIndicator,
    board_indicator,
    came_out_thin,
    rehearsal_outcome,
)
from mock_panel.practice.progress import readiness
from tests.storage.sample_attempts import make_attempt
from tests.tui.histories import CURRENT, ECQS, bank, summary

FRAMEWORK = bank().framework(CURRENT)


def indicated(*levels: int | None, status: FrameworkStatus | None = None) -> BoardIndicator:
    """Five answers at each ECQ with a level, two at each other one."""
    attempts = [
        replace(summary(n, ecq, level or 3), level_exact=float(level or 3))
        for ecq, level in zip(ECQS, levels, strict=True)
        for n in range(5 if level else 2)
    ]
    framework = replace(FRAMEWORK, status=status) if status else FRAMEWORK
    return board_indicator(framework, readiness(framework, attempts))


@pytest.mark.parametrize(
    ("levels", "verdict"),
    [
        ((3, 4, 5, 3, 3), "Approve"),
        ((2, 4, 5, 3, 3), "Rewrite"),
        ((2, 2, 5, 3, 3), "Rewrite"),
        ((2, 2, 1, 3, 3), "Disapprove"),
        ((2, 2, 1, None, None), "Disapprove"),
        ((2, 4, 5, 3, None), "No outcome yet: 1 of 5 ECQs has fewer than 5 scored answers"),
        ((None,) * 5, "No outcome yet: 5 of 5 ECQs have fewer than 5 scored answers"),
    ],
)
def test_the_verdict_has_the_boards_words_and_rules(
    levels: tuple[int | None, ...], verdict: str
) -> None:
    told = indicated(*levels)
    assert told.verdict == verdict
    assert told.title == "Board outcome, unofficial"
    assert INDICATOR in told.rules
    assert "binds nobody" in INDICATOR


def test_a_mean_just_below_is_not_rounded_up() -> None:
    attempts = [replace(summary(n, ECQS[0]), level_exact=2.99) for n in range(5)]
    (first, *_) = board_indicator(FRAMEWORK, readiness(FRAMEWORK, attempts)).ecqs
    assert first.shown is False


def test_each_ecq_is_told_with_spread_and_count_or_as_a_count() -> None:
    told = indicated(4, 2, None, 3, 3)
    assert [ecq.words for ecq in told.ecqs[:3]] == [
        "shown, level 4.0 (4.0 each time in the last 5 of 5 scored)",
        "not shown, level 2.0 (2.0 each time in the last 5 of 5 scored)",
        "too few to say: 2 answers",
    ]
    assert told.sentence == (
        "3 of 5 shown; not shown: Driving Efficiency; too few answers: Merit and Competence."
    )


def test_no_board_decides_on_other_frameworks() -> None:
    told = indicated(2, 2, 1, 3, 3, status=FrameworkStatus.ELSEWHERE)
    assert (told.verdict, told.rules) == ("2 of 5 shown", ())


def rehearsed(*levels: float | None) -> list[Attempt]:
    """One answer an ECQ with an exact level, or without words."""
    return [_answered(ecq, level) for ecq, level in zip(ECQS, levels, strict=False)]


def _answered(ecq: EcqId, level: float | None) -> Attempt:
    attempt = make_attempt(3)
    assert attempt.report is not None
    report = replace(attempt.report, level_exact=level)
    asked = replace(attempt.question, ecq=ecq)
    return replace(
        attempt, question=asked, report=None if level is None else report, continuations=()
    )


@pytest.mark.parametrize(
    ("levels", "verdict"),
    [
        ((3.0, 4, 5, 3, 3), "Approve"),
        ((2.99, 4, 5, 3, 3), "Rewrite"),
        ((2, 2, 1, 3, None), "Disapprove"),
        ((2, 4, 5, 3, None), "No outcome yet: 1 of 5 ECQs has an answer without words"),
        ((4, 4, 4), "No outcome: 3 of 5 ECQs were asked"),
    ],
)
def test_one_rehearsal_has_an_outcome_of_its_own(
    levels: tuple[float | None, ...], verdict: str
) -> None:
    told = rehearsal_outcome(FRAMEWORK, rehearsed(*levels))
    assert told.verdict == verdict
    assert INDICATOR in told.rules


def test_a_level_that_its_review_rounds_up_is_told_apart() -> None:
    near, *others = rehearsed(2.97, 4, 5, 3, 3)
    assert near.report is not None
    near = replace(near, report=replace(near.report, level=3))
    told = rehearsal_outcome(FRAMEWORK, [near, *others])
    assert told.ecqs[0].words == "not shown, level 2.97"
    assert told.rules[0] == (
        f"A review rounds up: {told.ecqs[0].ecq.short_title} has level 3 there, and less than 3.0 "
        "before it."
    )
    assert len(rehearsal_outcome(FRAMEWORK, rehearsed(3, 4, 5, 3, 3)).rules) == 2


def test_an_answer_without_words_is_thin_where_it_was_short() -> None:
    [spoken] = rehearsed(None)
    low = spoken.band.low
    assert came_out_thin(replace(spoken, timing=replace(spoken.timing, answer=low - 1.0)))
    assert not came_out_thin(replace(spoken, timing=replace(spoken.timing, answer=float(low))))
