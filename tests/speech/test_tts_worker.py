"""The voice's child against real espeak, the wheel's and none."""

from pathlib import Path
from typing import Any

import pytest

from mock_panel.speech.voice import TTS_WORKER
from mock_panel.speech.worker import Event, Worker
from tests.speech.conftest import Hiding
from tests.speech.tones import seconds


def say(path: Path, text: str = "Yes.", **job: Any) -> list[Event]:
    events: list[Event] = []
    whole = {"text": text, "path": str(path), "rate": 150, "voice": None, **job}
    Worker(TTS_WORKER, whole, patience=20, scratch=path.parent).run(events.append)
    return events


@pytest.mark.real
@pytest.mark.usefixtures("system_voice")
class TestWithTheSystemsVoice:
    def test_a_text_becomes_a_file_and_nothing_else(self, tmp_path: Path) -> None:
        path = tmp_path / "a.wav"
        engine, done = say(path)
        assert (engine["name"], engine["source"]) == ("espeak", "system")
        assert engine["version"][0].isdigit()
        assert (done["event"], done["bytes"]) == ("done", path.stat().st_size)
        assert seconds(path) > 0.2
        # PulseAudio's library makes a directory of its own here where the user has no runtime one;
        # the worker's directory is thrown away with all that is in it.
        left = [p for p in tmp_path.iterdir() if not p.name.startswith("pulse-")]
        assert left == [path]

    def test_the_rate_takes_effect(self, tmp_path: Path) -> None:
        text = "Tell us about a time when you led people through change."
        say(tmp_path / "slow.wav", text, rate=100)
        say(tmp_path / "fast.wav", text, rate=250)
        assert seconds(tmp_path / "slow.wav") > 1.7 * seconds(tmp_path / "fast.wav")

    def test_the_voice_takes_effect(self, tmp_path: Path) -> None:
        for voice in ("en-us", "de"):
            say(tmp_path / f"{voice}.wav", "Change management", voice=voice)
        assert (tmp_path / "en-us.wav").read_bytes() != (tmp_path / "de.wav").read_bytes()

    def test_an_unknown_voice_is_refused(self, tmp_path: Path) -> None:
        last = say(tmp_path / "a.wav", voice="nosuch")[-1]
        assert (last["event"], last["trouble"]) == ("error", "unknown-voice")

    @pytest.mark.parametrize("path", ["/nonexistent/a.wav", "/dev/full"])
    def test_a_file_that_cannot_be_written_is_told_at_once(self, path: str) -> None:
        last = say(Path(path))[-1]
        assert (last["event"], last["trouble"]) == ("error", "not-written")
        assert "No " in last["detail"]

    @pytest.mark.parametrize(
        "text", ["C++ <b>bold</b> &amp; [[h@]]", "你好 naïve 😀 “so”", "а б в"]
    )
    def test_odd_text_is_read(self, tmp_path: Path, text: str) -> None:
        assert say(tmp_path / "a.wav", text)[-1]["event"] == "done"

    def test_text_without_words_is_told_from_a_failure(self, tmp_path: Path) -> None:
        last = say(tmp_path / "a.wav", " ")[-1]
        assert (last["event"], last.get("trouble")) == ("error", "nothing-to-say")


@pytest.mark.real
def test_the_wheel_speaks_where_the_system_has_no_voice(tmp_path: Path, hiding: Hiding) -> None:
    hiding.system_library("libespeak-ng.so.1")
    engine, done = say(tmp_path / "a.wav")
    assert (engine["name"], engine["source"]) == ("espeak", "wheel")
    assert done["event"] == "done"
    assert seconds(tmp_path / "a.wav") > 0.2


@pytest.mark.usefixtures("no_voice")
def test_no_voice_at_all_is_told(tmp_path: Path) -> None:
    (last,) = say(tmp_path / "a.wav")
    assert (last["event"], last["trouble"]) == ("error", "no-voice")
    assert "eSpeak" in last["detail"]


def test_a_driver_that_writes_no_file_is_told(tmp_path: Path) -> None:
    """pyttsx3's dummy driver speaks, but cannot write; no engine is needed for it."""
    *_, last = say(tmp_path / "a.wav", driver="dummy")
    assert (last["event"], last["trouble"]) == ("error", "no-voice")


def test_a_driver_that_does_not_exist_is_told(tmp_path: Path) -> None:
    (last,) = say(tmp_path / "a.wav", driver="nosuch")
    assert (last["event"], last["trouble"]) == ("error", "no-voice")
