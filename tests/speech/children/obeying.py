"""Reports each command, and ends when it is told to."""

import queue
from collections.abc import Mapping
from typing import Any

from mock_panel.speech.child import begin

commands: queue.Queue[Mapping[str, Any]] = queue.Queue()
job, reports = begin(on_command=commands.put)
reports.send("ready")
while (command := commands.get())["command"] != "end":
    reports.send("obeyed", **command)
reports.finish("done")
