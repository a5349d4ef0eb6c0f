"""Joining a panel from another machine: a code for each person, and the session it opens."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from mock_panel.domain.clocks import IdFactory, WallClock
from mock_panel.domain.ids import PanelId, SeatId
from mock_panel.domain.joining import (
    CANDIDATE,
    Admitted,
    Guest,
    Invitation,
    Invited,
    KeptCode,
    KeptSession,
    Presence,
    Refusal,
    place_name,
    place_role,
)
from mock_panel.domain.panels import Panel
from mock_panel.errors import InputError, OutOfOrder
from mock_panel.panel.join_codes import (
    LENGTH,
    code_of,
    digest_of,
    fits,
    locator_of,
    read_code,
    token_digest,
)
from mock_panel.panel.ports import JoiningStore
from mock_panel.panel.protocol import find_seat
from mock_panel.panel.wrong_codes import WrongCodes

HOURS = 12
"""For which a code, and the session that it opens, are good."""
MOST_HOURS = 24 * 14
MOST_WRONG = 5
"""Wrong codes in a row that end the invitation they begin like."""
_SALT_BYTES, _TOKEN_BYTES = 16, 32


@dataclass(frozen=True, slots=True)
class Joining:
    """The use cases of who sits elsewhere; each call may raise StorageError."""

    store: JoiningStore
    panel_of: Callable[[PanelId], Panel | None]
    now: WallClock
    new_id: IdFactory
    wrong_codes: WrongCodes
    random_bytes: Callable[[int], bytes] = secrets.token_bytes
    server: str = ""
    """Which server it is that admits people: several may serve one database."""

    # --- what the chair does -----------------------------------------------------------------

    def invite(self, panel: Panel, place: SeatId, hours: float = HOURS) -> Invitation:
        """A new code for a place; the one before it is good no more.

        Args:
            panel: which.
            place: a seat of it, or the candidate.
            hours: for which the code is good, and the session that it opens.

        Raises:
            InputError: nobody can be invited for so long.
        """
        if not 0 < hours <= MOST_HOURS:
            raise InputError(f"{hours:g} hours", f"Choose more than 0 and at most {MOST_HOURS}.")
        place_role(panel, place)
        made_at = self.now()
        expires_at = made_at + timedelta(hours=hours)
        while True:
            shown = code_of(self.random_bytes(LENGTH))
            code, salt = read_code(shown) or "", self.random_bytes(_SALT_BYTES).hex()
            kept = KeptCode(locator_of(code), salt, digest_of(code, salt), made_at, expires_at)
            if self.store.invite(panel.id, place, kept):
                return Invitation(place, shown, expires_at)

    def invitations(self, panel: Panel) -> Sequence[Invited]:
        """Who was invited, in the order of the places."""
        order = places(panel)
        return sorted(self.store.invitations(panel.id), key=lambda each: order.index(each.place))

    def revoke(self, panel: Panel, place: SeatId) -> bool:
        """End the invitation to a place and the session at it; whether there was any."""
        return self.store.revoke(panel.id, place, self.now())

    def present(self, panel: Panel) -> Sequence[Presence]:
        """Who has the panel open in a browser now."""
        return self.store.present(panel.id)

    def refusals(self, panel: Panel) -> Sequence[Refusal]:
        """What people asked for and may not have, the newest first."""
        return self.store.refusals(panel.id)

    # --- what the server does ----------------------------------------------------------------

    def admit(self, code: str, address: str) -> Admitted:
        """Take a code, and open the session that it is for; the place's last session ends.

        Args:
            code: as it was typed.
            address: where it came from, to count wrong ones by.

        Raises:
            OutOfOrder: `unknown_code`, `expired`, or `barred` after too many wrong ones.
        """
        if seconds := self.wrong_codes.barred_for(address):
            raise OutOfOrder(
                "barred", "Too many wrong codes.", f"Try again in {int(seconds) + 1} seconds."
            )
        read = read_code(code)
        token = self.random_bytes(_TOKEN_BYTES).hex()
        try:
            session = self.store.admit(
                locator_of(read or ""),
                lambda salt, digest: fits(read or "", salt, digest),
                self.now(),
                (self.new_id(), token_digest(token)),
                MOST_WRONG,
            )
        except OutOfOrder:
            self.wrong_codes.add(address)
            raise
        guest = self._guest(session)
        if guest is None:
            raise InputError("The panel is gone.", "Ask the chair.")
        return Admitted(token, guest)

    def guest(self, token: str) -> Guest | None:
        """Whose session it is; None where it is unknown, expired or ended."""
        return self._guest(self.store.session(token_digest(token)))

    def is_over(self, guest: Guest) -> bool:
        """Whether the session has expired or was ended."""
        return self.now() >= guest.expires_at or self.store.is_ended(guest.session)

    def arrived(self, guest: Guest) -> None:
        """A browser of theirs is connected."""
        self.store.arrived(guest.session, self.server, self.now())

    def left(self, guest: Guest) -> None:
        """It is connected no more."""
        self.store.left(guest.session, self.server)

    def leave(self, guest: Guest) -> None:
        """They have left for good: their session ends, and a new code opens the next one."""
        self.store.end(guest.session, self.now())

    def clear_presence(self) -> None:
        """This server begins, to which nobody is connected."""
        self.store.clear_presence(self.server, self.now())

    def refused(self, guest: Guest, action: str) -> None:
        """Note that somebody asked for what they may not have, for the chair to see."""
        self.store.refuse(guest.panel, Refusal(guest.place, action, self.now()))

    def _guest(self, session: KeptSession | None) -> Guest | None:
        if session is None or session.is_ended or self.now() >= session.expires_at:
            return None
        panel = self.panel_of(session.panel)
        if panel is None:
            return None
        return Guest(
            session.id, session.panel, session.place, place_role(panel, session.place),
            place_name(panel, session.place), session.expires_at,
        )  # fmt: skip


def places(panel: Panel) -> list[SeatId]:
    """Everybody who can be invited: the seats in their order, then the candidate."""
    return [*(seat.id for seat in panel.seats), CANDIDATE]


def find_place(panel: Panel, wanted: str) -> SeatId:
    """The place with this letter, mask or name; `candidate` is the candidate's.

    Raises:
        InputError: the panel has none.
    """
    name = " ".join(wanted.split()).casefold()
    if name in (CANDIDATE, panel.candidate.casefold()):
        return CANDIDATE
    return find_seat(panel, wanted).id
