"""The candidate's own rating, before any score is shown."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from mock_panel.domain.attempts import SelfRating
from mock_panel.domain.english import clock_face
from mock_panel.domain.parts import Found, Part
from mock_panel.practice.review import prompt_names
from mock_panel.practice.session import PracticeSession
from mock_panel.practice.timing import verdict
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.widgets.choice_row import Choice, ChoiceRow

if TYPE_CHECKING:
    from textual.binding import ActiveBinding

LEVELS = (
    "no concrete example",
    "an example, but a main part is missing",
    "all parts there, but general",
    "complete and specific, with a measured result",
    "as 4, and at executive level",
)
"""The practice levels 1 to 5 in a few words each."""


class RatingScreen(Page[SelfRating | None]):
    """Four rows; the rows can be left empty by skipping."""

    CSS_PATH = "rating.tcss"
    HELP_TEXT = (
        "Rate your own answer before you see any mark: how much it gave of situation, action and "
        "result, and its level from 1 to 5. Comparing your view with the review afterwards trains "
        "your ear for your own answers.\n\n"
        "A digit chooses and goes on to the next row. Escape skips the rating."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "rate", "Show the review", "Keep this rating and go on", priority=True),
        key("escape", "back", "Skip", "Go on without a rating of your own"),
        # Of digits in one burst a row would get all before the next one has the focus.
        *(Binding(f"{n}", f"digit({n})", show=False, priority=True) for n in range(6)),
    ]

    def __init__(self, session: PracticeSession) -> None:
        super().__init__()
        self.title = "Your own rating"
        self._session = session

    @property
    def active_bindings(self) -> "dict[str, ActiveBinding]":
        """Within a board the next question comes first, its reviews after the last one."""
        found = super().active_bindings
        if self._session.preset.board:
            found = {pressed: _going_on(active) for pressed, active in found.items()}
        return found

    def body(self) -> ComposeResult:
        found = [
            Choice(Found.ABSENT, "0 absent"),
            Choice(Found.PARTIAL, "1 partial"),
            Choice(Found.CLEAR, "2 clear"),
        ]
        bank = self.services.bank.load()
        names = prompt_names(bank.answer_model(self.services.settings.answer_model))
        width = max(14, 2 + max(map(len, names.values())))
        levels = [Choice(n, f"{n}", meaning) for n, meaning in enumerate(LEVELS, 1)]
        with VerticalScroll(can_focus=False):
            yield Static("How good was it? Before you see any mark.", classes="question")
            for part in (Part.SITUATION, Part.ACTION, Part.RESULT):
                yield ChoiceRow(
                    names[part].capitalize(), found, id=part.value, first_digit=0, label_width=width
                )
            yield ChoiceRow("Level", levels, id="level", label_width=width)
            yield Static("", id="hint")
            yield Static(
                "\n".join(f"{n}  {meaning}" for n, meaning in enumerate(LEVELS, 1)),
                classes="levels",
            )

    def on_mount(self) -> None:
        session = self._session
        seconds = session.answer_seconds
        self.topline.title = "Your own rating"
        self.topline.state = f"{clock_face(seconds)}, {verdict(seconds, session.preset.band)}"
        self._row("situation").focus()

    def on_choice_row_changed(self, event: ChoiceRow.Changed) -> None:
        """What was lacking may be there now; nothing more to ask once all four are chosen."""
        is_rated = all(self._row(name).index is not None for name in _ROWS)
        way_on = "enter goes on" if self._session.preset.board else "enter shows the review"
        self.query_one("#hint", Static).update(way_on if is_rated else "")
        del event

    def action_digit(self, digit: int) -> None:
        """Rate the row at hand and go on to the next; the last one stays."""
        row = self.focused
        if not isinstance(row, ChoiceRow) or not row.take(digit):
            return
        following = _ROWS[_ROWS.index(str(row.id)) + 1 :]
        if following:
            self.set_focus(self._row(following[0]))

    def action_rate(self) -> None:
        """Give the rating back, once every row has a value."""
        for name in _ROWS:
            row = self._row(name)
            if row.index is None:
                row.focus()
                self.query_one("#hint", Static).update(
                    f"{row.label} is not rated yet: left and right choose, escape skips all."
                )
                return
        level = self._row("level").value
        self.dismiss(
            SelfRating(
                Found(str(self._row("situation").value)),
                Found(str(self._row("action").value)),
                Found(str(self._row("result").value)),
                level if isinstance(level, int) else 1,
            )
        )

    def _row(self, name: str) -> ChoiceRow[object]:
        return self.query_one(f"#{name}", ChoiceRow)


def _going_on(active: "ActiveBinding") -> "ActiveBinding":
    """The same binding, where no review follows the rating."""
    if active.binding.action != "rate":
        return active
    return active._replace(binding=replace(active.binding, description="Go on"))


_ROWS = ("situation", "action", "result", "level")
