"""The question, the clock and the answer; this screen lasts for a whole session."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Digits, Static, TextArea

from mock_panel.domain.english import clock_face, how_many
from mock_panel.domain.parts import AnswerMode
from mock_panel.practice.draft_keeper import DraftKeeper
from mock_panel.practice.session import Phase, PracticeSession
from mock_panel.practice.timing import time_aloud
from mock_panel.scoring.live import LiveShares
from mock_panel.tui.keys import key
from mock_panel.tui.lines import clock_line, shares_bar
from mock_panel.tui.screens.kept_question import KeptQuestion
from mock_panel.tui.widgets.asks import AskList
from mock_panel.tui.widgets.draft_line import DraftLine
from mock_panel.tui.widgets.editor import AnswerEditor
from mock_panel.tui.widgets.hanging import HangingText
from mock_panel.tui.widgets.spoken_desk import SpokenDesk
from mock_panel.tui.widgets.story_aid import StoryAid

if TYPE_CHECKING:
    from textual.binding import ActiveBinding
    from textual.widget import Widget

    from mock_panel.domain.attempts import Attempt

TICK = 0.1
"""Seconds between two looks at the clock."""


class QuestionScreen(KeptQuestion):
    """Drives the session machine: reading, preparing, answering, and what comes after."""

    CSS_PATH = "question.tcss"
    # The phase decides what has the focus; a hidden editor would swallow the keys.
    AUTO_FOCUS = ""
    HELP_TEXT = (
        "The question is read aloud where there is a voice. Then the preparation counts down; "
        "Enter begins at once. The answer clock starts when the reading and the preparation have "
        "ended. It informs and never cuts off.\n\n"
        "Your words are on the disk half a second after you rest your hands. If the terminal or "
        "the machine dies, Home offers to go on exactly here.\n\n"
        "Spoken: where there is a microphone your answer is recorded on this machine alone, and "
        "a recogniser, if you have one, writes it down; correct the words, for they are what is "
        "scored. Without a microphone press space when you begin to speak and space again when "
        "you have finished, then type or paste what you said. Without words the answer is timed "
        "and rated by you, never scored."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "begin", "Begin", "End the preparation and start the answer clock"),
        key("f3", "time", "Time?", "Say how much time has passed"),
        key("escape", "back", "Pause", "Pause, leave or skip; nothing is lost"),
        key("ctrl+o", "tick", "Tick", "Tick the next part of the question; after the last, none"),
    ]  # fmt: skip

    prompt = getters.query_one("#prompt", Static)
    stage = getters.query_one("#stage", Static)
    digits = getters.query_one(Digits)
    live = getters.query_one("#live", Static)
    clock = getters.query_one("#clock", Static)
    asks = getters.query_one(AskList)

    def __init__(self, session: PracticeSession, *, shows_review: bool = True) -> None:
        """Show a session.

        Args:
            session: at whatever question and phase it is.
            shows_review: false where the review is open already, below this screen.
        """
        super().__init__(session)
        self.title = "Question"
        self.shows_review = shows_review
        self.attempts: list[Attempt] = []
        """The answers that this session has finished."""
        self._shares = LiveShares()
        self._clock_plain = ""
        self._place = ""
        self._measured: str | None = None
        """The words that the live bar shows now."""
        self._began = 0.0
        self._asks_way_on = False

    def body(self) -> ComposeResult:
        yield Static("", id="prompt", markup=False)
        yield Static("", id="because", markup=False)
        yield AskList()
        with Container(id="middle"):
            with Vertical(id="answer"):
                yield Static("", id="stage", markup=False)
                yield Digits("0:00")
                yield SpokenDesk()
                yield AnswerEditor(id="editor", compact=True, highlight_cursor_line=False)
            with VerticalScroll(id="card", can_focus=False):
                yield HangingText()
        yield StoryAid()
        yield AnswerEditor(
            id="outline", compact=True, highlight_cursor_line=False,
            placeholder="Outline: key points for yourself, never scored",
        )  # fmt: skip
        yield Static("", id="live", markup=False)
        yield Static("", id="trouble", markup=False)
        with Horizontal(id="status"):
            yield Static("", id="clock", markup=False)
            yield DraftLine(id="saved")

    def on_mount(self) -> None:
        services = self.services
        self.keeper = DraftKeeper(lambda: services.drafts, services.monotonic)
        self.saved.begin(self.keeper)
        self._began = services.monotonic()
        if self.session.preset.board and self.session.position > 1:
            self.count_what_went_before()
        self.hold_editors()
        self.outline.display = bool(self.session.note)
        self.set_interval(TICK, self._tick)
        if self.is_spoken:
            self.desk.look()
        self.show_question()

    @work(thread=True, exit_on_error=False, group="before")
    def count_what_went_before(self) -> None:
        """A board that is gone on with has used up what its answers so far took."""
        self._began -= self.services.rehearsal.seconds_before(self.session)

    # --- the question at hand -------------------------------------------------

    def show_question(self) -> None:
        """Show the session's question in its present phase."""
        session = self.session
        self.prompt.update(session.question.text)
        self.asks.show(session.question.asks)
        self._show_because()
        self.begin_outline()
        self._show_titles()
        self._shares = LiveShares.answering(session.question.text)
        if not session.preset.board and session.setup.mode is AnswerMode.TYPED:
            self.call_after_refresh(self._ready_bar)
        self.begin_aloud()
        with self.prevent(TextArea.Changed):
            self.editor.load_text(session.text)
            self.editor.move_cursor(session.cursor)
        self._measured = None
        self._show_live()
        self.saved.clear()
        match session.phase:
            case Phase.READING:
                self._read_or_go_on()
            case Phase.PAUSED:
                self._ask_way_on(resumed=True)
            case Phase.WORDS:
                self.write_down()
            case Phase.RATING:
                self.after_answer()
        self.show_phase()

    def _show_because(self) -> None:
        """Why it was drawn, where it was drawn by need; a board gives no reasons."""
        why = self.session.reason
        line = self.query_one("#because", Static)
        line.update(f"drawn because {why}" if why else "")
        line.set_class(not why or self.session.preset.board, "-hidden")

    def _show_titles(self) -> None:
        session = self.session
        framework = self.services.bank.load().framework(session.question.framework)
        place = f"question {session.position} of {len(session.questions)}"
        self.topline.title = framework.ecq(session.question.ecq).short_title
        self._place = session.preset.title if len(session.questions) == 1 else place
        self.topline.state = self._place

    def _read_or_go_on(self) -> None:
        if self.session.setup.voice:
            self.say_question()
        else:
            self.session.question_was_read()

    # --- phases -----------------------------------------------------------------

    def show_phase(self) -> None:
        phase = self.session.phase
        typed = self.session.setup.mode is AnswerMode.TYPED
        if phase is Phase.ANSWERING and not typed:
            self.listen()
        if phase is Phase.ANSWERING and self.session.setup.voice and not self.session.is_last:
            self.warm(self.session.questions[self.session.position].text)
        writing = phase is Phase.WORDS or (typed and phase in (Phase.ANSWERING, Phase.PAUSED))
        speaking = not typed and phase in (Phase.ANSWERING, Phase.PAUSED)
        self.editor.display = writing
        self.digits.set_class(not (speaking or phase is Phase.PREPARING), "-hidden")
        # By class: the style of a short window may hide it too.
        self.live.set_class(not (writing and typed and not self.session.preset.board), "-hidden")
        self.stage.display = not writing
        self.desk.display = not typed
        self.stage.update(self._stage_words())
        self.clock.display = phase is not Phase.READING
        if writing:
            self.set_focus(self.editor)
        elif not self.outline.has_focus or phase is Phase.RATING:
            self.set_focus(None)
        self.refresh_bindings()
        self._tick()

    def _stage_words(self) -> str:
        begins = "Enter begins at once."
        if self.is_outlining:
            begins = "f2 leaves the outline; then Enter begins."
        words = {
            Phase.READING: f"The question is being read. {begins}",
            Phase.PREPARING: f"Prepare. {begins}",
            Phase.PAUSED: "Paused.",
        }
        if self.session.phase is not Phase.ANSWERING:
            return words.get(self.session.phase, "")
        return self.speaking_words

    @on(events.DescendantFocus, "#outline")
    @on(events.DescendantBlur, "#outline")
    def _outline_was_entered_or_left(self) -> None:
        self.stage.update(self._stage_words())

    @property
    def active_bindings(self) -> "dict[str, ActiveBinding]":
        """A board does not pause; it may be left."""
        found = super().active_bindings
        if self.session.preset.board:
            found = {pressed: _leaving(active) for pressed, active in found.items()}
        return found

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what the phase has."""
        phase = self.session.phase
        offered = {
            "begin": phase in (Phase.READING, Phase.PREPARING) and not self.is_outlining,
            "time": phase is Phase.ANSWERING,
            "tick": bool(self.session.question.asks),
            # The answer is on its way to the database, and other screens follow.
            "back": phase not in (Phase.RATING, Phase.REVIEW, Phase.OVER),
        }
        if action in offered:
            return offered[action]
        return super().check_action(action, parameters)

    def action_begin(self) -> None:
        """Start the answer clock now."""
        self._hush()
        self.session.begin_answer()
        self.show_phase()

    def action_time(self) -> None:
        """Tell the time in words."""
        words = time_aloud(self.session.answer_seconds, self.session.preset.band)
        self.notify(words[0].upper() + words[1:], timeout=4)

    def action_tick(self) -> None:
        """Tick the next part of the question."""
        self.asks.tick_next()

    def action_back(self) -> None:
        """Pause where the preset allows it, and offer the ways on."""
        if self._asks_way_on:
            return
        if self.session.phase is Phase.ANSWERING and self.session.may_pause:
            self.session.pause()
            self.desk.pause()
            self.save_now()
            self.show_phase()
        self._ask_way_on(resumed=False)

    def _ask_way_on(self, *, resumed: bool) -> None:
        self._asks_way_on = True
        keys_go_to = self.focused
        # A letter behind Escape is no part of the answer, and no reply to what nobody has read yet.
        self.set_focus(None)
        self.pause_notice(keys_go_to, resumed=resumed)

    @work(exclusive=True, group="pause")
    async def pause_notice(self, keys_go_to: "Widget | None", *, resumed: bool) -> None:
        """Wait for the candidate to go on, leave or skip."""
        from mock_panel.tui.screens.pause import ask_way_on  # noqa: PLC0415 - seldom needed

        way = await ask_way_on(self.app, self.session, resumed=resumed)
        self._asks_way_on = False
        if way == "leave":
            self.leave()
        elif way == "skip":
            self._hush()
            await self.desk.finish()
            await asyncio.to_thread(self.services.rehearsal.skip, self.session)
            self._next_or_end()
        elif self.session.phase is Phase.PAUSED:
            self.session.go_on()
            self.desk.go_on()
            self.show_phase()
        elif self.focused is None:
            self.set_focus(keys_go_to)

    # --- after the answer ---------------------------------------------------------

    @work(exclusive=True, group="after")
    async def after_answer(self) -> None:
        """Self-rating, score, review; then the next question, this one again, or the end."""
        await self.desk.finish()
        from mock_panel.tui.screens.after_answer import after_answer  # noqa: PLC0415 - after it

        attempt = await after_answer(self, self.session)
        if attempt is None:
            self.leave()
            return
        self._next_or_end()

    def _next_or_end(self) -> None:
        if self.session.phase is Phase.OVER:
            self.finish()
        else:
            self.save_now()
            self.show_question()

    @work(exclusive=True, group="finish")
    async def finish(self) -> None:
        """Show how a session of several questions went, then go home."""
        if self.session.preset.supplemental_seconds and self.attempts:
            from mock_panel.practice.board_round import BoardRound  # noqa: PLC0415
            from mock_panel.tui.screens.after_board import after_board  # noqa: PLC0415

            board = await asyncio.to_thread(BoardRound.after, self.services.rehearsal, self.session)
            await after_board(self.app, board)
        elif len(self.attempts) > 1:
            from mock_panel.tui.screens.session_end import SessionEndScreen  # noqa: PLC0415

            await self.app.push_screen_wait(SessionEndScreen(self.session.preset, self.attempts))
        self.leave()

    @work(thread=True, exit_on_error=False, group="bar")
    def _ready_bar(self) -> None:
        self._shares.get_ready()

    # --- words and clock -----------------------------------------------------------

    @on(TextArea.Changed, "#editor")
    def _words_changed(self) -> None:
        session = self.session
        session.text = self.editor.text
        if session.phase is Phase.ANSWERING:
            session.word_was_given()
        self.saved.touch()
        # The letter first, then what it does to the bar.
        self.call_after_refresh(self._show_live)

    def _show_live(self) -> None:
        text = self.session.text
        if self.session.preset.board or text == self._measured:
            return
        self._measured = text
        division = self._shares.divide(text)
        count = how_many(division.words, "word")
        bar = shares_bar(division.shares, 24)
        gap = max(2, self.size.width - 4 - bar.cell_length - len(count))
        self.live.update(bar + Content(" " * gap + count), layout=False)

    def _tick(self) -> None:
        session = self.session
        if session.phase is Phase.PREPARING:
            left = session.preparation_left
            self.digits.update(clock_face(left + 0.9))
            self.clock.update(f"preparation: {clock_face(left + 0.9)} left", layout=False)
            if left <= 0:
                session.begin_answer()
                self.show_phase()
                return
        elif session.phase in (Phase.ANSWERING, Phase.PAUSED):
            line = clock_line(session.answer_seconds, session.preset.band)
            if line.plain != self._clock_plain:
                self._clock_plain = line.plain
                self.clock.update(line, layout=False)
                self.digits.update(clock_face(session.answer_seconds))
        if len(session.questions) > 1:
            gone = clock_face(self.services.monotonic() - self._began)
            self.topline.state = (
                f"{self._place} · {gone} of {clock_face(session.preset.total_seconds)}"
            )
        if self.keeper.is_due or self.has_spoken_on:
            self.save_now()


def _leaving(active: "ActiveBinding") -> "ActiveBinding":
    """The same binding, where escape only leaves."""
    if active.binding.action != "back":
        return active
    told = replace(active.binding, description="Leave", tooltip="Leave; nothing is lost")
    return active._replace(binding=told)
