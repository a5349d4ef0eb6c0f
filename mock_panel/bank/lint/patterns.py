"""Patterns of words: matched in lower case, with everyday phrases out of the way."""

import re
import string

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def lowered(text: str) -> str:
    """In lower case, with each letter where it was.

    To make the patterns look away from case would take four times as long.
    """
    return text.lower() if text.isascii() else text.translate(_LOWER)


def phrases(*alternatives: str) -> re.Pattern[str]:
    """A pattern of whole words in lower case."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)")


def blotted(everyday: re.Pattern[str], lower: str) -> str:
    """The text without some phrases, and all else where it was."""
    return everyday.sub(lambda found: "~" * len(found[0]), lower)


def word_set(block: str) -> frozenset[str]:
    """The words of a block of lines."""
    return frozenset(block.split())
