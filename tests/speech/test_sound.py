"""Sound in memory, without a device."""

import array
import math
from pathlib import Path

import pytest

from mock_panel.speech.sound import BadSoundError, Sound, at_volume, read_sound, write_sound
from tests.speech.tones import tone


def rms(frames: bytes) -> float:
    samples = array.array("h", frames)
    return math.sqrt(sum(sample * sample for sample in samples) / len(samples))


@pytest.mark.parametrize("volume", [10, 40, 80])
def test_the_volume_is_percent_of_the_loudness(tmp_path: Path, volume: int) -> None:
    frames = read_sound(tone(tmp_path / "a.wav", 0.1)).frames
    assert rms(at_volume(frames, volume)) == pytest.approx(rms(frames) * volume / 100, rel=0.001)


def test_full_volume_changes_nothing_and_more_would_not_clip() -> None:
    loud = array.array("h", [32767, -32768, 0]).tobytes()
    assert at_volume(loud, 100) == at_volume(loud, 500) == loud
    assert array.array("h", at_volume(loud, 50)).tolist() == [16383, -16384, 0]


@pytest.mark.parametrize("channels", [1, 2])
def test_it_is_cut_at_whole_frames(channels: int) -> None:
    frame = bytes([0, 1]) * channels
    sound = Sound(bytes(3 * len(frame)) + frame * 10 + bytes(4 * len(frame)), channels, 10)
    assert sound.seconds == pytest.approx(1.7)
    assert sound.without_silent_ends().frames == frame * 10
    assert sound.after(0.3).frames == frame * 10 + bytes(4 * len(frame))
    assert sound.after(5).frames == b""
    assert sound.after(-1) == sound
    assert Sound(bytes(12), channels, 10).without_silent_ends().frames == b""


def test_what_is_written_is_read(tmp_path: Path) -> None:
    sound = read_sound(tone(tmp_path / "a.wav", 0.2, channels=2))
    write_sound(tmp_path / "b.wav", sound)
    assert read_sound(tmp_path / "b.wav") == sound


def test_what_is_no_sound_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadSoundError):
        read_sound(tmp_path / "a.wav")
