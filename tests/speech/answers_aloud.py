"""Answers read by a voice that recognisers understand, as sound files."""

import subprocess
from pathlib import Path

from tests.real_parts import require

ANSWER = (
    "I went to every one of the seven offices and asked the staff what slowed them down. I wrote"
    " a plan with three steps, and I asked each supervisor to name one person who would learn the"
    " new system first. By the end of the year the backlog was down by half."
)


def say(path: Path, text: str) -> Path:
    """Write a text as speech: 16,000 samples a second, mono."""
    require("flite", "no flite: sudo apt install flite")
    subprocess.run(["flite", "-voice", "rms", "-t", text, str(path)], check=True, timeout=60)
    return path
