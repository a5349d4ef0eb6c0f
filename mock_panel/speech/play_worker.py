"""The player's child: plays one sound file to its end.

miniaudio finds PulseAudio, PipeWire, ALSA, CoreAudio or WASAPI at run time. Where it finds no
device, a player of the system is tried.

Job: `path` (absolute); `start` (seconds into the sound, 0 if absent); `volume` (percent, at most
100, 100 if absent); `recording` (true for what a candidate said: played with the silence at its
ends, and reports its `position`). Reports: `started` (seconds still to be played, device) when the
first sound is handed over, `position` (the second being heard) ten times a second, then `done`,
or `error` (trouble, detail).
"""

import contextlib
import threading
import time
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from mock_panel.speech.child import Reports, begin
from mock_panel.speech.sound import (
    FULL_VOLUME,
    BadSoundError,
    Sound,
    at_volume,
    read_sound,
    write_sound,
)
from mock_panel.speech.sound_library import load_miniaudio
from mock_panel.speech.trouble import Trouble

_BUFFER_MILLISECONDS = 100
_DRAIN_BUFFERS = 2
"""Buffers of silence after the last sound, so that it is heard before the process ends."""
_AHEAD_SECONDS = 3 * _BUFFER_MILLISECONDS / 1000
"""A device never holds more sound than this that is not heard yet: miniaudio gives it 3 buffers."""
_REPORT_SECONDS = 0.1
_AIFF_BYTES_PER_SECOND = 2 * 22050
_STALL_SECONDS = 3.0
"""A device that asks for no sound for so long has gone or sleeps."""


class NoDeviceError(Exception):
    """There is nothing to play to; the message is the library's."""


def main() -> None:
    """Do the job of standard input."""
    job, reports = begin(_prepare)
    path = Path(job["path"])
    if path.suffix == ".aiff":
        # What the voice of macOS writes; miniaudio cannot read it. Never tried on a Mac.
        guess = path.stat().st_size / _AIFF_BYTES_PER_SECOND
        volume = str(job.get("volume", FULL_VOLUME) / FULL_VOLUME)
        _play_with(["afplay", "-v", volume, str(path)], guess, reports, lambda _: None)
        reports.finish("error", trouble=Trouble.NO_DEVICE, detail="afplay failed")
    try:
        sound = read_sound(path)
    except (BadSoundError, ImportError) as error:
        reports.finish("error", trouble=Trouble.BAD_SOUND, detail=str(error))
    _Playing(sound, job, reports).play()


def _prepare() -> None:
    """Load what playing needs, while there may be no job yet."""
    # Where it is missing, a player of the system will be tried.
    with contextlib.suppress(ImportError, OSError):
        load_miniaudio()


def _play_with(
    command: list[str], seconds: float, reports: Reports, tell: Callable[[float], None]
) -> None:
    """Have a player of the system play; comes back only if it could not."""
    from mock_panel.speech.system_player import run_player  # noqa: PLC0415 - hardly ever needed

    reports.send("started", seconds=seconds, device=command[0])
    if run_player(command, tell):
        tell(seconds)
        reports.finish("done")


def open_device(channels: int, rate: int) -> Any:
    """The playback device of miniaudio, opened but silent.

    Raises:
        NoDeviceError: there is none.
    """
    try:
        miniaudio = load_miniaudio()
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

    def __init__(self, sound: Sound, volume: int) -> None:
        self._sound = sound
        self._volume = volume
        self.started = threading.Event()
        self.over = threading.Event()
        self.last_asked = self._began = time.monotonic()
        self._handed = 0
        """Bytes."""

    def pieces(self) -> Generator[bytes, int, None]:
        """The generator that the device drives: frames wanted in, PCM out."""
        wanted = yield b""
        self._began = time.monotonic()
        self.started.set()
        frame, frames = self._sound.frame, self._sound.frames
        while self._handed < len(frames):
            self.last_asked = time.monotonic()
            # Piece by piece: the first sound does not wait for the last to be made quieter.
            piece = at_volume(frames[self._handed : self._handed + wanted * frame], self._volume)
            self._handed += len(piece)
            wanted = yield piece
        for _ in range(_DRAIN_BUFFERS):
            self.last_asked = time.monotonic()
            wanted = yield bytes(wanted * frame)
        self.over.set()

    def heard(self) -> float:
        """Seconds of the sound that have been heard: what was handed over, less what waits.

        The first piece is heard at once, and from then on the device plays as time passes; a
        device that falls behind, or drops sound, is followed by what it asks for.
        """
        handed = self._handed / (self._sound.frame * self._sound.rate)
        return max(handed - _AHEAD_SECONDS, min(handed, time.monotonic() - self._began))

    def stalled(self) -> bool:
        """Whether the device has stopped asking."""
        return time.monotonic() - self.last_asked > _STALL_SECONDS


class _Playing:
    """One sound on its way to the ear."""

    def __init__(self, sound: Sound, job: Mapping[str, Any], reports: Reports) -> None:
        self._is_recording = bool(job.get("recording"))
        self._start = min(float(job.get("start", 0.0)), sound.seconds)
        self._volume = int(job.get("volume", FULL_VOLUME))
        self._reports = reports
        # Engines end in half a second of silence, for which the answer clock would wait, and
        # before a T or a P begin with a twentieth, which adds to the wait for the first sound.
        kept = sound if self._is_recording else sound.without_silent_ends()
        self._sound = kept.after(self._start)

    def play(self) -> NoReturn:
        try:
            device = open_device(self._sound.channels, self._sound.rate)
        except NoDeviceError as error:
            self._play_with_system(str(error))
        self._play_to(device)

    def _play_to(self, device: Any) -> NoReturn:
        feed = _Feed(self._sound, self._volume)
        pieces = feed.pieces()
        next(pieces)
        try:
            device.start(pieces)
        except load_miniaudio().MiniaudioError as error:
            self._reports.finish("error", trouble=Trouble.NO_DEVICE, detail=str(error.args[0]))
        feed.started.wait(_STALL_SECONDS)
        self._reports.send("started", seconds=self._sound.seconds, device=device.backend)
        while not feed.over.wait(_REPORT_SECONDS):
            if feed.stalled():
                self._reports.finish("error", trouble=Trouble.DEVICE_LOST, detail="")
            self._tell(feed.heard())
        self._tell(self._sound.seconds)
        self._reports.finish("done")

    def _play_with_system(self, detail: str) -> NoReturn:
        """Try the players of the system, one after the other, in this process's group."""
        import tempfile  # noqa: PLC0415 - takes longer to import than a sound to begin

        from mock_panel.speech.system_player import system_players  # noqa: PLC0415 - see above

        path = Path(tempfile.mkdtemp(), "sound.wav")
        quieter = at_volume(self._sound.frames, self._volume)
        try:
            write_sound(path, Sound(quieter, self._sound.channels, self._sound.rate))
        except OSError as error:
            self._reports.finish("error", trouble=Trouble.NOT_WRITTEN, detail=str(error))
        for command in system_players(path):
            _play_with(command, self._sound.seconds, self._reports, self._tell)
        self._reports.finish("error", trouble=Trouble.NO_DEVICE, detail=detail)

    def _tell(self, heard: float) -> None:
        if self._is_recording:
            self._reports.send("position", seconds=self._start + min(heard, self._sound.seconds))


if __name__ == "__main__":
    main()
