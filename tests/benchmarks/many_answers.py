"""Fifty spoken answers in one app: what its process holds after the first few, and at the end."""

import shutil
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.benchmarks.stopwatch import median
from tests.speech.household import Household
from tests.speech.many_answers import many_answers
from tests.speech.sound_loop import sound_loop

ANSWERS, FIRST = 50, 5
_NEEDED = ("pulseaudio", "parec", "espeak-ng")


def run() -> None:
    """Says the figures after the first five, halfway and at the end."""
    if missing := [name for name in _NEEDED if shutil.which(name) is None]:
        sys.stdout.write(f"many answers: not measured without {', '.join(missing)}\n")
        return
    times = []
    with (
        pytest.MonkeyPatch.context() as patch,
        tempfile.TemporaryDirectory() as folder,
        sound_loop() as loop,
    ):
        patch.setenv("PULSE_SERVER", loop.server)
        household = Household(patch)
        with many_answers(Path(folder, "home"), household) as answers:
            for number in range(1, ANSWERS + 1):
                began = time.perf_counter()
                answers.answer()
                times.append(time.perf_counter() - began)
                if number in (FIRST, ANSWERS // 2, ANSWERS):
                    held = answers.holding()
                    sys.stdout.write(
                        f"after {number:2} spoken answers: {held.megabytes:.1f} MB, "
                        f"{held.threads} threads, {held.descriptors} descriptors, "
                        f"{held.children} children\n"
                    )
        household.wait_until_empty()
    sys.stdout.write(f"from Home to Home with a spoken answer, median: {median(times):.2f} s\n")


if __name__ == "__main__":
    run()
