"""The door of a board: what will happen, in plain words; Enter goes in."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from mock_panel.domain.presets import Preset
from mock_panel.practice.board_round import entry_lines
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page


class BoardEntryScreen(Page[bool]):
    """Gives True to go in; nothing has been asked yet."""

    DEFAULT_CSS = """
    BoardEntryScreen VerticalScroll {
        height: 1fr;
        padding: 1 2;
        Static { max-width: 74; margin-bottom: 1; }
        #seated { text-style: bold; }
    }
    """
    HELP_TEXT = (
        "A rehearsal of the Qualifications Review Board as it is told of: an online structured "
        "interview, predetermined questions, a panel that is masked, a wait in a lobby, and "
        "supplementals where the panel needs more. The levels and the outcome are this program's "
        "own and unofficial."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "enter", "Go in", "The first question is read, and the clock begins"),
    ]

    def __init__(self, preset: Preset) -> None:
        super().__init__()
        self.title = "The panel is seated"
        self._preset = preset

    def body(self) -> ComposeResult:
        first, *rest = entry_lines(self._preset)
        with VerticalScroll():
            yield Static(first, id="seated", markup=False)
            for line in rest:
                yield Static(line, markup=False)

    def on_mount(self) -> None:
        self.topline.title = self._preset.title
        self.topline.state = "the panel is seated"
        self.query_one(VerticalScroll).focus()

    def action_enter(self) -> None:
        """Go in."""
        self.dismiss(True)

    def action_back(self) -> None:
        """Not tonight; nothing was asked."""
        self.dismiss(False)
