"""A supplemental of a board: a further question, answered in writing, added to its answer."""

from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Static, TextArea

from mock_panel.domain.sessions import Draft
from mock_panel.domain.speech import Spoken
from mock_panel.errors import StorageError
from mock_panel.practice.board_round import BoardRound, Supplemental
from mock_panel.practice.draft_keeper import DraftKeeper
from mock_panel.practice.timing import AnswerClock, clock_face
from mock_panel.tui.keys import key
from mock_panel.tui.screens.notice import NoticeScreen, Reply
from mock_panel.tui.screens.page import Page
from mock_panel.tui.widgets.draft_line import DraftLine
from mock_panel.tui.widgets.editor import Editor


class SupplementalScreen(Page[tuple[str, float] | None]):
    """Gives the words and the seconds; None to leave the board for later."""

    CSS_PATH = "supplemental.tcss"
    HELP_TEXT = (
        "The panel asks on where an answer came out thin. What you write is added to that answer, "
        "and both are scored together. The time of all supplementals stands at the top; it informs "
        "and never cuts off, but when it is used up no other question follows."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("ctrl+s", "done", "Done", "Finish this answer"),
        key("ctrl+r", "say_again", "Say again",
            "Hear the question again; the clock is not touched"),
        key("escape", "back", "Leave", "Leave the board; it waits on Home"),
    ]  # fmt: skip

    editor = getters.query_one(TextArea)
    status = getters.query_one(DraftLine)

    @dataclass
    class VoiceEnded(Message):
        """The voice has finished, or could not be heard."""

        spoken: Spoken

    def __init__(self, board: BoardRound, supplemental: Supplemental) -> None:
        super().__init__()
        self.title = "A supplemental"
        self._board = board
        self._supplemental = supplemental
        self._text, self._counted = board.begun_words
        self._is_done = False
        self._blank_warned = False

    def body(self) -> ComposeResult:
        yield Static(self._supplemental.attempt.question.text, id="asked", markup=False)
        yield Static(self._supplemental.question, id="supplemental", markup=False)
        yield Editor(self._text, compact=True, highlight_cursor_line=False)
        yield Static("", id="trouble", markup=False)
        yield DraftLine(id="status")

    def on_mount(self) -> None:
        services = self.services
        question = self._supplemental.attempt.question
        framework = services.bank.load().framework(question.framework)
        self.topline.title = f"{framework.ecq(question.ecq).short_title} · supplemental"
        self._keeper = DraftKeeper(lambda: services.drafts, services.monotonic)
        self.status.begin(self._keeper)
        self._clock = AnswerClock(services.monotonic)
        self._clock.counted = self._counted
        self._editor = self.editor
        self._editor.move_cursor(self._editor.document.end)
        self._editor.focus()
        self.set_interval(0.1, self._tick)
        if self._board.draft.setup.voice:
            self.read_aloud()
        else:
            self._clock.start()
        self.status.save(self._as_draft())

    @work(thread=True, exit_on_error=False, group="voice")
    def read_aloud(self) -> None:
        """Read the question; the words on the screen stay whatever happens."""
        spoken = self.services.speaker.speak(self._supplemental.question)
        self.post_message(self.VoiceEnded(spoken))

    @on(VoiceEnded)
    def _voice_ended(self, event: VoiceEnded) -> None:
        if event.spoken.reason:
            self.query_one("#trouble", Static).update(event.spoken.reason)
        self._clock.start()

    @on(TextArea.Changed)
    def _changed(self) -> None:
        self._clock.start()
        self._text = self.editor.text
        self.status.touch()

    def action_done(self) -> None:
        """Give the words back."""
        if not self._text.strip() and not self._blank_warned:
            self._blank_warned = True
            self.notify("Nothing is written. Press ctrl+s again to leave it unanswered.")
            return
        self._is_done = True
        self.services.speaker.stop()
        self.give_back(self._as_draft())

    @work(thread=True, exit_on_error=False, group="draft")
    def give_back(self, draft: Draft) -> None:
        """The words are on the disk until the database has them."""
        with suppress(StorageError):
            self._keeper.hand_over(draft)
            self._keeper.write()
        self._keeper.finish(draft.attempt)
        self.app.call_from_thread(self.dismiss, (draft.text, draft.answer_seconds))

    def action_say_again(self) -> None:
        """Hear the question again."""
        self.services.speaker.stop()
        self.read_aloud()

    def action_back(self) -> None:
        """A board does not pause; it may be left."""
        self.ask_way_on()

    @work(exclusive=True, group="leave")
    async def ask_way_on(self) -> None:
        """Wait for the candidate to go on or to leave."""
        way = await self.app.push_screen_wait(
            NoticeScreen(
                "A board does not pause",
                "The clock runs on.",
                Reply("enter", "go on", "go on"),
                Reply("l", "leave; go on from Home later", "leave"),
            )
        )
        if way == "leave":
            self.services.speaker.stop()
            self._write_last()
            self._is_done = True
            self.dismiss(None)

    def _tick(self) -> None:
        spent = clock_face(self._board.spent + self._clock.elapsed)
        whole = clock_face(self._board.preset.supplemental_seconds)
        self.topline.state = f"{spent} of {whole}"
        if self._keeper.is_due and not self._is_done:
            self.status.save(self._as_draft())

    @on(DraftLine.Trouble)
    def _draft_trouble(self, event: DraftLine.Trouble) -> None:
        self.query_one("#trouble", Static).update(event.words)

    def _as_draft(self) -> Draft:
        return self._board.draft_of(self._supplemental, self._text, self._clock.elapsed)

    def on_unmount(self) -> None:
        if not self._is_done:
            self._write_last()
            self._board.leave()

    def _write_last(self) -> None:
        # The last keys may be in the editor without the screen having heard of them.
        self._text = self._editor.text
        with suppress(StorageError):
            self._keeper.hand_over(self._as_draft())
            self._keeper.write()
