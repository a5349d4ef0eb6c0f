"""When an edited story is due to be stored, and that an older state never replaces a newer."""

from collections.abc import Callable
from threading import Lock

from mock_panel.domain.clocks import SteadyClock
from mock_panel.domain.stories import Story
from mock_panel.errors import StorageError
from mock_panel.practice.draft_keeper import AT_MOST, SETTLED


class StoryKeeper:
    """Told of every change, asked on every tick; `write` may be called from any thread.

    Args:
        store: stores a story; may raise InputError and StorageError.
        monotonic: for the time that hands have rested.
    """

    def __init__(self, store: Callable[[Story], Story], monotonic: SteadyClock) -> None:
        self._store = store
        self._monotonic = monotonic
        self._since = 0.0
        self._changed_at = 0.0
        self._waiting: Story | None = None
        self._handing = Lock()
        self._writing = Lock()

    @property
    def is_clean(self) -> bool:
        """Whether nothing waits to be stored."""
        return self._waiting is None

    @property
    def is_due(self) -> bool:
        """Whether what waits should be stored now."""
        if self._waiting is None:
            return False
        now = self._monotonic()
        return now - self._changed_at >= SETTLED or now - self._since >= AT_MOST

    def change(self, story: Story) -> None:
        """This is how the story stands now."""
        self._changed_at = self._monotonic()
        with self._handing:
            if self._waiting is None:
                self._since = self._changed_at
            self._waiting = story

    def write(self) -> Story | None:
        """Store what waits, and give it as it is stored; None where nothing waits.

        Raises:
            InputError: it cannot be stored so; it must be changed first.
            StorageError: it could not be stored; it waits on, and is due again.
        """
        with self._writing:
            with self._handing:
                story, self._waiting = self._waiting, None
            if story is None:
                return None
            try:
                return self._store(story)
            except StorageError:
                with self._handing:
                    if self._waiting is None:
                        self._waiting = story
                        self._since = self._changed_at = self._monotonic()
                raise
