"""What threads are given to do by a screen: one after the other, in the order of the keys."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Lock
from typing import Any

from textual.app import App


class InTurn:
    """Calls in a row; which thread makes one does not matter.

    Of two threads the later may come first, and would write down what was typed before.
    """

    def __init__(self) -> None:
        self._left: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._one_at_a_time = Lock()

    def ask(self, app: App[Any], call: Callable[[], None]) -> None:
        """Put a call behind all others, to be made by a worker of the app.

        A screen's own worker may never begin where the screen is left at once.
        """
        self._left.put(call)
        app.run_worker(self._make_next, thread=True, exit_on_error=False, group="in turn")

    def _make_next(self) -> None:
        """Make the call that was asked for first."""
        with self._one_at_a_time:
            self._left.get_nowait()()
