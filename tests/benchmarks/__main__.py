"""Run every benchmark: `uv run python -m tests.benchmarks`."""

import compileall
import os
import platform
import sys
from importlib import import_module

BENCHMARKS = (
    "first_frame",
    "key_echo",
    "echo_while_recording",
    "first_sound",
    "many_answers",
    "command_line",
    "long_history",
    "drawing_by_need",
    "large_bank",
    "scorer",
    "panel_statistics",
    "many_raters",
)


def main() -> None:
    """One after the other, on the machine as it is."""
    # Textual reads it at import; the app sets the same for itself, and the floor gets it too.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    compileall.compile_dir("mock_panel", quiet=1)
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    machine = f"{platform.machine()}, {os.cpu_count()} cores"
    sys.stdout.write(f"Python {platform.python_version()}, {machine}, {load}\n")
    for name in BENCHMARKS:
        import_module(f"tests.benchmarks.{name}").run()


if __name__ == "__main__":
    main()
