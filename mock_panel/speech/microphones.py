"""The microphones of this machine, as miniaudio finds them; used in children only.

miniaudio's own list fails as a whole where one device cannot be asked, and does not tell which
device is the system's choice; so the C functions beneath it are called.
"""

from dataclasses import dataclass
from typing import Any

from mock_panel.speech.sound_library import load_miniaudio

_MONITOR = b".monitor"
"""The ending of sources that hear what the speakers play, in PulseAudio and in PipeWire."""
_ALSA_NOTHING = b"null"
"""ALSA's own device on any machine, with or without a card: endless silence, at no pace at all."""


class NoMicrophoneError(Exception):
    """There is none; the message is the library's or the system's."""


@dataclass(frozen=True, slots=True)
class Microphone:
    """A device that sound can be taken from."""

    name: str
    """As the system gives it."""
    id: Any
    """As miniaudio takes it."""
    is_default: bool
    is_monitor: bool
    """It hears what the speakers play."""


@dataclass(frozen=True, slots=True)
class Microphones:
    """All of them, through the sound system that answered first."""

    backend: str
    found: tuple[Microphone, ...]

    def choose(self, wanted: str | None) -> Microphone:
        """The one that is wanted; if it is not there, the system's choice, or else any.

        A monitor is taken only where it is wanted by its name.

        Raises:
            NoMicrophoneError: there is none.
        """
        for microphone in self.found:
            if microphone.name == wanted:
                return microphone
        real = [microphone for microphone in self.found if not microphone.is_monitor]
        if not real:
            raise NoMicrophoneError(f"{self.backend} knows of none")
        return next((each for each in real if each.is_default), real[0])


def find_microphones() -> Microphones:
    """Ask the sound system, without opening a device; hangs where it does not answer.

    Raises:
        NoMicrophoneError: there is no sound system.
    """
    try:
        library = load_miniaudio()
    except (ImportError, OSError) as error:
        raise NoMicrophoneError(str(error)) from error
    ffi, lib = library.ffi, library.lib
    # Never given back: a context of a server that has died may hang while it is taken down.
    context = ffi.new("ma_context*")
    if lib.ma_context_init(ffi.NULL, 0, ffi.NULL, context) != lib.MA_SUCCESS:
        raise NoMicrophoneError("no sound system answers")
    backend = ffi.string(lib.ma_get_backend_name(context[0].backend)).decode()
    if backend == "Null":
        raise NoMicrophoneError("neither PulseAudio nor ALSA was found")
    infos, count = ffi.new("ma_device_info**"), ffi.new("ma_uint32*")
    result = lib.ma_context_get_devices(context, ffi.NULL, ffi.NULL, infos, count)
    if result != lib.MA_SUCCESS:
        raise NoMicrophoneError(f"{backend} does not list its devices")
    listed = [infos[0][index] for index in range(count[0])]
    return Microphones(
        backend,
        tuple(
            Microphone(
                name=ffi.string(info.name).decode(errors="replace"),
                # A copy: the list goes with the context.
                id=ffi.new("ma_device_id *", info.id),
                is_default=bool(info.isDefault),
                is_monitor=backend == "PulseAudio" and _system_name(ffi, info).endswith(_MONITOR),
            )
            for info in listed
            if _answers(library, context, info)
            and not (backend == "ALSA" and _system_name(ffi, info) == _ALSA_NOTHING)
        ),
    )


def _answers(library: Any, context: Any, info: Any) -> bool:
    # ALSA lists a device by the name of "default" even where there is no card behind it.
    ffi, lib = library.ffi, library.lib
    capture = library.DeviceType.CAPTURE.value
    details = ffi.new("ma_device_info *")
    asked = lib.ma_context_get_device_info(context, capture, ffi.addressof(info.id), details)
    return bool(asked == lib.MA_SUCCESS)


def _system_name(ffi: Any, info: Any) -> bytes:
    """By which PulseAudio and ALSA know a device: their ids are text."""
    return bytes(ffi.buffer(ffi.addressof(info.id))).partition(b"\0")[0]
