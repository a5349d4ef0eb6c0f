"""Agreement statistics: published figures, other programs' figures, and what must always hold."""

import json
import math
import random
from collections import defaultdict
from itertools import combinations
from statistics import fmean, stdev
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_panel.domain.questions import Scale, ScaleLevel
from mock_panel.panel.agreement import PanelStatistics, panel_statistics, to_document
from mock_panel.panel.intraclass import (
    BREAKS_DOWN,
    ENDLESS,
    LESS_THAN_CHANCE,
    NEVER_DIFFER,
    NOTHING_TO_TELL_APART,
    Intraclass,
)
from mock_panel.panel.item_agreement import NO_SCALE, NO_SCORE, ONE_SCORE
from mock_panel.panel.krippendorff import (
    FEWEST_ITEMS,
    NOT_ASKED,
    TOO_FEW_DRAWS,
    TOO_FEW_ITEMS,
    Metric,
    krippendorff_alpha,
)
from mock_panel.panel.krippendorff import NEVER_DIFFER as ALPHA_NEVER_DIFFERS
from mock_panel.panel.rater_effects import NO_FINALS, NO_SPREAD, NOT_TWO_IN_A_PANEL
from mock_panel.panel.ratings_table import (
    ALIKE_WHERE_SHARED,
    ALL_ALIKE,
    NO_RATINGS,
    ONE_ITEM,
    ONE_RATER,
    ScaleEnds,
    ratings_table,
)
from tests.panel.oracles import Rows, oracles, triples

