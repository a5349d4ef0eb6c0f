"""How well the scorer does on answers that nothing was tuned on, beside simpler ones.

`python -m tests.benchmarks.scorer [FILE]`: FILE may hold headed stories of one's own, one JSON
object a line, `{"sentences": [{"text": "…", "part": "S|T|A|R"}]}`; they are measured too and
leave nothing behind.
"""

import json
import math
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter

from mock_panel.domain.parts import AnswerMode, Part
from mock_panel.scoring.engine import ENGINE_VERSION, Prompt, score
from mock_panel.scoring.sentences import split
from tests.scoring import bare, baselines, changes, measure
from tests.scoring.labelled import (
    LabelledAnswer,
    LabelledSentence,
    development,
    held_out,
    talk_held_out,
)
from tests.scoring.non_answers import non_answers
from tests.scoring.views import VIEWS, View

Marker = Callable[[LabelledAnswer, Sequence[LabelledSentence]], list[Part]]

ASKED = {
    "in order": ".88 (.92)", "result first": ".75 (.85)", "action first": "",
    "shuffled": ".68 (.80)",
    "no result": ".87 (.92)", "no action": ".80 (.88)",
}  # fmt: skip


def ours(answer: LabelledAnswer, sentences: Sequence[LabelledSentence]) -> list[Part]:
    """The engine's parts."""
    return [mark.part for mark in measure.report_of(answer, sentences).sentences]


def f1_of(mark: Marker, answers: Sequence[LabelledAnswer], view: View) -> float:
    """Macro-F1 over situation with task, action, result, other."""
    pairs = [
        (measure.merged(s.part), measure.merged(part))
        for answer in answers
        if (sentences := view(answer.sentences))
        for s, part in zip(sentences, mark(answer, sentences), strict=True)
    ]
    return measure.macro_f1(pairs)


