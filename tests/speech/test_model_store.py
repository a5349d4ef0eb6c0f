"""Models that appear whole or not at all."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest
from filelock import FileLock

from mock_panel.errors import InputError, StorageError
from mock_panel.speech.model_store import ModelStore
from mock_panel.speech.models import MODELS

MODEL = MODELS[3]


@pytest.fixture
def models(tmp_path: Path) -> Path:
    (tmp_path / "models").mkdir()
    return tmp_path / "models"


@pytest.fixture
def carried(tmp_path: Path) -> Path:
    """A folder as somebody has carried it over, with more in it than is needed."""
    folder = tmp_path / "carried"
    folder.mkdir()
    for name in MODEL.files:
        (folder / name).write_text("{}")
    (folder / "README.md").write_text("not needed")
    return folder


def test_a_carried_folder_is_copied_without_what_is_not_needed(models: Path, carried: Path) -> None:
    placed = ModelStore(models).copy(MODEL, carried)
    assert placed == models / MODEL.id
    assert {path.name for path in placed.iterdir()} == set(MODEL.files)
    assert list(models.iterdir()) == [placed]
    assert (carried / "model.bin").exists()
    assert placed.stat().st_mode & 0o777 == 0o700


def test_links_are_copied_as_files(models: Path, carried: Path, tmp_path: Path) -> None:
    """The cache of Hugging Face is made of links."""
    (carried / "model.bin").rename(tmp_path / "blob")
    (carried / "model.bin").symlink_to(tmp_path / "blob")
    placed = ModelStore(models).copy(MODEL, carried)
    shutil.rmtree(carried)
    (tmp_path / "blob").unlink()
    assert (placed / "model.bin").read_text() == "{}"


def test_an_older_one_is_replaced(models: Path, carried: Path) -> None:
    ModelStore(models).copy(MODEL, carried)
    (carried / "model.bin").write_text("newer")
    (models / MODEL.id / "stray").write_text("")
    ModelStore(models).copy(MODEL, carried)
    assert (models / MODEL.id / "model.bin").read_text() == "newer"
    assert not (models / MODEL.id / "stray").exists()
    assert list(models.iterdir()) == [models / MODEL.id]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("model.bin", None, "not there, or empty: model.bin"),
        ("model.bin", b"", "not there, or empty: model.bin"),
        ("config.json", b"{", "is not JSON"),
        ("config.json", b"\xff\xfe", "is not JSON"),
        ("model.bin", b"version https://git-lfs.github.com/spec/v1\noid sha256:0", "Git LFS"),
        ("model.bin", b"\n<!DOCTYPE html><title>Sign in</title>", "is a web page"),
    ],
)
def test_what_cannot_be_the_model_is_refused(
    models: Path, carried: Path, name: str, content: bytes | None, told: str
) -> None:
    ModelStore(models).copy(MODEL, carried)
    if content is None:
        (carried / name).unlink()
    else:
        (carried / name).write_bytes(content)
    with pytest.raises(InputError, match=told) as caught:
        ModelStore(models).copy(MODEL, carried)
    assert str(carried) in caught.value.message
    assert caught.value.hint
    assert not list(MODEL.missing(models / MODEL.id))
    assert list(models.iterdir()) == [models / MODEL.id]


def test_a_folder_that_is_not_there_is_told_with_what_should_be_in_it(
    models: Path, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="no such folder") as caught:
        ModelStore(models).copy(MODEL, tmp_path / "nowhere")
    assert "model.bin" in caught.value.hint


def test_two_processes_do_not_fetch_the_same_model(models: Path) -> None:
    with FileLock(models / f"{MODEL.id}.lock"):
        with pytest.raises(InputError, match="another"), ModelStore(models).fetching(MODEL):
            pass
        with ModelStore(models).fetching(MODELS[2]):
            pass
    with ModelStore(models).fetching(MODEL):
        pass


def test_what_a_killed_process_left_goes_with_the_next_fetch(models: Path) -> None:
    left, part = models / f"{MODEL.id}.x1y2.passing", models / f"{MODEL.id}.part"
    for folder in (left, part):
        folder.mkdir()
        (folder / "model.bin").write_text("half")
    with ModelStore(models).fetching(MODEL):
        assert not left.exists()
        assert part.exists()


def test_a_disk_without_room_is_told_first(
    models: Path, carried: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(0, 0, 7))
    with pytest.raises(StorageError, match="are needed"):
        ModelStore(models).copy(MODEL, carried)
    assert list(models.iterdir()) == []


def test_a_directory_that_cannot_be_written_to_is_told(tmp_path: Path, carried: Path) -> None:
    with pytest.raises(StorageError, match="cannot be written"):
        ModelStore(tmp_path / "nowhere" / "models").install(MODEL, carried)
