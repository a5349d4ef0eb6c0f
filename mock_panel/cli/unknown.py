"""An option that names what the bank does not have, and the nearest name that it has."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mock_panel.domain.ids import FrameworkId
from mock_panel.errors import InputError

if TYPE_CHECKING:
    from mock_panel.domain.frameworks import Framework
    from mock_panel.domain.questions import QuestionBank


def unknown(what: str, value: str, known: Sequence[str], otherwise: str = "") -> InputError:
    """The error to raise.

    Args:
        what: the kind of thing, such as "ECQ".
        value: as the user named it.
        known: the names that there are.
        otherwise: the hint where none of them is near; by default they are listed.
    """
    from mock_panel.bank.problems import nearest, shown  # noqa: PLC0415 - only here

    near = nearest(value, known)
    hint = otherwise or f"Known: {', '.join(dict.fromkeys(known))}."
    return InputError(f"unknown {what} {shown(value)}", f"Did you mean '{near}'?" if near else hint)


def framework_named(bank: "QuestionBank", name: str) -> "Framework":
    """The framework with this id.

    Raises:
        InputError: the bank has none with it.
    """
    try:
        return bank.framework(FrameworkId(name))
    except KeyError:
        raise unknown("framework", name, [f.id for f in bank.frameworks]) from None
