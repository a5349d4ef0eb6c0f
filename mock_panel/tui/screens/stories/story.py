"""One story: read it, edit it, practise it, print its card, retire or erase it."""

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message

from mock_panel.domain.attempts import AskedQuestion
from mock_panel.domain.ids import StoryId
from mock_panel.domain.stories import NEVER_TOLD, Story
from mock_panel.practice.choosing_stories import questions_served
from mock_panel.practice.story_card import card_html, card_text
from mock_panel.practice.story_matrix import cautions
from mock_panel.practice.story_reading import read_in
from mock_panel.tui.keys import key
from mock_panel.tui.screens.home import HomeScreen
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.stories.shelf import framework_of, next_framework
from mock_panel.tui.screens.stories.story_view import StoryView, card_lines, story_lines
from mock_panel.tui.widgets.hanging import HangingText
from mock_panel.tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from mock_panel.domain.frameworks import Framework


class StoryScreen(Page[None]):
    """The outline, what it shows under a framework, what it serves, and every telling."""

    CSS_PATH = "story.tcss"
    HELP_TEXT = (
        "S, T, A and R hold headlines to tell the story from. Under `shows` stand the "
        "competencies that it proves under the set of ECQs named at the top; what comes from "
        "the other set is carried over by the crosswalk, with its basis. f reads the story "
        "under the other set.\n\n"
        "p lists the questions that it could serve, those most alike to it first, and asks one. "
        "o shows the outline card, w writes it to a file: a name that ends in .html gives a "
        "page to print, anything else is text. A board allows an outline and marks reading "
        "down, hence the card holds headlines only.\n\n"
        "A retired story is no longer suggested or counted, and not forgotten. Erasing is for "
        "good; the answers that told it stay."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("p,enter", "practise", "Practise", "Answer a question that this story could serve"),
        key("e", "edit", "Edit", "Change its fields"),
        key("o", "card", "Card", "Show the outline card, or the whole story again"),
        key("w", "write", "Write card", "Write the outline card to a file"),
        key("f", "framework", "Framework", "Read it under the other set of ECQs", show=False),
        key("r", "retire", "Retire", "No longer suggest or count it, or do so again", show=False),
        key("x", "erase", "Erase", "Erase this story for good, after a question"),
    ]

    text = getters.query_one(HangingText)
    line = getters.query_one(OneLine)

    @dataclass
    class Gathered(Message):
        """The story has been read; None if it is gone."""

        view: StoryView | None

    def __init__(self, story: StoryId) -> None:
        super().__init__()
        self.title = "Story"
        self._story_id = story
        self._view: StoryView | None = None
        self._framework: Framework | None = None
        self._is_card = False

    def body(self) -> ComposeResult:
        with VerticalScroll(id="pane"):
            yield HangingText()
        yield OneLine()

    def on_mount(self) -> None:
        self.topline.title = "Story"
        self.query_one("#pane").focus()
        self.call_after_refresh(self.gather)

    def on_screen_resume(self) -> None:
        if self._view is not None:
            self.gather()

    @work(thread=True, exclusive=True, exit_on_error=False, group="gather")
    def gather(self) -> None:
        """Read the story and what is around it."""
        services = self.services
        bank, stories = services.bank.load(), services.stories
        story = stories.store.get(self._story_id)
        if story is None:
            self.post_message(self.Gathered(None))
            return
        framework = self._framework or framework_of(services, bank)
        told = stories.counts().get(story.id, NEVER_TOLD)
        read = read_in(story, framework.id, bank)
        self.post_message(
            self.Gathered(
                StoryView(
                    bank, framework, read, told, cautions(story, told, stories.today()),
                    tuple(questions_served(read, bank.questions_of(framework.id))),
                    stories.tellings(story.id),
                )
            )
        )  # fmt: skip

    @on(Gathered)
    def _take(self, event: Gathered) -> None:
        if event.view is None:
            self.notify("This story has been erased.", severity="warning")
            self.dismiss(None)
            return
        self._view = event.view
        self._framework = event.view.framework
        self._show()

    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        self.topline.title = "Outline card" if self._is_card else "Story"
        self.topline.state = view.framework.title
        if self._is_card:
            self.text.paragraphs = card_lines(view)
        else:
            self.text.paragraphs = story_lines(view)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Nothing before the story is here, and no question where it serves none."""
        if action in ("back", "help", "framework"):
            return True
        if action == "practise":
            return bool(self._view and self._view.served)
        return self._view is not None

    def action_card(self) -> None:
        """Show the card, or the whole again."""
        self._is_card = not self._is_card
        self._show()

    def action_framework(self) -> None:
        """Read the story under the next framework."""
        if self._view is not None:
            self._framework = next_framework(self._view.bank, self._view.framework)
            self.gather()

    @work(exclusive=True, group="edit")
    async def action_edit(self) -> None:
        """Change its fields; what is changed is stored as it is changed."""
        from mock_panel.tui.screens.stories.edit import EditScreen  # noqa: PLC0415 - when asked

        if self._view is not None:
            await self.app.push_screen_wait(EditScreen(self._view.story, self._view.bank))

    @work(exclusive=True, group="practise")
    async def action_practise(self) -> None:
        """Choose a question that it could serve, and ask it."""
        from mock_panel.tui.screens.bank_view import setup_of  # noqa: PLC0415 - when asked
        from mock_panel.tui.screens.stories.choosing import ChooseScreen  # noqa: PLC0415 - as above

        view, home = self._view, self.app.screen_stack[0]
        if view is None or not view.served or not isinstance(home, HomeScreen):
            return
        choices = [
            Content.assemble(
                each.question.text,
                (f"\n{_served_words(view, each.competencies)}\n", "$foreground 75%"),
            )
            for each in view.served
        ]
        lead = f"{len(choices)} questions that “{view.story.title}” could serve, nearest first."
        chosen = await self.app.push_screen_wait(ChooseScreen("Practise a story", lead, choices))
        if chosen is not None:
            question = view.served[chosen].question
            setup = await asyncio.to_thread(setup_of, self.services, question)
            home.begin_with(setup, AskedQuestion.of(question))

    @work(thread=True, exit_on_error=False, group="store")
    def store(self, story: Story) -> None:
        """Store a change at once."""
        self.services.stories.save(story, self.services.bank.load())
        self.app.call_from_thread(self.gather)

    def action_retire(self) -> None:
        """Retire it, or take it up again."""
        if self._view is not None:
            story = self._view.story
            self.store(replace(story, retired=not story.retired))

    @work(exclusive=True, exit_on_error=False, group="erase")
    async def action_erase(self) -> None:
        """Erase it for good, after asking."""
        from mock_panel.tui.screens.notice import NoticeScreen, Reply  # noqa: PLC0415 - seldom

        if self._view is None:
            return
        answer = await self.app.push_screen_wait(
            NoticeScreen(
                "Erase this story?",
                f"{self._view.story.title}\n\nThe answers that told it stay. Nobody can bring "
                "the story back.",
                Reply("enter", "keep it", "keep"),
                Reply("x", "erase it for good", "erase"),
            )
        )
        if answer == "erase":
            await asyncio.to_thread(self.services.maintenance.erase_stories, [self._story_id])
            self.notify("The story is erased.", timeout=4)
            self.dismiss(None)

    # --- the card in a file ---------------------------------------------------------------

    def action_write(self) -> None:
        """Ask for the file of the card."""
        self.line.ask("File", "such as ~/fleet.html to print, or ~/fleet.txt")

    @on(OneLine.Given)
    def _given(self, event: OneLine.Given) -> None:
        if event.text.strip():
            self.line.close()
            self.query_one("#pane").focus()
            self.write_card(Path(event.text.strip()).expanduser())

    @work(thread=True, exit_on_error=False, group="write")
    def write_card(self, path: Path) -> None:
        """Write the card as a page or as text; never over a file that is there."""
        assert self._view is not None  # noqa: S101 - offered only then
        story, bank = self._view.story, self._view.bank
        is_page = path.suffix.lower() in (".html", ".htm")
        lines = "\n".join(card_text(story, bank))
        page = card_html([story], bank) if is_page else f"{lines}\n"
        self.services.write_new(path, page.encode())
        self.app.call_from_thread(self.notify, f"The card is in {path}", timeout=6, markup=False)

    def action_back(self) -> None:
        """From the file's name or the card to the story, from there to the list."""
        if self.line.is_open:
            self.line.close()
            self.query_one("#pane").focus()
        elif self._is_card:
            self.action_card()
        else:
            self.dismiss(None)


def _served_words(view: StoryView, competencies: tuple[str, ...]) -> str:
    titles = {c.id: c.title for c in view.framework.competencies}
    return ", ".join(titles[c] for c in titles if c in competencies)
