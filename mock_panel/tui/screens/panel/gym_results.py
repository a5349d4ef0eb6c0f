"""How one person rates: in words, with the largest misses; and all raters side by side."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import DataTable, Static

from mock_panel.domain.english import how_many
from mock_panel.tui.clipping import clipped
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.panel.gym_results_view import (
    Results,
    compared_lines,
    finding_lines,
    gather_results,
    miss_lines,
    pointed_words,
    state_words,
    time_lines,
)
from mock_panel.tui.screens.panel.gym_view import BLANK
from mock_panel.tui.widgets.hanging import Hanging, HangingText

if TYPE_CHECKING:
    from textual.binding import ActiveBinding

    from mock_panel.domain.exemplars import Exemplar

_NAME = 10
"""The most cells that a rater's column is wide."""
_LEAST_ANSWER = 20


class RatersTable(DataTable[Text]):
    """Exemplars by raters; Enter opens the exemplar that is pointed at."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "select_cursor", "Open", "Open the answer that is pointed at"),
        key("j", "cursor_down", "Down", "The answer below", show=False),
        key("k", "cursor_up", "Up", "The answer above", show=False),
    ]
    DEFAULT_CSS = """
    RatersTable {
        height: 1fr;
        background: $background;
        scrollbar-size: 1 1;
        scrollbar-color: $foreground 30%;
        scrollbar-background: $background;
        scrollbar-corner-color: $background;
        &:focus { background-tint: $foreground 0%; }
        & > .datatable--header, &:focus > .datatable--header {
            background: $background;
            color: $foreground 75%;
            text-style: none;
        }
        & > .datatable--fixed, & > .datatable--fixed-cursor { background: $background; }
        & > .datatable--cursor { background: $panel; color: $foreground; text-style: none; }
        &:focus > .datatable--cursor { background: $panel; color: $foreground; text-style: bold; }
        & > .datatable--hover { background: $panel 60%; }
    }
    """

    def __init__(self) -> None:
        super().__init__(cursor_type="row", cell_padding=1)

    def offer(self, results: Results, width: int) -> None:
        """Show the answers, in the width that there is; the same one stays pointed at."""
        row = self.cursor_row
        self.clear(columns=True)
        names = [clipped(name, _NAME) for name in results.raters]
        taken = sum(max(5, len(name)) + 2 for name in names) + 5 + 7 + 1
        answer = max(_LEAST_ANSWER, width - taken - 2)
        self.add_column(Text("the answer"), width=answer)
        self.add_column(Text("key", justify="right"), width=3)
        for name in names:
            self.add_column(Text(name, justify="right"), width=max(5, Text(name).cell_len))
        self.add_column(Text("apart", justify="right"), width=5)
        for each in results.rows:
            scores = [each.scores.get(name) for name in results.raters]
            apart = str(each.apart) if len(each.scores) > 1 else ""
            cells = [str(each.exemplar.key), *("–" if s is None else str(s) for s in scores), apart]
            self.add_row(
                Text(clipped(results.gist(each.exemplar), answer)),
                *(Text(cell, justify="right") for cell in cells),
            )
        if results.rows:
            self.move_cursor(row=min(row, len(results.rows) - 1))


class GymResultsScreen(Page[None]):
    """One rater's findings, or the table of all."""

    CSS_PATH = "gym_results.tcss"
    AUTO_FOCUS = "#findings"
    HELP_TEXT = (
        "What the gym found out about one rater. Lenient and severe: the scores lie above or "
        "below the keys on average. Flat and extreme: they differ less or more from answer to "
        "answer than the keys do. In order and muddled: whether stronger answers came out above "
        "weaker ones. Haloed: an answer that is told well was put above a plain one that is as "
        "good or better.\n\n"
        "Below six answers nothing but counts is said, for chance would speak. Where an answer "
        "was rated again, the last rating counts; over time tells of all.\n\n"
        "c lays all raters side by side. Only answers that this rater has rated are shown there, "
        "because the key of any other would give it away."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "open_miss", "Open", "Open the miss that is pointed at, with the key"),
        *(key(str(n), f"open({n})", f"Miss {n}", f"Open miss {n}, with the key", show=False)
          for n in range(1, 4)),
        key("n", "point", "Next miss", "Point at the next miss", show=False),
        key("c", "compare", "Compare", "Compare all raters side by side, or back to this one"),
    ]  # fmt: skip

    results: reactive[Results | None] = reactive(None)
    """What is shown; None until it has been read."""
    pointed: reactive[int] = reactive(0, init=False)
    """Which miss Enter opens, from 0."""
    is_compared: reactive[bool] = reactive(False, init=False)
    """All raters are seen side by side."""

    findings = getters.query_one("#findings HangingText", HangingText)
    misses = getters.query_one("#misses HangingText", HangingText)
    table = getters.query_one(RatersTable)

    @dataclass
    class Gathered(Message):
        """Bank and ratings have been read."""

        results: Results

    def __init__(self, rater: str, *, compare: bool = False) -> None:
        super().__init__()
        self.title = "How you rate"
        self._rater = rater
        self.set_reactive(GymResultsScreen.is_compared, compare)

    def body(self) -> ComposeResult:
        with Horizontal(id="words"):
            with VerticalScroll(id="findings"):
                yield HangingText()
            with VerticalScroll(id="misses", can_focus=False):
                yield HangingText()
        with Vertical(id="compared"):
            yield HangingText(id="compared-words")
            yield RatersTable()
            yield Static("", id="pointed", markup=False)

    def on_mount(self) -> None:
        self.topline.title = f"How {self._rater} rates"
        self.topline.state = "reading …"
        self.gather()

    @work(thread=True, exclusive=True, exit_on_error=False, group="gather")
    def gather(self) -> None:
        """Read what was rated."""
        self.post_message(self.Gathered(gather_results(self.services, self._rater)))

    @on(Gathered)
    def _take(self, event: Gathered) -> None:
        self.results = event.results

    def watch_results(self) -> None:
        self._show()

    def watch_pointed(self) -> None:
        self._show()

    def watch_is_compared(self) -> None:
        self._show()

    @on(events.Resize)
    def _fit(self) -> None:
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        results = self.results
        if results is None or not self.is_mounted:
            return
        self.set_class(self.is_compared, "-compared")
        if self.is_compared:
            self.topline.title = "Raters side by side"
            self.topline.state = how_many(len(results.raters), "rater")
            self.query_one("#compared-words", HangingText).paragraphs = compared_lines(results)
            self.table.offer(results, self.size.width)
            self.table.focus()
        else:
            self.topline.title, self.topline.state = (
                f"How {self._rater} rates",
                state_words(results),
            )
            self._show_words(results)
            self.query_one("#findings").focus()
        self.refresh_bindings()

    def _show_words(self, results: Results) -> None:
        """The misses beside the findings, or below them where there is no room."""
        found, missed = finding_lines(results), miss_lines(results, self.pointed)
        is_wide = self.has_class("-wide")
        parts = [found, time_lines(results)] if is_wide else [found, missed, time_lines(results)]
        text: list[Hanging] = []
        for part in filter(None, parts):
            text += [BLANK, *part] if text else part
        self.findings.paragraphs = text
        self.misses.paragraphs = missed

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        results = self.results
        if action in ("back", "help"):
            return True
        if results is None:
            return action not in ("open_miss", "open", "point", "compare")
        count = len(results.own.misses) if results.has_enough and not self.is_compared else 0
        if action == "open":
            number = parameters[0]
            return isinstance(number, int) and number <= count
        if action == "point":
            return count > 1
        return action != "open_miss" or count > 0

    @property
    def active_bindings(self) -> "dict[str, ActiveBinding]":
        """A table that is not shown has no keys."""
        return {
            keys: active
            for keys, active in super().active_bindings.items()
            if self.is_compared or not isinstance(active.node, RatersTable)
        }

    def action_open_miss(self) -> None:
        """Open the miss that is pointed at."""
        self.action_open(self.pointed + 1)

    def action_open(self, number: int) -> None:
        """Open a miss; the next one is pointed at afterwards."""
        results = self.results
        if results is None or not 0 < number <= len(results.own.misses):
            return
        self._read(results, results.own.misses[number - 1].exemplar, by_all=False)
        self.pointed = number % len(results.own.misses)

    def action_point(self) -> None:
        """Point at the next miss."""
        if self.results is not None and self.results.own.misses:
            self.pointed = (self.pointed + 1) % len(self.results.own.misses)

    def action_compare(self) -> None:
        """All raters, or this one."""
        self.is_compared = not self.is_compared

    @on(DataTable.RowSelected)
    def _open_row(self, event: DataTable.RowSelected) -> None:
        results = self.results
        if results is not None and event.cursor_row < len(results.rows):
            self._read(results, results.rows[event.cursor_row].exemplar, by_all=True)

    @on(DataTable.RowHighlighted)
    def _point(self, event: DataTable.RowHighlighted) -> None:
        results = self.results
        if results is not None and event.cursor_row < len(results.rows):
            words = pointed_words(results, results.rows[event.cursor_row])
            self.query_one("#pointed", Static).update(words)

    def _read(self, results: Results, exemplar: "Exemplar", *, by_all: bool) -> None:
        from mock_panel.tui.screens.panel.gym_answer import (  # noqa: PLC0415 - when shown
            GymAnswerScreen,
        )

        given = results.given(exemplar, by_all=by_all)
        self.app.push_screen(GymAnswerScreen(results.bank, exemplar, given))
