"""The tables of who joins a panel from elsewhere; they mean something in this database alone."""

from datetime import datetime

from sqlmodel import Field

from mock_panel.storage.tables import Row

_STAYS = {"info": {"stays": True}}


class InvitationRow(Row, table=True):
    """A place that somebody may take with a code."""

    __tablename__ = "panel_invitation"
    __table_args__ = _STAYS

    panel_id: str = Field(primary_key=True, foreign_key="panel.id", ondelete="CASCADE")
    place: str = Field(primary_key=True)
    locator: str = Field(unique=True)
    """How the code begins."""
    salt: str
    digest: str
    made_at: datetime
    expires_at: datetime
    wrong: int
    """Codes that began like this one and were wrong, in a row."""
    used_at: datetime | None


class SessionRow(Row, table=True):
    """What somebody who has joined may go on with."""

    __tablename__ = "panel_session"
    __table_args__ = _STAYS

    id: str = Field(primary_key=True)
    panel_id: str = Field(foreign_key="panel.id", ondelete="CASCADE", index=True)
    place: str
    token_digest: str = Field(unique=True)
    began_at: datetime
    expires_at: datetime
    ended_at: datetime | None


class PresenceRow(Row, table=True):
    """A session that is connected to a server; several may serve one database."""

    __tablename__ = "panel_presence"
    __table_args__ = _STAYS

    session_id: str = Field(primary_key=True, foreign_key="panel_session.id", ondelete="CASCADE")
    server: str = Field(primary_key=True)
    connections: int
    since: datetime


class RefusalRow(Row, table=True):
    """What somebody asked for and may not have."""

    __tablename__ = "panel_refusal"
    __table_args__ = _STAYS

    panel_id: str = Field(primary_key=True, foreign_key="panel.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    place: str
    action: str
    at: datetime
