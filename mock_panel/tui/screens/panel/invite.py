"""Inviting people who sit elsewhere: a code for each, and who has come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from mock_panel.domain.english import moment_words
from mock_panel.domain.joining import CANDIDATE, Invitation, place_role
from mock_panel.panel.invitation_words import (
    invitation_in_short,
    invitation_words,
    is_good,
)
from mock_panel.panel.joining import HOURS, MOST_HOURS
from mock_panel.tui.clipping import clipped
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.panel.panels_view import DIM, KEY
from mock_panel.tui.watching import watch

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services
    from mock_panel.domain.ids import PanelId, SeatId
    from mock_panel.domain.panels import Panel

_LASTS = {HOURS: "12 hours", 72: "3 days", MOST_HOURS: "14 days"}
"""What h chooses from, in hours."""
_ROLE = 11
_STANDING = 30
"""Cells of where somebody stands."""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place, and where whoever has it stands."""

    place: "SeatId"
    letter: str
    name: str
    role: str
    standing: str
    in_short: str
    is_here: bool
    is_good: bool
    """A code or a session of theirs is good."""
    until: datetime | None
    """When their code or session ends; None where they are not invited."""
    has_joined: bool


@dataclass(frozen=True, slots=True)
class Places:
    """All that is shown."""

    panel: "Panel"
    lines: tuple[PlaceLine, ...]


def gather_places(services: "Services", panel_id: "PanelId") -> Places | None:
    """Read who is invited and who is there; None if the panel is gone. Call it in a worker.

    Raises:
        StorageError: the database cannot be read.
    """
    panel = services.panels.store.get(panel_id)
    if panel is None:
        return None
    joining, now = services.joining, services.now()
    invited = {each.place: each for each in joining.invitations(panel)}
    here = {each.place: each.since for each in joining.present(panel)}
    return Places(
        panel,
        tuple(
            PlaceLine(
                place,
                # Others may see this screen: names and letters together would lift the mask.
                "" if panel.masked or place == CANDIDATE else panel.seat(place).letter,
                # Whoever passes the codes on knows everybody's name, masked or not.
                panel.candidate if place == CANDIDATE else panel.seat(place).name,
                place_role(panel, place).value,
                invitation_words(known, here.get(place), now),
                invitation_in_short(known, here.get(place), now),
                place in here,
                is_good(known, now),
                known.expires_at if known else None,
                known is not None and known.used_at is not None,
            )
            for place in [*(seat.id for seat in panel.people), CANDIDATE]
            for known in [invited.get(place)]
        ),
    )


