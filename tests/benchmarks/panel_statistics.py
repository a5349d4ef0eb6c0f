"""All statistics of 1,000 panels of four raters and five questions, and how long they take.

`python -m tests.benchmarks.panel_statistics`. The floor is `statistics.fmean` of each item and of
each rater over the same numbers, which nobody could do without. Asked for: at most one second.
"""

import random
import time
from collections.abc import Callable
from functools import partial
from statistics import fmean

from mock_panel.panel.agreement import panel_statistics
from mock_panel.panel.krippendorff import RESAMPLES
from mock_panel.panel.ratings_table import RatingTriple, ScaleEnds
from tests.benchmarks.stopwatch import median, report

PANELS, ITEMS, RATERS = 1_000, 5, 4
RUNS = 7
SCALE = ScaleEnds(1, 5)


def pooled() -> list[RatingTriple]:
    """Ratings as a fairly good panel gives them."""
    rng = random.Random(1)
    ratings: list[RatingTriple] = []
    for item in range(PANELS * ITEMS):
        merit = rng.gauss(3, 1)
        for rater in range(RATERS):
            score = min(max(round(merit + rng.gauss(0, 0.7)), SCALE.low), SCALE.high)
            ratings.append((f"rater {rater}", f"{item // ITEMS}/{item % ITEMS}", score))
    return ratings


def means(ratings: list[RatingTriple]) -> None:
    """The mean of every item and of every rater."""
    scores = [float(score) for _, _, score in ratings if score is not None]
    for first in range(0, len(scores), RATERS):
        fmean(scores[first : first + RATERS])
    for rater in range(RATERS):
        fmean(scores[rater::RATERS])


def _seconds(action: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return median(times)


def run() -> None:
    """With and without the interval of alpha, which draws the items a thousand times over."""
    ratings = pooled()
    panels = {item: item.partition("/")[0] for _, item, _ in ratings}
    finals = {item: score for _, item, score in ratings}
    floor = _seconds(lambda: means(ratings))
    for name, resamples in (("with alpha's interval", RESAMPLES), ("without it", 0)):
        ours = partial(
            panel_statistics, ratings,
            scale=SCALE, panels=panels, finals=finals, resamples=resamples,
        )  # fmt: skip
        report(f"Statistics of {PANELS} panels, {name}, median", _seconds(ours), floor)


if __name__ == "__main__":
    run()
