"""Days as people write them, and how long ago they were."""

from contextlib import suppress
from datetime import UTC, date, datetime

_WRITTEN = ("%m/%d/%Y", "%b %d %Y", "%B %d %Y", "%d %b %Y", "%d %B %Y")
"""Beside year-month-day, as people of the federal service write a day."""


def day_of(text: str) -> date:
    """The day that is written, such as 2027-03-31, 3/31/2027 or Mar 31, 2027.

    Raises:
        ValueError: it is none.
    """
    words = " ".join(text.replace(",", " ").split())
    with suppress(ValueError):
        return date.fromisoformat(words)
    for form in _WRITTEN:
        with suppress(ValueError):
            return datetime.strptime(words, form).replace(tzinfo=UTC).date()
    message = f"{text!r} is not a date."
    raise ValueError(message)


def days_ago(then: datetime, now: datetime) -> str:
    """`today`, `yesterday` or `9 days ago`; a clock that was set back makes nothing absurd."""
    days = max(0, (now - then).days)
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
