"""Something that takes its time, while lines are waited for."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

MOMENT = 0.2
"""Seconds between two looks at whether it is over."""
_ONCE_MORE = 1.0
"""Seconds until it is asked again to end: the first time it may not have begun."""
_TIMES = 10
"""After so many requests nobody waits for it any more."""


class Meanwhile(Generic[T]):
    """A call in a thread of its own; all that is said stays with the main thread.

    Args:
        call: blocks, and never raises.
    """

    def __init__(self, call: Callable[[], T]) -> None:
        self._results: list[T] = []
        self._thread = threading.Thread(
            target=lambda: self._results.append(call()), name="meanwhile", daemon=True
        )
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether there is a result."""
        return not self._thread.is_alive()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it is over, or for so many seconds; whether it is."""
        self._thread.join(seconds)
        return self.is_over

    @property
    def result(self) -> T:
        """What the call gave; waits for it."""
        self.wait()
        return self._results[0]

    def end(self, stop: Callable[[], None]) -> None:
        """Ask it to end, and see that it does."""
        for _ in range(_TIMES):
            if self.is_over:
                return
            stop()
            self.wait(_ONCE_MORE)
