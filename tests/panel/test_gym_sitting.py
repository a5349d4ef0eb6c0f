"""A sitting of the gym: what is left of it, and that it survives whatever happens."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from mock_panel.domain.calibration import CalibrationRating
from mock_panel.domain.exemplars import ExemplarId
from mock_panel.domain.ids import FrameworkId
from mock_panel.errors import StorageError
from mock_panel.panel.gym_sitting import (
    IN_A_SITTING,
    GymSitting,
    forget_sitting,
    new_sitting,
    read_sittings,
    write_sitting,
)
from mock_panel.panel.sitting_keeper import SittingKeeper
from tests.panel.sample_exemplars import EXEMPLARS, NOON, by_the_key, rated

F = FrameworkId("f")
TWO = (ExemplarId("x00"), ExemplarId("x01"))
BEGUN = GymSitting("Zoë [b]", F, NOON, TWO, TWO[0], 4, 'said "no" \ud800')


class Store:
    def __init__(self, problem: StorageError | None = None) -> None:
        self.held: list[CalibrationRating] = []
        self.problem = problem

    def keep(self, rating: CalibrationRating) -> None:
        if self.problem:
            raise self.problem
        self.held.append(rating)

    def ratings(self, _: str | None = None) -> Sequence[CalibrationRating]:
        return self.held


def test_a_sitting_is_of_one_framework_and_begins_with_what_this_rater_has_not_rated() -> None:
    other = [replace(EXEMPLARS[0], id=ExemplarId("other"), framework=FrameworkId("g"))]
    done = [
        *rated(by_the_key, EXEMPLARS[:7]),
        *rated(by_the_key, EXEMPLARS[7:], rater="Ben"),
    ]
    sitting = new_sitting("Ada", F, [*EXEMPLARS, *other], done, seed=3, now=NOON)
    assert set(sitting.exemplars) == {e.id for e in EXEMPLARS[7:]}
    assert len(sitting.exemplars) == IN_A_SITTING
    small = new_sitting("Ada", FrameworkId("g"), [*EXEMPLARS, *other], done, seed=3, now=NOON)
    assert small.exemplars == (ExemplarId("other"),)


def test_what_was_rated_since_it_began_is_not_left() -> None:
    early = rated(by_the_key, EXEMPLARS[:2], began=NOON - timedelta(days=1))
    since = rated(by_the_key, EXEMPLARS[1:2])
    of_ben = rated(by_the_key, EXEMPLARS[:2], rater="Ben")
    sitting = replace(BEGUN, rater="Ada")
    assert sitting.left([*early, *of_ben]) == ("x00", "x01")
    assert sitting.left([*early, *since, *of_ben]) == ("x00",)


def test_it_is_read_as_it_was_written_one_file_a_rater(tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    assert read_sittings(folder) == ()
    write_sitting(folder, replace(BEGUN, score=1))
    write_sitting(folder, BEGUN)
    write_sitting(folder, replace(BEGUN, rater="Ben"))
    assert set(read_sittings(folder)) == {BEGUN, replace(BEGUN, rater="Ben")}
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    forget_sitting(folder, BEGUN.rater)
    forget_sitting(folder, BEGUN.rater)
    assert read_sittings(folder) == (replace(BEGUN, rater="Ben"),)


@pytest.mark.parametrize(
    "broken",
    [
        b"", b"[]", b"{}", b"\xff", b"[" * 100_000,
        {"rater": 5}, {"rater": "somebody else"}, {"began_at": "soon"}, {"began_at": 5},
        {"began_at": "2026-03-02T12:00:00"}, {"exemplars": "x00"}, {"score": True},
        {"score": "4"}, {"evidence": None}, {"current": 7},
    ],
)  # fmt: skip
def test_a_damaged_file_is_passed_over(tmp_path: Path, broken: bytes | dict[str, object]) -> None:
    write_sitting(tmp_path, BEGUN)
    (path,) = tmp_path.iterdir()
    if isinstance(broken, dict):
        broken = json.dumps({**json.loads(path.read_bytes()), **broken}).encode()
    path.write_bytes(broken)
    assert read_sittings(tmp_path) == ()


def test_the_newest_state_stays_and_a_kept_rating_leaves_no_draft(tmp_path: Path) -> None:
    store = Store()
    keeper = SittingKeeper(tmp_path, lambda: store)
    first, second = keeper.changed(), keeper.changed()
    assert keeper.write(BEGUN, second) == ""
    assert keeper.write(replace(BEGUN, score=1), first) == ""
    assert read_sittings(tmp_path) == (BEGUN,)
    late = keeper.changed()
    rating, trouble = keeper.keep(BEGUN, NOON, is_last=False)
    assert (store.held, trouble) == ([rating], "")
    assert (rating.exemplar, rating.score, rating.at) == ("x00", 4, NOON)
    assert keeper.write(BEGUN, late) == ""
    (kept,) = read_sittings(tmp_path)
    assert (kept.current, kept.score, kept.evidence) == (None, None, "")
    keeper.keep(BEGUN, NOON, is_last=True)
    assert read_sittings(tmp_path) == ()


def test_a_rating_that_is_not_stored_keeps_its_draft(tmp_path: Path) -> None:
    keeper = SittingKeeper(tmp_path, lambda: Store(StorageError("the disk is full")))
    keeper.write(BEGUN, keeper.changed())
    with pytest.raises(StorageError, match="full"):
        keeper.keep(BEGUN, NOON, is_last=True)
    assert read_sittings(tmp_path) == (BEGUN,)


def test_a_draft_that_cannot_be_written_is_told_and_the_rating_is_stored(tmp_path: Path) -> None:
    store, folder = Store(), tmp_path / "drafts"
    folder.write_text("a file where the directory should be")
    keeper = SittingKeeper(folder, lambda: store)
    assert "the sitting was not saved" in keeper.write(BEGUN, keeper.changed())
    _, trouble = keeper.keep(BEGUN, NOON, is_last=False)
    assert "the sitting was not saved" in trouble
    assert len(store.held) == 1
