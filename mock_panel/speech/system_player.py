"""The players that a system brings, for where miniaudio is missing or finds no device."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

_REPORT_SECONDS = 0.1


def system_players(path: Path) -> list[list[str]]:
    """The commands that might play a WAV file here, the best first."""
    if sys.platform == "darwin":
        players = [["afplay", str(path)]]
    elif sys.platform.startswith("linux"):
        players = [["aplay", "-q", str(path)]]
        if _pulse_is_running():
            players.insert(0, ["paplay", str(path)])
    else:
        players = []
    return [player for player in players if shutil.which(player[0])]


def run_player(command: list[str], tell: Callable[[float], None]) -> bool:
    """Play to the end, in this process's group; whether the player was content.

    Args:
        command: one of `system_players`.
        tell: called ten times a second with the seconds since it began.
    """
    began = time.monotonic()
    try:
        player = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return False
    while True:
        try:
            return player.wait(_REPORT_SECONDS) == 0
        except subprocess.TimeoutExpired:
            tell(time.monotonic() - began)


def _pulse_is_running() -> bool:
    # paplay would start a server of its own, which would outlive us.
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"), "pulse", "native")
    return "PULSE_SERVER" in os.environ or runtime.exists()
