"""Saving drafts and answers, and what is said when that fails."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from mock_panel.cli.plain.lines import Lines
from mock_panel.errors import StorageError

T = TypeVar("T")


@dataclass
class DraftOnDisk:
    """Saves a draft; trouble is told once, since the words are still in this process."""

    lines: Lines
    save: Callable[[], None]
    """Raises StorageError when it fails."""
    _has_failed: bool = False

    def keep(self) -> None:
        """Save the draft as it is now."""
        try:
            self.save()
        except StorageError as error:
            if not self._has_failed:
                self.lines.warn(f"{error.message} Go on: your words are still held here.")
            self._has_failed = True
        else:
            if self._has_failed:
                self.lines.warn("The draft is saved again.")
            self._has_failed = False


def store(lines: Lines, action: Callable[[], T], draft: DraftOnDisk, otherwise: str) -> T:
    """Do something that stores, and offer to try again as long as it fails.

    Args:
        lines: to ask on.
        action: raises StorageError when it fails.
        draft: holds the words meanwhile.
        otherwise: where the words are when it has failed for good.

    Raises:
        StorageError: it failed, and the candidate or the end of input gave up.
    """
    while True:
        try:
            return action()
        except StorageError as error:
            draft.keep()
            lines.warn(str(error))
            answer = lines.ask("Not saved yet. Try again, n for no, Enter for yes?")
            if lines.has_ended or answer.lower() in ("n", "no"):
                message = f"The answer was not saved: {error.message}"
                raise StorageError(message, otherwise) from error
