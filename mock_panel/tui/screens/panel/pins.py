"""The PINs of a new panel: each shown to the one whose it is, now and never again."""

from typing import TYPE_CHECKING, ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Digits, Static

from mock_panel.domain.panels import Role
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page

if TYPE_CHECKING:
    from mock_panel.domain.panels import Seat
    from mock_panel.panel.protocol import Convened

_DIM = "$foreground 75%"


class PinsScreen(Page[None]):
    """One PIN at a time, large; only a deliberate key leaves, so that none is lost."""

    CSS_PATH = "pins.tcss"
    HELP_TEXT = (
        "Each rater needs a PIN to rate at a shared keyboard, so that nobody can open another's "
        "ratings. Enter shows one after the other, so that each can step up and see only their "
        "own; a shows all at once, for whoever hands them out on paper.\n\n"
        "They are kept sealed: nobody can look them up later, the chair and this program "
        "included. A rater elsewhere, with a packet, needs none."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "step(1)", "Next PIN", "Cover this PIN and show the next one"),
        Binding("down,right,space", "step(1)", show=False),
        Binding("up,left", "step(-1)", show=False),
        key("a", "all", "All", "Show all PINs at once, or one at a time"),
        key("w", "written", "Written down", "All have their PIN: go to the panel's desk"),
        Binding("escape", "written", show=False, id="back"),
    ]

    place: reactive[int] = reactive(0, init=False)
    """Whose PIN is shown, from 0."""
    is_open: reactive[bool] = reactive(False, init=False)
    """All are shown."""

    seats = getters.query_one("#seats", Static)
    digits = getters.query_one(Digits)

    def __init__(self, convened: "Convened") -> None:
        super().__init__()
        self.title = "PINs"
        self._panel = convened.panel
        self._pins = convened.pins
        self._seats = [seat for seat in convened.panel.seats if seat.id in convened.pins]
        self._seen = {0}

    def body(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static(
                "Write each PIN down, or let each rater step up and see only their own. They are "
                "shown now and never again.",
                id="what",
            )
            yield Static("", id="seats")
            yield Static("", id="whose", markup=False)
            yield Digits("")
        yield Static("", id="status", markup=False)

    def on_mount(self) -> None:
        self.topline.title = f"PINs for the panel of {self._panel.candidate}"
        self.topline.state = "shown now and never again"
        self._show()

    def watch_place(self) -> None:
        self._seen.add(self.place)
        self._show()

    def watch_is_open(self) -> None:
        self._seen = set(range(len(self._seats)))
        self._show()

    def _show(self) -> None:
        lines = [self._line(number, seat) for number, seat in enumerate(self._seats)]
        self.seats.update(Content("\n").join(lines))
        seat = self._seats[self.place]
        self.query_one("#whose", Static).update("" if self.is_open else _called(seat))
        self.digits.update("" if self.is_open else _spaced(self._pins[seat.id]))
        self.digits.display = not self.is_open
        left = len(self._seats) - len(self._seen)
        self.query_one("#status", Static).update(
            f"{left} not shown yet: enter shows the next"
            if left
            else "All were shown. w, once they are written down, goes to the panel's desk."
        )

    def _line(self, number: int, seat: "Seat") -> Content:
        is_shown = self.is_open or number == self.place
        width = max(len(_called(s)) for s in self._seats)
        pin = _spaced(self._pins[seat.id]) if is_shown else "··· ···"
        shown = "" if self.is_open or is_shown or number not in self._seen else "   was shown"
        return Content.assemble(
            ("› " if number == self.place and not self.is_open else "  ", "$text-primary"),
            (f"{seat.letter}  ", "bold"),
            f"{_called(seat):<{width}}   ",
            (pin, "bold" if is_shown else _DIM),
            (shown, _DIM),
        )

    def action_step(self, by: int) -> None:
        """Show another one, and cover this one."""
        if self.is_open:
            self.is_open = False
        self.place = (self.place + by) % len(self._seats)

    def action_all(self) -> None:
        """Show all, or one again."""
        self.is_open = not self.is_open

    @work(exclusive=True, group="written")
    async def action_written(self) -> None:
        """Leave, after asking."""
        from mock_panel.tui.screens.notice import NoticeScreen, Reply  # noqa: PLC0415 - once

        left = [seat for number, seat in enumerate(self._seats) if number not in self._seen]
        missing = f"Not shown yet: {', '.join(seat.letter for seat in left)}.\n\n" if left else ""
        answer = await self.app.push_screen_wait(
            NoticeScreen(
                "Does everybody have their PIN?",
                f"{missing}Nobody can look them up later. Without its PIN a seat cannot rate at "
                "this keyboard.",
                *(
                    [Reply("l", "leave all the same", "go")]
                    if left
                    else [Reply("enter", "yes, to the panel's desk", "go")]
                ),
                Reply("b", "back to the PINs", "stay"),
            )
        )
        if answer == "go":
            self.dismiss(None)


def _called(seat: "Seat") -> str:
    return f"{seat.name}, chair" if seat.role is Role.CHAIR else seat.name


def _spaced(pin: str) -> str:
    return f"{pin[:3]} {pin[3:]}"
