"""Codes by which people join: easy to say on the telephone, too many to guess."""

import hashlib
import hmac

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without letters that look like others: five bits a character."""
LENGTH, LOCATOR = 12, 3
"""Characters of a code; those at its beginning find the invitation, the rest is its secret.

Forty-five bits that are guessed only where the guesses are counted need no slow digest.
"""
_GROUP = 3
_LOOKS_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def code_of(random_bytes: bytes) -> str:
    """A code in groups, such as K7F-3QX-M2D-9WP.

    Args:
        random_bytes: one for each character.
    """
    plain = "".join(ALPHABET[byte % len(ALPHABET)] for byte in random_bytes[:LENGTH])
    return "-".join(plain[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))


def read_code(typed: str) -> str | None:
    """The characters of a code as somebody typed it; None where it cannot be one."""
    kept = "".join(c for c in typed.upper() if c.isascii() and c.isalnum()).translate(_LOOKS_LIKE)
    return kept if len(kept) == LENGTH and set(kept) <= set(ALPHABET) else None


def locator_of(code: str) -> str:
    """How the code of an invitation begins, by a code that `read_code` gave."""
    return code[:LOCATOR]


def digest_of(code: str, salt: str) -> str:
    """What is kept of a code; the salt is in hexadecimal."""
    return hashlib.sha256(bytes.fromhex(salt) + code.encode()).hexdigest()


def fits(code: str, salt: str, digest: str) -> bool:
    """Whether a code is the one that was kept; takes as long whether it is or not."""
    return hmac.compare_digest(digest_of(code, salt), digest)


def token_digest(token: str) -> str:
    """What is kept of a session's token, whose 256 bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
