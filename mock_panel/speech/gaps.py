"""How much sound is missing from a recording: time has passed, and its samples never came."""

from collections import deque

from mock_panel.speech.wav_file import RATE

SURE_SECONDS = 0.5
"""Less is not told: sound that is late for good, as in a longer queue, looks like so much."""
_SETTLED_SECONDS = 1.0
"""Sound that is only late has come by then: what has piled up comes at once."""
_DRIFT = 250e-6
"""By what part a device's clock may be slower than ours; real ones are off by up to 200 ppm."""


class Gaps:
    """Compares the sound of one opening of a microphone with the clock."""

    def __init__(self) -> None:
        self._earlier = 0.0
        """What was missing before the last restart."""
        self._late: deque[tuple[float, float]] = deque()
        """When each of the last blocks came, and how much later than the clock says."""
        self._began = self._least = self._missing = 0.0
        self._samples = 0
        """Since the first block, whose arrival tells when the sound begins."""

    @property
    def seconds(self) -> float:
        """The sound that is missing so far, but for the last second; 0 where that is not sure."""
        return self._earlier + (self._missing if self._missing >= SURE_SECONDS else 0.0)

    def hear(self, at: float, samples: int) -> None:
        """Take in that a block of sound arrived.

        Args:
            at: when, in seconds of a clock that never runs backwards.
            samples: how many.
        """
        if not self._late:
            self._began, self._samples, self._least = at, 0, 0.0
        else:
            self._samples += samples
        late = at - self._began - self._samples / RATE
        self._least = min(self._least + self._drift(at), late)
        self._late.append((at, late))
        # How late sound was holds until the next block, so that the last one before stays.
        while len(self._late) > 1 and self._late[1][0] <= at - _SETTLED_SECONDS:
            self._late.popleft()
        self._missing = min(late for _, late in self._late) - self._least

    def restart(self) -> None:
        """Sound was not wanted for a while, or comes from another opening: count from there."""
        if self._late:
            self._earlier, self._missing = self.seconds, 0.0
            self._late.clear()

    def _drift(self, at: float) -> float:
        """How much later the sound may be than at the last block, with none missing."""
        if not self._late or self._missing >= SURE_SECONDS:
            return 0.0
        return _DRIFT * (at - self._late[-1][0])
