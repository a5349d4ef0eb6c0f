"""What the gym finds in raters whose faults are known, and that it always has words."""

import math
import random
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_panel.domain.calibration import CalibrationRating, RaterCalibration, Sign
from mock_panel.domain.exemplars import Exemplar, Telling
from mock_panel.panel.calibration import (
    FEWEST_ANSWERS,
    LONGEST_PAUSE,
    calibrate,
    calibration_of,
)
from tests.panel.sample_exemplars import (
    A_KEY,
    EXEMPLARS,
    NOON,
    PLAIN,
    POLISHED,
    RATINGS,
    SETS,
    Scoring,
    by_the_key,
    exemplar,
    on_scale,
    rated,
    swayed,
)

FAULTS = {
    Sign.LENIENT, Sign.SEVERE, Sign.FLAT, Sign.EXTREME, Sign.MUDDLED, Sign.HALOED,
}  # fmt: skip


def judged(scoring: Scoring, exemplars: Sequence[Exemplar] = EXEMPLARS) -> RaterCalibration:
    return calibrate(exemplars, rated(scoring, exemplars))["Ada"]


@pytest.mark.parametrize(
    ("scoring", "faults"),
    [
        pytest.param(by_the_key, set(), id="by the key"),
        pytest.param(lambda e: on_scale(e.key + 1), {Sign.LENIENT}, id="a point up"),
        pytest.param(lambda e: on_scale(e.key - 1), {Sign.SEVERE}, id="a point down"),
        pytest.param(lambda _: 3, {Sign.FLAT}, id="always the middle"),
        pytest.param(lambda _: 5, {Sign.FLAT, Sign.LENIENT}, id="always the top"),
        pytest.param(lambda e: 1 if e.key < 3 else 5, {Sign.EXTREME}, id="nothing between"),
        pytest.param(swayed, {Sign.HALOED}, id="swayed by the telling"),
        pytest.param(
            lambda e: 6 - e.key, {Sign.MUDDLED, Sign.HALOED}, id="the wrong way round"
        ),
        pytest.param(
            lambda e: on_scale(3 + (e.key - 3) / 2 - 0.01), {Sign.FLAT}, id="near the middle"
        ),
    ],
)  # fmt: skip
def test_a_fault_that_is_there_is_found_and_no_other(scoring: Scoring, faults: set[Sign]) -> None:
    assert set(judged(scoring).faults) == faults


def test_a_careful_rater_with_honest_slips_has_no_fault() -> None:
    """A point off in two cases of five, up as often as down."""
    chance = random.Random(4)
    wrongly: Counter[Sign] = Counter()
    for _ in range(200):
        slips = {e.id: chance.choices((-1, 0, 1), (1, 3, 1))[0] for e in EXEMPLARS}
        wrongly.update(judged(lambda e, slips=slips: on_scale(e.key + slips[e.id])).faults)  # type: ignore[misc]
    assert wrongly.total() <= 10


def test_leniency_and_flatness_do_not_pass_for_a_halo() -> None:
    for scoring in (lambda e: on_scale(e.key + 1), lambda _: 3, lambda e: on_scale(e.key / 2 + 2)):
        assert judged(scoring).halo.sign is Sign.STEADY


def test_the_measures_are_what_they_say() -> None:
    found = judged(lambda e: e.key + 1 if e.key < 5 else 3)
    errors = [1] * 13 + [-2] * 2
    assert found.bias.value == pytest.approx(sum(errors) / 15)
    assert (found.exact.words, found.within_one.words) == ("0 of 15", "13 of 15")
    assert [miss.error for miss in found.misses] == [-2, -2, 1]
    assert found.misses[0].words == "Given 3, the key is 5. Because it is a 5."


def test_order_counts_pairs_with_different_keys_only() -> None:
    six = [exemplar(n, key) for n, key in enumerate((1, 1, 1, 5, 5, 5))]
    found = judged(lambda e: {"x00": 1, "x01": 5, "x02": 2}.get(e.id, 2), six)
    assert found.order.value == pytest.approx(3 / 9)
    assert found.order.words == (
        "Muddled: of 9 pairs of unequal answers 3 came out in the right order, 3 with the same"
        " score and 3 the wrong way round."
    )


def test_a_lenient_rater_reads_it_in_plain_words() -> None:
    found = judged(lambda e: on_scale(e.key + 1))
    assert found.sentences[:2] == (
        "Lenient: the scores lie 0.9 points above the key on average.",
        "On the key: 2 of 15; within one point: 15 of 15.",
    )
    assert found.advice.startswith("Give credit only for what was said")


# --- too little to go by


def test_who_has_rated_nothing_is_told_so() -> None:
    found = calibration_of("Ada", EXEMPLARS, rated(by_the_key, rater="Ben"))
    assert found.sentences == ("No answer has been rated yet.",)
    assert found.advice == "Rate 6 answers to see how you rate."
    assert (found.n, found.faults, found.sittings, found.misses) == (0, (), (), ())
    assert calibrate(EXEMPLARS, []) == {}


@pytest.mark.parametrize(
    ("n", "words", "advice"),
    [
        (1, "1 answer: too few to say; 6 are needed.", "Rate 5 more answers to see how you rate."),
        (3, "3 answers: too few to say; 6 are needed.", "Rate 3 more answers to see how you rate."),
        (5, "5 answers: too few to say; 6 are needed.", "Rate 1 more answer to see how you rate."),
    ],
)
def test_few_answers_are_called_few(n: int, words: str, advice: str) -> None:
    found = judged(lambda _: 5, EXEMPLARS[:n])
    assert all((f.words, f.value, f.sign) == (words, None, None) for f in found.findings)
    hits = f"On the key: 0 of {n}; within one point: 0 of {n}."
    assert found.sentences == (words, hits)
    assert found.advice == advice


