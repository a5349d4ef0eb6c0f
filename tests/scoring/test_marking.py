from pathlib import Path

from mock_panel.scoring import marking
from tests.scoring import fit_marking, measure
from tests.scoring.labelled import answers, development, held_out, held_out_ids


def test_the_shipped_weights_are_those_that_the_script_fits() -> None:
    shipped = Path(marking.__file__).with_name("marking_weights.json").read_text(encoding="utf-8")
    assert fit_marking.document(fit_marking.fit(development())) == shipped


def test_no_family_is_both_held_out_and_tuned_on() -> None:
    assert len(held_out()) == len(held_out_ids()) == 40
    assert len(answers()) == 120
    assert not {a.family for a in held_out()} & {a.family for a in development()}


def test_no_weight_belongs_to_a_place_in_the_answer() -> None:
    names = {name.split(".")[0] for name in marking.shipped_weights().features}
    families = {"bias", "cue", "cues", "act", "acts", "says", "starts", "tense", "be", "i"}
    forms = {"number", "numbers", "question", "verb", "modal", "others", "short", "long", "heading"}
    assert names <= families | forms


def test_a_confident_mark_is_more_often_right() -> None:
    reports = measure.levels(development())
    sure: list[bool] = []
    unsure: list[bool] = []
    for answer, report in reports:
        for s, mark in zip(answer.sentences, report.sentences, strict=True):
            right = measure.merged(s.part) == measure.merged(mark.part)
            (sure if mark.confidence >= 0.8 else unsure).append(right)
    assert sum(sure) / len(sure) > 0.95 > sum(unsure) / len(unsure)


def test_marks_and_levels_have_not_got_worse_on_what_they_were_tuned_on() -> None:
    """A guard against accidents; how good they are is measured on the held-out third."""
    chosen = development()
    floors = {"in order": 0.93, "result first": 0.88, "shuffled": 0.78, "no result": 0.93}
    for name, floor in floors.items():
        assert measure.macro_f1(measure.marked_pairs(chosen, measure.VIEWS[name])) >= floor
    pairs = [(a.level, r.level or 1) for a, r in measure.levels(chosen)]
    assert measure.kappa(pairs) >= 0.92