FIVE = ScaleEnds(1, 5)
SHROUT_FLEISS: Rows = [
    [9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7],
]  # fmt: skip
_: None = None
KRIPPENDORFF: Rows = [
    [1, 1, _, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
    [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [_, 5, 5, 5], [_, _, 1, 1], [_, 3, _, _],
]  # fmt: skip
"""The published example of four observers and twelve units."""


def statistics(rows: Rows, scale: ScaleEnds | None = None, **more: Any) -> PanelStatistics:
    return panel_statistics(triples(rows), scale=scale, **more)


def forms(stats: PanelStatistics) -> dict[str, Intraclass]:
    icc = stats.icc
    return {
        each.form: each for each in (icc.icc1, icc.icc1k, icc.icc2, icc.icc2k, icc.icc3, icc.icc3k)
    }


def ci95(form: Intraclass) -> tuple[float, float]:
    assert form.ci95 is not None
    return form.ci95


# --- Intraclass correlations


def test_the_table_of_shrout_and_fleiss_gives_their_six_figures() -> None:
    stats = statistics(SHROUT_FLEISS)
    assert {name: round(form.value or 0, 4) for name, form in forms(stats).items()} == {
        "ICC(1,1)": 0.1657, "ICC(1,k)": 0.4428,
        "ICC(2,1)": 0.2898, "ICC(2,k)": 0.6201,
        "ICC(3,1)": 0.7148, "ICC(3,k)": 0.9093,
    }  # fmt: skip
    assert {(form.n, form.k) for form in forms(stats).values()} == {(6, 4)}


def test_its_intervals_are_the_published_ones() -> None:
    stats = statistics(SHROUT_FLEISS)
    told = {name: tuple(round(x, 2) for x in ci95(form)) for name, form in forms(stats).items()}
    assert told == {
        "ICC(1,1)": (-0.13, 0.72), "ICC(1,k)": (-0.88, 0.91),
        "ICC(2,1)": (0.02, 0.76), "ICC(2,k)": (0.07, 0.93),
        "ICC(3,1)": (0.34, 0.95), "ICC(3,k)": (0.68, 0.99),
    }  # fmt: skip


@pytest.mark.parametrize(("rows", "told"), oracles().icc)
def test_values_and_intervals_are_those_of_pingouin(
    rows: Rows, told: dict[str, list[float]]
) -> None:
    for name, form in forms(statistics(rows)).items():
        value, low, high = told[name]
        assert form.value == pytest.approx(value, abs=1e-12)
        assert form.ci95 == pytest.approx((low, high), rel=1e-9, abs=1e-9)


def test_items_that_not_everybody_rated_count_one_way_only() -> None:
    whole = statistics(SHROUT_FLEISS)
    stats = statistics([*SHROUT_FLEISS, [3, 4, None, 3], [None, 2, None, None]])
    assert stats.icc.icc2 == whole.icc.icc2
    assert stats.icc.icc3k == whole.icc.icc3k
    assert stats.icc.icc1.n == 7
    assert stats.icc.icc1.k == pytest.approx((27 - (6 * 4**2 + 3**2) / 27) / 6)


def test_unbalanced_one_way_is_the_analysis_of_variance_by_hand() -> None:
    rows: Rows = [[1, 2, None], [4, 4, 5], [3, None, 1]]
    icc = statistics(rows).icc.icc1
    between = (2 * (1.5 - 20 / 7) ** 2 + 3 * (13 / 3 - 20 / 7) ** 2 + 2 * (2 - 20 / 7) ** 2) / 2
    within = (0.5 + 2 / 3 + 2) / 4
    k = (7 - 17 / 7) / 2
    assert icc.k == pytest.approx(k)
    assert icc.value == pytest.approx((between - within) / (between + (k - 1) * within))


def test_panels_of_different_raters_leave_the_one_way_forms() -> None:
    stats = panel_statistics(
        [("a", "1", 3), ("b", "1", 4), ("c", "2", 1), ("d", "2", 2), ("a", "3", 5), ("c", "3", 5)]
    )
    differ = "raters differ between panels: no item was rated by all 4 raters"
    for form in (stats.icc.icc2, stats.icc.icc2k, stats.icc.icc3, stats.icc.icc3k):
        assert (form.value, form.ci95, form.n, form.k, form.reason) == (None, None, 0, 4, differ)
    assert stats.icc.icc1.value is not None
    assert (stats.icc.icc1.n, stats.icc.icc1.k) == (3, 2)


def test_one_item_in_common_is_not_enough_for_two_ways() -> None:
    stats = statistics([[1, 2, 3], [4, 5, None], [2, 2, None]])
    assert stats.icc.icc3.reason == (
        "raters differ between panels: only one item was rated by all 3 raters"
    )


def test_somebody_who_gave_no_score_is_no_rater() -> None:
    stats = panel_statistics([*triples(SHROUT_FLEISS), ("absent", "i0", None)])
    assert stats.icc.icc2.k == 4
    assert "absent" not in stats.raters
    assert stats.missing == 1


def test_two_items_and_two_raters_are_enough() -> None:
    for form in forms(statistics([[1, 2], [4, 4]])).values():
        assert form.value is not None
        assert form.ci95 is not None


def test_a_constant_difference_hurts_agreement_and_not_consistency() -> None:
    icc = statistics([[1, 2], [2, 3], [4, 5]]).icc
    assert icc.icc3.value == icc.icc3k.value == 1
    assert (icc.icc3.ci95, icc.icc3.ci_reason) == (None, NEVER_DIFFER)
    assert icc.icc2.value == pytest.approx(14 / 17)
    low, high = ci95(icc.icc2)
    assert 0 < low < 14 / 17 < high < 1


def test_raters_who_never_differ_have_a_value_and_no_interval() -> None:
    for form in forms(statistics([[1, 1], [5, 5], [3, 3]])).values():
        assert (form.value, form.ci95, form.ci_reason) == (1, None, NEVER_DIFFER)


def test_a_negative_value_is_told_as_it_is() -> None:
    icc = statistics([[1, 5, 3], [5, 1, 2], [3, 3, 5]]).icc
    assert icc.icc1.value is not None
    assert icc.icc1.value < 0
    assert ci95(icc.icc1)[0] < icc.icc1.value


def test_items_with_the_same_mean_have_nothing_to_tell_apart() -> None:
    icc = statistics([[1, 3], [3, 1], [2, 2]]).icc
    assert (icc.icc1.value, icc.icc1.ci_reason) == (-1, NOTHING_TO_TELL_APART)
    for form in (icc.icc1k, icc.icc2k, icc.icc3k):
        assert (form.value, form.reason) == (None, NOTHING_TO_TELL_APART)
    swapped = statistics([[1, 2], [2, 1]]).icc
    assert (swapped.icc2.value, swapped.icc2.reason) == (None, NOTHING_TO_TELL_APART)


def test_a_mean_of_raters_worse_than_chance_has_no_value_above_one() -> None:
    icc = statistics([[1, 5], [5, 1], [2, 5]]).icc
    assert (icc.icc2k.value, icc.icc2k.reason) == (None, LESS_THAN_CHANCE)
    assert icc.icc2.value is not None


def test_intervals_that_break_down_are_withheld() -> None:
    """There the approximation's own interval is a point beside the value."""
    form = statistics([[90, 58, 5], [43, 42, 53]]).icc.icc2
    assert form.value is not None
    assert (form.ci95, form.ci_reason) == (None, BREAKS_DOWN)


def test_an_end_beyond_every_number_is_withheld() -> None:
    icc = statistics([[2, 5, 1], [3, 1, 1], [1, 5, 1], [4, 2, 4]]).icc
    assert icc.icc2.ci95 is not None
    assert (icc.icc2k.ci95, icc.icc2k.ci_reason) == (None, ENDLESS)


# --- Krippendorff's alpha


@pytest.mark.parametrize(
    ("metric", "value"),
    [(Metric.NOMINAL, 0.743), (Metric.ORDINAL, 0.815), (Metric.INTERVAL, 0.849)],
)
def test_krippendorffs_own_example_gives_his_figures(metric: Metric, value: float) -> None:
    alpha = krippendorff_alpha(ratings_table(triples(KRIPPENDORFF)), metric)
    assert alpha.n == 11
    assert round(alpha.value or 0, 3) == value


@pytest.mark.parametrize(("rows", "told"), oracles().alpha)
def test_alpha_is_that_of_the_other_program(rows: Rows, told: dict[str, float]) -> None:
    table = ratings_table(triples(rows))
    for metric in Metric:
        assert krippendorff_alpha(table, metric, 0).value == pytest.approx(told[metric], abs=1e-12)


def test_the_interval_of_alpha_is_the_same_every_time_and_in_any_order() -> None:
    given = triples(oracles().alpha[2][0])
    shuffled = random.Random(3).sample(given, len(given))
    alpha = panel_statistics(given).alpha
    assert panel_statistics(shuffled).alpha == alpha
    assert krippendorff_alpha(ratings_table(given), seed=8).ci95 != alpha.ci95
    assert alpha.value is not None
    assert alpha.ci95 is not None
    assert alpha.ci95[0] < alpha.value < alpha.ci95[1]


def test_the_interval_of_alpha_is_near_one_of_plainly_drawn_items() -> None:
    rows = oracles().alpha[4][0]
    told = panel_statistics(triples(rows), resamples=2_000).alpha.ci95
    rng = random.Random(5)
    drawn = sorted(
        panel_statistics(triples(rng.choices(rows, k=len(rows))), resamples=0).alpha.value or 0
        for _ in range(600)
    )
    assert told == pytest.approx((drawn[15], drawn[585]), abs=0.04)


def test_few_items_and_no_resamples_leave_alpha_without_an_interval() -> None:
    few = statistics(SHROUT_FLEISS).alpha
    assert few.value is not None
    assert (few.ci95, few.ci_reason) == (None, TOO_FEW_ITEMS)
    assert statistics(KRIPPENDORFF, resamples=0).alpha.ci_reason == NOT_ASKED
    agreed: Rows = [[score % 5, score % 5] for score in range(FEWEST_ITEMS)]
    alpha = statistics(agreed).alpha
    assert (alpha.value, alpha.ci95, alpha.ci_reason) == (1, None, ALPHA_NEVER_DIFFERS)


def test_a_single_draw_makes_no_interval() -> None:
    assert statistics(KRIPPENDORFF, resamples=1).alpha.ci_reason == TOO_FEW_DRAWS


def test_ratings_of_many_values_are_drawn_less_often() -> None:
    rng = random.Random(1)
    rows: Rows = [[rng.randrange(1000), rng.randrange(1000)] for _ in range(600)]
    alpha = statistics(rows, resamples=100_000).alpha
    assert alpha.ci95 is not None
    assert alpha.ci95[0] < 0 < alpha.ci95[1]


# --- Pairs and items


def test_pairs_are_counted_over_all_items() -> None:
    agreement = statistics([[3, 3, 4], [1, None, 3], [5, None, None]]).agreement
    assert (agreement.exact, agreement.within_one, agreement.pairs) == (1 / 4, 3 / 4, 4)


@pytest.mark.parametrize(
    ("scores", "r_wg", "ad_m"),
    [([3, 3, 4], 0.833, 0.444), ([4, 4, 4], 1, 0), ([2, 4, 5], 0, 1.111), ([1, 3, 5], 0, 1.333)],
)
def test_agreement_on_an_item(scores: list[int | None], r_wg: float, ad_m: float) -> None:
    item = statistics([scores], FIVE).items[0]
    assert item.r_wg == pytest.approx(r_wg, abs=0.0005)
    assert item.ad_m == pytest.approx(ad_m, abs=0.0005)


def test_an_item_has_its_mean_median_range_and_spread() -> None:
    item = statistics([[2, 4, 5, 5]], FIVE).items[0]
    assert (item.item, item.ratings, item.mean, item.median, item.range) == ("i0", 4, 4, 4.5, 3)
    assert item.sd == pytest.approx(math.sqrt(2))
    assert not item.reasons


def test_what_an_item_lacks_has_a_reason() -> None:
    one, none, several = statistics([[3, None], [None, None], [3, 4]]).items
    assert (one.mean, one.median, one.range) == (3, 3, 0)
    assert one.reasons == {"sd": ONE_SCORE, "r_wg": ONE_SCORE, "ad_m": ONE_SCORE}
    assert (none.mean, none.ratings) == (None, 0)
    assert set(none.reasons.values()) == {NO_SCORE}
    assert several.reasons == {"r_wg": NO_SCALE}
    assert several.ad_m == 0.5


def test_scores_with_decimals_are_exact() -> None:
    """In floating point 4.1 and 3.1 are less than a point apart, and 1.1 and 2.1 more."""
    stats = panel_statistics([("a", "1", 3.1), ("b", "1", 4.1), ("a", "2", 1.1), ("b", "2", 2.1)])
    assert stats.agreement.within_one == 1
    assert (stats.icc.icc3.value, stats.icc.icc3.ci_reason) == (1, NEVER_DIFFER)
    assert [item.mean for item in stats.items] == [3.6, 1.6]


# --- Raters


def panel_of_three(items: int = 12) -> Rows:
    """The second is a point below the first, the third uses a part of the scale."""
    rng = random.Random(2)
    base = [rng.randint(2, 5) for _ in range(items)]
    return [[score, score - 1, 3 + (score > 3)] for score in base]


def test_severity_is_the_distance_from_the_others_on_shared_items() -> None:
    rows = panel_of_three()
    raters = statistics([*rows, [None, 5, None]], FIVE).raters
    others = fmean(b - (a + c) / 2 for a, b, c in ((a or 0, b or 0, c or 0) for a, b, c in rows))
    assert raters["r1"].severity.value == pytest.approx(others)
    assert raters["r1"].severity.n == 12
    assert others < 0


def test_spread_is_seen_beside_all_ratings_of_the_same_items() -> None:
    rows = panel_of_three()
    whole = stdev(score or 0 for row in rows for score in row)
    for column, spread in enumerate(each.spread for each in statistics(rows).raters.values()):
        assert spread.value == pytest.approx(stdev(row[column] or 0 for row in rows) / whole)


def test_halo_is_the_mean_spread_within_panels() -> None:
    rows = panel_of_three()
    panels = {f"i{i}": "ABC"[i // 4] for i in range(12)}
    own = [row[0] or 0 for row in rows]
    halo = statistics(rows, panels=panels).raters["r0"].halo
    assert halo.value == pytest.approx(fmean(stdev(own[i : i + 4]) for i in (0, 4, 8)))
    assert halo.n == 12
    over_all = statistics(rows).raters["r0"].halo
    assert over_all.value == pytest.approx(stdev(own))


def test_items_outside_panels_and_alone_in_one_do_not_count_for_halo() -> None:
    rows = panel_of_three(14)
    panels = {f"i{i}": "A" if i < 12 else "B" for i in range(13)}
    assert statistics(rows, panels=panels).raters["r0"].halo.n == 12
    alone = {f"i{i}": str(i) for i in range(14)}
    assert statistics(rows, panels=alone).raters["r0"].halo.reason == NOT_TWO_IN_A_PANEL


def test_shift_has_a_direction_and_moves_have_none() -> None:
    rows = panel_of_three()
    finals = {f"i{i}": (row[0] or 0) + (1 if i % 2 else -1) for i, row in enumerate(rows)}
    rater = statistics(rows, finals=finals).raters["r0"]
    assert (rater.shift.value, rater.moved.value, rater.shift.n) == (0, 1, 12)


def test_a_raters_own_final_score_goes_before_the_panels() -> None:
    rows = panel_of_three()
    finals = {f"i{i}": row[0] for i, row in enumerate(rows)}
    own = {("r0", "i0"): (rows[0][0] or 0) + 6, ("r0", "i1"): None}
    raters = statistics(rows, finals=finals, own_finals=own).raters
    assert raters["r0"].shift.value == 0.5
    assert raters["r1"].shift.value == 1
    only = statistics(rows, own_finals=own).raters["r0"].shift
    assert (only.value, only.n) == (None, 1)
    assert "there is 1" in only.reason


def test_below_ten_items_a_rater_is_not_judged() -> None:
    rows = panel_of_three(9)
    finals = {f"i{i}": 3 for i in range(9)}
    for effects in statistics(rows, finals=finals).raters.values():
        for figure in (effects.severity, effects.spread, effects.halo, effects.shift):
            assert (figure.value, figure.n) == (None, 9)
            assert "10 items" in figure.reason
    nobody = statistics(rows).raters["r0"]
    assert (nobody.shift.reason, nobody.moved.reason, nobody.shift.n) == (NO_FINALS, NO_FINALS, 0)


def test_a_panel_of_one_opinion_has_no_spread_to_compare_with() -> None:
    rater = statistics([[4, 4]] * 10).raters["r1"]
    assert (rater.spread.value, rater.spread.reason) == (None, NO_SPREAD)
    assert (rater.severity.value, rater.halo.value) == (0, 0)


# --- What cannot be computed


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], NO_RATINGS),
        ([[None, None]], NO_RATINGS),
        ([[3], [4]], ONE_RATER),
        ([[3, None], [None, 4]], ONE_RATER),
        ([[3, 4], [5, None]], ONE_ITEM),
        ([[4, 4], [4, 4]], ALL_ALIKE),
        ([[4, 4], [4, 4], [5, None]], ALIKE_WHERE_SHARED),
    ],
)
def test_reliability_that_cannot_be_computed_says_why(rows: Rows, reason: str) -> None:
    stats = statistics(rows, FIVE)
    for form in forms(stats).values():
        assert (form.value, form.ci95, form.reason) == (None, None, reason)
    assert (stats.alpha.value, stats.alpha.ci95, stats.alpha.reason) == (None, None, reason)


