"""What the gym finds in raters whose faults are known, and that it always has words."""

import math
import random
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_panel.domain.calibration import CalibrationRating, RaterCalibration, Sign
from mock_panel.domain.exemplars import Exemplar, ExemplarId, Telling
from mock_panel.domain.ids import EcqId, FrameworkId, QuestionId
from mock_panel.domain.parts import AnswerMode
from mock_panel.panel.calibration import (
    FEWEST_ANSWERS,
    LONGEST_PAUSE,
    calibrate,
    calibration_of,
    next_exemplars,
    side_by_side,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FAULTS = {
    Sign.LENIENT, Sign.SEVERE, Sign.FLAT, Sign.EXTREME, Sign.MUDDLED, Sign.HALOED,
}  # fmt: skip


def exemplar(
    n: int, key: int, telling: Telling = Telling.FAIR, *, ecq: str = "e0", scale: str = "five"
) -> Exemplar:
    return Exemplar(
        id=ExemplarId(f"x{n:02}"),
        question=QuestionId(f"q{n}"),
        framework=FrameworkId("f"),
        ecq=EcqId(ecq),
        scale=scale,
        text="I did it.",
        mode=AnswerMode.TYPED,
        key=key,
        reason=f"Because it is a {key}.",
        evidence=("I did it.",),
        teaches="something",
        telling=telling,
    )


POLISHED, FAIR, PLAIN = Telling.POLISHED, Telling.FAIR, Telling.PLAIN
EXEMPLARS = tuple(
    exemplar(n, key, telling, ecq=f"e{n % 5}")
    for n, (key, telling) in enumerate(
        [
            (1, POLISHED), (2, POLISHED), (2, POLISHED), (3, POLISHED), (3, POLISHED),
            (2, PLAIN), (3, PLAIN), (3, PLAIN), (4, PLAIN), (5, PLAIN),
            (1, FAIR), (2, FAIR), (4, FAIR), (4, FAIR), (5, FAIR),
        ]
    )
)  # fmt: skip
"""As those that are shipped: polished ones rather weak, plain ones rather strong."""

Scoring = Callable[[Exemplar], int]


def rated(
    scoring: Scoring,
    exemplars: Sequence[Exemplar] = EXEMPLARS,
    *,
    rater: str = "Ada",
    began: datetime = NOON,
) -> list[CalibrationRating]:
    return [
        CalibrationRating(rater, e.id, scoring(e), began + timedelta(minutes=5 * n), "his words")
        for n, e in enumerate(exemplars)
    ]


def judged(scoring: Scoring, exemplars: Sequence[Exemplar] = EXEMPLARS) -> RaterCalibration:
    return calibrate(exemplars, rated(scoring, exemplars))["Ada"]


def on_scale(score: float) -> int:
    return max(1, min(5, round(score)))


def by_the_key(e: Exemplar) -> int:
    return e.key


def swayed(e: Exemplar) -> int:
    return on_scale(e.key + {POLISHED: 1, PLAIN: -1, FAIR: 0}[e.telling])


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


# --- side by side


def test_raters_stand_side_by_side_the_widest_apart_first() -> None:
    ada = rated(lambda e: on_scale(e.key + 1))
    ben = rated(lambda e: on_scale(e.key - 2), EXEMPLARS[:9], rater="Ben")
    compared = side_by_side(EXEMPLARS, [*ben, *ada])
    assert [rater.rater for rater in compared.raters] == ["Ada", "Ben"]
    assert len(compared.rows) == len(EXEMPLARS)
    gaps = [row.apart for row in compared.rows]
    assert gaps == sorted(gaps, reverse=True)
    assert compared.rows[0].scores == {"Ada": 4, "Ben": 1}
    assert compared.words == (
        "On 8 of the 9 answers that both have rated the scores lie more than one point apart.",
        "Ada scores 2.4 points above Ben on average, on the 9 answers that both have rated.",
    )


def test_a_comparison_needs_two_and_enough_that_both_have_rated() -> None:
    assert side_by_side(EXEMPLARS, []).words == (
        "There is nobody to compare with yet: one more person has to rate the same answers.",
    )
    ada, ben = rated(by_the_key, EXEMPLARS[:8]), rated(by_the_key, EXEMPLARS[7:], rater="Ben")
    assert side_by_side(EXEMPLARS, [*ada, *ben]).words == (
        "On 0 of the 1 answer that both have rated the scores lie more than one point apart.",
        "1 answer rated by the same two people: too few to say who is more lenient; 6 are needed.",
    )
    alike = [*rated(by_the_key), *rated(by_the_key, rater="Ben")]
    assert side_by_side(EXEMPLARS, alike).words[-1] == (
        "On the same answers, nobody is more lenient than anybody else by over half a point."
    )


# --- what to rate next


@pytest.mark.parametrize("seed", range(20))
def test_a_set_covers_the_levels_and_tellings_and_most_ecqs(seed: int) -> None:
    chosen = next_exemplars(EXEMPLARS, [], FEWEST_ANSWERS, seed)
    assert len({e.id for e in chosen}) == FEWEST_ANSWERS
    assert {e.key for e in chosen} == {1, 2, 3, 4, 5}
    assert {e.telling for e in chosen} == set(Telling)
    assert len({e.ecq for e in chosen}) >= 4


def test_another_seed_gives_another_set() -> None:
    sets = {frozenset(next_exemplars(EXEMPLARS, [], 6, seed)) for seed in range(20)}
    assert len(sets) > 10


def test_what_was_done_comes_last_and_the_longest_ago_first() -> None:
    old = rated(by_the_key, EXEMPLARS[:6])
    new = rated(by_the_key, EXEMPLARS[6:12], began=NOON + timedelta(days=5))
    three = next_exemplars(EXEMPLARS, [*new, *old], 3, seed=1)
    assert set(three) == set(EXEMPLARS[12:])
    nine = next_exemplars(EXEMPLARS, [*new, *old], 9, seed=1)
    assert set(nine) == {*EXEMPLARS[12:], *EXEMPLARS[:6]}
    renewed = rated(by_the_key, EXEMPLARS[:1], began=NOON + timedelta(days=9))
    assert EXEMPLARS[0] not in next_exemplars(EXEMPLARS, [*old, *new, *renewed], 14, seed=1)


# --- whatever is rated

A_KEY = st.integers(1, 5)
SETS = st.lists(
    st.builds(
        lambda key, telling, ecq, scale: (key, telling, ecq, scale),
        A_KEY, st.sampled_from(Telling), st.sampled_from("ab"), st.sampled_from(["five", "seven"]),
    ),
    max_size=14,
).map(lambda rows: tuple(
    exemplar(n, key, telling, ecq=ecq, scale=scale)
    for n, (key, telling, ecq, scale) in enumerate(rows)
))  # fmt: skip
RATINGS = st.lists(
    st.builds(
        lambda rater, n, score, minutes: CalibrationRating(
            rater, ExemplarId(f"x{n:02}"), score, NOON + timedelta(minutes=minutes), ""
        ),
        st.sampled_from(["Ada", "Ben", "Cy"]),
        st.integers(0, 15),
        A_KEY,
        st.integers(0, 100_000),
    ),
    max_size=40,
)


@given(SETS, RATINGS)
@settings(max_examples=150, deadline=None)
def test_there_are_always_words_and_never_a_number_that_is_none(
    exemplars: tuple[Exemplar, ...], ratings: list[CalibrationRating]
) -> None:
    compared = side_by_side(exemplars, ratings)
    assert all(compared.words)
    assert {rater.rater for rater in compared.raters} == {rating.rater for rating in ratings}
    for found in compared.raters:
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


@given(SETS, RATINGS, st.integers(-1, 20), st.integers())
@settings(max_examples=150, deadline=None)
def test_a_set_is_as_large_as_asked_for_and_the_same_for_the_same_seed(
    exemplars: tuple[Exemplar, ...], done: list[CalibrationRating], n: int, seed: int
) -> None:
    chosen = next_exemplars(exemplars, done, n, seed)
    assert len({e.id for e in chosen}) == len(chosen) == max(0, min(n, len(exemplars)))
    assert next_exemplars(tuple(reversed(exemplars)), reversed(done), n, seed) == chosen
    seen = {rating.exemplar for rating in done}
    fresh = {e.id for e in exemplars} - seen
    if any(e.id in seen for e in chosen):
        assert fresh <= {e.id for e in chosen}
    if len(fresh) == len(exemplars) and chosen:
        levels = Counter(e.key for e in chosen)
        left = Counter(e.key for e in exemplars) - levels
        assert all(levels[key] + 1 >= max(levels.values()) for key in left)
