"""The conduct of a panel on the disk: what is new is brought there, what others did is followed.

An event is taken only from a screen that knows of all before it.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

from mock_panel.domain.ids import QuestionId
from mock_panel.domain.panel_events import EventKind, PanelAnswer, PanelEvent
from mock_panel.domain.panels import Panel
from mock_panel.domain.ratings import RaterNote
from mock_panel.errors import OutOfOrder
from mock_panel.panel.chair_notes import ChairNotes
from mock_panel.panel.conduct_so_far import ConductSoFar
from mock_panel.panel.standing import standing

AGREED = "agreed to be recorded"
"""The words of the event by which a candidate agrees."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is stored of a panel that is conducted, whoever brought it there."""

    panel: Panel
    events: tuple[PanelEvent, ...]
    answers: tuple[PanelAnswer, ...]
    notes: tuple[RaterNote, ...]
    """The chair's own."""
    changes: int
    """How often the chair had written in a note when it was read."""


@dataclass(slots=True)
class KeptConduct(ConductSoFar):
    """One panel as it is stored, and what happened here since; `write` and `look` block."""

    _unwritten: deque[tuple[int, PanelEvent]] = field(default_factory=deque)
    """What happened here and is not on the disk, each with the number of events before it."""
    _notes: ChairNotes = field(default_factory=ChairNotes)
    _writing: Lock = field(default_factory=Lock)
    _stored: int = 0
    """Events on the disk, as far as they are known here."""
    _is_behind: bool = False
    """An event was refused, because another screen had added one before."""
    _is_last: bool = False
    """Whether the last event came from here."""

    @property
    def is_written(self) -> bool:
        """Whether everything is on the disk."""
        return not self._unwritten and self._notes.is_written

    @property
    def is_mine(self) -> bool:
        """Whether what happened last was done here, and not at another screen."""
        return self._is_last

    @property
    def notes(self) -> Sequence[RaterNote]:
        """The chair's own."""
        return self._notes.written

    def own_notes(self, question: QuestionId) -> tuple[RaterNote, ...]:
        """The chair's notes on a question."""
        return self._notes.on(question)

    # --- the disk -------------------------------------------------------------------------------

    def write(self) -> None:
        """Bring what is new to the disk, in order; what fails is tried again the next time.

        Raises:
            StorageError: it is not there yet.
            OutOfOrder: the chair has locked meanwhile; the notes stay as they were locked. Or
                `gone_on`: something else happened at another screen; what happened here since
                does not count, and `follow` goes on from there.
        """
        with self._writing:
            while self._unwritten:
                self._write_event(*self._unwritten[0])
                self._stored += 1
                self._unwritten.popleft()
            self._notes.write(self.store, self.panel.id, self.panel.chair.id)

    def _write_event(self, after: int, event: PanelEvent) -> None:
        agreed = event.words == AGREED if event.kind is EventKind.CONSENT else None
        try:
            self.store.happened(self.panel.id, event, after, agreed)
        except OutOfOrder as error:
            # `follow` may have let go of it meanwhile.
            waits = any(event is waiting for _, waiting in list(self._unwritten))
            self._is_behind = self._is_behind or (waits and error.reason == "gone_on")
            raise

    # --- another screen -----------------------------------------------------------------------

    def look(self) -> Seen | None:
        """What is stored by now, for `follow`; None where the panel is gone. Blocks.

        Raises:
            StorageError: it cannot be read.
        """
        with self._writing:
            changes = self._notes.changes
            panel = self.store.get(self.panel.id)
            if panel is None:
                return None
            chair = panel.chair
            return Seen(
                panel,
                tuple(self.store.events(panel.id)),
                tuple(self.store.answers(panel.id)) if panel.agreed else (),
                tuple(self.store.own_notes(panel.id, chair.id)) if chair.rates else (),
                changes,
            )

    def follow(self, seen: Seen) -> tuple[PanelEvent, ...]:
        """Go on from what is stored; what happened at another screen since the last time."""
        self._notes.follow(seen.notes, seen.changes)
        is_older = self._unwritten or len(seen.events) <= self._stored
        if is_older and not self._is_behind:
            return ()
        new = seen.events[self._stored :]
        self._unwritten.clear()
        self._go_on_from(seen.panel, seen.events)
        return new

    def _go_on_from(self, panel: Panel, events: Sequence[PanelEvent]) -> None:
        self.panel, self.agreed, self.events = panel, panel.agreed, list(events)
        self._stored, self._is_behind, self._is_last = len(events), False, False
        self._standing = standing(panel, events)
        self._since = self.monotonic() - max(0.0, self._gap.total_seconds())