def test_agreement_without_pairs_says_why() -> None:
    assert statistics([]).agreement.reason == NO_RATINGS
    lonely = statistics([[3], [4]]).agreement
    assert (lonely.exact, lonely.within_one, lonely.pairs) == (None, None, 0)
    assert lonely.reason == ONE_RATER


def test_raters_who_agree_where_all_rated_but_not_elsewhere() -> None:
    icc = statistics([[4, 4, 4], [4, 4, 4], [1, 2, None]]).icc
    assert icc.icc2.reason.startswith("where all raters rated an item, everyone gave the same")
    assert icc.icc1.value is not None


@pytest.mark.parametrize("scores", [(3, None), (None, 3), (4, 4)])
def test_a_rating_given_twice_is_an_error(scores: tuple[int | None, int | None]) -> None:
    with pytest.raises(ValueError, match="'Ann' rated 'q1' twice"):
        panel_statistics([("Ann", "q1", score) for score in scores])


@pytest.mark.parametrize("score", [math.nan, math.inf, -math.inf, 1e7])
def test_what_is_no_score_is_an_error(score: float) -> None:
    with pytest.raises(ValueError, match="is not a score"):
        panel_statistics([("Ann", "q1", score)])


def test_a_score_off_the_scale_is_an_error() -> None:
    with pytest.raises(ValueError, match="6 lies outside the scale from 1 to 5"):
        panel_statistics([("Ann", "q1", 6)], scale=FIVE)


