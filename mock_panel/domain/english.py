"""How many, which, how long and when, as people write it."""

from collections.abc import Iterable
from datetime import date, datetime


def how_many(number: int, one: str, several: str = "") -> str:
    """Such as "1 answer", "2 answers" and "1,200 stories"; what has no plural with s gives it."""
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"


def listing(things: Iterable[str]) -> str:
    """Such as "1, 2 and 5"."""
    *most, last = [*things] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def clock_face(seconds: float) -> str:
    """Minutes and seconds, such as 3:07; hours only when there are any."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def day_words(moment: datetime) -> str:
    """A day such as 2 Mar 2026, where the user is."""
    return written(moment.astimezone())


def day_and_time(moment: datetime) -> str:
    """A day with the time of day, such as 2 Mar 2026, 18:05, where the user is."""
    here = moment.astimezone()
    return f"{written(here)}, {here:%H:%M}"


def moment_words(moment: datetime, now: datetime) -> str:
    """The time of day, where the user is; with the day where that is another than today."""
    here = moment.astimezone()
    is_today = here.date() == now.astimezone().date()
    return f"{here:%H:%M}" if is_today else day_and_time(moment)


def written(day: date) -> str:
    """A day of the calendar as all screens and documents have it: 2 Mar 2026."""
    return f"{day.day} {day:%b %Y}"


LONGEST_DAY, LONGEST_MOMENT = len("28 Mar 2026"), len("28 Mar 2026, 18:05")
"""Cells that a day takes at most, alone and with the time of day."""


def written_shortly(day: date) -> str:
    """The same without its year, where that is known: 2 Mar."""
    return f"{day.day} {day:%b}"
