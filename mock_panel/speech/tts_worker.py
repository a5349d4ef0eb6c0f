"""The voice's child: one text in, one sound file out.

pyttsx3 2.99 with espeak-ng returns before it has spoken, loses all but the last text of a
process, drops settings in a race, and prints on standard output. So: one process a text, a file
instead of a sound, a flush after the settings, a look at what espeak took of them before and after
it spoke, and a wait for the end of the utterance.

Job: `text`, `path` (absolute), `rate` (words a minute, as the engine counts), `voice` (an id of
the engine, or null for its default), `driver` (a pyttsx3 driver, or null for the platform's).
Reports: `engine` (name, source, version), then `done` (bytes; rate and voice as espeak used them,
null for an engine that does not tell) or `error` (trouble, detail).
"""

import sys
import threading
from pathlib import Path
from typing import Any

from mock_panel.speech import espeak
from mock_panel.speech.child import Reports, begin
from mock_panel.speech.trouble import Trouble

_HEADER_BYTES = 44
"""Of a WAV file; where nothing but zeros follows, nothing was said."""
_ENDLESS = 600.0
"""The parent's patience ends sooner."""


def main() -> None:
    """Do the job of standard input."""
    loaded = LoadedEngine()
    job, reports = begin(loaded.load)
    if job.get("driver"):
        loaded.load(job["driver"])
    engine = loaded.engine
    if engine is None:
        reports.finish("error", trouble=Trouble.NO_VOICE, detail=loaded.failure)
    name = str(engine)
    version = espeak.version() if name == espeak.NAME else ""
    reports.send("engine", name=name, source=loaded.source, version=version)
    try:
        _Utterance(engine, reports, job.get("voice"), job["rate"]).write(
            job["text"], Path(job["path"])
        )
    except Exception as error:  # noqa: BLE001 - a top-level boundary: the process ends here
        reports.finish("error", trouble=Trouble.NO_VOICE, detail=repr(error))


class LoadedEngine:
    """pyttsx3 with its engine, or why there is none."""

    def __init__(self) -> None:
        self.engine: Any = None
        self.source = "system"
        """`system`, or `wheel` for the library that pip installed, or `none`."""
        self.failure = ""

    def load(self, driver: str | None = None) -> None:
        """Start the engine.

        Args:
            driver: of pyttsx3, or None for the platform's.
        """
        if sys.platform.startswith("linux"):
            self.source = espeak.load_espeak()
        try:
            import pyttsx3  # noqa: PLC0415 - after the library it is to find

            self.engine = None
            self.engine = pyttsx3.init(driver)
        except (RuntimeError, ImportError, OSError) as error:
            self.failure = str(error)


class _Utterance:
    """One text on its way into a file."""

    def __init__(self, engine: Any, reports: Reports, voice: str | None, rate: int) -> None:
        self._engine = engine
        self._reports = reports
        self._is_espeak = str(engine) == espeak.NAME
        self._voice = voice or (espeak.DEFAULT_VOICE if self._is_espeak else "")
        self._rate = rate
        self._over = threading.Event()
        self._failure: tuple[Trouble, str] | None = None

    def write(self, text: str, path: Path) -> None:
        engine = self._engine
        engine.connect("finished-utterance", lambda name, completed: self._over.set())  # noqa: ARG005
        engine.connect("error", lambda name, exception: self._voice_refused(exception))  # noqa: ARG005
        # An error inside espeak's callback cannot be raised; without this, a full disk would
        # look like a voice that never ends.
        sys.unraisablehook = self._callback_failed
        if self._voice:
            engine.setProperty("voice", self._voice)
        engine.setProperty("rate", self._rate)
        if self._is_espeak:
            espeak.flush(engine)
        if self._is_espeak and self._failure is None:
            self._judge(espeak.settle(self._voice, self._rate))
        if self._failure is None:
            engine.save_to_file(text, str(path))
            engine.runAndWait()
            self._over.wait(_ENDLESS)
        self._finish(path)

    def _judge(self, used: espeak.InUse) -> None:
        """Settings that are lost are trouble, but an engine that refuses them has said so."""
        if self._failure is None and not used.is_as_asked(self._voice, self._rate):
            got = f"asked for {self._voice} at {self._rate}, got {used.voice} at {used.rate}"
            self._failure = (Trouble.NOT_AS_ASKED, got)

    def _finish(self, path: Path) -> None:
        used = espeak.in_use() if self._is_espeak else None
        if used is not None:
            self._judge(used)
        if self._failure is not None:
            trouble, detail = self._failure
            self._reports.finish("error", trouble=trouble, detail=detail)
        if not path.exists():
            self._reports.finish("error", trouble=Trouble.NO_VOICE, detail="it wrote no file")
        sound = path.read_bytes()
        if not any(sound[_HEADER_BYTES:]):
            self._reports.finish("error", trouble=Trouble.NOTHING_TO_SAY, detail="")
        self._reports.finish(
            "done",
            bytes=len(sound),
            rate=used.rate if used is not None else None,
            voice=used.voice if used is not None else None,
        )

    def _voice_refused(self, error: Exception) -> None:
        self._failure = (Trouble.UNKNOWN_VOICE, str(error))
        self._over.set()

    def _callback_failed(self, report: "sys.UnraisableHookArgs") -> None:
        # The file object of `wave` complains as well, when it could not be opened.
        if getattr(report.object, "__name__", "") == "__del__":
            return
        self._failure = (Trouble.NOT_WRITTEN, str(report.exc_value))
        self._over.set()


if __name__ == "__main__":
    main()