def test_a_scale_has_two_ends() -> None:
    with pytest.raises(ValueError, match="no room"):
        ScaleEnds(3, 3)
    levels = tuple(ScaleLevel(value, "", "") for value in (2, 4, 1))
    assert ScaleEnds.of(Scale("board", "", levels)) == ScaleEnds(1, 4)


# --- The document


def test_the_document_holds_every_figure_with_what_it_rests_on() -> None:
    document: dict[str, Any] = json.loads(json.dumps(to_document(statistics(SHROUT_FLEISS))))
    assert document["pairs"] == 36
    assert document["exact"] == pytest.approx(1 / 36)
    assert list(document["icc"]) == [
        "ICC(1,1)", "ICC(1,k)", "ICC(2,1)", "ICC(2,k)", "ICC(3,1)", "ICC(3,k)"
    ]  # fmt: skip
    icc = document["icc"]["ICC(2,1)"]
    assert (icc["form"], icc["n"], icc["k"]) == ("ICC(2,1)", 6, 4)
    assert icc["value"] == pytest.approx(0.28976, abs=1e-5)
    assert icc["ci95"] == pytest.approx([0.01879, 0.76108], abs=1e-5)
    assert "reason" not in icc
    assert set(document["alpha"]) == {"value", "ci95", "ci_reason", "n"}
    rater = document["raters"]["r0"]
    assert set(rater) == {"severity", "spread", "halo", "shift", "moved", "n", "counts", "reason"}
    assert (rater["n"], rater["counts"]["shift"]) == (6, 0)
    assert set(rater["reason"]) == {"severity", "spread", "halo", "shift", "moved"}
    assert document["items"][0] == {
        "item": "i0", "n": 4, "mean": 6, "median": 6.5, "range": 7,
        "sd": pytest.approx(3.1623, abs=1e-4), "r_wg": None, "ad_m": 2.5,
        "reason": {"r_wg": NO_SCALE},
    }  # fmt: skip


