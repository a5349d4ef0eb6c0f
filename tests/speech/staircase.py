"""A sound that tells where it is: a tone that gets louder step by step."""

import array
import math
import os
import subprocess
import threading
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STEP_SECONDS = 0.1
STEPS = 50
_RATE = 16000
_LOWEST, _RISE = 1000, 500
_WINDOW = 40
"""Samples of one cycle of the tone."""


def staircase(path: Path) -> Path:
    """Five seconds of it, in a WAV file."""
    samples = array.array("h")
    for step in range(STEPS):
        peak = _LOWEST + _RISE * step
        cycle = [round(peak * math.sin(2 * math.pi * i / _WINDOW)) for i in range(_WINDOW)]
        samples.extend(cycle * round(STEP_SECONDS * _RATE / _WINDOW))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(samples.tobytes())
    return path


def steps_in(pcm: bytes) -> list[int]:
    """The steps that are heard, in order, each once; a step is heard for 20 ms at least."""
    samples = array.array("h", pcm[: len(pcm) // 2 * 2])
    peaks = [
        max(map(abs, samples[i : i + _WINDOW]), default=0) for i in range(0, len(samples), _WINDOW)
    ]
    steps = [round((peak - _LOWEST) / _RISE) if peak > _LOWEST / 2 else -1 for peak in peaks]
    lasting = [step for i, step in enumerate(steps) if steps[i : i + 8] == [step] * 8]
    return [step for i, step in enumerate(lasting) if step >= 0 and lasting[i - 1 : i] != [step]]


def pcm_of(path: Path) -> bytes:
    """What a player finds in a WAV file."""
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, _RATE)
        return file.readframes(file.getnframes())


class Reference:
    """Hears the same microphone through another program."""

    def __init__(self, server: str) -> None:
        self._process = subprocess.Popen(
            [
                *("parec", "-d", "mic", "--raw", "--format=s16le", "--channels=1"),
                *(f"--rate={_RATE}", "--latency-msec=10", "--process-time-msec=10"),
            ],
            env={**os.environ, "PULSE_SERVER": server},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._heard = bytearray()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        while piece := self._process.stdout.read(320):
            self._heard += piece

    def steps(self) -> list[int]:
        """What it has heard so far."""
        return steps_in(bytes(self._heard))

    def wait_for(self, step: int, timeout: float = 10.0) -> None:
        """Until a step is heard."""
        deadline = time.monotonic() + timeout
        while max(self.steps(), default=-1) < step:
            assert time.monotonic() < deadline, f"no step {step}: {self.steps()}"
            time.sleep(0.01)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._thread.join()
        assert self._process.stdout is not None
        self._process.stdout.close()


@contextmanager
def played(server: str, path: Path) -> Iterator[Reference]:
    """The staircase, being played from now on, with another ear at the microphone."""
    reference = Reference(server)
    player = subprocess.Popen(
        ["paplay", str(staircase(path))],
        env={**os.environ, "PULSE_SERVER": server},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield reference
    finally:
        player.kill()
        player.wait()
        reference.close()
