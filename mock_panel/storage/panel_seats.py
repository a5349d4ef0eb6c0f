"""What is one seat's own: what keeps others out of it, and what is rated there alone.

What may be written when is checked in the transaction that writes: two processes that ask at once
cannot both be told yes. No statement here reads a score but for the seat whose it is.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection
from sqlmodel import col

from mock_panel.domain.ids import ItemId, PanelId, QuestionId, SeatId
from mock_panel.domain.panels import SeatGuard
from mock_panel.domain.ratings import RaterNote, Rating, SeatProgress
from mock_panel.storage.database import Database
from mock_panel.storage.panel_order import (
    must_be_complete,
    must_be_open,
    must_be_unrated,
    must_have_waited,
)
from mock_panel.storage.panel_reading import found_panel, given, guard_of, own_ratings, packet_key
from mock_panel.storage.panel_rows import note_of
from mock_panel.storage.panel_tables import NoteRow
from mock_panel.storage.panel_writing import change_seat, put_notes, put_rating
from mock_panel.storage.statements import all_of


class PanelSeats:
    """The part of the store that serves a seat; any call may raise StorageError."""

    _database: Database

    def guard(self, panel: PanelId, seat: SeatId) -> SeatGuard:
        """What keeps others out of a seat."""
        with self._database.read() as connection:
            return guard_of(connection, panel, seat)

    def guess(
        self, panel: PanelId, seat: SeatId, now: datetime, allowed: int, barred: timedelta
    ) -> SeatGuard:
        """Count a guess at a seat's PIN before it is looked at, and give what it must fit.

        Raises:
            OutOfOrder: `barred`; nothing is counted then.
        """
        with self._database.write(panel) as connection:
            guard = guard_of(connection, panel, seat)
            if not guard.pin:
                return guard
            must_have_waited(guard, now)
            wrong = guard.wrong + 1
            until = now + barred if wrong % allowed == 0 else None
            change_seat(connection, panel, seat, wrong_pins=wrong, barred_until=until)
            return SeatGuard(guard.pin, wrong, until)

    def forget_guesses(self, panel: PanelId, seat: SeatId) -> None:
        """The last guess was right."""
        with self._database.write(panel) as connection:
            change_seat(connection, panel, seat, wrong_pins=0, barred_until=None)

    def renew_pin(self, panel: PanelId, seat: SeatId, pin: str) -> None:
        """Guard a seat anew.

        Raises:
            OutOfOrder: `has_rated`: whoever had the new PIN could change what is there.
        """
        with self._database.write(panel) as connection:
            must_be_open(connection, panel, seat)
            must_be_unrated(connection, panel, seat)
            change_seat(connection, panel, seat, pin=pin, wrong_pins=0, barred_until=None)

    def packet_key(self, panel: PanelId, seat: SeatId, fresh: str) -> str:
        """The key of a seat's packet: the first that was given, from then on."""
        with self._database.write(panel) as connection:
            key = packet_key(connection, panel, seat)
            if key is None:
                change_seat(connection, panel, seat, packet_key=fresh)
            return key or fresh

    def existing_key(self, panel: PanelId, seat: SeatId) -> str | None:
        """The key of a seat's packet; None while no packet was made."""
        with self._database.read() as connection:
            return packet_key(connection, panel, seat)

    def rate(self, panel: PanelId, rating: Rating) -> None:
        """Store a draft of a rating; it takes the place of the one before.

        Raises:
            OutOfOrder: `locked`; nothing was stored.
        """
        with self._database.write(panel) as connection:
            must_be_open(connection, panel, rating.seat)
            put_rating(connection, panel, rating)

    def own_ratings(self, panel: PanelId, seat: SeatId) -> Sequence[Rating]:
        """A seat's own ratings, locked or not."""
        with self._database.read() as connection:
            return own_ratings(connection, panel, seat)

    def keep_notes(
        self, panel: PanelId, seat: SeatId, question: QuestionId, notes: Sequence[RaterNote]
    ) -> None:
        """Store a seat's notes on a question in place of those before.

        Raises:
            OutOfOrder: `locked`; nothing was stored.
        """
        with self._database.write(panel) as connection:
            must_be_open(connection, panel, seat)
            put_notes(connection, panel, seat, question, notes)

    def own_notes(self, panel: PanelId, seat: SeatId) -> Sequence[RaterNote]:
        """A seat's own notes, in the order of writing within each question."""
        statement = (
            all_of(NoteRow)
            .where(col(NoteRow.panel_id) == panel, col(NoteRow.seat) == seat)
            .order_by(col(NoteRow.question), col(NoteRow.number))
        )
        with self._database.read() as connection:
            return [note_of(dict(row)) for row in connection.execute(statement).mappings()]

    def lock(self, panel: PanelId, seat: SeatId, items: Sequence[ItemId], at: datetime) -> None:
        """Make a seat's ratings final.

        Raises:
            OutOfOrder: `locked` already, or `incomplete`; nothing was changed.
        """
        with self._database.write(panel) as connection:
            must_be_open(connection, panel, seat)
            _lock(connection, panel, seat, items, at)

    def merge(
        self,
        panel: PanelId,
        seat: SeatId,
        ratings: Sequence[Rating],
        notes: Sequence[RaterNote],
        locked: tuple[Sequence[ItemId], datetime] | None,
    ) -> None:
        """Store all that came back from a rater elsewhere, and lock it if they did.

        Raises:
            OutOfOrder: as `lock`; nothing was stored.
        """
        by_question = defaultdict(list)
        for note in notes:
            by_question[note.question].append(note)
        with self._database.write(panel) as connection:
            must_be_open(connection, panel, seat)
            for rating in ratings:
                put_rating(connection, panel, rating)
            for question, own in by_question.items():
                put_notes(connection, panel, seat, question, own)
            if locked is not None:
                _lock(connection, panel, seat, *locked)

    def progress(self, panel: PanelId) -> Sequence[SeatProgress]:
        """How far each rater is: counts, never scores."""
        with self._database.read() as connection:
            whole = found_panel(connection, panel)
            rated = {item.id for item in whole.form.rated}
            done = Counter(seat for seat, item in given(connection, panel) if item in rated)
            return [
                SeatProgress(seat.id, done[seat.id], len(rated), seat.locked_at is not None)
                for seat in whole.raters
            ]


def _lock(
    connection: Connection, panel: PanelId, seat: SeatId, items: Sequence[ItemId], at: datetime
) -> None:
    must_be_complete(connection, panel, seat, items)
    change_seat(connection, panel, seat, locked_at=at)
