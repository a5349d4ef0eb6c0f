"""Giving the recogniser's child a job, on a machine whose network is a trap."""

from pathlib import Path

import pytest

from mock_panel.speech.transcriber import TRANSCRIBE_WORKER
from mock_panel.speech.worker import Event, Worker

_TRAP = """
import pathlib, socket

told = pathlib.Path({told!r})
told.write_text("armed")

def spring(*arguments, **_):
    told.write_text("sprung " + repr(arguments))
    raise OSError("no network here")

for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, spring)
socket.getaddrinfo = socket.create_connection = spring
"""


class NetworkTrap:
    """Tells whether a child has reached for the network."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, directory: Path) -> None:
        self._told = directory / "told"
        self._modules = directory / "trap"
        self._modules.mkdir()
        (self._modules / "sitecustomize.py").write_text(_TRAP.format(told=str(self._told)))
        monkeypatch.setenv("PYTHONPATH", str(self._modules))

    def hide(self, module: str) -> None:
        """A module that cannot be imported, as where it is not installed."""
        (self._modules / f"{module}.py").write_text(f"raise ImportError('{module} is hidden')\n")

    @property
    def state(self) -> str:
        """`armed` once a child has run with it, and `sprung` when one has tried to connect."""
        return self._told.read_text()


def transcribe(
    path: Path,
    recogniser: str,
    model: Path | None = None,
    speech: list[tuple[float, float]] | None = None,
) -> list[Event]:
    """All reports of a child."""
    events: list[Event] = []
    job = {
        "path": str(path),
        "recogniser": recogniser,
        "model": str(model) if model else None,
        "speech": speech,
    }
    Worker(TRANSCRIBE_WORKER, job, patience=200, scratch=path.parent).run(events.append)
    return events
