"""Reading aloud as the app does it: heard, silenced, crashed, killed and impossible."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mock_panel.domain.speech import Spoken
from mock_panel.speech.player import PLAY_WORKER
from mock_panel.speech.voice import TTS_WORKER, ChildSpeaker
from tests.real_parts import require
from tests.speech.conftest import Hiding
from tests.speech.household import Household
from tests.speech.sound_loop import SoundLoop

SHORT = "Yes."
LONG = "Describe a time when you led a large organization through a change it did not want. " * 4


@pytest.fixture
def speaker(tmp_path: Path) -> Iterator[ChildSpeaker]:
    speaker = ChildSpeaker(tmp_path / "voice", rate=300)
    yield speaker
    speaker.close()


class Reading(threading.Thread):
    """Somebody's thread in which a text is read."""

    def __init__(self, speaker: ChildSpeaker, text: str) -> None:
        super().__init__()
        self._speaker, self._text = speaker, text
        self.spoken: Spoken | None = None
        self.began = time.monotonic()
        self.start()

    def run(self) -> None:
        self.spoken = self._speaker.speak(self._text)

    def result(self) -> Spoken | None:
        self.join(10)
        assert not self.is_alive()
        return self.spoken


@pytest.mark.real
@pytest.mark.usefixtures("system_voice")
class TestWithAVoiceAndASoundServer:
    def test_a_text_is_heard_and_the_second_time_comes_from_the_cache(
        self, speaker: ChildSpeaker, loop: SoundLoop, hiding: Hiding
    ) -> None:
        start = time.monotonic()
        assert speaker.speak("Yes. \udc80\x00") == Spoken(True)
        assert len(loop.ear.loud_since(start)) > 10
        hiding.module("pyttsx3")  # from here on nothing new can be synthesised
        start = time.monotonic()
        assert speaker.speak(SHORT) == Spoken(True)
        assert len(loop.ear.loud_since(start)) > 10
        assert not speaker.speak("Something else.").ok

    def test_a_warmed_text_needs_no_engine_any_more(
        self, speaker: ChildSpeaker, loop: SoundLoop, hiding: Hiding
    ) -> None:
        start = time.monotonic()
        assert speaker.warm(SHORT)
        assert loop.ear.loud_since(start) == []
        hiding.module("pyttsx3")
        assert speaker.speak(SHORT) == Spoken(True)
        assert not speaker.warm("Something else.")

    def test_stop_silences_and_leaves_no_child(
        self, speaker: ChildSpeaker, loop: SoundLoop, household: Household
    ) -> None:
        reading = Reading(speaker, LONG)
        loop.ear.wait_for_sound(reading.began)
        speaker.stop()
        assert reading.result() == Spoken(True)
        assert household.living() == []
        loop.ear.wait_until_awake()
        # The whole text takes more than fifteen seconds.
        assert len(loop.ear.loud_since(reading.began)) < 300

    def test_stop_while_the_sound_is_still_being_made(
        self, speaker: ChildSpeaker, loop: SoundLoop, household: Household
    ) -> None:
        reading = Reading(speaker, LONG)
        household.wait_for(TTS_WORKER)
        speaker.stop()
        assert reading.result() == Spoken(True)
        assert household.living() == []
        assert loop.ear.loud_since(reading.began) == []

    def test_stop_is_heard_within_a_twentieth_of_a_second(
        self, speaker: ChildSpeaker, loop: SoundLoop
    ) -> None:
        late = []
        for _ in range(3):
            reading = Reading(speaker, LONG)
            loop.ear.wait_for_sound(reading.began)
            asked = time.monotonic()
            speaker.stop()
            assert reading.result() == Spoken(True)
            loop.ear.wait_until_quiet()
            late.append(max(loop.ear.loud_since(asked), default=asked) - asked)
        # The best of three: a busy machine may be late to listen, but never early.
        assert min(late) < 0.05

    def test_a_warmed_text_is_played_by_a_child_that_stood_by_and_the_next_by_another(
        self, speaker: ChildSpeaker, loop: SoundLoop, household: Household
    ) -> None:
        assert speaker.warm(SHORT)
        (first,) = household.living(PLAY_WORKER)
        reading = Reading(speaker, SHORT)
        loop.ear.wait_for_sound(reading.began)
        assert household.living(PLAY_WORKER) == [first]
        assert reading.result() == Spoken(True)
        (second,) = household.living(PLAY_WORKER)
        assert second != first
        speaker.close()
        assert household.living() == []

    def test_an_unknown_voice_is_replaced_and_said_so(
        self, tmp_path: Path, loop: SoundLoop
    ) -> None:
        speaker = ChildSpeaker(tmp_path / "voice", rate=300, voice="nosuch")
        try:
            for _ in range(2):
                start = time.monotonic()
                spoken = speaker.speak(SHORT)
                assert spoken.ok
                assert spoken.reason.startswith("no voice nosuch here: the default one reads")
                assert len(loop.ear.loud_since(start)) > 10
        finally:
            speaker.close()

    def test_the_volume_is_heard_and_the_sound_is_kept_once(
        self, tmp_path: Path, loop: SoundLoop
    ) -> None:
        loudness = {}
        for volume in (100, 40):
            speaker = ChildSpeaker(tmp_path / "voice", rate=200, volume=volume)
            start = time.monotonic()
            assert speaker.speak("Aha.") == Spoken(True)
            loudness[volume] = loop.ear.loudness_since(start)
            speaker.close()
        assert loudness[40] / loudness[100] == pytest.approx(0.4, rel=0.25)
        assert len(list((tmp_path / "voice").glob("*.wav"))) == 1

    def test_a_second_text_ends_the_first(self, speaker: ChildSpeaker, loop: SoundLoop) -> None:
        first = Reading(speaker, LONG)
        loop.ear.wait_for_sound(first.began)
        assert speaker.speak(SHORT) == Spoken(True)
        assert first.result() == Spoken(True)

    def test_close_ends_everything_for_good(
        self, speaker: ChildSpeaker, loop: SoundLoop, household: Household
    ) -> None:
        reading = Reading(speaker, LONG)
        loop.ear.wait_for_sound(reading.began)
        speaker.close()
        assert reading.result() == Spoken(True)
        assert household.living() == []
        assert not speaker.speak(SHORT).ok
        assert not speaker.warm(SHORT)

    def test_a_voice_that_crashed_is_tried_once_more(
        self, speaker: ChildSpeaker, loop: SoundLoop, household: Household
    ) -> None:
        reading = Reading(speaker, SHORT)
        os.kill(household.wait_for(TTS_WORKER), signal.SIGKILL)
        assert reading.result() == Spoken(True)
        assert loop.ear.loud_since(reading.began)

    @pytest.mark.usefixtures("loop")
    def test_a_player_that_crashes_again_is_given_up(
        self, speaker: ChildSpeaker, household: Household
    ) -> None:
        reading = Reading(speaker, LONG)
        first = household.wait_for(PLAY_WORKER)
        os.kill(first, signal.SIGKILL)
        second = first
        while second == first:
            second = household.wait_for(PLAY_WORKER)
        os.kill(second, signal.SIGKILL)
        spoken = reading.result()
        assert spoken is not None
        assert not spoken.ok
        assert "crashed" in spoken.reason
        assert household.living() == []

    @pytest.mark.parametrize("player", ["miniaudio", "paplay"])
    def test_an_app_killed_outright_falls_silent(
        self,
        tmp_path: Path,
        loop: SoundLoop,
        household: Household,
        hiding: Hiding,
        player: str,
    ) -> None:
        if player == "paplay":
            require("paplay", "no paplay: sudo apt install pulseaudio-utils")
            hiding.module("miniaudio")
        start = time.monotonic()
        command = [sys.executable, "-m", "tests.speech.children.parent", "speak"]
        app = subprocess.Popen([*command, str(tmp_path / "voice"), LONG])
        loop.ear.wait_for_sound(start)
        if player == "paplay":
            household.wait_for("paplay")
        app.kill()
        app.wait()
        household.wait_until_empty()
        ended = time.monotonic()
        loop.ear.wait_until_awake()
        assert len(loop.ear.loud_since(ended)) < 50

    @pytest.mark.usefixtures("loop")
    def test_a_damaged_sound_is_made_anew_the_next_time(
        self, speaker: ChildSpeaker, tmp_path: Path
    ) -> None:
        assert speaker.warm(SHORT)
        (sound,) = (tmp_path / "voice").glob("*.wav")
        sound.write_bytes(b"RIFF")
        assert "damaged" in speaker.speak(SHORT).reason
        assert speaker.speak(SHORT) == Spoken(True)

    @pytest.mark.usefixtures("loop")
    def test_a_directory_that_cannot_be_written_to_does_not_silence_the_voice(
        self, tmp_path: Path
    ) -> None:
        blocked = tmp_path / "file"
        blocked.write_text("in the way")
        speaker = ChildSpeaker(blocked / "voice", rate=300)
        try:
            assert speaker.speak(SHORT) == Spoken(True)
        finally:
            speaker.close()


