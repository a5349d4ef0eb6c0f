"""The recording in the making, as the recorder's child has it."""

import json
import math
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest

from mock_panel.domain.speech import Stretch
from mock_panel.speech.heard import Heard, heard_in
from mock_panel.speech.listener import Listener, one_after_the_other
from mock_panel.speech.loudness import measure
from mock_panel.speech.take import Take
from tests.speech.speech_sounds import silence, spoken
from tests.speech.staircase import pcm_of, staircase

BLOCK = 3200


def taken(path: Path, pcm: bytes) -> Heard:
    """What is heard of sound that is recorded, and of what was recorded before it."""
    take = Take(path)
    for start in range(0, len(pcm), BLOCK):
        take.keep(pcm[start : start + BLOCK])
    while take.behind:
        take.catch_up()
    take.close()
    return take.heard()


@cache
def taken_whole() -> Heard:
    """What is heard of the phrases in one go."""
    with tempfile.TemporaryDirectory() as folder:
        return taken(Path(folder) / "whole.wav", spoken()[0])


@pytest.mark.real
def test_sound_heard_live_is_heard_like_a_file(tmp_path: Path) -> None:
    sound, _ = spoken()
    listener = Listener()
    listener.hear(sound)
    heard = taken(tmp_path / "a.wav", sound)
    assert heard == listener.heard()
    assert pcm_of(tmp_path / "a.wav") == sound
    assert len(heard.loudness) == math.ceil(len(sound) / BLOCK)


@pytest.mark.real
@pytest.mark.parametrize("cut", [BLOCK * 20, BLOCK * 20 + 1000], ids=["between tenths", "within"])
def test_a_continued_sound_is_heard_as_one(tmp_path: Path, cut: int) -> None:
    sound, _ = spoken()
    whole = taken_whole()
    taken(tmp_path / "a.wav", sound[:cut])
    heard = taken(tmp_path / "a.wav", sound[cut:])
    assert heard.loudness == whole.loudness
    assert heard.seconds == whole.seconds
    assert len(heard.speech) == len(whole.speech)
    for one, other in zip(heard.speech, whole.speech, strict=True):
        assert one.start == pytest.approx(other.start, abs=0.1)
        assert one.end == pytest.approx(other.end, abs=0.1)


def test_loudness_is_that_of_each_tenth_of_a_second(tmp_path: Path) -> None:
    pcm = pcm_of(staircase(tmp_path / "stairs.wav"))
    heard = taken(tmp_path / "a.wav", pcm[: BLOCK * 10 + 200])
    assert heard.loudness[:10] == tuple(round((1000 + 500 * i) / 327.68) for i in range(10))
    assert len(heard.loudness) == 11
    assert heard.seconds == (BLOCK * 10 + 200) / 32000


def test_decibels_count_from_full_scale() -> None:
    assert measure(bytes(200)).rms == -96.0
    assert measure(bytes(200)).peak == -96.0
    half = measure((16384).to_bytes(2, "little") * 100)
    assert (half.rms, half.peak, half.percent, half.clipped) == (-6.0, -6.0, 50, False)
    for full in (b"\xff\x7f", b"\x00\x80"):
        loudest = measure(full + bytes(20))
        assert (loudest.peak, loudest.percent, loudest.clipped) == (0.0, 100, True)


def test_what_is_heard_survives_the_way_to_the_app() -> None:
    heard = Heard(2.5, (Stretch(0.032, 1.024), Stretch(2.0, 2.4)), (0, 100, 7))
    assert heard_in(json.loads(json.dumps(heard.fields()))) == heard
    assert heard_in({}) == Heard(0.0)
    assert Heard(0.0).as_recording("a") is None


def test_an_empty_beginning_changes_nothing() -> None:
    listener = Listener()
    listener.hear(silence(0.25))
    assert one_after_the_other(Listener().heard(), listener.heard()) == listener.heard()


@pytest.mark.parametrize(("detector", "minutes"), [("energy", 20), ("silero", 1)])
def test_a_long_answer_needs_no_more_memory_than_a_short_one(
    tmp_path: Path, detector: str, minutes: int
) -> None:
    """A minute takes the network two seconds, so it is shown one; each has 1900 kilobytes."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.speech.children.long_take"),
            *(str(tmp_path / "a.wav"), detector, str(minutes)),
        ],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = json.loads(done.stdout)
    assert (tmp_path / "a.wav").stat().st_size == 44 + minutes * 60 * 32000
    assert told["tenths"] == minutes * 600
    assert told["kilobytes_at_end"] - told["kilobytes_at_a_tenth"] < 1500