def test_an_empty_document_says_why_it_is_empty() -> None:
    document: dict[str, Any] = to_document(statistics([]))
    assert (document["exact"], document["pairs"], document["reason"]) == (None, 0, NO_RATINGS)
    assert document["icc"]["ICC(1,1)"] == {
        "form": "ICC(1,1)", "value": None, "ci95": None, "reason": NO_RATINGS, "n": 0, "k": 0,
    }  # fmt: skip
    assert (document["raters"], document["items"]) == ({}, [])


# --- What must always hold

leisurely = settings(deadline=None)
"""On a busy machine any example may take long."""
score = st.none() | st.integers(1, 5)


@st.composite
def any_rows(draw: st.DrawFn) -> Rows:
    raters = draw(st.integers(1, 5))
    row = st.lists(score, min_size=raters, max_size=raters)
    return draw(st.lists(row, max_size=14))


@st.composite
def complete_rows(draw: st.DrawFn, fewest: int = 2) -> list[list[int]]:
    raters = draw(st.integers(2, 4))
    row = st.lists(st.integers(1, 5), min_size=raters, max_size=raters)
    return draw(st.lists(row, min_size=fewest, max_size=14))


def check_estimate(estimate: dict[str, Any]) -> None:
    assert (estimate["value"] is None) == bool(estimate.get("reason"))
    if estimate["value"] is None:
        assert estimate["ci95"] is None
        return
    assert estimate["value"] <= 1
    assert (estimate["ci95"] is None) == bool(estimate.get("ci_reason"))
    if estimate["ci95"]:
        low, high = estimate["ci95"]
        assert low <= high <= 1


