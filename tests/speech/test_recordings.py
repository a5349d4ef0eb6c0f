"""The files of recordings: found, recovered, packed and erased."""

import importlib.util
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mock_panel.errors import StorageError
from mock_panel.speech.recordings import RecordingFiles
from tests.speech.conftest import Hiding
from tests.speech.speech_sounds import spoken
from tests.speech.staircase import pcm_of
from tests.speech.tones import tone


@pytest.fixture
def files(tmp_path: Path) -> RecordingFiles:
    return RecordingFiles(tmp_path)


def cut_off(path: Path, seconds: float) -> bytes:
    """A recording whose recorder was killed before it wrote the header of the last block."""
    whole = tone(path, seconds).read_bytes()
    path.write_bytes(whole + b"\1\0\2\0\3")
    return whole[44:] + b"\1\0\2\0"


def test_a_cut_off_recording_is_finished_and_listened_to(
    files: RecordingFiles, tmp_path: Path, hiding: Hiding
) -> None:
    hiding.module("soundfile")
    sound = cut_off(tmp_path / "a.part.wav", 0.5)
    assert files.path("a") == tmp_path / "a.part.wav"
    assert not files.is_finished("a")
    recording = files.recover("a")
    assert recording is not None
    assert recording.name == "a"
    assert recording.seconds == pytest.approx(0.5, abs=0.001)
    assert recording.loudness[:5] == (37,) * 5
    assert files.path("a") == tmp_path / "a.wav"
    assert files.is_finished("a")
    assert pcm_of(tmp_path / "a.wav") == sound


def test_what_is_missing_is_kept_until_the_recording_is_finished(
    files: RecordingFiles, tmp_path: Path, hiding: Hiding
) -> None:
    hiding.module("soundfile")
    assert files.missing("a") == 0
    for name in ("a", "b"):
        cut_off(tmp_path / f"{name}.part.wav", 0.5)
        files.keep_missing(name, 2.64)
    recording = RecordingFiles(tmp_path).recover("a")
    assert recording is not None
    assert recording.missing == pytest.approx(2.6)
    files.erase("b")
    assert [file.name for file in tmp_path.glob("*.*")] == ["a.wav"]


@pytest.mark.real
def test_a_packed_recording_is_the_same_sound_at_half_the_size(
    files: RecordingFiles, tmp_path: Path
) -> None:
    import soundfile

    sound, times = spoken()
    part = tone(tmp_path / "a.part.wav", 0.0)
    part.write_bytes(part.read_bytes() + sound)
    os.utime(part, (1_000_000, 1_000_000))
    recording = files.recover("a")
    assert recording is not None
    flac = tmp_path / "a.flac"
    assert list(tmp_path.iterdir()) == [flac]
    assert flac.stat().st_mode & 0o777 == 0o600
    assert flac.stat().st_mtime == 1_000_000
    assert flac.stat().st_size < 0.6 * len(sound)
    with soundfile.SoundFile(str(flac)) as file:
        assert (file.samplerate, file.channels) == (16000, 1)
        assert bytes(file.buffer_read(dtype="int16")) == sound
    assert recording.speech[0].start == pytest.approx(times[0][0], abs=0.15)
    # Listened to once more, out of the packed file.
    assert files.recover("a") == recording


def test_a_recording_that_cannot_be_packed_stays_as_it_is(
    files: RecordingFiles, tmp_path: Path, hiding: Hiding
) -> None:
    (hiding._modules / "soundfile.py").write_text("import os; os.kill(os.getpid(), 11)")
    tone(tmp_path / "a.part.wav", 0.5)
    assert files.recover("a") is not None
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.wav"]


def test_a_packed_file_that_came_out_short_is_thrown_away(
    files: RecordingFiles, tmp_path: Path, hiding: Hiding
) -> None:
    found = importlib.util.find_spec("soundfile")
    assert found is not None
    (hiding._modules / "soundfile.py").write_text(
        f"exec(compile(open({found.origin!r}).read(), {found.origin!r}, 'exec'))\n"
        "write = SoundFile.buffer_write\n"
        "SoundFile.buffer_write = lambda self, pcm, dtype: write(self, pcm[:-2], dtype)\n"
    )
    tone(tmp_path / "a.part.wav", 0.5)
    assert files.recover("a") is not None
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.wav"]


