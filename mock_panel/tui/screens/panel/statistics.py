"""Agreement statistics of one panel or of all: words first, numbers beside or behind them."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.panel.statistics_view import (
    Agreement,
    empty_words,
    gather_agreement,
    numbers_drawing,
    state_words,
    title_words,
    word_lines,
)
from mock_panel.tui.widgets.chart import Chart
from mock_panel.tui.widgets.hanging import HangingText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mock_panel.domain.ids import PanelId


class PanelStatisticsScreen(Page[None]):
    """How far raters agree; nothing in it corrects a score."""

    CSS_PATH = "statistics.tcss"
    AUTO_FOCUS = "#words"
    HELP_TEXT = (
        "How far the raters agree, from the ratings that each gave alone, before anybody moved.\n\n"
        "Agreement and reliability are two things. Agreement counts how often two raters give the "
        "same score. Reliability asks whether the ratings tell stronger answers from weaker ones: "
        "where everybody gives 4 to everything, agreement is full and there is nothing to tell "
        "apart. Intraclass correlations (ICC) and Krippendorff's alpha measure reliability; the "
        "interval beside each says how sure the number is.\n\n"
        "What would be chance is withheld, with the reason: of a rater nothing is told from fewer "
        "than ten items. All of it is to talk about, never to correct scores by."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("x", "numbers", "Numbers", "The numbers, or the words again"),
    ]

    agreement: reactive[Agreement | None] = reactive(None, init=False)
    """All that is shown; None until it has been worked out."""

    words = getters.query_one("#words HangingText", HangingText)
    chart = getters.query_one(Chart)

    @dataclass
    class Gathered(Message):
        """The statistics have been worked out; None if the panel is gone."""

        agreement: Agreement | None

    def __init__(self, panel: "PanelId | None") -> None:
        super().__init__()
        self.title = "How far the raters agree"
        self._panel_id = panel

    def body(self) -> ComposeResult:
        with Horizontal(id="pane"):
            with VerticalScroll(id="words"):
                yield HangingText()
            with VerticalScroll(id="numbers"):
                yield Chart()
        with VerticalScroll(id="empty", can_focus=False):
            yield Static("Reading the ratings …", id="why", markup=False)

    def on_mount(self) -> None:
        self.topline.title = "How far the raters agree"
        self.add_class("-empty")
        self.gather()

    @work(thread=True, exclusive=True, exit_on_error=False, group="gather")
    def gather(self) -> None:
        """Read the ratings and work the statistics out."""
        self.post_message(self.Gathered(gather_agreement(self.services, self._panel_id)))

    @on(Gathered)
    def _take(self, event: Gathered) -> None:
        if event.agreement is None:
            self.notify("That panel is no longer stored.", severity="warning")
            self.dismiss(None)
        else:
            self.agreement = event.agreement

    def watch_agreement(self, before: Agreement | None, now: Agreement | None) -> None:
        if now is None:
            return
        self.set_class(now.is_empty, "-empty")
        self.set_class(now.as_numbers, "-as-numbers")
        if before is None:
            self.topline.title = title_words(now)
            self.topline.state = state_words(now)
            self.query_one("#why", Static).update(empty_words(now))
            self.words.paragraphs = word_lines(now)
            self.chart.drawing = lambda width: numbers_drawing(now, width)
        self.refresh_bindings()
        self._settle_focus()

    @on(events.Resize)
    def _settle_focus(self) -> None:
        """Keys scroll what is seen."""
        now = self.agreement
        if now is not None and not now.is_empty:
            wanted = "#numbers" if now.as_numbers else "#words"
            self.call_after_refresh(self.query_one(wanted).focus)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Without ratings there are no numbers."""
        return action != "numbers" or (self.agreement is not None and not self.agreement.is_empty)

    def names_now(self) -> "Mapping[str, str]":
        """The key is called what it shows."""
        return {"numbers": "Words"} if self.has_class("-as-numbers") else {}

    def action_numbers(self) -> None:
        """Swap words and numbers; where both are seen, move between them."""
        if self.agreement is not None:
            self.agreement = replace(self.agreement, as_numbers=not self.agreement.as_numbers)
