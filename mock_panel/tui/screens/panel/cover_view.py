"""What the cover shows: whose turn it may be, and how far each is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from mock_panel.domain.ids import PanelId, SeatId
from mock_panel.domain.panels import Panel, Seat
from mock_panel.domain.ratings import SeatProgress
from mock_panel.panel.pins import DIGITS
from mock_panel.tui.clipping import clipped

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services

NAME_CELLS = 36
"""Cells of a rater's name at most."""


@dataclass(frozen=True, slots=True)
class Turns:
    """Whose turn it may be: how far each is, and no more than that."""

    panel: Panel
    progress: Mapping[SeatId, SeatProgress]
    guarded: frozenset[SeatId]
    """The seats that have a PIN."""
    barred: Mapping[SeatId, datetime] = field(default_factory=dict)
    """Until when a seat is closed after too many wrong PINs."""
    chosen: SeatId | None = None
    said: str = ""

    @property
    def seat(self) -> Seat | None:
        """Who is about to take the keyboard."""
        return None if self.chosen is None else self.panel.seat(self.chosen)

    @property
    def all_locked(self) -> bool:
        """Whether nobody has to go in any more."""
        return all(own.locked for own in self.progress.values())

    @property
    def wants_pin(self) -> bool:
        """Whether a PIN is waited for."""
        return self.chosen in self.guarded


def look_at_turns(services: "Services", panel_id: PanelId) -> Turns | None:
    """How far everybody is; call it in a worker. None where the panel is gone."""
    store = services.panels.store
    panel = store.get(panel_id)
    if panel is None:
        return None
    guards = {seat.id: store.guard(panel_id, seat.id) for seat in panel.raters}
    return Turns(
        panel,
        {own.seat: own for own in store.progress(panel_id)},
        frozenset(seat for seat, guard in guards.items() if guard.pin),
        {
            seat: until
            for seat, guard in guards.items()
            if (until := guard.barred_until) is not None and until > services.now()
        },
    )


def called(panel: Panel, seat: Seat) -> str:
    """A seat by its letter and, unless it is masked, its name."""
    name = clipped(panel.called(seat), NAME_CELLS)
    return name if panel.masked else f"{seat.letter}, {name}"


def pin_words(turns: Turns) -> str:
    """Whose PIN is waited for."""
    if turns.seat is None:
        return "PIN"
    whose = called(turns.panel, turns.seat)
    return f"PIN of {whose}" if turns.wants_pin else f"{whose} needs no PIN"


def far_words(own: SeatProgress) -> str:
    """How far somebody is."""
    if own.locked:
        return "has locked"
    return f"{own.rated} of {own.of} rated"


def next_words(turns: Turns) -> str:
    """What to do now."""
    seat = turns.seat
    if seat is not None and turns.wants_pin:
        return f"Type the {DIGITS} digits, then Enter. Each is shown as a dot."
    if seat is not None:
        return f"Enter opens the ratings of {called(turns.panel, seat)}."
    if all(own.locked for own in turns.progress.values()):
        return "Everybody has locked. Enter goes back to the panel, to reveal."
    return "Press the letter of your seat, or choose it with up and down."
