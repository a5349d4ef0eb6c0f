"""Mock panels: who sits where, before which candidate."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mock_panel.domain.ids import PanelId, SeatId
from mock_panel.domain.panel_forms import PanelForm

FEWEST_RATERS, MOST_RATERS = 2, 6


class Role(StrEnum):
    """What a person may do in a panel."""

    CHAIR = "chair"
    """Runs the panel; rates too, unless the seat says otherwise."""
    RATER = "rater"
    OBSERVER = "observer"
    """Sees and neither rates nor notes."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place in a panel."""

    id: SeatId
    name: str
    role: Role
    rates: bool
    locked_at: datetime | None = None
    """When all own ratings became final."""

    @property
    def letter(self) -> str:
        """The one character that stands for the seat in a table."""
        return self.id.upper()

    @property
    def mask(self) -> str:
        """What a masked panel calls the seat."""
        return f"{'Observer' if self.role is Role.OBSERVER else 'Rater'} {self.letter}"


@dataclass(frozen=True, slots=True)
class Panel:
    """One candidate before one panel, without what anybody thought of it."""

    id: PanelId
    form: PanelForm
    candidate: str
    cohort: str
    """The programme or group that the candidate belongs to; may be empty."""
    masked: bool
    """Raters are letters on every screen and in every report."""
    seats: tuple[Seat, ...]
    convened_at: datetime
    agreed: bool | None = None
    """Whether the candidate agreed that answers are recorded and written down; None: not asked."""
    revealed_at: datetime | None = None
    closed_at: datetime | None = None
    """When the chair declared everything settled."""

    @property
    def chair(self) -> Seat:
        """Who runs it."""
        return next(seat for seat in self.seats if seat.role is Role.CHAIR)

    @property
    def raters(self) -> tuple[Seat, ...]:
        """Everyone who rates, in the order of their letters."""
        return tuple(seat for seat in self.seats if seat.rates)

    @property
    def people(self) -> tuple[Seat, ...]:
        """The seats where their names are told: the order tells no letter of a masked panel."""
        if not self.masked:
            return self.seats
        return tuple(sorted(self.seats, key=lambda seat: (seat is not self.chair, seat.name)))

    @property
    def shows_note_times(self) -> bool:
        """Whether all may see when a note was made: at one table the chair's alone have a time."""
        return not self.masked

    @property
    def is_revealed(self) -> bool:
        """Whether everybody may see everybody's ratings."""
        return self.revealed_at is not None

    @property
    def all_locked(self) -> bool:
        """Whether nothing keeps the ratings from being revealed."""
        return all(seat.locked_at is not None for seat in self.raters)

    def seat(self, seat_id: SeatId) -> Seat:
        """The seat with this id.

        Raises:
            KeyError: the panel has none with it.
        """
        for seat in self.seats:
            if seat.id == seat_id:
                return seat
        raise KeyError(seat_id)

    def called(self, seat: Seat) -> str:
        """What the seat is called on screens and in reports."""
        return seat.mask if self.masked else seat.name


@dataclass(frozen=True, slots=True)
class SeatGuard:
    """What keeps others out of a seat."""

    pin: str
    """Salt and digest; empty where the seat has no PIN."""
    wrong: int
    """PINs that were wrong, in a row."""
    barred_until: datetime | None
