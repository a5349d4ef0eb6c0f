"""From the start of the process to the first readable frame, against a bare Textual app."""

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.stopwatch import TimedTerminal, environment, median, report

BARE = Path(__file__).with_name("bare_app.py")


def run(rounds: int = 15) -> None:
    """Both in turn, so that a slow moment of the machine meets both."""
    with tempfile.TemporaryDirectory() as home:
        Path(home, "settings.toml").write_text('framework = "opm-2025"\nvoice = false\n')
        environ = environment(home)
        ours: list[float] = []
        bare: list[float] = []
        for number in range(rounds + 2):
            for command, marker, kept in (
                ([sys.executable, "-m", "mock_panel"], b"Reading your practice", ours),
                ([sys.executable, str(BARE)], b"first frame", bare),
            ):
                with TimedTerminal(command, environ) as terminal:
                    seconds = terminal.seconds_until(marker)
                if number >= 2:
                    kept.append(seconds)
    report("first readable frame, median", median(ours), median(bare))
    report("first readable frame, best", min(ours), min(bare))
    with tempfile.TemporaryDirectory() as home:
        Path(home, "settings.toml").write_text('framework = "opm-2025"\nvoice = false\n')
        for name in ("new", "used"):
            with TimedTerminal([sys.executable, "-m", "mock_panel"], environment(home)) as terminal:
                seconds = terminal.seconds_until(b"Readiness")
            report(f"Home with its data, {name} directory, cold process", seconds, None)


if __name__ == "__main__":
    run()
