"""The end of a session of several questions: how each went, every review one key away."""

from collections.abc import Sequence
from textwrap import shorten
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mock_panel.domain.attempts import Attempt
from mock_panel.practice.review import level_words, time_words
from mock_panel.practice.session import PracticeSession
from mock_panel.practice.timing import clock_face
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.review import ReviewScreen


class SessionEndScreen(Page[None]):
    """One line an answer; Enter opens its review."""

    CSS_PATH = "session_end.tcss"
    HELP_TEXT = (
        "Every answer of the session with its time and practice level. Enter opens the review of "
        "the highlighted one; n goes home. Everything is stored already."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("n", "back", "Home", "Go home; everything is stored"),
    ]

    options = getters.query_one(OptionList)

    def __init__(self, session: PracticeSession, attempts: Sequence[Attempt]) -> None:
        super().__init__()
        self.title = "End of the session"
        self._session = session
        self._attempts = list(attempts)

    def body(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static(self._summary(), id="summary")
            yield OptionList(compact=True)

    def on_mount(self) -> None:
        self.topline.title = "End of the session"
        self.topline.state = self._session.preset.title
        self._list()
        self.options.focus()

    def _summary(self) -> Content:
        answering = sum(a.timing.answer for a in self._attempts)
        total = clock_face(self._session.preset.total_seconds)
        count = len(self._attempts)
        return Content(
            f"{count} answers, {clock_face(answering)} of answering in a session of {total}. "
            "Enter opens a review."
        )

    def _list(self) -> None:
        bank = self.services.bank.load()
        at = self.options.highlighted or 0
        self.options.clear_options()
        for attempt in self._attempts:
            ecq = bank.framework(attempt.question.framework).ecq(attempt.question.ecq)
            self.options.add_option(
                Option(
                    Content.assemble(
                        (ecq.short_title, "bold"),
                        f"   {level_words(attempt)}   ",
                        (f"{attempt.mode.value}, {time_words(attempt)}", "$foreground 75%"),
                        (
                            f"\n{shorten(attempt.question.text, 72, placeholder=' …')}\n",
                            "$foreground 75%",
                        ),
                    )
                )
            )
        self.options.highlighted = at

    @on(OptionList.OptionSelected)
    @work(group="review")
    async def _open(self, event: OptionList.OptionSelected) -> None:
        index = event.option_index
        choice = await self.app.push_screen_wait(ReviewScreen(self._attempts[index]))
        self._attempts[index] = choice.attempt
        self._list()
