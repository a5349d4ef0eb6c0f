"""Several raters on the same exemplars, the widest apart first, and in words."""

from hypothesis import given, settings

from mock_panel.domain.calibration import CalibrationRating
from mock_panel.domain.exemplars import Exemplar
from mock_panel.panel.raters_side_by_side import side_by_side
from tests.panel.sample_exemplars import EXEMPLARS, RATINGS, SETS, by_the_key, on_scale, rated


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


@given(SETS, RATINGS)
@settings(max_examples=60, deadline=None)
def test_a_comparison_always_has_words_and_every_rater(
    exemplars: tuple[Exemplar, ...], ratings: list[CalibrationRating]
) -> None:
    compared = side_by_side(exemplars, ratings)
    assert all(compared.words)
    assert {rater.rater for rater in compared.raters} == {rating.rater for rating in ratings}
