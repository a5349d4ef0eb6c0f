"""Running text in which a wrapped line hangs under its first word, not under its mark."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

EMPTY = Content("")


@dataclass(frozen=True)
class Hanging:
    """One paragraph: a mark in the margin and the text that hangs beside it."""

    text: Content
    mark: Content = EMPTY
    indent: int = 0
    """Cells from the left edge to the text; the mark stands inside them."""

    def lines(self, width: int) -> list[Content]:
        """The paragraph in lines of at most `width` cells."""
        wrapped = self.text.wrap(max(16, width - self.indent)) if self.text.plain else [EMPTY]
        gap = Content(" " * max(0, self.indent - self.mark.cell_length))
        blank = Content(" " * self.indent)
        return [(self.mark + gap if row == 0 else blank) + line for row, line in enumerate(wrapped)]


class HangingText(Widget):
    """Paragraphs one under the other, in a single widget."""

    DEFAULT_CSS = """
    HangingText { height: auto; }
    """

    paragraphs: reactive[Sequence[Hanging]] = reactive((), layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return max(1, sum(len(p.lines(width)) for p in self.paragraphs))

    def render(self) -> Content:
        width = self.content_size.width
        return Content("\n").join(line for p in self.paragraphs for line in p.lines(width))
