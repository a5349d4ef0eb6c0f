"""The line of Progress that searches: it asks once the typing pauses."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label, Static

from mock_panel.tui.widgets.line import Line

if TYPE_CHECKING:
    from textual.timer import Timer

SEARCH_PAUSE = 0.25
"""Seconds without a key before a search begins."""


class SearchLine(Horizontal):
    """A box for words, and beside it the status that the table is narrowed to."""

    box = getters.query_one("#words", Input)

    @dataclass
    class Asked(Message):
        """The attempts with these words are wanted; without any, all of them."""

        words: str

    def __init__(self) -> None:
        super().__init__(id="search")
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Label("Search")
        yield Line(placeholder="words that were said or written", id="words", compact=True)
        yield Static("", id="status")

    @property
    def words(self) -> str:
        """What stands in the box."""
        return self.box.value.strip()

    def clear(self) -> None:
        """Forget the words, and ask for nothing."""
        with self.prevent(Input.Changed):
            self.box.value = ""

    @on(Input.Changed)
    def _ask_soon(self) -> None:
        self._wait_no_more()
        self._pause = self.set_timer(SEARCH_PAUSE, self.ask)

    @on(Input.Submitted)
    def ask(self) -> None:
        """Ask for what stands there, at once."""
        self._wait_no_more()
        self.post_message(self.Asked(self.words))

    def _wait_no_more(self) -> None:
        if self._pause is not None:
            self._pause.stop()
