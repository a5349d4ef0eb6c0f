"""Where the questions come from."""

from typing import Protocol

from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.sources import LeftOut


class BankSource(Protocol):
    """Where the questions come from."""

    def load(self) -> QuestionBank:
        """The bank, read once and kept.

        Raises:
            InputError: the bank has problems; each is named file:line:column.
        """

    def left_out(self) -> tuple[LeftOut, ...]:
        """The user's folders that are not in it, because they have problems.

        Raises:
            InputError: as `load`.
        """
