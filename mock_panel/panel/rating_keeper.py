"""Brings a rater's drafts to the database: soon, in order, and never an older over a newer."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from mock_panel.domain.ids import QuestionId
from mock_panel.domain.panel_forms import PanelItem
from mock_panel.domain.panels import Panel, Seat
from mock_panel.domain.ratings import RaterNote, RatingSource
from mock_panel.errors import OutOfOrder, StorageError
from mock_panel.panel.protocol import MockPanels
from mock_panel.panel.rating_sheet import OwnRating
from mock_panel.panel.unsent import UnsentFile, UnsentNotes, UnsentRating

SETTLED = 0.3
"""Text waits for so many seconds at most, counted from the first key that is not stored."""
AGAIN = 1.0
"""Seconds after which what could not be stored is tried again."""

_Write = Callable[[MockPanels], object]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """One thing to be stored, and how it is kept meanwhile."""

    write: _Write
    kept: UnsentRating | UnsentNotes


class RatingKeeper:
    """Told of every change, asked on every tick; `write` may be called from any thread.

    Of an item's rating, and of a question's notes, only the newest state waits.

    Args:
        panels: gives the use cases; may raise StorageError.
        seat: whose drafts they are.
        monotonic: seconds that never run backwards.
        now: the time of day.
        with_pin: whether the rater has shown a PIN.
        unsent: keeps what waits while a server does not answer; None where the database is
            a file, which is as near as any other.
    """

    def __init__(
        self,
        panels: Callable[[], MockPanels],
        seat: Seat,
        monotonic: Callable[[], float],
        now: Callable[[], datetime],
        *,
        with_pin: bool,
        source: RatingSource = RatingSource.SCREEN,
        unsent: UnsentFile | None = None,
    ) -> None:
        self._panels = panels
        self._seat = seat
        self._monotonic = monotonic
        self._now = now
        self._with_pin, self._source = with_pin, source
        self._unsent = unsent
        self._waiting: dict[str, _Waiting] = {}
        self._due_at: float | None = None
        self._handing = Lock()
        self._writing = Lock()

    @property
    def is_clean(self) -> bool:
        """Whether everything is stored, or is being stored just now."""
        return not self._waiting

    @property
    def keeps_unsent(self) -> bool:
        """Whether what cannot be stored is in a file, to be stored another time."""
        return self._unsent is not None

    @property
    def is_due(self) -> bool:
        """Whether something should be stored now."""
        due_at = self._due_at
        return due_at is not None and self._monotonic() >= due_at

    def rated(self, panel: Panel, item: PanelItem, rating: OwnRating, *, at_once: bool) -> None:
        """This is what the rater gives an item now."""

        def write(panels: MockPanels) -> None:
            panels.rate(
                panel, self._seat, item, rating.score, rating.evidence,
                source=self._source, with_pin=self._with_pin,
            )  # fmt: skip

        kept = UnsentRating(item.id, rating, self._now())
        self._hand_over(f"item {item.id}", _Waiting(write, kept), 0.0 if at_once else SETTLED)

    def noted(self, panel: Panel, question: QuestionId, notes: Sequence[RaterNote]) -> None:
        """These are the rater's notes on a question now."""
        kept = tuple(note for note in notes if note.text.strip())

        def write(panels: MockPanels) -> None:
            panels.store.keep_notes(panel.id, self._seat.id, question, kept)

        unsent = UnsentNotes(question, kept, self._now())
        self._hand_over(f"question {question}", _Waiting(write, unsent), SETTLED)

    def write(self) -> None:
        """Store what waits.

        Raises:
            StorageError: something could not be stored; it waits on, and is due again.
            OutOfOrder: something is not to be stored any more, and was given up.
        """
        refused: OutOfOrder | None = None
        with self._writing:
            # A server that has gone is noticed after many seconds: until then the window
            # may be closed.
            self._keep()
            while (taken := self._take()) is not None:
                name, waiting = taken
                try:
                    waiting.write(self._panels())
                except OutOfOrder as error:
                    refused = error
                except StorageError:
                    self._put_back(name, waiting)
                    raise
            self._forget()
        if refused is not None:
            raise refused

    def _keep(self) -> None:
        with self._handing:
            waiting = [each.kept for each in self._waiting.values()]
        if self._unsent is not None and waiting:
            # What hinders the file is told where the server does not answer either.
            with suppress(StorageError):
                self._unsent.write(waiting)

    def _forget(self) -> None:
        if self._unsent is not None:
            with suppress(StorageError):
                self._unsent.forget()

    def _hand_over(self, name: str, waiting: _Waiting, within: float) -> None:
        due_at = self._monotonic() + within
        with self._handing:
            self._waiting[name] = waiting
            self._due_at = due_at if self._due_at is None else min(due_at, self._due_at)

    def _take(self) -> tuple[str, _Waiting] | None:
        with self._handing:
            if not self._waiting:
                self._due_at = None
                return None
            name = next(iter(self._waiting))
            return name, self._waiting.pop(name)

    def _put_back(self, name: str, waiting: _Waiting) -> None:
        with self._handing:
            self._waiting.setdefault(name, waiting)
            self._due_at = self._monotonic() + AGAIN