@leisurely
@given(any_rows(), st.booleans())
def test_every_figure_is_a_number_or_has_a_reason(rows: Rows, with_scale: bool) -> None:
    finals = {f"i{i}": 3 for i in range(0, len(rows), 2)}
    stats = statistics(rows, FIVE if with_scale else None, finals=finals, resamples=20)
    document: dict[str, Any] = json.loads(json.dumps(to_document(stats), allow_nan=False))
    for form in document["icc"].values():
        check_estimate(form)
        if form["ci95"]:
            assert form["ci95"][0] <= form["value"] <= form["ci95"][1]
    check_estimate(document["alpha"])
    assert (document["exact"] is None) == ("reason" in document)
    for entry in (*document["raters"].values(), *document["items"]):
        withheld = {name for name, value in entry.items() if value is None}
        assert withheld == set(entry["reason"])


@leisurely
@given(
    st.lists(
        st.lists(st.floats(-1e6, 1e6) | st.sampled_from([0, 1e-12, 1e6]), min_size=3, max_size=3),
        max_size=12,
    )
)
def test_scores_of_any_size_leave_every_figure_finite(rows: list[list[float]]) -> None:
    ratings = [(f"r{j}", f"i{i}", s) for i, row in enumerate(rows) for j, s in enumerate(row)]
    stats = panel_statistics(ratings, scale=ScaleEnds(-1_000_000, 1_000_000), resamples=20)
    json.dumps(to_document(stats), allow_nan=False)


