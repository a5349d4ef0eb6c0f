"""The desk of one panel: where it stands, the one next step, and all that can be done."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static
from textual.worker import Worker, WorkerState, get_current_worker

from mock_panel.errors import OutOfOrder, StorageError
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.panel.asking import Ask, AskScreen
from mock_panel.tui.screens.panel.desk_asking import import_ask, packet_ask, take_out_ask
from mock_panel.tui.screens.panel.desk_view import (
    DeskView,
    Step,
    gather_desk,
    interview_lines,
    next_lines,
    seat_lines,
)
from mock_panel.tui.screens.panel.form_view import form_lines
from mock_panel.tui.screens.panel.panels_view import standing
from mock_panel.tui.screens.panel.report_asking import report_ask
from mock_panel.tui.watching import watch
from mock_panel.tui.widgets.hanging import EMPTY, Hanging, HangingText

if TYPE_CHECKING:
    from textual.binding import ActiveBinding

    from mock_panel.domain.ids import PanelId

_WIDE = 110
"""From here on questions are shown in full, beside the rest."""
_SHOWN: Mapping[Step, tuple[str, ...]] = {
    Step.CONDUCT: ("rate", "invite", "packet", "import_ratings"),
    Step.RATE: ("conduct", "invite", "packet", "import_ratings"),
    Step.REVEAL: ("conduct", "take_out", "another"),
    Step.SETTLE: ("report", "statistics", "take_out", "another"),
    Step.CLOSE: ("settle", "report", "statistics", "another"),
    Step.REPORT: ("settle", "statistics", "another"),
}
"""The keys that are in the footer beside the next step, the way back and the help."""
_OWN = ("conduct", "rate", "invite", "packet", "import_ratings", "reveal", "settle", "report",
        "take_out", "another", "statistics")  # fmt: skip


class PanelDeskScreen(Page[None]):
    """The hub of a panel; it says who has rated how many and who has locked, never a score."""

    CSS_PATH = "desk.tcss"
    AUTO_FOCUS = "#desk"
    HELP_TEXT = (
        "A panel goes through the same steps in the same order: conduct the interview; pass the "
        "keyboard, so that each rates alone and locks; reveal; settle; close; report. Enter does "
        "the next one. Before the reveal nobody sees anybody's rating, here or elsewhere: only "
        "who has rated how many, and who has locked.\n\n"
        "Three ways to rate mix in one panel. At this keyboard, each covered and guarded by a "
        "PIN. Elsewhere, on the page that `mock-panel serve` shows: g makes a code for each, the "
        "candidate and observers included, and this desk says who is there. Elsewhere without a "
        "network, in a packet: one page that saves a small file, which i takes in.\n\n"
        "Form and people are frozen. A question that everybody misread can be taken out of the "
        "rating with a reason, for every candidate of the form, and each report says so. PINs "
        "cannot be looked up: where they were lost before anybody rated, n convenes the same "
        "again with new ones, and x in the list of panels erases this one."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "next_step", "Next step", "Do the next step of this panel"),
        key("q", "conduct", "Conduct", "Conduct the interview, question by question"),
        key("r", "rate", "Rate", "Pass the keyboard to a rater"),
        key("g", "invite", "Invite", "Invite people who sit elsewhere, and see who has joined"),
        key("p", "packet", "Packet", "Write a page for a rater who sits elsewhere"),
        key("i", "import_ratings", "Import", "Take in the file that a packet saved"),
        key("v", "reveal", "Reveal", "Show all ratings, when all have locked"),
        key("s", "settle", "Settle", "Discuss, settle and close, after the reveal"),
        key("o", "report", "Report", "Write the candidate's report: HTML, Markdown or PDF"),
        key("d", "take_out", "Take out", "Take a question out of the rating, with a reason"),
        key("n", "another", "Another", "Put the same form to another candidate"),
        key("t", "statistics", "Statistics", "How far the raters of this panel agree"),
    ]

    view: reactive[DeskView | None] = reactive(None, init=False)
    """All that is shown; None until it has been read."""

    text = getters.query_one("#text", HangingText)
    form = getters.query_one("#form", HangingText)
    status = getters.query_one("#status", Static)

    @dataclass
    class Gathered(Message):
        """The panel has been read; None if it is gone."""

        view: DeskView | None

    def __init__(self, panel: "PanelId") -> None:
        super().__init__()
        self.title = "The panel's desk"
        self._panel_id = panel
        self._is_gone = False
        self._is_looking = False

    def body(self) -> ComposeResult:
        with VerticalScroll(id="desk"):
            yield HangingText(id="text")
            yield HangingText(id="form")
        yield Static("", id="status", markup=False)

    def on_mount(self) -> None:
        self.topline.title = "Mock panel"
        self.text.paragraphs = [Hanging(EMPTY + "Reading the panel …")]
        self.gather()
        watch(self, self.database_changed)

    def on_screen_resume(self) -> None:
        if self.view is not None:
            self.gather()

    def database_changed(self) -> None:
        """See what others did meanwhile; only while somebody can see it here."""
        is_over = self._is_gone or (self.view is not None and self.view.step is Step.REPORT)
        if self.is_current and not is_over and not self._is_looking:
            self.gather()

    @work(thread=True, exclusive=True, exit_on_error=False, group="gather")
    def gather(self) -> None:
        """Read how far the panel is."""
        self._is_looking = True
        view = gather_desk(self.services, self._panel_id)
        # A later look may have come first, or be at another panel.
        if not get_current_worker().is_cancelled:
            self.post_message(self.Gathered(view))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A look that fails once is told in place: the next one may succeed."""
        if event.worker.group != "gather":
            return
        if event.worker.is_finished:
            self._is_looking = False
        error = event.worker.error
        if event.state is WorkerState.ERROR and isinstance(error, StorageError):
            event.prevent_default()
            self.status.update(f"{error.message} {error.hint}".strip())

    @on(Gathered)
    def _take(self, event: Gathered) -> None:
        before = self.view and self.view.step
        if event.view is None:
            self._is_gone = True
            self.text.paragraphs = [
                Hanging(EMPTY + "This panel has been erased. Escape goes back to the others.")
            ]
            self.form.paragraphs = []
            self.view = None
        else:
            self.view = event.view
        # A footer that is made anew each second would cost more than the look itself.
        if before is not (self.view and self.view.step):
            self.refresh_bindings()

    def watch_view(self, view: DeskView | None) -> None:
        if view is None:
            return
        panel = view.panel
        self.topline.title = f"{panel.candidate} · {panel.form.preset_title}"
        stands = standing(panel, view.progress, view.unsettled)
        self.topline.state = f"{stands} · {'masked' if panel.masked else 'named'}"
        self._lay_out()
        # How wide the columns are is known only now, when something stands in them.
        self.call_after_refresh(self._lay_out)

    @on(events.Resize)
    def _fit(self) -> None:
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        view = self.view
        if view is None:
            return
        usual = self.size.width - 4
        self.text.paragraphs = [
            *next_lines(view), Hanging(EMPTY),
            *seat_lines(view, self.text.content_size.width or usual), Hanging(EMPTY),
            *interview_lines(view),
        ]  # fmt: skip
        self.form.paragraphs = form_lines(
            view.panel.form,
            self.form.content_size.width or usual,
            in_full=self.size.width >= _WIDE,
        )

    @property
    def active_bindings(self) -> "dict[str, ActiveBinding]":
        """Of all keys, the footer has those that the panel has a use for now."""
        found = super().active_bindings
        if self.view is None:
            return {k: a for k, a in found.items() if a.binding.action not in (*_OWN, "next_step")}
        step = self.view.step
        for keys, active in found.items():
            binding = active.binding
            if binding.action == "next_step":
                binding = replace(binding, description=step.value)
            elif binding.action in _OWN:
                binding = replace(binding, show=binding.action in _SHOWN[step])
            found[keys] = active._replace(binding=binding)
        return found

    def action_next_step(self) -> None:
        """Do what comes next."""
        if self.view is None:
            return
        self.status.update("")
        match self.view.step:
            case Step.CONDUCT:
                self.action_conduct()
            case Step.RATE:
                self.action_rate()
            case Step.REVEAL:
                self.action_reveal()
            case Step.SETTLE | Step.CLOSE:
                self.action_settle()
            case Step.REPORT:
                self.action_report()

    def action_conduct(self) -> None:
        """Conduct the interview."""
        if self.view is None:
            return
        if self.view.panel.is_revealed:
            self._refuse(
                "revealed",
                "The ratings are revealed, so the interview is over.",
                "n puts the same questions to another candidate.",
            )
            return
        from mock_panel.tui.screens.panel.conduct import ConductScreen  # noqa: PLC0415 - when shown

        self.app.push_screen(ConductScreen(self._panel_id))

    def action_rate(self) -> None:
        """Pass the keyboard to a rater."""
        if not self._someone_rates():
            return
        from mock_panel.tui.screens.panel.cover import CoverScreen  # noqa: PLC0415 - when shown

        self.app.push_screen(CoverScreen(self._panel_id))

    def action_invite(self) -> None:
        """Invite people who sit elsewhere."""
        from mock_panel.tui.screens.panel.invite import InviteScreen  # noqa: PLC0415 - when shown

        if self.view is not None:
            self.app.push_screen(InviteScreen(self._panel_id))

    def action_packet(self) -> None:
        """Write the packet of a rater."""
        if self.view is None or not self._someone_rates():
            return
        self._ask(packet_ask(self.services, self.view.panel, self.view.waits_for))

    def action_import_ratings(self) -> None:
        """Take in what a packet saved."""
        if self._someone_rates():
            self._ask(import_ask(self.services, self._panel_id))

    @work(exclusive=True, exit_on_error=False, group="reveal")
    async def action_reveal(self) -> None:
        """Show all ratings, after asking."""
        from mock_panel.tui.screens.notice import NoticeScreen, Reply  # noqa: PLC0415 - seldom

        # Somebody may have locked, or revealed, since the last look.
        view = await asyncio.to_thread(gather_desk, self.services, self._panel_id)
        if view is None:
            return
        if view.panel.is_revealed:
            self._settle()
            return
        if view.waits_for:
            names = ", ".join(view.panel.called(seat) for seat in view.waits_for)
            self._refuse(
                "not_all_locked",
                f"Not everybody has locked: {names}.",
                "Nothing is shown before all ratings are final. r passes the keyboard on.",
            )
            return
        answer = await self.app.push_screen_wait(
            NoticeScreen(
                "Reveal the ratings?",
                "All ratings with their evidence are shown side by side, to everybody who looks "
                "at this screen. This cannot be taken back.",
                # As elsewhere, and as the lock: Enter pressed once too often does nothing for good.
                Reply("v", "reveal them", "reveal"),
                Reply("enter", "not yet", "later"),
            )
        )
        if answer == "reveal":
            await asyncio.to_thread(self.services.panels.reveal, view.panel)
            self._settle()

    def action_settle(self) -> None:
        """Discuss and settle."""
        if self._is_revealed("Nothing can be settled yet."):
            self._settle()

    def _settle(self) -> None:
        from mock_panel.tui.screens.panel.settle import SettleScreen  # noqa: PLC0415 - when shown

        self.app.push_screen(SettleScreen(self._panel_id))

    def action_report(self) -> None:
        """Write the report."""
        if self.view is not None and self._is_revealed("There is nothing to report yet."):
            self._ask(report_ask(self.services, self.view.panel, self.view.unsettled))

    def action_take_out(self) -> None:
        """Take an item out of the rating."""
        if self.view is not None:
            self._ask(take_out_ask(self.services.panels, self.view.panel))

    def action_another(self) -> None:
        """Put the same form to another candidate."""
        from mock_panel.tui.screens.panel.setup import PanelSetupScreen  # noqa: PLC0415 - as above

        if self.view is not None:
            self.app.push_screen(PanelSetupScreen(self.view.panel), self._become)

    def _become(self, panel: "PanelId | None") -> None:
        """Be the desk of the panel that was convened now."""
        if panel is not None:
            self._panel_id = panel
            self.status.update("")
            self.gather()

    def action_statistics(self) -> None:
        """Show how far the raters agree."""
        if not self._is_revealed("How far the raters agree is not told yet."):
            return
        from mock_panel.tui.screens.panel.statistics import (  # noqa: PLC0415 - when shown
            PanelStatisticsScreen,
        )

        self.app.push_screen(PanelStatisticsScreen(self._panel_id))

    @work(exclusive=True, group="ask")
    async def _ask(self, ask: Ask) -> None:
        said = await self.app.push_screen_wait(AskScreen(ask))
        if said is not None:
            self.status.update(said)
            self.gather()

    def _someone_rates(self) -> bool:
        """Whether there is still something to rate; says so where there is not."""
        if self.view is None:
            return False
        if self.view.waits_for:
            return True
        self._refuse(
            "locked",
            "Everybody has locked; what is locked is final.",
            "v reveals." if not self.view.panel.is_revealed else "s settles where you differ.",
        )
        return False

    def _is_revealed(self, what: str) -> bool:
        """Whether everybody may see everything; says so where they may not."""
        if self.view is None:
            return False
        if self.view.panel.is_revealed:
            return True
        self._refuse(
            "not_revealed",
            f"{what} The ratings are not revealed.",
            "When all raters have locked, v reveals them.",
        )
        return False

    def _refuse(self, reason: str, message: str, hint: str) -> None:
        self.panel_app.show_error(OutOfOrder(reason, message, hint))
