"""Questions too long to keep in mind."""

import math
from collections.abc import Iterator

from mock_panel.bank.lint.texts import BankTexts
from mock_panel.bank.problems import BankProblem

MOST_WORDS = 55
"""What a slow voice reads in under 25 seconds."""
WORDS_A_MINUTE = 135
"""A slow voice."""


def too_long(bank: BankTexts) -> Iterator[BankProblem]:
    """The candidate only hears the question, and cannot keep all of it in mind."""
    for text in bank.texts:
        if (count := len(text.words.split())) > MOST_WORDS:
            seconds = math.ceil(count * 60 / WORDS_A_MINUTE)
            yield text.warning(
                f"{count} words take {seconds} seconds to read aloud, too long to keep in mind; "
                f"cut them to {MOST_WORDS}"
            )
