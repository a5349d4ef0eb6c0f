"""A message that waits for an answer: what is wrong, how to mend it, what can be done."""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from mock_panel.tui.screens.closing import ClosingScreen

_SCROLLS = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}
"""Lines, by key; for a text longer than the screen."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One way on: a key, what it does in words, and the value that is given back."""

    key: str
    label: str
    value: str


class NoticeScreen(ClosingScreen[str | None], ModalScreen[str | None]):
    """A title, a text, and one key for each way on; escape gives None."""

    DEFAULT_CSS = """
    NoticeScreen {
        align: center middle;
        background: $background 70%;
        Vertical {
            width: 68;
            max-width: 96%;
            height: auto;
            max-height: 96%;
            overflow-y: auto;
            padding: 1 3;
            background: $surface;
            border-left: outer $primary;
        }
        .title { text-style: bold; margin-bottom: 1; }
        .replies { margin-top: 1; }
    }
    """

    def __init__(self, title: str, text: str, *replies: Reply) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._replies = replies or (Reply("enter", "go on", "ok"),)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(self._title, classes="title", markup=False)
            yield Static(self._text, markup=False)
            yield Static(
                Content("\n").join(
                    Content.assemble((f"{_shown(r.key):>6}  ", "$text-primary bold"), r.label)
                    for r in self._replies
                ),
                classes="replies",
            )

    def on_key(self, event: events.Key) -> None:
        if event.key in _SCROLLS:
            event.stop()
            self.query_one(Vertical).scroll_relative(y=_SCROLLS[event.key], animate=False)
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
        for reply in self._replies:
            if event.key == reply.key:
                event.stop()
                self.dismiss(reply.value)


def _shown(key: str) -> str:
    return "esc" if key == "escape" else key
