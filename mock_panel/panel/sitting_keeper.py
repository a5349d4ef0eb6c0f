"""Keeps a sitting of the gym as it goes: its file as it changes, its ratings in the store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TypeVar

from mock_panel.domain.calibration import CalibrationRating
from mock_panel.errors import StorageError
from mock_panel.panel.gym_sitting import GymSitting, forget_sitting, write_sitting
from mock_panel.panel.ports import CalibrationStore

T = TypeVar("T")


class SittingKeeper:
    """Called from several threads; whichever comes last, the newest state is what stays.

    Args:
        folder: where the drafts are.
        store: gives the store of ratings; called in workers only, for it may open a database.
    """

    def __init__(self, folder: Path, store: Callable[[], CalibrationStore]) -> None:
        self._folder = folder
        self._store = store
        self._number = 0
        """Counts the states; only the newest has to reach the disk, for it holds them all."""
        self._writing = Lock()

    def changed(self) -> int:
        """Number a new state, in the order in which they are made."""
        self._number += 1
        return self._number

    def write(self, sitting: GymSitting, number: int) -> str:
        """Write a state, unless a newer one is on its way; blocks. Why it is not kept, if so."""
        with self._writing:
            return self._tried(write_sitting, sitting) if number == self._number else ""

    def keep(
        self, sitting: GymSitting, now: datetime, *, is_last: bool
    ) -> tuple[CalibrationRating, str]:
        """Store the rating that has been made; blocks.

        Args:
            sitting: with a score, and the evidence.
            now: when it was made.
            is_last: nothing is left to rate, and the file goes.

        Returns:
            The rating, and why the sitting's own file is not up to date, if so.

        Raises:
            StorageError: the rating is not stored, and its draft is still there.
        """
        assert sitting.current is not None  # noqa: S101 - for the type checker
        assert sitting.score is not None  # noqa: S101 - for the type checker
        evidence = sitting.evidence.strip()
        rating = CalibrationRating(sitting.rater, sitting.current, sitting.score, now, evidence)
        self._store().keep(rating)
        with self._writing:
            self.changed()
            if is_last:
                return rating, self._tried(forget_sitting, sitting.rater)
            emptied = replace(sitting, current=None, score=None, evidence="")
            return rating, self._tried(write_sitting, emptied)

    def _tried(self, act: Callable[[Path, T], None], what: T) -> str:
        try:
            act(self._folder, what)
        except StorageError as error:
            return error.message
        return ""
