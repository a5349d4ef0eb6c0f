"""Who of the team's mentors may read one's practice: shown with a yes, taken back with a key."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mock_panel.domain.english import day_words
from mock_panel.errors import InputError
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.widgets.entry_list import EntryList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_panel.domain.people import Person
    from mock_panel.panel.showing import Shown

_DIM = "$foreground 75%"
_OFF = (
    "No mentor and no other candidate sees your practice, until you show it to a mentor here. "
    "You can take it back at any time; it then ends at once."
)


class ShowingScreen(Page[None]):
    """The mentors of the team, each with what they may read; off unless the candidate says so."""

    CSS_PATH = "showing.tcss"
    AUTO_FOCUS = "EntryList"
    HELP_TEXT = (
        "The team's database shows your answers and stories to no mentor and no other candidate. "
        "Here you show them to one: Enter tells what they would see, and asks. Your stories are "
        "shown only if you say so; Enter on a mentor who reads already changes that. x takes it "
        "back, and the server shows them nothing from then on.\n\n"
        "A mentor changes nothing. Recordings, drafts and settings stay on your machine."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "show", "Show", "Show your practice to this mentor, after a question"),
        key("x", "take_back", "Take back", "Let this mentor read nothing any more"),
    ]

    lead = getters.query_one("#lead", Static)
    options = getters.query_one(EntryList)

    @dataclass
    class Gathered(Message):
        """It is known who there is; or why it is not for this user."""

        choices: "Sequence[tuple[Person, Shown | None]]"
        refused: str = ""

    def __init__(self) -> None:
        super().__init__()
        self.title = "Mentors"
        self._choices: Sequence[tuple[Person, Shown | None]] = ()

    def body(self) -> ComposeResult:
        yield Static("Asking the team's database …", id="lead", markup=False)
        yield EntryList(compact=True)

    def on_mount(self) -> None:
        self.topline.title = "Who may read your practice"
        self.gather()

    @work(thread=True, exclusive=True, exit_on_error=False, group="gather")
    def gather(self) -> None:
        """Read who there is, and who reads."""
        try:
            self.post_message(self.Gathered(self.services.showing.choices()))
        except InputError as error:
            self.post_message(self.Gathered((), f"{error.message} {error.hint}"))

    @on(Gathered)
    def _take(self, event: Gathered) -> None:
        self._choices = event.choices
        self.lead.update(event.refused or (_OFF if event.choices else _NOBODY))
        reading = sum(shown is not None for _, shown in event.choices)
        self.topline.state = "" if event.refused else f"{reading} of {len(event.choices)} read it"
        at = self.options.highlighted or 0
        self.options.clear_options()
        self.options.add_options(Option(_entry(*choice)) for choice in event.choices)
        if event.choices:
            self.options.highlighted = min(at, len(event.choices) - 1)
        self.refresh_bindings()

    @property
    def _pointed(self) -> "tuple[Person, Shown | None] | None":
        at = self.options.highlighted
        return self._choices[at] if at is not None and at < len(self._choices) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Nothing to show where there is nobody, and to take back what is shown."""
        if action == "take_back":
            return self._pointed is not None and self._pointed[1] is not None
        return action != "show" or self._pointed is not None

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_show()

    @work(exclusive=True, group="show")
    async def action_show(self) -> None:
        """Tell what the mentor would see, and ask."""
        from mock_panel.panel.showing import seen_words  # noqa: PLC0415 - when asked
        from mock_panel.tui.screens.notice import NoticeScreen, Reply  # noqa: PLC0415 - as above

        if self._pointed is None:
            return
        person, _ = self._pointed
        answer = await self.app.push_screen_wait(
            NoticeScreen(
                f"Show your practice to {person.name}?",
                f"{seen_words(person.name, stories=None)}\n\nYou can take it back at any time.",
                Reply("enter", "leave it as it is", "leave"),
                Reply("y", "show my answers, without my stories", "answers"),
                Reply("s", "show my answers and my stories", "stories"),
            )
        )
        if answer in ("answers", "stories"):
            self.show_to(person.name, stories=answer == "stories")

    @work(thread=True, exit_on_error=False, group="store")
    def show_to(self, name: str, *, stories: bool) -> None:
        """Show it from now on."""
        self.services.showing.show(name, stories=stories)
        self.app.call_from_thread(self.gather)

    def action_take_back(self) -> None:
        """End it, without a question: nothing is lost by it."""
        if self._pointed is not None:
            self.take_back(self._pointed[0].name)

    @work(thread=True, exit_on_error=False, group="store")
    def take_back(self, name: str) -> None:
        """Show it no more."""
        self.services.showing.take_back(name)
        self.app.call_from_thread(self.gather)


_NOBODY = "No mentor is on the team's list yet; whoever keeps the list adds them."


def _entry(person: "Person", shown: "Shown | None") -> Content:
    if shown is None:
        told = "sees nothing of your practice"
    else:
        stories = "and your stories" if shown.stories else "without your stories"
        told = f"reads your answers {stories}, since {day_words(shown.since)}"
    mark = "● " if shown is not None else "○ "
    return Content.assemble(mark, (person.name, "bold"), (f"\n  {told}\n", _DIM))
