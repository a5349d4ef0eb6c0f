"""What happens to a recording when its microphone or its sound server fails."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mock_panel.domain.speech import Recorded
from mock_panel.speech.recorder import ChildRecorder
from tests.real_parts import require
from tests.speech.conftest import Hiding
from tests.speech.household import Household
from tests.speech.recording import Answer
from tests.speech.sound_loop import (
    MICROPHONE,
    connect_microphone,
    disconnect_microphone,
    ear_that_hears,
    pactl,
    private_server,
)
from tests.speech.staircase import pcm_of

PATIENCE = 2.0
"""Seconds; short, so that the tests that wait for its end are."""

LONG_PATIENCE = 20.0
"""Seconds; of a recorder whose microphone comes back, however slow the machine is to open it."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "recordings"


@pytest.fixture
def recorder(home: Path, hiding: Hiding) -> Iterator[ChildRecorder]:
    hiding.module("soundfile")
    recorder = ChildRecorder(home, patience=PATIENCE)
    yield recorder
    recorder.close()


@pytest.fixture
def patient_recorder(home: Path) -> Iterator[ChildRecorder]:
    recorder = ChildRecorder(home, patience=LONG_PATIENCE)
    yield recorder
    recorder.close()


@pytest.fixture(scope="module")
def _server() -> Iterator[str]:
    require("pulseaudio", "no pulseaudio: sudo apt install pulseaudio pulseaudio-utils")
    require("pactl", "no pactl: sudo apt install pulseaudio-utils")
    with private_server() as server:
        ear = ear_that_hears(server)
        try:
            yield server
        finally:
            ear.close()


