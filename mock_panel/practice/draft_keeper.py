"""When a draft is due, and that an older state never overwrites a newer one."""

from collections.abc import Callable
from threading import Lock

from mock_panel.domain.clocks import SteadyClock
from mock_panel.domain.ids import AttemptId
from mock_panel.domain.sessions import Draft
from mock_panel.errors import StorageError
from mock_panel.practice.ports.stores import DraftStore

SETTLED = 0.5
"""A draft is written when the hands have rested for so many seconds ..."""
AT_MOST = 2.0
"""... or at the latest when words have been unsaved for so many."""


class DraftKeeper:
    """Told of every change, asked on every tick; `write` may be called from any thread.

    What waits to be written is one state, the newest handed over, whatever the time of day
    says: a clock that is set back must not make an older state win.
    """

    def __init__(self, drafts: Callable[[], DraftStore], monotonic: SteadyClock) -> None:
        self._drafts = drafts
        self._monotonic = monotonic
        self._dirty_since: float | None = None
        self._changed_at = 0.0
        self._writing = Lock()
        self._handing = Lock()
        self._waiting: Draft | None = None
        self._finished: set[AttemptId] = set()

    @property
    def is_clean(self) -> bool:
        """Whether every change has been handed over for writing."""
        return self._dirty_since is None

    @property
    def is_due(self) -> bool:
        """Whether the draft should be written now."""
        if self._dirty_since is None:
            return False
        now = self._monotonic()
        return now - self._changed_at >= SETTLED or now - self._dirty_since >= AT_MOST

    def touch(self) -> None:
        """Something changed."""
        self._changed_at = self._monotonic()
        if self._dirty_since is None:
            self._dirty_since = self._changed_at

    def hand_over(self, draft: Draft) -> None:
        """This is the present state; the next `write` writes it and nothing older."""
        with self._handing:
            self._waiting = draft
        self._dirty_since = None

    def finish(self, attempt: AttemptId) -> None:
        """The answer goes to the database: what is still on its way to the disk stays away."""
        with self._writing:
            self._finished.add(attempt)

    def write(self) -> None:
        """Write what waits, unless another thread has written it or the answer is finished.

        Raises:
            StorageError: it could not be written; it waits on, and is due again.
        """
        with self._writing:
            draft = self._take()
            if draft is None or draft.attempt in self._finished:
                return
            try:
                self._drafts().save(draft)
            except StorageError:
                self._put_back(draft)
                self.touch()
                raise

    def _take(self) -> Draft | None:
        with self._handing:
            draft, self._waiting = self._waiting, None
            return draft

    def _put_back(self, draft: Draft) -> None:
        with self._handing:
            if self._waiting is None:
                self._waiting = draft
