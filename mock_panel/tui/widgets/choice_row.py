"""One choice a row: the keyboard's own form field, for a calm screen without boxes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from mock_panel.tui.widgets.form_row import FormRow

T = TypeVar("T")
_STEPS = {"left": -1, "right": 1}


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """A value that may be chosen."""

    value: T
    title: str
    explanation: str = ""


class ChoiceRow(FormRow, Generic[T]):
    """A label and the chosen value; left and right change it, a digit jumps to one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "step(1)", "Next", show=False),
    ]

    index: reactive[int | None] = reactive(None)
    """Which choice is made; None while none is."""

    @dataclass
    class Changed(Message):
        """Another value was chosen."""

        row: "ChoiceRow[object]"

        @property
        def control(self) -> "ChoiceRow[object]":
            return self.row

    def __init__(
        self,
        label: str,
        choices: Sequence[Choice[T]],
        *,
        chosen: T | None = None,
        label_width: int = 14,
        first_digit: int = 1,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        super().__init__(label, label_width=label_width, id=id)
        self.choices = list(choices)
        self.first_digit = first_digit
        self.set_reactive(ChoiceRow.index, self._index_of(chosen))

    @property
    def value(self) -> T | None:
        """The chosen value."""
        return None if self.index is None else self.choices[self.index].value

    def choose(self, value: T) -> None:
        """Make a choice from outside."""
        self.index = self._index_of(value)

    def offer(self, choices: Sequence[Choice[T]], chosen: T | None = None) -> None:
        """Replace the choices."""
        self.choices = list(choices)
        self.set_reactive(ChoiceRow.index, self._index_of(chosen))
        self.refresh()

    def render(self) -> Content:
        label = Content.styled(self.label.ljust(self.label_width), "$foreground 75%")
        if self.index is None:
            names = " · ".join(c.title for c in self.choices)
            return label + Content.styled(f"‹ choose › {names}", "$foreground 70%")
        choice = self.choices[self.index]
        return Content.assemble(
            label,
            ("‹ ", "$foreground 70%"),
            (choice.title, "$text-primary"),
            (" ›", "$foreground 70%"),
            ("  " + choice.explanation, "$foreground 70%"),
        )

    def action_step(self, by: int) -> None:
        """Choose the next or the previous value, round and round."""
        if not self.choices:
            return
        start = -1 if self.index is None and by > 0 else (self.index or 0)
        self.index = (start + by) % len(self.choices)
        self._changed()

    def on_key(self, event: events.Key) -> None:
        """At once, so that the key is for this row although another has the focus by now."""
        if event.key in _STEPS:
            event.stop()
            self.action_step(_STEPS[event.key])
        elif event.character and event.character.isdigit() and self.take(int(event.character)):
            event.stop()

    def take(self, digit: int) -> bool:
        """Make the choice of this digit; false where there is none."""
        wanted = digit - self.first_digit
        if not 0 <= wanted < len(self.choices):
            return False
        self.index = wanted
        self._changed()
        return True

    def on_click(self) -> None:
        self.action_step(1)

    def _changed(self) -> None:
        self.post_message(self.Changed(self))  # type: ignore[arg-type]

    def _index_of(self, value: T | None) -> int | None:
        for index, choice in enumerate(self.choices):
            if choice.value == value:
                return index
        return None
