"""The fields of a story as they are typed, and as a line shows them for typing on."""

import re

from mock_panel.domain.stories import Money, When
from mock_panel.errors import InputError
from mock_panel.scoring.quantities import quantities
from mock_panel.scoring.reading import fold, read

_UNIT = re.compile(r"(?P<sum>.*\S)\s+(?P<unit>[A-Z]{3})", re.ASCII)


def when_of(text: str) -> When | None:
    """A year or a month; None for nothing.

    Raises:
        InputError: it is neither.
    """
    if not text.strip():
        return None
    try:
        return When.parse(text)
    except ValueError as error:
        raise InputError(f"{error}.") from None


def people_of(text: str) -> int | None:
    """A number of people, such as `38` or `1,200`; None for nothing.

    Raises:
        InputError: it is no number of people.
    """
    digits = text.strip().replace(",", "")
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) < 12):
        raise InputError(f"{text!r} is no number of people.", "Give a whole number.")
    return int(digits)


def money_of(text: str) -> Money | None:
    """A sum such as `2400000`, `$2.4M`, `410k` or `300,000 EUR`; None for nothing.

    Raises:
        InputError: it is no sum of money.
    """
    if not text.strip():
        return None
    parted = _UNIT.fullmatch(text.strip())
    if parted:
        return Money(amount_of(parted["sum"]), parted["unit"])
    return Money(amount_of(text))


def amount_of(text: str) -> float:
    """How much `2400000`, `$2,400,000`, `2.4M` or `410k` is.

    Raises:
        InputError: it is no sum of money.
    """
    words = read(fold(f"${text.strip().lstrip('$ ')}")).words
    found = quantities(words)
    if len(found) != 1 or found[0].kind != "$" or found[0].last + 1 != len(words):
        raise InputError(f"{text!r} is no sum of money.", "Such as 2400000 or 2.4M.")
    return found[0].value


def money_line(money: Money | None) -> str:
    """A sum to be typed on: whole, where a list would round it."""
    if money is None:
        return ""
    amount = f"{money.amount:,.2f}".removesuffix(".00")
    return amount if money.unit == "USD" else f"{amount} {money.unit}"
