"""Who may be heard: one at a time, the newest, and nobody once it is closed."""

import contextlib
import threading
from collections.abc import Iterator

from mock_panel.speech.trouble import Trouble
from mock_panel.speech.turn import TroubleError, Turn


class Floor:
    """Safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._closed = False
        self._turn: Turn | None = None

    @property
    def is_taken(self) -> bool:
        """Whether somebody has it now."""
        return self._turn is not None

    @contextlib.contextmanager
    def take(self) -> Iterator[Turn]:
        """Have the floor until the end of the block; whoever had it falls silent.

        Raises:
            TroubleError: it is closed.
        """
        turn = Turn()
        with self._lock:
            if self._closed:
                raise TroubleError(Trouble.VOICE_OFF)
            earlier, self._turn = self._turn, turn
        if earlier is not None:
            earlier.stop()
        try:
            yield turn
        finally:
            turn.stop()
            with self._lock:
                if self._turn is turn:
                    self._turn = None

    def clear(self) -> None:
        """Silence whoever has it."""
        with self._lock:
            turn = self._turn
        if turn is not None:
            turn.stop()

    def close(self) -> None:
        """Silence whoever has it, and let nobody have it again."""
        with self._lock:
            self._closed = True
        self.clear()
