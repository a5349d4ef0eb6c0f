"""What the panel does together, from the reveal on: all ratings, the discussion and its end.

What may be written when is checked in the transaction that writes, as for a seat.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import insert

from mock_panel.domain.ids import FormId, PanelId
from mock_panel.domain.panel_forms import FormChange
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.ratings import Move, PooledScore, Settlement
from mock_panel.storage.database import Database
from mock_panel.storage.panel_order import (
    must_all_be_locked,
    must_be_discussed,
    must_be_rated_among_others,
    must_differ,
)
from mock_panel.storage.panel_reading import (
    closed_ids,
    form_with,
    found_panel,
    panels_with,
    pooled_of,
    records_of,
    revealed_ids,
    revealed_panel,
    unseen_count,
)
from mock_panel.storage.panel_rows import move_values, settlement_values
from mock_panel.storage.panel_tables import FormChangeRow, MoveRow, SettlementRow
from mock_panel.storage.panel_writing import append, change_panel
from mock_panel.storage.statements import pages


class PanelOutcomes:
    """The part of the store that all raters share; any call may raise StorageError."""

    _database: Database

    def reveal(self, panel: PanelId, at: datetime) -> None:
        """Let everybody see everybody's ratings.

        Raises:
            OutOfOrder: `not_all_locked` or `revealed` already; nothing was changed.
        """
        with self._database.write(panel) as connection:
            must_all_be_locked(found_panel(connection, panel))
            change_panel(connection, panel, revealed_at=at)

    def record(self, panel: PanelId) -> PanelRecord:
        """Everything about a panel.

        Raises:
            OutOfOrder: `not_revealed`.
        """
        with self._database.read() as connection:
            whole = revealed_panel(connection, panel)
            return next(iter(records_of(connection, [whole])))

    def records(self, panels: Sequence[PanelId] | None = None) -> Sequence[PanelRecord]:
        """Everything about these panels, or all, that are revealed; the oldest first."""
        with self._database.read() as connection:
            ids = revealed_ids(connection, panels)
            return [
                record
                for page in pages(ids)
                for record in records_of(connection, panels_with(connection, page))
            ]

    def closed_with(self, form: FormId) -> Sequence[PanelRecord]:
        """Everything about the closed panels of a form, as far as they may be seen."""
        with self._database.read() as connection:
            return [
                record
                for page in pages(closed_ids(connection, form))
                for record in records_of(connection, panels_with(connection, page))
            ]

    def unseen_with(self, form: FormId) -> int:
        """How many panels of a form there are that may not be seen."""
        with self._database.read() as connection:
            return unseen_count(connection, form)

    def pooled(self, panels: Sequence[PanelId] | None = None) -> Sequence[PooledScore]:
        """The locked ratings of these panels, or all, that are revealed; items that count."""
        with self._database.read() as connection:
            return [
                score
                for page in pages(revealed_ids(connection, panels))
                for score in pooled_of(connection, page)
            ]

    def move(self, panel: PanelId, move: Move) -> None:
        """Add a rater's rating after the discussion.

        Raises:
            OutOfOrder: `not_revealed`, `closed`, or `unmoved`: it stands there already.
        """
        with self._database.write(panel) as connection:
            must_be_discussed(connection, panel)
            must_differ(connection, panel, move)
            append(connection, MoveRow, panel, move_values(move))

    def settle(self, panel: PanelId, settlement: Settlement) -> None:
        """Add what the panel came to on an item.

        Raises:
            OutOfOrder: `not_revealed` or `closed`.
        """
        with self._database.write(panel) as connection:
            must_be_discussed(connection, panel)
            append(connection, SettlementRow, panel, settlement_values(settlement))

    def close(self, panel: PanelId, at: datetime) -> None:
        """Declare everything settled.

        Raises:
            OutOfOrder: `not_revealed`, or `closed` already.
        """
        with self._database.write(panel) as connection:
            must_be_discussed(connection, panel)
            change_panel(connection, panel, closed_at=at)

    def change_form(self, form: FormId, change: FormChange) -> None:
        """Take an item out of the rating for every candidate.

        Raises:
            OutOfOrder: `taken_out` already, or no item would be `left`.
        """
        with self._database.write() as connection:
            must_be_rated_among_others(form_with(connection, form), change.item)
            values = {
                "form_id": form,
                "item": change.item,
                "reason": change.reason,
                "at": change.at,
            }
            connection.execute(insert(FormChangeRow), [values])
