"""What the desk of a panel shows: gathered through the services, then put in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from textual.content import Content

from mock_panel.domain.english import how_many, listing
from mock_panel.domain.joining import CANDIDATE
from mock_panel.domain.panel_events import EventKind
from mock_panel.domain.panels import Panel, Role, Seat
from mock_panel.domain.ratings import SeatProgress
from mock_panel.errors import StorageError
from mock_panel.panel.invitation_words import invitation_in_short
from mock_panel.tui.clipping import clipped
from mock_panel.tui.screens.panel.panels_view import DIM, KEY
from mock_panel.tui.widgets.hanging import EMPTY, Hanging

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services
    from mock_panel.domain.ids import PanelId, SeatId

LABEL = 13
"""Cells from the edge to the text beside a label."""
_FAR = 27
"""Cells of how far a rater is."""
_NAME = 14
"""Cells of a name at least."""


class Step(Enum):
    """What comes next; the value is what Enter is called in the footer."""

    CONDUCT = "Conduct"
    RATE = "Rate"
    REVEAL = "Reveal"
    SETTLE = "Settle"
    CLOSE = "Close"
    REPORT = "Report"


@dataclass(frozen=True, slots=True)
class DeskView:
    """All that the desk shows."""

    panel: Panel
    progress: tuple[SeatProgress, ...]
    asked: int = 0
    """Lead questions that were put."""
    has_ended: bool = False
    """The interview is over."""
    unsettled: int = 0
    """Items of a revealed panel that are to be settled."""
    elsewhere: "Mapping[SeatId, str]" = field(default_factory=dict)
    """In a few words: who was invited to a browser of their own, and who is there."""

    @property
    def step(self) -> Step:
        """The one next step."""
        panel = self.panel
        if panel.closed_at is not None:
            return Step.REPORT
        if panel.is_revealed:
            return Step.SETTLE if self.unsettled else Step.CLOSE
        if panel.all_locked:
            return Step.REVEAL
        has_rated = any(own.rated or own.locked for own in self.progress)
        is_under_way = self.asked > 0 and not self.has_ended
        if is_under_way or not (has_rated or self.has_ended):
            return Step.CONDUCT
        return Step.RATE

    @property
    def waits_for(self) -> tuple[Seat, ...]:
        """Who has not locked."""
        return tuple(seat for seat in self.panel.raters if seat.locked_at is None)


def gather_desk(services: "Services", panel_id: "PanelId") -> DeskView | None:
    """Read how far a panel is; None if it is gone. Call it in a worker.

    Raises:
        StorageError: the database cannot be read.
    """
    store = services.panels.store
    panel = store.get(panel_id)
    if panel is None:
        return None
    try:
        return _looked_into(services, panel)
    except StorageError:
        # It may have been erased between two looks.
        if store.get(panel_id) is None:
            return None
        raise


def _looked_into(services: "Services", panel: Panel) -> DeskView:
    store = services.panels.store
    happened = store.events(panel.id)
    is_open = panel.is_revealed and panel.closed_at is None
    return DeskView(
        panel,
        tuple(store.progress(panel.id)),
        len({event.question for event in happened if event.kind is EventKind.ASKED}),
        any(event.kind is EventKind.ENDED for event in happened),
        len(store.record(panel.id).unsettled) if is_open else 0,
        _elsewhere(services, panel),
    )


def _elsewhere(services: "Services", panel: Panel) -> "Mapping[SeatId, str]":
    joining, now = services.joining, services.now()
    invited = {each.place: each for each in joining.invitations(panel)}
    here = {each.place: each.since for each in joining.present(panel)}
    return {
        place: invitation_in_short(invited.get(place), here.get(place), now)
        for place in invited.keys() | here.keys()
    }


def next_lines(view: DeskView) -> list[Hanging]:
    """The one next step, and why."""
    title, why = _next_words(view)
    mark = Content.styled("Next", DIM)
    enter = Content.assemble(("   enter", KEY), (f"  {view.step.value.lower()}", DIM))
    return [
        Hanging(Content.styled(title, "bold") + enter, mark, LABEL),
        Hanging(Content.styled(why, DIM), EMPTY, LABEL),
    ]


def _next_words(view: DeskView) -> tuple[str, str]:
    """What comes next, and why."""
    if view.step is Step.CONDUCT:
        return _interview_words(view)
    waits = listing([view.panel.called(seat) for seat in view.waits_for])
    rate = (
        f"Waits for {waits}. For who sits elsewhere: g invites to a page in their browser, or p "
        "writes a packet, and i takes in the file that comes back."
    )
    settle = f"{view.unsettled} of {len(view.panel.form.rated)} to settle, the widest apart first."
    report = (
        "The panel is closed. n puts the same questions to another candidate, t says how far the "
        "raters agree."
    )
    words = {
        Step.RATE: ("Pass the keyboard to a rater", rate),
        Step.REVEAL: (
            "Reveal the ratings",
            "All have locked. Once revealed, everybody sees everybody's ratings.",
        ),
        Step.SETTLE: ("Settle where you differ", settle),
        Step.CLOSE: (
            "Close the panel",
            "Everything is settled. After closing nothing changes any more.",
        ),
        Step.REPORT: ("Write the candidate's report", report),
    }
    return words[view.step]


def _interview_words(view: DeskView) -> tuple[str, str]:
    form = view.panel.form
    if view.asked:
        were_put = f"{view.asked} of {len(form.questions)} questions were put."
        return "Go on with the interview", were_put
    why = (
        f"{how_many(len(form.questions), 'question')} in {form.total_seconds // 60} min, in the "
        "same order for every candidate. Where it was held without this screen, r rates at once."
    )
    return "Conduct the interview", why


def seat_lines(view: DeskView, width: int) -> list[Hanging]:
    """Who sits, how far each is, and who is there from elsewhere.

    Args:
        view: what is shown.
        width: cells there are.
    """
    panel = view.panel
    own = {progress.seat: progress for progress in view.progress}
    names = {seat.id: _name(panel, seat) for seat in panel.seats}
    letters = 0 if panel.masked else 3
    how_far = {
        seat.id: Content.assemble(
            *_how_far(seat, own.get(seat.id)),
            # Whoever is not invited sits at the table: that tells who of the letters is the chair.
            *(() if panel.masked and seat.rates else _there(view, seat.id)),
        )
        for seat in panel.seats
    }
    longest = max(Content(name).cell_length for name in names.values())
    far = max(_FAR, *(words.cell_length for words in how_far.values()))
    room = min(longest, max(_NAME, width - LABEL - letters - far))
    lines = []
    for number, seat in enumerate(panel.seats):
        name = clipped(names[seat.id], room)
        text = Content.assemble(
            # A mask has the letter already.
            (f"{seat.letter}  " if letters else "", "bold"),
            name + " " * (room - Content(name).cell_length),
            how_far[seat.id],
        )
        mark = Content.styled("Panel", DIM) if number == 0 else EMPTY
        lines.append(Hanging(text, mark, LABEL))
    invited = sum(seat.id in view.elsewhere for seat in panel.raters)
    if panel.masked and invited:
        words = f"{how_many(invited, 'rater')} invited elsewhere · g tells who has come"
        lines.append(Hanging(Content.styled(words, DIM), EMPTY, LABEL))
    if view.elsewhere.get(CANDIDATE):
        who = f"{' ' * letters}{panel.candidate}, candidate"
        lines.append(Hanging(Content.assemble(who, *_there(view, CANDIDATE)), EMPTY, LABEL))
    return lines


def _there(view: DeskView, place: "SeatId") -> Iterator[tuple[str, str]]:
    words = view.elsewhere.get(place, "")
    if words:
        yield " · ", DIM
        yield words, ""


def people_lines(panel: Panel) -> list[Hanging]:
    """Who sits, by name even where the panel is masked: whoever convenes it knows them."""
    people = [
        ("" if panel.masked else f"{seat.letter}  ")
        + seat.name
        + ("" if seat.role is Role.RATER else f", {seat.role.value}")
        for seat in panel.people
    ]
    return [
        Hanging(Content("\n".join(people)), Content.styled("Panel", DIM), LABEL),
        Hanging(EMPTY),
    ]


def _name(panel: Panel, seat: Seat) -> str:
    called = panel.called(seat)
    if panel.masked and seat.rates:
        # Everybody at the table knows who the chair is, and would know whose ratings these are.
        return called
    role = {Role.CHAIR: ", chair", Role.OBSERVER: "" if panel.masked else ", observer"}
    return called + role.get(seat.role, "")


def _how_far(seat: Seat, own: SeatProgress | None) -> Iterator[tuple[str, str]]:
    if own is None:
        words = "runs it, does not rate" if seat.role is Role.CHAIR else "does not rate"
        yield f"  {words}", DIM
        return
    yield f"  {own.rated or 'none'} of {own.of} rated", ""
    if own.locked:
        yield ", ", ""
        yield "locked", "$text-success bold"
    elif own.rated == own.of:
        yield ", not locked", DIM


def interview_lines(view: DeskView) -> list[Hanging]:
    """How far the interview is, and whether the candidate agreed to be recorded."""
    count = len(view.panel.form.questions)
    if view.has_ended:
        words = f"over, {view.asked} of {count} questions were put"
    elif view.asked:
        words = f"{view.asked} of {count} questions were put"
    else:
        words = "not begun on this screen"
    consent = {
        None: "the candidate was not asked about a recording",
        True: "the candidate agreed to be recorded",
        False: "the candidate did not agree to be recorded",
    }
    asked_for = view.panel.agreed is not None or view.has_ended
    told = f" · {consent[view.panel.agreed]}" if asked_for else ""
    return [Hanging(Content(words + told), Content.styled("Interview", DIM), LABEL)]
