"""The voice and the speed that were asked for are those that are heard, or it is told."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from mock_panel.speech.espeak import InUse
from mock_panel.speech.trouble import Trouble
from mock_panel.speech.turn import TroubleError, Turn
from mock_panel.speech.voice import TTS_WORKER
from mock_panel.speech.worker import Event
from tests.speech.tones import seconds

TEXT = "Tell us about a time when you led people through change."
SCOTTISH = InUse(150, "gmw/en-gb-scotland", "English (Scotland)", "en-gb-scotland")


def say(path: Path, rate: int, voice: str | None = None, module: str = TTS_WORKER) -> Event:
    job = {"text": TEXT, "path": str(path), "rate": rate, "voice": voice}
    return Turn().run(module, job, patience=20, scratch=path.parent)


@pytest.fixture
def busy() -> Iterator[None]:
    """More to do than there are cores."""
    with ExitStack() as stack:
        for _ in range(4):
            hog = stack.enter_context(subprocess.Popen([sys.executable, "-c", "while True: pass"]))
            stack.callback(hog.kill)
        yield


@pytest.mark.real
@pytest.mark.usefixtures("system_voice")
class TestWithTheSystemsVoice:
    @pytest.mark.usefixtures("busy")
    def test_under_load_each_speed_sounds_as_long_as_it_should(self, tmp_path: Path) -> None:
        lengths: dict[int, set[float]] = {110: set(), 230: set()}
        for number, rate in enumerate([110, 230] * 3):
            done = say(tmp_path / f"{number}.wav", rate)
            assert (done["rate"], done["voice"]) == (rate, "gmw/en-us")
            lengths[rate].add(round(seconds(tmp_path / f"{number}.wav"), 2))
        ((slow,), (fast,)) = lengths.values()
        assert slow > 1.9 * fast

    def test_a_lost_speed_is_noticed_and_got_in_a_second_try(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LOST_TRIES", "1")
        say(tmp_path / "right.wav", 130)
        done = say(tmp_path / "a.wav", 130, module="tests.speech.children.forgetful")
        assert done["rate"] == 130
        assert seconds(tmp_path / "a.wav") == seconds(tmp_path / "right.wav")
        assert len(list(tmp_path.glob("try-*"))) == 2

    def test_a_speed_lost_twice_is_told_and_not_kept(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LOST_TRIES", "2")
        with pytest.raises(TroubleError, match="did not take the speed") as caught:
            say(tmp_path / "a.wav", 130, module="tests.speech.children.forgetful")
        assert caught.value.trouble is Trouble.NOT_AS_ASKED
        assert "got gmw/en-us at 222" in caught.value.detail
        assert len(list(tmp_path.glob("try-*"))) == 2

    def test_the_voice_that_was_used_is_told(self, tmp_path: Path) -> None:
        assert say(tmp_path / "a.wav", 150, "gmw/en-gb-scotland")["voice"] == SCOTTISH.voice
        assert say(tmp_path / "b.wav", 150, "gmw/en-us+f3")["voice"] == "gmw/en-us+f3"


@pytest.mark.parametrize(
    "asked", ["gmw/en-gb-scotland", "EN-GB-scotland", "English (Scotland)", "en-gb-scotland"]
)
def test_a_voice_goes_by_several_names(asked: str) -> None:
    assert SCOTTISH.is_as_asked(asked, 150)
    assert not SCOTTISH.is_as_asked(asked, 151)
    assert not SCOTTISH.is_as_asked(f"{asked}+f3", 150)


@pytest.mark.parametrize("asked", ["gmw/en-gb", "scotland", "en-us", ""])
def test_another_voice_is_another(asked: str) -> None:
    assert not SCOTTISH.is_as_asked(asked, 150)
