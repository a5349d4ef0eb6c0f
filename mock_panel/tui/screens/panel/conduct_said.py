"""What was said: read, corrected, or typed by hand after the answer."""

from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Static, TextArea

from mock_panel.domain.panel_events import PanelAnswer
from mock_panel.domain.parts import AnswerMode
from mock_panel.errors import MockPanelError
from mock_panel.panel.answers import PanelAnswers
from mock_panel.panel.conduct import Conduct
from mock_panel.panel.standing import Stage
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.widgets.editor import Editor

REST = 0.5
"""Seconds between two looks whether something is to be kept."""


class SaidScreen(Page[None]):
    """One answer at a time; the words are on the disk while they are typed."""

    CSS_PATH = "conduct.tcss"
    HELP_TEXT = (
        "What the candidate said, as far as it was kept. A recogniser's words can be corrected "
        "here; where there is none you may type what matters, or leave it empty. It is kept with "
        "this panel and stands in packets and in the report only where the candidate agreed."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("ctrl+s", "done", "Done", "Go back; the words are kept"),
        # Before the editor's own, which would select everything.
        key("f7", "turn(-1)", "Answer before", "The words of the answer before", priority=True),
        key("f8", "turn(1)", "Next answer", "The words of the next answer", priority=True),
    ]

    editor = getters.query_one(TextArea)

    @dataclass
    class Found(Message):
        """What is kept of an answer."""

        number: int
        answer: PanelAnswer | None
        edits: int
        """How often something was corrected here before it was read."""

    @dataclass
    class Kept(Message):
        """The words are on the disk, or not."""

        problem: MockPanelError | None

    def __init__(self, conduct: Conduct, answers: PanelAnswers) -> None:
        super().__init__()
        self.title = "What was said"
        self._conduct = conduct
        self._answers = answers
        self._number = conduct.index + 1
        self._kept_text: str | None = None
        """None until what is kept has been read."""
        self._edits = 0
        self._is_keeping = False

    def body(self) -> ComposeResult:
        yield Static("", id="asked", markup=False)
        yield Static("", id="whose", markup=False)
        yield Editor(
            compact=True, highlight_cursor_line=False,
            placeholder="What was said? Type or paste it, or leave it empty.",
        )  # fmt: skip
        yield Static("", id="trouble", markup=False)
        yield Static("", id="status", markup=False)

    def on_mount(self) -> None:
        self._editor = self.editor
        self.set_interval(REST, self._keep_if_new)
        self._open(self._number)

    def _open(self, number: int) -> None:
        self._number, self._kept_text = number, None
        question = self._conduct.form.questions[number - 1]
        title = self._conduct.form.item_of(question.id).title
        of = len(self._conduct.form.questions)
        self.topline.title = f"What was said · question {number} of {of} · {title}"
        self.query_one("#asked", Static).update(question.asked.text)
        self.query_one("#whose", Static).update("")
        self.query_one("#status", Static).update("")
        self.editor.load_text("")
        self.editor.read_only = True
        self.find(number)

    @work(thread=True, exit_on_error=False, exclusive=True, group="find")
    def find(self, number: int) -> None:
        """Read what is kept."""
        edits = self._edits
        question = self._conduct.form.questions[number - 1]
        self.post_message(self.Found(number, self._answers.kept(question.id), edits))

    @on(Found)
    def _show(self, event: Found) -> None:
        text, editor = event.answer.text if event.answer else "", self.editor
        is_first = self._kept_text is None
        if event.number != self._number or not (is_first or self._is_as_found(event.edits)):
            return
        if is_first or text != editor.text:
            editor.load_text(text)
        self._kept_text = text
        if is_first:
            editor.read_only = False
            editor.focus()
        self.query_one("#whose", Static).update(_whose(event.answer))

    def database_changed(self) -> None:
        """The candidate may be typing, and a recogniser writing down."""
        if self._kept_text is not None and self._is_as_found(self._edits):
            self.find(self._number)

    def _is_as_found(self, edits: int) -> bool:
        """Whether nothing was corrected here since: that is not taken away."""
        is_idle = not self._is_keeping and edits == self._edits
        return is_idle and self.editor.text == self._kept_text

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only answers that are over."""
        if action != "turn":
            return True
        (by,) = parameters
        return isinstance(by, int) and 1 <= self._number + by <= self._last

    @property
    def _last(self) -> int:
        conduct = self._conduct
        return len(conduct.form.questions) if conduct.stage is Stage.ENDED else conduct.index + 1

    def action_done(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_turn(self, by: int) -> None:
        """Another answer."""
        self._keep_if_new()
        self._open(self._number + by)
        self.refresh_bindings()

    def _keep_if_new(self) -> None:
        text = self.editor.text
        if self._kept_text is not None and text != self._kept_text:
            self._kept_text = text
            self._edits += 1
            self._is_keeping = True
            self.keep(self._number, text)

    @work(thread=True, exit_on_error=False, group="keep")
    def keep(self, number: int, text: str) -> None:
        """Bring the words to the disk."""
        problem: MockPanelError | None = None
        try:
            self._answers.keep_words(number, self._seconds(number), text)
        except MockPanelError as error:
            problem = error
        self.post_message(self.Kept(problem))

    def _seconds(self, number: int) -> float:
        question = self._conduct.form.questions[number - 1]
        return self._conduct.standing.answered.get(question.id, 0.0)

    @on(Kept)
    def _tell(self, event: Kept) -> None:
        problem = event.problem
        self._is_keeping = False
        self.query_one("#status", Static).update("NOT kept" if problem else "kept")
        self.query_one("#trouble", Static).update(problem.message if problem else "")
        if problem is not None:
            # Looked at again at the next beat.
            self._kept_text = None if self._kept_text is None else f"{self._kept_text}\0"

    def on_unmount(self) -> None:
        # The last keys may be in the editor without a beat having come.
        text = self._editor.text
        if self._kept_text is not None and text != self._kept_text:
            with suppress(MockPanelError):
                self._answers.keep_words(self._number, self._seconds(self._number), text)


def _whose(answer: PanelAnswer | None) -> str:
    spoken = answer.spoken if answer else None
    if answer is not None and answer.mode is AnswerMode.TYPED:
        return "As the candidate types it. What you change stands until they type again."
    if spoken is None:
        return "Nothing was recorded. You may type what was said; it is not needed."
    if spoken.transcript is None:
        return "Recorded, and not written down. You may type what was said; it is not needed."
    rough = ", a rough recogniser: much will be wrong" if spoken.transcript.recogniser.rough else ""
    return f"As {spoken.transcript.recogniser.name} heard it{rough}. Correct what matters."
