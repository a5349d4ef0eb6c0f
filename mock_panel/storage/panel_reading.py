"""Panels as the database holds them: the statements that only read."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection
from sqlmodel import col, func, select

from mock_panel.domain.ids import FormId, ItemId, PanelId, SeatId
from mock_panel.domain.panel_forms import FormChange, PanelForm
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.panels import Panel, SeatGuard
from mock_panel.domain.ratings import PooledScore, Rating
from mock_panel.errors import OutOfOrder, StorageError
from mock_panel.storage.panel_rows import (
    answer_of,
    change_of,
    event_of,
    form_of,
    move_of,
    note_of,
    panel_of,
    rating_of,
    seat_of,
    settlement_of,
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
from mock_panel.storage.row_rights import is_narrowed
from mock_panel.storage.statements import all_of, pages


def newest_first(statement: Any) -> Any:
    """The panels that were convened last come first."""
    return statement.order_by(col(PanelRow.convened_at).desc(), col(PanelRow.id).desc())


def rows_of(
    connection: Connection, table: Any, panels: Sequence[str], *order: Any
) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The rows of each panel; a panel without any has an empty list."""
    grouped: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    statement = all_of(table).where(col(table.panel_id).in_(panels)).order_by(*order)
    for row in connection.execute(statement).mappings():
        grouped[row["panel_id"]].append(dict(row))
    return grouped


def forms(connection: Connection, ids: Sequence[str]) -> dict[str, PanelForm]:
    """The forms with these ids, with all that was changed of them."""
    changes: dict[str, list[FormChange]] = defaultdict(list)
    statement = all_of(FormChangeRow).where(col(FormChangeRow.form_id).in_(ids))
    for row in connection.execute(statement.order_by(col(FormChangeRow.at))).mappings():
        changes[row["form_id"]].append(change_of(dict(row)))
    documents = connection.execute(all_of(FormRow).where(col(FormRow.id).in_(ids)))
    return {row.id: form_of(row.document, changes[row.id]) for row in documents}


def form_with(connection: Connection, form: FormId) -> PanelForm:
    """The form with this id."""
    return forms(connection, [form])[form]


def panels_with(connection: Connection, ids: Sequence[str]) -> list[Panel]:
    """The panels with these ids that exist, in the order of the ids."""
    found = []
    for page in pages(ids):
        statement = all_of(PanelRow).where(col(PanelRow.id).in_(page))
        rows = {row["id"]: dict(row) for row in connection.execute(statement).mappings()}
        known = forms(connection, sorted({row["form_id"] for row in rows.values()}))
        seats = rows_of(connection, SeatRow, page, SeatRow.seat)
        found += [
            panel_of(rows[id_], known[rows[id_]["form_id"]], map(seat_of, seats[id_]))
            for id_ in page
            if id_ in rows
        ]
    return found


def found_panel(connection: Connection, panel: PanelId) -> Panel:
    """The panel with this id.

    Raises:
        StorageError: it has been erased.
    """
    found = panels_with(connection, [panel])
    if not found:
        raise StorageError(
            "This panel is no longer in the database.",
            "It has been erased meanwhile; `mock-panel panel status` lists those there are.",
        )
    return found[0]


def revealed_panel(connection: Connection, panel: PanelId) -> Panel:
    """The panel with this id, if its ratings may be seen.

    Raises:
        OutOfOrder: `not_revealed`.
    """
    whole = found_panel(connection, panel)
    if not whole.is_revealed:
        raise OutOfOrder(
            "not_revealed",
            "The ratings are not revealed yet.",
            "When all raters have locked, the chair reveals them.",
        )
    return whole


def revealed_ids(connection: Connection, panels: Sequence[PanelId] | None) -> list[PanelId]:
    """Those of these panels, or of all, that are revealed; the oldest first."""
    statement = select(PanelRow.id).where(col(PanelRow.revealed_at).is_not(None))
    statement = statement.order_by(col(PanelRow.convened_at), col(PanelRow.id))
    found = [PanelId(id_) for (id_,) in connection.execute(statement)]
    return found if panels is None else [id_ for id_ in found if id_ in set(panels)]


def closed_ids(connection: Connection, form: FormId) -> list[PanelId]:
    """The panels of a form that are closed; the oldest first."""
    statement = select(PanelRow.id).where(col(PanelRow.form_id) == form)
    statement = statement.where(col(PanelRow.closed_at).is_not(None))
    statement = statement.order_by(col(PanelRow.convened_at), col(PanelRow.id))
    return [PanelId(id_) for (id_,) in connection.execute(statement)]


def unseen_count(connection: Connection, form: FormId) -> int:
    """How many panels of a form there are that whoever is connected may not see."""
    if not is_narrowed(connection):
        return 0
    used = func.mock_panel_forms_in_use().column_valued("form")
    every = select(func.count(used)).where(used == form)
    seen = select(func.count()).select_from(PanelRow).where(col(PanelRow.form_id) == form)
    return int(connection.execute(every).scalar_one() - connection.execute(seen).scalar_one())


def of_seat(statement: Any, panel: PanelId, seat: SeatId) -> Any:
    """A statement about seats, narrowed to one."""
    return statement.where(col(SeatRow.panel_id) == panel, col(SeatRow.seat) == seat)


def guard_of(connection: Connection, panel: PanelId, seat: SeatId) -> SeatGuard:
    """What keeps others out of a seat."""
    statement = select(SeatRow.pin, SeatRow.wrong_pins, SeatRow.barred_until)
    row = connection.execute(of_seat(statement, panel, seat)).one()
    return SeatGuard(row.pin, row.wrong_pins, row.barred_until)


