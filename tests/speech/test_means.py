"""What can be chosen for spoken answers, looked for on real machines."""

import threading
from pathlib import Path

import pytest

from mock_panel.domain.speech import ListeningMeans, Recording
from mock_panel.practice.microphone_trial import MicrophoneTrial
from mock_panel.speech.means import MachineMeans
from mock_panel.speech.models import MODELS, EngineId
from mock_panel.speech.player import ChildPlayer
from mock_panel.speech.recognisers.catalogue import ENTRIES, best_recogniser
from mock_panel.speech.recorder import ChildRecorder
from mock_panel.speech.recordings import RecordingFiles
from tests.real_parts import require
from tests.speech.household import Household
from tests.speech.recording import Answer
from tests.speech.sound_loop import MICROPHONE, SoundLoop, disconnect_microphone, private_server

MONITOR = "Monitor of Null Output"


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.mark.real
@pytest.mark.usefixtures("loop")
def test_microphones_by_name_and_what_hears_the_speakers_only_if_it_is_chosen(
    models: Path,
) -> None:
    means = MachineMeans(models)
    assert means.find() == means.find("not here")
    assert (means.find().microphones, means.find().no_microphone) == ((MICROPHONE,), "")
    assert means.find(MONITOR).microphones == (MICROPHONE, MONITOR)


@pytest.mark.real
def test_a_chosen_monitor_is_all_there_is(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require("pulseaudio", "no pulseaudio: sudo apt install pulseaudio pulseaudio-utils")
    with private_server() as server:
        disconnect_microphone(server)
        monkeypatch.setenv("PULSE_SERVER", server)
        assert MachineMeans(models).find(MONITOR).microphones == (MONITOR,)


@pytest.mark.usefixtures("no_device")
def test_without_a_microphone_what_to_do_is_said_and_the_recognisers_are_told(
    models: Path,
) -> None:
    found = MachineMeans(models).find()
    assert found.microphones == ()
    assert "no microphone: connect one" in found.no_microphone
    assert [each.recogniser for each in found.recognisers] == [e.recogniser for e in ENTRIES]


@pytest.mark.real
@pytest.mark.usefixtures("silent_server")
def test_a_server_that_never_answers_is_given_up(models: Path, household: Household) -> None:
    found = MachineMeans(models, patience=1).find()
    assert "the microphone does not answer" in found.no_microphone
    household.wait_until_empty()


@pytest.mark.real
@pytest.mark.usefixtures("silent_server")
def test_closing_ends_the_question(models: Path, household: Household) -> None:
    means = MachineMeans(models, patience=60)
    asking = threading.Thread(target=means.find)
    asking.start()
    household.wait_for("microphone_worker")
    means.close()
    asking.join(10)
    assert not asking.is_alive()
    assert household.living() == []


@pytest.mark.usefixtures("no_device")
@pytest.mark.parametrize("fetched", [(), ("whisper-base.en",), ("parakeet-v3", "whisper-base.en")])
def test_who_would_write_is_who_will(models: Path, fetched: tuple[str, ...]) -> None:
    for model in MODELS:
        if model.id in fetched:
            model.folder(models).mkdir(parents=True)
            for name in model.files:
                (model.folder(models) / name).write_text("something")
    found = MachineMeans(models).find()
    for wanted in ("", "parrot", *EngineId, *(each.id for each in ENTRIES)):
        assert found.writer(wanted) == best_recogniser(models, wanted).recogniser
    commands = {each.recogniser.id: each.to_type for each in found.recognisers}
    assert commands["pocketsphinx"] == ()
    assert commands["parakeet-v2"] == ("mock-panel models fetch parakeet-v2",)
    assert commands["whisper-base.en"] == (
        () if fetched else ("mock-panel models fetch whisper-base.en",)
    )


def test_what_to_type_is_told_where_no_recogniser_is_ready(
    models: Path, monkeypatch: pytest.MonkeyPatch, no_device: None
) -> None:
    monkeypatch.setattr("mock_panel.speech.recognisers.catalogue.find_spec", lambda _: None)
    found = MachineMeans(models).find()
    assert found.writer("") is None
    assert found.no_recogniser == (
        "no recogniser: pip install 'onnx-asr[cpu]', then mock-panel models fetch parakeet-v2"
    )
    assert found == ListeningMeans((), found.no_microphone, found.recognisers, found.no_recogniser)


@pytest.mark.real
def test_a_trial_is_heard_from_the_speakers_and_leaves_nothing(
    tmp_path: Path, loop: SoundLoop
) -> None:
    home = tmp_path / "recordings"
    recorder, player, heard = ChildRecorder(home), ChildPlayer(), list[Recording]()
    positions = list[float]()
    trial = MicrophoneTrial(recorder, player, RecordingFiles(home), heard.append, positions.append)
    try:
        answer = Answer(trial, "trial-20260301T120000-01234567")
        answer.wait_for_sound(0.5)
        assert list(home.iterdir())
        trial.stop()
        recorded = answer.result()
    finally:
        trial.close()
        player.close()
    assert recorded.reason == ""
    assert heard == [recorded.recording]
    assert trial.played is not None
    assert (trial.played.ok, len(positions) > 2) == (True, True)
    assert list(home.iterdir()) == []
