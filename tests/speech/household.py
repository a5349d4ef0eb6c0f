"""Finding every process that descends from a test, however far it has run away."""

import time
import uuid
from pathlib import Path

import pytest

from tests import warm

_VARIABLE = "MOCK_PANEL_TEST_HOUSEHOLD"


class Household:
    """Processes started from now on, known by a mark in their environment."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._mark = uuid.uuid4().hex
        self._needle = f"{_VARIABLE}={self._mark}".encode()
        monkeypatch.setenv(_VARIABLE, self._mark)

    def living(self, command: str = "") -> list[int]:
        """Numbers of those that live and whose command line holds some words."""
        found = [] if command else warm.living(_VARIABLE, self._mark)
        for process in Path("/proc").iterdir():
            if not process.name.isdigit():
                continue
            try:
                # Empty for a process that has ended and is not yet collected.
                if self._needle in (process / "environ").read_bytes().split(b"\0"):
                    line = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    if command in line:
                        found.append(int(process.name))
            except OSError:
                continue
        return found

    def wait_for(self, command: str, *, timeout: float = 10.0) -> int:
        """The number of a process with this command line, once there is one."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            if found := self.living(command):
                return found[0]
            time.sleep(0.005)
        raise AssertionError(f"no process with {command!r}")

    def wait_until_empty(self, *, timeout: float = 10.0) -> None:
        """Until none lives any more."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            if not self.living():
                return
            time.sleep(0.01)
        raise AssertionError(f"still alive: {self.living()}")
