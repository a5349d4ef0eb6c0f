"""A row of a form whose value is typed; what is wrong with it stands under it."""

from dataclasses import dataclass

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Label, Static

from mock_panel.tui.widgets.line import Line


class TextRow(Vertical):
    """A label in its column, a line to type in, and room for a problem."""

    DEFAULT_CSS = """
    TextRow {
        height: auto;
        padding: 0 1;
        Horizontal { height: 1; }
        Label { width: 14; color: $foreground 75%; }
        Input { width: 1fr; max-width: 60; }
        .problem {
            height: auto;
            padding-left: 14;
            max-width: 76;
            color: $text-warning;
            display: none;
        }
        &.-wrong .problem { display: block; }
    }
    """

    line = getters.query_one(Input)

    @dataclass
    class Changed(Message):
        """Something was typed."""

        row: "TextRow"
        value: str

        @property
        def control(self) -> "TextRow":
            return self.row

    @dataclass
    class Submitted(Message):
        """Enter was pressed."""

        row: "TextRow"

        @property
        def control(self) -> "TextRow":
            return self.row

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        super().__init__(id=id)
        self._label = label
        self._value = value
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Label(self._label, markup=False)
            yield Line(self._value, placeholder=self._placeholder, compact=True)
        yield Static("", classes="problem", markup=False)

    @property
    def value(self) -> str:
        """What is typed."""
        return self.line.value

    def fill(self, value: str) -> None:
        """Put words in from outside; no change is told."""
        with self.line.prevent(Input.Changed):
            self.line.value = value
        self.say("")

    def say(self, problem: str) -> None:
        """Show what is wrong; nothing, with no words."""
        self.query_one(".problem", Static).update(problem)
        self.set_class(bool(problem), "-wrong")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.say("")
        self.post_message(self.Changed(self, event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Submitted(self))
