"""What is doubtful in a bank that has no errors: what a trained interviewer would reword.

Works on the plain values, so that each warning has its place. The rules know words, not meaning:
they would rather be silent than complain of good English, and what they say is advice.
"""

from collections.abc import Callable, Iterator

from mock_panel.bank.lint.abbreviations import abbreviated
from mock_panel.bank.lint.anchors import generic_anchors
from mock_panel.bank.lint.closed_questions import closed
from mock_panel.bank.lint.coverage import never_targeted
from mock_panel.bank.lint.double_barrelled_questions import double_barrelled
from mock_panel.bank.lint.impermissible_topics import impermissible
from mock_panel.bank.lint.jargon import jargon_words
from mock_panel.bank.lint.leading_questions import leading
from mock_panel.bank.lint.long_questions import too_long
from mock_panel.bank.lint.placeholders import unfilled
from mock_panel.bank.lint.repeated_questions import repeated
from mock_panel.bank.lint.texts import BankTexts, bank_texts
from mock_panel.bank.problems import BankProblem
from mock_panel.bank.references import Documents

_RULES: tuple[Callable[[BankTexts], Iterator[BankProblem]], ...] = (
    double_barrelled,
    closed,
    impermissible,
    leading,
    too_long,
    jargon_words,
    abbreviated,
    repeated,
    generic_anchors,
    never_targeted,
    unfilled,
)


def warnings(documents: Documents) -> list[BankProblem]:
    """All that is doubtful in a bank without errors, in the order of files and lines.

    Each message begins with `warning: ` and tells what is doubtful, why, and what to do.
    """
    bank = bank_texts(documents)
    return sorted({warning for rule in _RULES for warning in rule(bank)})
