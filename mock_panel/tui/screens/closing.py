"""A screen that closes itself once, and nothing but itself."""

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

Result = TypeVar("Result")


class ClosingScreen(Screen[Result]):
    """A key pressed twice reaches a screen twice; Textual's own would close the one below, too."""

    _waiting: tuple[Result | None] | None = None
    """What to give back as soon as no other screen is in front."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close this screen: now, when it comes to the front again, or not a second time."""
        stack = self.app.screen_stack
        if stack[-1] is self:
            return super().dismiss(result)
        if self in stack:
            self._waiting = (result,)
        return AwaitComplete()

    def on_screen_resume(self) -> None:
        if self._waiting is not None:
            self.dismiss(*self._waiting)
