"""Write a panel's whole record through the store, in the order in which it happens."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby

from mock_panel.domain.ids import PanelId, SeatId
from mock_panel.domain.panel_events import EventKind, PanelEvent
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.panels import Seat
from mock_panel.panel.ports import PanelStore
from mock_panel.storage.panels import SqlPanelStore


def write_record(store: SqlPanelStore, record: PanelRecord) -> None:
    panel = record.panel
    unlocked = tuple(replace(seat, locked_at=None) for seat in panel.seats)
    form = replace(panel.form, changes=())
    new = replace(panel, form=form, seats=unlocked, revealed_at=None, closed_at=None)
    store.convene(new, {})
    for change in panel.form.changes:
        store.change_form(panel.form.id, change)
    for event in record.events:
        store.happened(panel.id, event)
    for answer in record.answers:
        store.keep_answer(panel.id, answer)
    for seat in panel.raters:
        write_rater(store, record, seat.id)
        store.lock(panel.id, seat.id, [item.id for item in panel.form.rated], _when(seat))
    assert panel.revealed_at is not None
    store.reveal(panel.id, panel.revealed_at)
    for move in record.moves:
        store.move(panel.id, move)
    for settlement in record.settlements:
        store.settle(panel.id, settlement)
    if panel.closed_at is not None:
        store.close(panel.id, panel.closed_at)


def agree(store: PanelStore, panel: PanelId, agreed: bool) -> None:
    """What the candidate says when asked whether answers may be kept."""
    event = PanelEvent(EventKind.CONSENT, datetime(2026, 3, 2, 14, tzinfo=UTC))
    store.happened(panel, event, agreed=agreed)


def write_rater(store: SqlPanelStore, record: PanelRecord, seat: SeatId) -> None:
    panel = record.panel.id
    for rating in record.ratings:
        if rating.seat == seat:
            store.rate(panel, rating)
    own = [note for note in record.notes if note.seat == seat]
    for question, notes in groupby(own, key=lambda note: note.question):
        store.keep_notes(panel, seat, question, list(notes))


def _when(seat: Seat) -> datetime:
    assert seat.locked_at is not None
    return seat.locked_at
