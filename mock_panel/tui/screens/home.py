"""Home: what to do next, readiness per ECQ, days to the interview, keys for everything."""

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from mock_panel.errors import MockPanelError
from mock_panel.tui.keys import key
from mock_panel.tui.screens.opening_sessions import OpeningSessions

if TYPE_CHECKING:
    from mock_panel.domain.frameworks import Framework
    from mock_panel.domain.ids import FrameworkId, PanelId
    from mock_panel.domain.sessions import Draft, SessionSetup
    from mock_panel.domain.sources import LeftOut
    from mock_panel.practice.plan import NextStep
    from mock_panel.practice.progress import EcqReadiness, WeekOfPractice


@dataclass(frozen=True, slots=True)
class HomeView:
    """All that Home shows, gathered off the screen's thread."""

    framework: "Framework"
    board: str
    """How far the interview is, in words."""
    unfinished: tuple["Draft", ...]
    next_step: "NextStep"
    rows: tuple["EcqReadiness", ...]
    week: "WeekOfPractice"
    answers: int
    gaps: tuple[str, ...] = ()
    """What the self-check names, in words."""
    has_checked: bool = False
    """Whether there was a self-check."""
    hours: str = ""
    """Such as: 18.5 of 40."""
    plan: str = ""
    """What the evenings to the interview hold, in a line; empty where its day is unknown."""
    waiting_session: str = ""
    """The title of the session that the unfinished answer belongs to; empty for one question."""
    left_out: tuple["LeftOut", ...] = ()
    """The user's questions that could not be used."""
    stories: tuple[int, int] = (0, 0)
    """How many stories an answer has told, by the candidate's word, and how many there are."""
    elsewhere: tuple["FrameworkId", ...] = ()
    """Frameworks whose practice is carried over; only told while there is none under this one."""


