"""The player's child against a sound server, a silent one, a dying one and none."""

import os
import signal
import socket
import threading
import time
from pathlib import Path

import pytest

from mock_panel.speech.player import PLAY_WORKER
from mock_panel.speech.sound import Sound, read_sound, write_sound
from mock_panel.speech.worker import Ending, Event, Worker
from tests.real_parts import require
from tests.speech.conftest import Hiding
from tests.speech.household import Household
from tests.speech.sound_loop import SoundLoop, private_server
from tests.speech.tones import tone


def play(path: Path, **job: object) -> list[Event]:
    events: list[Event] = []
    whole = {"path": str(path), **job}
    Worker(PLAY_WORKER, whole, patience=20, scratch=path.parent).run(events.append)
    return events


@pytest.mark.real
@pytest.mark.parametrize("channels", [1, 2])
def test_a_sound_is_heard_whole_before_it_is_done(
    tmp_path: Path, loop: SoundLoop, channels: int
) -> None:
    start = time.monotonic()
    path = tone(tmp_path / "a.wav", 0.6, silence=30, channels=channels)
    started, done = play(path)
    assert started["event"] == "started"
    assert started["seconds"] == pytest.approx(0.6, abs=0.01)
    assert done == {"event": "done"}
    assert 50 <= len(loop.ear.loud_since(start)) <= 66


@pytest.mark.real
def test_without_miniaudio_a_player_of_the_system_is_heard(
    tmp_path: Path, loop: SoundLoop, hiding: Hiding
) -> None:
    require("paplay", "no paplay: sudo apt install pulseaudio-utils")
    hiding.module("miniaudio")
    start = time.monotonic()
    started, done = play(tone(tmp_path / "a.wav", 0.4))
    assert (started["device"], done["event"]) == ("paplay", "done")
    assert len(loop.ear.loud_since(start)) > 30


@pytest.mark.real
@pytest.mark.parametrize("player", ["miniaudio", "paplay"])
def test_the_volume_is_heard(tmp_path: Path, loop: SoundLoop, hiding: Hiding, player: str) -> None:
    if player == "paplay":
        require("paplay", "no paplay: sudo apt install pulseaudio-utils")
        hiding.module("miniaudio")
    path, loudness = tone(tmp_path / "a.wav", 0.3), []
    for volume in (100, 30):
        start = time.monotonic()
        assert play(path, volume=volume)[-1]["event"] == "done"
        loudness.append(loop.ear.loudness_since(start))
    assert loudness[1] / loudness[0] == pytest.approx(0.3, rel=0.03)


@pytest.mark.real
def test_silence_before_a_word_is_not_waited_for(tmp_path: Path, loop: SoundLoop) -> None:
    quiet = Sound(bytes(2 * 16000) + read_sound(tone(tmp_path / "a.wav", 0.3)).frames, 1, 16000)
    write_sound(tmp_path / "b.wav", quiet)
    start = time.monotonic()
    started, _ = play(tmp_path / "b.wav")
    assert started["seconds"] == pytest.approx(0.3, abs=0.01)
    assert len(loop.ear.loud_since(start)) == pytest.approx(30, abs=5)


@pytest.mark.usefixtures("no_device")
def test_no_device_is_told(tmp_path: Path) -> None:
    last = play(tone(tmp_path / "a.wav", 0.4))[-1]
    assert (last["event"], last["trouble"]) == ("error", "no-device")


def test_a_machine_without_any_sound_library_does_not_pretend(
    tmp_path: Path, hiding: Hiding
) -> None:
    """miniaudio would then play into nothing, and report that all went well."""
    for library in ("libpulse.so.0", "libpulse.so", "libasound.so.2", "libasound.so"):
        hiding.system_library(library)
    for library in ("libjack.so.0", "libjack.so"):
        hiding.system_library(library)
    last = play(tone(tmp_path / "a.wav", 0.2))[-1]
    assert (last["event"], last["trouble"]) == ("error", "no-device")
    assert "PulseAudio" in last["detail"]


@pytest.mark.parametrize("damage", ["empty", "noise", "cut", "eight bits", "missing"])
def test_a_damaged_file_is_told_and_never_played(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "a.wav"
    tone(path, 0.4, width=1 if damage == "eight bits" else 2)
    whole = path.read_bytes()
    if damage == "missing":
        path.unlink()
    elif damage != "eight bits":
        path.write_bytes({"empty": b"", "noise": os.urandom(5000), "cut": whole[:30]}[damage])
    (last,) = play(path)
    assert (last["event"], last["trouble"]) == ("error", "bad-sound")


@pytest.mark.real
def test_a_server_that_never_answers_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, household: Household
) -> None:
    require("parec", "no parec, and so perhaps no libpulse: sudo apt install pulseaudio-utils")
    path = tmp_path / "a.wav"
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(tmp_path)
        server.bind("s")
        server.listen()
        monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/s")
        worker = Worker(PLAY_WORKER, {"path": str(tone(path, 0.2))}, patience=1.5, scratch=tmp_path)
        worker.run()
    assert worker.ending is Ending.OVERDUE
    household.wait_until_empty()


@pytest.mark.real
def test_a_server_that_dies_meanwhile_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, household: Household
) -> None:
    require("pulseaudio", "no pulseaudio: sudo apt install pulseaudio pulseaudio-utils")
    with private_server() as address:
        monkeypatch.setenv("PULSE_SERVER", address)
        server = household.wait_for("pulseaudio")
        events: list[Event] = []
        worker = Worker(
            PLAY_WORKER,
            {"path": str(tone(tmp_path / "a.wav", 60))},
            patience=20,
            scratch=tmp_path,
        )

        def kill_when_started(event: Event) -> None:
            events.append(event)
            if event["event"] == "started":
                threading.Timer(0.3, os.kill, [server, signal.SIGKILL]).start()

        worker.run(kill_when_started)
    assert (events[-1]["event"], events[-1]["trouble"]) == ("error", "device-lost")
