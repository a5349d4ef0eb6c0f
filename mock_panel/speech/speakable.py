"""Text as a voice can take it."""

import unicodedata


def speakable(text: str) -> str:
    """The text on one line, without what a speech engine chokes on.

    Engines take UTF-8 up to the first zero byte: half surrogates, control, format, private and
    unassigned characters are dropped, and every run of white space becomes one space.
    """
    kept = (c if not unicodedata.category(c).startswith("C") else _gap(c) for c in text)
    return " ".join("".join(kept).split())


def _gap(character: str) -> str:
    return " " if unicodedata.category(character) == "Cc" else ""
