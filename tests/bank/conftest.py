"""The bank that comes with the program."""

import pytest

from mock_panel.bank.check import check
from mock_panel.bank.source import shipped_directory
from mock_panel.domain.questions import QuestionBank


@pytest.fixture(scope="package")
def bank() -> QuestionBank:
    bank, problems = check(shipped_directory())
    assert problems == []
    assert bank is not None
    return bank
