"""The app of one person at a panel: their screen, their keys, and nothing else of the program."""

from typing import TYPE_CHECKING, cast

from textual.events import AppBlur

from mock_panel.domain.joining import PlaceRole
from mock_panel.errors import OutOfOrder
from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.seat.candidate import CandidateScreen
from mock_panel.tui.seat.chair import ChairScreen
from mock_panel.tui.seat.ending import tell_the_end
from mock_panel.tui.seat.place import PlaceScreen

if TYPE_CHECKING:
    from mock_panel.bootstrap.seat import SeatServices
    from mock_panel.bootstrap.services import Services


class SeatApp(MockPanelApp):
    """What runs behind one browser page."""

    CSS_PATH = ["../app.tcss", "place.tcss", "candidate.tcss"]  # noqa: RUF012 - Textual's own form

    def __init__(self, services: "SeatServices") -> None:
        # Screens ask for the services of the whole program, and find what is there for them.
        super().__init__(cast("Services", services))
        self._role = services.guest.role

    def on_app_blur(self, event: AppBlur) -> None:
        """Take no notice: a page has no focus while it opens, and a footer would stay empty."""
        event.prevent_default()

    def get_default_screen(self) -> PlaceScreen | CandidateScreen:
        """The one screen of the place."""
        if self._role is PlaceRole.CANDIDATE:
            return CandidateScreen()
        return ChairScreen() if self._role is PlaceRole.CHAIR else PlaceScreen()

    def show_error(self, error: BaseException) -> None:
        """Say what is wrong; when it is the session that has ended, close the app then."""
        if isinstance(error, OutOfOrder) and error.reason == "session_over":
            # Not at once: the screen that tells of it is among those that are closed.
            self.call_later(tell_the_end, self.screen_stack[0], error.message, error.hint)
        else:
            super().show_error(error)
