"""The app: it wires services, themes, screens and errors, and decides nothing."""

import select
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import events, on
from textual.actions import ActionParseResult, SkipAction
from textual.app import App
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen

from mock_panel.errors import MockPanelError
from mock_panel.tui.keys import key
from mock_panel.tui.palette import Palette, ScreenKeys
from mock_panel.tui.screens.home import HomeScreen
from mock_panel.tui.themes import OURS
from mock_panel.tui.watching import Watcher, Watches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.app import SystemCommand
    from textual.worker import Worker

    from mock_panel.bootstrap.services import Services
    from mock_panel.domain.attempts import AskedQuestion
    from mock_panel.domain.ids import PanelId
    from mock_panel.domain.sessions import SessionSetup


GONE_CHECK_SECONDS = 3


@dataclass
class DatabaseChanged(Message):
    """Somebody, here or elsewhere, has written to the database."""


class MockPanelApp(App[int]):
    """Practise the structured interview."""

    TITLE = "mock-panel"
    # Home is the default screen, whose own CSS_PATH Textual does not read.
    CSS_PATH = ["app.tcss", "screens/home.tcss"]  # noqa: RUF012 - as Textual declares it
    COMMANDS = {ScreenKeys}  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        key("ctrl+q", "quit", "Quit", "Close the app; what you wrote is kept", show=False,
            priority=True),
        # Before all others, because a screen in front of another has no keys but its own.
        Binding("ctrl+c", "interrupt", show=False, priority=True, system=True),
        key("f9", "toggle_dark", "Dark or light", "Switch between our dark and light theme",
            show=False),
    ]  # fmt: skip
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (110, "-wide")]  # noqa: RUF012 - Textual's own form
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012 - Textual's own form

    def __init__(
        self,
        services: "Services",
        setup: "SessionSetup | None" = None,
        panel: "PanelId | Literal[''] | None" = None,
    ) -> None:
        """Begin at Home, or above it.

        Args:
            services: what screens may call.
            setup: begin with a session of this shape.
            panel: begin at this mock panel; empty for the list of them all.
        """
        super().__init__()
        self.services = services
        self._watcher = Watcher(services.changes, lambda: self.post_message(DatabaseChanged()))
        self._setup = setup
        self._panel = panel

    def on_mount(self) -> None:
        for theme in OURS:
            self.register_theme(theme)
        wanted = self.services.settings.theme
        self.theme = wanted if wanted in self.available_themes else OURS[0].name
        if wanted not in self.available_themes:
            self.notify(
                f"There is no theme {wanted!r}; {OURS[0].name} is used.", severity="warning"
            )

        self.set_interval(GONE_CHECK_SECONDS, self._leave_with_the_terminal)

    def _leave_with_the_terminal(self) -> None:
        """End when the terminal has gone without a signal; nobody can see the app then."""
        if self.is_headless or not hasattr(select, "poll"):
            return
        watch = select.poll()
        watch.register(sys.__stdin__.fileno() if sys.__stdin__ else 0, 0)
        if any(state & (select.POLLHUP | select.POLLNVAL) for _, state in watch.poll(0)):
            self.exit(return_code=1)

    def watch_database(self) -> None:
        """Tell the screen in front, from now on, when anybody has written to the database."""
        self._watcher.start()

    @on(DatabaseChanged)
    def _tell_screen(self) -> None:
        # The last change may come when the app has closed its screens.
        if self._screen_stack and isinstance(self.screen, Watches):
            self.screen.database_changed()

    def get_default_screen(self) -> Screen[None]:
        """Home, so that the first frame is already the first screen."""
        return HomeScreen(self._setup, self._panel)

    def show_error(self, error: BaseException) -> None:
        """Say what is wrong and how to mend it; the screen stays as it was."""
        from mock_panel.tui.screens.notice import NoticeScreen  # noqa: PLC0415 - seldom needed

        if isinstance(error, MockPanelError):
            self.push_screen(NoticeScreen(error.message, error.hint))
        else:
            self.push_screen(
                NoticeScreen(
                    "Something went wrong that should not have.",
                    f"{type(error).__name__}. What you wrote is kept. Run "
                    "`mock-panel doctor` to see what works here.",
                )
            )

    def on_worker_state_changed(self, event: "Worker.StateChanged") -> None:
        """A worker of the app has failed; those of a screen tell their screen."""
        if event.worker.error is not None and event.worker.is_finished:
            self.show_error(event.worker.error)

    def practise_again(self, setup: "SessionSetup", question: "AskedQuestion") -> None:
        """Close what is open above Home and ask a question once more."""
        home = self.screen_stack[0]
        assert isinstance(home, HomeScreen)  # noqa: S101 - for the type checker
        while len(self.screen_stack) > 1:
            self.pop_screen()
        home.begin_with(setup, question)

    async def action_quit(self) -> None:
        """Close the app, once the keys pressed before are in the editor that has the focus."""
        (self.focused or self.screen).call_later(self.exit, 0)

    def action_interrupt(self) -> None:
        """Ctrl-C copies where something is selected, ends nothing, and says what would."""
        if getattr(self.focused, "selected_text", "") or self.screen.get_selected_text():
            raise SkipAction
        self.notify("Press ctrl+q to close the app; what you wrote is kept.", timeout=4)

    async def on_event(self, event: events.Event) -> None:
        """Take a letter in one burst with Escape for Escape: a terminal sends Alt with it so.

        Nothing here has Alt. The letter is for nobody: it was pressed before it could be seen
        where Escape leads.
        """
        if isinstance(event, events.Key) and event.key.startswith("alt+") and event.is_printable:
            event = events.Key("escape", "\x1b")
        await super().on_event(event)

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: "Mapping[str, DOMNode] | None" = None,
    ) -> bool:
        """Do it, unless it is of a screen that is still opening, or has been left."""
        if isinstance(default_namespace, Screen) and not (
            default_namespace.is_mounted and default_namespace in self._screen_stack
        ):
            return False
        return await super().run_action(action, default_namespace, namespaces)

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """Keys may still come when the app has closed its screens; they are for nobody."""
        is_over = not self.is_running or not self._screen_stack
        return is_over or await super()._check_bindings(key, priority)

    def action_command_palette(self) -> None:
        """Offer every key of the screen; without an id, for the last one may still be closing."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def action_toggle_dark(self) -> None:
        """Switch between our two themes."""
        dark, light = OURS
        self.theme = light.name if self.theme != light.name else dark.name

    def get_system_commands(self, screen: Screen[object]) -> "Iterable[SystemCommand]":
        """None but our own: every key of the screen is in the palette already."""
        del screen
        return ()

    async def on_unmount(self) -> None:
        self._watcher.close()
        self.services.close()
