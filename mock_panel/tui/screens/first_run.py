"""First run: which set of ECQs, and, if known, when the interview is. Nothing else."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from mock_panel.domain.ids import FrameworkId
from mock_panel.errors import InputError
from mock_panel.practice.days import day_of
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.widgets.line import Line

if TYPE_CHECKING:
    from mock_panel.domain.frameworks import Framework


class FirstRunScreen(Page[None]):
    """Asks once; everything can be changed in Settings."""

    CSS_PATH = "first_run.tcss"
    HELP_TEXT = (
        "Two sets of Executive Core Qualifications are in use. Your vacancy announcement names "
        "the one that your board will use. You can change it at any time in Settings.\n\n"
        "This program is not affiliated with OPM. Everything stays on this machine."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("escape", "back", "Later", "Take the suggested set and decide later", show=False),
        key("ctrl+q", "app.quit", "Quit", "Close the app", priority=True),
    ]

    options = getters.query_one(OptionList)
    when = getters.query_one(Input)

    @dataclass
    class Known(Message):
        """The frameworks have been read."""

        frameworks: tuple["Framework", ...]

    def body(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static("Which set of ECQs will your board use?", classes="question")
            yield OptionList(id="frameworks", compact=True)
            with Vertical(id="date"):
                yield Static("When is the interview? It may be left empty. Enter goes on.")
                yield Line(placeholder="31 Mar 2027", id="when", compact=True)
                yield Static("", id="problem")
            yield Static(
                "Practice levels are this program's own. Not affiliated with OPM. "
                "Nothing leaves this machine.",
                classes="small",
            )

    def on_mount(self) -> None:
        self.title = "First run"
        self.query_one("#date").display = False
        self.topline.title = "mock-panel"
        self.topline.state = "first run"
        self.read_frameworks()

    @work(thread=True, exit_on_error=False, group="bank")
    def read_frameworks(self) -> None:
        """Read what there is to choose from."""
        self.post_message(self.Known(self.services.bank.load().qualifications))

    @on(Known)
    def _offer(self, event: Known) -> None:
        for framework in event.frameworks:
            self.options.add_option(
                Option(
                    Content.assemble(
                        (framework.title, "bold"),
                        "\n",
                        (framework.summary, "$foreground 80%"),
                        "\n",
                    ),
                    id=framework.id,
                )
            )
        self.options.highlighted = 0
        self.options.focus()

    @on(OptionList.OptionSelected)
    def _ask_when(self) -> None:
        self.query_one("#date").display = True
        self.when.focus()
        self.query_one(VerticalScroll).scroll_end(animate=False)

    @on(Input.Submitted)
    def _finish(self, event: Input.Submitted) -> None:
        text = event.value.strip()
        try:
            day = day_of(text) if text else None
        except InputError as error:
            self.query_one("#problem", Static).update(f"{error.message} {error.hint}")
            return
        self._keep(day)

    def action_back(self) -> None:
        """Take what is highlighted, and the date if it is one, and go on."""
        day = None
        with suppress(InputError):
            day = day_of(self.when.value)
        self._keep(day)

    def _keep(self, day: date | None) -> None:
        option = self.options.highlighted_option
        chosen = FrameworkId(option.id) if option and option.id else FrameworkId("opm-2025")
        self.save(chosen, day)

    @work(thread=True, exit_on_error=False, group="save")
    def save(self, framework: FrameworkId, day: date | None) -> None:
        """Keep the choice; even if it cannot be kept, practice goes on with it."""
        from mock_panel.errors import StorageError  # noqa: PLC0415 - only on this path

        settings = replace(self.services.settings, framework=framework, interview_date=day)
        try:
            self.services.change_settings(settings)
        except StorageError as error:
            self.services.settings = settings
            self.app.call_from_thread(self.panel_app.show_error, error)
        self.app.call_from_thread(self.dismiss, None)
