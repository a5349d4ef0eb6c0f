"""A door that keeps everything in memory."""

import secrets
import threading
from datetime import UTC, datetime, timedelta

from mock_panel.domain.ids import PanelId, SeatId
from mock_panel.domain.joining import Admitted, Guest, PlaceRole
from mock_panel.errors import OutOfOrder, StorageError


class MemoryDoor:
    """Who may come in, who is there, and who was refused what."""

    def __init__(self) -> None:
        self.codes: dict[str, Guest] = {}
        self.sessions: dict[str, Guest] = {}
        self.here: list[str] = []
        self.refusals: list[tuple[str, str]] = []
        self.guesses = 0
        self.broken = False
        self._lock = threading.Lock()

    def invite(self, place: str, role: PlaceRole = PlaceRole.RATER) -> str:
        """A code for a place."""
        code = f"CODE-{secrets.token_hex(6)}"
        self.codes[code] = Guest(
            secrets.token_hex(8), PanelId("2c91e0" * 5), SeatId(place), role,
            f"Person {place}", datetime.now(UTC) + timedelta(hours=1),
        )  # fmt: skip
        return code

    def admit(self, code: str, address: str) -> Admitted:  # noqa: ARG002 - the port's
        with self._lock:
            guest = self.codes.pop(code, None)
            if guest is None:
                self.guesses += 1
                raise OutOfOrder("unknown_code", "There is no such code.", "Ask the chair.")
            token = secrets.token_urlsafe(32)
            self.sessions[token] = guest
            return Admitted(token, guest)

    def guest(self, token: str) -> Guest | None:
        if self.broken:
            raise StorageError("The database is away.")
        return self.sessions.get(token)

    def arrived(self, guest: Guest) -> None:
        self.here.append(guest.place)

    def left(self, guest: Guest) -> None:
        self.here.remove(guest.place)

    def refused(self, guest: Guest, action: str) -> None:
        self.refusals.append((guest.place, action))
