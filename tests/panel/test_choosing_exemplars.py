"""Which exemplars come next: even over levels and tellings, the unseen ones first."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_panel.domain.calibration import CalibrationRating
from mock_panel.domain.exemplars import Exemplar, Telling
from mock_panel.panel.calibration import FEWEST_ANSWERS
from mock_panel.panel.choosing_exemplars import next_exemplars
from tests.panel.sample_exemplars import EXEMPLARS, NOON, RATINGS, SETS, by_the_key, rated


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
