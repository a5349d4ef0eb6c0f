"""The recogniser's child with the real libraries, on models of a few kilobytes."""

import os
import re
import subprocess
import sys
import wave
from pathlib import Path

import jiwer
import pytest
import soundfile

from mock_panel.speech.models import MODELS, Model
from tests.speech import tiny_parakeet, tiny_whisper
from tests.speech.answers_aloud import ANSWER, say
from tests.speech.conftest import Hiding
from tests.speech.tones import tone
from tests.speech.transcribing import NetworkTrap, transcribe

PARAKEET, WHISPER = MODELS[0], MODELS[3]


@pytest.fixture
def trap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> NetworkTrap:
    return NetworkTrap(monkeypatch, tmp_path)


@pytest.fixture
def parakeet(tmp_path: Path) -> Path:
    return tiny_parakeet.build(tmp_path / "models" / PARAKEET.id)


@pytest.fixture
def whisper(tmp_path: Path) -> Path:
    return tiny_whisper.build(tmp_path / "models" / WHISPER.id, WHISPER)


def plain(text: str) -> str:
    return re.sub(r"[^a-z' ]", " ", text.lower())


@pytest.mark.real
def test_pocketsphinx_understands_a_clear_voice(tmp_path: Path, trap: NetworkTrap) -> None:
    answer = ANSWER.rpartition(" By the end")[0]
    path = say(tmp_path / "a.wav", answer)
    sound, *progress, done = transcribe(path, "pocketsphinx")
    with wave.open(str(path)) as file:
        seconds = file.getnframes() / file.getframerate()
    assert sound == {"event": "sound", "seconds": pytest.approx(seconds)}
    shares = [event["share"] for event in progress]
    assert shares == sorted(shares)
    assert shares[0] < 0.1
    assert shares[-1] == 1
    words = done["words"]
    assert jiwer.wer(plain(answer), plain(" ".join(word[0] for word in words))) <= 0.25
    assert all(re.fullmatch(r"[a-z'.-]+", word[0]) for word in words)
    times = [time for _, start, end, _ in words for time in (start, end)]
    assert times == sorted(times)
    assert 0 < times[0] < 0.5
    assert seconds - 1 < times[-1] <= seconds
    assert all(0 <= word[3] <= 1 for word in words)
    assert trap.state == "armed"


def test_parakeet_gives_each_word_its_time(
    tmp_path: Path, parakeet: Path, trap: NetworkTrap
) -> None:
    trap.hide("huggingface_hub")  # which comes with another recogniser, or not at all
    path = tone(tmp_path / "a.wav", 20)
    *_, done = transcribe(path, PARAKEET.id, parakeet, [(1.0, 4.0), (10.0, 13.0)])
    texts = [word[0] for word in done["words"]]
    assert texts == 2 * ["um", "I", "led", "the", "team."]
    # A piece begins a quarter of a second before its speech.
    starts = [word[1] for word in done["words"]]
    frames = [2, 5, 8, 12, 15]
    expected = [begin + 0.08 * frame for begin in (0.75, 9.75) for frame in frames]
    assert starts == pytest.approx(expected)
    team = done["words"][4]
    assert team[2] == pytest.approx(0.75 + 0.08 * 18 + 0.24)
    assert done["words"][0][2] == pytest.approx(starts[1])
    assert all(0.9 < word[3] <= 1 for word in done["words"])
    assert trap.state == "armed"


def test_whisper_gives_each_word_its_time(tmp_path: Path, whisper: Path, trap: NetworkTrap) -> None:
    """The model says these words after the short prompt for hesitations, and after no other."""
    path = tone(tmp_path / "a.wav", 9)
    *_, done = transcribe(path, WHISPER.id, whisper, [(0.25, 8.5)])
    words = [tuple(word[:3]) for word in done["words"]]
    texts = ["Um", "I", "led", "the", "team."]
    assert words == [(text, float(at), at + 1.0) for at, text in enumerate(texts)]
    assert trap.state == "armed"


def test_silence_has_no_words_and_loads_no_model(tmp_path: Path) -> None:
    path = tone(tmp_path / "a.wav", 0, silence=3)
    nowhere = tmp_path / "nowhere"
    assert transcribe(path, PARAKEET.id, nowhere)[-1] == {"event": "done", "words": []}
    loud = tone(tmp_path / "b.wav", 3)
    assert transcribe(loud, PARAKEET.id, nowhere, [])[-1] == {"event": "done", "words": []}
    assert transcribe(loud, PARAKEET.id, nowhere, [(1, 2)])[-1]["event"] == "error"


@pytest.mark.parametrize("form", ["flac", "44100 stereo"])
def test_sound_of_another_form_is_heard_at_the_same_time(
    tmp_path: Path, parakeet: Path, form: str
) -> None:
    samples, rate = soundfile.read(tone(tmp_path / "a.wav", 4, channels=2))
    if form == "flac":
        path = tmp_path / "b.flac"
        soundfile.write(path, samples[:, 0], rate, subtype="PCM_16")
    else:
        path = tmp_path / "b.wav"
        soundfile.write(path, samples, 44100, subtype="PCM_24")
    sound, *_, done = transcribe(path, PARAKEET.id, parakeet, [(0.25, 1.4)])
    length = 4 if form == "flac" else 4 * 16000 / 44100
    assert sound["seconds"] == pytest.approx(length, abs=0.01)
    assert [word[0] for word in done["words"]][:2] == ["um", "I"]


