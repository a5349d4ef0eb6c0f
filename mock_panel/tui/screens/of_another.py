"""A screen that reads what somebody shows, and offers no key that would change it."""

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services
    from mock_panel.panel.showing import Shown
    from mock_panel.tui.screens.page import Page

    _Screen = Page[Any]
else:
    # Textual takes styles and keys of the first base that is a widget: the screen itself.
    _Screen = object

_ALWAYS = frozenset({"back", "help", "copy_text"})


class Whose(Static):
    """Says whose practice it is."""

    DEFAULT_CSS = "Whose { height: 1; padding: 0 1; color: $foreground 75%; }"


class OfAnother(_Screen):
    """Stands before the screen whose practice it shows in the list of classes."""

    READS: ClassVar[frozenset[str]]
    """The actions that only read; no other is offered."""

    def __init__(self, read: "Services", shown: "Shown", *about: Any) -> None:
        """Show it.

        Args:
            read: what reads the practice that is shown.
            shown: whose it is.
            about: what the other class wants to know.
        """
        super().__init__(*about)
        self.read, self.shown = read, shown

    @property
    def services(self) -> "Services":
        """What reads the practice that is shown."""
        return self.read

    def body(self) -> ComposeResult:
        yield Whose(f"{self.shown.person.name}, as shown to you: to read only", markup=False)
        yield from super().body()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing but what reads."""
        if action not in self.READS | _ALWAYS:
            return False
        return super().check_action(action, parameters)
