"""How much of a spoken answer this machine can take, and who would write its words down."""

import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from mock_panel.domain.speech import Rung, SpeechReach, Transcribed
from mock_panel.speech.probe import probe_microphone
from mock_panel.speech.recognisers.catalogue import best_recogniser
from mock_panel.speech.transcriber import ChildTranscriber
from mock_panel.speech.turn import TroubleError

_TURNED_OFF = SpeechReach(
    Rung.TIMED,
    reason="Recording is turned off in Settings: the answer is timed.",
    is_turned_off=True,
)


class MachineProbe:
    """Looks for a microphone in a child process, and for a recogniser's files.

    Args:
        models: the directory of all models.
        microphone: by the system's name for it, or None for its own choice.
        recogniser: the id of the wanted one; empty for the best there is.
        records: whether the user wants to be recorded; if not, nothing is looked for.
    """

    def __init__(
        self, models: Path, *, microphone: str | None, recogniser: str, records: bool = True
    ) -> None:
        self._models = models
        self._microphone = microphone
        self._recogniser = recogniser
        self._records = records

    def probe(self) -> SpeechReach:
        """Look now; blocks five seconds at most, never raises, makes no sound."""
        if not self._records:
            return _TURNED_OFF
        try:
            with tempfile.TemporaryDirectory(prefix="mock-panel-probe-") as scratch:
                found = probe_microphone(Path(scratch), microphone=self._microphone)
        except (TroubleError, OSError) as error:
            return SpeechReach(Rung.TIMED, reason=f"{error}. Until then the answer is timed.")
        choice = best_recogniser(self._models, self._recogniser)
        name = found.devices[0] if found.devices else ""
        if choice.recogniser is None:
            reason = f"The answer is recorded but not written down: {choice.reason}"
            return SpeechReach(Rung.RECORDED, name, reason=reason)
        return SpeechReach(Rung.TRANSCRIBED, name, choice.recogniser, choice.reason)


class BestTranscriber:
    """Transcribes by the best recogniser that is there at the time it is asked.

    Args:
        models: the directory of all models.
        scratch: for temporary files.
        wanted: the id of the wanted recogniser; empty for the best there is.
    """

    def __init__(self, models: Path, scratch: Path, *, wanted: str) -> None:
        self._models = models
        self._scratch = scratch
        self._wanted = wanted
        self._lock = threading.Lock()
        self._closed = False
        self._working: ChildTranscriber | None = None

    def transcribe(self, path: Path, on_progress: Callable[[float], object]) -> Transcribed:
        """Write down what was said, or stop on `stop`; never raises."""
        choice = best_recogniser(self._models, self._wanted)
        if choice.recogniser is None:
            return Transcribed(None, choice.reason)
        worker = ChildTranscriber(choice.recogniser.id, self._models, self._scratch)
        with self._lock:
            if self._closed:
                return Transcribed(None)
            earlier, self._working = self._working, worker
        if earlier is not None:
            earlier.close()
        return worker.transcribe(path, on_progress)

    def stop(self) -> None:
        """Give up; `transcribe` returns then."""
        with self._lock:
            working = self._working
        if working is not None:
            working.stop()

    def close(self) -> None:
        """End every process that was started; nothing is transcribed from then on."""
        with self._lock:
            self._closed = True
            working = self._working
        if working is not None:
            working.close()
