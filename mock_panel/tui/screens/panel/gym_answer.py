"""One exemplar with its key, and what it was given."""

from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll

from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.panel.gym_view import Given, posed, story_with_key, verdict
from mock_panel.tui.widgets.hanging import EMPTY, Hanging, HangingText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_panel.domain.exemplars import Exemplar
    from mock_panel.domain.questions import QuestionBank


class GymAnswerScreen(Page[None]):
    """Read again what one rated: the key, the reason, the answer with what decides in it."""

    CSS_PATH = "gym_sitting.tcss"
    AUTO_FOCUS = "#story"
    HELP_TEXT: ClassVar[str] = (
        "The key beside what was given, why it is the key, and the answer; the passages that "
        "decide are underlined and numbered in it. Up and down scroll, escape goes back."
    )

    story_text = getters.query_one("#story HangingText", HangingText)
    aside_text = getters.query_one("#aside HangingText", HangingText)

    def __init__(
        self, bank: "QuestionBank", exemplar: "Exemplar", given: "Sequence[Given]"
    ) -> None:
        """Show an exemplar.

        Args:
            bank: what it is taken from.
            exemplar: one that whoever reads this has rated.
            given: what raters gave it, in the order in which it is shown.
        """
        super().__init__()
        self.title = "A sample answer and its key"
        self._shown = posed(bank, exemplar)
        self._exemplar = exemplar
        self._given = tuple(given)

    def body(self) -> ComposeResult:
        with Horizontal(id="columns"):
            with Vertical(id="left"), VerticalScroll(id="story"):
                yield HangingText()
            with VerticalScroll(id="aside", can_focus=False):
                yield HangingText()

    def on_mount(self) -> None:
        self.topline.title = f"A sample answer · {self._shown.ecq}"
        self.topline.state = "rated"
        self._show()

    @on(events.Resize)
    def _fit(self) -> None:
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        reasons = verdict(self._shown, self._exemplar, self._given)
        answer = story_with_key(self._shown, self._exemplar)
        is_wide = self.has_class("-wide")
        self.story_text.paragraphs = answer if is_wide else [*reasons, Hanging(EMPTY), *answer]
        self.aside_text.paragraphs = reasons
