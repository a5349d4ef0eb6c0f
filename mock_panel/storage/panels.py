"""The store of mock panels.

What may be written when is checked in the transaction that writes: two processes that
ask at once cannot both be told yes. Before the reveal no statement here reads a score
but for the seat whose it is.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlmodel import col, delete, func, insert, select, update

from mock_panel.domain.ids import FormId, ItemId, PanelId, QuestionId, SeatId
from mock_panel.domain.panel_events import PanelAnswer, PanelEvent
from mock_panel.domain.panel_forms import FormChange
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.panels import Panel, SeatGuard
from mock_panel.domain.ratings import Move, PooledScore, RaterNote, Rating, SeatProgress, Settlement
from mock_panel.errors import OutOfOrder
from mock_panel.storage.attempt_rows import Values
from mock_panel.storage.database import Database, RowsWithheld
from mock_panel.storage.panel_reading import (
    all_of,
    form_with,
    found_panel,
    newest_first,
    pages,
    panels_with,
    pooled_of,
    records_of,
    revealed_ids,
    revealed_panel,
    rows_of,
)  # fmt: skip
from mock_panel.storage.panel_rows import (
    answer_of,
    answer_values,
    event_of,
    event_values,
    form_values,
    move_values,
    note_of,
    note_values,
    panel_values,
    rating_of,
    rating_values,
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
    RatingRow,
    SeatRow,
    SettlementRow,
)
from mock_panel.storage.people import recognised
from mock_panel.storage.row_rights import is_narrowed
from mock_panel.storage.upserts import upsert

T = TypeVar("T")
PAGE = 200
"""Panels that are read in one statement; SQLite bounds the number of values."""


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
            return _guard(connection, panel, seat)

    def guess(
        self, panel: PanelId, seat: SeatId, now: datetime, allowed: int, barred: timedelta
    ) -> SeatGuard:
        """Count a guess at a seat's PIN before it is looked at, and give what it must fit.

        Raises:
            OutOfOrder: `barred`; nothing is counted then.
        """
        with self._database.write(panel) as connection:
            guard = _guard(connection, panel, seat)
            if not guard.pin:
                return guard
            if guard.barred_until is not None and now < guard.barred_until:
                seconds = int((guard.barred_until - now).total_seconds()) + 1
                raise OutOfOrder(
                    "barred",
                    "Too many wrong PINs for this seat.",
                    f"Try again in {seconds} seconds.",
                )
            wrong = guard.wrong + 1
            until = now + barred if wrong % allowed == 0 else None
            _change_seat(connection, panel, seat, wrong_pins=wrong, barred_until=until)
            return SeatGuard(guard.pin, wrong, until)

    def forget_guesses(self, panel: PanelId, seat: SeatId) -> None:
        """The last guess was right."""
        with self._database.write(panel) as connection:
            _change_seat(connection, panel, seat, wrong_pins=0, barred_until=None)

    def renew_pin(self, panel: PanelId, seat: SeatId, pin: str) -> None:
        """Guard a seat anew.

        Raises:
            OutOfOrder: `has_rated`: whoever had the new PIN could change what is there.
        """
        with self._database.write(panel) as connection:
            _must_be_open(connection, panel, seat)
            if _own_ratings(connection, panel, seat):
                raise OutOfOrder(
                    "has_rated",
                    f"Rater {seat.upper()} has begun to rate; the PIN stays.",
                    "Only who has not rated yet can be given another one.",
                )
            _change_seat(connection, panel, seat, pin=pin, wrong_pins=0, barred_until=None)

    def packet_key(self, panel: PanelId, seat: SeatId, fresh: str) -> str:
        """The key of a seat's packet: the first that was given, from then on."""
        with self._database.write(panel) as connection:
            key = _packet_key(connection, panel, seat)
            if key is None:
                _change_seat(connection, panel, seat, packet_key=fresh)
            return key or fresh

    def existing_key(self, panel: PanelId, seat: SeatId) -> str | None:
        """The key of a seat's packet; None while no packet was made."""
        with self._database.read() as connection:
            return _packet_key(connection, panel, seat)

    def rate(self, panel: PanelId, rating: Rating) -> None:
        """Store a draft of a rating; it takes the place of the one before.

        Raises:
            OutOfOrder: `locked`; nothing was stored.
        """
        with self._database.write(panel) as connection:
            _must_be_open(connection, panel, rating.seat)
            _put_rating(connection, panel, rating)

    def own_ratings(self, panel: PanelId, seat: SeatId) -> Sequence[Rating]:
        """A seat's own ratings, locked or not."""
        with self._database.read() as connection:
            return _own_ratings(connection, panel, seat)

    def keep_notes(
        self, panel: PanelId, seat: SeatId, question: QuestionId, notes: Sequence[RaterNote]
    ) -> None:
        """Store a seat's notes on a question in place of those before.

        Raises:
            OutOfOrder: `locked`; nothing was stored.
        """
        with self._database.write(panel) as connection:
            _must_be_open(connection, panel, seat)
            _put_notes(connection, panel, seat, question, notes)

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
            _must_be_open(connection, panel, seat)
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
            _must_be_open(connection, panel, seat)
            for rating in ratings:
                _put_rating(connection, panel, rating)
            for question, own in by_question.items():
                _put_notes(connection, panel, seat, question, own)
            if locked is not None:
                _lock(connection, panel, seat, *locked)

    def progress(self, panel: PanelId) -> Sequence[SeatProgress]:
        """How far each rater is: counts, never scores."""
        with self._database.read() as connection:
            whole = found_panel(connection, panel)
            rated = {item.id for item in whole.form.rated}
            done: dict[str, int] = defaultdict(int)
            # What was given is not read: only that there is a score, and a line of evidence.
            given: Any = select(RatingRow.seat, RatingRow.item).where(
                col(RatingRow.panel_id) == panel,
                col(RatingRow.score).is_not(None),
                col(RatingRow.evidence) != "[]",
            )
            if is_narrowed(connection):
                told = func.mock_panel_given(panel).table_valued("seat", "item")
                given = select(told.c.seat, told.c.item)
            for seat, item in connection.execute(given):
                done[seat] += item in rated
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
            whole = found_panel(connection, panel)
            if whole.is_revealed:
                raise OutOfOrder("revealed", "The ratings are revealed already.")
            if open_seats := [seat for seat in whole.raters if seat.locked_at is None]:
                names = ", ".join(whole.called(seat) for seat in open_seats)
                raise OutOfOrder(
                    "not_all_locked",
                    f"Not everybody has locked: {names}.",
                    "Nothing is shown before all ratings are final.",
                )
            _change_panel(connection, panel, revealed_at=at)

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
            _must_be_discussed(connection, panel)
            _must_differ(connection, panel, move)
            _append(connection, MoveRow, panel, move_values(move))

    def settle(self, panel: PanelId, settlement: Settlement) -> None:
        """Add what the panel came to on an item.

        Raises:
            OutOfOrder: `not_revealed` or `closed`.
        """
        with self._database.write(panel) as connection:
            _must_be_discussed(connection, panel)
            _append(connection, SettlementRow, panel, settlement_values(settlement))

    def close(self, panel: PanelId, at: datetime) -> None:
        """Declare everything settled.

        Raises:
            OutOfOrder: `not_revealed`, or `closed` already.
        """
        with self._database.write(panel) as connection:
            _must_be_discussed(connection, panel)
            _change_panel(connection, panel, closed_at=at)

    def change_form(self, form: FormId, change: FormChange) -> None:
        """Take an item out of the rating for every candidate.

        Raises:
            OutOfOrder: `taken_out` already, or no item would be `left`.
        """
        with self._database.write() as connection:
            whole = form_with(connection, form)
            if change.item not in [item.id for item in whole.rated]:
                raise OutOfOrder("taken_out", f"{change.item} is taken out of the rating already.")
            if len(whole.rated) == 1:
                raise OutOfOrder(
                    "none_left",
                    f"{change.item} is the last that is rated.",
                    "A panel needs something to rate; convene another one.",
                )
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
                _must_be_last(connection, panel, after)
            _append(connection, EventRow, panel, event_values(event))
            if agreed is not None:
                _change_panel(connection, panel, agreed=agreed)

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
            if not found_panel(connection, panel).agreed:
                raise OutOfOrder(
                    "not_agreed",
                    "The candidate has not agreed that answers are kept.",
                    "Ask first, and note the answer.",
                )
            _put(connection, PanelAnswerRow, answer_values(panel, answer))

    def answers(self, panel: PanelId) -> Sequence[PanelAnswer]:
        """What the candidate said, as far as it was kept."""
        with self._database.read() as connection:
            rows = rows_of(connection, PanelAnswerRow, [panel], PanelAnswerRow.question)
            return [answer_of(row) for row in rows[panel]]


