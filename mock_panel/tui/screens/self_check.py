"""The self-check: yes or no to the experience behind each ECQ; what is no is a likely gap."""

from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from mock_panel.domain.frameworks import Ecq, Framework
from mock_panel.domain.ids import EcqId
from mock_panel.domain.preparation import Preparation, SelfCheck
from mock_panel.practice.self_check import ABOUT, Check, checks_of, likely_gaps
from mock_panel.tui.in_turn import InTurn
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.widgets.form_row import FormRow


class CheckRow(FormRow):
    """One question; y and n answer it and go on to the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("y", "say(True)", "Yes", "Say yes and go on to the next question"),
        key("n", "say(False)", "No", "Say no and go on to the next question"),
        key("space", "turn", "Turn round", "Yes, or no where it was yes"),
        Binding("backspace,delete", "say(None)", "Leave it open", show=False),
    ]

    answer: reactive[bool | None] = reactive(None)

    class Answered(Message):
        """It was answered, or otherwise than before."""

    def __init__(self, ecq: EcqId, check: Check, answer: bool | None) -> None:
        super().__init__(check.question)
        self.ecq = ecq
        self.check = check
        self.set_reactive(CheckRow.answer, answer)

    def render(self) -> Content:
        word = {True: "yes", False: "no", None: "·"}[self.answer]
        return Content.assemble((f"{word:<5}", "$text-primary"), self.label)

    def action_say(self, answer: bool | None) -> None:
        """Answer it or leave it open, and go on."""
        self._say(answer)
        self.screen.focus_next(CheckRow)

    def action_turn(self) -> None:
        """Yes, or no where it was yes."""
        self._say(not self.answer)

    def on_click(self) -> None:
        self.action_turn()

    def _say(self, answer: bool | None) -> None:
        self.answer = answer
        self.post_message(self.Answered())


class SelfCheckScreen(Page[None]):
    """Every answer is kept at once; leaving loses nothing."""

    DEFAULT_CSS = """
    SelfCheckScreen {
        VerticalScroll { height: 1fr; padding: 1 1; }
        .ecq { padding: 1 1 0 1; text-style: bold; }
        #about { padding: 0 1; max-width: 76; color: $foreground 75%; }
        CheckRow { height: auto; max-width: 90; }
        #gaps { padding: 0 2; height: auto; max-height: 4; max-width: 90; }
    }
    """
    # Of itself it would scroll to the first row before anything is laid out.
    AUTO_FOCUS = ""
    HELP_TEXT = (
        "A short look at the experience behind each ECQ, before you practise or whenever you "
        "like. y and n answer and go on, space turns an answer round, backspace leaves a question "
        "open again. What is no is shown as a likely gap, here, on Home and in the plan.\n\n"
        f"{ABOUT}"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "done", "Done", "Go back; every answer is kept already"),
    ]

    gaps = getters.query_one("#gaps", Static)

    def __init__(self, framework: Framework, preparation: Preparation) -> None:
        super().__init__()
        self.title = "Self-check"
        self._framework = framework
        self._held = preparation.checks.get(framework.id)
        self._writing = InTurn()

    def body(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static(ABOUT, id="about", markup=False)
            for ecq in self._framework.ecqs:
                yield from self._rows(ecq, self._held)
        yield Static("", id="gaps", markup=False)

    def _rows(self, ecq: Ecq, held: SelfCheck | None) -> ComposeResult:
        yield Static(ecq.title, classes="ecq", markup=False)
        answers = held.answers.get(ecq.id, {}) if held is not None else {}
        for check in checks_of(ecq.id):
            yield CheckRow(ecq.id, check, answers.get(check.id))

    def on_mount(self) -> None:
        self.topline.title = "Self-check"
        self.topline.state = self._framework.title
        self._show_gaps()
        self.query(CheckRow).first().focus(scroll_visible=False)

    def action_done(self) -> None:
        """Leave, by a name of its own: the footer has each action once."""
        self.action_back()

    @on(CheckRow.Answered)
    def _answered(self) -> None:
        answers: dict[EcqId, dict[str, bool]] = {}
        for row in self.query(CheckRow):
            if row.answer is not None:
                answers.setdefault(row.ecq, {})[row.check.id] = row.answer
        today = self.services.now().astimezone().date()
        self._held = SelfCheck(today, answers) if answers else None
        self._show_gaps()
        self._writing.ask(self.app, partial(self._keep, self._held))

    def _keep(self, check: SelfCheck | None) -> None:
        """Write the answers to disk; where all are left open again there was no self-check."""
        this = self._framework.id

        def answered(held: Preparation) -> Preparation:
            checks = {known: each for known, each in held.checks.items() if known != this}
            return replace(held, checks=checks if check is None else {**checks, this: check})

        self.services.preparation.change(answered)

    def _show_gaps(self) -> None:
        gaps = likely_gaps(self._framework, self._held)
        told = "; ".join(gap.words for gap in gaps)
        without = "Nothing answered yet." if self._held is None else "No likely gap so far."
        self.gaps.update(f"Likely gaps: {told}." if told else without)
