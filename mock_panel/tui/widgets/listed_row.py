"""A row of a form whose value is chosen from a long list, on a screen of its own."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class ListedRow(Widget, can_focus=True):
    """A label and the chosen value, as a `ChoiceRow` shows it; Enter opens the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,right,left", "open", "Open the list", show=False),
        Binding("up", "app.focus_previous", "Row above", show=False),
        Binding("down", "app.focus_next", "Row below", show=False),
    ]
    DEFAULT_CSS = """
    ListedRow {
        height: 1;
        padding: 0 1;
        color: $foreground;
        &:focus { background: $panel; text-style: bold; }
        &:hover { background: $panel 60%; }
    }
    """

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

    def __init__(
        self,
        label: str,
        *,
        label_width: int = 14,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        super().__init__(id=id)
        self.label = label
        self.label_width = label_width

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
