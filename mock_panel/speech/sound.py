"""Sound in memory: read from a file, cut and made quieter before it is played."""

import array
import wave
from dataclasses import dataclass, replace
from pathlib import Path

from mock_panel.speech.sound_library import load_miniaudio

FULL_VOLUME = 100
"""Percent; above it, loud sounds would be cut off at the format's limit."""


class BadSoundError(Exception):
    """There is no sound to be had from the file; the message is the library's or the system's."""


@dataclass(frozen=True, slots=True)
class Sound:
    """PCM of 16 bits a sample."""

    frames: bytes
    channels: int
    rate: int
    """Frames a second."""

    @property
    def frame(self) -> int:
        """Bytes of one frame."""
        return 2 * self.channels

    @property
    def seconds(self) -> float:
        """Its length."""
        return len(self.frames) / (self.frame * self.rate)

    def after(self, seconds: float) -> "Sound":
        """What is left from a second on; nothing, past its end."""
        skipped = max(0, round(seconds * self.rate)) * self.frame
        return replace(self, frames=self.frames[skipped:])

    def without_silent_ends(self) -> "Sound":
        """Without the zeros before its first sound and after its last."""
        begin = (len(self.frames) - len(self.frames.lstrip(b"\0"))) // self.frame * self.frame
        end = -(-len(self.frames.rstrip(b"\0")) // self.frame) * self.frame
        return replace(self, frames=self.frames[begin:end])


def at_volume(frames: bytes, volume: int) -> bytes:
    """Samples made quieter.

    Args:
        frames: PCM of 16 bits a sample.
        volume: percent of the loudness that they have, at most `FULL_VOLUME`.
    """
    if volume >= FULL_VOLUME:
        return frames
    samples = array.array("h", frames)
    return array.array("h", [sample * volume // FULL_VOLUME for sample in samples]).tobytes()


def read_sound(path: Path) -> Sound:
    """The sound of a WAV or FLAC file of 16 bits a sample; of an unfinished WAV, as far as it goes.

    Raises:
        BadSoundError: it cannot be read, is of another format, or ends before its first sound.
        ImportError: a FLAC file needs miniaudio, which is missing.
    """
    if path.suffix == ".flac":
        return _read_flac(path)
    try:
        with wave.open(str(path), "rb") as file:
            if file.getsampwidth() != 2:
                raise BadSoundError(f"{file.getsampwidth() * 8} bits a sample")
            frame = 2 * file.getnchannels()
            frames = file.readframes(file.getnframes())
            whole = len(frames) // frame * frame
            return Sound(frames[:whole], file.getnchannels(), file.getframerate())
    except (wave.Error, EOFError, OSError) as error:
        raise BadSoundError(str(error)) from error


def _read_flac(path: Path) -> Sound:
    miniaudio = load_miniaudio()
    try:
        sound = miniaudio.flac_read_file_s16(str(path))
    except (miniaudio.DecodeError, OSError) as error:
        raise BadSoundError(str(error.args[0])) from error
    return Sound(sound.samples.tobytes(), sound.nchannels, sound.sample_rate)


def write_sound(path: Path, sound: Sound) -> None:
    """Write a WAV file.

    Raises:
        OSError: it cannot be written.
    """
    with wave.open(str(path), "wb") as file:
        file.setnchannels(sound.channels)
        file.setsampwidth(2)
        file.setframerate(sound.rate)
        file.writeframes(sound.frames)
