"""The mock panels: who was before one, where each stands, and a new one."""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mock_panel.domain.english import day_words, how_many
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.panel.panels_view import (
    PanelLine,
    gather_panels,
    head_line,
    nothing_seen,
    panel_line,
)

if TYPE_CHECKING:
    from mock_panel.domain.ids import PanelId
    from mock_panel.panel.unseen import Unseen


class PanelList(OptionList):
    """Panels, one a line; Enter opens the one that is pointed at."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "select", "Open", "Open the panel that is pointed at"),
        *(
            key(keys, action, label, label, show=False)
            for keys, action, label in (("j", "cursor_down", "Down"), ("k", "cursor_up", "Up"))
        ),
    ]


class PanelsScreen(Page[None]):
    """One line a panel, the newest first."""

    CSS_PATH = "panels.tcss"
    AUTO_FOCUS = ""
    HELP_TEXT = (
        "In a mock panel two to six people hear the same candidate answer the same questions and "
        "rate alone on an anchored scale. When all have locked, the chair reveals the ratings, "
        "the panel settles where it differs, and the candidate gets a report. Nobody sees "
        "anybody's rating before the reveal.\n\n"
        "Enter opens a panel where it stands. n sets up a new one. g is the gym: raters score the "
        "same sample answers first and see where they are lenient, severe, flat or haloed. t says "
        "how far raters agree over all panels, c lays the candidates of a cohort side by side, p "
        "counts a programme's candidates, mentors and cohorts."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "first", "Set up", "Set up the first panel"),
        key("n", "new", "New panel", "Set up a panel: people, questions, scale"),
        key("t", "statistics", "Statistics", "How far the raters agree, over all panels"),
        key("c", "cohort", "Compare", "Compare the candidates of a cohort side by side"),
        key("p", "programme", "Programme", "Candidates, mentors and cohorts in figures"),
        key("g", "gym", "Gym", "Rate sample answers and see how severe you are"),
        key("x", "erase", "Erase", "Erase the panel that is pointed at, for good", show=False),
    ]

    panels = getters.query_one(PanelList)

    @dataclass
    class Gathered(Message):
        """The panels have been read."""

        lines: tuple[PanelLine, ...]
        unseen: "Unseen | None" = None
        """Why there is none, where that is not because nobody has convened one."""

    def __init__(self) -> None:
        super().__init__()
        self.title = "Mock panels"
        self._lines: tuple[PanelLine, ...] | None = None
        self._may_convene = True

    def body(self) -> ComposeResult:
        yield Static("", id="head")
        yield PanelList(compact=True, markup=False)
        with VerticalScroll(id="empty", can_focus=False):
            yield Static("Reading the panels …", id="words")

    def on_mount(self) -> None:
        self.topline.title = "Mock panels"
        self.add_class("-empty")
        self.gather()

    def on_screen_resume(self) -> None:
        if self._lines is not None:
            self.gather()

    @work(thread=True, exclusive=True, exit_on_error=False, group="gather")
    def gather(self) -> None:
        """Read the panels."""
        lines = gather_panels(self.services)
        self.post_message(self.Gathered(lines, None if lines else self.services.panels.unseen()))

    @on(Gathered)
    def _show(self, event: Gathered) -> None:
        self._lines = event.lines
        self._may_convene = event.unseen is None or event.unseen.may_convene
        count = len(event.lines)
        self.topline.state = how_many(count, "panel") if count else ""
        self.set_class(not count, "-empty")
        if not count:
            self.query_one("#words", Static).update(nothing_seen(event.unseen))
        self._list()
        # A list that is not shown must not keep the keys to itself.
        self.set_focus(self.panels if count else None)
        self.refresh_bindings()

    @on(events.Resize)
    def _fit(self) -> None:
        if self._lines:
            # The list has its new width only after this.
            self.call_after_refresh(self._list)

    def _list(self) -> None:
        """Lay the lines out for the width there is; the same panel stays pointed at."""
        pointed = self._pointed
        # The padding of a line, and the scrollbar, where there is one.
        width = self.size.width - 4
        self.query_one("#head", Static).update(head_line(width))
        lines = self._lines or ()
        self.panels.set_options(Option(panel_line(line, width), id=line.panel.id) for line in lines)
        ids = [line.panel.id for line in lines]
        at = ids.index(pointed.panel.id) if pointed and pointed.panel.id in ids else 0
        self.panels.highlighted = at if ids else None

    @property
    def _pointed(self) -> PanelLine | None:
        option = self.panels.highlighted_option
        lines = self._lines or ()
        return next((line for line in lines if option and line.panel.id == option.id), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """The way to the first panel where there is none; erase where there is one."""
        has_panels = bool(self._lines)
        if action == "first":
            return self._lines is not None and not has_panels and self._may_convene
        if action == "new":
            return self._may_convene
        if action in ("erase", "statistics", "cohort"):
            return has_panels
        return True

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        for line in self._lines or ():
            if line.panel.id == event.option_id:
                self.open(line.panel.id)

    def open(self, panel: "PanelId | None") -> None:
        """Go to the desk of a panel; nowhere without one."""
        from mock_panel.tui.screens.panel.desk import PanelDeskScreen  # noqa: PLC0415 - when shown

        if panel is not None:
            self.app.push_screen(PanelDeskScreen(panel))

    def action_first(self) -> None:
        """Set up the first panel."""
        self.action_new()

    def action_new(self) -> None:
        """Set up a panel."""
        from mock_panel.tui.screens.panel.setup import PanelSetupScreen  # noqa: PLC0415 - as above

        self.app.push_screen(PanelSetupScreen(), self.open)

    def action_statistics(self) -> None:
        """Show how far raters agree over all panels."""
        from mock_panel.tui.screens.panel.statistics import (  # noqa: PLC0415 - as above
            PanelStatisticsScreen,
        )

        self.app.push_screen(PanelStatisticsScreen(None))

    def action_cohort(self) -> None:
        """Show the candidates of a cohort."""
        from mock_panel.tui.screens.panel.cohort import CohortScreen  # noqa: PLC0415 - as above

        self.app.push_screen(CohortScreen())

    def action_programme(self) -> None:
        """Count the programme."""
        from mock_panel.tui.screens.panel.programme import (  # noqa: PLC0415 - as above
            ProgrammeScreen,
        )

        self.app.push_screen(ProgrammeScreen())

    def action_gym(self) -> None:
        """Rate sample answers."""
        from mock_panel.tui.screens.panel.gym import GymScreen  # noqa: PLC0415 - as above

        self.app.push_screen(GymScreen())

    @work(exit_on_error=False, group="erase")
    async def action_erase(self) -> None:
        """Erase a panel for good, after asking."""
        from mock_panel.tui.screens.notice import NoticeScreen, Reply  # noqa: PLC0415 - seldom

        line = self._pointed
        if line is None:
            return
        panel = line.panel
        answer = await self.app.push_screen_wait(
            NoticeScreen(
                f"Erase the panel of {panel.candidate} for good?",
                f"{panel.form.preset_title}, {day_words(panel.convened_at)}, "
                f"{line.standing}.\n\nIts ratings, evidence, notes and answers go, and nothing "
                "brings them back. Files that were written before, such as packets and reports, "
                "stay where they are.",
                Reply("enter", "keep it", "keep"),
                Reply("e", "erase it for good", "erase"),
            )
        )
        if answer == "erase":
            await asyncio.to_thread(self.services.maintenance.erase_panel, panel.id)
            self.notify(f"Erased: the panel of {panel.candidate}.", markup=False)
            self.gather()
