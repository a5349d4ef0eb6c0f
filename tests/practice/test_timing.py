"""The answer clock and its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.english import clock_face
from mock_panel.domain.presets import Band
from mock_panel.practice.timing import (
    AnswerClock,
    Pace,
    pace,
    pace_words,
    seconds_aloud,
    time_aloud,
    verdict,
    verdict_aloud,
)
from tests.practice.fakes import FakeClock

BAND = Band(150, 240)


@pytest.mark.parametrize(
    ("seconds", "face"),
    [(0, "0:00"), (-3, "0:00"), (7.9, "0:07"), (187, "3:07"), (3599, "59:59"), (3661, "1:01:01")],
)
def test_the_clock_face_shows_whole_seconds_that_have_passed(seconds: float, face: str) -> None:
    assert clock_face(seconds) == face


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "2:30 to 4:00 is the band"),
        (149.9, "2:30 to 4:00 is the band"),
        (150, "in band until 4:00"),
        (221.9, "in band until 4:00"),
        (222, "wrap up: 0:18 left of the band"),
        (239.6, "wrap up: 0:01 left of the band"),
        (240.9, "wrap up: 0:00 left of the band"),
        (241, "0:01 over the band"),
        (288, "0:48 over the band"),
    ],
)
def test_the_place_in_the_band_is_told_in_words(seconds: float, words: str) -> None:
    assert pace_words(seconds, BAND) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (120.2, "0:30 short"),
        (149.99, "0:01 short"),
        (150, "in band"),
        (240.4, "in band"),
        (288, "0:48 over"),
    ],
)
def test_the_verdict_names_the_seconds_beside_the_band(seconds: float, words: str) -> None:
    assert verdict(seconds, BAND) == words


@given(st.floats(0, 10_000), st.integers(0, 600), st.integers(0, 600))
def test_nothing_is_ever_zero_seconds_over_or_short(seconds: float, low: int, width: int) -> None:
    told = verdict(seconds, Band(low, low + width))
    assert told not in ("0:00 over", "0:00 short")
    assert (told == "in band") == (pace(seconds, Band(low, low + width)) in
                                   (Pace.IN_BAND, Pace.WRAP_UP))  # fmt: skip


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconds"), (1, "1 second"), (59, "59 seconds"), (60, "1 minute"),
        (61, "1 minute 1 second"), (187.9, "3 minutes 7 seconds"),
    ],
)  # fmt: skip
def test_a_length_of_time_is_said_as_one_says_it(seconds: float, words: str) -> None:
    assert seconds_aloud(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (41, "41 seconds, 2 minutes 30 seconds to 4 minutes is the band"),
        (151, "2 minutes 31 seconds, in band until 4 minutes"),
        (230, "3 minutes 50 seconds, wrap up: 10 seconds left of the band"),
        (241, "4 minutes 1 second, 1 second over the band"),
    ],
)
def test_the_time_asked_for_has_no_colons_between_digits(seconds: float, words: str) -> None:
    assert time_aloud(seconds, BAND) == words


class TestAnswerClock:
    def test_counts_only_while_it_runs(self) -> None:
        clock = FakeClock()
        answer = AnswerClock(clock.monotonic)
        clock.pass_seconds(5)
        assert answer.elapsed == 0
        answer.start()
        clock.pass_seconds(10)
        answer.stop()
        clock.pass_seconds(100)
        assert answer.elapsed == 10
        answer.start()
        clock.pass_seconds(3)
        assert answer.elapsed == 13
        assert answer.is_running

    def test_starting_twice_does_not_lose_seconds(self) -> None:
        clock = FakeClock()
        answer = AnswerClock(clock.monotonic)
        answer.start()
        clock.pass_seconds(4)
        answer.start()
        assert answer.elapsed == 4

    def test_stopping_twice_does_not_count_twice(self) -> None:
        clock = FakeClock()
        answer = AnswerClock(clock.monotonic)
        answer.start()
        clock.pass_seconds(4)
        answer.stop()
        answer.stop()
        assert answer.elapsed == 4

    @given(st.lists(st.tuples(st.booleans(), st.integers(0, 1000))))
    def test_the_sum_of_the_running_spells(self, spells: list[tuple[bool, int]]) -> None:
        clock = FakeClock()
        answer = AnswerClock(clock.monotonic, counted=7)
        for runs, seconds in spells:
            answer.start() if runs else answer.stop()
            clock.pass_seconds(seconds)
        assert answer.elapsed == 7 + sum(seconds for runs, seconds in spells if runs)


@pytest.mark.parametrize(
    ("seconds", "words"), [(30, "2 minutes short"), (200, "in band"), (241, "1 second over")]
)
def test_the_verdict_can_be_said_aloud(seconds: float, words: str) -> None:
    assert verdict_aloud(seconds, BAND) == words
