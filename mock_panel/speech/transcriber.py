"""Words from a recording, by a recogniser that is never loaded in this process."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from mock_panel.domain.speech import Transcribed, Transcript, Word
from mock_panel.speech.floor import Floor
from mock_panel.speech.recognisers.catalogue import Entry, entry
from mock_panel.speech.trouble import Trouble
from mock_panel.speech.turn import StoppedError, TroubleError, Turn
from mock_panel.speech.worker import Event

TRANSCRIBE_WORKER = "mock_panel.speech.transcribe_worker"
NO_WORDS = "no words were heard in the recording: check the microphone, or type the answer"
_PATIENCE_SECONDS = 60.0
"""Until the first report: a model of 650 MB may come from a slow disk."""
_TIMES_REAL = 4.0
"""Seconds allowed for each second of sound; PocketSphinx takes a quarter of one, left alone."""


class ChildTranscriber:
    """Transcribes in a child process, one recording at a time.

    Safe to call from any thread. A second `transcribe` ends the first.

    Args:
        recogniser: an id of the catalogue, as `best_recogniser` gives it.
        models: the directory of all models.
        scratch: a directory for the child's temporary files; made, for the user alone, when first
            needed.
        patience: seconds to wait for a child that reports nothing; grows with what is left to do.

    Raises:
        KeyError: there is no such recogniser.
    """

    def __init__(
        self, recogniser: str, models: Path, scratch: Path, *, patience: float = _PATIENCE_SECONDS
    ) -> None:
        self._entry = entry(recogniser)
        self._models = models
        self._scratch = scratch
        self._patience = patience
        self._floor = Floor()

    def transcribe(self, path: Path, on_progress: Callable[[float], object]) -> Transcribed:
        """Write down what was said, or stop on `stop`; never raises.

        Where the recording is silent, the transcript has no words, and the reason says so.

        Args:
            path: the sound file.
            on_progress: called in this thread with the share that is done, 0 to 1.
        """
        try:
            with self._floor.take() as turn:
                return self._transcribe(turn, path, on_progress)
        except StoppedError:
            return Transcribed(None)
        except TroubleError as error:
            return Transcribed(None, _explained(error, self._entry))
        except OSError as error:
            return Transcribed(None, Trouble.NOT_WRITTEN.explain(error.strerror or str(error)))

    def stop(self) -> None:
        """Give up; `transcribe` returns then."""
        self._floor.clear()

    def close(self) -> None:
        """End every process that was started; nothing is transcribed from then on."""
        self._floor.close()

    def _transcribe(
        self, turn: Turn, path: Path, on_progress: Callable[[float], object]
    ) -> Transcribed:
        folder = self._entry.folder(self._models)
        job = {
            "path": str(path.absolute()),
            "recogniser": self._entry.id,
            "model": str(folder.absolute()) if folder else None,
            "speech": None,
        }
        self._scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._scratch, prefix="transcribing-") as scratch:
            done = turn.run(
                TRANSCRIBE_WORKER,
                job,
                patience=self._patience,
                scratch=Path(scratch),
                on_event=_Watch(self._patience, on_progress),
            )
        words = tuple(Word(*word) for word in done["words"])
        return Transcribed(Transcript(self._entry.recogniser, words), "" if words else NO_WORDS)


class _Watch:
    """Passes progress on, and gives a child time for what is left to do."""

    def __init__(self, patience: float, on_progress: Callable[[float], object]) -> None:
        self._patience = patience
        self._on_progress = on_progress
        self._seconds = 0.0
        self._share = -1.0

    def __call__(self, event: Event) -> float:
        share = 0.0
        if event["event"] == "sound":
            self._seconds = float(event["seconds"])
        elif event["event"] == "progress":
            share = float(event["share"])
            # A second attempt after a crash begins anew; the user's bar does not go back.
            if share > self._share:
                self._share = share
                self._on_progress(share)
        return self._patience + _TIMES_REAL * self._seconds * (1 - share)


def _explained(error: TroubleError, whose: Entry) -> str:
    """One line for the user: what went wrong, then what to do about it."""
    name, install = whose.recogniser.name, whose.to_install
    again = f"mock-panel models fetch {whose.id}" if whose.model else install
    told = {
        Trouble.NO_RECOGNISER: f"{name} is not installed: {install}",
        Trouble.NO_MODEL: f"the model of {name} is not here: {again}",
        Trouble.BAD_MODEL: f"the model of {name} cannot be used: {again}",
        Trouble.VOICE_OFF: "transcribing has ended",
        Trouble.NO_ANSWER: f"{name} did not answer in time: try again, or type the answer",
        Trouble.CRASHED: f"{name} crashed twice, perhaps for want of memory: type the answer",
    }.get(error.trouble)
    if told is None:
        return str(error)
    detail = " ".join(error.detail.split())
    return f"{told} ({detail})" if detail else told
