"""Conducting from elsewhere: the same screen, without a voice and a microphone of its own."""

from typing import TYPE_CHECKING

from mock_panel.tui.screens.panel.conduct import ConductScreen

if TYPE_CHECKING:
    from mock_panel.domain.panels import Panel


class ConductElsewhere(ConductScreen):
    """The server's loudspeaker and microphone are in another room than the panel."""

    CSS_PATH = "../screens/panel/conduct.tcss"
    HAS_SOUND = False

    def claim(self) -> None:
        """The session has one window, and needs no microphone."""

    def release(self) -> None:
        """There is nothing to let go of."""

    def is_alone(self, panel: "Panel") -> bool:  # noqa: ARG002 - as the screen's
        """The chair may have it open at the table, too, of which nothing is known here."""
        return False
