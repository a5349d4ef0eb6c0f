"""The store of mock panels: who convened which, and what happens while the candidate answers.

A seat's own ratings and what is decided together are parts of it, each in a module of its own.
"""

from collections.abc import Mapping, Sequence

from sqlmodel import col, delete, insert, select

from mock_panel.domain.ids import PanelId, SeatId
from mock_panel.domain.panel_events import PanelAnswer, PanelEvent
from mock_panel.domain.panels import Panel
from mock_panel.storage.database import Database
from mock_panel.storage.panel_order import must_be_last, must_have_agreed
from mock_panel.storage.panel_outcomes import PanelOutcomes
from mock_panel.storage.panel_reading import found_panel, newest_first, panels_with, rows_of
from mock_panel.storage.panel_rows import (
    answer_of,
    answer_values,
    event_of,
    event_values,
    form_values,
    panel_values,
    seat_values,
)
from mock_panel.storage.panel_seats import PanelSeats
from mock_panel.storage.panel_tables import EventRow, FormRow, PanelAnswerRow, PanelRow, SeatRow
from mock_panel.storage.panel_writing import append, change_panel
from mock_panel.storage.people import recognised
from mock_panel.storage.statements import put


class SqlPanelStore(PanelSeats, PanelOutcomes):
    """Panels in the database; any call may raise StorageError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def convene(self, panel: Panel, pins: Mapping[SeatId, str]) -> None:
        """Store a new panel, and its form where that is new."""
        with self._database.write() as connection:
            known = select(FormRow.id).where(col(FormRow.id) == panel.form.id)
            if connection.execute(known).first() is None:
                connection.execute(insert(FormRow), [form_values(panel.form)])
            candidate, people = recognised(connection, panel)
            head = {**panel_values(panel), "candidate_person": candidate}
            connection.execute(insert(PanelRow), [head])
            seats = [
                {
                    **seat_values(panel.id, seat, pins.get(seat.id, "")),
                    "person": people.get(seat.id),
                }
                for seat in panel.seats
            ]
            connection.execute(insert(SeatRow), seats)

    def panels(self, beginning: str = "") -> Sequence[Panel]:
        """All panels, or those whose id begins so; the newest first."""
        statement = newest_first(select(PanelRow.id))
        statement = statement.where(col(PanelRow.id).startswith(beginning, autoescape=True))
        with self._database.read() as connection:
            return panels_with(connection, [row.id for row in connection.execute(statement)])

    def get(self, panel: PanelId) -> Panel | None:
        """The panel; None where there is none with this id."""
        with self._database.read() as connection:
            return next(iter(panels_with(connection, [panel])), None)

    def erase(self, panel: PanelId) -> bool:
        """Erase a panel with all that belongs to it; whether there was one."""
        with self._database.write() as connection:
            found = connection.execute(delete(PanelRow).where(col(PanelRow.id) == panel))
            used = select(PanelRow.form_id)
            connection.execute(delete(FormRow).where(col(FormRow.id).not_in(used)))
            return bool(found.rowcount)

    def happened(
        self,
        panel: PanelId,
        event: PanelEvent,
        after: int | None = None,
        agreed: bool | None = None,
    ) -> None:
        """Add an event, and what it changes about consent.

        Raises:
            OutOfOrder: `gone_on`: there are other events by now; nothing was added.
        """
        with self._database.write(panel) as connection:
            if after is not None:
                must_be_last(connection, panel, after)
            append(connection, EventRow, panel, event_values(event))
            if agreed is not None:
                change_panel(connection, panel, agreed=agreed)

    def events(self, panel: PanelId) -> Sequence[PanelEvent]:
        """What happened so far, in order."""
        with self._database.read() as connection:
            rows = rows_of(connection, EventRow, [panel], EventRow.number)
            return [event_of(row) for row in rows[panel]]

    def keep_answer(self, panel: PanelId, answer: PanelAnswer) -> None:
        """Store what the candidate said to a question, in place of what was there.

        Raises:
            OutOfOrder: `not_agreed`.
        """
        with self._database.write(panel) as connection:
            must_have_agreed(found_panel(connection, panel))
            put(connection, PanelAnswerRow, answer_values(panel, answer))

    def answers(self, panel: PanelId) -> Sequence[PanelAnswer]:
        """What the candidate said, as far as it was kept."""
        with self._database.read() as connection:
            rows = rows_of(connection, PanelAnswerRow, [panel], PanelAnswerRow.question)
            return [answer_of(row) for row in rows[panel]]
