"""Sentences that are no evidence: said before, copied from the question, or spoken to us."""

import re
from collections.abc import Sequence
from functools import cache

from mock_panel.scoring.features import Look
from mock_panel.scoring.marked import Void
from mock_panel.scoring.reading import fold, is_mark, read

READ_WORDS = 1500
"""Evidence is taken from this many words; more of them cannot raise a level."""

_GRAM = 4
_COPIED_SHARE = 0.5
"""A sentence of which more than this share is the question's own words is a copy."""

Gram = tuple[str, ...]


@cache
def _instruction() -> re.Pattern[str]:
    # Requests to whoever or whatever rates the answer.
    return re.compile(
        r"\b(?:ignore|disregard|forget)\b.{0,40}\b(?:instruction|instructions|previous|prior|above"
        r"|rules|rubric)\b"
        r"|\b(?:give|award|assign|grant)\b.{0,30}\b(?:score|level|rating|mark|grade|5|five|points)\b"
        r".{0,30}\b(?:answer|candidate|response|5|five|highest|maximum|full|me|this)\b"
        r"|\b(?:rate|score|grade|mark)\s+(?:this|me|my|the)\b.{0,30}\b(?:5|five|highest|maximum"
        r"|top|full|level|excellent|clear)\b"
        r"|\bset\s+(?:the\s+)?(?:level|score|status)\b|\blevel(?:_exact)?\s*[:=]\s*\d"
        r"|\b(?:system\s+prompt|as\s+an\s+ai|language\s+model|you\s+are\s+(?:a|an|the|now)\s+\w*\s*"
        r"(?:grader|rater|scorer|scoring|assistant|evaluator))\b"
        r"|\b(?:output|return|respond\s+with)\b.{0,30}\b(?:json|level|score|5)\b"
    )


def _plain(words: Sequence[str]) -> list[str]:
    return [word for word in words if not is_mark(word)]


def _grams(words: Sequence[str]) -> list[Gram]:
    return [tuple(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1)]


def prompt_grams(prompt_text: str) -> frozenset[Gram]:
    """The runs of words by which a copy of the question is known."""
    return frozenset(_grams(_plain(read(fold(prompt_text)).words)))


def is_instruction(words: Sequence[str]) -> bool:
    """Whether a sentence asks for a score instead of answering."""
    return bool(_instruction().search(" ".join(words[:80])))


def voids(looks: Sequence[Look], asked: frozenset[Gram]) -> list[Void | None]:
    """For each sentence, why it is no evidence; none if it is."""
    said: set[Gram] = set()
    result: list[Void | None] = []
    words_read = 0
    for look in looks:
        words = _plain(look.reading.words)
        key = tuple(words)
        grams = _grams(words)
        copied = sum(map(asked.__contains__, grams))
        if words_read >= READ_WORDS:
            result.append(Void.BEYOND)
        elif grams and copied > _COPIED_SHARE * len(grams):
            result.append(Void.FROM_PROMPT)
        elif is_instruction(words):
            result.append(Void.INSTRUCTION)
        elif key in said and len(words) > 1:
            result.append(Void.REPEATED)
        else:
            result.append(None)
        said.add(key)
        words_read += look.reading.spoken
    return result
