"""The form at the foot of the settling screen: a score and why, beside the evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from mock_panel.domain.panel_forms import PanelItem
from mock_panel.domain.panels import Seat
from mock_panel.tui.keys import key
from mock_panel.tui.screens.panel.settle_view import MEAN, keys_of
from mock_panel.tui.widgets.choice_row import Choice
from mock_panel.tui.widgets.keyed_row import KeyedRow
from mock_panel.tui.widgets.text_row import TextRow


class Kind(Enum):
    """What is asked for."""

    SETTLE = auto()
    MOVE = auto()
    TAKE_OUT = auto()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form asks, and what stands in it already."""

    kind: Kind
    item: PanelItem
    title: str
    scores: Sequence[Choice[int | str]] = ()
    score: int | str | None = None
    raters: Sequence[Choice[Seat]] = ()
    reason: str = ""


class SettlingForm(Vertical):
    """Hidden until something is asked; what is wrong with an answer stands under it."""

    DEFAULT_CSS = """
    SettlingForm {
        height: auto;
        display: none;
        border-top: solid $foreground 25%;
        padding: 0;
        &.-open { display: block; }
        #asks {
            height: 1;
            padding: 0 1;
            text-style: bold;
            text-wrap: nowrap;
            text-overflow: ellipsis;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "go", "Keep", "On to the reason; then keep what was decided", priority=True),
        Binding("up", "app.focus_previous", show=False, priority=True),
        Binding("down", "app.focus_next", show=False, priority=True),
    ]

    rater = getters.query_one("#rater", KeyedRow)
    score = getters.query_one("#score", KeyedRow)
    because = getters.query_one("#because", TextRow)

    @dataclass
    class Given(Message):
        """All that was asked for is there."""

        kind: Kind
        item: PanelItem
        seat: Seat | None
        score: int | None
        """None: the mean stands, or no score was asked for."""
        reason: str

    asked: Asked | None = None
    """What is asked; None while the form is closed."""
    is_at_work = False
    """What was given is being stored; Enter pressed twice must not give it twice."""

    def compose(self) -> ComposeResult:
        yield Static("", id="asks", markup=False)
        yield KeyedRow("rater", id="rater")
        yield KeyedRow("score", id="score")
        yield TextRow("because", placeholder="one line", id="because")

    def on_mount(self) -> None:
        # The next key adds to a reason that was begun; it does not take its place.
        self.because.line.select_on_focus = False

    def ask(self, asked: Asked) -> None:
        """Open; the caret is where the first thing is missing."""
        self.asked, self.is_at_work = asked, False
        self.query_one("#asks", Static).update(asked.title)
        self.rater.display = bool(asked.raters)
        self.score.display = bool(asked.scores)
        letters = [choice.value.letter.lower() for choice in asked.raters]
        self.rater.offer_keyed(asked.raters, letters)
        self.score.offer_keyed(asked.scores, keys_of(asked.scores), asked.score)
        self.because.fill(asked.reason)
        self.add_class("-open")
        self._go_where_missing()

    def close(self) -> None:
        """Hide."""
        self.asked, self.is_at_work = None, False
        self.remove_class("-open")

    def say(self, problem: str) -> None:
        """What is wrong; what was typed stays."""
        self.is_at_work = False
        self.because.say(problem)

    @property
    def reason(self) -> str:
        """What is typed so far."""
        return self.because.value

    def _missing(self) -> KeyedRow[object] | None:
        rows = (row for row in (self.rater, self.score) if row.display)
        return next((row for row in rows if row.index is None), None)

    def _go_where_missing(self) -> None:
        row = self._missing()
        if row is not None:
            row.focus()
        else:
            self.because.line.focus()
            self.because.line.cursor_position = len(self.because.line.value)

    @on(KeyedRow.Picked)
    def _go_on(self) -> None:
        self._go_where_missing()

    def action_go(self) -> None:
        """To what is missing; when nothing is, give it."""
        row, asked = self._missing(), self.asked
        if asked is None or self.is_at_work:
            return
        if row is not None:
            hint = {"rater": "Press the rater's letter.", "score": self._score_hint()}
            self.because.say(hint[row.label])
            row.focus()
        elif not self.reason.strip() and not self.because.line.has_focus:
            self._go_where_missing()
        else:
            self.is_at_work = True
            seat = self.rater.value if asked.raters else None
            score = self.score.value if asked.scores else None
            self.post_message(
                self.Given(
                    asked.kind,
                    asked.item,
                    seat if isinstance(seat, Seat) else None,
                    score if isinstance(score, int) else None,
                    self.reason,
                )
            )

    def _score_hint(self) -> str:
        asked = self.asked
        values = [str(c.value) for c in asked.scores if c.value != MEAN] if asked else []
        mean = any(c.value == MEAN for c in asked.scores) if asked else False
        return f"Press a score: {', '.join(values)}{', or m for the mean' if mean else ''}."
