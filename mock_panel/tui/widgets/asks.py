"""The parts of a question as a checklist that the candidate ticks off."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class AskList(Widget):
    """`☐ the decision   ☑ what you weighed`; a click ticks one, a key the next."""

    DEFAULT_CSS = """
    AskList { height: auto; padding: 0 2; color: $foreground 85%; }
    """

    asks: reactive[tuple[str, ...]] = reactive((), layout=True)
    ticked: reactive[frozenset[int]] = reactive(frozenset())

    def show(self, asks: Sequence[str]) -> None:
        """Start a new list with nothing ticked."""
        self.ticked = frozenset()
        self.asks = tuple(asks)
        self.set_class(not asks, "-hidden")

    def tick(self, index: int) -> None:
        """Tick or untick one part; out of range does nothing."""
        if 0 <= index < len(self.asks):
            self.ticked = self.ticked ^ {index}

    def tick_next(self) -> None:
        """Tick the first part that is not ticked; take all ticks back where there is none."""
        left = (part for part in range(len(self.asks)) if part not in self.ticked)
        following = next(left, None)
        self.ticked = frozenset() if following is None else self.ticked | {following}

    def render(self) -> Content:
        pieces = [
            Content(f"{'☑' if i in self.ticked else '☐'} {ask}") for i, ask in enumerate(self.asks)
        ]
        return Content.styled("asks   ", "$foreground 70%") + Content("   ").join(pieces)

    def on_click(self, event: events.Click) -> None:
        before = "asks   "
        for index, ask in enumerate(self.asks):
            start, before = len(before), f"{before}☐ {ask}   "
            if start <= event.x - 2 < len(before):
                self.tick(index)
