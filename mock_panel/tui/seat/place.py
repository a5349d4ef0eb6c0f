"""Where a rater or an observer is who sits elsewhere: the panel, and the next step."""

from dataclasses import dataclass
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from mock_panel.domain.joining import PlaceRole
from mock_panel.domain.ratings import RatingSource
from mock_panel.tui.clipping import NAME_CELLS, clipped
from mock_panel.tui.keys import key
from mock_panel.tui.seat.ending import tell_the_end
from mock_panel.tui.seat.seat_page import SeatPage
from mock_panel.tui.seat.view import SeatView, Step, gather, lines
from mock_panel.tui.widgets.hanging import EMPTY, Hanging, HangingText

_TICK = 1.0


class PlaceScreen(SeatPage):
    """Where the panel stands, and what is to be done at this place."""

    CSS_PATH = "place.tcss"
    AUTO_FOCUS = "#place"
    HELP_TEXT = (
        "You are at a mock panel, from elsewhere. This page shows where it stands: the question "
        "at hand and its clock, who is here, who has rated how many, and who has locked. Nobody's "
        "ratings are shown before all raters have locked and the chair reveals them.\n\n"
        "Enter does the next step. Everything is kept as you make it: the page may be closed and "
        "opened again, and goes on where it was. ctrl+q leaves."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "next_step", "Next step", "Do the next step at this place"),
        key("r", "rate", "Rate", "Rate alone, or read what you have locked"),
    ]

    view: reactive[SeatView | None] = reactive(None, init=False)
    """All that is shown; None until it has been read."""

    text = getters.query_one("#text", HangingText)
    status = getters.query_one("#status", Static)

    @dataclass
    class Gathered(Message):
        """The panel has been read; None: it is gone."""

        view: SeatView | None

    def __init__(self) -> None:
        super().__init__()
        self.title = "Your place"
        self._has_begun = False

    def body(self) -> ComposeResult:
        with VerticalScroll(id="place"):
            yield HangingText(id="text")
        yield Static("", id="status", markup=False)

    def on_mount(self) -> None:
        self.topline.title = "Mock panel"
        self.text.paragraphs = [Hanging(EMPTY + "Reading the panel …")]
        self.begin()
        self.set_interval(_TICK, self._show)

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        if self.view is not None:
            self.look()

    # --- what is read -------------------------------------------------------------------------

    def read(self) -> Message:
        return self.Gathered(gather(self.seat_services))

    def tell_trouble(self, words: str) -> None:
        self.status.update(words)

    @on(Gathered)
    def _take(self, event: Gathered) -> None:
        self.has_looked()
        if event.view is None:
            tell_the_end(self, "This panel was erased.")
            return
        self._read_at = self.services.monotonic()
        self.status.update("")
        self.view = event.view
        if not self._has_begun:
            self._has_begun = True
            if event.view.step is Step.RATE and event.view.where.has_begun:
                self.action_rate()

    def watch_view(self, before: SeatView | None, view: SeatView) -> None:
        self._show()
        if before is None or before.step is not view.step or before.record != view.record:
            self.refresh_bindings()

    def _show(self) -> None:
        view = self.view
        if view is None:
            return
        role = f", {view.guest.role.value}" if view.guest.role is not PlaceRole.RATER else ""
        self.topline.title = f"Mock panel · {view.panel.candidate}"
        self.topline.state = f"{clipped(view.guest.name, NAME_CELLS)}{role}"
        passed = self.services.monotonic() - self._read_at
        shown = lines(view, self.text.size.width or self.size.width, passed)
        if shown != self.text.paragraphs:
            self.text.paragraphs = shown

    # --- keys ---------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Keys that would do nothing are not offered, and there is no way back from here."""
        if action == "back":
            return False
        view = self.view
        if view is None:
            return action == "help"
        return {"next_step": view.step is not Step.WAIT, "rate": view.seat.rates}.get(action, True)

    def action_next_step(self) -> None:
        """The one next step."""
        if self.view is not None and self.view.step in (Step.RATE, Step.READ):
            self.action_rate()

    def action_rate(self) -> None:
        """Rate alone; the session is the key to the seat."""
        from mock_panel.tui.screens.panel.rate import RateScreen  # noqa: PLC0415 - when it is time

        view = self.view
        if view is not None and self.is_current:
            self.app.push_screen(
                RateScreen(view.panel, view.seat, with_pin=True, source=RatingSource.BROWSER)
            )
