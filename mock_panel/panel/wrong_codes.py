"""Wrong codes by where they come from, so that nobody can try many."""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from mock_panel.domain.clocks import SteadyClock

ALLOWED = 10
"""Wrong codes from one address within the time below."""
SECONDS = 60.0
_MOST_ADDRESSES = 10_000


@dataclass(slots=True)
class WrongCodes:
    """What is remembered while the program runs; any thread may ask."""

    steady: SteadyClock
    _counts: OrderedDict[str, tuple[int, float]] = field(default_factory=OrderedDict)
    """How many, and when the first of them came, the address that was seen last at the end."""
    _lock: Lock = field(default_factory=Lock)

    def barred_for(self, address: str) -> float:
        """Seconds for which nothing more is taken from there; 0 where it is."""
        with self._lock:
            count, since = self._count(address)
            return max(0.0, since + SECONDS - self.steady()) if count >= ALLOWED else 0.0

    def add(self, address: str) -> None:
        """One more came from there."""
        with self._lock:
            count, since = self._count(address)
            self._counts[address] = (count + 1, since)
            self._counts.move_to_end(address)
            # Whoever has so many addresses guesses as many codes more, of billions.
            while len(self._counts) > _MOST_ADDRESSES:
                self._counts.popitem(last=False)

    def _count(self, address: str) -> tuple[int, float]:
        now = self.steady()
        count, since = self._counts.get(address, (0, now))
        return (count, since) if now - since < SECONDS else (0, now)
