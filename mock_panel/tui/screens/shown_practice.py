"""The practice that a candidate shows a mentor: the candidate's own screens, to read only."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from mock_panel.tui.keys import key
from mock_panel.tui.screens.of_another import OfAnother
from mock_panel.tui.screens.progress import ProgressScreen
from mock_panel.tui.screens.review import ReviewScreen

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services
    from mock_panel.domain.attempts import Attempt
    from mock_panel.panel.showing import Shown
    from mock_panel.tui.screens.progress_view import History


class ShownReviewScreen(OfAnother, ReviewScreen):
    """An answer of theirs in full."""

    HELP_TEXT = (
        "An answer that a candidate shows you, as they see it themselves: each sentence with its "
        "part, the words that prove each part, the advice they were given, their own rating. "
        "j and J go from sentence to sentence; c compares with their other answers to the "
        "question.\n\n"
        "Nothing can be changed here, and what was recorded is on their machine alone. The level "
        "is this program's unofficial practice level; it is no rating of a panel."
    )
    READS = frozenset({"sentence", "compare"})
    ASKS = False

    def _told_words(self) -> Content:
        titles = ", ".join(story.title for story in self._told)
        return Content.assemble(("story  ", "$foreground 75%"), (titles, "bold"))


class ShownProgressScreen(OfAnother, ProgressScreen):
    """Their progress; Enter opens an answer, o their stories where they show them."""

    HELP_TEXT = (
        "The practice of a candidate who shows it to you: the same eight views that they have, "
        "each with its table on t. Enter opens an answer in full, / searches their words, w "
        "writes a picture to a file. o opens their stories, where they show those, too.\n\n"
        "Nothing can be changed here. They can take it back at any time; then nothing is left "
        "to read. Levels are this program's unofficial practice levels, and no panel's rating."
    )
    READS = frozenset({"view", "table", "ecq", "status", "write", "search", "framework", "stories"})
    BINDINGS: ClassVar[list[BindingType]] = [
        key("o", "stories", "Stories", "Read the stories that they show"),
    ]

    @dataclass
    class Counted(Message):
        """Their stories have been counted."""

        stories: int

    def __init__(self, read: "Services", shown: "Shown") -> None:
        super().__init__(read, shown)
        self.title = f"Progress of {shown.person.name}"

    def on_unmount(self) -> None:
        """Let go of the connection that read it."""
        self.read.close_database()

    def words_for_none(self, history: "History") -> Content:
        """What stands where no answer is."""
        name, title = self.shown.person.name, history.framework.title
        return Content.assemble(
            Content(f"No answers of {name} under {title}, or they are shown no more.\n\n"),
            ("f", "$text-primary bold"), ("  the other set of ECQs   ", "$foreground 75%"),
            ("esc", "$text-primary bold"), ("  back", "$foreground 75%"),
        )  # fmt: skip

    def review_of(self, attempt: "Attempt") -> ReviewScreen:
        """The screen that shows an answer in full."""
        return ShownReviewScreen(self.read, self.shown, attempt)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Stories where they are shown."""
        if action == "stories":
            return self.shown.stories
        return super().check_action(action, parameters)

    @work(thread=True, exclusive=True, exit_on_error=False, group="stories")
    def action_stories(self) -> None:
        """Open their stories, where there are any."""
        self.post_message(self.Counted(len(self.read.stories.store.all())))

    @on(Counted)
    def _open_stories(self, event: Counted) -> None:
        from mock_panel.tui.screens.stories.shown import (  # noqa: PLC0415 - when asked
            ShownStoriesScreen,
        )

        if event.stories:
            self.app.push_screen(ShownStoriesScreen(self.read, self.shown))
        else:
            self.notify(f"{self.shown.person.name} shows no story.", timeout=4, markup=False)
