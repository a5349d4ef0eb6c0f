"""A panel's server as a process of its own, and panels for it to serve."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from mock_panel.bootstrap.services import Services, build_services
from mock_panel.domain.ids import PanelId
from mock_panel.domain.panels import Panel
from mock_panel.paths import default_paths
from tests.panel.sample_panels import sample_panel
from tests.storage.panel_writing import agree


@contextmanager
def served(home: Path, most_sessions: int) -> Iterator[tuple[str, int]]:
    """The address of a server over the database in a directory, and its process."""
    command = [sys.executable, "-m", "mock_panel", "serve", "--port", "0"]
    with (home / "serve.log").open("w") as log:
        child = subprocess.Popen(
            [*command, "--most-sessions", str(most_sessions)],
            env={**os.environ, "MOCK_PANEL_HOME": str(home)},
            stdout=subprocess.PIPE, stderr=log, text=True,
        )  # fmt: skip
        assert child.stdout is not None
        try:
            yield child.stdout.readline().split()[3], child.pid
        finally:
            child.send_signal(signal.SIGTERM)
            child.communicate(timeout=60)


def convened(services: Services, count: int) -> list[Panel]:
    """So many panels of three raters, for different candidates."""
    panels = [replace(sample_panel(agreed=True), id=PanelId(f"{n:032x}")) for n in range(count)]
    for panel in panels:
        services.panels.store.convene(panel, {})
        agree(services.panels.store, panel.id, agreed=True)
    return panels


def services_in(home: Path) -> Services:
    """Of whoever looks on from beside the server."""
    return build_services(default_paths({**os.environ, "MOCK_PANEL_HOME": str(home)}))


def megabytes(pid: int) -> float:
    """The share of memory of a process, what it shares counted in part (PSS)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def children_of(pid: int) -> list[int]:
    """The processes that a process has started."""
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(each) for each in told]