@pytest.mark.real
@pytest.mark.usefixtures("system_voice", "no_device")
def test_no_device_is_said_in_words(speaker: ChildSpeaker, household: Household) -> None:
    spoken = speaker.speak(SHORT)
    assert not spoken.ok
    assert spoken.reason.startswith("no sound device: connect speakers")
    assert household.living() == []


@pytest.mark.usefixtures("no_voice")
def test_no_voice_says_what_to_install(speaker: ChildSpeaker, household: Household) -> None:
    spoken = speaker.speak(SHORT)
    assert not spoken.ok
    assert "install espeak-ng" in spoken.reason
    assert "\n" not in spoken.reason
    assert household.living() == []


def test_a_child_that_does_not_answer_is_told(tmp_path: Path, household: Household) -> None:
    speaker = ChildSpeaker(tmp_path, rate=200, patience=0.001)
    assert "did not answer" in speaker.speak(SHORT).reason
    assert household.living() == []


@pytest.mark.parametrize("text", ["", " \n", "\x00\u200b"])
def test_a_text_without_words_starts_nothing(speaker: ChildSpeaker, text: str) -> None:
    assert speaker.speak(text) == Spoken(False, "nothing to read aloud")


def test_a_process_that_cannot_be_started_is_told(
    speaker: ChildSpeaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    assert "No such file" in speaker.speak(SHORT).reason


def test_stop_and_close_are_harmless_when_nothing_is_said(speaker: ChildSpeaker) -> None:
    speaker.stop()
    speaker.close()
    speaker.close()
    speaker.stop()


def test_no_sound_library_is_loaded_with_the_voice(tmp_path: Path) -> None:
    """In a fresh interpreter, after a whole attempt to speak."""
    script = f"""
import sys
from pathlib import Path
import mock_panel.speech.probe
from mock_panel.speech.voice import ChildSpeaker
speaker = ChildSpeaker(Path({str(tmp_path)!r}), rate=130)
speaker.warm("Yes.")
speaker.close()
loaded = {{name.split(".")[0] for name in sys.modules}}
print(sorted(loaded & {{"pyttsx3", "miniaudio", "espeakng_loader", "cffi", "_cffi_backend"}}))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "[]\n"
    assert done.stderr == ""
