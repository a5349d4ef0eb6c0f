"""From the call to the first sound in an ear at a private sound server, against bare paplay."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from mock_panel.speech.voice import ChildSpeaker
from tests.benchmarks.stopwatch import median, report
from tests.speech.sound_loop import Ear, sound_loop

ROUNDS = 20
QUESTION = (
    "Describe a time when you led people through a change that they did not want. "
    "What did you do, and what came of it?"
)
_NEEDED = ("pulseaudio", "parec", "paplay", "espeak-ng")


def seconds_to_sound(ear: Ear, speak: Callable[[], object], stop: Callable[[], None]) -> float:
    """Seconds from the call, made in a thread of its own, to the first sound; then silence."""
    ear.wait_until_quiet()
    # What the last one has started in the background is done by then.
    time.sleep(0.4)
    began = time.monotonic()
    reading = threading.Thread(target=speak)
    reading.start()
    heard = ear.wait_for_sound(began, 0.03)
    stop()
    reading.join()
    return heard - began


def bare_player(ear: Ear, sound: Path) -> float:
    """The same of paplay, with the same file."""
    players: list[subprocess.Popen[bytes]] = []

    def play() -> None:
        players.append(subprocess.Popen(["paplay", str(sound)]))
        players[0].wait()

    def stop() -> None:
        players[0].kill()

    return seconds_to_sound(ear, play, stop)


def run() -> None:
    """All four in turn, so that a slow moment of the machine meets all."""
    if missing := [name for name in _NEEDED if shutil.which(name) is None]:
        sys.stdout.write(f"first sound: not measured without {', '.join(missing)}\n")
        return
    times: dict[str, list[float]] = {"made anew": [], "kept": [], "kept, player ready": []}
    floor: list[float] = []
    with sound_loop() as loop, tempfile.TemporaryDirectory() as home:
        os.environ["PULSE_SERVER"] = loop.server
        for number in range(ROUNDS + 1):
            cache = Path(home, str(number))
            speaker = ChildSpeaker(cache, rate=130)
            for name, kept in times.items():
                if name == "kept, player ready":
                    speaker.warm(QUESTION)
                speak = partial(speaker.speak, QUESTION)
                seconds = seconds_to_sound(loop.ear, speak, speaker.stop)
                if number:
                    kept.append(seconds)
            speaker.close()
            floor.append(bare_player(loop.ear, next(cache.glob("*.wav"))))
        del os.environ["PULSE_SERVER"]
    for name, kept in times.items():
        report(f"first sound of a question, {name}, median", median(kept), median(floor))
        report(f"first sound of a question, {name}, worst", max(kept), max(floor))


if __name__ == "__main__":
    run()
