"""What copies, erases and carries everything that is kept."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from mock_panel.domain.carrying import Carried, Restored, TakenIn
from mock_panel.domain.ids import AttemptId, PanelId, StoryId


class Maintenance(Protocol):
    """Copying and erasing what is stored. Any call may raise StorageError."""

    def backup(self, target: Path) -> None:
        """Copy the database into a new file.

        Raises:
            InputError: the file exists.
        """

    def erase_attempts(self, attempts: Sequence[AttemptId]) -> int:
        """Erase attempts so that no file of ours holds their words; how many there were."""

    def erase_panels(self, panels: Sequence[PanelId]) -> int:
        """Erase mock panels so that no file of ours holds a word of them; how many went."""

    def erase_panel(self, panel: PanelId) -> None:
        """Erase a mock panel as thoroughly; an error where it stays."""

    def erase_calibration(self) -> None:
        """Erase what raters gave the exemplars, as thoroughly."""

    def erase_stories(self, stories: Sequence[StoryId]) -> int:
        """Erase stories so that no file of ours holds a word of them; how many there were."""

    def count_drafts(self) -> int:
        """How many draft files no living process is working on, damaged ones included."""

    def erase_drafts(self) -> int:
        """Erase the files that `count_drafts` counts; how many there were."""

    def files(self, places: Sequence[Path]) -> Sequence[Path]:
        """The files among these places and below those that are directories."""

    def erase_files(self, files: Sequence[Path]) -> None:
        """Remove files; those that are gone already do not matter."""


class Carrying(Protocol):
    """A history that goes from one installation to another. Any call may raise StorageError."""

    def bundle(self, target: Path, now: datetime, *, with_recordings: bool) -> Carried:
        """Write a new bundle.

        Raises:
            InputError: the file exists.
        """

    def take_in(self, file: Path, *, replace: bool = False, dry_run: bool = False) -> TakenIn:
        """Add what a bundle has and this history has not: all of it, or nothing.

        Raises:
            InputError: the file is no bundle, or not as it was written.
        """

    def restore(self, file: Path, now: datetime, *, dry_run: bool = False) -> Restored:
        """Put a copy of the database in its place, and keep what was there."""
