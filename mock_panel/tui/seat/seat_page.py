"""What every place elsewhere has: it looks at the panel again and again, until the session ends."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.message import Message

from mock_panel.errors import MockPanelError, OutOfOrder
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.panel.rate_lines import error_words
from mock_panel.tui.seat.ending import tell_the_end
from mock_panel.tui.watching import watch

if TYPE_CHECKING:
    from mock_panel.bootstrap.seat import SeatServices


class SeatPage(Page[None]):
    """Reads where the panel stands whenever anybody has written to it."""

    @dataclass
    class Failed(Message):
        """It could not be read, or not any more."""

        problem: MockPanelError

    def __init__(self) -> None:
        super().__init__()
        self._read_at = 0.0
        """The steady clock when what is shown was read."""
        self._is_looking = self._looks_again = False

    @property
    def seat_services(self) -> "SeatServices":
        """What this place may reach."""
        return cast("SeatServices", self.services)

    @abstractmethod
    def read(self) -> Message:
        """Read where the panel stands; in a thread.

        Raises:
            MockPanelError: it cannot be read, or not any more.
        """

    @abstractmethod
    def tell_trouble(self, words: str) -> None:
        """Say in place why it could not be read."""

    def begin(self) -> None:
        """Look now, and from now on; once the widgets are there."""
        self.look()
        watch(self, self.database_changed)

    def database_changed(self) -> None:
        """See what others did meanwhile."""
        if self.is_current:
            # What is being read now may be older than the change.
            self._looks_again = self._is_looking
            if not self._is_looking:
                self.look()

    @work(thread=True, exclusive=True, exit_on_error=False, group="look")
    def look(self) -> None:
        """Read where the panel stands; a message tells."""
        self._is_looking = True
        try:
            found = self.read()
        except MockPanelError as error:
            self.post_message(self.Failed(error))
        else:
            self.post_message(found)

    def has_looked(self) -> None:
        """What was read has come; what has changed since is read now."""
        self._is_looking = False
        if self._looks_again:
            self.database_changed()

    @on(Failed)
    def _tell(self, event: Failed) -> None:
        self.has_looked()
        if isinstance(event.problem, OutOfOrder):
            tell_the_end(self, event.problem.message, event.problem.hint)
        else:
            self.tell_trouble(f"{error_words(event.problem)} It is tried again and again.")
