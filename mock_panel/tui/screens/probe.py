"""Answer a probe: a continuation of the attempt, kept on disk while it is written."""

from contextlib import suppress
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static, TextArea

from mock_panel.domain.attempts import Attempt
from mock_panel.domain.english import clock_face
from mock_panel.domain.sessions import Draft
from mock_panel.errors import StorageError
from mock_panel.practice.draft_keeper import DraftKeeper
from mock_panel.practice.left_to_do import probe_draft
from mock_panel.practice.timing import AnswerClock
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.widgets.draft_line import DraftLine
from mock_panel.tui.widgets.editor import Editor


class ProbeScreen(Page[tuple[str, float] | None]):
    """The probe, an editor, and a clock that only counts."""

    CSS_PATH = "probe.tcss"
    HELP_TEXT = (
        "A probe asks for what the answer lacked. What you write here is added to the attempt, "
        "and both are scored together. Escape leaves; the words wait on Home."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("ctrl+s", "done", "Done", "Add this to the answer and score both together"),
    ]

    editor = getters.query_one(TextArea)
    status = getters.query_one(DraftLine)

    def __init__(self, attempt: Attempt, probe: str, draft: Draft | None) -> None:
        super().__init__()
        self.title = "Answer a probe"
        self._attempt = attempt
        self._probe = probe
        self._draft = draft
        self._text = draft.text if draft else ""
        self._is_done = False

    def body(self) -> ComposeResult:
        yield Static(self._attempt.question.text, id="asked", markup=False)
        yield Static(self._probe, id="probe", markup=False)
        yield Editor(self._text, compact=True, highlight_cursor_line=False)
        yield Static("", id="trouble", markup=False)
        yield DraftLine(id="status")

    def on_mount(self) -> None:
        self.topline.title = "A follow-up"
        services = self.services
        self._keeper = DraftKeeper(lambda: services.drafts, services.monotonic)
        self.status.begin(self._keeper)
        self._clock = AnswerClock(services.monotonic)
        if self._draft:
            self._clock.counted = self._draft.answer_seconds
            self.editor.move_cursor(self.editor.document.end)
        self._clock.start()
        self._editor = self.editor
        self._editor.focus()
        self.set_interval(0.1, self._tick)

    @on(TextArea.Changed)
    def _changed(self) -> None:
        self._text = self.editor.text
        self.status.touch()

    def action_done(self) -> None:
        """Give the words back."""
        if not self._text.strip():
            self.notify("Nothing is written yet. Escape leaves without an answer.")
            return
        self._is_done = True
        self.give_back(self._as_draft())

    @work(thread=True, exit_on_error=False, group="draft")
    def give_back(self, draft: Draft) -> None:
        """The words are on the disk until the database has them."""
        with suppress(StorageError):
            self._keeper.hand_over(draft)
            self._keeper.write()
        self.app.call_from_thread(self.dismiss, (draft.text, draft.answer_seconds))

    def _tick(self) -> None:
        self.topline.state = clock_face(self._clock.elapsed)
        if self._keeper.is_due and self._text.strip() and not self._is_done:
            self.status.save(self._as_draft())

    @on(DraftLine.Trouble)
    def _draft_trouble(self, event: DraftLine.Trouble) -> None:
        self.query_one("#trouble", Static).update(event.words)

    def _as_draft(self) -> Draft:
        seconds = self._clock.elapsed
        return probe_draft(self._attempt, self._probe, self._text, seconds, self.services.now())

    def on_unmount(self) -> None:
        # The last keys may be in the editor without the screen having heard of them.
        is_newer = self._editor.text != self._text
        self._text = self._editor.text
        draft = self._as_draft()
        with suppress(StorageError):
            is_unsaved = is_newer or not self._keeper.is_clean
            if not self._is_done and is_unsaved and self._text.strip():
                self._keeper.hand_over(draft)
                self._keeper.write()
            self.services.drafts.release(draft.session)
