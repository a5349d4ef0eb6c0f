"""From the question in the voice to the measured answer: the real app, all real parts, one loop."""

import json
import os
import re
import subprocess
import sys
import time
import wave
from itertools import pairwise
from pathlib import Path

import jiwer
import pytest

from mock_panel.domain.speech_document import from_document
from mock_panel.speech.delivery import measure_delivery
from mock_panel.speech.wav_file import RATE
from tests.speech.household import Household
from tests.speech.paused_answers import PausedAnswer, paused_answer
from tests.speech.sound_loop import SoundLoop
from tests.tui.terminal import AppTerminal

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("sound loop")]

PHRASES = 5
SETTINGS = 'framework = "opm-2025"\nvoice = true\nrecogniser = "pocketsphinx"\n'
FOREIGN = (b"ALSA", b"aplay", b"Audio saved", b"Expression", b"Traceback", b"INFO", b"WARN")
"""What audio libraries are known to print."""


def as_file(path: Path, answer: PausedAnswer) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(answer.pcm)
    return path


def stored(home: Path) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "mock_panel", "export"],
        env={**os.environ, "MOCK_PANEL_HOME": str(home)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    (attempt,) = json.loads(done.stdout)["attempts"]
    assert isinstance(attempt, dict)
    return attempt


def test_a_spoken_question_and_a_spoken_answer(
    tmp_path: Path, loop: SoundLoop, household: Household
) -> None:
    answer = paused_answer(tmp_path, "rms", phrases=PHRASES)
    sound = as_file(tmp_path / "answer.wav", answer)
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    (home / "settings.toml").write_text(SETTINGS)
    began = time.monotonic()
    asked = ("practice", "--spoken", "--preparation", "0", "--ecq", "leading-people")
    app = AppTerminal(home, *asked, rows=60)
    try:
        app.until("The question is being read")
        loop.ear.wait_for_sound(began, seconds=0.5)
        app.until("listening:")
        time.sleep(0.3)
        subprocess.run(["paplay", str(sound)], check=True, timeout=60)
        app.keys("\x13")
        app.until("As PocketSphinx heard it")
        app.keys("\x13")
        app.until("unread")
        app.keys("\x13")
        app.until("How good was it?")
        app.keys("\x1b")
        app.until("Delivery")
        app.keys("\x11")
        assert app.finish() == 0
    finally:
        app.close()
    household.wait_until_empty()

    attempt = stored(home)
    speech = attempt["speech"]
    assert isinstance(speech, dict)
    spoken = from_document(speech)
    assert spoken.transcript
    error = jiwer.wer(plain(answer.text), plain(spoken.transcript.text))
    assert error <= 0.25, spoken.transcript.text

    delivery = measure_delivery(spoken, str(attempt["text"]))
    found = [pause.stretch for pause in delivery.pauses]
    assert len(found) == len(answer.pauses), found
    # The clock of the recording starts before the answer is played: the first words agree.
    shift = spoken.recording.speech[0].start - answer.phrases[0].start
    for true, measured in zip(answer.pauses, found, strict=True):
        assert measured.start - shift == pytest.approx(true.start, abs=0.15)
        assert measured.end - shift == pytest.approx(true.end, abs=0.15)

    true_pace = answer.words * 60 / (answer.phrases[-1].end - answer.phrases[0].start)
    assert delivery.rates.elapsed_words_per_minute == pytest.approx(true_pace, rel=0.08)
    # Nothing of the sound is missing: it is as long as it was loud.
    heard = spoken.recording.speech
    assert heard[-1].end - heard[0].start == pytest.approx(
        answer.phrases[-1].end - answer.phrases[0].start, abs=0.15
    )
    assert all(one.end <= two.start for one, two in pairwise(heard))
    assert not [word for word in FOREIGN if word in printable(app.raw)]


def plain(text: str) -> str:
    return re.sub(r"[^a-z ]", "", text.lower())


def printable(raw: bytes) -> bytes:
    return re.sub(rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b[@-_]", b"", raw)
