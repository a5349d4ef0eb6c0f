"""A date or a moment on the command line."""

from datetime import UTC, date, datetime

import click


def as_moment(_ctx: click.Context, _option: click.Parameter, value: str | None) -> datetime | None:
    """The callback of an option: a date (its first moment here) or an ISO moment.

    Returns:
        The moment, aware and in UTC; without a time zone in the value it is the local one.

    Raises:
        BadParameter: it is neither.
    """
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value).astimezone(UTC)
    except (ValueError, OverflowError):
        raise _no_date(value) from None


def as_day(_ctx: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    """The callback of an option: a date.

    Raises:
        BadParameter: it is none.
    """
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _no_date(value) from None


def _no_date(value: str) -> click.BadParameter:
    return click.BadParameter(f"{value!r} is not a date such as 2026-03-31.")
