"""Cutting recordings for recognisers."""

import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.speech import Stretch
from mock_panel.speech.pieces import pieces, samples_of

RATE = 1000


def sound(seconds: float, *quiet: tuple[float, float]) -> bytes:
    """A hum, softer in some places."""
    samples = array.array("h", [1000, -1000] * round(seconds * RATE / 2))
    for start, end in quiet:
        for i in range(round(start * RATE), round(end * RATE)):
            samples[i] //= 10
    return samples.tobytes()


def cut(seconds: float, *speech: tuple[float, float], longest: float = 10.0) -> list[Stretch]:
    return pieces(sound(seconds), RATE, [Stretch(*each) for each in speech], longest)


def test_speech_that_fits_is_one_piece_with_its_margins() -> None:
    assert cut(9, (1, 3), (4, 8)) == [Stretch(0.75, 8.25)]
    assert cut(8.1, (0.1, 8)) == [Stretch(0, 8.1)]


def test_without_speech_there_is_no_piece() -> None:
    assert cut(9) == []


def test_long_silence_is_in_no_piece() -> None:
    assert cut(20, (1, 2), (6, 7)) == [Stretch(0.75, 2.25), Stretch(5.75, 7.25)]


def test_the_longest_pause_of_the_latter_half_parts_two_pieces() -> None:
    speech = [(0.5, 1), (3, 5), (5.2, 6.5), (7.5, 8), (8.3, 9), (9.5, 15)]
    assert cut(16, *speech) == [Stretch(0.25, 6.75), Stretch(7.25, 15.25)]


def test_two_pieces_share_a_short_pause() -> None:
    first, second = cut(16, (0.5, 9), (9.3, 15))
    assert first.end == second.start == pytest.approx(9.15)


def test_speech_without_a_pause_is_cut_where_it_is_quietest() -> None:
    pcm = sound(30, (6, 6.02), (8, 8.3))
    first, *_ = pieces(pcm, RATE, [Stretch(0.5, 29)], 10)
    assert 8 <= first.end <= 8.3


def test_the_sound_of_a_piece_is_whole_samples() -> None:
    pcm = sound(2)
    assert samples_of(pcm, RATE, Stretch(0.5, 1.0005)) in pcm
    assert len(samples_of(pcm, RATE, Stretch(0.5, 1.25))) == 2 * 750


@st.composite
def speeches(draw: st.DrawFn) -> list[Stretch]:
    speech, now = [], 0.0
    for pause, length in draw(
        st.lists(st.tuples(st.floats(0.01, 6), st.floats(0.06, 30)), max_size=12)
    ):
        speech.append(Stretch(now + pause, now + pause + length))
        now += pause + length
    return speech


@given(speeches(), st.floats(4, 25))
def test_every_word_is_in_one_piece_and_every_piece_fits(
    speech: list[Stretch], longest: float
) -> None:
    end = speech[-1].end + 0.1 if speech else 1.0
    found = pieces(bytes(2 * round(end * RATE)), RATE, speech, longest)
    for piece in found:
        assert 0 <= piece.start < piece.end <= end + 0.01
        assert piece.seconds <= longest + 1e-6
    for before, after in pairwise(found):
        assert before.end <= after.start + 1e-9
    for stretch in speech:
        held = sum(
            max(0.0, min(stretch.end, piece.end) - max(stretch.start, piece.start))
            for piece in found
        )
        assert held == pytest.approx(stretch.seconds, abs=1e-6)
