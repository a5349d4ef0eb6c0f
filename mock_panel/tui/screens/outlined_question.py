"""The part of a question that helps to tell a story: outline, the stories that serve, a card."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import TextArea

from mock_panel.tui.keys import key
from mock_panel.tui.screens.spoken_question import SpokenQuestion
from mock_panel.tui.widgets.hanging import HangingText
from mock_panel.tui.widgets.story_aid import StoryAid

if TYPE_CHECKING:
    from mock_panel.domain.ids import QuestionId
    from mock_panel.domain.questions import QuestionBank
    from mock_panel.practice.choosing_stories import Suggestion


class OutlinedQuestion(SpokenQuestion[None]):
    """Key points beside the answer; a board allows an outline, and has no such aid.

    The screen composes `#outline`, a `StoryAid`, and `#card` with a `HangingText`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key("f2", "outline", "Outline", "Open or close a few lines for key points; never scored"),
        key("f8", "card", "Card",
            "Put the outline card of the story that serves best beside, the runner-up's, or none"),
    ]  # fmt: skip

    outline = getters.query_one("#outline", TextArea)
    aid = getters.query_one(StoryAid)

    @dataclass
    class Suggested(Message):
        """The stories that would serve a question have been looked for."""

        question: "QuestionId"
        found: "tuple[Suggestion, ...]"
        bank: "QuestionBank"

    @property
    def is_outlining(self) -> bool:
        """Whether the outline takes the keys, Enter among them."""
        return self.focused is not None and self.focused.id == "outline"

    def begin_outline(self) -> None:
        """Its own key points for the question at hand, without the keys; no story looked for."""
        if self.is_outlining:
            self.set_focus(None)
        with self.prevent(TextArea.Changed):
            self.outline.load_text(self.session.note)
        self.aid.clear()
        self._show_aid()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A card only where a story serves."""
        if action == "card":
            is_there = self.is_mounted and self.aid.has_stories
            return is_there and not self.aid.has_class("-hidden")
        return super().check_action(action, parameters)

    def action_outline(self) -> None:
        """Open the outline, or close it."""
        self.outline.display = not self.outline.display
        self._show_aid()
        if self.outline.display:
            # At once, for the letters that are typed behind the key.
            self.set_focus(self.outline)
        else:
            self.show_phase()

    def _show_aid(self) -> None:
        """The stories that would serve, beside the outline; a board has no such aid."""
        is_wanted = self.outline.display and not self.session.preset.board
        self.aid.set_class(not is_wanted, "-hidden")
        if not is_wanted:
            self.aid.put_away()
            self._show_card()
        elif not self.aid.is_known:
            self.suggest(self.session.question.id)
        self.refresh_bindings()

    @work(thread=True, exclusive=True, exit_on_error=False, group="suggest")
    def suggest(self, question: "QuestionId") -> None:
        """Look for the stories that would serve; a question that left the bank has none."""
        bank = self.services.bank.load()
        try:
            asked = bank.question(question)
        except KeyError:
            return
        found = self.services.stories.suggest(asked, bank)
        self.post_message(self.Suggested(question, found, bank))

    @on(Suggested)
    def _suggested(self, event: Suggested) -> None:
        if event.question == self.session.question.id:
            self.aid.offer(event.found, event.bank)
            self.refresh_bindings()

    def action_card(self) -> None:
        """Put the outline card of the best story beside, then the runner-up's, then none."""
        self.aid.next_card()
        self._show_card()

    def _show_card(self) -> None:
        card = self.query_one("#card")
        card.query_one(HangingText).paragraphs = self.aid.card
        card.set_class(bool(self.aid.card), "-shown")
        self.set_class(bool(self.aid.card), "-carded")
        card.scroll_home(animate=False)

    @on(TextArea.Changed, "#outline")
    def _note_changed(self) -> None:
        self.session.note = self.outline.text
        self.saved.touch()
