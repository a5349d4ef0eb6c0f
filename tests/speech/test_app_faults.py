"""What becomes of a spoken answer when the app, the microphone or the sound server dies."""

import os
import re
import signal
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mock_panel.speech.recordings import RecordingFiles
from tests.real_parts import require
from tests.speech.conftest import Hiding
from tests.speech.household import Household
from tests.speech.sound_loop import (
    SoundLoop,
    connect_microphone,
    disconnect_microphone,
    ear_that_hears,
    private_server,
)
from tests.speech.speech_sounds import RATE, phrase
from tests.speech.spoken_app import (
    DONE,
    ENTER,
    ESCAPE,
    LISTEN,
    LOOK_AGAIN,
    QUESTION,
    SPACE,
    SpokenApp,
    drafts,
    sound_files,
    speech_of,
    spoken_app,
    spoken_home,
    stored_attempts,
)
from tests.speech.staircase import STEP_SECONDS, Reference, pcm_of, played, steps_in
from tests.tui.terminal import not_ours

pytestmark = pytest.mark.real

SLACK_SECONDS = 0.3
"""What a kill may cost."""
PATIENCE = 4.0
"""Seconds to quit: less than any child's own patience, on a busy machine, too."""
SAID = "We saved four million dollars."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return spoken_home(tmp_path / "home")


@pytest.fixture
def plain_files(hiding: Hiding) -> None:
    """Recordings stay WAV files, which need no library to look into."""
    hiding.module("soundfile")


def sentence(path: Path) -> Path:
    """Something to say."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(phrase(SAID))
    return path


def up_to(step: int, app: SpokenApp, reference: Reference) -> None:
    app.wait_for_it(lambda: max(reference.steps(), default=-1) >= step)


@pytest.mark.usefixtures("loop")
def test_an_app_killed_at_its_first_sound_has_left_a_draft_for_it(
    home: Path, household: Household
) -> None:
    with spoken_app(home, *QUESTION) as app:
        app.wait_for_it(lambda: bool(sound_files(home)))
        app.kill()
    household.wait_until_empty()
    (part,) = sound_files(home)
    assert part.stat().st_size < 32044
    (draft,) = drafts(home)
    assert part.name == f"{draft['attempt']}.part.wav"
    with spoken_app(home) as app:
        app.until("Go on where you stopped")
        app.keys("d")
        app.until("discard it for good")
        app.keys("d")
        app.wait_for_it(lambda: not sound_files(home))
        assert drafts(home) == []
        app.quit()


@pytest.mark.usefixtures("plain_files")
def test_an_app_killed_in_mid_answer_goes_on_in_the_same_recording(
    home: Path, loop: SoundLoop, household: Household, tmp_path: Path
) -> None:
    require("paplay", "no paplay: sudo apt install pulseaudio-utils")
    said = sentence(tmp_path / "said.wav")
    with spoken_app(home, *QUESTION) as app:
        app.until("listening:")
        app.wait_for_it(lambda: bool(sound_files(home)))
        with played(loop.server, tmp_path / "stairs.wav") as reference:
            up_to(14, app, reference)
            app.kill()
            heard = reference.steps()[-1]
        household.wait_until_empty()
        assert not_ours(app.raw) == []
    (draft,) = drafts(home)
    (part,) = sound_files(home)
    assert part.name == f"{draft['attempt']}.part.wav"
    on_the_clock = draft["answer_seconds"]
    assert on_the_clock >= len(pcm_of(part)) / 32000 - 1.5

    with spoken_app(home) as app:
        app.until("Go on where you stopped")
        app.keys(ENTER)
        app.until("Here you stopped")
        app.keys(ENTER)
        app.until("listening:")
        with played(loop.server, tmp_path / "stairs.wav") as reference:
            up_to(8, app, reference)
        app.hear(said)
        finish_with_words(app)
    household.wait_until_empty()

    (attempt,) = stored_attempts(home)
    speech = speech_of(attempt)
    assert attempt["id"] == speech.recording.name == draft["attempt"]
    (wav,) = sound_files(home)
    assert wav.name == f"{draft['attempt']}.wav"
    assert speech.recording.seconds == pytest.approx(len(pcm_of(wav)) / 32000, abs=0.01)
    steps = steps_in(pcm_of(wav))
    again = steps.index(0, 1)
    before, after = steps[:again], steps[again:]
    assert before == list(range(len(before)))
    assert (heard - before[-1]) * STEP_SECONDS <= SLACK_SECONDS
    assert after[:8] == list(range(8))
    assert attempt["timing"]["answer"] > on_the_clock + 1
    # What was said after the kill is among the words, at its place in the whole recording.
    assert speech.transcript is not None
    assert speech.transcript.words[-1].end > speech.recording.seconds - 2
    assert drafts(home) == []


@contextmanager
def server_to_break(household: Household) -> Iterator[int]:
    """A sound server of the test's own; gives its process."""
    require("pulseaudio", "no pulseaudio: sudo apt install pulseaudio pulseaudio-utils")
    require("pactl", "no pactl: sudo apt install pulseaudio-utils")
    with private_server() as server, pytest.MonkeyPatch.context() as patch:
        process = household.wait_for("pulseaudio")
        patch.setenv("PULSE_SERVER", server)
        ear = ear_that_hears(server)
        try:
            yield process
        finally:
            os.kill(process, signal.SIGKILL)
            ear.close()


