"""From the question in the voice to the measured answer: the real app, all real parts, one loop."""

import re
import time
import wave
from itertools import pairwise
from pathlib import Path
from statistics import median

import jiwer
import pytest

from mock_panel.speech.delivery import measure_delivery
from mock_panel.speech.wav_file import RATE
from tests.real_parts import require
from tests.speech.household import Household
from tests.speech.paused_answers import PHRASES, PausedAnswer, paused_answer
from tests.speech.sound_loop import SoundLoop
from tests.speech.spoken_app import (
    DONE,
    ESCAPE,
    QUESTION,
    speech_of,
    spoken_app,
    spoken_home,
    stored_attempts,
)

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("sound loop")]

SAID, GAPS = PHRASES[1:5], (0.7, 1.0, 2.0)
"""What is said, and the seconds between."""


def as_file(path: Path, answer: PausedAnswer) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(answer.pcm)
    return path


def test_a_spoken_question_and_a_spoken_answer(
    tmp_path: Path, loop: SoundLoop, household: Household
) -> None:
    require("paplay", "no paplay: sudo apt install pulseaudio-utils")
    answer = paused_answer(tmp_path, "rms", texts=SAID, gaps=GAPS)
    sound = as_file(tmp_path / "answer.wav", answer)
    home = spoken_home(tmp_path / "home", voice=True, voice_rate=250)
    began = time.monotonic()
    with spoken_app(home, *QUESTION) as app:
        app.until("The question is being read")
        loop.ear.wait_for_sound(began, seconds=0.5)
        app.until("listening:")
        app.feed_for(0.3)
        app.hear(sound)
        app.keys(DONE)
        app.until("As PocketSphinx heard it")
        app.keys(DONE)
        app.until("unread")
        app.keys(DONE)
        app.until("How good was it?")
        app.keys(ESCAPE)
        app.until("Delivery")
        app.quit()
    household.wait_until_empty()

    (attempt,) = stored_attempts(home)
    spoken = speech_of(attempt)
    assert spoken.transcript
    error = jiwer.wer(plain(answer.text), plain(spoken.transcript.text))
    assert error <= 0.25, spoken.transcript.text

    delivery = measure_delivery(spoken, str(attempt["text"]))
    found = [pause.stretch for pause in delivery.pauses]
    assert len(found) == len(answer.pauses), found
    # The clock of the recording starts before the answer is played.
    pairs = list(zip(answer.pauses, found, strict=True))
    late = [measured.start - true.start for true, measured in pairs]
    late += [measured.end - true.end for true, measured in pairs]
    assert late == pytest.approx([median(late)] * len(late), abs=0.1)

    true_pace = answer.words * 60 / (answer.phrases[-1].end - answer.phrases[0].start)
    assert delivery.rates.elapsed_words_per_minute == pytest.approx(true_pace, rel=0.08)
    # Nothing of the sound is missing: it ends when it should, and begins as well as can be heard.
    heard = spoken.recording.speech
    # On a busy machine silences wander by a tenth of a second, and where a voice fades by as much.
    assert heard[-1].end - answer.phrases[-1].end == pytest.approx(median(late), abs=0.2)
    assert heard[0].start - answer.phrases[0].start == pytest.approx(median(late), abs=0.25)
    assert all(one.end <= two.start for one, two in pairwise(heard))


def plain(text: str) -> str:
    return re.sub(r"[^a-z ]", "", text.lower())
