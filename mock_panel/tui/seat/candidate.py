"""The candidate's screen: the question that is asked, its clock, and a place for words."""

from dataclasses import dataclass
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static, TextArea

from mock_panel.domain.english import clock_face, how_many
from mock_panel.errors import MockPanelError, OutOfOrder
from mock_panel.panel.candidate_view import CandidateView
from mock_panel.panel.standing import Stage
from mock_panel.tui.keys import key
from mock_panel.tui.screens.panel.rate_lines import error_words
from mock_panel.tui.seat.ending import tell_the_end
from mock_panel.tui.seat.seat_page import SeatPage
from mock_panel.tui.widgets.editor import Editor
from mock_panel.tui.widgets.hanging import EMPTY, Hanging, HangingText

KEPT_WITHIN = 0.5
"""Seconds for which typed words may wait to be stored."""
AGAIN = 1.0


class CandidateScreen(SeatPage):
    """One question, and nothing of the panel but that."""

    CSS_PATH = "candidate.tcss"
    AUTO_FOCUS = "Editor"
    HELP_TEXT = (
        "You are the candidate of a mock panel. Each question appears here when the panel asks "
        "it, with the clock of your answer. The panel does not react: that is how a board is.\n\n"
        "Answer aloud, as you have arranged it. Where you agreed that answers are kept, you may "
        "type instead, or beside it; your words are kept as you type, and the page may be "
        "closed and opened again. f3 says the time in words. ctrl+q leaves."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("f3", "tell_time", "Time", "Say the time of this answer in words"),
    ]

    view: reactive[CandidateView | None] = reactive(None, init=False)
    """All that is shown; None until it has been read."""

    question = getters.query_one("#question", HangingText)
    editor = getters.query_one(Editor)
    status = getters.query_one("#status", Static)

    @dataclass
    class Looked(Message):
        """It is known where the panel stands; None: it is gone."""

        view: CandidateView | None
        typed: str | None
        """What is stored of the answer, where another question is at hand now."""

    @dataclass
    class Kept(Message):
        """The words are stored, or could not be."""

        text: str
        problem: MockPanelError | None

    def __init__(self) -> None:
        super().__init__()
        self.title = "The interview"
        self._number = 0
        """The question whose answer the editor holds; 0 for none."""
        self._stored = self._text = ""
        self._due_at: float | None = None
        self._is_keeping = False
        self._trouble = ""

    def body(self) -> ComposeResult:
        with VerticalScroll(id="asked", can_focus=False):
            yield HangingText(id="question")
        yield Editor(
            compact=True, highlight_cursor_line=False, placeholder="you may type your answer here"
        )
        yield Static("", id="status", markup=False)

    def on_mount(self) -> None:
        self.topline.title = "Mock panel"
        self.question.paragraphs = [Hanging(EMPTY + "Reading …")]
        # It is asked when the screen goes, and cannot be found by name then.
        self._editor = self.editor
        self._editor.display = False
        self.begin()
        self.set_interval(0.1, self._tick)

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self.database_changed()

    def read(self) -> Message:
        desk = self.seat_services.candidate
        view = desk.look()
        is_other = view is not None and view.may_type and view.number != self._number
        return self.Looked(view, desk.typed() if is_other else None)

    def tell_trouble(self, words: str) -> None:
        self._trouble = words
        self._show_status()

    @on(Looked)
    def _take(self, event: Looked) -> None:
        self.has_looked()
        view = event.view
        if view is None:
            tell_the_end(self, "This panel is over.")
            return
        if not self._is_keeping:
            self._trouble = ""
        if event.typed is not None and view.number != self._number:
            self._keep_now()
            self._number, self._stored, self._text = view.number, event.typed, event.typed
            with self.prevent(TextArea.Changed):
                self._editor.load_text(event.typed)
                self._editor.move_cursor(self._editor.document.end)
        self._read_at = self.services.monotonic()
        self.view = view

    # --- what is shown ------------------------------------------------------------------------

    def watch_view(self, before: CandidateView | None, view: CandidateView) -> None:
        self.topline.title = "Mock panel" if not view.ecq else view.ecq
        self.topline.state = f"question {view.number} of {view.of}" if view.words else ""
        may_type = view.may_type
        if self._editor.display != may_type:
            self._editor.display = may_type
            if may_type:
                self._editor.focus()
        self._editor.read_only = view.is_paused
        if before is None or _asked(before) != _asked(view):
            self.question.paragraphs = _paragraphs(view)
        self._show_status()

    def _show_status(self) -> None:
        view = self.view
        words = self._trouble
        if not words and view is not None:
            words = _clock_words(view, self._seconds(view))
            if view.may_type and self._text:
                words += " · kept" if self._stored == self._text else " · not kept yet"
        self.status.update(words, layout=False)

    def _seconds(self, view: CandidateView) -> float:
        passed = self.services.monotonic() - self._read_at if view.clock_runs else 0.0
        return view.seconds + passed

    # --- what is typed ------------------------------------------------------------------------

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._text = self._editor.text
        if self._due_at is None:
            self._due_at = self.services.monotonic() + KEPT_WITHIN

    def _tick(self) -> None:
        self._show_status()
        is_due = self._due_at is not None and self.services.monotonic() >= self._due_at
        if is_due and not self._is_keeping:
            self._keep_now()

    def _keep_now(self) -> None:
        self._due_at = None
        if self._number and self._text != self._stored:
            self._is_keeping = True
            self.keep(self._number, self._text)

    @work(thread=True, exit_on_error=False, group="keep")
    def keep(self, number: int, text: str) -> None:
        """Store what is typed."""
        problem: MockPanelError | None = None
        try:
            self.seat_services.candidate.keep(number, text)
        except MockPanelError as error:
            problem = error
        self.post_message(self.Kept(text, problem))

    @on(Kept)
    def _tell_kept(self, event: Kept) -> None:
        self._is_keeping = False
        if event.problem is None:
            self._stored, self._trouble = event.text, ""
        else:
            self._trouble = error_words(event.problem)
            if not isinstance(event.problem, OutOfOrder):
                self._due_at = self.services.monotonic() + AGAIN
        self._show_status()

    def on_unmount(self) -> None:
        if self._number and self._editor.text != self._stored:
            try:
                self.seat_services.candidate.keep(self._number, self._editor.text)
            except MockPanelError as error:
                self.app.notify(error_words(error), severity="error", markup=False)

    # --- keys ---------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """There is no way back from here."""
        return action != "back"

    def action_tell_time(self) -> None:
        """The time in words; the clock itself is silent."""
        if self.view is not None and self.view.words:
            low, high = self.view.band.low // 60, self.view.band.high // 60
            at = clock_face(self._seconds(self.view))
            self.notify(f"{at} of this answer. {low} to {high} minutes is the band.")


