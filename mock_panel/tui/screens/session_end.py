"""The end of a session of several questions: how each went, every review one key away."""

from collections.abc import Callable, Sequence
from textwrap import shorten
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mock_panel.domain.attempts import Attempt, AttemptStatus
from mock_panel.domain.english import clock_face
from mock_panel.domain.frameworks import Ecq
from mock_panel.domain.ids import EcqId
from mock_panel.domain.presets import Preset
from mock_panel.practice.board_indicator import BoardIndicator
from mock_panel.practice.review import level_words, time_words
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.review import ReviewScreen

TITLE_WIDTH = 30


class SessionEndScreen(Page[None]):
    """One line an answer; Enter opens its review."""

    CSS_PATH = "session_end.tcss"
    HELP_TEXT = (
        "Every answer of the session with its time and practice level. Enter opens the review of "
        "the highlighted one; n goes home. Everything is stored already.\n\n"
        "After a board the outcome of each ECQ stands here, by what was said in this rehearsal "
        "with its supplementals. It is unofficial."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("n", "back", "Home", "Go home; everything is stored"),
    ]

    options = getters.query_one(OptionList)

    def __init__(
        self,
        preset: Preset,
        attempts: Sequence[Attempt],
        outcome_of: Callable[[Sequence[Attempt]], BoardIndicator] | None = None,
    ) -> None:
        """The end.

        Args:
            preset: of the session.
            attempts: its answers, in order.
            outcome_of: what they come to as a board; None where that says nothing.
        """
        super().__init__()
        self.title = "End of the session"
        self._preset = preset
        self._attempts = list(attempts)
        self._outcome_of = outcome_of

    def body(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static("", id="summary")
            yield Static("", id="outcome")
            yield OptionList(compact=True)
            yield Static("", id="rules", markup=False)

    def on_mount(self) -> None:
        self.topline.title = "End of the session"
        self.topline.state = self._preset.title
        self._list()
        self.options.focus()

    def _summary(self) -> Content:
        answering = sum(a.timing.answer for a in self._attempts)
        total = clock_face(self._preset.total_seconds)
        count = len(self._attempts)
        lacks_words = any(a.status is AttemptStatus.TIMED for a in self._attempts)
        words = ", where w gives an answer its words" if lacks_words else ""
        return Content(
            f"{count} answers, {clock_face(answering)} of answering in a session of {total}. "
            f"Enter opens a review{words}."
        )

    def _list(self) -> None:
        bank = self.services.bank.load()
        at = self.options.highlighted or 0
        self.query_one("#summary", Static).update(self._summary())
        said = self._show_outcome()
        self.options.clear_options()
        for attempt in self._attempts:
            ecq = bank.framework(attempt.question.framework).ecq(attempt.question.ecq)
            line = _outcome_line if said else _answer_lines
            self.options.add_option(Option(line(attempt, ecq, said.get(ecq.id, ""))))
        self.options.highlighted = at

    def _show_outcome(self) -> dict[EcqId, str]:
        """Show what the board comes to; what it says of each ECQ."""
        self.query_one("#outcome").display = self._outcome_of is not None
        if self._outcome_of is None:
            return {}
        outcome = self._outcome_of(self._attempts)
        self.query_one("#outcome", Static).update(
            Content.assemble(
                (f"{outcome.title}: ", "$foreground 75%"), (outcome.verdict, "bold"),
                f"\n{outcome.sentence}",
            )
        )  # fmt: skip
        self.query_one("#rules", Static).update(" ".join(outcome.rules))
        return {each.ecq.id: each.words for each in outcome.ecqs}

    @on(OptionList.OptionSelected)
    @work(group="review")
    async def _open(self, event: OptionList.OptionSelected) -> None:
        index = event.option_index
        choice = await self.app.push_screen_wait(ReviewScreen(self._attempts[index]))
        self._attempts[index] = choice.attempt
        self._list()


def _answer_lines(attempt: Attempt, ecq: Ecq, _said: str) -> Content:
    return Content.assemble(
        (ecq.short_title, "bold"),
        f"   {level_words(attempt)}   ",
        (f"{attempt.mode.value}, {time_words(attempt)}", "$foreground 75%"),
        (f"\n{shorten(attempt.question.text, 72, placeholder=' …')}\n", "$foreground 75%"),
    )


def _outcome_line(_attempt: Attempt, ecq: Ecq, said: str) -> Content:
    """One line, so that the outcome and its rules stand on one screen with the answers."""
    return Content.assemble(
        (f"{ecq.short_title[:TITLE_WIDTH]:<{TITLE_WIDTH}}", "bold"), f"  {said}"
    )
