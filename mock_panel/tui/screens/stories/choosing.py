"""One choice out of a list, on a screen of its own."""

from collections.abc import Sequence
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.widgets.entry_list import EntryList


class ChooseScreen(Page[int | None]):
    """Up and down, Enter gives the place of the choice, escape none."""

    DEFAULT_CSS = """
    ChooseScreen {
        #lead { padding: 1 2; max-width: 78; }
        OptionList { height: 1fr; margin: 0 1; background: $background; max-width: 100; }
    }
    """
    HELP_TEXT = "Up and down move, Enter chooses, escape goes back without a choice."
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "choose", "Choose", "Take the one that is pointed at"),
    ]

    options = getters.query_one(EntryList)

    def __init__(self, title: str, lead: str, choices: Sequence[Content]) -> None:
        super().__init__()
        self.title = title
        self._lead = lead
        self._choices = choices

    def body(self) -> ComposeResult:
        yield Static(self._lead, id="lead", markup=False)
        yield EntryList(*(Option(choice) for choice in self._choices), compact=True)

    def on_mount(self) -> None:
        self.topline.title = self.title or ""
        self.options.focus()
        self.options.highlighted = 0 if self._choices else None

    def action_choose(self) -> None:
        """Give the choice back."""
        self.options.action_select()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)