def test_keys_that_are_all_alike_show_neither_spread_nor_order() -> None:
    found = judged(lambda e: 1 + int(e.id[1:]) % 5, [exemplar(n, 3) for n in range(8)])
    assert found.spread.words.startswith("Every answer rated so far has the key 3")
    assert found.order.words == "No two answers rated so far have different keys to put in order."
    assert (found.spread.value, found.order.value) == (None, None)
    assert found.bias.sign is Sign.EVEN


def test_a_halo_needs_enough_of_both_tellings() -> None:
    few = [exemplar(n, 3, PLAIN) for n in range(9)] + [exemplar(9, 3, POLISHED)]
    found = judged(swayed, few)
    assert found.halo.sign is None
    assert found.halo.words == (
        "9 pairs of a well-told and a plainly told answer that can be compared:"
        " too few to say whether a good telling hides a thin answer."
    )


def test_ratings_that_cannot_count_are_counted_as_left_out() -> None:
    other = [exemplar(90 + n, 7, scale="seven") for n in range(2)]
    gone = [exemplar(80, 2)]
    ratings = rated(by_the_key, (*EXEMPLARS, *other, *gone))
    found = calibrate((*EXEMPLARS, *other), ratings)["Ada"]
    assert (found.n, found.left_out) == (len(EXEMPLARS), 3)
    assert found.faults == ()


# --- over time


def test_sittings_are_kept_apart_by_a_long_pause() -> None:
    lenient = rated(lambda e: on_scale(e.key + 1), EXEMPLARS[:8])
    later = rated(by_the_key, EXEMPLARS[6:], began=NOON + timedelta(days=30))
    found = calibrate(EXEMPLARS, [*later, *lenient])["Ada"]
    first, last = found.sittings
    assert (first.began_at, first.n, first.seen_before) == (NOON, 8, 0)
    assert (last.n, last.seen_before) == (9, 2)
    assert (first.bias.sign, last.bias.sign) == (Sign.LENIENT, Sign.EVEN)
    assert found.trend == (
        "From the first sitting to the last: 1.0 points off the key on average, then 0.0;"
        " on the key 0 of 8, then 9 of 9. Of the last 9, 2 had been rated before."
    )


def test_a_short_pause_is_no_new_sitting() -> None:
    ratings = rated(by_the_key, EXEMPLARS[:2])
    after = ratings[1].at + LONGEST_PAUSE
    more = CalibrationRating("Ada", EXEMPLARS[2].id, 2, after, "")
    late = CalibrationRating("Ada", EXEMPLARS[3].id, 3, after + LONGEST_PAUSE * 1.01, "")
    found = calibrate(EXEMPLARS, [*ratings, more, late])["Ada"]
    assert [sitting.n for sitting in found.sittings] == [3, 1]
    assert found.trend == "Two sittings of 6 answers or more will show what has changed."


def test_the_last_rating_of_an_exemplar_counts() -> None:
    once = rated(lambda e: on_scale(e.key + 2))
    again = rated(by_the_key, began=NOON + timedelta(days=9))
    found = calibrate(EXEMPLARS, [*again, *once])["Ada"]
    assert (found.n, found.exact.words) == (15, "15 of 15")
    assert len(found.sittings) == 2


# --- whatever is rated


@given(SETS, RATINGS)
@settings(max_examples=150, deadline=None)
def test_there_are_always_words_and_never_a_number_that_is_none(
    exemplars: tuple[Exemplar, ...], ratings: list[CalibrationRating]
) -> None:
    raters = calibrate(exemplars, ratings)
    assert set(raters) == {rating.rater for rating in ratings}
    for found in raters.values():
        assert all((*found.sentences, found.trend, found.advice))
        for finding in found.findings:
            assert (finding.value is None) == (finding.sign is None)
            assert finding.value is None or math.isfinite(finding.value)
            assert "nan" not in finding.words
            if found.n < FEWEST_ANSWERS:
                assert finding.sign is None
        assert found.exact.count <= found.within_one.count <= found.n == found.exact.of
        assert set(found.faults) <= FAULTS
        own = [rating for rating in ratings if rating.rater == found.rater]
        assert found.left_out <= len(own)
        assert found.n <= sum(sitting.n for sitting in found.sittings)


@given(SETS, RATINGS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_ratings_does_not_matter(
    exemplars: tuple[Exemplar, ...], ratings: list[CalibrationRating], chance: random.Random
) -> None:
    at_once = {(r.rater, r.at): r for r in ratings}
    ratings = list(at_once.values())
    mixed = ratings.copy()
    chance.shuffle(mixed)
    assert calibrate(exemplars, mixed) == calibrate(exemplars, ratings)


@given(st.lists(A_KEY, min_size=FEWEST_ANSWERS, max_size=14), st.data())
@settings(max_examples=60, deadline=None)
def test_one_point_more_for_every_answer_moves_the_bias_alone(
    keys: list[int], data: st.DataObject
) -> None:
    exemplars = [exemplar(n, key, list(Telling)[n % 3]) for n, key in enumerate(keys)]
    scores = {e.id: data.draw(A_KEY) for e in exemplars}
    low, high = (
        calibrate(exemplars, rated(lambda e, up=up: scores[e.id] + up, exemplars))["Ada"]  # type: ignore[misc]
        for up in (0, 1)
    )
    assert low.bias.value is not None
    assert high.bias.value == pytest.approx(low.bias.value + 1)
    assert (high.order, high.halo) == (low.order, low.halo)
    assert (high.spread.value or 0) == pytest.approx(low.spread.value or 0)
