"""A question with a line to type in: where a file goes, why something is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from mock_panel.errors import MockPanelError
from mock_panel.tui.screens.closing import ClosingScreen
from mock_panel.tui.screens.notice import NoticeScreen
from mock_panel.tui.widgets.choice_row import Choice, ChoiceRow
from mock_panel.tui.widgets.text_row import TextRow

AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked, and what is done with the answer."""

    title: str
    text: str
    label: str
    """Of the line."""
    does: str
    """What enter does, in a word or two."""
    run: Callable[[Any, str], str]
    """Given the choice and the line, in a worker; what to say afterwards."""
    suggest: Callable[[Any, str], str] = lambda _choice, words: words
    """The line for a choice, given what is there."""
    choices: Sequence[Choice[Any]] = ()
    choice_label: str = ""
    warn: Callable[[Any, str], NoticeScreen | None] | None = None
    """What must be agreed to first, found in a worker; any other answer than `AGREED` leaves it."""


class AskScreen(ClosingScreen[str | None], ModalScreen[str | None]):
    """Gives back what there is to say when it was done; what goes wrong is told in place."""

    DEFAULT_CSS = """
    AskScreen {
        align: center middle;
        background: $background 70%;
        #asked {
            width: 76;
            max-width: 96%;
            height: auto;
            max-height: 96%;
            overflow-y: auto;
            padding: 1 2;
            background: $surface;
            border-left: outer $primary;
        }
        .title { text-style: bold; padding: 0 1; margin-bottom: 1; }
        .text { padding: 0 1; margin-bottom: 1; }
        .keys { padding: 0 1; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("enter", "go", show=False),
        Binding("up", "app.focus_previous", show=False, priority=True),
        Binding("down", "app.focus_next", show=False, priority=True),
    ]

    row = getters.query_one(TextRow)

    @dataclass
    class LookedAhead(Message):
        """What there is to warn of, before it is done."""

        warning: NoticeScreen | None
        choice: object
        words: str

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self._is_at_work = False

    def compose(self) -> ComposeResult:
        ask = self._ask
        first = ask.choices[0].value if ask.choices else None
        with Vertical(id="asked"):
            yield Static(ask.title, classes="title", markup=False)
            yield Static(ask.text, classes="text", markup=False)
            if ask.choices:
                yield ChoiceRow(ask.choice_label, ask.choices, chosen=first)
            yield TextRow(ask.label, ask.suggest(first, ""))
            yield Static(
                Content.assemble(
                    ("enter", "$text-primary bold"),
                    f"  {ask.does}   ",
                    ("esc", "$text-primary bold"),
                    "  back",
                ),
                classes="keys",
            )

    def on_mount(self) -> None:
        self.row.line.focus()

    @on(ChoiceRow.Changed)
    def _choice_changed(self) -> None:
        self.row.fill(self._ask.suggest(self._choice, self.row.value))

    @on(TextRow.Submitted)
    def _submitted(self) -> None:
        self.action_go()

    @property
    def _choice(self) -> object:
        return self.query_one(ChoiceRow).value if self._ask.choices else None

    def action_go(self) -> None:
        """Do it, once."""
        if not self._is_at_work:
            self._is_at_work = True
            if self._ask.warn is None:
                self._do(self._choice, self.row.value)
            else:
                self._look_ahead(self._ask.warn, self._choice, self.row.value)

    @work(thread=True, exit_on_error=False, group="look ahead")
    def _look_ahead(
        self, warn: Callable[[Any, str], NoticeScreen | None], choice: object, words: str
    ) -> None:
        self.post_message(self.LookedAhead(warn(choice, words), choice, words))

    @on(LookedAhead)
    def _warn(self, event: LookedAhead) -> None:
        def go_on(answer: str | None) -> None:
            if answer == AGREED:
                self._do(event.choice, event.words)
            else:
                self._is_at_work = False

        if event.warning is None:
            go_on(AGREED)
        else:
            self.app.push_screen(event.warning, go_on)

    @work(thread=True, exit_on_error=False, group="do")
    def _do(self, choice: object, words: str) -> str:
        return self._ask.run(choice, words)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Done, or why not."""
        if event.state is WorkerState.SUCCESS and event.worker.group == "do":
            self.dismiss(str(event.worker.result))
        elif event.state is WorkerState.ERROR:
            self._is_at_work = False
            error = event.worker.error
            if isinstance(error, MockPanelError):
                self.row.say(f"{error.message}\n{error.hint}".strip())
                self.row.line.focus()
            elif error is not None:
                self.app.show_error(error)  # type: ignore[attr-defined]  # our own app

    def action_back(self) -> None:
        """Leave it."""
        self.dismiss(None)


def path_of(words: str) -> Path:
    """The file that was typed, or dropped onto the terminal."""
    words = words.strip()
    if len(words) > 1 and words[0] == words[-1] and words[0] in "'\"":
        words = words[1:-1]
    return Path(words).expanduser()
