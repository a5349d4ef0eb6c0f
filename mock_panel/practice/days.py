"""Days as people write them, and how long ago they were."""

from contextlib import suppress
from datetime import UTC, date, datetime

from mock_panel.errors import InputError

_WRITTEN = ("%m/%d/%Y", "%b %d %Y", "%B %d %Y", "%d %b %Y", "%d %B %Y")
"""Beside year-month-day, as people of the federal service write a day."""
HOW_TO_WRITE = "Write it as 2027-03-31, 3/31/2027 or 31 Mar 2027"


def day_of(text: str) -> date:
    """The day that is written, such as 2027-03-31, 3/31/2027 or Mar 31, 2027.

    Raises:
        InputError: it is none.
    """
    words = " ".join(text.replace(",", " ").split())
    with suppress(ValueError):
        return date.fromisoformat(words)
    for form in _WRITTEN:
        with suppress(ValueError):
            return datetime.strptime(words, form).replace(tzinfo=UTC).date()
    raise InputError(f"{text.strip()!r} is not a date.", f"{HOW_TO_WRITE}.")


def days_ago(then: datetime, now: datetime) -> str:
    """`today`, `yesterday` or `9 days ago`; a clock that was set back makes nothing absurd."""
    days = max(0, (now - then).days)
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
