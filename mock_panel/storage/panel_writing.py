"""Panels as the database holds them: the statements that write."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
from sqlmodel import col, delete, func, insert, select, update

from mock_panel.domain.ids import PanelId, QuestionId, SeatId
from mock_panel.domain.ratings import RaterNote, Rating
from mock_panel.storage.attempt_rows import Values
from mock_panel.storage.database import RowsWithheld
from mock_panel.storage.panel_reading import found_panel, of_seat
from mock_panel.storage.panel_rows import note_values, rating_values
from mock_panel.storage.panel_tables import NoteRow, PanelRow, RatingRow, SeatRow
from mock_panel.storage.statements import put


def change_panel(connection: Connection, panel: PanelId, **values: Any) -> None:
    """Give a panel other values."""
    statement = update(PanelRow).where(col(PanelRow.id) == panel).values(**values)
    _must_have_changed(connection, panel, connection.execute(statement).rowcount)


def change_seat(connection: Connection, panel: PanelId, seat: SeatId, **values: Any) -> None:
    """Give a seat other values."""
    changed = connection.execute(of_seat(update(SeatRow), panel, seat).values(**values))
    _must_have_changed(connection, panel, changed.rowcount)


def _must_have_changed(connection: Connection, panel: PanelId, rows: int) -> None:
    """A row that its rules keep from whoever asks is left as it is, without an error."""
    if not rows:
        found_panel(connection, panel)
        raise RowsWithheld


def put_rating(connection: Connection, panel: PanelId, rating: Rating) -> None:
    """Store a rating in place of the one before."""
    put(connection, RatingRow, rating_values(panel, rating))


def put_notes(
    connection: Connection,
    panel: PanelId,
    seat: SeatId,
    question: QuestionId,
    notes: Sequence[RaterNote],
) -> None:
    """Store a seat's notes on a question in place of those before."""
    connection.execute(
        delete(NoteRow).where(
            col(NoteRow.panel_id) == panel,
            col(NoteRow.seat) == seat,
            col(NoteRow.question) == question,
        )
    )
    if notes:
        rows = [note_values(panel, number, note) for number, note in enumerate(notes, 1)]
        connection.execute(insert(NoteRow), rows)


def append(connection: Connection, table: Any, panel: PanelId, values: Values) -> None:
    """Add a row after the last one of its panel."""
    last = select(func.coalesce(func.max(table.number), 0)).where(col(table.panel_id) == panel)
    number = connection.execute(last).scalar_one() + 1
    connection.execute(insert(table), [{"panel_id": panel, "number": number, **values}])
