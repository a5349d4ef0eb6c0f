import wave
from pathlib import Path

import pytest

from mock_panel.speech.wav_file import WavFile
from tests.speech.staircase import pcm_of


def test_the_file_is_whole_after_each_block(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    file = WavFile(path)
    assert pcm_of(path) == b""
    for count in range(1, 4):
        file.append(b"\1\2" * 1600)
        assert pcm_of(path) == b"\1\2" * 1600 * count
    assert (file.samples, file.seconds) == (4800, 0.3)
    file.close()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_is_continued(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    for piece in (b"aabb", b"cc"):
        file = WavFile(path)
        file.append(piece)
        file.close()
    assert pcm_of(path) == b"aabbcc"


@pytest.mark.parametrize(
    ("damage", "kept"),
    [
        # Killed between the block and the header that tells of it.
        (lambda whole: whole + b"cc", b"aabbcc"),
        # Killed in mid block: half a sample is none.
        (lambda whole: whole + b"ccd", b"aabbcc"),
        (lambda whole: whole[:40] + bytes(4) + whole[44:], b"aabb"),
        # The power failed: the blocks of the header never reached the disk.
        (lambda whole: bytes(44) + whole[44:], b"aabb"),
        (lambda whole: whole[:20], b""),
        (lambda whole: whole[:0], b""),
    ],
    ids=["unannounced", "half a sample", "header of before", "no header", "cut", "empty"],
)
def test_whatever_a_crash_leaves_is_mended(tmp_path: Path, damage: object, kept: bytes) -> None:
    path = tmp_path / "a.wav"
    file = WavFile(path)
    file.append(b"aabb")
    file.close()
    assert callable(damage)
    path.write_bytes(damage(path.read_bytes()))
    WavFile(path).close()
    assert pcm_of(path) == kept
    assert path.stat().st_size == 44 + len(kept)


def test_a_part_is_read_while_more_is_added(tmp_path: Path) -> None:
    file = WavFile(tmp_path / "a.wav")
    file.append(b"aabbcc")
    assert file.read(1, 1) == b"bb"
    assert file.read(1, 5) == b"bbcc"
    assert file.read(9, 1) == b""
    file.append(b"dd")
    file.close()
    assert pcm_of(tmp_path / "a.wav") == b"aabbccdd"


def test_a_file_that_cannot_be_made_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        WavFile(tmp_path / "missing" / "a.wav")


def test_other_readers_agree(tmp_path: Path) -> None:
    file = WavFile(tmp_path / "a.wav")
    file.append(bytes(3200))
    with wave.open(str(tmp_path / "a.wav"), "rb") as read:
        assert read.getparams()[:4] == (1, 2, 16000, 1600)
    file.close()
