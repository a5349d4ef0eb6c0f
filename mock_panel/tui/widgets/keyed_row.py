"""A choice row in which each choice has a key of its own, such as a rater's letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from textual import events
from textual.message import Message

from mock_panel.tui.widgets.choice_row import Choice, ChoiceRow

T = TypeVar("T")

_NONE = 1_000
"""So that no digit chooses by place, as in other choice rows."""


class KeyedRow(ChoiceRow[T]):
    """Left and right change the value; the key of a choice makes it and goes on."""

    DEFAULT_CSS = """
    KeyedRow { text-wrap: nowrap; text-overflow: ellipsis; }
    """

    keys: Sequence[str] = ()
    """One for each choice; an empty one is no key."""

    @dataclass
    class Picked(Message):
        """A choice was made by its key."""

        row: "KeyedRow[object]"

        @property
        def control(self) -> "KeyedRow[object]":
            return self.row

    def __init__(
        self,
        label: str,
        *,
        label_width: int = 14,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        super().__init__(label, (), label_width=label_width, first_digit=_NONE, id=id)

    def offer_keyed(
        self, choices: Sequence[Choice[T]], keys: Sequence[str], chosen: T | None = None
    ) -> None:
        """Replace the choices and their keys."""
        self.keys = tuple(keys)
        self.offer(choices, chosen)

    def on_key(self, event: events.Key) -> None:
        pressed = (event.character or "").lower()
        if pressed and pressed in self.keys:
            event.stop()
            self.index = self.keys.index(pressed)
            self._changed()
            self.post_message(self.Picked(self))  # type: ignore[arg-type]
        elif pressed == " " and self.index is None:
            # It is in words that are typed too early, and chooses nothing by itself.
            event.stop()
