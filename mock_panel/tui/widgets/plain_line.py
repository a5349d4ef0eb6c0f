"""One line to type in, with nothing in it that a terminal would obey."""

from textual.widgets import Input


class PlainLine(Input):
    """Takes words; a line end or a control character that is pasted becomes a space."""

    def replace(self, text: str, start: int, end: int) -> None:
        """Take text in; what is pasted may hold anything."""
        super().replace("".join(c if c.isprintable() else " " for c in text), start, end)
