"""Fit the points of the conditions: `python -m tests.scoring.fit_levels` writes them.

Least squares between the labelled level and the points under their caps, by moving one
condition's points at a time; whole points, none below zero, and a small price on every point,
so that a condition that tells nothing is worth nothing. Standard library only.

The sentences of each author are marked by weights that were fitted on other authors, so that
the points suit marks as good as a stranger's answer gets, not marks learnt by heart.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from pathlib import Path
from unittest.mock import patch

from mock_panel.scoring import levels, marker
from mock_panel.scoring.answer_type import AnswerType, answer_type
from mock_panel.scoring.evidence import gather
from mock_panel.scoring.facts import Facts
from mock_panel.scoring.guards import is_stuffed, refusal
from mock_panel.scoring.levels import BASE, CONDITIONS, STEP
from mock_panel.scoring.prompt import Prompt
from tests.scoring import fit_marking
from tests.scoring.labelled import (
    LabelledAnswer,
    development,
    headed_development,
    marking_development,
)

PRICE = 0.05
"""Squared levels a point costs."""
MOST_POINTS = 8
BEGINNINGS = (0, 1, 2, 3, 4)
"""Points of every condition to begin with: from each the moves end elsewhere, about as well."""
ROUNDS = 40
GROUPS = 6
"""Of authors; the sentences of each group are marked by weights from the others."""
LEAST = {
    "action.not_mine_share>=0.2": 2,
    "action.not_mine_share>=0.5": 3,
    "result.sentences>=1": 4,
    "result.sentences>=2": 2,
    "result.outcome>=1": 1,
    "answer.other_share>=0.3": 4,
    "answer.other_share>=0.55": 6,
    "answer.other_share>=0.75": 5,
}
"""What must never be free, whatever the answers say: acts that are not one's own, a result, more
of it, what came of it in words, and talk beside it all."""


@dataclass(frozen=True, slots=True)
class Case:
    """One answer as the fit sees it."""

    answer: LabelledAnswer
    facts: Facts
    kind: AnswerType


def crossed(answers: Sequence[LabelledAnswer]) -> Iterator[tuple[LabelledAnswer, object]]:
    """Each answer with weights fitted on the authors of all groups but its own."""
    authors = sorted({a.author for a in answers})
    group = {author: number % GROUPS for number, author in enumerate(authors)}
    for number in range(GROUPS):
        others = [a for a in marking_development() if group[a.author] != number]
        weights = fit_marking.fit(others, headed_development())
        for answer in answers:
            if group[answer.author] == number:
                yield answer, weights


def cases(answers: Sequence[LabelledAnswer]) -> list[Case]:
    """All answers that are scored at all, marked by strangers' weights."""
    found = []
    for answer, weights in crossed(answers):
        with patch.object(marker, "shipped_weights", lambda w=weights: w):
            prompt = Prompt.worded(answer.question)
            marked = marker.mark(answer.text, prompt, [s.text for s in answer.sentences])
        if refusal(marked, prompt.text) is None:
            facts = levels.facts_of(gather(marked), stuffed=is_stuffed(marked))
            found.append(Case(answer, facts, answer_type(marked)))
    return found


def fit(chosen: Sequence[Case]) -> dict[str, int]:
    """Points of each condition.

    What is held at level 1, whatever its points, teaches nothing.
    """
    chosen = [
        case
        for case in chosen
        if not any(cap.level == 1 and cap.holds(case.facts, case.kind) for cap in levels.CAPS)
    ]
    columns = [
        {i: d for i, case in enumerate(chosen) if (d := condition.degree(case.facts))}
        for condition in CONDITIONS
    ]
    found = [_moved(chosen, columns, begin) for begin in BEGINNINGS]
    points = min(found, key=lambda each: each[0])[1]
    return {c.id: value for c, value in zip(CONDITIONS, points, strict=True) if value}


def _moved(
    chosen: Sequence[Case], columns: Sequence[Mapping[int, float]], begin: int
) -> tuple[float, list[int]]:
    """The loss and the points where moving one condition's points gains nothing any more.

    Args:
        chosen: the answers.
        columns: of each condition, how far each answer meets it.
        begin: every condition's points to begin with.
    """
    signs = [-1 if c.counts_against else 1 for c in CONDITIONS]
    caps = [tuple(cap for cap in levels.CAPS if cap.holds(c.facts, c.kind)) for c in chosen]
    floors = [next((f for f in levels.FLOORS if f.holds(c.facts)), None) for c in chosen]
    wanted = [case.answer.level for case in chosen]
    least = [LEAST.get(condition.id, 0) for condition in CONDITIONS]
    points = [max(begin, each) for each in least]
    reached = [
        BASE
        + fsum(s * p * c.get(i, 0.0) for s, p, c in zip(signs, points, columns, strict=True)) / STEP
        for i in range(len(chosen))
    ]

    def loss(column: Mapping[int, float], step: float) -> float:
        return fsum(
            (levels.bounded(reached[i] + step * d, caps[i], floors[i]) - wanted[i]) ** 2
            for i, d in column.items()
        )

    for _ in range(ROUNDS):
        moved = False
        for place, column in enumerate(columns):
            now = loss(column, 0.0)
            best, best_step = 0.0, 0
            for step in (-2, -1, 1, 2):
                if not least[place] <= points[place] + step <= MOST_POINTS:
                    continue
                change = loss(column, signs[place] * step / STEP) - now + PRICE * step
                if change < best - 1e-9:
                    best, best_step = change, step
            if best_step:
                moved = True
                points[place] += best_step
                for i, degree in column.items():
                    reached[i] += signs[place] * best_step * degree / STEP
        if not moved:
            break
    whole = dict.fromkeys(range(len(chosen)), 0.0)
    return loss(whole, 0.0) + PRICE * sum(points), points


def document(points: Mapping[str, int]) -> str:
    """The points as the file beside the levels holds them."""
    return json.dumps(points, indent=0) + "\n"


def main() -> None:
    """Write the points."""
    path = Path(levels.__file__).with_name("level_points.json")
    path.write_text(document(fit(cases(development()))), encoding="utf-8")


if __name__ == "__main__":
    main()
