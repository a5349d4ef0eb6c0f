"""What somebody who has never met an ICC is told."""

import random
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_panel.panel.agreement import PanelStatistics, panel_statistics
from mock_panel.panel.agreement_words import (
    BELOW_ZERO,
    CHANGING_RATERS,
    NEVER_CORRECT,
    RATED_ALIKE,
    agreement_words,
    alpha_words,
    item_words,
    panel_words,
    rater_words,
    reliability_words,
    withheld_words,
)
from mock_panel.panel.item_agreement import PairAgreement
from mock_panel.panel.rater_effects import Figure
from mock_panel.panel.ratings_table import ScaleEnds
from tests.panel.oracles import Rows, oracles, triples

FIVE = ScaleEnds(1, 5)
SHROUT_FLEISS = oracles().icc[0][0]


def told(rows: Rows, **more: Any) -> str:
    return "\n".join(panel_words(statistics(rows, **more)))


def statistics(rows: Rows, **more: Any) -> PanelStatistics:
    return panel_statistics(triples(rows), **more)


def many(severities: tuple[float, ...] = (-0.6, 0, 0.5)) -> Rows:
    rng = random.Random(1)
    base = [rng.gauss(3, 1) for _ in range(40)]
    return [
        [min(5, max(1, round(mean + s + rng.gauss(0, 0.5)))) for s in severities] for mean in base
    ]


def test_agreement_is_told_with_its_pairs() -> None:
    assert agreement_words(PairAgreement(0.62, 0.95, 120)).startswith(
        "Of 120 pairs of ratings of the same item 62% are the same score, 95% at most one point "
        "apart. Some of that is chance"
    )


def test_few_pairs_are_counted_and_not_made_a_percentage() -> None:
    words = agreement_words(PairAgreement(0, 3 / 4, 4))
    assert "none are the same score, 3 at most one point apart" in words
    assert "%" not in words
    words = agreement_words(PairAgreement(1 / 2, 1, 2))
    assert "Of 2 pairs of ratings of the same item 1 is the same score, 2 at most" in words


@pytest.mark.parametrize(
    ("exact", "within", "how"),
    [
        (1, 1, "with the same score"),
        (0, 1, "with scores at most one point apart"),
        (0, 0, "with scores more than one point apart"),
    ],
)
def test_a_single_pair_is_told_as_it_is(exact: float, within: float, how: str) -> None:
    words = agreement_words(PairAgreement(exact, within, 1))
    assert words == f"Two raters rated the same item only once, {how}."


def test_nearly_all_is_not_all_and_nearly_none_is_not_none() -> None:
    words = agreement_words(PairAgreement(1 / 1000, 999 / 1000, 1000))
    assert "under 1% are the same score, over 99% at most" in words


def test_reliability_names_its_form_its_interval_and_its_size() -> None:
    _, one, mean, *_ = reliability_words(statistics(SHROUT_FLEISS))
    assert one == (
        "One rater alone: 0.29, anywhere from poor to good "
        "(ICC(2,1), 6 items, 4 raters; 95% interval 0.02 to 0.76)."
    )
    assert mean == (
        "The mean of 4 raters: 0.62, anywhere from poor to excellent "
        "(ICC(2,k), 6 items, 4 raters; 95% interval 0.07 to 0.93)."
    )


def test_a_narrow_interval_has_one_grade() -> None:
    rows: Rows = [[score % 5, score % 5 + (score % 7 == 0)] for score in range(200)]
    assert re.search(r"One rater alone: 0\.9\d, excellent \(ICC\(2,1\)", told(rows))


def test_everyone_of_one_opinion_is_agreement_and_not_poor_reliability() -> None:
    words = told([[4, 4, 4]] * 5)
    assert "15 are the same score" in words
    assert (
        "Everyone gave the same rating; agreement is complete and reliability cannot be computed."
    ) in words
    assert "ICC" not in words


def test_high_agreement_on_like_items_is_never_called_poor() -> None:
    words = told([[4, 4, 4]] * 11 + [[4, 4, 5]])
    assert "94% are the same score" in words
    assert RATED_ALIKE in words
    assert "poor" not in words


