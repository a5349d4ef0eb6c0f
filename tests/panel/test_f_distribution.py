"""Quantiles of F against scipy's, and their limits."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_panel.panel.f_distribution import f_quantile
from tests.panel.oracles import oracles

degrees = st.floats(0.05, 20_000)
probabilities = st.floats(0.001, 0.999)


@pytest.mark.parametrize("told", oracles().f_quantiles, ids=str)
def test_quantiles_are_those_of_scipy(told: tuple[float, float, float, float]) -> None:
    probability, above, below, value = told
    assert f_quantile(probability, above, below) == pytest.approx(value, rel=1e-10)


def test_the_upper_five_percent_point_is_that_of_every_table() -> None:
    assert round(f_quantile(0.95, 3, 10), 2) == 3.71


@settings(deadline=None)
@given(probabilities, degrees, degrees)
def test_the_other_tail_of_the_inverse_ratio_is_the_inverse(
    probability: float, above: float, below: float
) -> None:
    quantile = f_quantile(probability, above, below)
    assert 0 < quantile < math.inf
    other = f_quantile(1 - probability, below, above)
    assert math.log(quantile) == pytest.approx(-math.log(other), abs=1e-6, rel=1e-6)


@settings(deadline=None)
@given(degrees, degrees, probabilities, probabilities)
def test_more_probability_needs_a_larger_value(
    above: float, below: float, one: float, two: float
) -> None:
    low, high = sorted((one, two))
    assert f_quantile(low, above, below) <= f_quantile(high, above, below) * (1 + 1e-6)


@pytest.mark.parametrize(
    ("probability", "above", "below"),
    [(0, 1, 1), (1, 1, 1), (0.5, 0, 1), (0.5, 1, -1), (0.5, math.inf, 1), (math.nan, 1, 1)],
)
def test_what_is_out_of_range_is_refused(probability: float, above: float, below: float) -> None:
    with pytest.raises(ValueError, match="no F quantile"):
        f_quantile(probability, above, below)
