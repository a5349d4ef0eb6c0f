"""The lobby of a board: the panel deliberates, and there is nothing to do."""

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from mock_panel.domain.english import clock_face
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page

DELIBERATES_SECONDS = 60
"""Of waiting here; how long a real panel takes is not known."""


class LobbyScreen(Page[bool]):
    """Waits, then says what the panel decided; True to go on, False to leave it for later."""

    DEFAULT_CSS = """
    LobbyScreen Vertical {
        height: 1fr;
        padding: 2 2;
        Static { max-width: 74; margin-bottom: 1; }
        #deliberates { text-style: bold; }
    }
    """
    HELP_TEXT = (
        "At a real board you wait in a virtual lobby while the panel deliberates; you are seen "
        "all the while. Here it takes a minute, and Enter ends the wait. Escape leaves: the board "
        "waits on Home, and goes on in this lobby."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "go_on", "Go on", "End the wait, then go on to what the panel decided"),
        key("escape", "back", "Leave", "Leave the board; it waits on Home"),
    ]

    deliberates = getters.query_one("#deliberates", Static)
    waiting = getters.query_one("#waiting", Static)

    def __init__(self, decision: str) -> None:
        super().__init__()
        self.title = "The lobby"
        self._decision = decision
        self._is_decided = False

    def body(self) -> ComposeResult:
        with Vertical():
            yield Static("The panel deliberates.", id="deliberates", markup=False)
            yield Static("", id="waiting", markup=False)

    def on_mount(self) -> None:
        self.topline.title = "The lobby"
        self._came = self.services.monotonic()
        self.set_interval(0.5, self._tick)
        self._tick()

    def action_go_on(self) -> None:
        """The first time: the panel has decided; the second time: go on."""
        if self._is_decided:
            self.dismiss(True)
        else:
            self._decide()

    def action_back(self) -> None:
        """Leave it for later."""
        self.dismiss(False)

    def _tick(self) -> None:
        if self._is_decided:
            return
        waited = self.services.monotonic() - self._came
        self.topline.state = clock_face(waited)
        self.waiting.update(
            "There is nothing to do. You stay visible; sit as you would sit there.",
            layout=False,
        )
        if waited >= DELIBERATES_SECONDS:
            self._decide()

    def _decide(self) -> None:
        self._is_decided = True
        self.topline.state = ""
        self.deliberates.update("You are called back.")
        self.waiting.update(f"{self._decision}\n\nEnter goes on.")
