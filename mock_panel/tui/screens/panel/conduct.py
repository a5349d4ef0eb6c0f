"""The chair's screen while the candidate is interviewed: question by question, on the clock."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Digits, Static

from mock_panel.domain.ids import SessionId
from mock_panel.errors import InputError, MockPanelError, OutOfOrder
from mock_panel.panel.answers import PanelAnswers, sound_name
from mock_panel.panel.conduct import Conduct
from mock_panel.panel.standing import Stage
from mock_panel.tui.keys import key
from mock_panel.tui.screens.panel import conduct_view as view
from mock_panel.tui.screens.panel.conduct_consenting import ConsentingConduct
from mock_panel.tui.screens.panel.conduct_sound import ConductSound
from mock_panel.tui.watching import watch
from mock_panel.tui.widgets.hanging import HangingText
from mock_panel.tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.worker import Worker

    from mock_panel.domain.panels import Panel

TICK = 0.1
"""Seconds between two looks at the clock."""
TWICE = 0.6
"""Seconds in which a second Enter is taken for the first one's echo."""
LEFT = "the chair left this screen"


class ConductScreen(ConsentingConduct):
    """Drives `Conduct`; what it shows may be seen by the candidate, or is hidden by one key."""

    CSS_PATH = "conduct.tcss"
    AUTO_FOCUS = ""
    HELP_TEXT = (
        "The same questions in the same order for every candidate. Enter does the next step: it "
        "asks the question, starts the clock, ends the answer, asks the next. The clock informs "
        "and never cuts off. Pauses and faults are noted with their time and stand in the report; "
        "a question is left out only for a reason that you note.\n\n"
        "A digit notes that a follow-up was asked. s, a, r and o open a line for a note under "
        "situation, action, result or other; your notes are yours alone, and wait on your rating "
        "sheet. h hides notes and follow-ups while the candidate can see the screen.\n\n"
        "Where the candidate has agreed and there is a microphone, each answer is recorded on "
        "this machine and written down afterwards. Without one, w takes what was said by hand, "
        "if you like. What the candidate types in a browser grows here as it is typed.\n\n"
        "The chair may have this open twice, here and in a browser: what one does the other "
        "shows within a second, and a step that comes too late is refused. Escape leaves to the "
        "desk; the panel is paused until you are back, unless the other screen has gone on."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "next", "Next step", "Do the next step: ask, start the clock, end, go on"),
        key("y", "consent(True)", "Yes", "The candidate agrees that the answers are kept"),
        key("n", "consent(False)", "No", "The candidate does not agree; nothing said is kept"),
        key("s", "note('situation')", "Note", "Note something under situation, with the time"),
        key("a", "note('action')", "Note A", "Note something under action", show=False),
        key("r", "note('result')", "Note R", "Note something under result", show=False),
        key("o", "note('other')", "Note other", "Note something else", show=False),
        key("p", "pause", "Pause", "Stop the clock, which is noted; enter goes on"),
        key("f", "fault", "Fault", "Note what went wrong, with the time"),
        key("ctrl+r", "say_again", "Say again", "Have the question read again"),
        key("b", "continue", "Goes on", "Let an answer go on that was ended too early",
            show=False),
        key("w", "words", "Words", "Read, correct or type what was said"),
        *(key(f"{n}", f"follow_up({n})", f"Follow-up {n}", f"Follow-up {n} was asked now",
              show=False) for n in range(1, 10)),
        key("u", "other_question", "Unplanned", "Note another question that was asked",
            show=False),
        key("x", "skip", "Leave out", "Leave a question out, for a reason that is noted",
            show=False),
        key("v", "voice", "Voice or person", "Let the voice read the questions, or a person",
            show=False),
        key("h", "hide", "Hide", "Hide notes and follow-ups from the candidate, or show them",
            show=False),
        key("k", "ask_consent", "Consent", "Ask for consent again: it may be given or withdrawn",
            show=False),
        key("f6", "look_again", "Microphone", "Look again for a microphone and a recogniser",
            show=False),
        key("up", "scroll_by(-1)", "Up", "Scroll up", show=False),
        key("down", "scroll_by(1)", "Down", "Scroll down", show=False),
    ]  # fmt: skip

    @dataclass
    class Loaded(Message):
        """The panel is there."""

        conduct: Conduct

    def body(self) -> ComposeResult:
        with Vertical(id="main"):
            with Vertical(id="left"):
                yield Static("", id="prompt", markup=False)
                yield Static("", id="asks", markup=False)
                with Horizontal(id="time"):
                    yield Digits("0:00")
                    yield Static("", id="clock", markup=False)
                yield Static("", id="stage", markup=False)
                with VerticalScroll(id="typed", can_focus=False):
                    yield HangingText()
            with Vertical(id="beside"):
                with VerticalScroll(id="list", can_focus=False):
                    yield HangingText(id="follow")
                yield Static("", id="notes", markup=False)
                yield HangingText(id="written")
        yield OneLine()
        yield Static("", id="trouble", markup=False)
        with Horizontal(id="status"):
            yield Static("", id="sound", markup=False)
            yield Static("", id="saved", markup=False)
        yield ConductSound(self.services)

    def on_mount(self) -> None:
        self.reads = self.HAS_SOUND and self.services.settings.voice
        self._sound = self.sound
        self.topline.title = "Conduct"
        for name in ("#time", "#asks", "#beside", "#trouble", "#typed"):
            self.query_one(name).add_class("-hidden")
        self.load()
        watch(self, self.database_changed)

    # --- opening ------------------------------------------------------------------------

    @work(thread=True, exit_on_error=False, group="load")
    def load(self) -> None:
        """Find out where the panel stands."""
        services = self.services
        self.claim()
        store = services.panels.store
        panel = store.get(self.panel_id)
        if panel is None:
            raise InputError("This panel is not there any more.", "It may have been erased.")
        self.answers = PanelAnswers(
            panel, store, lambda: services.recordings, lambda: services.transcriber
        )
        conduct = Conduct.open(
            panel, store, services.monotonic, services.now, self._last_alive,
            is_alone=self.is_alone(panel),
        )  # fmt: skip
        self.post_message(self.Loaded(conduct))

    def claim(self) -> None:
        """Be the only one on this machine, which has one microphone.

        Raises:
            OutOfOrder: another window is.
        """
        if not self.services.drafts.claim(self._claim):
            raise OutOfOrder(
                "conducted", "This panel is being conducted in another window.",
                "Go on there, or close it first.",
            )  # fmt: skip

    def release(self) -> None:
        """Let another window have it."""
        self.services.drafts.release(self._claim)

    def is_alone(self, panel: "Panel") -> bool:
        """Whether the chair has not come in a browser too."""
        present = self.services.joining.present(panel)
        return all(each.place != panel.chair.id for each in present)

    @property
    def _claim(self) -> SessionId:
        return SessionId(f"conduct-{self.panel_id}")

    def _last_alive(self, index: int) -> datetime | None:
        """The program lived as long as sound was added to the answer."""
        path = self.services.recordings.path(sound_name(self.panel_id, index + 1))
        with suppress(OSError):
            return datetime.fromtimestamp(path.stat().st_mtime, UTC) if path else None
        return None

    @on(Loaded)
    def _begin(self, event: Loaded) -> None:
        self.conduct = event.conduct
        self.old_notes = frozenset(event.conduct.notes)
        self.set_interval(TICK, self.tick)
        if event.conduct.is_answering and event.conduct.is_mine:
            words = event.conduct.events[-1].words
            self.show_trouble("closed", f"{words[0].upper()}{words[1:]}. This is noted.")
        if event.conduct.agreed:
            self.look_for_sound()
        self.save()
        self.show()
        self.database_changed()

    def on_worker_state_changed(self, event: "Worker.StateChanged") -> None:
        """What cannot be opened is not shown."""
        # Why not is told by `Page`, whose own is called, too.
        if event.worker.group == "load" and event.worker.error is not None:
            self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what the moment has."""
        conduct = self.conduct
        if conduct is None:
            return action in ("back", "help")
        stage, answers = conduct.stage, (Stage.ANSWERING, Stage.ANSWERED)
        runs = not conduct.is_paused
        offered = {
            "consent": stage is Stage.CONSENT,
            "ask_consent": stage is not Stage.CONSENT,
            "next": stage is not Stage.CONSENT,
            "note": conduct.panel.chair.rates and stage not in (Stage.CONSENT, Stage.ENDED),
            "pause": runs and stage not in (Stage.CONSENT, Stage.ENDED),
            "fault": stage is not Stage.CONSENT,
            "say_again": self.HAS_SOUND and runs and stage in (Stage.ASKED, Stage.ANSWERING),
            "continue": runs and stage is Stage.ANSWERED and not self.is_left_out,
            "words": bool(conduct.agreed) and stage in (Stage.ANSWERED, Stage.ENDED),
            "other_question": runs and stage in answers,
            "skip": runs and (conduct.upcoming is not None or stage is Stage.ASKED),
            "voice": self.HAS_SOUND and stage is not Stage.ENDED,
            "look_again": self.HAS_SOUND and bool(conduct.agreed) and not self.sound.is_listening,
        }
        if action == "follow_up":
            (number,) = parameters
            count = len(view.follow_ups(conduct))
            return runs and stage in answers and isinstance(number, int) and number <= count
        return offered.get(action, True)

    def names_now(self) -> "Mapping[str, str]":
        """Enter is called what it does; with the line open, esc leaves that."""
        names = {} if self.conduct is None else {"next": view.next_name(self.conduct)}
        is_open = self.is_mounted and self.line.is_open
        return names | ({"back": "Leave the line"} if is_open else {})

    # --- steps --------------------------------------------------------------------------------

    def action_next(self) -> None:
        """Whatever comes next."""
        conduct = self.at_hand
        now = self.services.monotonic()
        if now - self.followed_at < TWICE:
            self.notify("Something was done at the other screen just now: look first.", timeout=4)
            return
        for source in ("sound", "voice", "closed", "elsewhere"):
            self.show_trouble(source, "")
        is_echo = now - self.stepped_at < TWICE
        if conduct.is_paused:
            self.step(conduct.go_on)
            return
        match conduct.stage:
            case Stage.TO_ASK:
                self._ask()
            case Stage.ASKED:
                self.hush()
                self.step(conduct.begin_answer)
                self.warm_next()
            case Stage.ANSWERING:
                self.hush()
                self.step(conduct.end_answer)
            case Stage.ANSWERED if not is_echo:
                self._leave_question()
            case Stage.ENDED if not is_echo:
                self.dismiss(None)

    def _ask(self) -> None:
        self.step(self.at_hand.ask)
        if self.reads:
            self.say_question()

    def _leave_question(self) -> None:
        """Let go of the answer, then ask the next question or end."""
        conduct = self.at_hand
        if not self.is_left_out:
            self.hand_over(conduct.index + 1, conduct.elapsed)
        if conduct.upcoming is None:
            self.step(conduct.end)
        else:
            self._ask()

    def action_continue(self) -> None:
        """Let the answer go on."""
        self.step(self.at_hand.begin_answer)

    def action_pause(self) -> None:
        """Stop the clocks."""
        self.hush()
        self.step(self.at_hand.pause)

    def action_follow_up(self, number: int) -> None:
        """Note that a follow-up was asked."""
        self.put_follow_up(view.follow_ups(self.at_hand)[number - 1].words)

    # --- beside it -----------------------------------------------------------------------

    def action_words(self) -> None:
        """Open what was said."""
        from mock_panel.tui.screens.panel.conduct_said import SaidScreen  # noqa: PLC0415 - seldom

        if self.answers is not None:
            self.app.push_screen(SaidScreen(self.at_hand, self.answers))

    def action_scroll_by(self, lines: int) -> None:
        """Scroll what stands beside the question."""
        self.query_one("#list").scroll_relative(y=lines, animate=False)

    # --- leaving -------------------------------------------------------------------------

    def action_back(self) -> None:
        """Close the line, or leave to the desk; a running answer is not left by one key."""
        if self.line.is_open:
            self._close_line(self.line.text)
        elif self.conduct is not None and self.conduct.is_answering and self.conduct.is_mine:
            self.ask_to_leave()
        else:
            self._leave()

    @work(exclusive=True, group="leave")
    async def ask_to_leave(self) -> None:
        """Somebody is speaking."""
        from mock_panel.tui.screens.notice import NoticeScreen, Reply  # noqa: PLC0415 - seldom

        way = await self.app.push_screen_wait(
            NoticeScreen(
                "An answer is being given",
                "The clock runs on while you read this. Leaving pauses the panel, which is noted; "
                "you go on from the desk.",
                Reply("enter", "stay", "stay"),
                Reply("l", "pause and leave to the desk", "leave"),
            )
        )
        if way == "leave":
            self._leave()

    def _leave(self) -> None:
        self._rest()
        self.dismiss(None)

    def _rest(self) -> None:
        """The panel waits where nobody conducts it, and that is noted."""
        conduct = self.conduct
        # What was done last may be another screen's, which goes on.
        if conduct is not None and conduct.standing.goes_on and conduct.is_mine:
            conduct.pause(LEFT)

    def on_unmount(self) -> None:
        self.hush()
        if self.conduct is None:
            return
        # An answer that runs when the program is closed runs on, as after a crash.
        if not self.conduct.is_answering:
            self._rest()
        if self._sound.is_listening:
            # Not finished: whoever comes back to the answer goes on recording it.
            self.services.end_recording()
        with suppress(MockPanelError):
            self.conduct.write()
        with suppress(MockPanelError):
            self.release()
