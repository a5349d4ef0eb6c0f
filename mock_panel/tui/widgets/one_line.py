"""One line to type in, at the foot of a screen whose keys are letters."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label

from mock_panel.tui.widgets.line import Line

LONGEST = 500


class OneLine(Horizontal):
    """Hidden until something is asked; what is typed is told as it is typed."""

    DEFAULT_CSS = """
    OneLine {
        height: 1;
        display: none;
        padding: 0 2;
        &.-open { display: block; }
        Label { width: auto; padding-right: 2; color: $text-primary; }
        Input { width: 1fr; }
    }
    """

    @dataclass
    class Typed(Message):
        """The line says something else now."""

        text: str

    @dataclass
    class Given(Message):
        """Enter was pressed."""

        text: str

    def compose(self) -> ComposeResult:
        yield Label("", markup=False)
        yield Line(compact=True, max_length=LONGEST, select_on_focus=False)

    @property
    def is_open(self) -> bool:
        """Whether something is being typed."""
        return self.has_class("-open")

    @property
    def text(self) -> str:
        """What is typed so far."""
        return self.query_one(Input).value

    def ask(self, label: str, hint: str = "", text: str = "") -> None:
        """Open with what the line is for, empty or with what was begun."""
        self.query_one(Label).update(label)
        line = self.query_one(Input)
        line.placeholder = hint
        with self.prevent(Input.Changed):
            line.value = text
        line.cursor_position = len(text)
        self.add_class("-open")
        line.focus()

    def close(self) -> None:
        """Hide, and give the keys back to the screen."""
        self.remove_class("-open")
        self.screen.set_focus(None)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.is_open:
            self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.is_open:
            self.post_message(self.Given(event.value))
