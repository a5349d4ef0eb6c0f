"""A row of a form whose value is chosen from a long list, on a screen of its own."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from mock_panel.tui.widgets.form_row import FormRow


class ListedRow(FormRow):
    """A label and the chosen value, as a `ChoiceRow` shows it; Enter opens the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,right,left", "open", "Open the list", show=False),
    ]

    words: reactive[str] = reactive("")
    """What is chosen."""
    explanation: reactive[str] = reactive("")
    """About it, or how to choose."""

    @dataclass
    class Opened(Message):
        """The list is asked for."""

        row: "ListedRow"

        @property
        def control(self) -> "ListedRow":
            return self.row

    def render(self) -> Content:
        return Content.assemble(
            (self.label.ljust(self.label_width), "$foreground 75%"),
            ("‹ ", "$foreground 70%"),
            (self.words, "$text-primary"),
            (" ›", "$foreground 70%"),
            ("  " + self.explanation, "$foreground 70%"),
        )

    def action_open(self) -> None:
        """Ask for the list."""
        self.post_message(self.Opened(self))

    def on_click(self) -> None:
        self.action_open()
