"""Run every benchmark, or those that are named: `uv run python -m tests.benchmarks [NAME ...]`."""

import compileall
import os
import platform
import sys
from importlib import import_module

from mock_panel.tui.launch import FRAMES_A_SECOND

BENCHMARKS = (
    "first_frame",
    "key_echo",
    "echo_while_recording",
    "first_sound",
    "many_answers",
    "command_line",
    "long_history",
    "searching",
    "drawing_by_need",
    "large_bank",
    "scorer",
    "panel_statistics",
    "many_raters",
    "guessed_codes",
    "panel_in_browsers",
)
LONG = ("fifty_raters", "rules_for_people")
"""Only where they are named: minutes, or a server of PostgreSQL."""


def main() -> None:
    """One after the other, on the machine as it is."""
    names = sys.argv[1:] or BENCHMARKS
    known = (*BENCHMARKS, *LONG)
    if unknown := set(names) - set(known):
        sys.exit(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    # Textual reads it at import; the app sets the same for itself, and the floor gets it too.
    os.environ.setdefault("TEXTUAL_FPS", FRAMES_A_SECOND)
    compileall.compile_dir("mock_panel", quiet=1)
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    machine = f"{platform.machine()}, {os.cpu_count()} cores"
    sys.stdout.write(f"Python {platform.python_version()}, {machine}, {load}\n")
    for name in names:
        import_module(f"tests.benchmarks.{name}").run()


if __name__ == "__main__":
    main()
