"""What an unquoted YAML word means.

Far less than YAML 1.1 makes of it: `no`, `1:30`, `1_000` and dates are text, as they were typed.
"""

import re

Scalar = str | int | float | bool | None

_LETTERS = frozenset("abcdeghijklmopqrsuvwxyzABCDEGHIJKLMOPQRSUVWXYZ")
"""What begins none of the words and numbers below."""
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
# Eighteen digits are more than any number of ours and fewer than Python refuses to read.
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})", re.ASCII)
_DECIMAL = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}", re.ASCII)


def resolved(text: str) -> Scalar:
    """The value of a plain scalar."""
    if text[:1] in _LETTERS:
        # Most are words, and need no closer look.
        return text
    if text in _NOTHING:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text
