"""The list of what is to be settled."""

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import OptionList

from mock_panel.tui.keys import key


class AgendaList(OptionList, inherit_bindings=False):
    """Items, one a line; the keys that are not here belong to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("down,j", "cursor_down", "Item below", "Go to the item below", show=False),
        key("up,k", "cursor_up", "Item above", "Go to the item above", show=False),
        key("home", "first", "First item", "Go to the first item", show=False),
        key("end", "last", "Last item", "Go to the last item", show=False),
    ]
