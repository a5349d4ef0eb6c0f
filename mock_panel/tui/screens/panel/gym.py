"""The calibration gym: who rates, which answers, and then a sitting."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.reactive import reactive

from mock_panel.domain.ids import FrameworkId
from mock_panel.errors import InputError
from mock_panel.panel.convening import clean_name
from mock_panel.panel.gym_sitting import new_sitting
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.panel.gym_start_view import (
    Gym,
    about_framework,
    about_rater,
    gather_gym,
    next_lines,
    no_exemplars_lines,
    what_lines,
)
from mock_panel.tui.widgets.choice_row import Choice, ChoiceRow
from mock_panel.tui.widgets.hanging import HangingText
from mock_panel.tui.widgets.text_row import TextRow

if TYPE_CHECKING:
    from mock_panel.panel.gym_sitting import GymSitting

_SOMEBODY_NEW = ""


class GymScreen(Page[None]):
    """Choose a name and a framework; Enter begins, or goes on where one was."""

    CSS_PATH = "gym.tcss"
    AUTO_FOCUS = ""
    HELP_TEXT = (
        "In the gym each rater scores the same sample answers before a panel and sees where they "
        "are lenient, severe, flat, or swayed by how well an answer is told; and all can be laid "
        "side by side.\n\n"
        "Left and right choose who rates, or somebody new, whose name is typed. A sitting is "
        "eight answers: strong and weak ones, well and badly told, over all ECQs as evenly as "
        "possible; those that you have not rated come first. Each rating is kept at once, so you "
        "may leave at any time.\n\n"
        "The keys are ours: what we think a trained panel should give by the words of the scale. "
        "They come from no board. The answers are invented."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "begin", "Begin", "Begin a sitting of sample answers"),
        key("enter", "go_on", "Go on", "Go on with the sitting where it was left"),
        key("a", "begin_another", "Another", "Begin another sitting; what is rated stays"),
        key("r", "results", "Results", "How you rate, in words"),
        key("c", "compare", "Compare", "Compare all raters side by side"),
    ]

    gym: reactive[Gym | None] = reactive(None)
    """What is known; None until it has been read."""

    text = getters.query_one("#next", HangingText)
    name_row = getters.query_one(TextRow)

    @dataclass
    class Gathered(Message):
        """Bank and ratings have been read."""

        gym: Gym

    def __init__(self) -> None:
        super().__init__()
        self.title = "Calibration gym"
        self._rater: str | None = None
        """Who was chosen last; None: nobody yet, and then it is whoever rated last."""

    def body(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield HangingText(id="what")
            yield ChoiceRow("Rater", [], id="rater")
            yield TextRow("Name", placeholder="who rates; a letter or an alias will do")
            yield ChoiceRow("Framework", [], id="framework")
            yield HangingText(id="next")

    def on_mount(self) -> None:
        self.topline.title = "Calibration gym"
        self.topline.state = "reading the answers …"
        for row in self._rows:
            row.display = False
        self.gather()

    def on_screen_resume(self) -> None:
        if self.gym is not None:
            self.gather()

    @work(thread=True, exclusive=True, exit_on_error=False, group="gather")
    def gather(self) -> None:
        """Read what there is."""
        self.post_message(self.Gathered(gather_gym(self.services)))

    @on(Gathered)
    def _take(self, event: Gathered) -> None:
        self.gym = event.gym

    def watch_gym(self, gym: Gym | None) -> None:
        if gym is None or not self.is_mounted:
            return
        count = len(gym.bank.exemplars)
        self.topline.state = f"{count} sample answers" if count else ""
        what = what_lines() if count else no_exemplars_lines()
        self.query_one("#what", HangingText).paragraphs = what
        self._offer(gym)
        self._show()
        is_gone = self.focused is self.name_row.line and not self.name_row.display
        if count and (self.focused is None or is_gone):
            self._settle_focus()

    def _settle_focus(self) -> None:
        """Keys go to the name where somebody new rates, and to the row of raters otherwise."""
        (self.name_row.line if self._is_new else self._row("rater")).focus()

    def _offer(self, gym: Gym) -> None:
        """Put the rows to what there is; what is chosen stays chosen."""
        raters, frameworks = gym.raters, gym.frameworks
        rater = raters[0] if raters and self._rater is None else _SOMEBODY_NEW
        if self._rater in raters:
            rater = self._rater or ""
            self.name_row.fill("")
        choices = [Choice(name, name, about_rater(gym, name)) for name in raters]
        self._row("rater").offer([*choices, Choice(_SOMEBODY_NEW, "somebody new")], rater)
        chosen = self._row("framework").value or self.services.settings.framework
        ids = [framework.id for framework in frameworks]
        self._row("framework").offer(
            [Choice(f.id, f.title, about_framework(gym, f.id)) for f in frameworks],
            chosen if chosen in ids else (ids[0] if ids else None),
        )

    @property
    def _rows(self) -> list[ChoiceRow[Any]]:
        return [self._row("rater"), self._row("framework")]

    def _row(self, row_id: str) -> ChoiceRow[Any]:
        return self.query_one(f"#{row_id}", ChoiceRow)

    @property
    def _is_new(self) -> bool:
        return self._row("rater").value == _SOMEBODY_NEW

    @property
    def _framework(self) -> FrameworkId:
        return FrameworkId(str(self._row("framework").value))

    @property
    def _known_rater(self) -> str:
        """Whoever is chosen and has rated before; empty where nobody is."""
        gym = self.gym
        if gym is None:
            return ""
        if not self._is_new:
            return str(self._row("rater").value)
        name = gym.known_as(" ".join(self.name_row.value.split()))
        return name if name in gym.raters else ""

    @on(ChoiceRow.Changed, "#rater")
    def _rater_changed(self) -> None:
        self._rater = str(self._row("rater").value)
        self._show()
        if self._is_new:
            self._settle_focus()

    @on(ChoiceRow.Changed, "#framework")
    @on(TextRow.Changed)
    def _show(self) -> None:
        gym = self.gym
        if gym is None:
            return
        has_answers = bool(gym.frameworks)
        self._row("rater").display = has_answers and bool(gym.raters)
        self._row("framework").display = has_answers
        self.name_row.display = has_answers and self._is_new
        self.text.display = has_answers
        # Whoever has rated knows what the gym is for.
        self.query_one("#what").display = not self._known_rater
        if has_answers:
            self.text.paragraphs = next_lines(gym, self._known_rater, self._framework)
        self.refresh_bindings()

    @on(events.Resize)
    def _fit(self) -> None:
        self.text.refresh(layout=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Keys that would do nothing are not offered."""
        gym = self.gym
        if action in ("back", "help") or not self.is_mounted:
            return True
        if gym is None or not gym.frameworks:
            return action not in ("begin", "go_on", "begin_another", "results", "compare")
        if action in ("results", "compare"):
            return bool(self._known_rater)
        can_go_on = gym.resumable(self._known_rater, self._framework) is not None
        if action in ("go_on", "begin_another"):
            return can_go_on
        return action != "begin" or not can_go_on

    @on(TextRow.Submitted)
    async def _submitted(self) -> None:
        await self.run_action("go_on" if self.check_action("go_on", ()) else "begin")

    def action_begin(self) -> None:
        """Choose the exemplars, and show the first."""
        gym = self.gym
        if gym is None:
            return
        try:
            name = self._row("rater").value or clean_name(self.name_row.value, "the rater")
        except InputError as error:
            self.name_row.say(f"{error.message} {error.hint}".strip())
            self.name_row.line.focus()
            return
        services = self.services
        self._sit(
            new_sitting(
                gym.known_as(str(name)), self._framework, gym.bank.exemplars, gym.ratings,
                seed=services.new_seed(), now=services.now(),
            )
        )  # fmt: skip

    def action_begin_another(self) -> None:
        """Leave the old sitting as it is, and begin one."""
        self.action_begin()

    def action_go_on(self) -> None:
        """Take the sitting up where it was left."""
        gym = self.gym
        sitting = gym and gym.resumable(self._known_rater, self._framework)
        if sitting:
            self._sit(sitting)

    def _sit(self, sitting: "GymSitting") -> None:
        from mock_panel.tui.screens.panel.gym_sitting import (  # noqa: PLC0415 - when shown
            GymSittingScreen,
        )

        gym = self.gym
        assert gym is not None  # noqa: S101 - for the type checker
        self._rater = sitting.rater
        self.app.push_screen(
            GymSittingScreen(sitting, gym.bank, gym.ratings),
            lambda is_over: self._open(sitting.rater) if is_over else None,
        )

    def action_results(self) -> None:
        """Show how the one who is chosen rates."""
        self._open(self._known_rater)

    def action_compare(self) -> None:
        """Show all raters side by side."""
        self._open(self._known_rater, compare=True)

    def _open(self, rater: str, *, compare: bool = False) -> None:
        from mock_panel.tui.screens.panel.gym_results import (  # noqa: PLC0415 - when shown
            GymResultsScreen,
        )

        self._rater = rater
        self.app.push_screen(GymResultsScreen(rater, compare=compare))
