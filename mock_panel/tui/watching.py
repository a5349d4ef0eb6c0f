"""Screens that show what others do: looked at anew when anybody has written to the database."""

from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from mock_panel.errors import MockPanelError

if TYPE_CHECKING:
    from mock_panel.panel.ports import Changes
    from mock_panel.tui.screens.page import Page

_SLOW_LOOK_SECONDS = 10.0
"""After which a screen looks anyway, should a change never have been told."""
_WAIT_SECONDS = 5.0
_AT_MOST_EVERY = 0.5
_AGAIN_SECONDS = 1.0


@runtime_checkable
class Watches(Protocol):
    """A screen that others' work changes."""

    def database_changed(self) -> None:
        """Somebody, here or elsewhere, has written to the database."""


def watch(page: "Page[Any]", look: Callable[[], object]) -> None:
    """Have a page look when anybody has written to the database, and now and then anyway."""
    page.panel_app.watch_database()
    page.set_interval(_SLOW_LOOK_SECONDS, look)


class Watcher:
    """One thread for all screens of an app; it waits in the database, and costs next to nothing.

    Args:
        open_changes: what tells of changes; made anew where it fails.
        on_change: called in the thread, twice a second at most.
    """

    def __init__(
        self, open_changes: "Callable[[], Changes]", on_change: Callable[[], object]
    ) -> None:
        self._open, self._on_change = open_changes, on_change
        self._closed = Event()
        self._changes: Changes | None = None
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin to watch; again and again is the same as once."""
        if self._thread is None:
            self._thread = Thread(target=self._watch, name="watcher", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Watch no more."""
        self._closed.set()
        if self._changes is not None:
            self._changes.close()
        if self._thread is not None:
            self._thread.join(1.0)

    def _watch(self) -> None:
        while not self._closed.is_set():
            try:
                self._changes = self._open()
                self._tell_of(self._changes)
            except MockPanelError:
                # Whoever reads next is told; here it is only tried again.
                self._closed.wait(_AGAIN_SECONDS)
            finally:
                if self._changes is not None:
                    self._changes.close()

    def _tell_of(self, changes: "Changes") -> None:
        while not self._closed.is_set():
            if changes.wait(_WAIT_SECONDS) and not self._closed.is_set():
                with suppress(RuntimeError):
                    # The app may be closing just now.
                    self._on_change()
                self._closed.wait(_AT_MOST_EVERY)