class PlaceList(OptionList):
    """Places, one a line; Enter invites whoever is pointed at."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "select", "Invite", "Make a code for the person who is pointed at"),
        *(
            key(keys, action, label, label, show=False)
            for keys, action, label in (("j", "cursor_down", "Down"), ("k", "cursor_up", "Up"))
        ),
    ]


class InviteScreen(Page[None]):
    """One line a place; below, the code that was just made, and what to pass on with it."""

    CSS_PATH = "invite.tcss"
    AUTO_FOCUS = "PlaceList"
    HELP_TEXT = (
        "Everybody who sits elsewhere joins with a code of their own, on the page that `mock-panel "
        "serve` shows: raters rate there, observers watch, the candidate sees the question that "
        "is asked and nothing else. The chair's own code runs the panel there, as this desk does. "
        "No code opens another's place.\n\n"
        "A code is shown once and kept sealed; it works once. The session that it opens lasts as "
        "long as the code would have: h chooses how long, before the code is made. Whoever has "
        "lost theirs gets another with Enter; the one before is good for nothing then. x takes "
        "an invitation back and ends the session; what was entered is kept.\n\n"
        "Five wrong codes that begin like a good one make that one useless, and its line says so."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("h", "hours", "How long", "For how long the next code is good"),
        key("x", "disinvite", "Take back", "Take an invitation back, and end the session"),
    ]

    places = getters.query_one(PlaceList)
    words = getters.query_one("#words", Static)

    @dataclass
    class Gathered(Message):
        """The places have been read; None if the panel is gone."""

        view: Places | None

    @dataclass
    class Invited(Message):
        """A code was made."""

        invitation: Invitation

    def __init__(self, panel: "PanelId") -> None:
        super().__init__()
        self.title = "Invite"
        self._panel_id = panel
        self._view: Places | None = None
        self._codes: dict[SeatId, Invitation] = {}
        """Codes made here, until this screen closes."""
        self._hours = HOURS

    def body(self) -> ComposeResult:
        yield Static(
            "Who sits elsewhere joins in a browser, with a code. The page is there while "
            "`mock-panel serve` runs.",
            id="what",
        )
        yield PlaceList(compact=True, markup=False)
        with VerticalScroll(id="told", can_focus=False):
            yield Static("Reading the panel …", id="words")

    def on_mount(self) -> None:
        self.topline.title = "Invite to the panel"
        self._tell_hours()
        self.gather()
        watch(self, self.database_changed)

    def database_changed(self) -> None:
        """See who has come meanwhile; only while somebody can see it here."""
        if self.is_current:
            self.gather()

    @work(thread=True, exclusive=True, exit_on_error=False, group="gather")
    def gather(self) -> None:
        """Read who is invited and who is there."""
        view = gather_places(self.services, self._panel_id)
        # A later look may have come first.
        if not get_current_worker().is_cancelled:
            self.post_message(self.Gathered(view))

    @on(Gathered)
    def _show(self, event: Gathered) -> None:
        if event.view is None:
            self.dismiss(None)
            return
        is_new = event.view != self._view
        self._view = event.view
        self.topline.title = f"Invite to the panel of {event.view.panel.candidate}"
        if is_new:
            self._list()
        self._tell()

    @on(events.Resize)
    def _fit(self) -> None:
        if self._view is not None:
            # The list has its new width only after this.
            self.call_after_refresh(self._list)

    def _list(self) -> None:
        """Lay the lines out for the width there is; the same place stays pointed at."""
        lines = self._view.lines if self._view else ()
        at = self.places.highlighted or 0
        longest = max((Content(line.name).cell_length for line in lines), default=0)
        room = max(8, min(longest, self.size.width - 8 - _ROLE - _STANDING))
        self.places.set_options(Option(_place_line(line, room), id=line.place) for line in lines)
        self.places.highlighted = at

    @property
    def _pointed(self) -> PlaceLine | None:
        lines, at = self._view.lines if self._view else (), self.places.highlighted
        return lines[at] if at is not None and at < len(lines) else None

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        """Say what there is to say of the place that is pointed at."""
        line = self._pointed
        if line is not None:
            made = self._codes.get(line.place)
            # It may have been used, or replaced from the shell.
            is_this = made is not None and made.expires_at == line.until and not line.has_joined
            told = _code_words(line, made, self.services.now()) if made and is_this else _how(line)
            self.words.update(Content.assemble(*told))

    def _tell_hours(self) -> None:
        self.topline.state = f"a new code is good for {_LASTS[self._hours]}"

    def action_hours(self) -> None:
        """Choose how long the next code is good."""
        offered = list(_LASTS)
        self._hours = offered[(offered.index(self._hours) + 1) % len(offered)]
        self._tell_hours()

    @on(OptionList.OptionSelected)
    @work(exclusive=True, group="ask")
    async def _invite(self) -> None:
        """Make a code, after asking where one is good already."""
        from mock_panel.tui.screens.notice import NoticeScreen, Reply  # noqa: PLC0415 - seldom

        line = self._pointed
        if self._view is None or line is None:
            return
        if line.is_good:
            answer = await self.app.push_screen_wait(
                NoticeScreen(
                    f"Another code for {line.name}?",
                    "The code before is good for nothing then. A session that it opened goes on "
                    "until the new code is used.",
                    Reply("enter", "make another code", "make"),
                    Reply("n", "leave it as it is", "leave"),
                )
            )
            if answer != "make":
                return
        self._make_code(self._view.panel, line.place)

    @work(thread=True, exclusive=True, exit_on_error=False, group="invite")
    def _make_code(self, panel: "Panel", place: "SeatId") -> None:
        invitation = self.services.joining.invite(panel, place, self._hours)
        self.post_message(self.Invited(invitation))

    @on(Invited)
    def _keep_code(self, event: Invited) -> None:
        self._codes[event.invitation.place] = event.invitation
        self.gather()

    @work(exclusive=True, group="ask")
    async def action_disinvite(self) -> None:
        """Take an invitation back, after asking where a session would end."""
        from mock_panel.tui.screens.notice import NoticeScreen, Reply  # noqa: PLC0415 - seldom

        line = self._pointed
        if self._view is None or line is None:
            return
        answer = await self.app.push_screen_wait(
            NoticeScreen(
                f"Take the invitation of {line.name} back?",
                "The code is good for nothing then, and a session that it opened ends at once. "
                "What was entered is kept.",
                Reply("t", "take it back", "take"),
                Reply("enter", "leave it as it is", "leave"),
            )
        )
        if answer == "take":
            self._revoke(self._view.panel, line.place)

    @work(thread=True, exclusive=True, exit_on_error=False, group="invite")
    def _revoke(self, panel: "Panel", place: "SeatId") -> None:
        self.services.joining.revoke(panel, place)
        self._codes.pop(place, None)
        self.gather()


def _place_line(line: PlaceLine, room: int) -> Content:
    name = clipped(line.name, room)
    return Content.assemble(
        (f"{line.letter:<3}", "bold"),
        name + " " * (room - Content(name).cell_length) + "  ",
        (f"{line.role:<{_ROLE}}", DIM),
        (line.in_short, "bold" if line.is_here else "") if line.in_short else ("not invited", DIM),
    )


def _code_words(line: PlaceLine, made: Invitation, now: datetime) -> Iterator[tuple[str, str]]:
    """The code of a place, large, and what to pass on with it."""
    yield f"{line.name}'s code, shown here and never again:\n\n", ""
    yield f"    {' '.join(made.code)}\n\n", KEY
    yield (
        "Give it to them with the address that `mock-panel serve` prints; they type it there. ",
        "",
    )
    yield f"It works once, until {moment_words(made.expires_at, now)}.", ""


def _how(line: PlaceLine) -> Iterator[tuple[str, str]]:
    """Where somebody stands, and what can be done."""
    yield f"{line.name}: {line.standing}.\n\n", ""
    yield "enter", KEY
    yield f"  make {'another' if line.until else 'a'} code", DIM
    if line.until or line.is_here:
        yield "\nx", KEY
        yield "      take the invitation back", DIM
