"""Texts that have been read aloud before, as sound files; safe to delete at any time."""

import contextlib
import hashlib
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from mock_panel.speech.private_directory import make_private

SUFFIX = ".aiff" if sys.platform == "darwin" else ".wav"
"""The format follows the platform's engine: that of macOS writes AIFF whatever the name says."""
_LIMIT_BYTES = 64 * 1024 * 1024
"""About 25 minutes of speech."""
_SCRATCH_PREFIX = "making-"
_ABANDONED_SECONDS = 3600.0


class VoiceCache:
    """Sound files named by what was said, in whose voice and how fast.

    A file appears under its name only when it is whole. Where the directory cannot be written to,
    as on a read-only disk, a temporary one serves until `close`.

    Args:
        directory: made, for the user alone, when first needed.
        limit: bytes; the sounds unused for longest go first.
    """

    def __init__(self, directory: Path, *, limit: int = _LIMIT_BYTES) -> None:
        self._directory = directory
        self._limit = limit
        self._lock = threading.Lock()
        self._substitute: Path | None = None

    def find(self, text: str, *, voice: str | None, rate: int) -> Path | None:
        """The sound of a text, if it was kept; it then counts as used just now."""
        name = _name(text, voice, rate)
        for home in (self._directory, self._substitute):
            if home is not None and (path := home / name).is_file():
                # Not on a read-only disk, where nothing is ever dropped either.
                with contextlib.suppress(OSError):
                    path.touch()
                return path
        return None

    @contextlib.contextmanager
    def scratch(self) -> Iterator[Path]:
        """A private directory to make a sound in; gone afterwards with all that is left in it.

        Raises:
            OSError: there is no place to write to at all.
        """
        try:
            make_private(self._directory)
            directory = tempfile.mkdtemp(prefix=_SCRATCH_PREFIX, dir=self._directory)
        except OSError:
            directory = tempfile.mkdtemp(prefix=_SCRATCH_PREFIX, dir=self._substitute_home())
        try:
            yield Path(directory)
        finally:
            shutil.rmtree(directory, ignore_errors=True)

    def keep(self, made: Path, text: str, *, voice: str | None, rate: int) -> Path:
        """Move a finished sound out of its scratch directory to its name, and make room.

        Raises:
            OSError: it cannot be moved.
        """
        path = made.parent.parent / _name(text, voice, rate)
        made.chmod(0o600)
        made.replace(path)
        self._make_room(path)
        return path

    def forget(self, path: Path) -> None:
        """Remove a sound that turned out to be damaged."""
        with contextlib.suppress(OSError):
            path.unlink()

    def close(self) -> None:
        """Remove the temporary directory, if one was needed."""
        with self._lock:
            if self._substitute is not None:
                shutil.rmtree(self._substitute, ignore_errors=True)
                self._substitute = None

    def _substitute_home(self) -> Path:
        with self._lock:
            if self._substitute is None:
                self._substitute = Path(tempfile.mkdtemp(prefix="mock-panel-voice-"))
            return self._substitute

    def _make_room(self, newest: Path) -> None:
        """Delete the sounds unused for longest, and what killed processes left half done."""
        with contextlib.suppress(OSError):
            now, room = newest.stat().st_mtime, self._limit - newest.stat().st_size
            for scratch in newest.parent.glob(f"{_SCRATCH_PREFIX}*"):
                if now - scratch.stat().st_mtime > _ABANDONED_SECONDS:
                    shutil.rmtree(scratch, ignore_errors=True)
            sounds = [(p.stat(), p) for p in newest.parent.glob(f"*{SUFFIX}") if p != newest]
            for stat, path in sorted(sounds, key=lambda pair: -pair[0].st_mtime):
                room -= stat.st_size
                if room < 0:
                    path.unlink(missing_ok=True)


def _name(text: str, voice: str | None, rate: int) -> str:
    key = "\x1f".join((text, voice or "", str(rate)))
    return hashlib.sha256(key.encode()).hexdigest() + SUFFIX
