"""The candidates of a cohort side by side: who has shown what, and who is ready."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.panel.cohort_view import (
    ALL,
    Cohorts,
    cohort_drawing,
    empty_words,
    gather_cohorts,
    strip_line,
)
from mock_panel.tui.widgets.chart import Chart


class CohortScreen(Page[None]):
    """For the mentor, not for candidates."""

    CSS_PATH = "cohort.tcss"
    AUTO_FOCUS = "#table"
    HELP_TEXT = (
        "The candidates of a cohort side by side. Each row is a candidate, each numbered column "
        "an ECQ; 3→4 is what the panel came to at one panel and at the next. A star is not "
        "settled yet. Below stand what each candidate still needs, and how many candidates have "
        "reached each point of the scale.\n\n"
        "n looks at the next cohort. o writes the same as a page, for the mentor and not for "
        "candidates. Frameworks and scales that differ are kept apart, and small groups are "
        "counted without a trend. All of it is unofficial."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("n", "cohort", "Next cohort", "Look at the next cohort, after the last at all"),
        key("o", "write", "Write", "Write this as a page that any browser shows"),
    ]

    cohorts: reactive[Cohorts | None] = reactive(None, init=False)
    """All that is shown; None until it has been read."""

    chart = getters.query_one(Chart)
    status = getters.query_one("#status", Static)

    @dataclass
    class Gathered(Message):
        """All panels have been read."""

        cohorts: Cohorts

    def __init__(self) -> None:
        super().__init__()
        self.title = "Cohort"

    def body(self) -> ComposeResult:
        yield Static("", id="strip", markup=False)
        with VerticalScroll(id="table"):
            yield Chart()
        yield Static("", id="status", markup=False)
        with VerticalScroll(id="empty", can_focus=False):
            yield Static("Reading the panels …", id="why", markup=False)

    def on_mount(self) -> None:
        self.topline.title = "Cohort"
        self.topline.state = "for the mentor"
        self.add_class("-empty")
        self.gather()

    @work(thread=True, exclusive=True, exit_on_error=False, group="gather")
    def gather(self) -> None:
        """Read the panels."""
        self.post_message(self.Gathered(gather_cohorts(self.services)))

    @on(Gathered)
    def _take(self, event: Gathered) -> None:
        self.cohorts = event.cohorts

    def watch_cohorts(self, now: Cohorts | None) -> None:
        if now is None:
            return
        self.set_class(now.is_empty, "-empty")
        if now.is_empty:
            self.query_one("#why", Static).update(empty_words(now))
        else:
            view = now.view
            self.chart.drawing = lambda width: cohort_drawing(view, width)
            self.query_one("#table").focus()
        self._show_strip()
        self.refresh_bindings()

    @on(events.Resize)
    def _show_strip(self) -> None:
        if self.cohorts is not None:
            self.query_one("#strip", Static).update(strip_line(self.cohorts, self.size.width - 2))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Keys that would do nothing are not offered."""
        now = self.cohorts
        has_any = now is not None and not now.is_empty
        if action == "cohort":
            return has_any and now is not None and len(now.names) > 1
        return action != "write" or has_any

    def action_cohort(self) -> None:
        """Look at the next cohort."""
        now = self.cohorts
        if now is not None:
            self.cohorts = replace(now, chosen=(now.chosen + 1) % len(now.names))
            self.query_one("#table").scroll_home(animate=False)
            self.status.update("")

    @work(exclusive=True, group="write")
    async def action_write(self) -> None:
        """Write the cohort as a page, after asking where to."""
        from mock_panel.panel.cohort import to_html  # noqa: PLC0415 - when asked for
        from mock_panel.tui.screens.panel.asking import Ask, AskScreen  # noqa: PLC0415 - as above
        from mock_panel.tui.screens.panel.report_asking import (  # noqa: PLC0415 - as above
            given_path,
            stem_of,
        )

        now = self.cohorts
        if now is None:
            return
        view, stem = now.view, "all" if now.name == ALL else stem_of(now.name, "cohort")

        def write(_: object, words: str) -> str:
            path = given_path(words)
            self.services.reports.write_file(path, to_html(view).encode())
            return f"The cohort: {path}"

        said = await self.app.push_screen_wait(
            AskScreen(
                Ask(
                    f"Write the cohort: {now.name}",
                    "One page for any browser, with all names in it: for the mentor, not for "
                    "candidates.",
                    "File",
                    "write it",
                    write,
                    lambda _, words: words or str(Path.cwd() / f"cohort-{stem}.html"),
                )
            )
        )
        if said is not None:
            self.status.update(said)
