"""Words in fewer cells than they need."""

from rich.cells import cell_len, set_cell_size

NAME_CELLS = 26
"""What a person's name may take of a line that it shares: names may have sixty letters."""


def clipped(text: str, cells: int) -> str:
    """The text in so many cells; what is left out at its end is told by an ellipsis."""
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, max(0, cells - 1)).rstrip() + "…"


def clipped_to_words(text: str, cells: int) -> str:
    """As `clipped`, but no word is cut unless it is the first one."""
    cut = clipped(text, cells)
    kept = cut.removesuffix("…")
    if cut == text or text[len(kept)].isspace() or " " not in kept:
        return cut
    return kept[: kept.rindex(" ")].rstrip() + "…"
