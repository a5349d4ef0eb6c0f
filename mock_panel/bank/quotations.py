"""Quotations of an exemplar that do not stand in its text.

Works on the plain values, whatever the models find, so that one check tells all.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from mock_panel.bank.documents import Document, Steps
from mock_panel.bank.layout import Kind
from mock_panel.bank.problems import BankProblem, shown
from mock_panel.bank.references import Documents

MOST_WORDS_COMPARED = 2_000
"""Of a text; no answer is as long, and a longer one would take long to search."""
LONGEST_PASSAGE = 160
NEAR = 0.6
"""The share of a quotation's words that a passage must have to be offered instead."""

_WORD = re.compile(r"\S+")


def quotation_problems(documents: Documents) -> Iterator[BankProblem]:
    """A problem at each piece of evidence that is not in the text word for word."""
    for document in documents[Kind.EXEMPLARS]:
        for i in document.indices(("exemplars",)):
            yield from _of_exemplar(document, ("exemplars", i))


def _of_exemplar(document: Document, here: Steps) -> Iterator[BankProblem]:
    text = document.at((*here, "text"))
    if not isinstance(text, str):
        return
    for j in document.indices((*here, "evidence")):
        steps = (*here, "evidence", j)
        quotation = document.at(steps)
        if isinstance(quotation, str) and quotation not in text:
            near = nearest_passage(quotation, text)
            offer = f", did you mean '{near}'?" if near else ""
            yield document.problem(steps, f"{shown(quotation)} is not in the text{offer}")


def nearest_passage(quotation: str, text: str) -> str | None:
    """The passage of a text that a quotation was most likely meant to be, if there is one.

    It has as many words as the quotation, and lies around the longest run that both share.
    """
    words = list(_WORD.finditer(text))
    wanted = [_bare(word) for word in quotation.split()]
    if not wanted or len(words) > MOST_WORDS_COMPARED or len(quotation) > LONGEST_PASSAGE:
        return None
    there = [_bare(word[0]) for word in words]
    run = SequenceMatcher(None, there, wanted, autojunk=False).find_longest_match()
    first = max(0, run.a - run.b)
    last = min(first + len(wanted), len(words)) - 1
    passage = text[words[first].start() : words[last].end()] if words else ""
    alike = SequenceMatcher(None, there[first : last + 1], wanted, autojunk=False).ratio()
    is_line = "\n" not in passage and len(passage) <= LONGEST_PASSAGE
    return passage if alike >= NEAR and is_line else None


def _bare(word: str) -> str:
    """A word as it is compared: without the marks around it, in lower case."""
    return re.sub(r"^\W+|\W+$", "", word).casefold() or word
