"""What threads are given to do by a screen: one after the other, in the order of the keys."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Lock


class InTurn:
    """Calls in a row; which thread makes one does not matter.

    Of two threads the later may come first, and would write down what was typed before.
    """

    def __init__(self) -> None:
        self._left: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._one_at_a_time = Lock()

    def ask(self, call: Callable[[], None]) -> None:
        """Put a call behind all others; for each, `make_next` is called once."""
        self._left.put(call)

    def make_next(self) -> None:
        """Make the call that was asked for first; what it raises is raised here."""
        with self._one_at_a_time:
            self._left.get_nowait()()