def packet_key(connection: Connection, panel: PanelId, seat: SeatId) -> str | None:
    """The key of a seat's packet; None while no packet was made."""
    key: str | None = connection.execute(
        of_seat(select(SeatRow.packet_key), panel, seat)
    ).scalar_one()
    return key


def own_ratings(connection: Connection, panel: PanelId, seat: SeatId) -> list[Rating]:
    """A seat's own ratings, locked or not."""
    statement = all_of(RatingRow).where(
        col(RatingRow.panel_id) == panel, col(RatingRow.seat) == seat
    )
    rows = connection.execute(statement.order_by(RatingRow.item)).mappings()
    return [rating_of(dict(row)) for row in rows]


def given(connection: Connection, panel: PanelId) -> Iterable[tuple[SeatId, ItemId]]:
    """Who has rated which item; what was given is not read.

    Only that there is a score, and a line of evidence.
    """
    statement: Any = select(RatingRow.seat, RatingRow.item).where(
        col(RatingRow.panel_id) == panel,
        col(RatingRow.score).is_not(None),
        col(RatingRow.evidence) != "[]",
    )
    if is_narrowed(connection):
        told = func.mock_panel_given(panel).table_valued("seat", "item")
        statement = select(told.c.seat, told.c.item)
    return connection.execute(statement)


def records_of(connection: Connection, panels: Sequence[Panel]) -> list[PanelRecord]:
    """Everything about panels that are revealed."""
    ids = [panel.id for panel in panels]
    ratings = rows_of(connection, RatingRow, ids, RatingRow.seat, RatingRow.item)
    moves = rows_of(connection, MoveRow, ids, MoveRow.number)
    settlements = rows_of(connection, SettlementRow, ids, SettlementRow.number)
    notes = rows_of(connection, NoteRow, ids, NoteRow.seat, NoteRow.question, NoteRow.number)
    events = rows_of(connection, EventRow, ids, EventRow.number)
    answers = rows_of(connection, PanelAnswerRow, ids, PanelAnswerRow.question)
    return [
        PanelRecord(
            panel,
            tuple(map(rating_of, ratings[panel.id])),
            tuple(map(move_of, moves[panel.id])),
            tuple(map(settlement_of, settlements[panel.id])),
            tuple(map(note_of, notes[panel.id])),
            tuple(map(event_of, events[panel.id])),
            tuple(map(answer_of, answers[panel.id])),
        )
        for panel in panels
    ]


def pooled_of(connection: Connection, panels: Sequence[PanelId]) -> Iterable[PooledScore]:
    """Scores without the words around them: a thousand panels in the time of a blink."""
    of_panel = select(PanelRow.id, PanelRow.form_id, PanelRow.masked)
    of_panel = of_panel.where(col(PanelRow.id).in_(panels))
    ends = _scale_ends(connection, panels)
    form_of_panel, masked = {}, set()
    for panel, form, is_masked in connection.execute(of_panel):
        form_of_panel[panel] = form
        if is_masked:
            masked.add(panel)
    taken_out = {
        (form, item)
        for form, item in connection.execute(select(FormChangeRow.form_id, FormChangeRow.item))
    }
    settled: dict[tuple[str, str], int | None] = {}
    statement = select(SettlementRow.panel_id, SettlementRow.item, SettlementRow.score)
    statement = statement.where(col(SettlementRow.panel_id).in_(panels))
    for panel, item, score in connection.execute(statement.order_by(col(SettlementRow.number))):
        settled[panel, item] = score
    moved: dict[tuple[str, str, str], int] = {}
    moves = select(MoveRow.panel_id, MoveRow.seat, MoveRow.item, MoveRow.score)
    moves = moves.where(col(MoveRow.panel_id).in_(panels)).order_by(col(MoveRow.number))
    for panel, seat, item, score in connection.execute(moves):
        moved[panel, seat, item] = score
    rater_of = {
        (panel, seat.id): seat.mask if panel in masked else seat.name
        for panel, rows in rows_of(connection, SeatRow, panels).items()
        for seat in map(seat_of, rows)
    }
    given = select(RatingRow.panel_id, RatingRow.seat, RatingRow.item, RatingRow.score)
    given = given.where(col(RatingRow.panel_id).in_(panels), col(RatingRow.score).is_not(None))
    for panel, seat, item, score in connection.execute(
        given.order_by(col(RatingRow.panel_id), col(RatingRow.item), col(RatingRow.seat))
    ):
        if (form_of_panel[panel], item) in taken_out or score is None:
            continue
        final = settled.get((panel, item))
        if final is None:
            final = moved.get((panel, seat, item), score)
        low, high = ends[form_of_panel[panel]]
        yield PooledScore(
            PanelId(panel), ItemId(item), rater_of[panel, SeatId(seat)], panel in masked,
            score, final, low, high,
        )  # fmt: skip


def _scale_ends(connection: Connection, panels: Sequence[PanelId]) -> dict[str, tuple[int, int]]:
    """The lowest and the highest value of each form's scale."""
    forms_sat = select(PanelRow.form_id).where(col(PanelRow.id).in_(panels))
    statement = select(FormRow.id, FormRow.document).where(col(FormRow.id).in_(forms_sat))
    ends = {}
    for form, document in connection.execute(statement):
        values = [level["value"] for level in json.loads(document)["scale"]["levels"]]
        ends[form] = (min(values), max(values))
    return ends
