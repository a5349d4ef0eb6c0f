"""What an answer shows, as numbers: how much of each thing there is, and how sure it is.

Which part a sentence is can be told only with a probability. A thing that is found in it is as
sure as the sentence belongs to a part in which it counts, and moves the level so far: a word more
or less that makes a sentence a little less of a result is no leap.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mock_panel.scoring.marked import PERHAPS

SURE = 0.85
"""What is at least so sure counts wholly, up to `PERHAPS` not at all; between, in proportion."""


def between(value: float, low: float, high: float) -> float:
    """How far a value is on its way from low (0.0) to high (1.0)."""
    if value <= low:
        return 0.0
    return 1.0 if value >= high else (value - low) / (high - low)


@dataclass(frozen=True, slots=True)
class Facts:
    """Counts and shares by name, and how sure each counted thing is."""

    counts: Mapping[str, float]
    """Things more likely than not, and shares of 0 to 1; a missing one is zero."""
    sure: Mapping[str, tuple[float, ...]]
    """Of every thing that may be counted, how sure it is: probabilities, the highest first."""

    def get(self, name: str) -> float:
        """A count or a share."""
        return self.counts.get(name, 0.0)

    def degree(self, name: str, least: int) -> float:
        """How far there are so many: 0.0 to 1.0, as sure as the last of them is."""
        sure = self.sure.get(name, ())
        return between(sure[least - 1], PERHAPS, SURE) if len(sure) >= least else 0.0

    def amended(self, changes: Mapping[str, float]) -> "Facts":
        """The same with other counts and shares; what is added is certain."""
        sure = {name: self._amended(name, value) for name, value in changes.items()}
        return Facts({**self.counts, **changes}, {**self.sure, **sure})

    def _amended(self, name: str, value: float) -> tuple[float, ...]:
        sure, now = self.sure.get(name, ()), self.get(name)
        if value == now:
            return sure
        certain = (1.0,) * int(value)
        return certain + sure[int(value) :] if value > now else sure[: int(value)]
