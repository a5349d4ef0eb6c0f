"""Choosing another question of the same ECQ for a panel's form."""

from collections.abc import Sequence
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from mock_panel.domain.ids import QuestionId
from mock_panel.domain.questions import Question
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.panel.panels_view import DIM
from mock_panel.tui.widgets.hanging import EMPTY, Hanging, HangingText
from mock_panel.tui.widgets.question_list import COLUMNS, Entry, QuestionList

_COLUMNS = tuple(column for column in COLUMNS if column.head in ("question", "type"))


class AnotherQuestionScreen(Page[QuestionId | None]):
    """Gives back the question that is taken; None if the form stays as it is."""

    CSS_PATH = "another_question.tcss"
    AUTO_FOCUS = "QuestionList"
    HELP_TEXT = (
        "All questions of one ECQ that the form does not ask yet, and the one it asks here. "
        "Enter takes the one that is pointed at; below it stands in full, with what a rater "
        "will have in view. A behavioral question asks for something the candidate did, a "
        "situational one what they would do, a viewpoint what they think, and why."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "take", "Take", "Ask the question that is pointed at"),
    ]

    questions = getters.query_one(QuestionList)
    reading = getters.query_one(HangingText)

    def __init__(self, entries: Sequence[Entry], chosen: QuestionId, *, has_anchors: bool) -> None:
        """Begin with a choice.

        Args:
            entries: what may be chosen.
            chosen: what is asked now; it is among them.
            has_anchors: whether the questions' own anchors speak of the panel's scale.
        """
        super().__init__()
        self.title = "Another question"
        self._entries = entries
        self._chosen = chosen
        self._has_anchors = has_anchors

    def body(self) -> ComposeResult:
        yield QuestionList()
        with VerticalScroll(id="pane", can_focus=False):
            yield HangingText()

    def on_mount(self) -> None:
        ids = [entry.question.id for entry in self._entries]
        self.topline.title = f"Another question · {self._entries[0].ecq}"
        self.topline.state = f"{len(ids)} to choose from"
        self.questions.offer(self._entries, None, _COLUMNS, ids.index(self._chosen))

    @on(QuestionList.Pointed)
    def _read(self, event: QuestionList.Pointed) -> None:
        if event.entry is not None:
            question = event.entry.question
            self.reading.paragraphs = question_lines(question, has_anchors=self._has_anchors)
            self.query_one("#pane").scroll_home(animate=False)

    def action_take(self) -> None:
        """Give the question back."""
        entry = self.questions.pointed
        self.dismiss(entry.question.id if entry is not None else None)


def question_lines(question: Question, *, has_anchors: bool) -> list[Hanging]:
    """A question in full, as a rater will have it."""
    dash = Content.styled("–", DIM)
    lines = [Hanging(Content.styled(question.text, "bold"))]
    for title, texts in (("Asks", question.asks), ("Supplementals", question.supplementals)):
        if texts:
            lines += [Hanging(EMPTY), Hanging(Content.styled(title, DIM))]
            lines += [Hanging(Content(text), dash, 3) for text in texts]
    if question.anchors and has_anchors:
        lines += [Hanging(EMPTY), Hanging(Content.styled("Anchors", DIM))]
        lines += [
            Hanging(Content(anchor), Content.styled(f"{value}", "bold"), 3)
            for value, anchor in question.anchors.items()
        ]
    return lines
