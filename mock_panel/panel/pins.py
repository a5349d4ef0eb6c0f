"""PINs: what keeps raters who share a keyboard out of each other's ratings."""

import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime, timedelta

from mock_panel.domain.panels import SeatGuard
from mock_panel.errors import OutOfOrder

DIGITS = 6
WRONG_IN_A_ROW = 5
"""PINs that may be wrong before the seat is barred for a while."""
BARRED_FOR = timedelta(minutes=1)
# RFC 7914's cost for interactive use: 16 MB and some 50 ms a guess.
_COST = {"n": 2**14, "r": 8, "p": 1}


def sealed(pin: str, salt: bytes) -> str:
    """Salt and digest of a PIN, in hexadecimal, a colon between them."""
    return f"{salt.hex()}:{_digest(pin, salt).hex()}"


def fits(pin: str, kept: str) -> bool:
    """Whether a PIN is the one that was sealed; spaces do not matter."""
    salt, _, digest = kept.partition(":")
    own = _digest("".join(pin.split()), bytes.fromhex(salt))
    return hmac.compare_digest(own, bytes.fromhex(digest))


def admit(
    pin: str,
    guard: SeatGuard,
    now: datetime,
    note: Callable[[int, datetime | None], None],
) -> None:
    """Let somebody into a seat, or say why not.

    Args:
        pin: as it was typed.
        guard: of the seat.
        now: aware, UTC.
        note: keeps the count of wrong PINs and until when the seat is barred.

    Raises:
        OutOfOrder: `wrong_pin`, or `barred` after too many.
    """
    if not guard.pin:
        return
    if guard.barred_until is not None and now < guard.barred_until:
        seconds = int((guard.barred_until - now).total_seconds()) + 1
        raise OutOfOrder(
            "barred", "Too many wrong PINs for this seat.", f"Try again in {seconds} seconds."
        )
    if fits(pin, guard.pin):
        if guard.wrong:
            note(0, None)
        return
    wrong = guard.wrong + 1
    barred = wrong % WRONG_IN_A_ROW == 0
    note(wrong, now + BARRED_FOR if barred else None)
    raise OutOfOrder(
        "wrong_pin",
        "This is not the PIN of this seat.",
        "The chair was shown the PINs when the panel was convened.",
    )


def _digest(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, dklen=32, **_COST)
