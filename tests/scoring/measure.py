"""Print how well the engine does: `python -m tests.scoring.measure [development|held-out]`.

Labels are those of `answers/`: one person's reading each, not a board's.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from mock_panel.domain.parts import Part
from mock_panel.domain.scores import ScoreReport
from mock_panel.scoring.engine import Prompt, score
from tests.scoring.bare import Bare
from tests.scoring.labelled import (
    LETTERS,
    LabelledAnswer,
    LabelledSentence,
    development,
    held_out,
)
from tests.scoring.views import VIEWS, View

CLASSES = ("S", "A", "R", "O")
"""Situation with task, action, result, other."""

Pairs = list[tuple[str, str]]


def merged(part: Part) -> str:
    """The class of a part: task counts as situation."""
    return {"S": "S", "T": "S", "A": "A", "R": "R"}.get(part.letter, "O")


def macro_f1(pairs: Pairs) -> float:
    """Mean F1 over the classes that the labels have; pairs are (wanted, given)."""
    scores = []
    for name in CLASSES:
        both = sum(w == name == g for w, g in pairs)
        wanted = sum(w == name for w, _ in pairs)
        given = sum(g == name for _, g in pairs)
        if wanted:
            scores.append(2 * both / (wanted + given))
    return sum(scores) / len(scores) if scores else 0.0


def kappa(pairs: Sequence[tuple[int, int]]) -> float:
    """Quadratic weighted kappa of levels 1 to 5."""
    wanted = Counter(w for w, _ in pairs)
    given = Counter(g for _, g in pairs)
    seen = sum((w - g) ** 2 for w, g in pairs) * len(pairs)
    chance = sum(wanted[a] * given[b] * (a - b) ** 2 for a in wanted for b in given)
    return 1 - seen / chance if chance else 0.0


def report_of(answer: LabelledAnswer, sentences: Sequence[LabelledSentence]) -> ScoreReport:
    """The engine's report on some sentences of an answer."""
    texts = [s.text for s in sentences]
    return score(
        " ".join(texts), prompt=Prompt.worded(answer.question), mode=answer.mode, sentences=texts
    )


def marked_pairs(answers: Sequence[LabelledAnswer], view: View) -> Pairs:
    """Wanted and given class of every sentence; in refused answers all is other."""
    return [
        (merged(s.part), merged(mark.part))
        for answer in answers
        if (sentences := view(answer.sentences))
        for s, mark in zip(sentences, report_of(answer, sentences).sentences, strict=True)
    ]


def boundaries(texts: Iterable[tuple[Sequence[int], Sequence[int]]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of where sentences begin, told and found; firsts do not count."""
    both = found = told = 0
    for wanted, given in texts:
        both += len(set(wanted[1:]) & set(given[1:]))
        found += len(given) - 1
        told += len(wanted) - 1
    return both / max(found, 1), both / max(told, 1), 2 * both / max(found + told, 1)


def word_pairs(text: Bare, report: ScoreReport) -> Pairs:
    """Wanted and given class of every word, however the text was split."""
    told = list(zip(text.starts, text.letters, strict=True))
    given = [(mark.span.start, merged(mark.part)) for mark in report.sentences] or [(0, "O")]
    pairs = []
    for match in re.finditer(r"\S+", text.text):
        while len(told) > 1 and told[1][0] <= match.start():
            told.pop(0)
        while len(given) > 1 and given[1][0] <= match.start():
            given.pop(0)
        pairs.append((merged(LETTERS[told[0][1]]), given[0][1]))
    return pairs


def position_pairs(answers: Sequence[LabelledAnswer], view: View) -> Pairs:
    """The same by place alone: a third each of situation and result, a sixth less for action."""
    pairs = []
    for answer in answers:
        sentences = view(answer.sentences)
        for index, s in enumerate(sentences):
            place = (index + 0.5) / len(sentences)
            pairs.append((merged(s.part), "S" if place < 0.33 else "A" if place < 0.72 else "R"))
    return pairs


def levels(answers: Sequence[LabelledAnswer]) -> list[tuple[LabelledAnswer, ScoreReport]]:
    """Every answer with its report."""
    return [(a, report_of(a, a.sentences)) for a in answers]


def by_words(answers: Sequence[LabelledAnswer]) -> list[tuple[int, int]]:
    """Wanted level, and the level by word count alone with the best cuts of five."""
    order = sorted(a.words for a in development())
    wanted = Counter(a.level for a in development())
    cuts, place = [], 0
    for value in range(1, 5):
        place += wanted[value]
        cuts.append(order[place])
    return [(a.level, 1 + sum(a.words >= cut for cut in cuts)) for a in answers]


def table(answers: Sequence[LabelledAnswer]) -> str:
    """All figures as lines of text."""
    lines = [f"{len(answers)} answers"]
    for name, view in VIEWS.items():
        ours = macro_f1(marked_pairs(answers, view))
        place = macro_f1(position_pairs(answers, view))
        lines.append(f"sentence macro-F1, {name}: {ours:.3f} (place alone {place:.3f})")
    reports = levels(answers)
    pairs = [(a.level, r.level or 1) for a, r in reports]
    words = by_words(answers)
    exact = _share(w == g for w, g in pairs)
    near = _share(abs(w - g) <= 1 for w, g in pairs)
    near_by_words = _share(abs(w - g) <= 1 for w, g in words)
    owners = _share(a.ownership == r.ownership for a, r in reports)
    measured = _share(a.quantified_result == r.quantified_result for a, r in reports)
    lines += [
        f"level, quadratic kappa: {kappa(pairs):.3f} (word count {kappa(words):.3f})",
        f"level, exact: {exact}; within one: {near} (word count {near_by_words})",
        f"refused: {[(a.id, str(r.reason)) for a, r in reports if not r.is_scored]}",
        f"ownership: {owners}; quantified result: {measured}",
        f"clear result called absent: {_result(reports, 2, 'absent')}",
        f"absent result called clear: {_result(reports, 0, 'clear')}",
        f"ladder steps in strict order: {_steps(reports)}",
        f"off: {[(a.id, a.level, r.level) for a, r in reports if (r.level or 1) != a.level]}",
    ]
    return "\n".join(lines)


def _share(hits: Iterable[bool]) -> str:
    values = list(hits)
    return f"{sum(values)}/{len(values)}"


def _result(reports: Sequence[tuple[LabelledAnswer, ScoreReport]], wanted: int, said: str) -> str:
    return _share(
        r.parts[Part.RESULT].found.value == said for a, r in reports if a.found[2] == wanted
    )


def _steps(reports: Sequence[tuple[LabelledAnswer, ScoreReport]]) -> str:
    ladders: dict[str, list[tuple[int, float]]] = {}
    for answer, report in reports:
        if answer.family != answer.id:
            ladders.setdefault(answer.family, []).append((answer.step, report.level_exact or 0.0))
    ordered = [
        before[1] > after[1]
        for steps in ladders.values()
        for before, after in pairwise(sorted(steps))
    ]
    return _share(ordered)


if __name__ == "__main__":
    chosen = held_out if "held-out" in sys.argv else development
    sys.stdout.write(table(chosen()) + "\n")
