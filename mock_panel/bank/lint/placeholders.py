"""Placeholders that were not filled in."""

import re
from collections.abc import Iterator
from itertools import chain

from mock_panel.bank.layout import Kind
from mock_panel.bank.lint.texts import BankTexts, texts_in
from mock_panel.bank.problems import BankProblem, shown

PLACEHOLDER = re.compile(
    r"\{[^{}]*\}|\[(?=[^\[\]]*[^\W\d])[^\[\]]*\]|<[A-Za-z][^<>]*>|_{3,}|\b(?:FIXME|TBD|TODO|XXX+)\b"
)
_CITATIONS = frozenset({"source", "licence"})
"""They may have brackets of their own."""


def unfilled(bank: BankTexts) -> Iterator[BankProblem]:
    """What a template left to be filled in."""
    of_questions = (
        chain(question.text, question.asks, question.follow_ups, question.anchors)
        for question in bank.questions
    )
    of_others = (
        texts_in(document, (), document.value)
        for kind, documents in bank.documents.items()
        for document in (() if kind is Kind.QUESTIONS else documents)
    )
    for text in chain.from_iterable(chain(of_questions, of_others)):
        found = PLACEHOLDER.search(text.words)
        if found and _CITATIONS.isdisjoint(text.steps):
            yield text.warning(
                f"{shown(found[0])} is a placeholder, it would be read as it stands; fill it in"
            )