class HomeScreen(OpeningSessions):
    """The one next step is the most visible thing, and Enter does it."""

    HELP_TEXT = (
        "Home says what to practise next and why. Enter does it.\n\n"
        "Readiness is the mean level of your last five scored answers to an ECQ; below five "
        "scored answers only their number is shown. The marks S A R say what those answers "
        "usually have: ● clear, ◐ partial, ○ absent. Levels are this program's unofficial "
        "practice levels from 1 to 5, never a board's rating."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Home itself says what Enter does; the footer has room for seven.
        key("enter", "next_step", "Start", "Do the next step that Home suggests", show=False),
        key("p", "practise", "Practise", "Set up a session of your own"),
        key("b", "board", "Board", "Rehearse the board: five questions, no aids"),
        key("m", "panels", "Mock panel", "Several people rate you, or somebody else, blind"),
        key("s", "stories", "Stories", "Your stories: what you can tell, and what is missing"),
        key("h", "history", "Progress", "Progress and all past attempts"),
        key("q", "bank", "Questions", "Browse the questions of the bank"),
        key("g", "self_check", "Self-check",
            "Look at the experience behind each ECQ; what is missing is a likely gap", show=False),
        key("v", "vacancy", "Vacancy",
            "What you apply for: its closing date, its technical qualifications", show=False),
        key("e", "plan", "Plan", "What the evenings to the interview hold", show=False),
        key("t", "hours", "Hours", "Hours of preparation; add what you did elsewhere", show=False),
        key("r", "reminders", "What boards look for",
            "What boards mark down, how long to speak, what an executive-level example is",
            show=False),
        key("comma", "settings", "Settings", "Framework, interview date, voice, theme",
            show=False),
        key("d", "discard", "Discard", "Discard what is unfinished", show=False),
        key("ctrl+q", "app.quit", "Quit", "Close the app; what you wrote is kept", show=False,
            priority=True),
    ]  # fmt: skip

    next = getters.query_one("#next", Static)
    readiness = getters.query_one("#readiness", Static)
    week = getters.query_one("#week", Static)

    @dataclass
    class Gathered(Message):
        """Home's view is ready."""

        view: HomeView

    def __init__(
        self,
        setup: "SessionSetup | None" = None,
        panel: "PanelId | Literal[''] | None" = None,
    ) -> None:
        super().__init__()
        self._setup = setup
        self._panel = panel
        self._view: HomeView | None = None
        self._is_wanted = False
        """Enter was pressed before there was anything to start."""
        self._is_in_trouble = False
        """What Home shows could not be read."""
        self._told: list[LeftOut] = []
        self.title = "Home"

    def body(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static("Reading your practice …", id="next")
            yield Static("", id="readiness")
            yield Static("", id="week")

    def on_mount(self) -> None:
        self.topline.title = "mock-panel"
        self.call_after_refresh(self._arrive)

    def on_screen_resume(self) -> None:
        if self._view is not None or self._is_in_trouble:
            self.gather()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Home itself says why it has nothing to show, so that its other keys stay at hand."""
        problem = event.worker.error
        if event.worker.group != "gather" or event.state is not WorkerState.ERROR:
            return
        if isinstance(problem, MockPanelError):
            # Textual would go on to the handler of the class below, which opens a notice.
            event.prevent_default()
            self._show_problem(problem.message, problem.hint)
        else:
            self._show_problem("Something went wrong that should not have.", "")

    def _show_problem(self, message: str, hint: str) -> None:
        self._is_in_trouble = True
        self._is_wanted = False
        self._view = None
        self.next.update(
            Content.assemble(
                ("Your practice cannot be read.", "bold"),
                f"\n\n{message}\n\n{hint}\n\n",
                ("enter", "$text-primary bold"),
                "  try again",
            )
        )
        self.readiness.update("")
        self.week.update("")
        self.refresh_bindings()

    def _arrive(self) -> None:
        if self._panel is not None:
            self._show_panels()
            return
        if self._setup is not None:
            self.begin(self._setup)
        if self.services.settings.framework is None and self._setup is None:
            self._first_run()
        else:
            self.gather()

    @work(group="panels")
    async def _show_panels(self) -> None:
        """Begin at the mock panels; Home itself comes when they are left."""
        from mock_panel.tui.screens.panel.panels import PanelsScreen  # noqa: PLC0415 - when shown

        panels = PanelsScreen()
        self.call_later(panels.open, self._panel or None)
        await self.app.push_screen_wait(panels)
        self._panel = None
        self._arrive()

    @work(group="first-run")
    async def _first_run(self) -> None:
        from mock_panel.tui.screens.first_run import FirstRunScreen  # noqa: PLC0415 - once

        await self.app.push_screen_wait(FirstRunScreen())
        self.gather()

    @work(thread=True, exclusive=True, exit_on_error=False, group="gather")
    def gather(self) -> None:
        """Read what Home shows."""
        from mock_panel.tui.screens.home_view import gather_view  # noqa: PLC0415 - after first paint

        self.post_message(self.Gathered(gather_view(self.services)))

    @on(Gathered)
    def _show(self, event: Gathered) -> None:
        from mock_panel.tui.screens import home_view  # noqa: PLC0415 - after first paint

        view = self._view = event.view
        self._is_in_trouble = False
        state = view.framework.title
        self.topline.state = f"{state} · {view.board}" if view.board else state
        self.next.update(home_view.next_content(view, self.services.now()))
        self.readiness.update(home_view.readiness_content(view))
        self.week.update(home_view.week_content(view))
        self._warn_of(view.left_out)
        self.refresh_bindings()
        if self._is_wanted:
            self._is_wanted = False
            self.action_next_step()

    def _warn_of(self, left_out: "tuple[LeftOut, ...]") -> None:
        for folder in left_out:
            if folder not in self._told:
                self._told.append(folder)
                self.notify(folder.words, severity="warning", timeout=20, markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Discard only where something waits; Home is where the way back ends."""
        if action == "discard":
            return bool(self._view and self._view.unfinished)
        return action != "back"

    def action_next_step(self) -> None:
        """Resume what waits, or draw the question that is needed most."""
        if self._is_in_trouble:
            self.gather()
        elif self._view is None:
            self._is_wanted = True
        elif self._view.unfinished:
            self.resume(self._view.unfinished[0])
        else:
            self.begin(self._drill())

    def action_practise(self) -> None:
        """Choose the shape of a session."""
        self._set_up("drill")

    def action_board(self) -> None:
        """Set up a board rehearsal."""
        self._set_up("board")

    def action_panels(self) -> None:
        """Go to the mock panels."""
        from mock_panel.tui.screens.panel.panels import PanelsScreen  # noqa: PLC0415 - when shown

        self.app.push_screen(PanelsScreen())

    def action_stories(self) -> None:
        """Go to the story bank."""
        from mock_panel.tui.screens.stories.stories import StoriesScreen  # noqa: PLC0415 - when shown

        self.app.push_screen(StoriesScreen())

    def action_history(self) -> None:
        """Look back."""
        from mock_panel.tui.screens.progress import ProgressScreen  # noqa: PLC0415 - when shown

        self.app.push_screen(ProgressScreen())

    def action_bank(self) -> None:
        """Browse the questions."""
        from mock_panel.tui.screens.bank import BankScreen  # noqa: PLC0415 - when shown

        self.app.push_screen(BankScreen())

    @work(group="self-check", exit_on_error=False)
    async def action_self_check(self) -> None:
        """Look at the experience behind each ECQ."""
        from mock_panel.tui.screens.self_check import SelfCheckScreen  # noqa: PLC0415 - when shown

        if self._view is not None:
            preparation = await asyncio.to_thread(self.services.preparation.load)
            self.app.push_screen(SelfCheckScreen(self._view.framework, preparation))

    def action_hours(self) -> None:
        """Hours of preparation."""
        from mock_panel.tui.screens.hours import HoursScreen  # noqa: PLC0415 - when shown

        self.app.push_screen(HoursScreen())

    @work(group="vacancy")
    async def action_vacancy(self) -> None:
        """What is applied for; one of its technical qualifications may be practised at once."""
        from mock_panel.tui.screens.vacancy import VacancyScreen  # noqa: PLC0415 - when shown

        chosen = await self.app.push_screen_wait(VacancyScreen())
        if chosen is not None and self._view is not None:
            drill = replace(self._drill(), framework=chosen, seed=self.services.new_seed())
            self.begin(drill)

    def action_plan(self) -> None:
        """The evenings to the interview."""
        from mock_panel.tui.screens.plan import PlanScreen  # noqa: PLC0415 - when shown

        if self._view is not None:
            self.app.push_screen(PlanScreen(self._view.framework))

    def action_reminders(self) -> None:
        """What is known of boards."""
        from mock_panel.tui.screens.reminders import RemindersScreen  # noqa: PLC0415 - when shown

        self.app.push_screen(RemindersScreen())

    def action_settings(self) -> None:
        """Change what outlives a session."""
        from mock_panel.tui.screens.settings import SettingsScreen  # noqa: PLC0415 - when shown

        self.app.push_screen(SettingsScreen())

    @work(group="discard")
    async def action_discard(self) -> None:
        """Forget the unfinished answer, after asking."""
        from mock_panel.practice.unfinished import (  # noqa: PLC0415 - seldom
            discarded_words,
            draft_name,
            draft_question,
            place_words,
        )
        from mock_panel.tui.screens.notice import NoticeScreen, Reply  # noqa: PLC0415 - seldom

        if self._view is None or not self._view.unfinished:
            return
        draft = self._view.unfinished[0]
        title = self._view.waiting_session
        place = place_words(draft, title) if title else ""
        told = (place, draft_question(draft), discarded_words(draft, title))
        answer = await self.app.push_screen_wait(
            NoticeScreen(
                f"Discard the unfinished {draft_name(draft, title)}?",
                "\n\n".join(filter(None, told)),
                Reply("enter", "keep it", "keep"),
                Reply("d", "discard it for good", "discard"),
            )
        )
        if answer == "discard":
            self._forget(draft)

    @work(thread=True, exit_on_error=False, group="session")
    def _forget(self, draft: "Draft") -> None:
        self.services.rehearsal.discard(draft)
        self.app.call_from_thread(self.gather)

    @work(exclusive=True, exit_on_error=False, group="set-up")
    async def _set_up(self, preset: str) -> None:
        from mock_panel.tui.screens.setup import SetupScreen  # noqa: PLC0415 - when shown

        bank = await asyncio.to_thread(self.services.bank.load)
        setup = await self.app.push_screen_wait(SetupScreen(bank, preset))
        if setup is not None:
            self.begin(setup)

    def _drill(self) -> "SessionSetup":
        from mock_panel.tui.screens.home_view import drill_setup  # noqa: PLC0415 - after first paint

        assert self._view is not None  # noqa: S101 - for the type checker
        return drill_setup(self.services, self._view)