def say(line: str) -> None:
    """One line of the report."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def run() -> None:
    """Print all tables for the held-out answers."""
    tables(held_out())


def tables(answers: Sequence[LabelledAnswer]) -> None:
    """Print all tables."""
    naive = baselines.NGrams(development())
    say(f"Scorer {ENGINE_VERSION} on {len(answers)} answers, fitted on {len(development())}")
    markers: dict[str, Marker] = {
        "ours": ours,
        "n-grams": lambda _, s: naive.parts([x.text for x in s]),
        "place": lambda _, s: baselines.by_place([x.text for x in s]),
    }
    say(f"{'sentence macro-F1':24}" + "".join(f"{name:>9}" for name in markers) + "  asked (aim)")
    for name, view in VIEWS.items():
        row = "".join(f"{f1_of(mark, answers, view):9.3f}" for mark in markers.values())
        say(f"{name:24}{row}  {ASKED[name]}")
    _by_hands(answers)
    if sys.argv[-1].endswith(".jsonl"):
        _headed(Path(sys.argv[-1]), markers)
    _levels(answers, naive)
    run_on(answers)
    _changes(answers)
    _speed(answers)


FIRST_HANDS = {"typed", "spoken", "ladders"}
"""The authors of the answers that the project began with."""


def _by_hands(answers: Sequence[LabelledAnswer]) -> None:
    """The same for the first authors, for those who came later, and for those never learnt from."""
    taught = {a.author for a in development()}
    hands = {
        "first": [a for a in answers if a.author in FIRST_HANDS],
        "later": [a for a in answers if a.author in taught - FIRST_HANDS],
        "unmet": [a for a in answers if a.author not in taught],
    }
    hands = {name: group for name, group in hands.items() if group}
    say(f"{'ours, by hands':24}" + "".join(f"{f'{n} {len(g)}':>10}" for n, g in hands.items()))
    for name, view in VIEWS.items():
        figures = (f1_of(ours, group, view) for group in hands.values())
        say(f"{name:24}" + "".join(f"{figure:10.3f}" for figure in figures))
    reports = [measure.levels(group) for group in hands.values()]
    pairs = [[(a.level, r.level or 1) for a, r in each] for each in reports]
    say(f"{'quadratic kappa':24}" + "".join(f"{measure.kappa(each):10.3f}" for each in pairs))
    near = (_share(abs(w - g) <= 1 for w, g in each) for each in pairs)
    say(f"{'within one':24}" + "".join(f"{each:>10}" for each in near))


def _headed(path: Path, markers: dict[str, Marker]) -> None:
    stories = [
        [LabelledSentence(s["text"], s["part"]) for s in json.loads(line)["sentences"]]
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    nobody = development()[0]
    asked = {"in order": ".86 (.90)", "result first": ".58 (.75)", "shuffled": ".55 (.70)"}
    say(f"headed stories of people ({len(stories)}): S+T, A, R")
    for name, figure in asked.items():
        row = ""
        for marker, mark in markers.items():
            pairs = []
            for story in stories:
                told = VIEWS[name](story)
                texts = [s.text for s in told]
                parts = (
                    [m.part for m in score(" ".join(texts), sentences=texts).sentences]
                    if marker == "ours" else mark(nobody, told)
                )  # fmt: skip
                pairs += [
                    (measure.merged(s.part), measure.merged(p))
                    for s, p in zip(told, parts, strict=True)
                ]
            row += f"{measure.macro_f1(pairs):9.3f}"
        say(f"{name:24}{row}  {figure}")


def run_on(answers: Sequence[LabelledAnswer]) -> None:
    """Texts that lack marks: where they are cut, the parts of their words, their levels."""
    say(f"{'lacking marks':24}{'cuts P':>9}{'R':>9}{'F1':>9}{'words F1':>9}{'kappa':>9}")
    for mode in (None, *AnswerMode):
        who = mode.value if mode else "all"
        chosen = [a for a in answers if mode in {None, a.mode}]
        for name, strip in {"as told": bare.as_told, **bare.STRIPPINGS}.items():
            texts = [bare.stripped(a.sentences, strip) for a in chosen]
            reports = [
                score(t.text, prompt=Prompt.worded(a.question))
                for a, t in zip(chosen, texts, strict=True)
            ]
            cuts = measure.boundaries(
                (t.starts, [start for start, _ in split(t.text)]) for t in texts
            )
            words = [
                pair
                for text, report in zip(texts, reports, strict=True)
                for pair in measure.word_pairs(text, report)
            ]
            pairs = [(a.level, r.level or 1) for a, r in zip(chosen, reports, strict=True)]
            figures = (*cuts, measure.macro_f1(words), measure.kappa(pairs))
            row = "".join(f"{figure:9.3f}" for figure in figures)
            say(f"{who}, {name:{22 - len(who)}}{row}")


def _levels(answers: Sequence[LabelledAnswer], naive: baselines.NGrams) -> None:
    reports = measure.levels(answers)
    cuts = baselines.level_by_words(development())
    scale = sorted(baselines.marker_score(a.text) for a in development())
    steps = [scale[len(scale) * k // 5] for k in range(1, 5)]
    guesses: dict[str, list[float]] = {
        "ours": [r.level_exact or 1.0 for _, r in reports],
        "n-grams": [min(max(naive.level(a), 1.0), 5.0) for a in answers],
        "words": [1.0 + sum(a.words >= cut for cut in cuts) for a in answers],
        "markers": [1.0 + sum(baselines.marker_score(a.text) >= s for s in steps) for a in answers],
    }
    say(f"{'level':24}" + "".join(f"{name:>9}" for name in guesses) + "  asked (aim)")
    rows: dict[str, tuple[Callable[[list[float]], str], str]] = {
        "quadratic kappa": (lambda g: f"{measure.kappa(_pairs(answers, g)):.3f}", ".86 (.92)"),
        "within one": (lambda g: _share(abs(w - x) <= 1 for w, x in _pairs(answers, g)), "98%"),
        "exact": (lambda g: _share(w == x for w, x in _pairs(answers, g)), ""),
        "ladders in order": (lambda g: _ladders(answers, g)[0], "11 of 12"),
        "adjacent steps": (lambda g: _ladders(answers, g)[1], "35 of 36"),
        "r with words in a level": (lambda g: f"{_length(answers, g):.2f}", "≤ .35 (.2)"),
    }
    for name, (figure, asked) in rows.items():
        say(f"{name:24}" + "".join(f"{figure(g):>9}" for g in guesses.values()) + f"  {asked}")
    results = [(a, r.parts[Part.RESULT].found.value) for a, r in reports]
    clear = [f for a, f in results if a.found[2] == 2]
    absent = [f for a, f in results if a.found[2] == 0]
    say(f"“no result” said of a clear one: {clear.count('absent')} of {len(clear)}  asked ≤ 3%")
    say(f"clear result claimed of none: {absent.count('clear')} of {len(absent)}  asked ≤ 5%")
    say(
        f"ownership {_share(a.ownership == r.ownership.value for a, r in reports)}  asked 90% (95%)"
    )
    measured = (a.quantified_result == r.quantified_result for a, r in reports)
    say(f"quantified result {_share(measured)}  asked 92% (95%)")
    refused = [(a.id, f"level {a.level}", str(r.reason)) for a, r in reports if not r.is_scored]
    say(f"real answers refused: {len(refused)} {refused}")
    _competencies(answers)


def _competencies(answers: Sequence[LabelledAnswer]) -> None:
    right = claimed = wanted = 0
    for answer in answers:
        if answer.competencies is None:
            continue
        prompt = Prompt.worded(answer.question, answer.ecq)
        shown = {c.id for c in score(answer.text, prompt=prompt).competencies}
        right += len(shown & answer.competencies)
        claimed += len(shown)
        wanted += len(answer.competencies)
    say(f"competencies claimed {claimed}, of them labelled {right}; labelled in all {wanted}")


def _pairs(answers: Sequence[LabelledAnswer], guesses: Sequence[float]) -> list[tuple[int, int]]:
    return [(a.level, int(g + 0.5)) for a, g in zip(answers, guesses, strict=True)]


def _share(hits: Iterable[bool]) -> str:
    values = list(hits)
    return f"{sum(values) / len(values):.0%}" if values else "–"


def _ladders(answers: Sequence[LabelledAnswer], guesses: Sequence[float]) -> tuple[str, str]:
    """Ladders strictly in order, and pairs of steps next to each other."""
    families: dict[str, list[tuple[int, float]]] = {}
    for answer, guess in zip(answers, guesses, strict=True):
        if answer.family != answer.id:
            families.setdefault(answer.family, []).append((answer.step, guess))
    whole = steps = right = 0
    for ladder in families.values():
        ladder.sort()
        down = [a[1] > b[1] for a, b in pairwise(ladder)]
        whole += all(down)
        steps += len(down)
        right += sum(down)
    return f"{whole}/{len(families)}", f"{right}/{steps}"


def _length(answers: Sequence[LabelledAnswer], guesses: Sequence[float]) -> float:
    """The correlation of guess and word count within the labelled levels, pooled."""
    xs: list[float] = []
    ys: list[float] = []
    for value in range(1, 6):
        group = [(a.words, g) for a, g in zip(answers, guesses, strict=True) if a.level == value]
        if len(group) > 2:
            words = sum(w for w, _ in group) / len(group)
            level = sum(g for _, g in group) / len(group)
            xs += [w - words for w, _ in group]
            ys += [g - level for _, g in group]
    spread = math.sqrt(sum(x * x for x in xs) * sum(y * y for y in ys))
    return sum(x * y for x, y in zip(xs, ys, strict=True)) / spread if spread else 0.0


def _changes(answers: Sequence[LabelledAnswer]) -> None:
    def exact(answer: LabelledAnswer, told: Sequence[str]) -> float:
        prompt = Prompt.worded(answer.question)
        return score(" ".join(told), prompt=prompt, sentences=told).level_exact or 0.0

    told = {a.id: [s.text for s in a.sentences] for a in answers}
    before = {a.id: exact(a, told[a.id]) for a in answers}
    talked = {f"talk, {name}": changes.among(said) for name, said in talk_held_out().items()}
    for name, change in {**changes.NEVER_RAISE, **talked}.items():
        kept = [exact(a, change(told[a.id])) <= before[a.id] for a in answers]
        say(f"{name}: not raised {sum(kept)} of {len(kept)}")
    whole = [a for a in answers if a.level >= 3 and before[a.id] > 1]
    ours = {a.id: changes.we_only(told[a.id]) for a in whole}
    ours_only = [exact(a, ours[a.id]) < before[a.id] for a in whole]
    without_i = sum(ours[a.id] == told[a.id] for a in whole)
    say(f"we for I: lower {sum(ours_only)} of {len(ours_only)} at level 3 and up")
    say(f"  {without_i} of these have no I to change")
    cut = [exact(a, changes.without_results(a)) < before[a.id] for a in whole]
    say(f"result left out: lower {sum(cut)} of {len(cut)}")
    for name, rewrite in changes.KEEP_THE_LEVEL.items():
        same = []
        for a in answers:
            prompt = Prompt.worded(a.question)
            level = score(a.text, prompt=prompt).level
            same.append(score(rewrite(a.text), prompt=prompt).level == level)
        say(f"{name}: level kept {sum(same)} of {len(same)}")
    lowest = [
        (score(t, prompt=Prompt.worded(q)).level or 1) == 1
        for _, q, t in non_answers(development())
    ]
    say(f"non-answers refused or level 1: {sum(lowest)} of {len(lowest)}")


def _speed(answers: Sequence[LabelledAnswer]) -> None:
    words = " ".join(a.text for a in answers).split()
    for count, runs in ((600, 40), (5000, 5), (10000, 5)):
        text = " ".join((words * (count // len(words) + 1))[:count])
        times = []
        for _ in range(runs):
            start = perf_counter()
            score(text)
            times.append(1000 * (perf_counter() - start))
        say(f"{count} words: {median(times):.0f} ms median, {max(times):.0f} worst of {runs}")


if __name__ == "__main__":
    run()
