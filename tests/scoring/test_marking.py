import re
from pathlib import Path

import pytest

from mock_panel.domain.parts import Part
from mock_panel.scoring import features, marking
from mock_panel.scoring.features import look
from mock_panel.scoring.orders import five
from tests.scoring import fit_marking, measure
from tests.scoring.labelled import (
    answers,
    development,
    headed,
    headed_development,
    headed_held_out,
    held_out,
    held_out_ids,
    marking_development,
    sample,
)
from tests.scoring.views import VIEWS


@pytest.mark.xdist_group("fit")
def test_the_shipped_weights_are_those_that_the_script_fits() -> None:
    shipped = Path(marking.__file__).with_name("marking_weights.json").read_text(encoding="utf-8")
    weights = fit_marking.fit(marking_development(), headed_development())
    assert fit_marking.document(weights) == shipped


def test_no_family_is_both_held_out_and_tuned_on() -> None:
    assert len(held_out()) + len(headed_held_out()) == len(held_out_ids())
    assert 0.2 < len(held_out()) / len(answers()) < 0.4
    assert 0.15 < len(headed_held_out()) / len(headed()) < 0.4
    both = (*answers(), *headed())
    assert len({a.id for a in both}) == len(both)
    tuned_on = (*development(), *headed_development())
    assert not {a.family for a in (*held_out(), *headed_held_out())} & {a.family for a in tuned_on}


def test_no_weight_belongs_to_a_place_in_the_answer() -> None:
    names = {re.split("[.=]", name)[0] for name in marking.shipped_weights().features}
    documented = set(re.findall(r"`([a-z]+)[.=`]", features.__doc__ or ""))
    assert names - documented <= {"bias", "numbers", "question", "modal", "others", "i", "clauses"}


STORY_PARTS = "SSTAAARR"


def test_a_story_is_told_in_order_or_result_first() -> None:
    weights = marking.shipped_weights()
    for order in (*weights.known.orders, *weights.strange.orders):
        assert len(order.follows) == len(marking.PARTS)
    sure = {letter: marking.PARTS.index(Part(name)) for letter, name in PART_NAMES.items()}
    rows = [five([4000 * (sure[c] == i) for i in range(5)]) for c in STORY_PARTS]
    turned = rows[-2:] + rows[:-2]
    for known in (1.0, 0.2):
        assert marking.decode(rows, weights, known).order == "in order"
        assert marking.decode(turned, weights, known).order == "result first"


PART_NAMES = {"S": "situation", "T": "task", "A": "action", "R": "result"}


def test_a_sentence_that_says_little_takes_its_part_from_its_neighbours() -> None:
    weights = marking.shipped_weights()
    action, nothing = (0, 0, 5000, 0, 0), (0, 0, 0, 0, 0)
    assert marking.decode([action, action, nothing, action], weights).parts[2] is Part.ACTION


def test_in_strange_words_the_place_tells_more() -> None:
    """The last of eight sentences, taken for a situation by words that are hardly known."""
    weights = marking.shipped_weights()
    sure = {letter: marking.PARTS.index(Part(name)) for letter, name in PART_NAMES.items()}
    rows = [five([12000 * (sure[c] == i) for i in range(5)]) for c in "SSTAAARS"]
    assert marking.decode(rows, weights, known=0.9).parts[-1] is Part.SITUATION
    assert marking.decode(rows, weights, known=0.2).parts[-1] is Part.RESULT


def test_a_plain_story_ends_with_its_result_and_begins_with_its_situation() -> None:
    """Words that tell nothing: place alone parts them, in blocks."""
    weights = marking.shipped_weights()
    parts = marking.decode([(0, 0, 0, 0, 0)] * 6, weights, known=0.2).parts
    assert parts[0] is Part.SITUATION
    assert parts[-1] is Part.RESULT
    assert Part.ACTION in parts[2:5]
    assert Part.OTHER not in parts


def test_who_makes_asides_or_tells_no_plain_story_is_read_by_words() -> None:
    plain, aside = five([9000, 0, 0, 0, 0]), five([0, 0, 0, 0, 9000])
    told = [marking.Hints(plain=0, words=10, known=4, pairs=9)] * 4
    usual = marking.familiarity([plain] * 4, told)
    assert marking.familiarity([plain, plain, aside, aside], told) > usual
    plainer = [marking.Hints(plain=2000, words=10, known=4, pairs=9)] * 4
    assert marking.familiarity([plain] * 4, plainer) < usual
    strange = [marking.Hints(plain=0, words=10, known=2, pairs=9)] * 4
    assert marking.familiarity([plain] * 4, strange) < usual
    assert marking.familiarity([plain], told[:1]) == 1.0


def test_hints_tell_an_opening_and_a_plain_story() -> None:
    weights = marking.shipped_weights()
    rows = [five([0, 0, 0, 400, 0]), *[five([0, 0, 0, 0, 0])] * 4]
    begun = [marking.Hints(20000 * (i == 0), 0) for i in range(5)]
    later = [marking.Hints(20000 * (i == 3), 0) for i in range(5)]
    assert marking.decode(rows, weights, 0.2, begun).order == "in order"
    assert marking.decode(rows, weights, 0.2, later).order != "in order"
    first, last = (
        marking.hints(look(text, 0, len(text)).features, weights)
        for text in (
            "when i was in charge of the lab, our freezer failed.",
            "as a result the governor signed it, and it has held since.",
        )
    )
    assert first.opening > last.opening
    assert first.plain > last.plain


def test_what_is_known_is_counted_in_pairs_of_words() -> None:
    weights = marking.shipped_weights()
    met = [name for name in weights.features if name.startswith("pair=")][:12]
    unmet = [f"pair=qx{n} zq{n}" for n in range(4)]
    told = [marking.hints(names, weights) for names in (met, unmet, ["word=x"])]
    assert marking.known_share(told) == 0.75
    assert marking.known_share(told[1:2]) == 1.0


def test_no_sentences_have_no_order() -> None:
    assert marking.decode([], marking.shipped_weights()) == marking.Decoded((), (), "")


def test_a_confident_mark_is_more_often_right() -> None:
    reports = measure.levels(sample())
    sure: list[bool] = []
    unsure: list[bool] = []
    for answer, report in reports:
        for s, mark in zip(answer.sentences, report.sentences, strict=True):
            right = measure.merged(s.part) == measure.merged(mark.part)
            (sure if mark.confidence >= 0.8 else unsure).append(right)
    assert sum(sure) / len(sure) > 0.95 > sum(unsure) / len(unsure)


def test_marks_and_levels_have_not_got_worse_on_what_they_were_tuned_on() -> None:
    """A guard against accidents; how good they are is measured on the held-out third."""
    chosen = sample()
    floors = {"in order": 0.93, "result first": 0.88, "shuffled": 0.78, "no result": 0.93}
    for name, floor in floors.items():
        assert measure.macro_f1(measure.marked_pairs(chosen, VIEWS[name])) >= floor
    pairs = [(a.level, r.level or 1) for a, r in measure.levels(chosen)]
    assert measure.kappa(pairs) >= 0.9
