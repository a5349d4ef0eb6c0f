"""A supplemental of a board: a further question, answered as the five were, added to its answer."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Digits, Static, TextArea

from mock_panel.domain.english import clock_face
from mock_panel.domain.sessions import Draft
from mock_panel.domain.speech import Spoken
from mock_panel.errors import StorageError
from mock_panel.practice.draft_keeper import DraftKeeper
from mock_panel.practice.session import Phase
from mock_panel.practice.supplementals import BoardSitting, Sitting, WordsSitting
from mock_panel.tui.keys import key
from mock_panel.tui.screens.notice import NoticeScreen, Reply
from mock_panel.tui.screens.spoken_question import Source, SpokenQuestion
from mock_panel.tui.widgets.draft_line import DraftLine
from mock_panel.tui.widgets.editor import AnswerEditor
from mock_panel.tui.widgets.spoken_desk import SpokenDesk

if TYPE_CHECKING:
    from textual.widget import Widget

TICK = 0.1
"""Seconds between two looks at the clock."""


class AddedScreen(SpokenQuestion[bool]):
    """What is added to an answer; True when it is given, False to leave it for later."""

    CSS_PATH = "supplemental.tcss"
    # The phase decides what has the focus; a hidden editor would swallow the keys.
    AUTO_FOCUS = ""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting.session)
        self._sitting = sitting
        self._is_done = False

    def body(self) -> ComposeResult:
        asked = self._sitting.supplemental
        yield Static(asked.attempt.question.text, id="asked", markup=False)
        yield Static(asked.question, id="supplemental", markup=False)
        with Vertical(id="answer"):
            yield Static("", id="stage", markup=False)
            yield Digits("0:00")
            yield SpokenDesk()
            yield AnswerEditor(
                self.session.text, id="editor", compact=True, highlight_cursor_line=False
            )
        yield Static("", id="trouble", markup=False)
        yield DraftLine(id="status")

    def on_mount(self) -> None:
        services = self.services
        question = self._sitting.supplemental.attempt.question
        framework = services.bank.load().framework(question.framework)
        self.topline.title = f"{framework.ecq(question.ecq).short_title} · supplemental"
        self.keeper = DraftKeeper(lambda: services.drafts, services.monotonic)
        self.saved.begin(self.keeper)
        # Asked for when the widgets are gone already.
        self._editor = self.editor
        self._editor.move_cursor(self._editor.document.end)
        self.begin_aloud()
        self.set_interval(TICK, self._tick)
        if self.is_spoken:
            self.desk.look()
        self.ask()
        self.show_phase()

    def ask(self) -> None:
        """Take the session from where it stands."""

    def show_phase(self) -> None:
        """Show the phase that the session is in now."""
        phase, spoken = self.session.phase, self.is_spoken
        if phase is Phase.ANSWERING and spoken:
            self.listen()
        is_writing = phase is Phase.WORDS or not spoken
        self.editor.display = is_writing
        self.desk.display = spoken
        self.query_one(Digits).set_class(is_writing, "-hidden")
        stage = self.query_one("#stage", Static)
        stage.display = not is_writing
        stage.update(self._stage_words())
        if is_writing and phase is not Phase.RATING:
            self.editor.focus()
        else:
            self.set_focus(None)
        self.refresh_bindings()
        self._tick()

    def _stage_words(self) -> str:
        match self.session.phase:
            case Phase.READING | Phase.PAUSED:
                return "The question is being read. Enter begins at once."
            case Phase.ANSWERING:
                return self.speaking_words
            case _:
                return ""

    @work(exclusive=True, exit_on_error=False, group="after")
    async def after_answer(self) -> None:
        """Keep what there is, and give it back."""
        self._is_done = True
        self._hush()
        await self.desk.finish()
        await asyncio.to_thread(self._hand_in, self._sitting.draft())
        self.dismiss(True)

    def _hand_in(self, draft: Draft) -> None:
        """In a thread: the words are on the disk until the database has them."""
        with suppress(StorageError):
            self.keeper.hand_over(draft)
            self.keeper.write()
        self.keeper.finish(draft.attempt)

    @on(TextArea.Changed)
    def _changed(self) -> None:
        self.session.text = self.editor.text
        self.saved.touch()

    def save_now(self) -> None:
        """Write the draft."""
        if not self._is_done:
            self.session.cursor = self.editor.cursor_location
            self._kept_to = self.session.answer_seconds
            self.saved.save(self._sitting.draft())

    def _tick(self) -> None:
        self.topline.state = self._sitting.clock
        self.query_one(Digits).update(clock_face(self.session.answer_seconds))
        if self.keeper.is_due or self.has_spoken_on:
            self.save_now()

    @on(DraftLine.Trouble)
    def _draft_trouble(self, event: DraftLine.Trouble) -> None:
        self.show_trouble(Source.DRAFT, event.words)

    def leave(self) -> None:
        """Put it down before Home looks for what is unfinished."""
        self._put_down()
        self.dismiss(False)

    def on_unmount(self) -> None:
        self._put_down()

    def _put_down(self) -> None:
        if self._is_done:
            return
        self._is_done = True
        self._hush()
        if self.is_spoken:
            # Not finished: whoever comes back to the answer goes on recording it.
            self.services.end_recording()
        # The last keys may be in the editor without the screen having heard of them.
        self.session.text = self._editor.text
        with suppress(StorageError):
            self.keeper.hand_over(self._sitting.draft())
            self.keeper.write()
            self._sitting.leave()


class SupplementalScreen(AddedScreen):
    """A supplemental, while it is answered; a board does not wait."""

    HELP_TEXT = (
        "The panel asks on where an answer came out thin. A board that is spoken asks aloud and "
        "is answered aloud, recorded as the five were; a typed one is typed. What you give is "
        "added to that answer, and both are scored together. The words of a recorded one are "
        "given with the reviews.\n\n"
        "The time of all supplementals stands at the top; it informs and never cuts off, but when "
        "it is used up no other question follows."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "begin", "Begin", "Do not wait for the reading: start the clock"),
        key("escape", "back", "Leave", "Leave the board; it waits on Home"),
    ]
    BLANK_WORDS = "Nothing is written. Press ctrl+s again to leave it unanswered."

    def __init__(self, sitting: BoardSitting) -> None:
        super().__init__(sitting)
        self.title = "A supplemental"
        self._asks_way_on = False

    def ask(self) -> None:
        """Read the question; the clock starts when it has been read."""
        if self.session.phase is Phase.WORDS:
            self.write_down()
        elif self.session.setup.voice:
            self.say_question()
        else:
            self._start()
        self.save_now()

    def was_read(self, spoken: Spoken) -> None:
        """Start the clock, or let it run on."""
        super().was_read(spoken)
        self._start()

    def _start(self) -> None:
        match self.session.phase:
            case Phase.READING:
                self.session.begin_answer()
            case Phase.PAUSED:
                self.session.go_on()
            case _:
                return
        self.show_phase()

    @on(TextArea.Changed)
    def _begun_to_write(self) -> None:
        if not self.is_spoken:
            self._start()
            if self.session.phase is Phase.ANSWERING:
                self.session.word_was_given()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is typed may be finished while the question is read."""
        is_read = self.session.phase in (Phase.READING, Phase.PAUSED)
        if action == "begin":
            return self.is_spoken and is_read
        if action == "done" and not self.is_spoken:
            return is_read or self.session.phase is Phase.ANSWERING
        return super().check_action(action, parameters)

    def action_begin(self) -> None:
        """Start the clock now."""
        self._hush()
        self._start()

    def action_done(self) -> None:
        """Finish the answer, or the words of a spoken one."""
        self._start()
        super().action_done()

    def action_back(self) -> None:
        """A board does not pause; it may be left."""
        if self._asks_way_on:
            return
        self._asks_way_on = True
        keys_go_to = self.focused
        # A letter behind Escape is no part of the answer, and no reply to what nobody has read yet.
        self.set_focus(None)
        self.ask_way_on(keys_go_to)

    @work(exclusive=True, group="leave")
    async def ask_way_on(self, keys_go_to: "Widget | None") -> None:
        """Wait for the candidate to go on or to leave."""
        way = await self.app.push_screen_wait(
            NoticeScreen(
                "A board does not pause",
                "The clock runs on.",
                Reply("enter", "go on", "go on"),
                Reply("l", "leave; go on from Home later", "leave"),
            )
        )
        self._asks_way_on = False
        if way == "leave":
            self.leave()
        elif self.focused is None:
            self.set_focus(keys_go_to)


class AddedWordsScreen(AddedScreen):
    """What was added to an answer aloud, while its words are given."""

    HELP_TEXT = (
        "What you said to a supplemental. A recogniser, if you have one, writes it down; correct "
        "the words, for they are what is scored, together with the answer that they belong to. "
        "Escape leaves; words that you entered wait on Home."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("escape", "back", "Leave", "Leave; words that you entered wait on Home"),
    ]

    def __init__(self, sitting: WordsSitting) -> None:
        super().__init__(sitting)
        self.title = "Words of a supplemental"

    def ask(self) -> None:
        """Have it written down."""
        self.write_down()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is recorded or read here any more."""
        if action == "look_again":
            return False
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        """Leave the words for later."""
        self.leave()
