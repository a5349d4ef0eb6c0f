"""The bank browser: every question, narrowed by key, read in full, practised by Enter."""

from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Label, Static
from textual.worker import Worker, WorkerState

from mock_panel.domain.attempts import AskedQuestion
from mock_panel.practice.question_statistics import NEVER_ASKED
from mock_panel.tui.keys import key
from mock_panel.tui.screens.bank_filters import filters_line
from mock_panel.tui.screens.bank_narrowing import Catalogue, Narrowing
from mock_panel.tui.screens.bank_view import (
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
from mock_panel.tui.widgets.line import Line
from mock_panel.tui.widgets.question_list import COLUMNS, Entry, QuestionList, Statistics


class BankScreen(Page[None]):
    """A list and the question that is pointed at; below each other, or side by side."""

    CSS_PATH = "bank.tcss"
    AUTO_FOCUS = "QuestionList"
    HELP_TEXT = (
        "All questions of the bank, with the words of the one that is pointed at. Enter asks it "
        "now, as a session of one question, and comes back here. A behavioral question asks for "
        "something you did, a situational one what you would do, a viewpoint what you think, and "
        "why. The column `asked` says how often you have answered a question, and `of 5` the "
        "median practice level of the answers that were scored.\n\n"
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
            yield Line(
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
