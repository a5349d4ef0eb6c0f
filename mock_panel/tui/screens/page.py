"""What every screen has: the top line, a body, keys, and the way back."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.worker import Worker, WorkerState

from mock_panel.tui.keys import key
from mock_panel.tui.letting_go import let_go_of_closed
from mock_panel.tui.screens.closing import ClosingScreen
from mock_panel.tui.widgets.page_footer import PageFooter
from mock_panel.tui.widgets.topline import Topline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.binding import ActiveBinding

    from mock_panel.bootstrap.services import Services
    from mock_panel.tui.app import MockPanelApp

Result = TypeVar("Result")

_PLACES = {
    "begin": 0,
    "without_words": 2,
    "listen": 2,
    "yes": 2,
    "keep": 2,
    "name_story": 2,
    "back": 3,
    "help": 4,
    "app.quit": 5,
    "quit": 5,
    "toggle_dark": 6,
    "command_palette": 7,
}
"""Of the bindings in a footer; the others of a screen, in their own order, have the place 1."""


class Page(ClosingScreen[Result]):
    """A screen of ours; `HELP_TEXT` is what F1 says before the list of keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("escape", "back", "Back", "Go back; nothing is lost"),
        key("f1", "help", "Help", "What this screen is for, and its keys"),
    ]
    HELP_TEXT: ClassVar[str] = ""

    topline = getters.query_one(Topline)

    @property
    def active_bindings(self) -> "dict[str, ActiveBinding]":
        """The next step first and the way out last, in footer, palette and help alike."""
        if not self.is_attached or self not in self.app.screen_stack:
            # It closes: a footer may still ask, and widgets that keys depend on may be gone.
            return {}

        def place(item: "tuple[str, ActiveBinding]") -> int:
            return _PLACES.get(item[1].binding.action, 1)

        names = self.names_now()
        found = {
            keys: active._replace(binding=replace(active.binding, description=name))
            if (name := names.get(active.binding.action))
            else active
            for keys, active in super().active_bindings.items()
        }
        return dict(sorted(found.items(), key=place))

    def names_now(self) -> "Mapping[str, str]":
        """What keys are called at this moment, by action; the others as they are declared."""
        return {}

    @property
    def panel_app(self) -> "MockPanelApp":
        """The app, as the type that it is."""
        return cast("MockPanelApp", self.app)

    @property
    def services(self) -> "Services":
        """What screens may call, in workers."""
        return self.panel_app.services

    def compose(self) -> ComposeResult:
        """The frame; a screen gives its `body`."""
        self._take_classes_of_size()
        yield Topline()
        yield from self.body()
        yield PageFooter()

    def body(self) -> ComposeResult:
        """The widgets between top line and footer."""
        yield from ()

    def _take_classes_of_size(self) -> None:
        """Take the classes of its size before there are widgets.

        Textual gives them once the screen is laid out, and then styles every widget anew.
        """
        for size, steps in (
            (self.app.size.width, self.app.HORIZONTAL_BREAKPOINTS),
            (self.app.size.height, self.app.VERTICAL_BREAKPOINTS),
        ):
            if reached := [step for step in steps or () if step[0] <= size]:
                self.add_class(max(reached)[1])

    def on_screen_suspend(self) -> None:
        """Under a dialog these keys would do nothing; a dialog names its own."""
        self.query(PageFooter).set(visible=False)

    def on_screen_resume(self) -> None:
        """What was in front of this screen has gone."""
        footers = self.query(PageFooter).set(visible=True)
        let_go_of_closed(self.app, *footers)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """The one place where a failed worker becomes words."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.panel_app.show_error(event.worker.error)

    def action_back(self) -> None:
        """Leave this screen."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Explain this screen."""
        from mock_panel.tui.screens.help import HelpScreen  # noqa: PLC0415 - when asked for

        self.app.push_screen(HelpScreen.about(self))
