"""Mock panels, and the programme that convenes them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mock_panel.bootstrap.fresh import in_any_order, new_key, new_pin, new_salt
from mock_panel.bootstrap.stored import StoredParts

if TYPE_CHECKING:
    from mock_panel.domain.panels import Panel, Seat
    from mock_panel.panel.joining import Joining
    from mock_panel.panel.packets import Packets
    from mock_panel.panel.people import Team
    from mock_panel.panel.ports import CalibrationStore
    from mock_panel.panel.protocol import MockPanels
    from mock_panel.panel.reports import Reports
    from mock_panel.panel.showing import PracticeShowing


@dataclass
class PanelParts(StoredParts):
    """The use cases of raters, of the people of a programme, and of who joins."""

    new_pin: Callable[[], str] = new_pin
    in_any_order: "Callable[[Sequence[Seat]], Sequence[Seat]]" = in_any_order

    @property
    def panels(self) -> "MockPanels":
        """The use cases of mock panels.

        Raises:
            StorageError: the database cannot be opened.
        """

        def make() -> "MockPanels":
            from mock_panel.panel.protocol import MockPanels
            from mock_panel.storage.panels import SqlPanelStore

            store = SqlPanelStore(self._database)
            panels = MockPanels(
                store, self.now, self.new_id, self.new_pin, new_salt, self.in_any_order
            )
            if self.paths.team is None:
                return panels
            return replace(panels, closed=self._handing_over(panels), unseen=self.people.unseen)

        return self._once("panels", make)

    def _handing_over(self, panels: "MockPanels") -> "Callable[[Panel], None]":
        """What hands a closed panel's report to the candidate, in a team's database."""
        from mock_panel.panel.report_markdown import to_markdown
        from mock_panel.panel.reports import Reports
        from mock_panel.storage.files import write_new

        reports, people, now = Reports(panels, write_new), self.people.store, self.now

        def hand_over(panel: "Panel") -> None:
            people.hand_over(panel.id, to_markdown(reports.build(panel)), now())

        return hand_over

    @property
    def people(self) -> "Team":
        """The people of a programme.

        Raises:
            StorageError: the database cannot be opened.
        """

        def make() -> "Team":
            from mock_panel.panel.people import Team
            from mock_panel.storage.people import SqlPeopleStore

            return Team(SqlPeopleStore(self._database), self.new_id)

        return self._once("people", make)

    @property
    def showing(self) -> "PracticeShowing":
        """Who shows their practice to which mentor.

        Raises:
            StorageError: the database cannot be opened.
        """

        def make() -> "PracticeShowing":
            from mock_panel.panel.showing import PracticeShowing
            from mock_panel.storage.showing import SqlShowingStore

            return PracticeShowing(self.people.store, SqlShowingStore(self._database), self.now)

        return self._once("showing", make)

    @property
    def joining(self) -> "Joining":
        """Who joins a panel from another machine.

        Raises:
            StorageError: the database cannot be opened.
        """

        def make() -> "Joining":
            from mock_panel.panel.joining import Joining
            from mock_panel.panel.wrong_codes import WrongCodes
            from mock_panel.storage.joining import SqlJoiningStore

            return Joining(
                SqlJoiningStore(self._database), self.panels.store.get, self.now, self.new_id,
                WrongCodes(self.monotonic),
            )  # fmt: skip

        return self._once("joining", make)

    @property
    def packets(self) -> "Packets":
        """What goes to raters elsewhere, and what comes back.

        Raises:
            StorageError: the database cannot be opened.
        """
        from mock_panel.panel.packets import Packets
        from mock_panel.storage.files import write_new

        return Packets(self.panels, new_key, write_new)

    @property
    def reports(self) -> "Reports":
        """Reports of panels.

        Raises:
            StorageError: the database cannot be opened.
        """
        from mock_panel.panel.reports import Reports
        from mock_panel.storage.files import write_new

        return Reports(self.panels, write_new)

    @property
    def calibration(self) -> "CalibrationStore":
        """What raters gave the exemplars.

        Raises:
            StorageError: the database cannot be opened.
        """

        def make() -> "CalibrationStore":
            from mock_panel.storage.calibration import SqlCalibrationStore

            return SqlCalibrationStore(self._database)

        return self._once("calibration", make)