def _of_seat(statement: Any, panel: PanelId, seat: SeatId) -> Any:
    return statement.where(col(SeatRow.panel_id) == panel, col(SeatRow.seat) == seat)


def _guard(connection: Connection, panel: PanelId, seat: SeatId) -> SeatGuard:
    statement = select(SeatRow.pin, SeatRow.wrong_pins, SeatRow.barred_until)
    row = connection.execute(_of_seat(statement, panel, seat)).one()
    return SeatGuard(row.pin, row.wrong_pins, row.barred_until)


def _packet_key(connection: Connection, panel: PanelId, seat: SeatId) -> str | None:
    key: str | None = connection.execute(
        _of_seat(select(SeatRow.packet_key), panel, seat)
    ).scalar_one()
    return key


def _change_seat(connection: Connection, panel: PanelId, seat: SeatId, **values: Any) -> None:
    changed = connection.execute(_of_seat(update(SeatRow), panel, seat).values(**values))
    _must_have_changed(connection, panel, changed.rowcount)


def _change_panel(connection: Connection, panel: PanelId, **values: Any) -> None:
    statement = update(PanelRow).where(col(PanelRow.id) == panel).values(**values)
    _must_have_changed(connection, panel, connection.execute(statement).rowcount)


def _must_have_changed(connection: Connection, panel: PanelId, rows: int) -> None:
    """A row that its rules keep from whoever asks is left as it is, without an error."""
    if not rows:
        found_panel(connection, panel)
        raise RowsWithheld


