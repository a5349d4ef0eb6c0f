"""A server as a process of its own, for a panel in the folder that is named; prints its port."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from mock_panel.web.address import PublicAddress, listening_socket
from mock_panel.web.doorman import Doorman
from mock_panel.web.journal import Journal
from mock_panel.web.server import PanelServer
from tests.web.real_door import RealDoor
from tests.web.serving import ECHO


def log(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    door = RealDoor(Path(sys.argv[1]))
    with listening_socket("127.0.0.1", 0) as listening:
        port = listening.getsockname()[1]
        doorman = Doorman(PublicAddress("http", "127.0.0.1", port))
        journal = Journal(log, lambda: datetime.now(UTC))
        server = PanelServer(
            door, doorman, journal, lambda: datetime.now(UTC), command=ECHO, environment=os.environ
        )
        sys.stdout.write(f"{port}\n")
        sys.stdout.flush()
        server.serve(listening)
