"""The chair's own notes, written while the panel is conducted, perhaps on two screens at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mock_panel.domain.ids import PanelId, QuestionId, SeatId
from mock_panel.domain.ratings import RaterNote
from mock_panel.errors import StorageError
from mock_panel.panel.ports import PanelStore
from mock_panel.panel.protocol import evidence_lines


@dataclass(slots=True)
class ChairNotes:
    """Notes as this screen has them; what another screen has added is never written over."""

    written: list[RaterNote] = field(default_factory=list)
    changes: int = 0
    """How often the chair has written in a note here."""
    _waiting: set[QuestionId] = field(default_factory=set)
    """Questions whose notes are not on the disk."""
    _known: tuple[RaterNote, ...] = ()
    """The notes as they were last read, or written here."""

    @property
    def is_written(self) -> bool:
        """Whether everything is on the disk."""
        return not self._waiting

    def read(self, stored: Sequence[RaterNote]) -> None:
        """Take what is stored for what is written."""
        self.written, self._known = list(stored), tuple(stored)

    def follow(self, stored: Sequence[RaterNote], changes: int) -> None:
        """Take what is stored, unless a note was changed here since it was read."""
        if self.is_written and changes == self.changes:
            self.read(stored)

    def on(self, question: QuestionId) -> tuple[RaterNote, ...]:
        """The notes on a question."""
        return tuple(note for note in self.written if note.question == question)

    def keep(self, note: RaterNote, text: str) -> RaterNote:
        """The note with these words, in place of what it said before; without words it goes.

        Raises:
            InputError: it is too long.
        """
        said = replace(note, text=one_line(text))
        if said == note:
            return note
        kept = list(self.written)
        if note in kept:
            place = kept.index(note)
            kept[place : place + 1] = [said] if said.text else []
        elif said.text:
            kept.append(said)
        self.written = kept
        self.changes += 1
        self._waiting.add(note.question)
        return said

    def write(self, store: PanelStore, panel: PanelId, chair: SeatId) -> None:
        """Bring what is new to the disk.

        Raises:
            StorageError: it is not there yet.
            OutOfOrder: the chair has locked meanwhile; the notes stay as they were locked.
        """
        while self._waiting:
            self._write(store, panel, chair, self._waiting.pop())

    def _write(
        self, store: PanelStore, panel: PanelId, chair: SeatId, question: QuestionId
    ) -> None:
        try:
            stored = store.own_notes(panel, chair)
            own = self.on(question)
            store.keep_notes(panel, chair, question, self._with_added(own, stored, question))
        except StorageError:
            self._waiting.add(question)
            raise
        others = (note for note in self._known if note.question != question)
        self._known = (*others, *own)

    def _with_added(
        self, own: Sequence[RaterNote], stored: Sequence[RaterNote], question: QuestionId
    ) -> tuple[RaterNote, ...]:
        """The own notes on a question, and those that another screen has added meanwhile."""
        begun = {note.at for note in (*own, *self._known)}
        return (*own, *(n for n in stored if n.question == question and n.at not in begun))


def one_line(words: str) -> str:
    """What was typed, in one line."""
    return " ".join(evidence_lines([words]))
