"""What one person at a panel may reach, wherever they sit."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mock_panel.bootstrap.fresh import new_key
from mock_panel.errors import OutOfOrder
from mock_panel.paths import Paths
from mock_panel.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mock_panel.bootstrap.services import Services
    from mock_panel.domain.clocks import SteadyClock, WallClock
    from mock_panel.domain.joining import Guest, Presence
    from mock_panel.domain.panels import Panel
    from mock_panel.panel.candidate_view import CandidateDesk
    from mock_panel.panel.joining import Joining
    from mock_panel.panel.packet_desk import PacketDesk
    from mock_panel.panel.ports import Changes
    from mock_panel.panel.protocol import MockPanels
    from mock_panel.practice.ports.sound import Recordings


@dataclass(frozen=True)
class SeatServices:
    """All that the screens of one person at a panel can reach, wherever they sit."""

    guest: "Guest"
    paths: Paths
    settings: Settings
    panels: "MockPanels"
    """A call that is not this guest's to make raises OutOfOrder `not_permitted`."""
    joining: "Joining"
    """The same of who is invited."""
    packets: "PacketDesk"
    """The same of packets."""
    candidate: "CandidateDesk"
    recordings: "Recordings"
    """The sound files of the machine that serves: those of the panel go with the consent."""
    changes: "Callable[[], Changes]"
    """What tells when anybody has written; a new one, for the caller to close."""
    present: "Callable[[], Sequence[Presence]]"
    """Who has the panel open in a browser."""
    monotonic: "SteadyClock"
    now: "WallClock"

    def report(self, panel: "Panel", ending: str) -> bytes:
        """The candidate's report, for the guest's own machine.

        Args:
            panel: whose.
            ending: in which form, one of `reports.FORMS`.

        Raises:
            InputError: the form needs what is not installed where this runs.
            OutOfOrder: `not_revealed`, or not this guest's to read.
        """
        from mock_panel.panel.reports import Reports

        return Reports(self.panels, _write_nothing).compose(panel, ending)

    def close(self) -> None:
        """Nothing was started."""


def seat_services(services: "Services", guest: "Guest") -> SeatServices:
    """What somebody at a panel may reach, each call checked.

    Raises:
        StorageError: the database cannot be opened.
    """
    from mock_panel.panel.candidate_view import CandidateDesk
    from mock_panel.panel.packet_desk import PacketDesk
    from mock_panel.panel.packets import Packets
    from mock_panel.panel.permits import Watch, guarded, guarded_joining

    joining, panels = services.joining, services.panels

    def is_over() -> bool:
        return joining.is_over(guest)

    def refused(action: str) -> None:
        joining.refused(guest, action)

    watch = Watch(panels.store, guest, refused, is_over, services.monotonic)
    return SeatServices(
        guest=guest,
        paths=services.paths,
        settings=services.settings,
        panels=replace(panels, store=guarded(watch)),
        joining=guarded_joining(watch, joining),
        packets=PacketDesk(Packets(panels, new_key, _write_nothing), watch),
        candidate=CandidateDesk(panels.store, guest.panel, services.now, is_over),
        recordings=services.recordings,
        changes=lambda: services.changes(guest.panel),
        present=lambda: joining.store.present(guest.panel),
        monotonic=services.monotonic,
        now=services.now,
    )


def _write_nothing(path: Path, data: bytes) -> None:
    """Nobody elsewhere names a file of this machine."""
    del path, data
    raise OutOfOrder("not_permitted", "No file is written here from elsewhere.")
