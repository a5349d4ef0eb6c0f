"""Joining a panel from another machine: codes, sessions, and who is there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mock_panel.domain.ids import PanelId, SeatId
from mock_panel.domain.panels import Panel, Role

CANDIDATE = SeatId("candidate")
"""The place of who is interviewed; every other place is a seat."""


class PlaceRole(StrEnum):
    """What a person does at a panel, and so what they may see."""

    CHAIR = "chair"
    RATER = "rater"
    OBSERVER = "observer"
    CANDIDATE = "candidate"


def place_role(panel: Panel, place: SeatId) -> PlaceRole:
    """What whoever has this place does.

    Raises:
        KeyError: the panel has no such place.
    """
    if place == CANDIDATE:
        return PlaceRole.CANDIDATE
    seat = panel.seat(place)
    if seat.role is Role.CHAIR:
        return PlaceRole.CHAIR
    return PlaceRole.RATER if seat.rates else PlaceRole.OBSERVER


def place_name(panel: Panel, place: SeatId) -> str:
    """What whoever has this place is called: by the mask, where the panel has masks."""
    return panel.candidate if place == CANDIDATE else panel.called(panel.seat(place))


@dataclass(frozen=True, slots=True)
class Guest:
    """Who has joined, as long as the session lasts."""

    session: str
    """The session's public id, which opens nothing."""
    panel: PanelId
    place: SeatId
    role: PlaceRole
    name: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Admitted:
    """A session that was opened."""

    token: str
    """What proves it; told once and kept nowhere."""
    guest: Guest


@dataclass(frozen=True, slots=True)
class Invitation:
    """A new code for a place."""

    place: SeatId
    code: str
    """Told once and kept nowhere."""
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Invited:
    """What is known of an invitation afterwards."""

    place: SeatId
    made_at: datetime
    expires_at: datetime
    wrong: int
    """Codes that began like this one and were wrong, in a row."""
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Presence:
    """Who has the panel open in a browser now."""

    panel: PanelId
    place: SeatId
    since: datetime


@dataclass(frozen=True, slots=True)
class Refusal:
    """What somebody asked for and may not have."""

    place: SeatId
    action: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KeptCode:
    """What is kept of a code: nothing that it could be found by."""

    locator: str
    """How it begins."""
    salt: str
    digest: str
    made_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class KeptSession:
    """What is kept of a session: not its token."""

    id: str
    panel: PanelId
    place: SeatId
    expires_at: datetime
    is_ended: bool = False
