"""What somebody sees of their panel from elsewhere: gathered, then put in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from textual.content import Content

from mock_panel.domain.english import clock_face, how_many, listing
from mock_panel.domain.ids import ItemId, SeatId
from mock_panel.domain.joining import CANDIDATE, Guest, PlaceRole
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.panels import Panel, Seat
from mock_panel.domain.ratings import SeatProgress
from mock_panel.errors import StorageError
from mock_panel.panel.standing import Stage, Standing, standing
from mock_panel.tui.clipping import clipped, clipped_to_words
from mock_panel.tui.screens.panel.panels_view import DIM, KEY
from mock_panel.tui.widgets.hanging import EMPTY, Hanging

if TYPE_CHECKING:
    from mock_panel.bootstrap.seat import SeatServices

LABEL = 13
"""Cells from the edge to the text beside a label."""
_BLANK = Hanging(EMPTY)


class Step(Enum):
    """What comes next; the value is what Enter is called in the footer."""

    CONDUCT = "Conduct"
    RATE = "Rate"
    READ = "Read yours"
    REVEAL = "Reveal"
    SETTLE = "Settle"
    REPORT = "Report"
    WAIT = ""


@dataclass(frozen=True, slots=True)
class SeatView:
    """All that is shown."""

    guest: Guest
    panel: Panel
    where: Standing
    now: datetime
    """When it was gathered, by the clock of the events."""
    progress: Mapping[SeatId, SeatProgress]
    present: frozenset[SeatId]
    record: PanelRecord | None = None
    """None before the reveal."""

    @property
    def seat(self) -> Seat:
        """The guest's own."""
        return self.panel.seat(self.guest.place)

    @property
    def step(self) -> Step:
        """The one next step."""
        if self.is_chair and (step := self._step_of_chair) is not None:
            return step
        if self.seat.rates and self.seat.locked_at is None:
            return Step.RATE
        return Step.READ if self.seat.rates else Step.WAIT

    @property
    def is_chair(self) -> bool:
        """Whether the panel is run from here."""
        return self.guest.role is PlaceRole.CHAIR

    @property
    def _step_of_chair(self) -> Step | None:
        if self.record is not None:
            return Step.SETTLE if self.panel.closed_at is None else Step.REPORT
        if self.panel.all_locked:
            return Step.REVEAL
        has_ended = self.where.stage is Stage.ENDED
        has_rated = any(own.rated or own.locked for own in self.progress.values())
        is_under_way = self.where.has_begun and not has_ended
        return Step.CONDUCT if is_under_way or not (has_rated or has_ended) else None

    @property
    def waits_for(self) -> tuple[Seat, ...]:
        """Who has not locked."""
        return tuple(seat for seat in self.panel.raters if seat.locked_at is None)


def gather(services: "SeatServices") -> SeatView | None:
    """Read where the panel stands; None if it is gone. Call it in a worker.

    Raises:
        OutOfOrder: `session_over`.
        StorageError: the database cannot be read.
    """
    store, guest = services.panels.store, services.guest
    panel = store.get(guest.panel)
    if panel is None:
        return None
    try:
        events = store.events(panel.id)
        return SeatView(
            guest,
            panel,
            standing(panel, events),
            services.now(),
            {own.seat: own for own in store.progress(panel.id)},
            frozenset(each.place for each in services.present()),
            store.record(panel.id) if panel.is_revealed else None,
        )
    except StorageError:
        # It may have been erased between two looks.
        if store.get(guest.panel) is None:
            return None
        raise


def lines(view: SeatView, width: int, passed: float) -> list[Hanging]:
    """The whole screen.

    Args:
        view: what is shown.
        width: cells there are.
        passed: seconds since it was gathered, for the clock.
    """
    shown = [*_next(view), _BLANK, *_interview(view, passed), _BLANK, *_people(view, width)]
    if view.record is not None:
        shown += [_BLANK, *_results(view, view.record, width)]
    return shown


def _next(view: SeatView) -> Iterator[Hanging]:
    title, why = _next_words(view)
    enter = EMPTY
    if view.step is not Step.WAIT:
        enter = Content.assemble(("   enter", KEY), (f"  {view.step.value.lower()}", DIM))
    yield Hanging(Content.styled(title, "bold") + enter, Content.styled("Next", DIM), LABEL)
    yield Hanging(Content.styled(why, DIM), EMPTY, LABEL)


def _next_words(view: SeatView) -> tuple[str, str]:
    waits = [view.panel.called(seat) for seat in view.waits_for]
    waiting = f"The panel waits for {listing(waits)}." if waits else "All have locked."
    fixed = {
        Step.CONDUCT: _conduct_words(view),
        Step.RATE: ("Rate alone", _rate_words(view)),
        Step.REVEAL: ("Reveal the ratings", "All have locked. Everybody sees everybody's then."),
        Step.SETTLE: ("Settle where you differ", "The widest apart first; then close the panel."),
        Step.REPORT: (
            "Download the report",
            "The panel is closed: nothing of it changes any more.",
        ),
    }
    if view.step in fixed:
        return fixed[view.step]
    if view.step is Step.READ and view.record is None:
        return "You have locked", f"{waiting} {_then_words(view)}"
    return _watching(view, waiting)