@leisurely
@given(any_rows(), st.randoms(use_true_random=False))
def test_the_order_of_ratings_does_not_matter(rows: Rows, rng: random.Random) -> None:
    ratings = triples(rows)
    shuffled = rng.sample(ratings, len(ratings))
    one, two = (panel_statistics(each, scale=FIVE, resamples=20) for each in (ratings, shuffled))
    assert (one.agreement, one.icc, one.alpha) == (two.agreement, two.icc, two.alpha)
    assert dict(one.raters) == dict(two.raters)
    assert {each.item: each for each in one.items} == {each.item: each for each in two.items}


@leisurely
@given(any_rows())
def test_pairs_agree_with_a_plain_count(rows: Rows) -> None:
    pairs = [
        abs(a - b)
        for row in rows
        for a, b in combinations([each for each in row if each is not None], 2)
    ]
    agreement = statistics(rows).agreement
    assert agreement.pairs == len(pairs)
    if pairs:
        assert agreement.exact == pairs.count(0) / len(pairs)
        assert agreement.within_one == sum(apart <= 1 for apart in pairs) / len(pairs)


@leisurely
@given(any_rows(), st.sampled_from([0.5, 2, 3.25]), st.integers(-9, 9))
def test_another_unit_and_origin_of_the_scale_change_no_reliability(
    rows: Rows, times: float, plus: int
) -> None:
    one = statistics(rows, resamples=0)
    moved = [(r, i, None if s is None else s * times + plus) for r, i, s in triples(rows)]
    two = panel_statistics(moved, resamples=0)
    assert (one.icc, one.alpha) == (two.icc, two.alpha)


@leisurely
@given(complete_rows(), st.integers(1, 4))
def test_severity_of_one_rater_does_not_change_consistency(
    rows: list[list[int]], stricter: int
) -> None:
    moved: Rows = [[row[0] - stricter, *row[1:]] for row in rows]
    one, two = statistics(rows).icc, statistics(moved).icc
    if one.icc3.value is not None and two.icc3.value is not None:
        assert one.icc3.value == two.icc3.value
        assert one.icc3.ci95 == two.icc3.ci95


@leisurely
@given(complete_rows())
def test_a_mean_of_raters_is_one_rater_stepped_up(rows: list[list[int]]) -> None:
    icc = statistics(rows).icc
    for one, mean in ((icc.icc1, icc.icc1k), (icc.icc2, icc.icc2k), (icc.icc3, icc.icc3k)):
        if one.value is not None and mean.value is not None:
            stepped = one.k * one.value / (1 + (one.k - 1) * one.value)
            assert mean.value == pytest.approx(stepped, rel=1e-6, abs=1e-9)


@leisurely
@given(complete_rows(fewest=10))
def test_severities_of_the_same_raters_cancel_out(rows: list[list[int]]) -> None:
    raters = statistics(rows, resamples=0).raters.values()
    assert sum(rater.severity.value or 0 for rater in raters) == pytest.approx(0, abs=1e-9)


@settings(leisurely, max_examples=50)
@given(st.lists(st.lists(score, min_size=4, max_size=4), min_size=10, max_size=30))
def test_severity_is_that_of_a_plain_reckoning(rows: Rows) -> None:
    raters = statistics(rows, resamples=0).raters
    above: defaultdict[str, list[float]] = defaultdict(list)
    for row in rows:
        for column, own in enumerate(row):
            others = [s for i, s in enumerate(row) if s is not None and i != column]
            if own is not None and others:
                above[f"r{column}"].append(own - fmean(others))
    for name, effects in raters.items():
        assert effects.severity.n == len(above[name])
        if effects.severity.value is not None:
            assert effects.severity.value == pytest.approx(fmean(above[name]), abs=1e-12)


@leisurely
@given(any_rows())
def test_a_missing_rating_is_as_one_never_asked_for(rows: Rows) -> None:
    one = statistics(rows, FIVE, resamples=20)
    two = panel_statistics(
        [each for each in triples(rows) if each[2] is not None], scale=FIVE, resamples=20
    )
    assert (one.agreement, one.icc, one.alpha, one.raters) == (
        two.agreement, two.icc, two.alpha, two.raters,
    )  # fmt: skip
    assert one.ratings == two.ratings
    assert tuple(each for each in one.items if each.ratings) == two.items
    assert one.missing == len(triples(rows)) - one.ratings
