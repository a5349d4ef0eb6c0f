"""What may be written of a panel when: each rule asks in the transaction that writes."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection
from sqlmodel import col, func, select

from mock_panel.domain.ids import ItemId, PanelId, SeatId
from mock_panel.domain.panel_forms import PanelForm
from mock_panel.domain.panels import Panel, SeatGuard
from mock_panel.domain.ratings import Move
from mock_panel.errors import OutOfOrder
from mock_panel.storage.panel_reading import found_panel, of_seat, own_ratings, revealed_panel
from mock_panel.storage.panel_tables import EventRow, MoveRow, RatingRow, SeatRow


def must_be_open(connection: Connection, panel: PanelId, seat: SeatId) -> None:
    """A seat may be written to until its rater locks."""
    statement = of_seat(select(SeatRow.locked_at), panel, seat)
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


def must_be_discussed(connection: Connection, panel: PanelId) -> None:
    """Raters move and settle between the reveal and the close."""
    if revealed_panel(connection, panel).closed_at is not None:
        raise OutOfOrder("closed", "The panel is closed: nothing of it changes any more.")


def must_differ(connection: Connection, panel: PanelId, move: Move) -> None:
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


def must_be_last(connection: Connection, panel: PanelId, known: int) -> None:
    """Whoever adds an event must know of all that are there."""
    counted = select(func.count()).where(col(EventRow.panel_id) == panel)
    if connection.execute(counted).scalar_one() != known:
        raise OutOfOrder(
            "gone_on",
            "The interview has gone on at another screen of the chair's.",
            "Look where it stands now, then go on from there.",
        )


def must_be_complete(
    connection: Connection, panel: PanelId, seat: SeatId, items: Sequence[ItemId]
) -> None:
    """Nobody locks before these items are rated, each with what it rests on."""
    complete = {r.item for r in own_ratings(connection, panel, seat) if r.is_complete}
    if missing := [item for item in items if item not in complete]:
        raise OutOfOrder(
            "incomplete",
            f"Not rated yet, or without a line of evidence: {', '.join(missing)}.",
            "Every rating needs a score and what it rests on.",
        )


def must_be_unrated(connection: Connection, panel: PanelId, seat: SeatId) -> None:
    """Whoever had a new PIN could change what is there."""
    if own_ratings(connection, panel, seat):
        raise OutOfOrder(
            "has_rated",
            f"Rater {seat.upper()} has begun to rate; the PIN stays.",
            "Only who has not rated yet can be given another one.",
        )


def must_have_waited(guard: SeatGuard, now: datetime) -> None:
    """After too many wrong PINs a seat takes no guess for a while."""
    if guard.barred_until is not None and now < guard.barred_until:
        seconds = int((guard.barred_until - now).total_seconds()) + 1
        raise OutOfOrder(
            "barred", "Too many wrong PINs for this seat.", f"Try again in {seconds} seconds."
        )


def must_all_be_locked(panel: Panel) -> None:
    """Nothing is revealed before every rating is final, and nothing twice."""
    if panel.is_revealed:
        raise OutOfOrder("revealed", "The ratings are revealed already.")
    if open_seats := [seat for seat in panel.raters if seat.locked_at is None]:
        names = ", ".join(panel.called(seat) for seat in open_seats)
        raise OutOfOrder(
            "not_all_locked",
            f"Not everybody has locked: {names}.",
            "Nothing is shown before all ratings are final.",
        )


def must_be_rated_among_others(form: PanelForm, item: ItemId) -> None:
    """An item is taken out once, and never the last one."""
    if item not in [rated.id for rated in form.rated]:
        raise OutOfOrder("taken_out", f"{item} is taken out of the rating already.")
    if len(form.rated) == 1:
        raise OutOfOrder(
            "none_left",
            f"{item} is the last that is rated.",
            "A panel needs something to rate; convene another one.",
        )


def must_have_agreed(panel: Panel) -> None:
    """Answers are kept only of a candidate who agreed to it."""
    if not panel.agreed:
        raise OutOfOrder(
            "not_agreed",
            "The candidate has not agreed that answers are kept.",
            "Ask first, and note the answer.",
        )