def _conduct_words(view: SeatView) -> tuple[str, str]:
    if view.where.has_begun:
        return "Go on with the interview", "What is done at the table is seen here, too."
    count = len(view.panel.form.questions)
    return (
        "Conduct the interview",
        f"{how_many(count, 'question')}, in the same order for every candidate.",
    )


def _rate_words(view: SeatView) -> str:
    own = view.progress.get(view.guest.place)
    left = own.of - own.rated if own else len(view.panel.form.rated)
    begun = f"{left} of {own.of if own else left} left. " if left else "All rated. "
    return f"{begun}Nobody sees yours before all have locked."


def _then_words(view: SeatView) -> str:
    who = "You reveal" if view.is_chair else "The chair reveals"
    return f"{who} the ratings then."


def _watching(view: SeatView, waiting: str) -> tuple[str, str]:
    """Nothing is to be done at this place."""
    if view.record is None:
        return "Watch", f"You see where the panel stands. {waiting}"
    if view.panel.closed_at is None:
        return "Discuss and settle", "The chair writes down what the panel comes to."
    return "The panel is closed", "Nothing of it changes any more."


def _interview(view: SeatView, passed: float) -> Iterator[Hanging]:
    where, form = view.where, view.panel.form
    label = Content.styled("Interview", DIM)
    if not where.has_begun:
        yield Hanging(Content("not begun on a screen of the chair's"), label, LABEL)
        return
    if where.stage is Stage.ENDED:
        yield Hanging(Content("over"), label, LABEL)
        return
    since = (view.now - where.at).total_seconds() + passed if where.at else 0.0
    seconds = where.clock + (max(0.0, since) if where.clock_runs else 0.0)
    question = form.questions[where.index]
    stage = {
        Stage.ASKED: "asked",
        Stage.ANSWERING: f"answering, {clock_face(seconds)}",
        Stage.ANSWERED: f"answered in {clock_face(seconds)}",
    }.get(where.stage, "comes next")
    paused = ", paused" if where.is_paused else ""
    words = f"question {where.index + 1} of {len(form.questions)}, {stage}{paused}"
    yield Hanging(Content(words), label, LABEL)
    if where.stage is not Stage.TO_ASK:
        yield Hanging(Content.styled(question.asked.text, "bold"), EMPTY, LABEL)


def _people(view: SeatView, width: int) -> Iterator[Hanging]:
    panel, label = view.panel, Content.styled("Panel", DIM)
    room = max(12, min(28, width - LABEL - 40))
    for seat in panel.seats:
        own = " (you)" if seat.id == view.guest.place else ""
        name = clipped(panel.called(seat) + own, room).ljust(room)
        far = view.progress.get(seat.id)
        how = "does not rate"
        if far is not None:
            how = "locked" if far.locked else f"{far.rated or 'none'} of {far.of} rated"
        # At the table sits the chair: where all others are here, the mask would be no mask.
        is_told = view.is_chair or not (panel.masked and seat.rates)
        here = _here(view, seat.id) if is_told else ""
        yield Hanging(Content(f"{name}  {how}{here}"), label, LABEL)
        label = EMPTY
    name = clipped(panel.candidate, room).ljust(room)
    yield Hanging(Content(f"{name}  candidate{_here(view, CANDIDATE)}"), label, LABEL)


def _here(view: SeatView, place: SeatId) -> str:
    return " · here" if place in view.present else ""


def _results(view: SeatView, record: PanelRecord, width: int) -> Iterator[Hanging]:
    """Everybody's ratings, side by side, the widest apart first."""
    panel, label = view.panel, Content.styled("Ratings", DIM)
    longest = max(Content(item.title).cell_length for item in record.agenda)
    title = max(12, min(longest, width - LABEL - 5 * len(panel.raters) - 12))
    head = " " * title + "".join(f"{seat.letter:>5}" for seat in panel.raters) + "   settled"
    yield Hanging(Content.styled(head, DIM), label, LABEL)
    for item in record.agenda:
        scores = "".join(f"{_score(record, seat.id, item.id):>5}" for seat in panel.raters)
        settled = record.settlement(item.id)
        outcome = "–" if settled is None else "mean" if settled.score is None else settled.score
        row = f"{clipped_to_words(item.title, title).ljust(title)}{scores}   {outcome}"
        yield Hanging(Content(row), EMPTY, LABEL)
        if settled is not None:
            yield Hanging(Content.styled(settled.reason, DIM), EMPTY, LABEL + 2)


def _score(record: PanelRecord, seat: SeatId, item: ItemId) -> str:
    final = record.final_of(seat, item)
    return "–" if final is None else str(final)