@pytest.mark.parametrize("damage", ["empty", "noise", "header cut", "missing", "folder"])
def test_a_damaged_recording_is_told(tmp_path: Path, damage: str) -> None:
    path = tone(tmp_path / "a.wav", 0.5)
    whole = path.read_bytes()
    path.unlink()
    if damage == "folder":
        path.mkdir()
    elif damage != "missing":
        content = {"empty": b"", "noise": os.urandom(5000), "header cut": whole[:30]}
        path.write_bytes(content[damage])
    (last,) = transcribe(path, "pocketsphinx")
    assert (last["event"], last["trouble"]) == ("error", "bad-recording")
    assert last["detail"]


def test_a_recording_cut_off_in_the_middle_is_heard_as_far_as_it_goes(
    tmp_path: Path, parakeet: Path
) -> None:
    path = tone(tmp_path / "a.wav", 8)
    path.write_bytes(path.read_bytes()[: 44 + 2 * 16000 * 3 + 1])
    sound, *_, done = transcribe(path, PARAKEET.id, parakeet, [(0.25, 2.5)])
    assert sound["seconds"] == 3
    assert [word[0] for word in done["words"]] == ["um", "I", "led", "the", "team."]


@pytest.mark.parametrize(
    ("library", "recogniser"),
    [
        ("onnx_asr", PARAKEET.id),
        ("onnxruntime", PARAKEET.id),
        ("faster_whisper", WHISPER.id),
        ("ctranslate2", WHISPER.id),
        ("pocketsphinx", "pocketsphinx"),
    ],
)
def test_a_library_that_cannot_be_loaded_is_told(
    tmp_path: Path, hiding: Hiding, library: str, recogniser: str
) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    for name in {*PARAKEET.files, *WHISPER.files}:
        (folder / name).write_text("{}")
    hiding.module(library)
    *_, last = transcribe(tone(tmp_path / "a.wav", 2), recogniser, folder, [(0, 2)])
    assert (last["event"], last["trouble"]) == ("error", "no-recogniser")
    assert last["detail"] == f"{library} is hidden"


@pytest.mark.parametrize(
    ("model", "library"), [(PARAKEET, "onnx_asr"), (WHISPER, "faster_whisper")]
)
@pytest.mark.parametrize("left", ["nothing", "all but one", "one empty"])
def test_missing_files_are_told_before_a_library_looks_for_them(
    tmp_path: Path, hiding: Hiding, model: Model, library: str, left: str
) -> None:
    folder = tmp_path / "model"
    if left != "nothing":
        folder.mkdir()
        for name in model.files[1:]:
            (folder / name).write_text("{}")
        if left == "one empty":
            (folder / model.files[0]).touch()
    hiding.module(library)
    *_, last = transcribe(tone(tmp_path / "a.wav", 2), model.id, folder, [(0, 2)])
    assert (last["event"], last["trouble"]) == ("error", "no-model")
    assert model.files[0] in last["detail"]


@pytest.mark.parametrize("file", ["encoder-model.int8.onnx", "vocab.txt"])
def test_a_damaged_parakeet_is_told(
    tmp_path: Path, parakeet: Path, trap: NetworkTrap, file: str
) -> None:
    (parakeet / file).write_bytes(b"\x00damaged" * 40)
    *_, last = transcribe(tone(tmp_path / "a.wav", 2), PARAKEET.id, parakeet, [(0, 2)])
    assert (last["event"], last["trouble"]) == ("error", "bad-model")
    assert trap.state == "armed"


@pytest.mark.parametrize("file", ["model.bin", "tokenizer.json"])
def test_a_damaged_whisper_is_told(
    tmp_path: Path, whisper: Path, trap: NetworkTrap, file: str
) -> None:
    (whisper / file).write_bytes(b"\x00damaged" * 40)
    *_, last = transcribe(tone(tmp_path / "a.wav", 2), WHISPER.id, whisper, [(0, 2)])
    assert (last["event"], last["trouble"]) == ("error", "bad-model")
    assert trap.state == "armed"


def test_a_model_that_fails_while_it_listens_is_told(tmp_path: Path) -> None:
    model = tiny_parakeet.build(tmp_path / "short", frames=5)
    *_, last = transcribe(tone(tmp_path / "a.wav", 2), PARAKEET.id, model, [(0, 2)])
    assert (last["event"], last["trouble"]) == ("error", "not-recognised")


def test_the_child_lets_everybody_else_go_first(tmp_path: Path) -> None:
    code = (
        "import os, mock_panel.speech.transcribe_worker as worker\n"
        "worker.begin = lambda: ({'path': 'nowhere', 'speech': []}, Told())\n"
        "class Told:\n"
        "    def finish(self, *_, **__): print(os.nice(0)); raise SystemExit\n"
        "worker.main()\n"
    )
    before = os.nice(0)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) == min(19, before + 10)
