"""A drawing in text that fits itself to the width it is given."""

from collections.abc import Callable
from typing import TypeAlias

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

Drawing: TypeAlias = Callable[[int], Content]
"""What to show at a width in cells; one line of content a line of the screen."""


def nothing(_width: int) -> Content:
    """The drawing of no data."""
    return Content("")


class Chart(Widget):
    """Shows a drawing, drawn anew whenever the width changes."""

    DEFAULT_CSS = """
    Chart { width: 1fr; height: auto; text-wrap: nowrap; text-overflow: clip; }
    """

    drawing: reactive[Drawing] = reactive(lambda: nothing, layout=True)
    """What is shown."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._drawn: tuple[Drawing, int, Content] | None = None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the drawing has at this width."""
        return len(self._at(width).plain.splitlines())

    def render(self) -> Content:
        return self._at(self.content_size.width)

    def _at(self, width: int) -> Content:
        drawing = self.drawing
        if self._drawn is None or self._drawn[:2] != (drawing, width):
            self._drawn = (drawing, width, drawing(width))
        return self._drawn[2]