@pytest.fixture
def server(_server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A sound server whose microphone a test may break, if it mends it."""
    monkeypatch.setenv("PULSE_SERVER", _server)
    return _server


@pytest.fixture
def own_server(monkeypatch: pytest.MonkeyPatch, household: Household) -> Iterator[int]:
    """A sound server that a test may kill; gives its process."""
    require("pulseaudio", "no pulseaudio: sudo apt install pulseaudio pulseaudio-utils")
    with private_server() as server:
        monkeypatch.setenv("PULSE_SERVER", server)
        process = household.wait_for("pulseaudio")
        ear = ear_that_hears(server)
        try:
            yield process
        finally:
            os.kill(process, signal.SIGKILL)
            ear.close()


def kept(recorded: Recorded, home: Path) -> float:
    """The seconds that an ended recording has, which its file has as well."""
    assert recorded.recording is not None
    seconds = recorded.recording.seconds
    assert len(pcm_of(home / "answer.part.wav")) == pytest.approx(seconds * 32000, abs=32)
    return seconds


@pytest.mark.real
def test_a_microphone_that_is_unplugged_ends_the_recording_with_its_sound(
    recorder: ChildRecorder, home: Path, server: str, household: Household
) -> None:
    answer = Answer(recorder)
    answer.wait_for_sound(0.5)
    disconnect_microphone(server)
    start, said = time.monotonic(), answer.seconds
    try:
        recorded = answer.result()
    finally:
        connect_microphone(server)
    assert time.monotonic() - start < PATIENCE + 1
    assert recorded.reason.startswith("the microphone went away: connect it again, then go on")
    assert said <= kept(recorded, home) <= said + 0.4
    assert answer.stalled
    # And not with what the speakers play, to which PulseAudio would have moved it.
    assert answer.devices == [MICROPHONE]
    assert household.living("record_worker") == []


@pytest.mark.real
def test_a_microphone_that_comes_back_goes_on(
    patient_recorder: ChildRecorder, home: Path, server: str
) -> None:
    answer = Answer(patient_recorder)
    answer.wait_for_sound(0.5)
    disconnect_microphone(server)
    said = answer.seconds
    try:
        answer.join(0.5)
    finally:
        connect_microphone(server)
    answer.wait_for_sound(said + 0.8)
    recorded = answer.stopped()
    assert recorded.reason == ""
    assert recorded.recording is not None
    assert recorded.recording.seconds >= said + 0.8


@pytest.mark.real
def test_another_microphone_takes_over_and_is_named(
    patient_recorder: ChildRecorder, server: str
) -> None:
    spare = ["source_name=spare", "source_properties=device.description=Spare-microphone"]
    number = pactl(server, "load-module", "module-remap-source", "master=spk.monitor", *spare)
    pactl(server, "set-default-source", "mic")
    try:
        answer = Answer(patient_recorder)
        answer.wait_for_sound(0.3)
        pactl(server, "unload-module", _number_of(server, "source_name=mic"))
        answer.wait_for(lambda each: len(each.devices) == 2)
        assert answer.devices == [MICROPHONE, "Spare-microphone"]
        assert answer.stopped().reason == ""
    finally:
        pactl(server, "unload-module", number)
        connect_microphone(server)


def _number_of(server: str, argument: str) -> str:
    modules = pactl(server, "list", "short", "modules").splitlines()
    return next(line.split("\t")[0] for line in modules if argument in line)


@pytest.mark.real
def test_a_suspended_microphone_ends_the_recording_with_its_sound(
    recorder: ChildRecorder, home: Path, server: str
) -> None:
    answer = Answer(recorder)
    answer.wait_for_sound(0.5)
    pactl(server, "suspend-source", "mic", "1")
    said = answer.seconds
    try:
        recorded = answer.result()
    finally:
        pactl(server, "suspend-source", "mic", "0")
    assert "microphone" in recorded.reason
    assert said <= kept(recorded, home) <= said + 0.4
    assert answer.stalled


@pytest.mark.real
def test_a_microphone_that_is_suspended_for_a_moment_goes_on(
    patient_recorder: ChildRecorder, server: str
) -> None:
    answer = Answer(patient_recorder)
    answer.wait_for_sound(0.5)
    pactl(server, "suspend-source", "mic", "1")
    said = answer.seconds
    try:
        answer.join(0.7)
    finally:
        pactl(server, "suspend-source", "mic", "0")
    answer.wait_for_sound(said + 0.8)
    assert answer.stopped().reason == ""


@pytest.mark.real
def test_stop_is_quick_while_the_microphone_is_suspended(
    recorder: ChildRecorder, home: Path, server: str, household: Household
) -> None:
    answer = Answer(recorder)
    answer.wait_for_sound(0.5)
    pactl(server, "suspend-source", "mic", "1")
    try:
        answer.join(0.4)
        start = time.monotonic()
        recorded = answer.stopped()
        assert time.monotonic() - start < 0.4
    finally:
        pactl(server, "suspend-source", "mic", "0")
    assert recorded.reason == ""
    assert (home / "answer.wav").exists()
    assert household.living("record_worker") == []


@pytest.mark.real
def test_a_muted_microphone_is_recorded_as_silence(recorder: ChildRecorder, server: str) -> None:
    pactl(server, "set-source-mute", "mic", "1")
    try:
        answer = Answer(recorder)
        answer.wait_for_sound(0.5)
        recorded = answer.stopped()
    finally:
        pactl(server, "set-source-mute", "mic", "0")
    assert recorded.reason == ""
    assert recorded.recording is not None
    assert set(recorded.recording.loudness) == {0}
    assert {level.peak for level in answer.levels} == {-96.0}


@pytest.mark.real
def test_a_server_that_is_killed_ends_the_recording_with_its_sound(
    recorder: ChildRecorder, home: Path, own_server: int, household: Household
) -> None:
    answer = Answer(recorder)
    answer.wait_for_sound(0.5)
    os.kill(own_server, signal.SIGKILL)
    said = answer.seconds
    recorded = answer.result()
    assert recorded.reason.startswith("the microphone went away")
    assert said <= kept(recorded, home) <= said + 0.4
    assert household.living("record_worker") == []


@pytest.mark.real
def test_a_server_that_freezes_does_not_freeze_the_recorder(
    recorder: ChildRecorder, home: Path, own_server: int, household: Household
) -> None:
    answer = Answer(recorder)
    answer.wait_for_sound(0.5)
    os.kill(own_server, signal.SIGSTOP)
    said = answer.seconds
    recorded = answer.result()
    assert recorded.reason.startswith("the microphone does not answer")
    assert said <= kept(recorded, home) <= said + 0.4
    assert household.living("record_worker") == []

    # The same name goes on, and where still nothing answers, what there was is kept.
    again = Answer(recorder)
    recorder.stop()
    recorded = again.result()
    assert recorded.reason == ""
    assert recorded.recording is not None
    assert recorded.recording.seconds >= said
    assert len(recorded.recording.loudness) >= 5


@pytest.mark.real
@pytest.mark.usefixtures("silent_server")
def test_a_server_that_never_answers_is_given_up(home: Path, household: Household) -> None:
    start = time.monotonic()
    recorded = ChildRecorder(home, patience=1.0).record("answer", lambda _: None)
    assert time.monotonic() - start < 4
    assert recorded.recording is None
    assert recorded.reason.startswith("the microphone does not answer")
    assert list(home.iterdir()) == []
    household.wait_until_empty()


def test_a_device_that_makes_sound_without_end_fills_no_disk(
    recorder: ChildRecorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of ALSA's type `null`, which has no pace, under a name of its own."""
    configuration = tmp_path / "asound.conf"
    configuration.write_text('pcm.rush { type null hint { show on description "Rush" } }\n')
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(configuration))
    recorded = Answer(recorder).result()
    assert "(Rush makes sound faster than time passes)" in recorded.reason
    assert recorded.recording is not None
    assert recorded.recording.seconds < 10
