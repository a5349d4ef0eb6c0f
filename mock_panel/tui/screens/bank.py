"""The bank browser: every question, narrowed by key, read in full, practised by Enter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input, Label, Static
from textual.worker import Worker, WorkerState

from mock_panel.domain.attempts import AskedQuestion
from mock_panel.practice.question_statistics import NEVER_ASKED, QuestionStatistics
from mock_panel.tui.keys import key
from mock_panel.tui.screens.bank_view import (
    Catalogue,
    Entry,
    Narrowing,
    Statistics,
    clipped,
    filters_line,
    gather_catalogue,
    gather_statistics,
    no_questions,
    nothing_found,
    reading,
    setup_of,
    unreadable,
)
from mock_panel.tui.screens.home import HomeScreen
from mock_panel.tui.screens.page import Page
from mock_panel.tui.widgets.hanging import HangingText

MARK = "› "
"""Stands before the row that is pointed at."""
GAP = 2
"""Cells between columns; half of it stands before the scrollbar."""
_ROOMY = 72
"""From this width on, columns may be wider."""


@dataclass(frozen=True, slots=True)
class QuestionColumn:
    """A column of the list: its head, and what it says of a question."""

    head: str
    width: int
    """0 takes what the others leave."""
    cell: Callable[[Entry, QuestionStatistics | None], str]
    is_number: bool = False
    """Numbers stand at the right."""
    list_width: int = 0
    """Shown only where the list has this many cells."""
    roomy_width: int = 0
    """The width where there is room; 0 for the same."""

    def cells(self, list_width: int) -> int:
        """Its width in a list of so many cells."""
        return self.roomy_width if self.roomy_width and list_width >= _ROOMY else self.width


def _asked(_entry: Entry, past: QuestionStatistics | None) -> str:
    return "" if past is None else str(past.asked)


def _level(_entry: Entry, past: QuestionStatistics | None) -> str:
    if past is None:
        return ""
    return "–" if past.level is None else f"{past.level:g}"


COLUMNS = (
    QuestionColumn("question", 0, lambda entry, _: entry.gist),
    QuestionColumn("ECQ", 12, lambda entry, _: entry.ecq, list_width=60, roomy_width=18),
    QuestionColumn("type", 4, lambda entry, _: entry.question.type.value[0].upper(), list_width=40),
    QuestionColumn("asked", 5, _asked, is_number=True, list_width=30),
    QuestionColumn("of 5", 4, _level, is_number=True, list_width=30),
)


class QuestionList(ScrollView, can_focus=True, inherit_bindings=False):
    """One question a line, drawn only where it is seen: ten thousand cost no more than ten."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "point(-1)", "Up", show=False),
        Binding("down,j", "point(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "end(False)", "First", show=False),
        Binding("end", "end(True)", "Last", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"question-list--head", "question-list--pointed"}
    DEFAULT_CSS = """
    QuestionList {
        background: $background;
        overflow-x: hidden;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        scrollbar-color: $foreground 30%;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        & > .question-list--head { color: $foreground 75%; }
        & > .question-list--pointed { background: $panel; }
        &:focus > .question-list--pointed { background: $panel; text-style: bold; }
    }
    """

    row: reactive[int] = reactive(0)
    """The row that is pointed at, from 0."""

    @dataclass
    class Pointed(Message):
        """A row is pointed at, or its contents have changed; none in an empty list."""

        entry: Entry | None

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Entry] = ()
        self._statistics: Statistics | None = None
        self._columns: Sequence[QuestionColumn] = COLUMNS

    def offer(
        self,
        entries: Sequence[Entry],
        statistics: Statistics | None,
        columns: Sequence[QuestionColumn] = COLUMNS,
        otherwise: int = 0,
    ) -> None:
        """Show these; the same question stays pointed at, if it is still among them.

        Args:
            entries: what to list.
            statistics: what is known of past attempts; None if nothing is.
            columns: what to say of each.
            otherwise: the row to point at if the question has gone.
        """
        kept = self.pointed
        self._entries, self._statistics, self._columns = entries, statistics, columns
        self.virtual_size = Size(self.size.width, len(entries) + 1)
        same = (row for row, entry in enumerate(entries) if entry is kept)
        row = next(same, max(0, min(otherwise, len(entries) - 1)))
        self.set_reactive(QuestionList.row, row)
        self._bring_into_view()
        self.refresh()
        self.post_message(self.Pointed(self.pointed))

    @property
    def entries(self) -> Sequence[Entry]:
        """All that are listed, seen or not."""
        return self._entries

    @property
    def pointed(self) -> Entry | None:
        """The question that is pointed at."""
        return self._entries[self.row] if self.row < len(self._entries) else None

    def render_line(self, y: int) -> Strip:
        """The heads on the first line, which does not scroll; a question on each other one."""
        width = self.scrollable_content_region.width
        if y == 0:
            text = self._line(width, "", lambda column: column.head)
            return self._strip(text, width, "question-list--head")
        row = self.scroll_offset.y + y - 1
        if row >= len(self._entries):
            return Strip.blank(width, self.rich_style)
        entry = self._entries[row]
        known = self._statistics
        past = None if known is None else known.get(entry.question.id, NEVER_ASKED)
        is_pointed = row == self.row
        text = self._line(width, MARK if is_pointed else "", lambda c: c.cell(entry, past))
        return self._strip(text, width, "question-list--pointed" if is_pointed else "")

    def _line(self, width: int, mark: str, say: Callable[[QuestionColumn], str]) -> str:
        shown = [column for column in self._columns if column.list_width <= width]
        gaps = GAP * (len(shown) - 1) + GAP // 2
        fixed = len(MARK) + sum(column.cells(width) for column in shown) + gaps
        cells = []
        for column in shown:
            room = column.cells(width) or max(0, width - fixed)
            text = clipped(say(column), room)
            pad = " " * (room - cell_len(text))
            cells.append(pad + text if column.is_number else text + pad)
        return f"{mark:<{len(MARK)}}" + (" " * GAP).join(cells)

    def _strip(self, text: str, width: int, component: str) -> Strip:
        style = self.get_component_rich_style(component) if component else self.rich_style
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)

    def watch_row(self) -> None:
        self._bring_into_view()
        self.refresh()
        self.post_message(self.Pointed(self.pointed))

    @on(events.Resize)
    def _fit(self) -> None:
        self.virtual_size = Size(self.size.width, len(self._entries) + 1)
        self._bring_into_view()

    def on_click(self, event: events.Click) -> None:
        row = self.scroll_offset.y + event.y - 1
        if event.y > 0 and row < len(self._entries):
            self.row = row

    def action_point(self, by: int) -> None:
        """Point at a row further down or up."""
        self.row = max(0, min(len(self._entries) - 1, self.row + by))

    def action_page(self, by: int) -> None:
        """Point at a row a page further down or up."""
        self.action_point(by * self._rows_seen)

    def action_end(self, is_last: bool) -> None:
        """Point at the last row or the first."""
        self.action_point(len(self._entries) if is_last else -len(self._entries))

    @property
    def _rows_seen(self) -> int:
        return max(1, self.size.height - 1)

    def _bring_into_view(self) -> None:
        top = self.scroll_offset.y
        if not top <= self.row < top + self._rows_seen:
            above = self.row < top
            y = self.row if above else self.row - self._rows_seen + 1
            self.scroll_to(y=y, animate=False)


