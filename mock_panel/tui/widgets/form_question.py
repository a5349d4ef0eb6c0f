"""A question of a panel's form as a row: exchanged for another, or moved, by key."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from mock_panel.tui.clipping import clipped
from mock_panel.tui.keys import key
from mock_panel.tui.widgets.form_row import FormRow
from mock_panel.tui.widgets.question_list import Entry

_ECQ_WIDTH = 22
_NARROW = 64


class FormQuestion(FormRow):
    """Its place, its ECQ and the beginning of its words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter,space,right,left", "choose", "Another", "Choose another question of this ECQ"),
        key("r", "redraw", "Redraw", "Draw all questions afresh"),
        key("u,shift+up", "move(-1)", "Earlier", "Ask this question earlier"),
        key("d,shift+down", "move(1)", "Later", "Ask this question later"),
    ]

    entry: reactive[Entry | None] = reactive(None)
    """The question; None where the form has none at this place."""

    @dataclass
    class Chosen(Message):
        """Another question is wanted here."""

        row: "FormQuestion"

    @dataclass
    class Moved(Message):
        """The question is to be asked earlier or later."""

        row: "FormQuestion"
        by: int

    @dataclass
    class Redrawn(Message):
        """All are to be drawn afresh."""

        row: "FormQuestion"

    def __init__(self, number: int) -> None:
        super().__init__(f"{number}")
        self.number = number

    def render(self) -> Content:
        if self.entry is None:
            return Content("")
        width = self.content_size.width
        room = width - 4
        label = Content.styled(f"{self.number:>2}  ", "$foreground 75%")
        if width < _NARROW:
            return label + Content(clipped(self.entry.gist, room))
        ecq = clipped(self.entry.ecq, _ECQ_WIDTH - 2)
        pad = " " * (_ECQ_WIDTH - Content(ecq).cell_length)
        text = clipped(self.entry.gist, room - _ECQ_WIDTH)
        return Content.assemble(label, (ecq + pad, "$text-primary"), text)

    def action_choose(self) -> None:
        """Ask for another question."""
        self.post_message(self.Chosen(self))

    def action_move(self, by: int) -> None:
        """Ask for another place."""
        self.post_message(self.Moved(self, by))

    def action_redraw(self) -> None:
        """Ask for other questions."""
        self.post_message(self.Redrawn(self))

    def on_click(self) -> None:
        self.action_choose()
