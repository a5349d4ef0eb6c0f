"""The tables of mock panels.

A rating has a row of its own, one for each rater and item, so that several processes
write at once and none overwrites another's. What is said after the reveal is only ever
added to: first ratings, moves and settlements are kept for good.
"""

from datetime import datetime

from sqlmodel import Field

from mock_panel.storage.tables import Row, owner_field


class FormRow(Row, table=True):
    """The questions of a panel as they were worded when it was convened."""

    __tablename__ = "panel_form"

    id: str = Field(primary_key=True)
    document: str


class FormChangeRow(Row, table=True):
    """An item taken out of the rating for every candidate of a form."""

    __tablename__ = "panel_form_change"

    form_id: str = Field(primary_key=True, foreign_key="panel_form.id", ondelete="CASCADE")
    item: str = Field(primary_key=True)
    reason: str
    at: datetime


class PanelRow(Row, table=True):
    """One candidate before one panel."""

    __tablename__ = "panel"

    id: str = Field(primary_key=True)
    form_id: str = Field(foreign_key="panel_form.id", index=True)
    candidate: str
    cohort: str
    masked: bool
    convened_at: datetime = Field(index=True)
    agreed: bool | None
    revealed_at: datetime | None
    closed_at: datetime | None
    mentor: str | None = owner_field()
    """Who convened it."""
    candidate_person: str | None = owner_field()
    """Who the candidate is, where that is somebody of the programme."""


class SeatRow(Row, table=True):
    """A person's place in a panel, with what guards it."""

    __tablename__ = "panel_seat"

    panel_id: str = Field(primary_key=True, foreign_key="panel.id", ondelete="CASCADE")
    seat: str = Field(primary_key=True)
    name: str
    role: str
    rates: bool
    locked_at: datetime | None
    pin: str
    """Salt and digest, never the PIN; empty where the seat has none."""
    wrong_pins: int
    """In a row."""
    barred_until: datetime | None
    packet_key: str | None
    """What seals the seat's ratings file; None while no packet was made."""
    person: str | None = owner_field()
    """Who sits here, where that is somebody of the programme."""


class RatingRow(Row, table=True):
    """What one rater thinks of one item."""

    __tablename__ = "panel_rating"

    panel_id: str = Field(primary_key=True, foreign_key="panel.id", ondelete="CASCADE")
    seat: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    score: int | None
    evidence: str
    """A JSON array of lines."""
    source: str
    with_pin: bool
    at: datetime


class MoveRow(Row, table=True):
    """A rater's own rating after the discussion."""

    __tablename__ = "panel_move"

    panel_id: str = Field(primary_key=True, foreign_key="panel.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    """From 1, in the order of happening."""
    seat: str
    item: str
    score: int
    reason: str
    at: datetime


class SettlementRow(Row, table=True):
    """What a panel came to on one item."""

    __tablename__ = "panel_settlement"

    panel_id: str = Field(primary_key=True, foreign_key="panel.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    item: str
    score: int | None
    reason: str
    at: datetime


class NoteRow(Row, table=True):
    """One line that a rater wrote down while the candidate spoke."""

    __tablename__ = "panel_note"

    panel_id: str = Field(primary_key=True, foreign_key="panel.id", ondelete="CASCADE")
    seat: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    part: str
    text: str
    second: float | None
    at: datetime


class EventRow(Row, table=True):
    """One thing that happened while a panel was conducted."""

    __tablename__ = "panel_event"

    panel_id: str = Field(primary_key=True, foreign_key="panel.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    kind: str
    question: str | None
    words: str
    seconds: float | None
    at: datetime


class PanelAnswerRow(Row, table=True):
    """What a candidate said to one question, where the candidate agreed to its being kept."""

    __tablename__ = "panel_answer"

    panel_id: str = Field(primary_key=True, foreign_key="panel.id", ondelete="CASCADE")
    question: str = Field(primary_key=True)
    text: str
    mode: str
    seconds: float
    speech: str | None
    """A JSON document; the sound is a file."""


class CalibrationRow(Row, table=True):
    """What a rater gave an exemplar."""

    __tablename__ = "calibration"

    rater: str = Field(primary_key=True)
    exemplar: str = Field(primary_key=True)
    at: datetime = Field(primary_key=True)
    score: int
    evidence: str
    owner: str | None = owner_field()