class BankScreen(Page[None]):
    """A list and the question that is pointed at; below each other, or side by side."""

    CSS_PATH = "bank.tcss"
    AUTO_FOCUS = "QuestionList"
    HELP_TEXT = (
        "All questions of the bank, with the words of the one that is pointed at. Enter asks it "
        "now, as a session of one question, and comes back here. Types: B behavioral, "
        "S situational, V viewpoint. The column `asked` says how often you have answered a "
        "question, and `of 5` the median practice level of the answers that were scored.\n\n"
        "Each filter has a key, and the line under the title says which are on. E and C go "
        "back to the ECQ or competency before. Escape clears a search, x clears everything.\n\n"
        "Anchors say what an answer at a level of a rating scale shows. They are for the people "
        "who rate; a candidate answers more honestly without them."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "practise", "Practise", "Answer this question now"),
        key("slash", "search", "Search", "Find words in the questions"),
        key("a", "anchors", "Anchors", "Show the anchors, as a mentor sees them, or hide them"),
        key("space", "read_on", "Read on", "Scroll the question, and from its end to its top"),
        key("f", "framework(1)", "Framework", "Only one framework, the next one, or all again"),
        key("e", "ecq(1)", "ECQ", "Only one ECQ, the next one, or all again", show=False),
        key("E", "ecq(-1)", "ECQ before", "The ECQ before", show=False),
        key("c", "competency(1)", "Competency",
            "Only one competency, the next one, or all again", show=False),
        key("C", "competency(-1)", "Competency before", "The competency before", show=False),
        key("t", "type", "Type", "Only one type of question, the next one, or all again",
            show=False),
        key("u", "asked", "Asked", "Only questions never asked, only asked ones, or all again",
            show=False),
        key("w", "weakest", "Weakest first",
            "Never asked or lowest level first, or the bank's order again", show=False),
        key("x", "clear", "Clear", "Clear all filters and the search", show=False),
        Binding("up", "point(-1)", show=False),
        Binding("down", "point(1)", show=False),
    ]  # fmt: skip

    narrowing: reactive[Narrowing] = reactive(Narrowing)
    """Which questions are listed."""
    is_mentor: reactive[bool] = reactive(False)
    """Whether the anchors are shown, on this visit."""

    filters = getters.query_one("#filters", Static)
    search_box = getters.query_one("#words", Input)
    questions = getters.query_one(QuestionList)
    pane = getters.query_one("#pane", VerticalScroll)
    text = getters.query_one("#text", HangingText)

    @dataclass
    class Gathered(Message):
        """The bank has been read."""

        catalogue: Catalogue

    @dataclass
    class Counted(Message):
        """The past attempts have been read."""

        statistics: Statistics

    def __init__(self) -> None:
        super().__init__()
        self.title = "Questions"
        self._catalogue: Catalogue | None = None
        self._statistics: Statistics | None = None
        self._past = "reading your attempts …"
        """What is said of past attempts while they are not known."""
        self._is_in_trouble = False
        """The bank could not be read."""
        self._is_beginning = False
        """A session is about to be shown; a second Enter must not begin another."""
        self._offered: tuple[bool, ...] = ()
        """What decides which keys are on offer."""
        self._read: Entry | None = None
        """What stands in the reading pane."""

    def body(self) -> ComposeResult:
        yield Static("Reading the bank …", id="filters")
        with Horizontal(id="search"):
            yield Label("Search")
            yield Input(
                placeholder="words of a question", id="words", compact=True, select_on_focus=False
            )
        with Vertical(id="columns"):
            yield QuestionList()
            with VerticalScroll(id="pane"):
                yield HangingText(id="text")

    def on_mount(self) -> None:
        self.topline.title = "Questions"
        self.call_after_refresh(self.gather)
        self.call_after_refresh(self.count)

    def on_screen_resume(self) -> None:
        self._is_beginning = False
        # What could not be read is not tried again each time that its notice is closed.
        if self._statistics is not None:
            self.count()

    @work(thread=True, exclusive=True, exit_on_error=False, group="gather")
    def gather(self) -> None:
        """Read the bank."""
        self.post_message(self.Gathered(gather_catalogue(self.services)))

    @work(thread=True, exclusive=True, exit_on_error=False, group="count")
    def count(self) -> None:
        """Read what past attempts say of each question."""
        self.post_message(self.Counted(gather_statistics(self.services)))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What is missing is told in its place, too; the notice is opened by the class below."""
        if event.state is not WorkerState.ERROR:
            return
        if event.worker.group == "gather":
            self._is_in_trouble = True
            self.filters.update("")
            self.text.paragraphs = unreadable()
            self._refresh_keys()
        elif event.worker.group == "count":
            self._past = "your attempts could not be read"
            self._statistics = None
            now = replace(self.narrowing, is_asked=None, is_weakest_first=False)
            self.set_reactive(BankScreen.narrowing, now)
            self._show(otherwise=self.questions.row)

    @on(Gathered)
    def _take(self, event: Gathered) -> None:
        self._catalogue = event.catalogue
        self._is_in_trouble = False
        own = self.services.settings.framework
        if own in event.catalogue.frameworks:
            self.set_reactive(BankScreen.narrowing, Narrowing(framework=own))
        self._show()

    @on(Counted)
    def _take_statistics(self, event: Counted) -> None:
        self._statistics = event.statistics
        self._show(otherwise=self.questions.row)

    @on(events.Resize)
    def _fit(self) -> None:
        self.call_after_refresh(self._show_filters)

    def watch_narrowing(self) -> None:
        self._show()

    def watch_is_mentor(self) -> None:
        self._show_text()
        if self.is_mentor:
            self.call_after_refresh(self._scroll_to_anchors)

    def _show(self, otherwise: int = 0) -> None:
        """List what passes; what is pointed at stays so if it is still there."""
        catalogue = self._catalogue
        if catalogue is not None:
            kept = self.narrowing.keep(catalogue.entries, self._statistics or {})
            columns = [c for c in COLUMNS if c.head != "ECQ" or self.narrowing.ecq is None]
            self.questions.offer(kept, self._statistics, columns, otherwise)
            self._show_filters()

    def _show_filters(self) -> None:
        catalogue = self._catalogue
        if catalogue is not None:
            shown, width = len(self.questions.entries), self.filters.content_size.width
            line = filters_line(
                catalogue, self.narrowing, shown, width, has_keys=not self._is_searching
            )
            self.filters.update(line, layout=False)

    @on(QuestionList.Pointed)
    def _point(self, event: QuestionList.Pointed) -> None:
        """Another question is read from its top."""
        if event.entry is not self._read:
            self._read = event.entry
            self.pane.scroll_home(animate=False)
        self._show_text()
        self._refresh_keys()

    def _show_text(self) -> None:
        catalogue, entry = self._catalogue, self.questions.pointed
        if catalogue is None:
            return
        if entry is None:
            is_empty = not catalogue.entries
            self.topline.state = ""
            self.text.paragraphs = (
                no_questions()
                if is_empty
                else nothing_found(self.narrowing, is_searching=self._is_searching)
            )
            return
        place = f"{self.questions.row + 1:,} of {len(self.questions.entries):,}"
        self.topline.state = f"{place} · {entry.question.id}"
        self.text.paragraphs = reading(
            catalogue, entry.question, self._past_words(entry), is_mentor=self.is_mentor
        )

    @property
    def _is_searching(self) -> bool:
        """Letters are words of the search now, and no keys."""
        return self.focused is self.search_box

    def _past_words(self, entry: Entry) -> str:
        if self._statistics is None:
            return self._past
        past = self._statistics.get(entry.question.id, NEVER_ASKED)
        return past.words(self.services.now())

    def _scroll_to_anchors(self) -> None:
        """To their head, after which nothing else stands."""
        entry, width = self.questions.pointed, self.text.content_size.width
        if entry is not None:
            before = self.text.paragraphs[: -1 - len(entry.question.anchors)]
            self.pane.scroll_to(y=sum(len(p.lines(width)) for p in before), animate=False)

    # --- keys -------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Keys that would do nothing are not offered."""
        frameworks = self._catalogue.frameworks if self._catalogue is not None else ()
        has_some, is_counted = bool(frameworks), self._statistics is not None
        entry = self.questions.pointed if has_some else None
        offered = {
            "practise": entry is not None or self._is_in_trouble,
            "anchors": entry is not None and bool(entry.question.anchors),
            "read_on": entry is not None,
            "search": has_some,
            "framework": len(frameworks) > 1,
            "ecq": has_some,
            "competency": has_some,
            "type": has_some,
            "asked": has_some and is_counted,
            "weakest": has_some and is_counted,
            "clear": self.narrowing != Narrowing(),
        }
        return offered.get(action, True)

    def _refresh_keys(self) -> None:
        """Tell the footer, but only when it would change."""
        asked_for = ("practise", "anchors", "search", "framework", "asked", "clear")
        offered = tuple(bool(self.check_action(action, ())) for action in asked_for)
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()

    def action_practise(self) -> None:
        """Ask this very question, or read the bank once more."""
        entry, home = self.questions.pointed, self.app.screen_stack[0]
        if self._is_in_trouble:
            self.gather()
        elif entry is not None and isinstance(home, HomeScreen) and not self._is_beginning:
            self._is_beginning = True
            setup = setup_of(self.services, entry.question)
            home.begin_with(setup, AskedQuestion.of(entry.question))

    def action_back(self) -> None:
        """From a search to the whole list, from there to where one came from."""
        if self.narrowing.words or self._is_searching:
            self._end_search()
            self.search_box.value = ""
        else:
            self.dismiss(None)

    def action_search(self) -> None:
        """Put the caret into the search."""
        self.query_one("#search").display = True
        self.set_focus(self.search_box)
        self._tell_keys()

    def on_key(self, event: events.Key) -> None:
        """What is typed fast after the slash comes by way of the list, and belongs to the search.

        Hence the slash is heard here, and not where keys are bound, which is too late.
        """
        is_searching = self._is_searching
        if event.key == "slash" and not is_searching and self.check_action("search", ()):
            event.stop()
            self.action_search()
        elif is_searching and event.is_printable and event.character is not None:
            event.stop()
            self.search_box.insert_text_at_cursor(event.character)

    @on(Input.Changed, "#words")
    def _search(self) -> None:
        self.narrowing = replace(self.narrowing, words=self.search_box.value.strip())

    @on(Input.Submitted, "#words")
    def _end_search(self) -> None:
        self.set_focus(self.questions)
        self.query_one("#search").display = False
        self._tell_keys()

    def _tell_keys(self) -> None:
        """Say again what can be pressed: a letter is no key while one is searching."""
        self._show_filters()
        self._show_text()

    def action_point(self, by: int) -> None:
        """Move through the list while the caret is in the search."""
        self.questions.action_point(by)

    def action_anchors(self) -> None:
        """Show or hide the anchors."""
        self.is_mentor = not self.is_mentor

    def action_read_on(self) -> None:
        """Scroll the question by a page; after its end, from its top again."""
        if self.pane.scroll_y >= self.pane.max_scroll_y:
            self.pane.scroll_home(animate=False)
        else:
            self.pane.scroll_page_down(animate=False)

    def action_framework(self, by: int) -> None:
        """Narrow to another framework."""
        if self._catalogue is not None:
            self.narrowing = self.narrowing.next_framework(self._catalogue, by)

    def action_ecq(self, by: int) -> None:
        """Narrow to another ECQ."""
        if self._catalogue is not None:
            self.narrowing = self.narrowing.next_ecq(self._catalogue, by)

    def action_competency(self, by: int) -> None:
        """Narrow to another competency."""
        if self._catalogue is not None:
            self.narrowing = self.narrowing.next_competency(self._catalogue, by)

    def action_type(self) -> None:
        """Narrow to another type."""
        if self._catalogue is not None:
            self.narrowing = self.narrowing.next_type(self._catalogue)

    def action_asked(self) -> None:
        """Narrow to what was never asked, or to what was."""
        self.narrowing = self.narrowing.next_asked()

    def action_weakest(self) -> None:
        """Swap the bank's order and the weakest first."""
        now = self.narrowing
        self.narrowing = replace(now, is_weakest_first=not now.is_weakest_first)
        self.questions.action_end(is_last=False)

    def action_clear(self) -> None:
        """List everything."""
        with self.prevent(Input.Changed):
            self.search_box.value = ""
        self.narrowing = Narrowing()
