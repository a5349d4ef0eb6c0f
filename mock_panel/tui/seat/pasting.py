"""Taking in a rater's file from elsewhere: its text is pasted, for no file can be named here."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Static

from mock_panel.errors import MockPanelError, OutOfOrder
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.panel.desk_asking import received_words
from mock_panel.tui.screens.panel.rate_lines import error_words
from mock_panel.tui.widgets.editor import Editor

if TYPE_CHECKING:
    from mock_panel.bootstrap.seat import SeatServices


class PasteScreen(Page[str | None]):
    """Gives back what came of it; what is wrong is told in place, and nothing is taken then."""

    CSS_PATH = "pasting.tcss"
    AUTO_FOCUS = "Editor"
    HELP_TEXT = (
        "What a rater's packet saved is a small text file, such as ratings-….json. Open it in any "
        "editor, copy all of it, and paste it here. It is sealed: whoever changed anything in it "
        "is found out. Nothing of it is shown before the reveal."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("ctrl+s", "take_in", "Take in", "Take the pasted file in"),
    ]

    editor = getters.query_one(Editor)
    trouble = getters.query_one("#trouble", Static)

    @dataclass
    class TakenIn(Message):
        """It was taken in."""

        words: str

    @dataclass
    class Refused(Message):
        """It was not."""

        problem: MockPanelError

    def __init__(self) -> None:
        super().__init__()
        self.title = "Take in a rater's file"

    def body(self) -> ComposeResult:
        yield Static(
            "Open the file that the rater's packet saved, copy all of it, and paste it here "
            "with ctrl+shift+v, or cmd+v on a Mac.",
            id="what",
        )
        yield Editor(compact=True, highlight_cursor_line=False, placeholder="the file's text")
        yield Static("", id="trouble", markup=False)

    def on_mount(self) -> None:
        self.topline.title = "Take in a rater's file"

    def action_take_in(self) -> None:
        """Take it in."""
        if self.editor.text.strip():
            self.take_in(self.editor.text)
        else:
            self.trouble.update("Nothing is pasted yet.")

    @work(thread=True, exclusive=True, exit_on_error=False, group="take")
    def take_in(self, words: str) -> None:
        """Have it read, with distrust, and stored."""
        services = cast("SeatServices", self.services)
        try:
            received = services.packets.receive(words)
        except MockPanelError as error:
            self.post_message(self.Refused(error))
        else:
            self.post_message(self.TakenIn(received_words(received, services.guest.panel)))

    @on(Refused)
    def _tell(self, event: Refused) -> None:
        problem = event.problem
        if isinstance(problem, OutOfOrder) and problem.reason == "session_over":
            self.panel_app.show_error(problem)
        else:
            self.trouble.update(error_words(problem))

    @on(TakenIn)
    def _done(self, event: TakenIn) -> None:
        self.dismiss(event.words)