def clock(app: SpokenApp) -> int:
    """The seconds that the clock shows."""
    found = re.search(r"(\d+):(\d\d)\s+[▰▱]", app.text)
    assert found is not None, app.text
    return 60 * int(found[1]) + int(found[2])


GONE = (
    "the microphone went away: connect it again, then go on.\n"
    "  The clock goes on; what was recorded is kept."
)


@pytest.mark.usefixtures("plain_files")
def test_a_microphone_that_is_unplugged_and_comes_back_goes_on_in_the_same_recording(
    home: Path, loop: SoundLoop
) -> None:
    with spoken_app(home, *QUESTION) as app:
        app.until("listening:")
        app.watch(1.1)
        (part,) = sound_files(home)
        disconnect_microphone(loop.server)
        try:
            app.until("No sound arrives from the microphone. The clock goes on.")
            app.until(GONE)
            app.until("f6 looks for a microphone again")
            before, first = clock(app), len(pcm_of(part)) / 32000
            assert first >= 1
        finally:
            connect_microphone(loop.server)
        app.keys(LOOK_AGAIN)
        app.until("listening:")
        assert "went away" not in app.text
        app.watch(1.1)
        assert clock(app) > before
        finish_without_words(app, DONE)
    (attempt,) = stored_attempts(home)
    recording = speech_of(attempt).recording
    assert [path.name for path in sound_files(home)] == [f"{attempt['id']}.wav"]
    assert recording.seconds == pytest.approx(len(pcm_of(*sound_files(home))) / 32000, abs=0.01)
    assert recording.seconds >= first + 1


@pytest.mark.usefixtures("plain_files")
def test_a_sound_server_that_dies_costs_neither_clock_nor_sound(
    home: Path, household: Household
) -> None:
    with server_to_break(household) as server, spoken_app(home, *QUESTION) as app:
        app.until("listening:")
        app.watch(1.1)
        (part,) = sound_files(home)
        os.kill(server, signal.SIGKILL)
        app.until(GONE)
        app.until("Press space when you begin")
        before, kept = clock(app), len(pcm_of(part)) / 32000
        assert kept >= 1
        app.watch(1.1)
        assert clock(app) > before
        app.keys(SPACE)
        app.until("Press space when you have finished")
        finish_without_words(app, SPACE)
    (attempt,) = stored_attempts(home)
    assert attempt["timing"]["answer"] >= before + 1
    assert speech_of(attempt).recording.seconds == pytest.approx(kept, abs=0.01)
    # Nothing will be added to it.
    assert [path.name for path in sound_files(home)] == [f"{attempt['id']}.wav"]


def finish_without_words(app: SpokenApp, key: str) -> None:
    """From speaking to a stored attempt, and out of the app."""
    app.keys(key)
    app.until("ctrl+s goes on")
    app.keys(DONE)
    app.until("How good was it?")
    app.keys(ESCAPE)
    app.until("timed, not scored")
    app.quit()


