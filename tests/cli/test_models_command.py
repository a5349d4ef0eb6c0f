import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mock_panel.cli.root import run
from mock_panel.paths import Paths
from mock_panel.speech.models import MODELS
from tests.speech.hub import Hub, hub

MODEL = MODELS[3]
FILES = {name: b"{}" if name.endswith(".json") else b"something " * 50 for name in MODEL.files}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    with hub(MODEL.repository, dict(FILES)) as running:
        monkeypatch.setenv("HF_ENDPOINT", running.address)
        yield running


def answer(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(words))


def listed(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    capsys.readouterr()
    assert run(["models", "list", "--json"]) == 0
    return {document["id"]: document for document in json.loads(capsys.readouterr().out)}


def test_the_list_says_what_each_needs_and_which_would_be_used(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["models", "list"]) == 0
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert "parakeet-v2       onnx-asr        English, CC-BY-4.0, 650 MB" in lines
    assert "    needs: mock-panel models fetch parakeet-v2" in lines
    (rough,) = [line for line in lines if line.startswith("pocketsphinx")]
    assert rough.endswith("in use")
    assert "pocketsphinx would be used" in told.err
    assert not paths.home.exists()


def test_the_list_as_json_follows_what_is_fetched_and_wanted(
    paths: Paths, capsys: pytest.CaptureFixture[str], server: Hub
) -> None:
    before = listed(capsys)
    assert [d["id"] for d in before.values() if d["used"]] == ["pocketsphinx"]
    assert before[MODEL.id]["to_do"] == f"mock-panel models fetch {MODEL.id}"
    assert run(["models", "fetch", MODEL.id, "--yes"]) == 0
    after = listed(capsys)[MODEL.id]
    assert after["fetched"] is after["installed"] is after["used"] is True
    assert after["to_do"] == ""
    assert after["path"] == str(paths.models / MODEL.id)
    paths.settings.write_text('recogniser = "pocketsphinx"\n')
    assert [d["id"] for d in listed(capsys).values() if d["used"]] == ["pocketsphinx"]


def test_nothing_is_fetched_without_a_yes(
    paths: Paths,
    server: Hub,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for words in ("n\n", "", "\n"):
        answer(monkeypatch, words)
        assert run(["models", "fetch", MODEL.id]) == 1
        told = capsys.readouterr()
        assert told.out == ""
        assert "148 MB, licence MIT" in told.err
        assert f"{server.address}/{MODEL.repository}" in told.err
        assert "Nothing was fetched." in told.err
    assert server.requests == []
    assert not paths.models.exists()


def test_a_model_is_fetched_checked_and_put_in_its_place(
    paths: Paths,
    server: Hub,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer(monkeypatch, "y\n")
    assert run(["models", "fetch", MODEL.id]) == 0
    told = capsys.readouterr()
    placed = paths.models / MODEL.id
    assert told.out == f"{placed}\n"
    assert {path.name: path.read_bytes() for path in placed.iterdir()} == FILES
    assert "Checked against the checksums that the server gave." in told.err
    assert "It can be used now." in told.err
    assert {path.name for path in paths.models.iterdir()} <= {MODEL.id, f"{MODEL.id}.lock"}
    assert paths.models.stat().st_mode & 0o777 == 0o700
    server.requests.clear()
    assert run(["models", "fetch", MODEL.id, "--yes"]) == 0
    assert "is there already" in capsys.readouterr().err
    assert server.requests == []
    assert run(["models", "fetch", MODEL.id, "--yes", "--again"]) == 0
    assert server.requests


def test_where_the_server_gives_no_checksum_that_is_said(
    paths: Paths, server: Hub, capsys: pytest.CaptureFixture[str]
) -> None:
    server.tells_checksums = False
    assert run(["models", "fetch", MODEL.id, "--yes"]) == 0
    told = capsys.readouterr().err
    assert "only the length was checked" in told
    assert "Checked against the checksums" not in told


def test_a_download_that_went_wrong_installs_nothing_and_goes_on_later(
    paths: Paths, server: Hub, capsys: pytest.CaptureFixture[str]
) -> None:
    server.served["model.bin"] = FILES["model.bin"][::-1]
    assert run(["models", "fetch", MODEL.id, "--yes"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "checksum" in told.err
    assert not (paths.models / MODEL.id).exists()
    server.served.clear()
    server.requests.clear()
    assert run(["models", "fetch", MODEL.id, "--yes"]) == 0
    downloads = [path for method, path, _ in server.requests if method == "GET"]
    assert all(path.endswith("model.bin") for path in downloads)


def test_without_a_network_the_way_without_one_is_told(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    assert run(["models", "fetch", MODEL.id, "--yes"]) == 1
    told = capsys.readouterr().err
    assert "cannot be reached" in told
    assert f"mock-panel models fetch {MODEL.id} --from FOLDER" in told


def test_a_carried_folder_needs_no_network(
    paths: Paths,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    carried = tmp_path / "carried"
    carried.mkdir()
    command = ["models", "fetch", MODEL.id, "--yes", "--from", str(carried)]
    assert run(command) == 2
    assert "model.bin" in capsys.readouterr().err
    assert not (paths.models / MODEL.id).exists()
    for name, content in FILES.items():
        (carried / name).write_bytes(content)
    assert run(command) == 0
    assert capsys.readouterr().out == f"{paths.models / MODEL.id}\n"
    assert not list(MODEL.missing(paths.models / MODEL.id))


def test_what_is_still_to_be_installed_is_told(
    paths: Paths, server: Hub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    assert run(["models", "fetch", MODEL.id, "--yes"]) == 0
    assert "Still to do: pip install faster-whisper" in capsys.readouterr().err


def test_the_path_of_a_model(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models", "path", "parakeet-v2"]) == 0
    told = capsys.readouterr()
    assert told.out == f"{paths.models / 'parakeet-v2'}\n"
    assert "not there yet" in told.err
    assert not paths.home.exists()


@pytest.mark.parametrize("verb", ["fetch", "path"])
def test_an_unknown_model_is_told_with_the_nearest(
    paths: Paths, verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["models", verb, "whisper-bas.en"]) == 2
    assert "Did you mean 'whisper-base.en'?" in capsys.readouterr().err
    assert run(["models", verb, "pocketsphinx"]) == 2
    assert "pip install pocketsphinx" in capsys.readouterr().err


def test_a_home_that_cannot_be_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("MOCK_PANEL_HOME", str(tmp_path / "file" / "home"))
    assert run(["models", "fetch", MODEL.id, "--yes"]) == 1
    assert "cannot be made" in capsys.readouterr().err