def test_low_agreement_may_be_called_poor() -> None:
    rng = random.Random(4)
    words = told([[rng.randint(1, 5) for _ in range(3)] for _ in range(60)])
    assert "poor" in words
    assert RATED_ALIKE not in words


def test_items_of_the_same_mean_are_no_ground_for_reliability() -> None:
    words = told([[1, 2], [2, 1]])
    assert (
        "Reliability cannot be judged: all items have the same mean rating, so there is nothing "
        "to tell apart."
    ) in words
    assert "ICC" not in words


def test_below_zero_is_explained() -> None:
    words = told([[1, 5], [5, 1], [3, 5], [2, 2]])
    assert BELOW_ZERO in words
    assert "(ICC(1,k), 3 items, 2 raters; 95% interval below -1 to" in told(
        [[1, 2, None], [4, 2, None], [None, 2, 1]]
    )
    assert re.search(r"One rater alone: -\d\.\d\d, anywhere from poor", words)


def test_changing_raters_have_their_own_form() -> None:
    words = told([[1, 2, None], [4, 4, None], [None, 2, 1], [5, None, 4]])
    assert "Raters differ between panels: no item was rated by all 3 raters." in words
    assert CHANGING_RATERS in words
    assert "ICC(1,1), 4 items, 2 raters" in words
    uneven = told([[1, 2, 2], [4, 4, None], [None, 2, 1], [5, None, 4]])
    assert "The mean of about 2.2 raters" in uneven


def test_a_form_without_a_value_says_why() -> None:
    words = told([[1, 5], [5, 1], [2, 5]])
    assert "The mean of 2 raters: no figure, because the items differ less than chance" in words


def test_a_value_without_an_interval_has_no_verdict() -> None:
    words = told([[1, 1], [2, 2], [5, 5]])
    assert (
        "One rater alone: 1.00 (ICC(2,1), 3 items, 2 raters; no verdict, because the raters never "
        "differ on an item"
    ) in words
    assert "poor" not in words


def test_where_only_shared_items_are_alike_the_others_are_left_out() -> None:
    words = told([[4, 4], [4, 4], [5, None]])
    assert "Where two raters or more rated an item, everyone gave the same rating" in words


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "There are no ratings."),
        ([[None, None]], "There are no ratings."),
        ([[3], [4]], "Reliability cannot be judged: no item has ratings of two raters."),
        ([[3, 4]], "Reliability cannot be judged: only one item has ratings of two raters"),
    ],
)
def test_too_little_to_say_is_said(rows: Rows, words: str) -> None:
    assert words in told(rows)


def test_alpha_is_explained() -> None:
    assert alpha_words(statistics(SHROUT_FLEISS).alpha) == (
        "Krippendorff's alpha: 0.11 (6 items; an interval needs 10 items). It is agreement beyond "
        "chance: 1 is complete, 0 is what chance alone would give."
    )
    with_interval = alpha_words(statistics(many()).alpha)
    assert re.search(r"\(40 items; 95% interval 0\.\d\d to 0\.\d\d\)", with_interval)
    none = alpha_words(statistics([[4, 4]]).alpha)
    assert none.startswith("Krippendorff's alpha cannot be computed: only one item")


def test_strictness_is_told_and_never_corrected() -> None:
    words = told(many())
    assert re.search(r"r0 is stricter: 0\.\d\d points below the others on average \(40", words)
    assert re.search(r"r2 is more lenient: 0\.\d\d points above the others on average", words)
    assert "r1 rates about as the others do" in words
    assert NEVER_CORRECT in words


def test_no_difference_has_no_direction() -> None:
    same = told([[score % 5, score % 5] for score in range(12)])
    assert "r0 rates about as the others do: no difference on average (12 items)." in same


def test_a_narrow_and_a_wide_use_of_the_scale_are_told() -> None:
    words = told([[score % 5, 2 + (score % 5 > 2)] for score in range(20)])
    assert re.search(r"r0 spreads scores more than the panel: 1\d\d% of its", words)
    assert re.search(r"r1 spreads scores less than the panel: \d\d% of its", words)


