"""Keeps a panel that is being set up, as it is typed."""

from contextlib import suppress
from pathlib import Path
from threading import Lock

from mock_panel.errors import StorageError
from mock_panel.panel.setup_draft import SetupDraft, forget_setup, write_setup


class SetupKeeper:
    """Called from several threads; whichever comes last, the newest draft is what stays.

    Args:
        folder: where the drafts are.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0
        """Counts the changes; only the newest has to reach the disk, for it holds them all."""
        self._writing = Lock()

    def changed(self) -> int:
        """Number a new draft, in the order in which they are made."""
        self._number += 1
        return self._number

    def write(self, draft: SetupDraft, number: int) -> str:
        """Write a draft, unless a newer one is on its way; blocks. Why it is not kept, if so."""
        with self._writing:
            if number != self._number:
                return ""
            try:
                write_setup(self._folder, draft)
            except StorageError as error:
                return error.message
            return ""

    def forget(self) -> None:
        """Remove the draft, also one that is still waiting to be written; blocks."""
        with self._writing:
            self.changed()
            # Where it cannot be removed, the panel is convened all the same.
            with suppress(StorageError):
                forget_setup(self._folder)
