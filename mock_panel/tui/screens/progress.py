"""Progress: eight views of past attempts, each a chart with its text table, each row opens."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Input, Static
from textual.worker import Worker, WorkerState

from mock_panel.domain.attempts import AttemptStatus
from mock_panel.tui.keys import key
from mock_panel.tui.screens.progress_pictures import picture
from mock_panel.tui.screens.progress_pointed import PointedLine
from mock_panel.tui.screens.progress_reading import ProgressReading
from mock_panel.tui.screens.progress_search import SearchLine
from mock_panel.tui.screens.progress_strip import filters_line, status_line, views_line
from mock_panel.tui.screens.progress_view import (
    History,
    Looking,
    View,
    empty_words,
    older_words,
    state_words,
)
from mock_panel.tui.widgets.attempt_table import AttemptTable
from mock_panel.tui.widgets.chart import Chart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_panel.domain.attempts import Attempt, AttemptSummary
    from mock_panel.tui.screens.progress_pictures import Picture
    from mock_panel.tui.screens.review import ReviewScreen


class ProgressScreen(ProgressReading):
    """Looks back; a chart or a table, whichever is wanted, and both where there is room."""

    CSS_PATH = "progress.tcss"
    AUTO_FOCUS = "#chart-pane"
    HELP_TEXT = (
        "Eight views of your past answers. 1: the practice level of each answer, per ECQ. 2: how "
        "the words divide over situation, task, action and result, who acts, and your own "
        "rating beside the engine's. 3: time against the band. 4: every attempt, with a search "
        "through questions and answers. 5: the competencies that the questions aimed at, by "
        "month; practice under another set of ECQs stands beside them as +n, and enters no "
        "level, readiness or trend, for those were other questions. 6: who acts, answer by "
        "answer. 7: pace and pauses of the answers that were recorded, beside what is usual for "
        "you. 8: the days of practice, and a streak that two days off do not end.\n\n"
        "Each chart has its table of the same answers on t; a wide window shows both. Enter "
        "opens an answer in full. w writes the picture to a file, as SVG, or as PNG where Typst is "
        "installed. Fewer than five scored answers to an ECQ are counted and "
        "never averaged. Levels are this program's unofficial practice levels.\n\n"
        "In a team's database no mentor sees any of this, unless you show it to them with m, and "
        "until you take it back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "practise", "Practise", "Answer a first question"),
        key("1", "view('levels')", "Levels", "Practice level over time, per ECQ", show=False),
        key("2", "view('parts')", "Parts", "How the words divide, and who acts", show=False),
        key("3", "view('time')", "Time", "Time against the band", show=False),
        key("4", "view('attempts')", "Attempts", "Every attempt, with search", show=False),
        key(
            "5",
            "view('competencies')",
            "Competencies",
            "Competencies by month, and what is carried over from another set",
            show=False,
        ),
        key("6", "view('acts')", "Who acts", "Who acts, answer by answer", show=False),
        key("7", "view('pace')", "Pace", "Pace and pauses of recorded answers", show=False),
        key("8", "view('days')", "Days", "The days of practice, with a streak", show=False),
        key("t", "table", "Table", "The same answers as a table, or as a chart again"),
        key("e", "ecq", "ECQ", "Only one ECQ, the next one, or all again"),
        key("s", "status", "Status", "Only scored, not scored or timed attempts, or all again"),
        key("w", "write", "Write", "Write this picture to a file, as SVG or PNG", show=False),
        key("slash", "search", "Search", "Find words in questions, answers and notes"),
        key("f", "framework", "Framework", "The history under the other set of ECQs"),
        key("m", "mentors", "Mentors", "Show your practice to a mentor of your team, or no more"),
    ]

    looking: reactive[Looking] = reactive(Looking)
    """What is looked at."""

    views = getters.query_one("#views", Static)
    filters = getters.query_one("#filters", Static)
    status = getters.query_one("#status", Static)
    chart = getters.query_one(Chart)
    table = getters.query_one(AttemptTable)
    search_line = getters.query_one(SearchLine)
    search_box = getters.query_one("#words", Input)
    pointed = getters.query_one(PointedLine)

    def __init__(self) -> None:
        super().__init__()
        self.title = "Progress"
        self._history: History | None = None
        self._picture: Picture | None = None
        """What is shown."""
        self._found: Sequence[AttemptSummary] | None = None
        self._offered: tuple[bool, View] | None = None
        """What decides which keys are on offer."""
        self._has_told = False
        """A notice of what went wrong lies on top."""

    def body(self) -> ComposeResult:
        with Horizontal(id="strip"):
            yield Static("Reading your practice …", id="views")
            yield Static("", id="filters")
        yield SearchLine()
        with Horizontal(id="pane"):
            with VerticalScroll(id="chart-pane"):
                yield Chart()
            yield AttemptTable()
        yield PointedLine()
        yield Static("", id="empty")

    def on_mount(self) -> None:
        self.topline.title = self.title or ""
        self.views.auto_links = self.filters.auto_links = self.status.auto_links = False
        self.call_after_refresh(self.gather)

    def on_screen_resume(self) -> None:
        # Read at once again after its notice, a lost database would never let one leave.
        has_told, self._has_told = self._has_told, False
        if self._history is not None and not has_told:
            self.gather()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Remember the notice that the class below opens."""
        if event.state is WorkerState.ERROR:
            self._has_told = True

    @on(ProgressReading.Gathered)
    def _take(self, event: ProgressReading.Gathered) -> None:
        history = event.history
        if self._framework not in (None, history.framework.id):
            return
        self._history = history
        self.topline.state = state_words(history)
        self.query_one("#empty", Static).update(self.words_for_none(history))
        self._show()

    def words_for_none(self, history: History) -> Content:
        """What stands where no answer is."""
        chosen = self.services.settings.framework
        return empty_words(history, chosen in (None, history.framework.id))

    @on(ProgressReading.Measured)
    def _take_measured(self, event: ProgressReading.Measured) -> None:
        if self._history is not None:
            self._history = replace(self._history, deliveries=event.deliveries)
            self._show()

    @on(events.Resize)
    def _fit(self) -> None:
        """A wider window may show the table too."""
        if self._history is not None:
            self.call_after_refresh(self._show)

    def watch_looking(self, before: Looking, now: Looking) -> None:
        if before.ecq != now.ecq and self._found is not None:
            self.search_line.ask()
        self._show()

    def _show(self) -> None:
        history, looking = self._history, self.looking
        if history is None:
            return
        self.set_class(self._is_blank, "-empty")
        self.set_class(looking.view is View.ATTEMPTS, "-all")
        self.set_class(looking.as_table, "-as-table")
        self.views.update(views_line(looking.view))
        self.filters.update(filters_line(history, looking))
        self.status.update(status_line(looking))
        if looking.view is View.PACE and history.deliveries is None:
            self.measure()
        made = self._picture = picture(history, looking, self._found)
        self.chart.drawing = made.drawing
        if self._is_table_seen:
            self.table.offer(made.columns, made.attempts)
        offered = (self._is_blank, looking.view)
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()
        self._settle_focus()

    @property
    def _is_blank(self) -> bool:
        """Whether there is nothing to look at but words; carried over practice is something."""
        history = self._history
        if history is None or history.attempts:
            return False
        return not history.carried or self.looking.view is not View.COMPETENCIES

    @property
    def _is_table_seen(self) -> bool:
        looking = self.looking
        return looking.as_table or looking.view is View.ATTEMPTS or self.has_class("-wide")

    def _settle_focus(self) -> None:
        """Keys go to what is seen: the table, or the chart to be scrolled."""
        if self.focused is self.search_box and self.looking.view is View.ATTEMPTS:
            return
        is_table = self.looking.as_table or self.looking.view is View.ATTEMPTS
        wanted = self.table if is_table else self.query_one("#chart-pane")
        if self.focused is not wanted:
            self.call_after_refresh(self.set_focus, wanted)

    @on(AttemptTable.Pointed)
    def _point(self, event: AttemptTable.Pointed) -> None:
        if self._history is not None:
            count = len(self.table.attempts)
            older = older_words(self._history, self._found)
            searched = self.search_line.words if self._found is not None else ""
            at = (event.attempt, event.row, count, older)
            self.pointed.point(at, self.services.attempts, searched)

    @on(SearchLine.Asked)
    def _search(self, event: SearchLine.Asked) -> None:
        if event.words and self._history is not None:
            self.search(event.words, self._history.framework.id, self.looking.ecq)
        elif self._found is not None:
            self._found = None
            self._show()

    @on(Input.Submitted, "#words")
    def _go_to_table(self) -> None:
        self.table.focus()

    @on(ProgressReading.Found)
    def _take_found(self, event: ProgressReading.Found) -> None:
        if event.words == self.search_line.words:
            self._found = event.attempts
            self._show()

    @on(AttemptTable.Opened)
    def _load(self, event: AttemptTable.Opened) -> None:
        self.load(event.attempt_id)

    def review_of(self, attempt: "Attempt") -> "ReviewScreen":
        """The screen that shows an answer in full."""
        from mock_panel.tui.screens.review import ReviewScreen  # noqa: PLC0415 - when shown

        return ReviewScreen.of_stored(attempt)

    @on(ProgressReading.Loaded)
    def _open(self, event: ProgressReading.Loaded) -> None:
        if event.attempt is None:
            self.notify("That attempt is no longer stored.", severity="warning")
            self.gather()
        else:
            self.app.push_screen(self.review_of(event.attempt))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        history, view = self._history, self.looking.view
        can_look = history is not None and not self._is_blank
        leads_on = (
            history is not None
            and bool(history.carried)
            and parameters == (View.COMPETENCIES.value,)
        )
        offers = {
            "practise": self._is_blank,
            "view": can_look or leads_on,
            "ecq": can_look,
            "search": history is not None and bool(history.attempts),
            "table": can_look and view is not View.ATTEMPTS,
            "write": can_look and self._picture is not None and self._picture.image is not None,
            "status": can_look and view is View.ATTEMPTS,
            "framework": history is not None and len(history.frameworks) > 1,
            "mentors": self.services.paths.team is not None,
        }
        return offers.get(action, True)

    def action_back(self) -> None:
        """From the search to the table, from there to where one came from."""
        if self.focused is self.search_box:
            self.table.focus()
        else:
            self.dismiss(None)

    def action_practise(self) -> None:
        """Leave for the next step of the screen below."""
        self.dismiss(None)
        self.app.call_later(self._next_step)

    async def _next_step(self) -> None:
        await self.app.screen.run_action("next_step")

    def action_view(self, view: str) -> None:
        """Look at another view."""
        self.looking = replace(self.looking, view=View(view))

    def action_table(self) -> None:
        """Swap chart and table; where both are seen, move between them."""
        self.looking = replace(self.looking, as_table=not self.looking.as_table)

    def action_ecq(self) -> None:
        """Narrow to the next ECQ, after the last to all."""
        if self._history is not None:
            ids = [None, *(ecq.id for ecq in self._history.framework.ecqs)]
            after = (ids.index(self.looking.ecq) + 1) % len(ids)
            self.looking = replace(self.looking, ecq=ids[after])

    def action_status(self) -> None:
        """Narrow to the next status, after the last to all."""
        kinds = [None, *AttemptStatus]
        after = (kinds.index(self.looking.status) + 1) % len(kinds)
        self.looking = replace(self.looking, status=kinds[after])

    @work(exclusive=True, group="write")
    async def action_write(self) -> None:
        """Ask where the picture goes, and write it."""
        from mock_panel.tui.screens.panel.asking import AskScreen  # noqa: PLC0415 - when asked
        from mock_panel.tui.screens.progress_writing import picture_ask  # noqa: PLC0415 - as above

        if self._history is None or self._picture is None or self._picture.image is None:
            return
        made = self._picture.image()
        ask = picture_ask(self.services, made, self._history.framework.id)
        if told := await self.app.push_screen_wait(AskScreen(ask)):
            self.notify(told, timeout=6, markup=False)

    def action_search(self) -> None:
        """Put the caret into the search, in the table of attempts."""
        self.looking = replace(self.looking, view=View.ATTEMPTS)
        self.call_after_refresh(self.search_box.focus)

    def action_mentors(self) -> None:
        """Say who may read all this."""
        from mock_panel.tui.screens.showing import ShowingScreen  # noqa: PLC0415 - when asked

        self.app.push_screen(ShowingScreen())

    def action_framework(self) -> None:
        """Look at the history under the next framework."""
        if self._history is None:
            return
        self._framework = self._history.next_framework
        self._found = None
        self.search_line.clear()
        self.set_reactive(ProgressScreen.looking, replace(self.looking, ecq=None))
        self.gather()
