"""Quantiles of the F distribution, for intervals around an ICC.

Our own because scipy takes most of a second to import and 100 MB of disk for this one function.
"""

import math

_FURTHEST = 300.0
"""Quantiles end at e to the power of plus or minus this; nothing useful lies beyond."""
_STEPS = 200
_CLOSE = 1e-13
_SETTLED = 1e-15
_TINY = 1e-300


def f_quantile(probability: float, above: float, below: float) -> float:
    """The value that F stays under with a probability; always positive and finite.

    Args:
        probability: strictly between 0 and 1.
        above: degrees of freedom of the numerator, positive, perhaps not whole.
        below: those of the denominator.

    Raises:
        ValueError: an argument is out of its range.
    """
    if not (0 < probability < 1 and 0 < above < math.inf and 0 < below < math.inf):
        raise ValueError(f"no F quantile at {probability} for {above} and {below} degrees")
    return below / above * math.exp(_beta_logit(probability, above / 2, below / 2))


def _beta_logit(probability: float, a: float, b: float) -> float:
    """The logit of a beta quantile: Newton's steps, halving where one would leave the bracket.

    The logit keeps both ends of the distribution exact, where the quantile itself would be 0 or 1.
    """
    low, high = -_FURTHEST, _FURTHEST
    at = min(max(math.log(a / b), low), high)
    upper = probability > 0.5
    wanted = 1 - probability if upper else probability
    steps, moved = 0, math.inf
    while moved > _CLOSE * max(1.0, abs(at)) and steps < _STEPS:
        steps += 1
        # The smaller tail is the one that keeps its digits.
        tail = _beta_cdf(-at, b, a) if upper else _beta_cdf(at, a, b)
        too_far = tail < wanted if upper else tail > wanted
        low, high = (low, at) if too_far else (at, high)
        slope = math.exp(_log_density(at, a, b))
        step = (wanted - tail) / slope if slope > 0 else math.inf
        following = at - step if upper else at + step
        if not low < following < high:
            following = (low + high) / 2
        moved, at = abs(following - at), following
    return at


def _beta_cdf(logit: float, a: float, b: float) -> float:
    """The regularised incomplete beta function of what has this logit."""
    front = math.exp(_log_density(logit, a, b))
    x, rest = _expit(logit), _expit(-logit)
    if x <= (a + 1) / (a + b + 2):
        return front * _continued_fraction(x, a, b) / a
    return 1 - front * _continued_fraction(rest, b, a) / b


def _expit(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))


def _log_density(logit: float, a: float, b: float) -> float:
    """The logarithm of a beta variable's density over its logit."""
    log_x = -math.log1p(math.exp(-logit))
    log_rest = -math.log1p(math.exp(logit))
    return a * log_x + b * log_rest + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)


def _continued_fraction(x: float, a: float, b: float) -> float:
    """Lentz's way through the fraction of DLMF 8.17.22, which converges for x on this side."""
    steps = _STEPS + int(5 * math.sqrt(max(a, b)))
    c = 1.0
    d = 1 / _apart(1 - (a + b) * x / (a + 1))
    value = d
    m, factor = 0, 0.0
    while abs(factor - 1) > _SETTLED and m < steps:
        m += 1
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _apart(1 + term * d)
            c = _apart(1 + term / c)
            factor = c * d
            value *= factor
    return value


def _apart(value: float) -> float:
    """The value, kept away from zero."""
    return value if abs(value) > _TINY else _TINY