def _must_be_open(connection: Connection, panel: PanelId, seat: SeatId) -> None:
    statement = _of_seat(select(SeatRow.locked_at), panel, seat)
    row = connection.execute(statement).first()
    if row is None:
        found_panel(connection, panel)
        raise OutOfOrder("no_seat", f"This panel has no seat {seat!r}.")
    if row.locked_at is not None:
        raise OutOfOrder(
            "locked",
            f"Rater {seat.upper()} has locked: these ratings are final.",
            "After the reveal a rater may move, with a reason; the first rating stays on record.",
        )


def _must_be_discussed(connection: Connection, panel: PanelId) -> None:
    if revealed_panel(connection, panel).closed_at is not None:
        raise OutOfOrder("closed", "The panel is closed: nothing of it changes any more.")


def _must_differ(connection: Connection, panel: PanelId, move: Move) -> None:
    """A move goes somewhere: from the last one, or from the locked rating."""
    if _stands_at(connection, panel, move.seat, move.item) == move.score:
        raise OutOfOrder(
            "unmoved",
            f"Rater {move.seat.upper()} stands at {move.score} on {move.item} already.",
            "A move is to another score.",
        )


def _stands_at(connection: Connection, panel: PanelId, seat: SeatId, item: ItemId) -> int | None:
    """A rater's score after the discussion so far."""
    moved = (
        select(MoveRow.score)
        .where(col(MoveRow.panel_id) == panel, MoveRow.seat == seat, MoveRow.item == item)
        .order_by(col(MoveRow.number).desc())
        .limit(1)
    )
    locked = select(RatingRow.score).where(
        col(RatingRow.panel_id) == panel, RatingRow.seat == seat, RatingRow.item == item
    )
    row = connection.execute(moved).first() or connection.execute(locked).first()
    return None if row is None else row.score


def _must_be_last(connection: Connection, panel: PanelId, known: int) -> None:
    """Whoever adds an event must know of all that are there."""
    counted = select(func.count()).where(col(EventRow.panel_id) == panel)
    if connection.execute(counted).scalar_one() != known:
        raise OutOfOrder(
            "gone_on",
            "The interview has gone on at another screen of the chair's.",
            "Look where it stands now, then go on from there.",
        )


def _put(connection: Connection, table: Any, values: Values) -> None:
    """Insert a row, or change the one with the same key."""
    keys = [column.name for column in table.__table__.primary_key]
    statement = upsert(connection, table).values(**values)
    changed = {name: statement.excluded[name] for name in values if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed))


def _put_rating(connection: Connection, panel: PanelId, rating: Rating) -> None:
    _put(connection, RatingRow, rating_values(panel, rating))


def _put_notes(
    connection: Connection,
    panel: PanelId,
    seat: SeatId,
    question: QuestionId,
    notes: Sequence[RaterNote],
) -> None:
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


def _append(connection: Connection, table: Any, panel: PanelId, values: Values) -> None:
    """Add a row after the last one of its panel."""
    last = select(func.coalesce(func.max(table.number), 0)).where(col(table.panel_id) == panel)
    number = connection.execute(last).scalar_one() + 1
    connection.execute(insert(table), [{"panel_id": panel, "number": number, **values}])


def _own_ratings(connection: Connection, panel: PanelId, seat: SeatId) -> list[Rating]:
    statement = all_of(RatingRow).where(
        col(RatingRow.panel_id) == panel, col(RatingRow.seat) == seat
    )
    rows = connection.execute(statement.order_by(RatingRow.item)).mappings()
    return [rating_of(dict(row)) for row in rows]


def _lock(
    connection: Connection, panel: PanelId, seat: SeatId, items: Sequence[ItemId], at: datetime
) -> None:
    complete = {r.item for r in _own_ratings(connection, panel, seat) if r.is_complete}
    if missing := [item for item in items if item not in complete]:
        raise OutOfOrder(
            "incomplete",
            f"Not rated yet, or without a line of evidence: {', '.join(missing)}.",
            "Every rating needs a score and what it rests on.",
        )
    _change_seat(connection, panel, seat, locked_at=at)
