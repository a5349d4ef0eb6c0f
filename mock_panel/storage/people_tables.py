"""The tables of a programme's people; they mean something in this database alone."""

from datetime import datetime

from sqlmodel import Field

from mock_panel.storage.tables import Row

_STAYS = {"info": {"stays": True}}


class PersonRow(Row, table=True):
    """Somebody of the programme; never erased, so that what is theirs stays theirs."""

    __tablename__ = "person"
    __table_args__ = _STAYS

    id: str = Field(primary_key=True)
    name: str
    role: str
    login: str | None = Field(unique=True)
    """The role of the database that they connect as."""
    cohort: str
    active: bool


class ShowingRow(Row, table=True):
    """Somebody shows their practice to a mentor; the row goes when they take it back."""

    __tablename__ = "practice_showing"
    __table_args__ = _STAYS

    person: str = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    mentor: str = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    stories: bool
    """Whether the stories are shown, too."""
    since: datetime


class ReportRow(Row, table=True):
    """A closed panel's report as it was handed to the candidate, in Markdown."""

    __tablename__ = "panel_report"
    __table_args__ = _STAYS

    panel_id: str = Field(primary_key=True, foreign_key="panel.id", ondelete="CASCADE")
    page: str
    at: datetime
