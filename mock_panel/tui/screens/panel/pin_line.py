"""The line for the PIN of a seat, in which letters choose the seat."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from mock_panel.panel.pins import DIGITS

SEATS = "abcdefg"
"""Who may rate: a chair and six raters at most have the first letters."""

_ACTIONS = {
    "enter": "screen.enter",
    "up": "screen.step(-1)",
    "down": "screen.step(1)",
    **{letter: f"screen.seat('{letter}')" for letter in SEATS},
}
"""What these keys do in the line of the PIN."""


class PinLine(Input, inherit_bindings=False):
    """Digits, each shown as a dot; anything else is left out without a noise."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding
        for binding in Input.BINDINGS
        if isinstance(binding, Binding) and binding.key != "enter"
    ]

    def __init__(self) -> None:
        super().__init__(password=True, restrict=r"[0-9 ]*", max_length=2 * DIGITS, compact=True)

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 - Textual's
        """Letters choose a seat."""
        return character is not None and character in "0123456789 "

    async def on_key(self, event: events.Key) -> None:
        """Do these in the order of the keys: Enter must not overtake the digits before it."""
        action = _ACTIONS.get(event.key)
        if action is not None and await self.app.run_action(action, self):
            event.stop()
            event.prevent_default()

    def restricted(self) -> None:
        """Nothing: a bell would tell the room."""
