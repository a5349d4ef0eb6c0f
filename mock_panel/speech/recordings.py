"""The files of recordings: `.part.wav` while sound is added, then `.wav`, or `.flac` if packed.

Beside an unfinished one, `.part.missing` tells how many seconds of its sound were lost.
"""

import contextlib
import errno
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from mock_panel.domain.speech import Recording
from mock_panel.errors import StorageError
from mock_panel.speech.heard import Heard
from mock_panel.speech.private_directory import make_private
from mock_panel.speech.sound_jobs import listen, pack
from mock_panel.speech.wav_file import BYTES_A_SECOND, WavFile

_FLAC, _WAV, _UNFINISHED, _PACKING = ".flac", ".wav", ".part.wav", ".part.flac"
_MISSING = ".part.missing"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,127}")
_FILE = re.compile(rf"({_NAME.pattern})(\.flac|\.wav|\.part\.wav|\.part\.flac|\.part\.missing)")


class RecordingFiles:
    """The sound files in one directory, for the user alone.

    Args:
        directory: made when first needed.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def path(self, name: str) -> Path | None:
        """The file of a recording, finished or not; None if there is none."""
        return next(
            (
                file
                for suffix in (_FLAC, _WAV, _UNFINISHED)
                if _is_name(name) and (file := self._directory / (name + suffix)).is_file()
            ),
            None,
        )

    def is_finished(self, name: str) -> bool:
        """Whether no more sound can be added."""
        path = self.path(name)
        return path is not None and not path.name.endswith(_UNFINISHED)

    def unfinished(self, name: str) -> Path:
        """The file to add sound to, whether it exists or not; its directory does.

        Raises:
            StorageError: the directory cannot be made, or no file can have this name.
        """
        if not _is_name(name):
            raise StorageError(f"{name!r} cannot name a recording", "Please report this.")
        try:
            make_private(self._directory)
        except OSError as error:
            raise _trouble(self._directory, "no recording can be kept here", error) from error
        return self._directory / (name + _UNFINISHED)

    def missing(self, name: str) -> float:
        """Seconds of sound that an unfinished recording has lost, as far as it was kept."""
        try:
            return float((self._directory / (name + _MISSING)).read_text("ascii"))
        except (OSError, ValueError):
            return 0.0

    def keep_missing(self, name: str, seconds: float) -> None:
        """Keep how much was lost, for whoever goes on with the recording after a crash.

        Where it cannot be kept the sound is none the worse for it.
        """
        with contextlib.suppress(OSError):
            (self._directory / (name + _MISSING)).write_text(f"{seconds:.1f}", "ascii")

    def finish(self, name: str) -> None:
        """Give an unfinished recording its name, and pack it where that is possible.

        Raises:
            StorageError: it could not be renamed.
        """
        part, wav = self.unfinished(name), self._directory / (name + _WAV)
        try:
            part.replace(wav)
        except FileNotFoundError:
            return
        except OSError as error:
            raise _trouble(part, "the recording was not finished", error) from error
        with contextlib.suppress(OSError):
            (self._directory / (name + _MISSING)).unlink(missing_ok=True)
        self._pack(wav, self._directory / (name + _FLAC), self._directory / (name + _PACKING))

    def recover(self, name: str) -> Recording | None:
        """Finish a recording that a crash has cut off, and listen through it.

        Blocks, two seconds for each minute of sound. None if there is no sound.

        Raises:
            StorageError: it cannot be read or finished.
        """
        path = self.path(name)
        if path is None:
            return None
        heard = Heard(_mended(path)) if path.suffix == _WAV else None
        if heard is not None and not heard.seconds:
            self.erase(name)
            return None
        heard = listen(path) or heard
        if heard is None:
            raise StorageError(
                f"{path}: the recording is damaged", "Listen to it with another program."
            )
        heard = replace(heard, missing=self.missing(name))
        if not self.is_finished(name):
            self.finish(name)
        return heard.as_recording(name)

    def erase(self, name: str) -> None:
        """Remove a recording; no error if there is none.

        Raises:
            StorageError: it is still there.
        """
        for file in self._files().get(name, ()):
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                raise _trouble(file, "the recording was not erased", error) from error

    def erase_older(self, moment: datetime) -> int:
        """Remove what was recorded before a moment; how many there were.

        Raises:
            StorageError: some are still there.
        """
        old = [
            name
            for name, files in self._files().items()
            if max(map(_modified, files)) < moment.timestamp()
        ]
        for name in old:
            self.erase(name)
        return len(old)

    def names(self) -> Sequence[str]:
        """All recordings, finished or not."""
        return sorted(name for name in self._files() if self.path(name) is not None)

    def scraps(self) -> Sequence[str]:
        """The unfinished ones that have less than a second of sound."""
        return [name for name in self.names() if self._is_scrap(name)]

    def size(self) -> int:
        """Their bytes on the disk."""
        total = 0
        for file in (file for files in self._files().values() for file in files):
            with contextlib.suppress(OSError):
                total += file.stat().st_size
        return total

    def _is_scrap(self, name: str) -> bool:
        if self.is_finished(name):
            return False
        try:
            return (self._directory / (name + _UNFINISHED)).stat().st_size < BYTES_A_SECOND
        except OSError:
            return False

    def _files(self) -> dict[str, list[Path]]:
        """Every file of ours, by the recording's name."""
        files: dict[str, list[Path]] = {}
        with contextlib.suppress(OSError):
            for file in self._directory.iterdir():
                if match := _FILE.fullmatch(file.name):
                    files.setdefault(match[1], []).append(file)
        return files

    def _pack(self, wav: Path, flac: Path, packing: Path) -> None:
        """Replace a WAV file by its FLAC; whatever goes wrong leaves the WAV file."""
        try:
            if pack(wav, packing):
                recorded = wav.stat()
                os.utime(packing, ns=(recorded.st_atime_ns, recorded.st_mtime_ns))
                packing.replace(flac)
                wav.unlink()
        except OSError:
            pass
        finally:
            with contextlib.suppress(OSError):
                packing.unlink(missing_ok=True)


def seconds_kept(part: Path) -> float:
    """How much sound an unfinished file holds; none, where it cannot be read."""
    try:
        return _mended(part) if part.exists() else 0.0
    except StorageError:
        return 0.0


def _mended(wav: Path) -> float:
    """Set a WAV file's header right, and give its length in seconds."""
    try:
        recorded = wav.stat()
        file = WavFile(wav)
        file.close()
        # Its age is that of the sound.
        os.utime(wav, ns=(recorded.st_atime_ns, recorded.st_mtime_ns))
    except OSError as error:
        raise _trouble(wav, "the recording cannot be read", error) from error
    return file.seconds


def _is_name(name: str) -> bool:
    return _NAME.fullmatch(name) is not None


def _modified(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0


_FREE_SPACE = "Free some space, then try again."
_HINTS = {
    errno.ENOSPC: _FREE_SPACE,
    errno.EDQUOT: _FREE_SPACE,
    errno.EFBIG: _FREE_SPACE,
    errno.EACCES: "Make it writable, or name another directory with MOCK_PANEL_HOME.",
    errno.EROFS: "Make it writable, or name another directory with MOCK_PANEL_HOME.",
}


def _trouble(path: Path, doing: str, error: OSError) -> StorageError:
    why = error.strerror or type(error).__name__
    return StorageError(
        f"{path}: {doing}: {why}",
        _HINTS.get(error.errno or 0, "Check the disk, then try again."),
    )
