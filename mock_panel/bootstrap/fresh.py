"""What is new each time it is asked for: the time, identifiers, secrets."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TypeVar

_T = TypeVar("_T")


def utc_now() -> datetime:
    """The time of day by this machine's clock."""
    return datetime.now(UTC)


def new_id() -> str:
    """An identifier that nobody else has."""
    return f"{random.SystemRandom().getrandbits(128):032x}"


def new_seed() -> int:
    """What a draw begins with, short enough to be told."""
    return random.SystemRandom().randrange(1, 1_000_000)


def in_any_order(things: Sequence[_T]) -> Sequence[_T]:
    """All of them, shuffled."""
    return random.SystemRandom().sample(things, len(things))


def new_pin() -> str:
    """Six digits."""
    return f"{random.SystemRandom().randrange(10**6):06}"


def new_key() -> str:
    """What a packet is sealed with, in hexadecimal digits."""
    return random.SystemRandom().randbytes(32).hex()


def new_salt() -> bytes:
    """What keeps equal PINs from looking equal."""
    return random.SystemRandom().randbytes(16)
