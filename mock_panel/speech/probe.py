"""What the machine can do about sound: asked of children, answered as values."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mock_panel.speech.trouble import Trouble
from mock_panel.speech.turn import TroubleError
from mock_panel.speech.voice import TTS_WORKER
from mock_panel.speech.voice_cache import SUFFIX
from mock_panel.speech.worker import Ending, Event, Worker

PROBE_WORKER = "mock_panel.speech.probe_worker"
MICROPHONE_WORKER = "mock_panel.speech.microphone_worker"
PATIENCE_SECONDS = 5.0
_TEST_WORD = "Hello."


@dataclass(frozen=True, slots=True)
class VoiceFound:
    """A voice that has just turned a word into sound."""

    engine: str
    source: str
    """`system`, or `wheel` for the library that pip installed."""
    version: str
    milliseconds: int
    """To make the sound of one word, the start of the process included."""


@dataclass(frozen=True, slots=True)
class DeviceFound:
    """A sound device that could be opened."""

    backend: str
    devices: tuple[str, ...]
    """By the names the system gives them; of microphones, the one that would record is first."""


def probe_voice(
    scratch: Path,
    *,
    rate: int,
    patience: float = PATIENCE_SECONDS,
    clock: Callable[[], float] = time.monotonic,
) -> VoiceFound:
    """Have one word made into sound, without playing it.

    Args:
        scratch: an existing private directory.
        rate: words a minute as the engine counts.
        patience: seconds to wait.
        clock: seconds that never run backwards.

    Raises:
        TroubleError: there is no voice, or it does not work.
    """
    began = clock()
    sound = scratch / f"probe{SUFFIX}"
    job = {"text": _TEST_WORD, "path": str(sound), "rate": rate, "voice": None}
    events = _ask(Worker(TTS_WORKER, job, patience=patience, scratch=scratch))
    engine = events[0]
    return VoiceFound(
        engine["name"], engine["source"], engine["version"], round(1000 * (clock() - began))
    )


def probe_device(scratch: Path, *, patience: float = PATIENCE_SECONDS) -> DeviceFound:
    """Open the sound device, without a sound.

    Args:
        scratch: an existing private directory.
        patience: seconds to wait.

    Raises:
        TroubleError: there is none, or it does not answer.
    """
    last = _ask(Worker(PROBE_WORKER, {}, patience=patience, scratch=scratch))[-1]
    return DeviceFound(last["backend"], tuple(last["devices"]))


def probe_microphone(
    scratch: Path, *, microphone: str | None = None, patience: float = PATIENCE_SECONDS
) -> DeviceFound:
    """Look for microphones, without opening one.

    Args:
        scratch: an existing private directory.
        microphone: the name of the one to choose if it is there; None for the system's choice.
        patience: seconds to wait.

    Raises:
        TroubleError: there is none, or the sound system does not answer.
    """
    job = {"microphone": microphone}
    try:
        last = _ask(Worker(MICROPHONE_WORKER, job, patience=patience, scratch=scratch))[-1]
    except TroubleError as error:
        if error.trouble is Trouble.NO_ANSWER:
            raise TroubleError(Trouble.MICROPHONE_STUCK) from error
        if error.trouble is Trouble.CRASHED:
            raise TroubleError(Trouble.RECORDER_CRASHED) from error
        raise
    return DeviceFound(last["backend"], tuple(last["devices"]))


def _ask(worker: Worker) -> list[Event]:
    """All that the worker reports, the last being `done`."""
    events: list[Event] = []
    last = worker.run(events.append)
    if last is not None and last["event"] == "error":
        raise TroubleError(Trouble(last["trouble"]), last["detail"])
    if last is None or last["event"] != "done":
        overdue = worker.ending is Ending.OVERDUE
        raise TroubleError(Trouble.NO_ANSWER if overdue else Trouble.CRASHED)
    return events
