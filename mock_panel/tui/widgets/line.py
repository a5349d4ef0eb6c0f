"""One line to type in, where a key does what it does in its turn."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

_ACTIONS = {
    key: binding.action
    for binding in Input.BINDINGS
    if isinstance(binding, Binding) and binding.action != "submit"
    for key in binding.key.split(",")
}


class Line(Input):
    """Takes keys in their order: a letter behind "end" or "backspace" never overtakes it."""

    BINDINGS: ClassVar[list[BindingType]] = []

    async def on_key(self, event: events.Key) -> None:
        """Do at once what a key does here; Textual sends it round the whole screen first."""
        action = _ACTIONS.get(event.key)
        if action is not None and await self.app.run_action(action, self):
            event.prevent_default().stop()
