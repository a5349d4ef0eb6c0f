"""Abbreviations that are not spelt out."""

import re
from collections.abc import Iterator

from mock_panel.bank.lint.jargon import JARGON
from mock_panel.bank.lint.patterns import WORD, lowered, word_set
from mock_panel.bank.lint.placeholders import PLACEHOLDER
from mock_panel.bank.lint.texts import BankTexts
from mock_panel.bank.problems import BankProblem, shown

KNOWN_ABBREVIATIONS = frozenset(
    {"AI", "CEO", "DC", "ECQ", "EU", "FBI", "GS", "HR", "ID", "IRS", "IT", "NASA", "NATO", "OK",
     "OPM", "PDF", "SES", "TV", "UK", "UN", "US", "USA"}
)  # fmt: skip
_CAPITALS = re.compile(r"\b([A-Z]{2,})s?\b")
_ROMAN = re.compile("[IVX]+")
_STRESSED = word_set(
    """
    ALL AND ANY DID DO EACH HOW MORE MOST MUST NEVER NO NOT NOW ONE ONLY OR OTHERS OUR OWN SELF
    THAT THE THEN THIS TWO WAS WE WHAT WHEN WHERE WHO WHY WILL WOULD YOU YOUR
    """
)
_WITHOUT_LETTER = word_set("a an and at by for in of on or the to")
"""Words of a name that may give no letter to its abbreviation."""


def abbreviated(bank: BankTexts) -> Iterator[BankProblem]:
    """Letters that a candidate from another agency may not know."""
    for text in bank.spoken:
        for letters in dict.fromkeys(_CAPITALS.findall(text.words)):
            if not (_is_plain(letters, text.words) or _is_spelt_out(letters, text.words)):
                yield text.warning(
                    f"{shown(letters)} is not spelt out, not everyone knows it; "
                    "write the full name with it"
                )


def _is_plain(letters: str, text: str) -> bool:
    """Whether capitals are known, or no abbreviation, or another rule's business."""
    return (
        letters in KNOWN_ABBREVIATIONS
        or letters in _STRESSED
        or text.isupper()
        or bool(_ROMAN.fullmatch(letters) or JARGON.fullmatch(lowered(letters)))
        or letters not in PLACEHOLDER.sub(" ", text)
    )


def _is_spelt_out(letters: str, text: str) -> bool:
    """Whether words in a row begin with the letters."""
    words = [word.casefold() for word in WORD.findall(text) if not _CAPITALS.fullmatch(word)]
    rows = (words, [word for word in words if word not in _WITHOUT_LETTER])
    return any(letters.casefold() in "".join(word[0] for word in row) for row in rows)
