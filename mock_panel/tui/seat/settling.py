"""Settling from elsewhere: the same screen; its report goes to the browser, not to a file here."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work

from mock_panel.tui.screens.panel.settle import SettleScreen

if TYPE_CHECKING:
    from mock_panel.domain.ids import PanelId


class SettleElsewhere(SettleScreen):
    """Names no file of the machine that serves it."""

    CSS_PATH = "../screens/panel/settle.tcss"

    def __init__(self, panel: "PanelId", report: Callable[[], object]) -> None:
        super().__init__(panel)
        self._hand_report = report

    @work(exclusive=True, group="report")
    async def action_report(self) -> None:
        """Hand the report to the browser."""
        self._hand_report()
