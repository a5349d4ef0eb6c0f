"""A date or a moment on the command line, written as on the screens."""

from datetime import UTC, date, datetime
from datetime import time as time_of_day

import click

from mock_panel.errors import InputError
from mock_panel.practice.days import day_of


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
        return datetime.combine(_day(value), time_of_day()).astimezone(UTC)


def as_day(_ctx: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    """The callback of an option: a date.

    Raises:
        BadParameter: it is none.
    """
    return None if value is None else _day(value)


def _day(value: str) -> date:
    try:
        return day_of(value)
    except InputError as error:
        raise click.BadParameter(f"{error.message} {error.hint}") from None
