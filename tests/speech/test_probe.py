from pathlib import Path

import pytest

from mock_panel.speech.probe import probe_device, probe_microphone, probe_voice
from mock_panel.speech.trouble import Trouble
from mock_panel.speech.turn import TroubleError
from tests.real_parts import require
from tests.speech.household import Household
from tests.speech.sound_loop import MICROPHONE, disconnect_microphone, private_server


@pytest.mark.real
@pytest.mark.usefixtures("loop")
def test_the_device_is_named_and_nothing_is_heard(tmp_path: Path) -> None:
    device = probe_device(tmp_path)
    assert (device.backend, len(device.devices)) == ("PulseAudio", 1)
    assert "Null" in device.devices[0]


@pytest.mark.usefixtures("no_device")
def test_no_device_is_trouble_in_words(tmp_path: Path) -> None:
    with pytest.raises(TroubleError, match="no sound device") as caught:
        probe_device(tmp_path)
    assert caught.value.trouble is Trouble.NO_DEVICE


@pytest.mark.real
@pytest.mark.usefixtures("silent_server")
def test_a_server_that_never_answers_is_given_up(tmp_path: Path, household: Household) -> None:
    with pytest.raises(TroubleError) as caught:
        probe_device(tmp_path, patience=1)
    assert caught.value.trouble is Trouble.NO_ANSWER
    household.wait_until_empty()


@pytest.mark.usefixtures("no_voice")
def test_no_voice_is_trouble_in_words(tmp_path: Path) -> None:
    with pytest.raises(TroubleError, match="install espeak-ng"):
        probe_voice(tmp_path, rate=130)


@pytest.mark.real
def test_the_voice_says_what_it_is(tmp_path: Path) -> None:
    require("espeak-ng", "no espeak-ng: sudo apt install espeak-ng")
    ticks = iter([10.0, 10.25])
    found = probe_voice(tmp_path, rate=130, clock=lambda: next(ticks))
    assert (found.engine, found.source, found.milliseconds) == ("espeak", "system", 250)


@pytest.mark.real
@pytest.mark.usefixtures("loop")
def test_the_microphone_is_named_and_what_the_speakers_play_is_none(tmp_path: Path) -> None:
    found = probe_microphone(tmp_path)
    assert (found.backend, found.devices) == ("PulseAudio", (MICROPHONE,))
    assert probe_microphone(tmp_path, microphone="not here").devices == (MICROPHONE,)
    wanted = "Monitor of Null Output"
    assert probe_microphone(tmp_path, microphone=wanted).devices == (wanted, MICROPHONE)


@pytest.mark.real
def test_speakers_alone_are_no_microphone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require("pulseaudio", "no pulseaudio: sudo apt install pulseaudio pulseaudio-utils")
    with private_server() as server:
        disconnect_microphone(server)
        monkeypatch.setenv("PULSE_SERVER", server)
        with pytest.raises(TroubleError, match="no microphone"):
            probe_microphone(tmp_path)


@pytest.mark.usefixtures("no_device")
def test_no_microphone_is_trouble_in_words(tmp_path: Path) -> None:
    with pytest.raises(TroubleError, match="no microphone: connect one") as caught:
        probe_microphone(tmp_path)
    assert caught.value.trouble is Trouble.NO_MICROPHONE


def test_a_machine_without_a_card_has_no_microphone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ALSA lists endless silence as a device there."""
    null = tmp_path / "asound.conf"
    null.write_text('pcm.null { type null hint { show on description "Nothing" } }\n')
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(null))
    with pytest.raises(TroubleError, match="no microphone"):
        probe_microphone(tmp_path)


@pytest.mark.real
@pytest.mark.usefixtures("silent_server")
def test_a_server_that_never_answers_about_microphones_is_given_up(
    tmp_path: Path, household: Household
) -> None:
    with pytest.raises(TroubleError) as caught:
        probe_microphone(tmp_path, patience=1)
    assert caught.value.trouble is Trouble.MICROPHONE_STUCK
    household.wait_until_empty()
