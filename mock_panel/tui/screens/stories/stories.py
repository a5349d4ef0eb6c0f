"""The story bank: every story with what it shows and how worn it is; Enter opens one."""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mock_panel.domain.ids import StoryId
from mock_panel.domain.search import has_all
from mock_panel.domain.stories import Story
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.stories.list_view import list_heading, story_entry
from mock_panel.tui.screens.stories.shelf import Shelf, gather_shelf
from mock_panel.tui.widgets.entry_list import EntryList
from mock_panel.tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from mock_panel.tui.screens.stories.matrix import MatrixScreen
    from mock_panel.tui.screens.stories.story import StoryScreen

MARGIN = 6
"""Cells beside an entry's words."""


class StoriesScreen(Page[None]):
    """What the candidate can tell, one story after the other."""

    CSS_PATH = "stories.tcss"
    AUTO_FOCUS = "EntryList"
    HELP_TEXT = (
        "A story is something that you did, apart from any one telling of it: an outline to tell "
        "it from. It is made by hand with n, or of an answer with k in its review.\n\n"
        "A ! marks what speaks against a story: older than ten years, below executive level, or "
        "told more than four times in 28 days. What is not known is never held against it.\n\n"
        "/ leaves only the stories that have all the words typed; Esc shows all again.\n\n"
        "m lays the stories against the competencies and the ECQs and names the gaps."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "open", "Open", "Read this story, edit it, practise it"),
        key("n", "new", "New", "Write a story down by hand"),
        key("slash", "search", "Search", "Find words in titles, headlines and posts"),
        key("m", "matrix", "Matrix", "Stories against competencies and ECQs: the gaps"),
    ]

    heading = getters.query_one("#heading", Static)
    options = getters.query_one(EntryList)
    line = getters.query_one(OneLine)

    @dataclass
    class Gathered(Message):
        """The stories have been read."""

        shelf: Shelf

    def __init__(self) -> None:
        super().__init__()
        self.title = "Stories"
        self._shelf: Shelf | None = None
        self._words = ""
        """What is searched for."""
        self._is_searching = False
        """Whether the line below is the search, and not a new title."""

    def body(self) -> ComposeResult:
        yield Static("Reading your stories …", id="heading")
        yield EntryList(compact=True)
        yield OneLine()

    def on_mount(self) -> None:
        self.topline.title = "Stories"
        self.call_after_refresh(self.gather)

    def on_screen_resume(self) -> None:
        if self._shelf is not None:
            self.gather()

    @work(thread=True, exclusive=True, exit_on_error=False, group="gather")
    def gather(self) -> None:
        """Read the stories."""
        self.post_message(self.Gathered(gather_shelf(self.services)))

    @on(Gathered)
    def _take(self, event: Gathered) -> None:
        self._shelf = event.shelf
        self.topline.state = event.shelf.framework.title
        self._list()

    @on(events.Resize)
    def _fit(self) -> None:
        self.call_after_refresh(self._list)

    def _list(self) -> None:
        shelf = self._shelf
        if shelf is None:
            return
        listed = self._listed
        at = self.options.highlighted or 0
        width = self.options.size.width - MARGIN
        self.heading.update(self.words_above(shelf, len(listed)))
        self.options.clear_options()
        self.options.add_options(Option(story_entry(shelf, s, width)) for s in listed)
        self.options.display = bool(listed)
        if listed:
            self.options.highlighted = min(at, len(listed) - 1)
            if not self.line.is_open:
                self.options.focus()
        self.refresh_bindings()

    def words_above(self, shelf: Shelf, found: int) -> Content:
        """How many there are, or how the first one is made."""
        return list_heading(shelf, found, self._words)

    @property
    def _listed(self) -> list[Story]:
        """The stories that have the words searched for; all of them without any."""
        stories = self._shelf.stories if self._shelf is not None else ()
        return [
            s for s in stories if not self._words or has_all(f"{s.words} {s.grade}", self._words)
        ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Nothing to open or to lay out where there is nothing."""
        if action == "open":
            return bool(self._listed)
        has_some = bool(self._shelf and self._shelf.stories)
        return has_some if action in ("search", "matrix") else True

    def action_open(self) -> None:
        """Open the story that is pointed at."""
        at = self.options.highlighted
        if at is not None and not self.line.is_open:
            self.app.push_screen(self.story_screen(self._listed[at].id))

    def story_screen(self, story: StoryId) -> "StoryScreen":
        """The screen that shows one of them."""
        from mock_panel.tui.screens.stories.story import StoryScreen  # noqa: PLC0415 - when shown

        return StoryScreen(story)

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_open()

    def action_new(self) -> None:
        """Ask for the title of a new story."""
        self._is_searching = False
        self.line.ask("Title", "a few words to know it by, such as: Fleet leases")

    def action_search(self) -> None:
        """Leave only the stories with the words that are typed."""
        self._is_searching = True
        self.line.ask("Search", "words of a title, a headline or a post")

    @on(OneLine.Typed)
    def _narrow(self, event: OneLine.Typed) -> None:
        if self._is_searching:
            self._words = event.text.strip()
            self._list()

    @on(OneLine.Given)
    def _named(self, event: OneLine.Given) -> None:
        if self._is_searching:
            self.line.close()
            self.options.focus()
        elif event.text.strip():
            self.line.close()
            self.options.focus()
            self.make(event.text)

    @work(exit_on_error=False, group="make")
    async def make(self, title: str) -> None:
        """Fill in a new story; it is stored from its first words on."""
        from mock_panel.tui.screens.stories.edit import EditScreen  # noqa: PLC0415 - when shown

        services = self.services
        bank = await asyncio.to_thread(services.bank.load)
        story = await asyncio.to_thread(
            lambda: services.stories.save(services.stories.blank(title), bank)
        )
        await self.app.push_screen_wait(EditScreen(story, bank))
        self.gather()

    def action_back(self) -> None:
        """From the line to the list, from what was found to all, from there to where one was."""
        if self.line.is_open or self._words:
            self.line.close()
            self._words = ""
            self._list()
            self.options.focus()
        else:
            self.dismiss(None)

    def action_matrix(self) -> None:
        """Lay the stories out."""
        self.app.push_screen(self.matrix_screen())

    def matrix_screen(self) -> "MatrixScreen":
        """The screen that lays them out."""
        from mock_panel.tui.screens.stories.matrix import MatrixScreen  # noqa: PLC0415 - when shown

        return MatrixScreen()
