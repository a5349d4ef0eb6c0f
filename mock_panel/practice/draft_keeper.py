"""When a draft is due, and that an older state never overwrites a newer one."""

from collections.abc import Callable
from threading import Lock

from mock_panel.domain.ids import AttemptId
from mock_panel.domain.sessions import Draft
from mock_panel.errors import StorageError
from mock_panel.practice.ports import DraftStore, MonotonicClock

SETTLED = 0.5
"""A draft is written when the hands have rested for so many seconds ..."""
AT_MOST = 2.0
"""... or at the latest when words have been unsaved for so many."""


class DraftKeeper:
    """Told of every change, asked on every tick; `write` may be called from any thread."""

    def __init__(self, drafts: Callable[[], DraftStore], monotonic: MonotonicClock) -> None:
        self._drafts = drafts
        self._monotonic = monotonic
        self._dirty_since: float | None = None
        self._changed_at = 0.0
        self._writing = Lock()
        self._newest: Draft | None = None
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

    def hand_over(self) -> None:
        """The present state is about to be written."""
        self._dirty_since = None

    def finish(self, attempt: AttemptId) -> None:
        """The answer goes to the database: what is still on its way to the disk stays away."""
        with self._writing:
            self._finished.add(attempt)

    def write(self, draft: Draft) -> None:
        """Write a state, unless a later one has been written or the answer is finished.

        Raises:
            StorageError: it could not be written; the draft is due again.
        """
        with self._writing:
            newest = self._newest
            if draft.attempt in self._finished:
                return
            if newest and newest.attempt == draft.attempt and newest.saved_at > draft.saved_at:
                return
            try:
                self._drafts().save(draft)
            except StorageError:
                self.touch()
                raise
            self._newest = draft
