"""How much of something is let through in a time."""

import time

from mock_panel.domain.clocks import SteadyClock


class Pace:
    """So much a second in the long run, and so much at once after a rest.

    Args:
        per_second: in the long run.
        at_once: what a rest saves up at most.
        clock: seconds.
    """

    def __init__(
        self, per_second: float, at_once: float, clock: SteadyClock = time.monotonic
    ) -> None:
        self._per_second = per_second
        self._at_once = at_once
        self._clock = clock
        self._left = at_once
        self._since = clock()

    def wait_for(self, amount: float) -> float:
        """Take it, on credit where need be; the seconds to wait until it is paid off."""
        self._refill()
        self._left -= amount
        return max(0.0, -self._left / self._per_second)

    def allows(self, amount: float = 1) -> bool:
        """Take it if it is there; whether it was."""
        self._refill()
        if self._left < amount:
            return False
        self._left -= amount
        return True

    def _refill(self) -> None:
        now = self._clock()
        self._left = min(self._at_once, self._left + (now - self._since) * self._per_second)
        self._since = now
