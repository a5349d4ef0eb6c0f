"""A recording in the making: each block is on the disk first, and listened to afterwards."""

from pathlib import Path

from mock_panel.speech.heard import Heard
from mock_panel.speech.listener import Listener, one_after_the_other
from mock_panel.speech.loudness import Loudness
from mock_panel.speech.wav_file import RATE, WavFile

_CATCH_UP_SAMPLES = RATE // 2
"""Listened to in some 20 milliseconds, so that new sound never waits for long."""


class Take:
    """Sound that goes on where the file ends.

    What the file held before is listened to in between, half a second at a time.

    Args:
        path: a WAV file of ours, or none yet.
        network: as of `VoiceActivity`.

    Raises:
        OSError: it cannot be written to.
    """

    def __init__(self, path: Path, *, network: bool = True) -> None:
        self._file = WavFile(path)
        self._before = self._file.samples
        self._earlier = Listener(network=network)
        self._live = Listener(self._before, network=network)

    @property
    def seconds(self) -> float:
        """The sound in the file."""
        return self._file.seconds

    @property
    def speaking(self) -> bool:
        """Whether somebody speaks just now."""
        return self._live.speaking

    @property
    def behind(self) -> bool:
        """Whether there is earlier sound to listen to."""
        return self._earlier.position < self._before

    def keep(self, pcm: bytes) -> list[Loudness]:
        """Put a block on the disk; gives the loudness of each tenth of a second now complete.

        Raises:
            OSError: the disk is full or broken; what fitted is kept.
        """
        kept = self._file.samples
        try:
            self._file.append(pcm)
        finally:
            tenths = self._live.hear(pcm[: 2 * (self._file.samples - kept)])
        return tenths

    def catch_up(self) -> None:
        """Listen to some of the earlier sound.

        Raises:
            OSError: the disk is broken.
        """
        start = self._earlier.position
        self._earlier.hear(self._file.read(start, min(_CATCH_UP_SAMPLES, self._before - start)))

    def sync(self) -> None:
        """Have the sound put on the disk itself; may take long.

        Raises:
            OSError: the disk is broken.
        """
        self._file.sync()

    def heard(self) -> Heard:
        """All that was listened to."""
        return one_after_the_other(self._earlier.heard(), self._live.heard())

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
