"""Whole commands, against a bare interpreter; one answer, inside a warm process."""

import sys
import tempfile
import time

from mock_panel.scoring.engine import score
from tests.benchmarks.stopwatch import environment, median, p95, process_seconds, report
from tests.tui.practising import STORY

ROUNDS = 15


def run() -> None:
    """Commands in turn with `python -c pass`."""
    with tempfile.TemporaryDirectory() as home:
        environ = environment(home)
        bare = [sys.executable, "-c", "pass"]
        for name, command, text in (
            ("mock-panel --version", [sys.executable, "-m", "mock_panel", "--version"], ""),
            ("mock-panel score -, one answer", [sys.executable, "-m", "mock_panel", "score", "-"],
             STORY),
        ):  # fmt: skip
            ours, floor = [], []
            for number in range(ROUNDS + 1):
                pair = process_seconds(command, environ, text), process_seconds(bare, environ)
                if number:
                    ours.append(pair[0])
                    floor.append(pair[1])
            report(f"{name}, median", median(ours), median(floor))
    words = STORY.split()
    for count in (100, 600, 10_000):
        answer = " ".join((words * (count // len(words) + 1))[:count])
        score(answer)
        times = []
        for _ in range(30 if count < 1000 else 8):
            started = time.perf_counter()
            score(answer)
            times.append(time.perf_counter() - started)
        report(f"one answer of {count} words scored, median", median(times), None)
        report(f"one answer of {count} words scored, p95", p95(times), None)


if __name__ == "__main__":
    run()
