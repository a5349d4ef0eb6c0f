"""The store of mock panels.

What may be written when is checked in the transaction that writes: two processes that
ask at once cannot both be told yes. Before the reveal no statement here reads a score
but for the seat whose it is.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection
from sqlmodel import col, delete, insert, select

from mock_panel.domain.ids import FormId, ItemId, PanelId, QuestionId, SeatId
from mock_panel.domain.panel_events import PanelAnswer, PanelEvent
from mock_panel.domain.panel_forms import FormChange
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.panels import Panel, SeatGuard
from mock_panel.domain.ratings import Move, PooledScore, RaterNote, Rating, SeatProgress, Settlement
from mock_panel.storage.database import Database
from mock_panel.storage.panel_order import (
    must_all_be_locked,
    must_be_complete,
    must_be_discussed,
    must_be_last,
    must_be_open,
    must_be_rated_among_others,
    must_be_unrated,
    must_differ,
    must_have_agreed,
    must_have_waited,
)
from mock_panel.storage.panel_reading import (
    closed_ids,
    form_with,
    found_panel,
    given,
    guard_of,
    newest_first,
    own_ratings,
    packet_key,
    panels_with,
    pooled_of,
    records_of,
    revealed_ids,
    revealed_panel,
    rows_of,
    unseen_count,
)
from mock_panel.storage.panel_rows import (
    answer_of,
    answer_values,
    event_of,
    event_values,
    form_values,
    move_values,
    note_of,
    panel_values,
    seat_values,
    settlement_values,
)
from mock_panel.storage.panel_tables import (
    EventRow,
    FormChangeRow,
    FormRow,
    MoveRow,
    NoteRow,
    PanelAnswerRow,
    PanelRow,
    SeatRow,
    SettlementRow,
)
from mock_panel.storage.panel_writing import (
    append,
    change_panel,
    change_seat,
    put_notes,
    put_rating,
)
from mock_panel.storage.people import recognised
from mock_panel.storage.statements import all_of, pages, put


class SqlPanelStore:
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


def _lock(
    connection: Connection, panel: PanelId, seat: SeatId, items: Sequence[ItemId], at: datetime
) -> None:
    must_be_complete(connection, panel, seat, items)
    change_seat(connection, panel, seat, locked_at=at)
