"""The first line of every screen: where one is, and what holds there."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Label


class Topline(Horizontal):
    """A title on the left and a state on the right."""

    DEFAULT_CSS = """
    Topline {
        height: 2;
        padding: 0 1;
        border-bottom: solid $foreground 25%;
        #title { width: 1fr; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
        #state { width: auto; color: $foreground 75%; padding-left: 2; }
    }
    """

    title: reactive[str | Content] = reactive("", layout=False)
    state: reactive[str | Content] = reactive("", layout=False)

    def __init__(self, title: str | Content = "", state: str | Content = "") -> None:
        super().__init__()
        self.set_reactive(Topline.title, title)
        self.set_reactive(Topline.state, state)

    def compose(self) -> ComposeResult:
        yield Label(self.title, id="title", markup=False)
        yield Label(self.state, id="state", markup=False)

    def watch_title(self, title: str | Content) -> None:
        self._tell("#title", title)

    def watch_state(self, state: str | Content) -> None:
        self._tell("#state", state)

    def _tell(self, name: str, words: str | Content) -> None:
        # The label is not there yet while a screen opens, and no more while the app closes.
        for label in self.query(name).results(Label):
            label.update(words)
