"""The door of a real panel: the use cases of joining over a database, and what tests ask of it."""

import secrets
import time
from datetime import UTC, datetime
from pathlib import Path

from mock_panel.domain.ids import SeatId
from mock_panel.domain.joining import Admitted, Guest
from mock_panel.errors import StorageError
from mock_panel.panel.joining import Joining
from mock_panel.panel.wrong_codes import WrongCodes
from mock_panel.paths import Paths
from mock_panel.storage.database import open_database
from mock_panel.storage.joining import SqlJoiningStore
from mock_panel.storage.panels import SqlPanelStore
from tests.panel.sample_panels import sample_panel


class RealDoor:
    """Fulfils the server's port by the use cases; `broken` takes the database away."""

    def __init__(self, home: Path) -> None:
        self._database = open_database(Paths(home))
        panels = SqlPanelStore(self._database)
        self.panel = sample_panel()
        if panels.get(self.panel.id) is None:
            panels.convene(self.panel, {})
        self._joining = Joining(
            SqlJoiningStore(self._database), panels.get, lambda: datetime.now(UTC),
            lambda: secrets.token_hex(8), WrongCodes(time.monotonic),
        )  # fmt: skip
        self.tokens: list[str] = []
        """Of the sessions that were opened, the newest last."""
        self.guesses = 0
        self.broken = False

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def invite(self, place: str) -> str:
        """A code for a place."""
        return self._joining.invite(self.panel, SeatId(place)).code

    def revoke(self, place: str) -> None:
        """End the session of a place."""
        assert self._joining.revoke(self.panel, SeatId(place))

    @property
    def here(self) -> list[str]:
        """Who is connected."""
        return [present.place for present in self._joining.present(self.panel)]

    @property
    def refusals(self) -> list[tuple[str, str]]:
        """Who was refused what, the newest first."""
        return [(each.place, each.action) for each in self._joining.refusals(self.panel)]

    def admit(self, code: str, address: str) -> Admitted:
        self.guesses += 1
        admitted = self._joining.admit(code, address)
        self.tokens.append(admitted.token)
        return admitted

    def guest(self, token: str) -> Guest | None:
        self._look()
        return self._joining.guest(token)

    def is_over(self, guest: Guest) -> bool:
        self._look()
        return self._joining.is_over(guest)

    def leave(self, guest: Guest) -> None:
        self._joining.leave(guest)

    def arrived(self, guest: Guest) -> None:
        self._joining.arrived(guest)

    def left(self, guest: Guest) -> None:
        self._joining.left(guest)

    def refused(self, guest: Guest, action: str) -> None:
        self._joining.refused(guest, action)

    def _look(self) -> None:
        if self.broken:
            raise StorageError("The database is away.")