def finish_with_words(app: SpokenApp) -> None:
    """The same with what was recognised, as it is."""
    app.keys(DONE)
    app.until("As PocketSphinx heard it")
    app.keys(DONE)
    app.until("unread")
    app.keys(DONE)
    app.until("How good was it?")
    app.keys(ESCAPE)
    app.until("Delivery")
    app.quit()


@pytest.mark.usefixtures("no_device")
def test_without_any_sound_an_answer_is_timed(tmp_path: Path, household: Household) -> None:
    home = spoken_home(tmp_path / "home", voice=True)
    with spoken_app(home, *QUESTION) as app:
        app.until("no microphone: connect one, or turn it on in the system's settings")
        app.until("no sound device: connect speakers or headphones")
        app.until("Press space when you begin")
        app.until("f6 looks for a microphone again")
        app.keys(LOOK_AGAIN)
        app.until("Looking for a microphone")
        app.until("no microphone: connect one")
        app.keys(SPACE)
        app.until("Press space when you have finished")
        app.watch(1.1)
        finish_without_words(app, SPACE)
    household.wait_until_empty()
    (attempt,) = stored_attempts(home)
    assert attempt["speech"] is None
    assert attempt["timing"]["answer"] >= 1
    assert sound_files(home) == []


@pytest.mark.usefixtures("loop", "plain_files")
class TestQuitting:
    """At any moment: at once, in order, without a process that goes on, and nothing is lost."""

    @pytest.fixture(autouse=True)
    def _no_process_is_left(self, household: Household) -> Iterator[None]:
        yield
        household.wait_until_empty()

    def test_while_the_question_is_read(self, tmp_path: Path, loop: SoundLoop) -> None:
        home = spoken_home(tmp_path / "home", voice=True)
        with spoken_app(home, *QUESTION) as app:
            began = time.monotonic()
            app.until("The question is being read")
            loop.ear.wait_for_sound(began, seconds=0.1)
            app.quit()
            assert app.seconds_to_quit < PATIENCE
        loop.ear.wait_until_quiet(1.0)
        assert (drafts(home), sound_files(home)) == ([], [])

    def test_while_recording(self, home: Path) -> None:
        with spoken_app(home, *QUESTION) as app:
            app.until("listening:")
            app.watch(1.2)
            app.quit()
            assert app.seconds_to_quit < PATIENCE
        (draft,) = drafts(home)
        (part,) = sound_files(home)
        assert part.name == f"{draft['attempt']}.part.wav"
        assert len(pcm_of(part)) >= 32000
        recording = RecordingFiles(home / "recordings").recover(draft["attempt"])
        assert recording is not None
        assert recording.seconds >= 1

    def test_while_the_words_are_written_down(self, home: Path, household: Household) -> None:
        with spoken_app(home, *QUESTION) as app:
            app.until("listening:")
            app.watch(1.2)
            app.keys(DONE)
            # It has not finished, and never will.
            os.kill(household.wait_for("transcribe_worker"), signal.SIGSTOP)
            app.until("Writing down what you said")
            app.quit()
            assert app.seconds_to_quit < PATIENCE
        (draft,) = drafts(home)
        assert draft["phase"] == "words"
        assert [path.name for path in sound_files(home)] == [f"{draft['attempt']}.wav"]
        assert len(pcm_of(*sound_files(home))) >= 32000

    def test_while_the_answer_is_played(self, home: Path, household: Household) -> None:
        with spoken_app(home, *QUESTION) as app:
            app.until("listening:")
            app.watch(1.2)
            app.keys(DONE)
            app.until("ctrl+s goes on")
            app.until("Listen")
            app.keys(LISTEN)
            os.kill(household.wait_for("play_worker"), signal.SIGSTOP)
            app.until(" of 0:01")
            app.quit()
            assert app.seconds_to_quit < PATIENCE
        (draft,) = drafts(home)
        assert len(pcm_of(home / "recordings" / f"{draft['attempt']}.wav")) >= 32000
