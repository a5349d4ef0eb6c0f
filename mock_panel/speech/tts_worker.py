"""The voice's child: one text in, one sound file out.

pyttsx3 2.99 with espeak-ng returns before it has spoken, loses all but the last text of a
process, drops settings in a race, and prints on standard output. So: one process a text, a file
instead of a sound, a flush after the settings, and a wait for the end of the utterance.

Job: `text`, `path` (absolute), `rate` (words a minute, as the engine counts), `voice` (an id of
the engine, or null for its default), `driver` (a pyttsx3 driver, or null for the platform's).
Reports: `engine` (name, source, version), then `done` (bytes) or `error` (trouble, detail).
"""

import ctypes
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

from mock_panel.speech.child import Reports, begin
from mock_panel.speech.trouble import Trouble

_HEADER_BYTES = 44
"""Of a WAV file; where nothing but zeros follows, nothing was said."""
_SETTLE_SECONDS = 0.1
"""After which espeak's own queue has taken the settings; measured right 400 times of 400."""
_ENDLESS = 600.0
"""The parent's patience ends sooner."""


def main() -> None:
    """Do the job of standard input."""
    job, reports = begin()
    source = _load_espeak() if sys.platform.startswith("linux") else "system"
    try:
        import pyttsx3  # noqa: PLC0415 - after the library it is to find

        engine = pyttsx3.init(job.get("driver"))
    except (RuntimeError, ImportError, OSError) as error:
        reports.finish("error", trouble=Trouble.NO_VOICE, detail=str(error))
    reports.send("engine", name=str(engine), source=source, version=_version(str(engine)))
    try:
        _Utterance(engine, reports).write(
            job["text"], Path(job["path"]), voice=job.get("voice"), rate=job["rate"]
        )
    except Exception as error:  # noqa: BLE001 - a top-level boundary: the process ends here
        reports.finish("error", trouble=Trouble.NO_VOICE, detail=repr(error))


class _Utterance:
    """One text on its way into a file."""

    def __init__(self, engine: Any, reports: Reports) -> None:
        self._engine = engine
        self._reports = reports
        self._over = threading.Event()
        self._failure: tuple[Trouble, str] | None = None

    def write(self, text: str, path: Path, *, voice: str | None, rate: int) -> None:
        engine = self._engine
        engine.connect("finished-utterance", lambda name, completed: self._over.set())  # noqa: ARG005
        engine.connect("error", lambda name, exception: self._voice_refused(exception))  # noqa: ARG005
        # An error inside espeak's callback cannot be raised; without this, a full disk would
        # look like a voice that never ends.
        sys.unraisablehook = self._callback_failed
        is_espeak = str(engine) == "espeak"
        if voice or is_espeak:
            engine.setProperty("voice", voice or "en-us")
        engine.setProperty("rate", rate)
        if is_espeak:
            # The queue is flushed now, because the end of the loop cancels whatever is queued.
            engine.proxy.setBusy(False)
            engine.proxy.setBusy(True)
            time.sleep(_SETTLE_SECONDS)
        if self._failure is None:
            engine.save_to_file(text, str(path))
            engine.runAndWait()
            self._over.wait(_ENDLESS)
        self._finish(path)

    def _finish(self, path: Path) -> None:
        if self._failure is not None:
            trouble, detail = self._failure
            self._reports.finish("error", trouble=trouble, detail=detail)
        if not path.exists():
            self._reports.finish("error", trouble=Trouble.NO_VOICE, detail="it wrote no file")
        sound = path.read_bytes()
        if not any(sound[_HEADER_BYTES:]):
            self._reports.finish("error", trouble=Trouble.NOTHING_TO_SAY, detail="")
        self._reports.finish("done", bytes=len(sound))

    def _voice_refused(self, error: Exception) -> None:
        self._failure = (Trouble.UNKNOWN_VOICE, str(error))
        self._over.set()

    def _callback_failed(self, report: "sys.UnraisableHookArgs") -> None:
        # The file object of `wave` complains as well, when it could not be opened.
        if getattr(report.object, "__name__", "") == "__del__":
            return
        self._failure = (Trouble.NOT_WRITTEN, str(report.exc_value))
        self._over.set()


def _load_espeak() -> str:
    """Make libespeak-ng findable for pyttsx3: the system's own, or else the wheel's.

    The wheel's library has the system's SONAME, so pyttsx3 takes it for that once it is loaded.
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


def _version(engine: str) -> str:
    """What espeak-ng says of itself, such as 1.51; empty for other engines."""
    if engine != "espeak":
        return ""
    from pyttsx3.drivers import _espeak  # noqa: PLC0415 - exists on every platform, loads espeak

    info = getattr(_espeak.dll, "espeak_Info", None)
    if info is None:
        return ""
    info.restype = ctypes.c_char_p
    return (info(None) or b"").decode(errors="replace").split()[0]


if __name__ == "__main__":
    main()
