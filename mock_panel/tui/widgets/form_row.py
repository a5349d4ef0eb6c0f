"""What every row of a form is: one line with a label, moved between with up and down."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget


class FormRow(Widget, can_focus=True):
    """A label in its column; a kind of row adds its value and its keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the keys that come behind them: those are for the other row.
        Binding("up", "app.focus_previous", "Row above", show=False, priority=True),
        Binding("down", "app.focus_next", "Row below", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    FormRow {
        height: 1;
        padding: 0 1;
        color: $foreground;
        &:focus { background: $panel; text-style: bold; }
        &:hover { background: $panel 60%; }
    }
    """

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
