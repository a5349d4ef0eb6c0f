"""An open microphone, opened anew when it is lost; used in the recorder's child only.

Whatever may block for ever is called in threads that nobody waits for: opening and closing hang
where the sound server does not answer, and miniaudio says nothing when a device has gone.
"""

import threading
import time
from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mock_panel.speech.microphones import NoMicrophoneError, find_microphones
from mock_panel.speech.sound_library import load_miniaudio
from mock_panel.speech.wav_file import RATE

if TYPE_CHECKING:
    from queue import SimpleQueue

_BLOCK_MILLISECONDS = 100
_AHEAD_SECONDS = 3.0
"""Sound that is so far ahead of the clock comes from no microphone, and would fill the disk."""


@dataclass(frozen=True, slots=True)
class Block:
    """Sound that has just arrived."""

    opening: int
    """Which opening of the microphone it came through."""
    device: str
    pcm: bytes
    at: float
    """When it arrived, by the monotonic clock."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The microphone could not be opened, or is none."""

    opening: int
    detail: str
    is_final: bool = False
    """Whether it is no use to try again."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The sound system has ended the stream."""

    opening: int


Arrival = Block | Refused | Closed


class Capture:
    """Puts what a microphone hears into a queue.

    Args:
        wanted: its name, or None for the system's choice.
        arrivals: where sound and news of the microphone go.
    """

    def __init__(self, wanted: str | None, arrivals: "SimpleQueue[Any]") -> None:
        self._wanted = wanted
        self._arrivals = arrivals
        self._openings = 0
        self._devices: dict[int, Any] = {}
        """Kept, because a device that is collected is closed, which may hang."""

    def open(self) -> int:
        """Begin to open the microphone, as it is chosen now; gives the number of this opening."""
        self._openings += 1
        threading.Thread(target=self._open, args=(self._openings,), daemon=True).start()
        return self._openings

    def close(self, opening: int) -> None:
        """Begin to close one opening of the microphone."""
        device = self._devices.get(opening)
        if device is not None:
            threading.Thread(target=device.close, daemon=True).start()

    def _open(self, opening: int) -> None:
        try:
            microphone = find_microphones().choose(self._wanted)
            device = _device(microphone.id)
        except NoMicrophoneError as error:
            self._arrivals.put(Refused(opening, str(error)))
            return
        self._devices[opening] = device
        device.stop_callback = lambda: self._arrivals.put(Closed(opening))
        blocks = self._blocks(opening, microphone.name)
        next(blocks)
        miniaudio = load_miniaudio()
        try:
            device.start(blocks)
        except miniaudio.MiniaudioError as error:
            self._arrivals.put(Refused(opening, str(error.args[0])))

    def _blocks(self, opening: int, name: str) -> Generator[None, bytes, None]:
        """The generator that the device drives: PCM in."""
        began, samples = time.monotonic(), 0
        while samples / RATE < time.monotonic() - began + _AHEAD_SECONDS:
            pcm = yield
            samples += len(pcm) // 2
            self._arrivals.put(Block(opening, name, bytes(pcm), time.monotonic()))
        rushing = f"{name} makes sound faster than time passes"
        self._arrivals.put(Refused(opening, rushing, is_final=True))
        self.close(opening)


def _device(device_id: Any) -> Any:
    """A capture device of miniaudio, not yet started.

    It is named even where it is the system's choice: PulseAudio moves other streams, when their
    source goes, to a monitor, which hears what the speakers play.
    """
    miniaudio = load_miniaudio()
    try:
        return miniaudio.CaptureDevice(
            input_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=_BLOCK_MILLISECONDS,
            device_id=device_id,
            app_name="mock-panel",
        )
    except miniaudio.MiniaudioError as error:
        raise NoMicrophoneError(str(error.args[0])) from error