def test_one_impression_for_all_shows_beside_the_others() -> None:
    rows: Rows = [[1 + i % 5, 1 + (i + 1) % 5, 2 + i // 5] for i in range(15)]
    panels = {f"i{i}": str(i // 5) for i in range(15)}
    stats = statistics(rows, panels=panels)
    impression = "one impression of the candidate may stand behind all of them"
    assert impression in "\n".join(rater_words("r2", stats))
    assert impression not in "\n".join(rater_words("r0", stats))
    over_all = "\n".join(rater_words("r2", statistics(rows)))
    assert "Within a panel" not in over_all
    few = statistics(rows[:5], panels=panels)
    assert "Within a panel" not in "\n".join(panel_words(few))
    lonely = "\n".join(panel_words(replace(stats, raters={"r0": stats.raters["r0"]})))
    assert re.search(
        r"Within a panel r0's scores vary by 1\.58 points \(standard dev\w+\)\.", lonely
    )


def test_consensus_tells_direction_and_distance() -> None:
    rows: Rows = [[3, 4]] * 6 + [[4, 5]] * 6
    words = told(rows, finals={f"i{i}": 4 for i in range(12)})
    assert (
        "At consensus the final score was on average 0.50 points above r0's own, and 0.50 points "
        "away from it either way (12 items)."
    ) in words
    assert "0.50 points below r1's own" in words
    settled = told(rows, finals={f"i{i}": row[0] for i, row in enumerate(rows)})
    assert "At consensus every final score was r0's own (12 items)." in settled


def test_what_is_withheld_is_said_once_for_all_whom_it_concerns() -> None:
    one, two = withheld_words(statistics([[3, 4], [2, 5], [None, 1]]).raters)
    assert one == (
        "Not shown of r0: strictness, spread (it needs 10 items that others rated too, and there "
        "are 2); halo (it needs 10 items in panels with two or more, and there are 2)."
    )
    assert two.startswith("Not shown of r1: strictness, spread")
    assert two.endswith("and there are 3).")
    (together,) = withheld_words(statistics([[3, 4, 4], [2, 5, 4]]).raters)
    assert together.startswith("Not shown of r0, r1 and r2: strictness")
    few = statistics([[3, 4], [2, 5]], finals={"i0": 3}).raters
    assert "shift at consensus, moves at consensus (it needs 10 items with a final" in "\n".join(
        withheld_words(few)
    )


def test_nothing_is_said_to_be_withheld_of_those_who_are_shown() -> None:
    raters = statistics(many()).raters
    assert withheld_words(raters) == ()
    shown = replace(raters["r0"], spread=Figure(None, 40, "of a reason"))
    assert withheld_words({"r0": shown}) == ("Not shown of r0: spread (of a reason).",)


VARIED = (
    "i0: 3 ratings, mean 3.33, median 3, 1 point from lowest to highest, on average 0.44 points "
    "from the mean, agreement r_wg 0.83 of 1."
)


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        ([3, 3, 4], VARIED),
        ([4, 4], "i0: both raters gave 4."),
        ([4, 4, 4], "i0: all 3 raters gave 4."),
        ([4, None], "i0: one rating, 4."),
        ([None, None], "i0: nobody rated it."),
    ],
)
def test_an_item_is_a_line(scores: list[int | None], words: str) -> None:
    assert item_words(statistics([scores], scale=FIVE).items[0]) == words


def test_an_item_without_a_known_scale_has_no_r_wg() -> None:
    assert item_words(statistics([[3, 5]]).items[0]).endswith("1.00 point from the mean.")


score = st.none() | st.integers(1, 5)


@settings(deadline=None)
@given(
    st.integers(1, 4).flatmap(
        lambda k: st.lists(st.lists(score, min_size=k, max_size=k), max_size=14)
    )
)
def test_words_are_whole_sentences_without_a_number_gone_wrong(rows: Rows) -> None:
    stats = statistics(rows, scale=FIVE, resamples=20)
    words = (*panel_words(stats), *map(item_words, stats.items))
    for sentence in words:
        assert sentence.endswith(".")
        assert not re.search(r"\b(nan|inf|None)\b|-0\.00|\.\.|  |\be[+-]\d", sentence)
    if (stats.agreement.exact or 0) >= 0.75:
        assert "poor" not in " ".join(words)
