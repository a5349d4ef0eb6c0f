"""The plan to the interview day: tonight, the evenings after it, what is not reached."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message

from mock_panel.domain.frameworks import Framework
from mock_panel.practice.nearest_date import nearest_date
from mock_panel.practice.plan import board_presets, plan
from mock_panel.practice.plan_words import plan_lines
from mock_panel.practice.self_check import likely_gaps
from mock_panel.practice.standing import read_standing
from mock_panel.tui.screens.page import Page
from mock_panel.tui.widgets.hanging import Hanging, HangingText

_INDENT = _GAP = "  "
"""Before a line that belongs to the one above, and between its two columns."""


class PlanScreen(Page[None]):
    """One page that scrolls; made anew from the history each time."""

    DEFAULT_CSS = """
    PlanScreen VerticalScroll {
        height: 1fr;
        padding: 1 2;
        HangingText { max-width: 84; }
    }
    """
    HELP_TEXT: ClassVar[str] = (
        "What to practise tonight and why, and what the evenings to the interview hold, as it "
        "looks today. The plan is made anew from what you answered so far, so nobody falls behind "
        "it. The day of the interview is set under Settings. Up, down and page keys scroll."
    )

    @dataclass
    class Made(Message):
        """The plan has been made."""

        lines: tuple[str, ...]

    def __init__(self, framework: Framework) -> None:
        super().__init__()
        self.title = "Plan"
        self._framework = framework

    def body(self) -> ComposeResult:
        with VerticalScroll():
            yield HangingText()

    def on_mount(self) -> None:
        self.topline.title = "Plan"
        self.topline.state = self._framework.title
        self.query_one(VerticalScroll).focus()
        self.make()

    @work(thread=True, exit_on_error=False, group="plan")
    def make(self) -> None:
        """Read the history, and make the plan."""
        services, framework = self.services, self._framework
        bank, store, day = services.bank.load(), services.attempts, services.settings.interview_date
        standing = read_standing(
            framework, store, services.now(), day,
            board_presets=board_presets(bank.presets), counted=store.counts(framework.id),
        )  # fmt: skip
        preparation = services.preparation.load()
        lines = list(plan_lines(plan(bank, standing), board="b on Home"))
        today, vacancy = standing.countdown.today, preparation.vacancy
        nearest = nearest_date(day, vacancy, today)
        if nearest is not None and vacancy is not None:
            lines += ["", f"{vacancy.title}: {nearest.words(today)}."]
        gaps = likely_gaps(framework, preparation.checks.get(framework.id))
        if gaps:
            lines += ["", "Likely gaps, by your self-check:"]
        lines += [f"  {gap.words}" for gap in gaps]
        self.post_message(self.Made(tuple(lines)))

    @on(Made)
    def _show(self, event: Made) -> None:
        # The first line is a title, and so is each that ends in a colon.
        self.query_one(HangingText).paragraphs = [
            _paragraph(line, is_head=number == 0 or line.endswith(":"))
            for number, line in enumerate(event.lines)
        ]


def _paragraph(line: str, *, is_head: bool) -> Hanging:
    if line.startswith(_INDENT):
        day, _, words = line.removeprefix(_INDENT).rpartition(_GAP)
        mark = f"{_INDENT}{day}{_GAP}" if day else _INDENT
        return Hanging(Content(words), Content(mark), len(mark))
    return Hanging(Content.styled(line, "bold" if is_head else ""))
