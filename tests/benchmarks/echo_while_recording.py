"""Typing into the outline of a spoken answer while it is recorded, and while it is only timed."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mock_panel.tui.launch import FRAMES_A_SECOND
from tests.benchmarks.stopwatch import TimedTerminal, environment, median, p95, report
from tests.speech.sound_loop import sound_loop

ROUNDS = 6
KEYS = [chr(code) for code in range(0xC0, 0x17F) if chr(code).isalpha()][:60]
PAUSE_SECONDS = 0.05
KEYS_A_SECOND = 50
COMMAND = [
    *(sys.executable, "-m", "mock_panel"),
    *("practice", "--spoken", "--preparation", "0", "--ecq", "leading-people"),
]
OUTLINE = b"\x1bOQ"
_NEEDED = ("pulseaudio", "parec", "paplay")


@contextmanager
def at_an_outline(*, recording: bool) -> Iterator[TimedTerminal]:
    """The app, with the keys going into the outline of an answer that is being given."""
    with tempfile.TemporaryDirectory() as home:
        Path(home, "settings.toml").write_text(
            f'framework = "opm-2025"\nvoice = false\nrecord = {str(recording).lower()}\n'
        )
        environ = {
            **environment(home),
            "TEXTUAL_FPS": os.environ.get("TEXTUAL_FPS", FRAMES_A_SECOND),
        }
        with TimedTerminal(COMMAND, environ) as terminal:
            terminal.seconds_until(b"listening:" if recording else b"Press space")
            terminal.drain_for(1.0)
            terminal.send(OUTLINE)
            terminal.drain_for(0.5)
            yield terminal


def echoes(terminal: TimedTerminal) -> list[float]:
    """Seconds from each key to its glyph."""
    times = []
    for key in KEYS:
        moment = terminal.send(key.encode())
        times.append(terminal.seconds_until(key.encode(), since=moment))
        terminal.drain_for(PAUSE_SECONDS)
        terminal.send(b"\x7f")
        terminal.drain_for(PAUSE_SECONDS)
    return times


def frames_a_second(terminal: TimedTerminal) -> float:
    """Frames that show a new glyph, while keys come faster than one can type."""
    waiting, frames = set(KEYS), 0
    started = time.perf_counter()
    for number, key in enumerate(KEYS):
        terminal.send(key.encode())
        frames += _frames(terminal, started + (number + 1) / KEYS_A_SECOND, waiting)
    frames += _frames(terminal, time.perf_counter() + 0.3, waiting)
    if waiting:
        message = f"{waiting} never came"
        raise AssertionError(message)
    return frames / (len(KEYS) / KEYS_A_SECOND)


def _frames(terminal: TimedTerminal, until: float, waiting: set[str]) -> int:
    frames = 0
    while data := terminal.read_until(until):
        text = data.decode(errors="ignore")
        come = {key for key in waiting if key in text}
        waiting -= come
        frames += bool(come)
    return frames


def run() -> None:
    """One app at a time, in turn, so that a slow moment of the machine meets both."""
    if missing := [name for name in _NEEDED if shutil.which(name) is None]:
        sys.stdout.write(f"echo while recording: not measured without {', '.join(missing)}\n")
        return
    times: dict[bool, list[float]] = {True: [], False: []}
    frames: dict[bool, list[float]] = {True: [], False: []}
    with sound_loop() as loop:
        os.environ["PULSE_SERVER"] = loop.server
        for number in range(2 * ROUNDS):
            # Either comes first as often as the other.
            recording = number % 4 in (0, 3)
            with at_an_outline(recording=recording) as terminal:
                times[recording] += echoes(terminal)
                frames[recording].append(frames_a_second(terminal))
        del os.environ["PULSE_SERVER"]
    name = "key to echo in the outline while recording"
    report(f"{name}, median", median(times[True]), median(times[False]))
    report(f"{name}, p95", p95(times[True]), p95(times[False]))
    seconds = {recording: 1 / median(rates) for recording, rates in frames.items()}
    report("a frame in the outline while recording", seconds[True], seconds[False])


if __name__ == "__main__":
    run()
