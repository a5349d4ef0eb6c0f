"""How long ago a day was, in words; a clock that was set back makes nothing absurd."""

from datetime import datetime


def days_ago(then: datetime, now: datetime) -> str:
    """`today`, `yesterday` or `9 days ago`, by whole days between two moments."""
    days = max(0, (now - then).days)
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
