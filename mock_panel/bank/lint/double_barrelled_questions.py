"""Questions that ask two things as one."""

import re
from collections.abc import Iterator
from itertools import islice

from mock_panel.bank.lint.asking import ASKING, AUXILIARY, DESCRIBE, OF, TELL_US, US, sentences
from mock_panel.bank.lint.patterns import blotted, lowered, phrases
from mock_panel.bank.lint.texts import BankTexts
from mock_panel.bank.problems import BankProblem, shown

_REQUEST = phrases(rf"(?:^|(?<=[,;:] ))(?:please,? )?{TELL_US}", rf"^(?:please,? )?{DESCRIBE}")
_FURTHER_REQUEST = phrases(
    r"and,? (?:then |also |finally |if (?:so|not),? |please )?(?:how|what|why|whom)",
    rf"(?<=, )and (?:then |also )?{ASKING}",
    rf"and {OF} {ASKING}",
    rf"and (?:then |also |finally |please )?(?:{TELL_US}|{DESCRIBE} {ASKING})",
)
_ROW = re.compile(rf"{ASKING} {AUXILIARY}\b")
_NEXT_IN_ROW = phrases(rf"(?<=, ){ASKING} {AUXILIARY}")
_WEIGHED = phrases(
    r"(?:balanc|choose|choosing|chose|decid|judg|kn[eo]w|weigh)\w*"
    rf" (?P<first>{ASKING})\b[^,.?;]{{0,80}} and (?P=first)",
    r"between what\b[^,.?;]{0,80} and what",
    rf"{ASKING} to \w+[^,.?;]{{0,40}} and {ASKING} to",
)
"""One thing in two clauses: what to keep and what to give up."""
_TELL_THE_CASE = re.compile(
    rf"(?:walk|talk|take) {US} through\b|(?:tell {US} about|describe) (?:it|that)\b"
)


def double_barrelled(bank: BankTexts) -> Iterator[BankProblem]:
    """Two things are asked, and nothing says which of them counts."""
    for question in bank.questions:
        for text in () if question.asks else question.text:
            if second := next(islice(_requests(text.words), 1, None), ""):
                yield text.warning(
                    f"{shown(second)} asks a second thing, which an answer may miss; "
                    "name the parts in 'asks' or ask one"
                )


def _requests(text: str) -> Iterator[str]:
    """The words from the beginning of each request to the end of its sentence."""
    previous = ""
    for sentence in sentences(text):
        lower = lowered(sentence)
        # When did you last lose a case? Walk us through it.
        is_same = previous.endswith("?") and _TELL_THE_CASE.match(lower)
        if sentence.endswith("?") or _REQUEST.search(lower):
            yield from (sentence[start:] for start in _starts(lower) if start or not is_same)
        previous = sentence


def _starts(lower: str) -> list[int]:
    """Where the requests of a sentence begin, the first at 0."""
    lower = blotted(_WEIGHED, lower)
    further = [_FURTHER_REQUEST, _NEXT_IN_ROW] if _ROW.match(lower) else [_FURTHER_REQUEST]
    return sorted({0, *(f.start() for pattern in further for f in pattern.finditer(lower))})