def test_without_the_packer_nothing_is_started(
    files: RecordingFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "soundfile", None)
    tone(tmp_path / "a.part.wav", 0.2)
    files.finish("a")
    assert [path.name for path in tmp_path.iterdir()] == ["a.wav"]


def test_a_recording_is_recovered_even_where_nobody_can_listen(
    files: RecordingFiles, tmp_path: Path, hiding: Hiding
) -> None:
    hiding.module("miniaudio")
    hiding.module("soundfile")
    tone(tmp_path / "a.part.wav", 0.5)
    recording = files.recover("a")
    assert recording is not None
    assert (recording.seconds, recording.loudness, recording.speech) == (0.5, (), ())


@pytest.mark.parametrize("left", [b"", b"RIFF", bytes(44), bytes(45)])
def test_a_file_without_sound_is_no_recording(
    files: RecordingFiles, tmp_path: Path, left: bytes
) -> None:
    (tmp_path / "a.part.wav").write_bytes(left)
    assert files.recover("a") is None
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_packed_recording_is_told_and_kept(files: RecordingFiles, tmp_path: Path) -> None:
    (tmp_path / "a.flac").write_bytes(b"fLaC and then nothing")
    with pytest.raises(StorageError, match="damaged") as caught:
        files.recover("a")
    assert caught.value.hint
    assert (tmp_path / "a.flac").exists()


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    files = RecordingFiles(tmp_path / "missing")
    assert files.path("a") is None
    assert files.recover("a") is None
    assert list(files.names()) == []
    assert files.size() == 0
    assert files.erase_older(datetime.now(UTC)) == 0
    files.erase("a")
    assert not (tmp_path / "missing").exists()


def test_names_and_size_count_our_files_only(files: RecordingFiles, tmp_path: Path) -> None:
    for name in ("b.wav", "a.part.wav", "c.flac", "c.part.flac", "notes.txt", ".hidden.wav"):
        (tmp_path / name).write_bytes(b"12345")
    (tmp_path / "d.wav").mkdir()
    assert list(files.names()) == ["a", "b", "c"]
    assert files.size() == 4 * 5 + (tmp_path / "d.wav").stat().st_size


def test_erasing_takes_every_file_of_a_name_and_no_other(
    files: RecordingFiles, tmp_path: Path
) -> None:
    for name in ("a.wav", "a.flac", "a.part.wav", "a.part.flac", "ab.wav", "a-b.wav"):
        (tmp_path / name).write_bytes(b"1")
    files.erase("a")
    files.erase("a")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a-b.wav", "ab.wav"]


def test_old_recordings_are_erased_and_counted(files: RecordingFiles, tmp_path: Path) -> None:
    for name, age in (("old.wav", 100), ("old2.flac", 100), ("new.wav", 300), ("both.wav", 100)):
        (tmp_path / name).write_bytes(b"1")
        os.utime(tmp_path / name, (age, age))
    (tmp_path / "both.part.wav").write_bytes(b"1")
    assert files.erase_older(datetime.fromtimestamp(200, UTC)) == 2
    assert files.erase_older(datetime.fromtimestamp(200, UTC)) == 0
    assert list(files.names()) == ["both", "new"]


def test_what_cannot_be_erased_is_told(files: RecordingFiles, tmp_path: Path) -> None:
    (tmp_path / "a.wav").mkdir()
    with pytest.raises(StorageError, match="was not erased") as caught:
        files.erase("a")
    assert caught.value.hint


@pytest.mark.parametrize("name", ["", "..", "../a", "/etc/passwd", "a/../b", "a.part", "a\n"])
def test_a_name_leads_nowhere_else(files: RecordingFiles, tmp_path: Path, name: str) -> None:
    outside = tmp_path.parent / "a.wav"
    outside.write_bytes(b"1")
    assert files.path(name) is None
    assert files.recover(name) is None
    files.erase(name)
    with pytest.raises(StorageError, match="cannot name a recording"):
        files.finish(name)
    assert outside.exists()
    outside.unlink()


def test_scraps_are_the_unfinished_ones_of_less_than_a_second(
    files: RecordingFiles, tmp_path: Path
) -> None:
    tone(tmp_path / "short.part.wav", 0.9)
    tone(tmp_path / "empty.part.wav", 0.0)
    tone(tmp_path / "long.part.wav", 1.0)
    tone(tmp_path / "finished.wav", 0.9)
    assert files.scraps() == ["empty", "short"]
    assert RecordingFiles(tmp_path / "nowhere").scraps() == []
