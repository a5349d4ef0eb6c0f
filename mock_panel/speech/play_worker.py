"""The player's child: plays one sound file to its end.

miniaudio finds PulseAudio, PipeWire, ALSA, CoreAudio or WASAPI at run time. Where it finds no
device, a player of the system is tried.

Job: `path` (absolute). Reports: `started` (seconds, device) when the first sound is handed over,
then `done`, or `error` (trouble, detail).
"""

import os
import shutil
import subprocess
import sys
import threading
import time
import wave
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from mock_panel.speech.child import Reports, begin
from mock_panel.speech.trouble import Trouble

_BUFFER_MILLISECONDS = 100
_DRAIN_BUFFERS = 2
"""Buffers of silence after the last sound, so that it is heard before the process ends."""
_AIFF_BYTES_PER_SECOND = 2 * 22050
_STALL_SECONDS = 3.0
"""A device that asks for no sound for so long has gone or sleeps."""


class NoDeviceError(Exception):
    """There is nothing to play to; the message is the library's."""


@dataclass(frozen=True, slots=True)
class Sound:
    """PCM of 16 bits a sample."""

    frames: bytes
    channels: int
    rate: int
    """Frames a second."""

    @property
    def seconds(self) -> float:
        """Its length."""
        return len(self.frames) / (2 * self.channels * self.rate)


def main() -> None:
    """Do the job of standard input."""
    job, reports = begin()
    path = Path(job["path"])
    if path.suffix == ".aiff":
        # What the voice of macOS writes; miniaudio cannot read it. Never tried on a Mac.
        guess = path.stat().st_size / _AIFF_BYTES_PER_SECOND
        _play_with_system(path, guess, reports, Trouble.NO_DEVICE, "afplay failed")
    try:
        sound = read_sound(path)
    except (wave.Error, EOFError, OSError) as error:
        reports.finish("error", trouble=Trouble.BAD_SOUND, detail=str(error))
    try:
        device = open_device(sound.channels, sound.rate)
    except NoDeviceError as error:
        _play_with_system(path, sound.seconds, reports, Trouble.NO_DEVICE, str(error))
    _play(sound, device, reports)


def read_sound(path: Path) -> Sound:
    """The sound of a WAV file, without the silence at its end.

    Raises:
        wave.Error: it is no WAV file, or not one of 16 bits.
        EOFError: it is cut short.
        OSError: it cannot be read.
    """
    with wave.open(str(path), "rb") as file:
        if file.getsampwidth() != 2:
            raise wave.Error(f"{file.getsampwidth() * 8} bits a sample")
        frames, frame = file.readframes(file.getnframes()), 2 * file.getnchannels()
        # Engines end in half a second of silence, for which the answer clock would wait.
        end = -(-len(frames.rstrip(b"\0")) // frame) * frame
        return Sound(frames[:end], file.getnchannels(), file.getframerate())


def open_device(channels: int, rate: int) -> Any:
    """The playback device of miniaudio, opened but silent.

    Raises:
        NoDeviceError: there is none.
    """
    try:
        import miniaudio  # noqa: PLC0415 - it may be missing, and then a system player is tried
    except (ImportError, OSError) as error:
        raise NoDeviceError(str(error)) from error
    try:
        device = miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=channels,
            sample_rate=rate,
            buffersize_msec=_BUFFER_MILLISECONDS,
            app_name="mock-panel",
        )
    except miniaudio.MiniaudioError as error:
        raise NoDeviceError(str(error.args[0])) from error
    if device.backend == "Null":
        # Its last resort: it takes the sound, and nobody hears it.
        raise NoDeviceError("neither PulseAudio nor ALSA was found")
    return device


class _Feed:
    """Hands a sound to the device piece by piece, and knows how far it got."""

    def __init__(self, sound: Sound) -> None:
        self._sound = sound
        self.started = threading.Event()
        self.over = threading.Event()
        self.last_asked = time.monotonic()

    def pieces(self) -> Generator[bytes, int, None]:
        """The generator that the device drives: frames wanted in, PCM out."""
        wanted = yield b""
        self.started.set()
        frame, position = 2 * self._sound.channels, 0
        while position < len(self._sound.frames):
            self.last_asked = time.monotonic()
            piece = self._sound.frames[position : position + wanted * frame]
            position += len(piece)
            wanted = yield piece
        for _ in range(_DRAIN_BUFFERS):
            self.last_asked = time.monotonic()
            wanted = yield bytes(wanted * frame)
        self.over.set()

    def stalled(self) -> bool:
        """Whether the device has stopped asking."""
        return time.monotonic() - self.last_asked > _STALL_SECONDS


def _play(sound: Sound, device: Any, reports: Reports) -> NoReturn:
    import miniaudio  # noqa: PLC0415 - open_device has proved that it is there

    feed = _Feed(sound)
    pieces = feed.pieces()
    next(pieces)
    try:
        device.start(pieces)
    except miniaudio.MiniaudioError as error:
        reports.finish("error", trouble=Trouble.NO_DEVICE, detail=str(error.args[0]))
    feed.started.wait(_STALL_SECONDS)
    reports.send("started", seconds=sound.seconds, device=device.backend)
    while not feed.over.wait(0.1):
        if feed.stalled():
            reports.finish("error", trouble=Trouble.DEVICE_LOST, detail="")
    reports.finish("done")


def _play_with_system(
    path: Path, seconds: float, reports: Reports, trouble: Trouble, detail: str
) -> NoReturn:
    """Try the players of the system, one after the other, in this process's group."""
    for command in _system_players(path):
        reports.send("started", seconds=seconds, device=command[0])
        played = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        if played.returncode == 0:
            reports.finish("done")
    reports.finish("error", trouble=trouble, detail=detail)


def _system_players(path: Path) -> list[list[str]]:
    if sys.platform == "darwin":
        players = [["afplay", str(path)]]
    elif sys.platform.startswith("linux"):
        players = [["aplay", "-q", str(path)]]
        if _pulse_is_running():
            players.insert(0, ["paplay", str(path)])
    else:
        players = []
    return [player for player in players if shutil.which(player[0])]


def _pulse_is_running() -> bool:
    # paplay would start a server of its own, which would outlive us.
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"), "pulse", "native")
    return "PULSE_SERVER" in os.environ or runtime.exists()


if __name__ == "__main__":
    main()
