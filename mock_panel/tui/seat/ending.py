"""When there is nothing more to do at a place."""

from typing import Any

from textual.screen import Screen

from mock_panel.tui.screens.notice import NoticeScreen, Reply


class EndScreen(NoticeScreen):
    """The last thing that is said."""


def tell_the_end(screen: Screen[Any], words: str, hint: str = "") -> None:
    """Say why in front of everything, and close the app when it has been read."""
    app = screen.app
    # Whatever comes to the front for a moment looks again, and is told of the end again.
    if any(isinstance(each, EndScreen) for each in app.screen_stack):
        return
    while app.screen is not screen:
        app.pop_screen()
    notice = EndScreen(words, hint, Reply("enter", "close", "close"))
    app.push_screen(notice, lambda _: app.exit(0))
