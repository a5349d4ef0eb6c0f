"""What is done with a recording once it is made, each in a child: listening through it, packing."""

import importlib.util
import tempfile
from pathlib import Path

from mock_panel.speech.heard import Heard, heard_in
from mock_panel.speech.worker import Event, Job, Worker

LISTEN_WORKER = "mock_panel.speech.listen_worker"
FLAC_WORKER = "mock_panel.speech.flac_worker"
_PATIENCE_SECONDS = 20.0
"""Without a sign of life; twenty minutes of sound are packed in two seconds."""


def listen(path: Path) -> Heard | None:
    """Hear through a recording, WAV or FLAC; None where it cannot be read.

    Blocks, two seconds for each minute of sound.
    """
    for network in (True, False):
        last = _last(LISTEN_WORKER, {"path": str(path), "network": network})
        if last is not None and last["event"] == "done":
            return heard_in(last)
        if last is not None and last["event"] == "error":
            break
    return None


def pack(wav: Path, flac: Path) -> bool:
    """Write a WAV file as FLAC; false where it could not be done, or there is no means to.

    Blocks, half a second or more.
    """
    # Looked for, not imported: it brings a library of C into the process.
    if importlib.util.find_spec("soundfile") is None:
        return False
    last = _last(FLAC_WORKER, {"wav": str(wav), "flac": str(flac)})
    return last is not None and last["event"] == "done"


def _last(module: str, job: Job) -> Event | None:
    """The last report of a child; None where it made none, or could not be started."""
    try:
        worker = Worker(module, job, patience=_PATIENCE_SECONDS, scratch=scratch())
    except OSError:
        return None
    return worker.run(lambda _: worker.allow(_PATIENCE_SECONDS))


def scratch() -> Path:
    """Where children may put their temporary files: not among the recordings."""
    return Path(tempfile.gettempdir())
