"""Panels as rows, and rows as panels."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mock_panel.domain import form_document, speech_document
from mock_panel.domain.ids import ItemId, PanelId, QuestionId, SeatId
from mock_panel.domain.panel_events import EventKind, PanelAnswer, PanelEvent
from mock_panel.domain.panel_forms import FormChange, PanelForm
from mock_panel.domain.panels import Panel, Role, Seat
from mock_panel.domain.parts import AnswerMode, Part
from mock_panel.domain.ratings import Move, RaterNote, Rating, RatingSource, Settlement
from mock_panel.storage.attempt_rows import Values, spoken_of, storable


def form_values(form: PanelForm) -> Values:
    """The row of a form."""
    return {"id": form.id, "document": storable(json.dumps(form_document.to_document(form)))}


def form_of(document: str, changes: Sequence[FormChange]) -> PanelForm:
    """A form from its document and what was changed since."""
    return form_document.from_document(json.loads(document), tuple(changes))


def change_of(row: Mapping[str, Any]) -> FormChange:
    """A change from its row."""
    return FormChange(ItemId(row["item"]), row["reason"], row["at"])


def panel_values(panel: Panel) -> Values:
    """The row of a panel without its seats."""
    return {
        "id": panel.id,
        "form_id": panel.form.id,
        "candidate": storable(panel.candidate),
        "cohort": storable(panel.cohort),
        "masked": panel.masked,
        "convened_at": panel.convened_at,
        "agreed": panel.agreed,
        "revealed_at": panel.revealed_at,
        "closed_at": panel.closed_at,
    }


def seat_values(panel: PanelId, seat: Seat, pin: str) -> Values:
    """The row of a seat that nobody has sat in yet."""
    return {
        "panel_id": panel,
        "seat": seat.id,
        "name": storable(seat.name),
        "role": seat.role.value,
        "rates": seat.rates,
        "locked_at": seat.locked_at,
        "pin": pin,
        "wrong_pins": 0,
        "barred_until": None,
        "packet_key": None,
    }


def seat_of(row: Mapping[str, Any]) -> Seat:
    """A seat from its row, without what guards it."""
    return Seat(SeatId(row["seat"]), row["name"], Role(row["role"]), row["rates"], row["locked_at"])


def panel_of(row: Mapping[str, Any], form: PanelForm, seats: Iterable[Seat]) -> Panel:
    """A panel from its row."""
    return Panel(
        id=PanelId(row["id"]),
        form=form,
        candidate=row["candidate"],
        cohort=row["cohort"],
        masked=row["masked"],
        seats=tuple(seats),
        convened_at=row["convened_at"],
        agreed=row["agreed"],
        revealed_at=row["revealed_at"],
        closed_at=row["closed_at"],
    )


def rating_values(panel: PanelId, rating: Rating) -> Values:
    """The row of a rating."""
    return {
        "panel_id": panel,
        "seat": rating.seat,
        "item": rating.item,
        "score": rating.score,
        "evidence": json.dumps([storable(line) for line in rating.evidence]),
        "source": rating.source.value,
        "with_pin": rating.with_pin,
        "at": rating.at,
    }


def rating_of(row: Mapping[str, Any]) -> Rating:
    """A rating from its row."""
    return Rating(
        SeatId(row["seat"]),
        ItemId(row["item"]),
        row["score"],
        tuple(json.loads(row["evidence"])),
        RatingSource(row["source"]),
        row["with_pin"],
        row["at"],
    )


def move_values(move: Move) -> Values:
    """The row of a move, without its panel and number."""
    return {
        "seat": move.seat,
        "item": move.item,
        "score": move.score,
        "reason": storable(move.reason),
        "at": move.at,
    }


def move_of(row: Mapping[str, Any]) -> Move:
    """A move from its row."""
    return Move(SeatId(row["seat"]), ItemId(row["item"]), row["score"], row["reason"], row["at"])


def settlement_values(settlement: Settlement) -> Values:
    """The row of a settlement, without its panel and number."""
    return {
        "item": settlement.item,
        "score": settlement.score,
        "reason": storable(settlement.reason),
        "at": settlement.at,
    }


def settlement_of(row: Mapping[str, Any]) -> Settlement:
    """A settlement from its row."""
    return Settlement(ItemId(row["item"]), row["score"], row["reason"], row["at"])


def note_values(panel: PanelId, number: int, note: RaterNote) -> Values:
    """The row of a note; numbers count from 1 within seat and question."""
    return {
        "panel_id": panel,
        "seat": note.seat,
        "question": note.question,
        "number": number,
        "part": note.part.value,
        "text": storable(note.text),
        "second": note.second,
        "at": note.at,
    }


def note_of(row: Mapping[str, Any]) -> RaterNote:
    """A note from its row."""
    return RaterNote(
        SeatId(row["seat"]),
        QuestionId(row["question"]),
        Part(row["part"]),
        row["text"],
        row["second"],
        row["at"],
    )


def event_values(event: PanelEvent) -> Values:
    """The row of an event, without its panel and number."""
    return {
        "kind": event.kind.value,
        "question": event.question,
        "words": storable(event.words),
        "seconds": event.seconds,
        "at": event.at,
    }


def event_of(row: Mapping[str, Any]) -> PanelEvent:
    """An event from its row."""
    question = row["question"]
    return PanelEvent(
        EventKind(row["kind"]),
        row["at"],
        None if question is None else QuestionId(question),
        row["words"],
        row["seconds"],
    )


def answer_values(panel: PanelId, answer: PanelAnswer) -> Values:
    """The row of what a candidate said."""
    spoken = answer.spoken
    return {
        "panel_id": panel,
        "question": answer.question,
        "text": storable(answer.text),
        "mode": answer.mode.value,
        "seconds": answer.seconds,
        "speech": None if spoken is None else json.dumps(speech_document.to_document(spoken)),
    }


def answer_of(row: Mapping[str, Any]) -> PanelAnswer:
    """What a candidate said, from its row."""
    return PanelAnswer(
        QuestionId(row["question"]),
        row["text"],
        AnswerMode(row["mode"]),
        row["seconds"],
        spoken_of(row["speech"]),
    )
