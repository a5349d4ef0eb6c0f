"""PINs: what keeps raters who share a keyboard out of each other's ratings."""

import hashlib
import hmac
from datetime import timedelta

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


def _digest(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, dklen=32, **_COST)
