"""A sound server of our own with nothing behind it, and an ear that listens to what it plays.

Its default microphone hears what it plays, too.
"""

import array
import os
import shutil
import subprocess
import tempfile
import threading
import time
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median

RATE = 8000
"""Samples a second that the ear takes."""
_WINDOW = RATE // 100
_LOUD = 300
"""Peak of 16-bit samples above which a hundredth of a second counts as sound."""


class Ear:
    """Hears whatever is played, from the monitor of the null sink."""

    def __init__(self, server: str) -> None:
        self._process = subprocess.Popen(
            [
                *("parec", "-d", "spk.monitor", "--raw", "--format=s16le", "--channels=1"),
                *(f"--rate={RATE}", "--latency-msec=10", "--process-time-msec=10"),
            ],
            env={**os.environ, "PULSE_SERVER": server},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._lock = threading.Lock()
        self._windows: list[tuple[float, int]] = []
        """When each hundredth of a second was heard, and its peak."""
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        stdout = self._process.stdout
        assert stdout is not None
        while piece := stdout.read(2 * _WINDOW):
            samples = array.array("h", piece[: len(piece) // 2 * 2])
            peak = max(map(abs, samples), default=0)
            with self._lock:
                self._windows.append((time.monotonic(), peak))

    def loud_since(self, moment: float) -> list[float]:
        """When each loud hundredth of a second was heard, since a monotonic moment."""
        with self._lock:
            return [at for at, peak in self._since(moment) if peak > _LOUD]

    def loudness_since(self, moment: float) -> float:
        """The median peak of the loud hundredths of a second since a moment."""
        with self._lock:
            return median(peak for _, peak in self._since(moment) if peak > _LOUD)

    def _since(self, moment: float) -> list[tuple[float, int]]:
        """What was heard since a moment, of the minutes that a server lives."""
        return self._windows[bisect_left(self._windows, (moment, 0)) :]

    def wait_for_sound(self, moment: float, seconds: float = 0.05, timeout: float = 10.0) -> float:
        """When sound was first heard after a moment, once so many seconds of it have been."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            loud = self.loud_since(moment)
            if len(loud) >= seconds * 100:
                return loud[0]
            time.sleep(0.01)
        raise AssertionError(f"less than {seconds} s of sound in {timeout} s")

    def wait_until_awake(self, timeout: float = 20.0) -> None:
        """Until the null sink runs evenly; its first second comes late and in one piece."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline and self._process.poll() is None:
            with self._lock:
                recent = [at for at, _ in self._since(time.monotonic() - 0.3)]
            if len(recent) >= 25 and recent[-1] - recent[0] > 0.2:
                return
            time.sleep(0.02)
        raise AssertionError("the null sink never woke up")

    def wait_until_quiet(self, timeout: float = 10.0) -> None:
        """Until nothing has been heard for a tenth of a second."""
        deadline = time.monotonic() + timeout
        while self.loud_since(time.monotonic() - 0.1):
            assert time.monotonic() < deadline, "somebody is still talking"
            time.sleep(0.01)

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
        self._thread.join()
        assert self._process.stdout is not None
        self._process.stdout.close()


def ear_that_hears(server: str, tries: int = 3) -> Ear:
    """An ear that is awake; one that the server has refused, or put to sleep, is made anew."""
    for _ in range(tries - 1):
        ear = Ear(server)
        try:
            ear.wait_until_awake()
        except AssertionError:
            ear.close()
        else:
            return ear
    ear = Ear(server)
    ear.wait_until_awake()
    return ear


class SoundLoop:
    """The address of a private sound server, and an ear at its only output."""

    def __init__(self, server: str, ear: Ear) -> None:
        self.server = server
        self.ear = ear


MICROPHONE = "Loop-microphone"
_MICROPHONE = [
    *("module-remap-source", "source_name=mic", "master=spk.monitor"),
    f"source_properties=device.description={MICROPHONE}",
]


def pactl(server: str, *command: str) -> str:
    """Change a server, or ask it; gives what it says."""
    done = subprocess.run(
        ["pactl", *command],
        env={**os.environ, "PULSE_SERVER": server},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def _answers(server: str) -> bool:
    with suppress(subprocess.CalledProcessError):
        return bool(pactl(server, "info"))
    return False


def connect_microphone(server: str) -> None:
    """Load the module that `disconnect_microphone` unloads."""
    pactl(server, "load-module", *_MICROPHONE)


def disconnect_microphone(server: str) -> None:
    """As if its plug were pulled."""
    pactl(server, "unload-module", _MICROPHONE[0])


def playing(sound: Path) -> "subprocess.Popen[bytes]":
    """Somebody who speaks whatever the processor does; on the server of the environment."""
    return subprocess.Popen(
        ["nice", "-n", "-10", "paplay", str(sound)],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def private_server() -> Iterator[str]:
    """A PulseAudio of our own with a null sink and a microphone; gives its address."""
    # Not pytest's directory: the name of a socket may have about 100 characters.
    home = Path(tempfile.mkdtemp(prefix="mp-"))
    socket = home / "native"
    process = subprocess.Popen(
        [
            # It stands for hardware, which does not wait for a busy processor; where the user
            # may not put anything first, this says so and does nothing.
            *("nice", "-n", "-10"),
            *("pulseaudio", "-n", "--use-pid-file=no", "--exit-idle-time=-1", "--daemonize=no"),
            *("-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1"),
            *("-L", "module-null-sink sink_name=spk rate=48000"),
            *("-L", " ".join(_MICROPHONE)),
        ],
        env={**os.environ, "HOME": str(home), "PULSE_RUNTIME_PATH": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 20
        while not socket.exists():
            assert process.poll() is None, "pulseaudio ended at once"
            assert time.monotonic() < deadline, "pulseaudio made no socket"
            time.sleep(0.02)
        server = f"unix:{socket}"
        # The socket is there a moment before anybody is let in.
        while not _answers(server):
            assert time.monotonic() < deadline, "pulseaudio does not answer"
            time.sleep(0.02)
        yield server
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def sound_loop() -> Iterator[SoundLoop]:
    """A private server with an ear that is awake."""
    with private_server() as server:
        ear = ear_that_hears(server)
        try:
            yield SoundLoop(server, ear)
        finally:
            ear.close()
