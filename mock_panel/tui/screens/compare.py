"""Two answers to one question, or two tellings of one story, and what changed between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message

from mock_panel.domain.attempts import Attempt
from mock_panel.practice.comparing import Comparison, compare
from mock_panel.tui.keys import key
from mock_panel.tui.screens.compare_view import compare_drawing
from mock_panel.tui.screens.page import Page
from mock_panel.tui.widgets.chart import Chart


class CompareScreen(Page[None]):
    """An attempt against one of the others, the earlier of the two always first."""

    DEFAULT_CSS = """
    CompareScreen #pane { height: 1fr; padding: 1 1 0 1; scrollbar-size-vertical: 1; }
    """
    HELP_TEXT: ClassVar[str] = (
        "The earlier answer against the later one. First the level and, for each part, what was "
        "found, how many words it has and how long it took, where the answer was recorded. Then "
        "the evidence that was gained and lost, as far as a complete answer has it. Then each "
        "sentence: = as before, ~ reworded, > moved, + new, - gone. Sentences are paired by the "
        "words that they share; two letters say that one is taken for another part now.\n\n"
        "o takes the next of the other answers to the question, or of the other tellings of the "
        "story, and goes round. A wide window shows before at the left and after at the right."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("o", "other(1)", "Another", "Compare with the next of the other answers"),
        key("O", "other(-1)", "Other before", "Compare with the one before", show=False),
        key("j,down", "scroll(1)", "Down", "Read on", show=False),
        key("k,up", "scroll(-1)", "Up", "Read back", show=False),
    ]

    chart = getters.query_one(Chart)

    @dataclass
    class Compared(Message):
        """The comparison is made."""

        comparison: Comparison

    def __init__(self, attempt: Attempt, others: Sequence[Attempt]) -> None:
        """Compare.

        Args:
            attempt: one of the two.
            others: what it can be compared with, at least one; the first is taken first.
        """
        super().__init__()
        self.title = "Compare"
        self._attempt = attempt
        self._others = others
        self._at = 0

    def body(self) -> ComposeResult:
        with VerticalScroll(id="pane"):
            yield Chart()

    def on_mount(self) -> None:
        self.topline.title = "Compare"
        self.query_one("#pane").focus()
        self.compare(self._others[0])

    @work(thread=True, exclusive=True, exit_on_error=False, group="compare")
    def compare(self, other: Attempt) -> None:
        """Align the sentences; long answers take a moment."""
        self.post_message(self.Compared(compare(self._attempt, other)))

    @on(Compared)
    def _show(self, event: Compared) -> None:
        comparison = event.comparison
        place = f"{self._at + 1} of {len(self._others)} others"
        self.topline.state = place if len(self._others) > 1 else ""
        self.chart.drawing = lambda width: compare_drawing(comparison, width)
        self.query_one("#pane").scroll_home(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Another one is offered only where there is one."""
        return action != "other" or len(self._others) > 1

    def action_other(self, by: int) -> None:
        """Compare with another of the others, round and round."""
        self._at = (self._at + by) % len(self._others)
        self.compare(self._others[self._at])

    def action_scroll(self, by: int) -> None:
        """Move by a line."""
        self.query_one("#pane").scroll_relative(y=by, animate=False)
