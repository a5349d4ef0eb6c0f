"""Which voices there are, asked of the real engine, of pyttsx3's own stand-in and of none."""

import threading
from pathlib import Path

import pytest

from mock_panel.domain.speech import VoiceOffered, VoicesFound
from mock_panel.speech.turn import Turn
from mock_panel.speech.voice import TTS_WORKER
from mock_panel.speech.voices import ChildVoices, list_voices
from tests.speech.household import Household


@pytest.mark.real
@pytest.mark.usefixtures("system_voice")
class TestWithTheSystemsVoice:
    def test_american_english_is_first_then_other_english_then_the_rest(self) -> None:
        found = ChildVoices().find()
        assert found.reason == ""
        assert found.voices[0] == VoiceOffered("gmw/en-us", "English (America)", "en-us")
        english = [voice.is_english for voice in found.voices]
        assert english == sorted(english, reverse=True)
        assert 5 < sum(english) < len(english) - 50
        names = [voice.name for voice in found.voices if not voice.is_english]
        assert names == sorted(names, key=str.casefold)

    def test_every_english_id_is_one_that_the_voice_takes(self, tmp_path: Path) -> None:
        for voice in list_voices(tmp_path):
            if voice.is_english:
                path = str(tmp_path / "a.wav")
                job = {"text": "Yes.", "path": path, "rate": 200, "voice": voice.id}
                done = Turn().run(TTS_WORKER, job, patience=20, scratch=tmp_path)
                assert done["voice"] == voice.id

    def test_closing_ends_the_question(self, household: Household) -> None:
        voices = ChildVoices()
        asking = threading.Thread(target=voices.find)
        asking.start()
        household.wait_for("voices_worker")
        voices.close()
        asking.join(10)
        assert household.living() == []
        assert voices.find().voices == ()


def test_languages_are_told_as_the_engine_writes_them(tmp_path: Path) -> None:
    """pyttsx3's own stand-in writes en-US."""
    first = list_voices(tmp_path, driver="dummy")[0]
    assert first == VoiceOffered("dummy.voice2", "Jane Doe", "en-US")
    assert first.is_english


@pytest.mark.usefixtures("no_voice")
def test_without_a_voice_what_to_install_is_said() -> None:
    found = ChildVoices().find()
    assert found.voices == ()
    assert "install espeak-ng" in found.reason


def test_an_engine_that_does_not_answer_is_told(household: Household) -> None:
    found = ChildVoices(patience=0.001).find()
    assert found == VoicesFound(reason=found.reason)
    assert "did not answer" in found.reason
    household.wait_until_empty()
