import socket
from pathlib import Path

import pytest

from mock_panel.speech.probe import probe_device, probe_voice
from mock_panel.speech.trouble import Trouble
from mock_panel.speech.turn import TroubleError
from tests.real_parts import require
from tests.speech.household import Household


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
def test_a_server_that_never_answers_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, household: Household
) -> None:
    require("parec", "no parec, and so perhaps no libpulse: sudo apt install pulseaudio-utils")
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(tmp_path)
        server.bind("s")
        server.listen()
        monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/s")
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
