"""A WAV file that grows block by block and is whole after each of them.

The `wave` of the standard library cannot append to a file that exists, so the header is our own.
"""

import os
import struct
from pathlib import Path

RATE = 16000
"""Samples a second, of one channel and 16 bits each: what recognisers take."""
BYTES_A_SECOND = 2 * RATE
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")


class WavFile:
    """Sound on the disk, made or continued.

    Killed at any moment, the process leaves a file that every player reads to its end, but for
    the block that was being written.

    Args:
        path: made for the user alone. Of a file that exists, all sound is kept.

    Raises:
        OSError: it cannot be written to.
    """

    def __init__(self, path: Path) -> None:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        self._file = os.fdopen(os.open(path, flags, 0o600), "r+b", buffering=0)
        # The header may be older than the sound: then the length of the file is right.
        self._bytes = max(0, os.fstat(self._file.fileno()).st_size - _HEADER.size) // 2 * 2
        self._write_header()
        self._file.truncate(_HEADER.size + self._bytes)

    @property
    def samples(self) -> int:
        """How many there are in it."""
        return self._bytes // 2

    @property
    def seconds(self) -> float:
        """Its length."""
        return self._bytes / BYTES_A_SECOND

    def append(self, pcm: bytes) -> None:
        """Add a block.

        Args:
            pcm: whole samples.

        Raises:
            OSError: the disk is full or broken; as much of the block as fitted is in the file.
        """
        self._file.seek(_HEADER.size + self._bytes)
        left = memoryview(pcm)
        try:
            while left:
                left = left[self._file.write(left) :]
        finally:
            self._bytes += (len(pcm) - len(left)) // 2 * 2
            self._write_header()

    def read(self, start: int, samples: int) -> bytes:
        """A part of the sound; less of it, or nothing, at its end.

        Raises:
            OSError: the disk is broken.
        """
        self._file.seek(_HEADER.size + 2 * start)
        return self._file.read(min(2 * samples, max(0, self._bytes - 2 * start)))

    def sync(self) -> None:
        """Have the system put it on the disk itself, against a failure of power; may take long.

        Raises:
            OSError: the disk is broken.
        """
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _write_header(self) -> None:
        self._file.seek(0)
        self._file.write(
            _HEADER.pack(
                *(b"RIFF", _HEADER.size - 8 + self._bytes, b"WAVE"),
                *(b"fmt ", 16, 1, 1, RATE, BYTES_A_SECOND, 2, 16),
                *(b"data", self._bytes),
            )
        )