def _asked(view: CandidateView) -> tuple[object, ...]:
    return view.stage, view.words, view.follow_ups, view.is_paused, view.agreed


def _paragraphs(view: CandidateView) -> list[Hanging]:
    words = {
        Stage.CONSENT: (
            f"Welcome, {view.candidate}. The panel will ask whether your answers may be kept. "
            f"There will be {how_many(view.of, 'question')}, each shown here when it is asked."
        ),
        Stage.TO_ASK: f"Question {view.number} of {view.of} comes next.",
        Stage.ENDED: "That was the last question. Thank you; the panel takes it from here.",
    }.get(view.stage, "The panel goes on to the next question.")
    if not view.words:
        return [Hanging(Content(words))]
    shown = [Hanging(Content.styled(view.words, "bold"))]
    for follow_up in view.follow_ups:
        shown += [Hanging(EMPTY), Hanging(Content(follow_up))]
    if view.agreed is False and view.stage in (Stage.ASKED, Stage.ANSWERING):
        shown += [
            Hanging(EMPTY),
            Hanging(Content.styled("Answer aloud; nothing is kept.", "$foreground 75%")),
        ]
    return shown


def _clock_words(view: CandidateView, seconds: float) -> str:
    if view.is_paused:
        return f"{clock_face(seconds)} · paused"
    return {
        Stage.ASKED: "your time begins when you do",
        Stage.ANSWERING: clock_face(seconds),
        Stage.ANSWERED: f"answered in {clock_face(seconds)}",
    }.get(view.stage, "")
