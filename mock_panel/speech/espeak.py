"""espeak-ng through pyttsx3's own binding of it: found, flushed, and asked what it really uses.

In children only: importing pyttsx3's driver loads the library.
"""

import ctypes
import os
import time
from dataclasses import dataclass
from typing import Any

NAME = "espeak"
"""What pyttsx3 calls it."""
DEFAULT_VOICE = "en-us"
_SETTLE_SECONDS = 1.0
"""Until settings must have been taken; it takes about 2 ms."""
_RATE, _CURRENT = 1, 1
"""Arguments of `espeak_GetParameter`."""


@dataclass(frozen=True, slots=True)
class InUse:
    """What the library says that it speaks with now."""

    rate: int
    """Words a minute, as it counts."""
    voice: str
    """Its id, such as gmw/en-us."""
    name: str
    language: str

    def is_as_asked(self, voice: str, rate: int) -> bool:
        """Whether these are the voice and the rate that were wanted.

        Args:
            voice: an id, a file's name, a name or a language, perhaps with a +variant.
            rate: words a minute.
        """
        wanted, _, variant = voice.lower().partition("+")
        mine, _, my_variant = self.voice.lower().partition("+")
        known_as = {mine, mine.rpartition("/")[2], self.name.lower(), self.language.lower()}
        return rate == self.rate and wanted in known_as and variant == my_variant


def load_espeak() -> str:
    """Make libespeak-ng findable for pyttsx3: the system's own, or else the wheel's.

    The wheel's library has the system's SONAME, so pyttsx3 takes it for that once it is loaded.

    Returns:
        `system`, `wheel` or `none`.
    """
    try:
        ctypes.CDLL("libespeak-ng.so.1", ctypes.RTLD_GLOBAL)
    except OSError:
        pass
    else:
        return "system"
    try:
        import espeakng_loader  # noqa: PLC0415 - only where the system has no voice

        data = espeakng_loader.get_data_path()
        ctypes.CDLL(espeakng_loader.get_library_path(), ctypes.RTLD_GLOBAL)
    except (ImportError, OSError, RuntimeError):
        return "none"
    os.environ["ESPEAK_DATA_PATH"] = data
    return "wheel"


def version() -> str:
    """What it says of itself, such as 1.51."""
    info = getattr(_binding().dll, "espeak_Info", None)
    if info is None:
        return ""
    info.restype = ctypes.c_char_p
    return (info(None) or b"").decode(errors="replace").split()[0]


def in_use() -> InUse:
    """Asked of the library itself: pyttsx3's `getProperty` tells its defaults."""
    binding = _binding()
    voice = binding.GetCurrentVoice().contents
    return InUse(
        rate=binding.dll.espeak_GetParameter(_RATE, _CURRENT),
        voice=_text(voice.identifier).lower(),
        name=_text(voice.name),
        # After a byte that is its priority.
        language=_text((voice.languages or b"")[1:]),
    )


def flush(engine: Any) -> None:
    """Have pyttsx3 hand espeak the properties that wait in its queue; it reports refusals now.

    The end of pyttsx3's loop cancels whatever still waits, so nothing may be left to it.
    """
    engine.proxy.setBusy(False)
    engine.proxy.setBusy(True)


def settle(voice: str, rate: int) -> InUse:
    """Wait until espeak, which has a queue of its own, has taken these settings.

    Returns:
        What is in use then; not as asked, if that does not come about.
    """
    binding = _binding()
    deadline = time.monotonic() + _SETTLE_SECONDS
    while True:
        now = in_use()
        is_settled = now.is_as_asked(voice, rate) and not binding.IsPlaying()
        if is_settled or time.monotonic() > deadline:
            return now
        time.sleep(0.001)


def _binding() -> Any:
    from pyttsx3.drivers import _espeak  # noqa: PLC0415 - exists on every platform, loads espeak

    return _espeak


def _text(words: bytes | None) -> str:
    return (words or b"").decode(errors="replace")
