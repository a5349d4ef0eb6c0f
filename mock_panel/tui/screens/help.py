"""Help for the screen one came from: what it is for, and every key."""

from typing import Any, ClassVar, Self

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page


class HelpScreen(Page[None]):
    """Reads the keys off the screen itself, so that it cannot be out of date."""

    DEFAULT_CSS = """
    HelpScreen #help { padding: 1 2; Static { max-width: 76; } }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key("r", "reminders", "What boards look for",
            "What boards mark down, how long to speak, what an executive-level example is"),
    ]  # fmt: skip

    def __init__(self, title: str, text: str, keys: list[tuple[str, str]]) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._keys = keys

    @classmethod
    def about(cls, screen: Screen[Any]) -> Self:
        """The help of a screen."""
        keys = []
        seen = set()
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.tooltip and binding.action not in seen:
                seen.add(binding.action)
                keys.append((screen.app.get_key_display(binding), binding.tooltip))
        text = screen.HELP_TEXT if isinstance(screen, Page) else ""
        return cls(screen.title or "This screen", text, keys)

    def body(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            yield Static(self._text, markup=False)
            yield Static("")
            for shown, explanation in self._keys:
                yield Static(Content.assemble((f"{shown:>8}  ", "$text-primary bold"), explanation))

    def on_mount(self) -> None:
        self.topline.title = f"Help · {self._title}"
        self.topline.state = "esc back"
        self.query_one("#help").focus()

    def action_reminders(self) -> None:
        """What is known of boards."""
        from mock_panel.tui.screens.reminders import RemindersScreen  # noqa: PLC0415 - when shown

        self.app.push_screen(RemindersScreen())

    def action_help(self) -> None:
        """Help is already open."""
