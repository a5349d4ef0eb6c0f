"""The people of a development programme, and what may be told of its panels without a score."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mock_panel.domain.ids import PanelId, PersonId


class PersonRole(StrEnum):
    """What a person does in the programme, and so what they may see."""

    CANDIDATE = "candidate"
    """Their own attempts, stories and handed-over reports, and who is shown them."""
    MENTOR = "mentor"
    """The panels that they convened or sit on, and practice that a candidate shows them."""
    ADMINISTRATOR = "administrator"
    """People and counts; never an answer or a rating."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the programme."""

    id: PersonId
    name: str
    """Nobody else is called so, whatever the case of its letters."""
    role: PersonRole
    login: str | None = None
    """The role of the database that they connect as; None while they do not."""
    cohort: str = ""
    active: bool = True
    """Who has left keeps what is theirs and sees nothing any more."""


@dataclass(frozen=True, slots=True)
class ProgrammePanel:
    """A panel as the programme counts it."""

    id: PanelId
    candidate: str
    cohort: str
    person: PersonId | None
    """Who the candidate is; None where nobody of the list was named."""
    mentor: PersonId | None
    """Who convened it; None where that is not known."""
    convened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class ProgrammeSeat:
    """A place in a panel as the programme counts it."""

    panel: PanelId
    name: str
    chairs: bool
    rates: bool
    person: PersonId | None
    locked: bool | None
    """None in a masked panel, where only its letter tells who has locked."""


@dataclass(frozen=True, slots=True)
class Showing:
    """Somebody lets a mentor read their practice."""

    person: PersonId
    """Whose practice it is."""
    mentor: PersonId
    stories: bool
    """Whether their stories are shown, too."""
    since: datetime


@dataclass(frozen=True, slots=True)
class Given:
    """What nobody owned and somebody got."""

    attempts: int = 0
    stories: int = 0
    panels: int = 0
