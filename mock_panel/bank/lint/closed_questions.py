"""Questions that a yes or no would answer."""

import re
from collections.abc import Iterator

from mock_panel.bank.lint.asking import ASKING, AUXILIARY, DESCRIBE, OF, TELL_US, US, sentences
from mock_panel.bank.lint.patterns import lowered
from mock_panel.bank.lint.texts import BankTexts
from mock_panel.bank.problems import BankProblem, shown

_CLOSED = re.compile(
    r"(?:(?:and|but|so|then|also|now|if so|if not|finally),? )?"
    rf"(?P<opening>{AUXILIARY} [\w'-]+)"
    r"|.*?, (?P<later>(?:have|has|did|do|does|are|is|was|can|could|would|will)"
    r" (?:you|it|they|he|she|there|your|anyone|people))\b"
)
_OPEN = re.compile(
    rf"(?:{OF} )?(?:(?:what|how|why|who|whom|whose|where|which)\b|when {AUXILIARY}\b)"
    # Had you known, what would you have done?
    rf"|(?:had|were|should) .*, (?:and )?{ASKING}\b"
)
_POLITE_REQUEST = re.compile(
    r"(?:can|could|would|will) you,? (?:(?:please|kindly|briefly|also|like to|care to),? )*"
    rf"(?:{TELL_US}|(?:share with|help) {US})\b"
    r"|(?:can|could) you,? (?:(?:please|kindly|briefly|also),? )*"
    rf"(?:{DESCRIBE}|clarify|elaborate|expand|give|point to|recall|say|think of)\b"
    r"|(?:can|could|would|will) you,? (?:please|kindly)\b"
    r"|(?:can|could|may|might) (?:i|we) ask\b"
)


def closed(bank: BankTexts) -> Iterator[BankProblem]:
    """Yes or no would be an answer."""
    for text in bank.spoken:
        for opening in filter(None, map(_closed_opening, sentences(text.words))):
            yield text.warning(
                f"{shown(opening)} can be answered with yes or no, which shows nothing; "
                "ask what or how, or 'Tell us about'"
            )


def _closed_opening(sentence: str) -> str:
    """The words that make a sentence a closed question, or nothing."""
    lower = lowered(sentence)
    found = _CLOSED.match(lower)
    if found is None or _OPEN.match(lower):
        return ""
    start, end = found.span("opening" if found["opening"] else "later")
    opening = lower[start:end]
    # The question mark may be forgotten; had, should and were may begin a condition.
    is_asked = sentence.endswith("?") or (
        start == 0
        and opening.endswith(" you")
        and opening.removesuffix(" you") not in ("had", "should", "were")
    )
    return sentence[start:end] if is_asked and not _POLITE_REQUEST.match(lower, start) else ""
