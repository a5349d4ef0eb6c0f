"""How many, which and when, as people write it."""

from collections.abc import Iterable
from datetime import datetime


def how_many(number: int, one: str, several: str = "") -> str:
    """Such as "1 answer", "2 answers" and "1,200 stories"; what has no plural with s gives it."""
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"


def listing(things: Iterable[str]) -> str:
    """Such as "1, 2 and 5"."""
    *most, last = [*things] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def day_words(moment: datetime) -> str:
    """A day such as 2 Mar 2026, where the user is."""
    return _day(moment.astimezone())


def moment_words(moment: datetime) -> str:
    """A day and a time such as 2 Mar 2026, 14:05, where the user is."""
    local = moment.astimezone()
    return f"{_day(local)}, {local:%H:%M}"


def _day(local: datetime) -> str:
    return f"{local.day} {local:%b %Y}"
