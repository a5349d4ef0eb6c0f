"""Text in the columns of a terminal, where a letter takes none, one or two."""

import unicodedata


def columns(text: str) -> int:
    """How many columns a terminal gives the text."""
    return sum(
        0
        if unicodedata.combining(sign) or unicodedata.category(sign) in {"Cf", "Me"}
        else 2
        if unicodedata.east_asian_width(sign) in {"W", "F"}
        else 1
        for sign in text
    )


def clipped(text: str, width: int) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    if columns(text) <= width:
        return text
    while text and columns(text) > width - 1:
        text = text[:-1]
    return f"{text}…"


def padded(text: str, width: int) -> str:
    """The text in exactly so many columns."""
    cut = clipped(text, width)
    return cut + " " * (width - columns(cut))
