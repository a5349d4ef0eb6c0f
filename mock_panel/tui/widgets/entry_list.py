"""A list of entries whose Enter belongs to the screen, so that footer and help name it."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList


class EntryList(OptionList, inherit_bindings=False):
    """Moves with the keys of every list; a click chooses."""

    DEFAULT_CSS = """
    EntryList { background: $background; &:focus { background-tint: $foreground 0%; } }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor_down", "Down", show=False),
        Binding("up", "cursor_up", "Up", show=False),
        Binding("home", "first", "First", show=False),
        Binding("end", "last", "Last", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
    ]
