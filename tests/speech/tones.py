"""Sound files made on the spot, and how long one is."""

import math
import struct
import wave
from pathlib import Path


def tone(
    path: Path, seconds: float, *, silence: float = 0, channels: int = 1, width: int = 2
) -> Path:
    """A loud tone of 400 Hz, and so many seconds of silence after it."""
    rate = 16000
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        cycle = [int(12000 * math.sin(2 * math.pi * i / 40)) for i in range(40)]
        samples = [s for s in cycle for _ in range(channels)]
        one = struct.pack(f"<{len(samples)}h", *samples) if width == 2 else bytes(len(samples))
        file.writeframes(one * int(seconds * rate / 40))
        file.writeframes(bytes(int(silence * rate) * channels * width))
    return path


def seconds(path: Path) -> float:
    """How long a sound file is."""
    with wave.open(str(path)) as file:
        return float(file.getnframes() / file.getframerate())
