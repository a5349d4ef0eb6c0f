"""Set up a session: its shape, what to draw from, how to answer; Enter starts."""

from typing import Any, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Label, Static

from mock_panel.domain.english import clock_face, how_many
from mock_panel.domain.frameworks import Framework
from mock_panel.domain.ids import EcqId, FrameworkId, PresetId
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.presets import Preset
from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.sessions import SessionSetup
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.widgets.choice_row import Choice, ChoiceRow
from mock_panel.tui.widgets.line import Line

PREPARATIONS = (0, 15, 30, 60, 120, 300)
"""Seconds of preparation that are offered, beside the preset's own."""


class SetupScreen(Page[SessionSetup]):
    """One choice a row; every row has a good value already."""

    CSS_PATH = "setup.tcss"
    HELP_TEXT = (
        "Up and down move between the rows, left and right change a value, a digit jumps to "
        "one. Enter starts from anywhere.\n\n"
        "The seed makes a draw repeatable: the same seed with the same history draws the same "
        "questions. Leave it empty for a fresh draw.\n\n"
        "Board rehearsals take the aids away: no pause, no count of words, no bar of parts, and "
        "the reviews come after the last question."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "start", "Start", "Draw the questions and begin", priority=True),
        key("ctrl+r", "redraw", "New seed", "Forget the seed and draw afresh", show=False),
    ]

    seed = getters.query_one("#seed", Input)

    def __init__(self, bank: QuestionBank, preset: str) -> None:
        super().__init__()
        self.title = "Set up a session"
        self._bank = bank
        self._preset = PresetId(preset)

    def body(self) -> ComposeResult:
        settings = self.services.settings
        framework = self._framework_of(settings.framework)
        preset = self._bank.preset(self._preset)
        with VerticalScroll(can_focus=False):
            yield ChoiceRow("Shape", [Choice(p, p.title) for p in self._bank.presets],
                            chosen=preset, id="preset")  # fmt: skip
            yield Static("", id="about")
            yield ChoiceRow("Framework", [Choice(f, f.title) for f in self._bank.practicable],
                            chosen=framework, id="framework")  # fmt: skip
            yield ChoiceRow("ECQ", _ecqs(framework), chosen=None, id="ecq", first_digit=0)
            yield ChoiceRow(
                "Answer",
                [Choice(AnswerMode.TYPED, "typed"), Choice(AnswerMode.SPOKEN, "spoken")],
                chosen=AnswerMode(settings.answer_mode),
                id="mode",
            )
            yield ChoiceRow(
                "Voice",
                [Choice(True, "read the question aloud"), Choice(False, "on the screen only")],
                chosen=settings.voice,
                id="voice",
            )
            yield ChoiceRow("Preparation", _preparations(preset),
                            chosen=preset.preparation_seconds, id="preparation")  # fmt: skip
            with Horizontal(id="seed-row"):
                yield Label("Seed")
                yield Line(placeholder="empty: a fresh draw", type="integer", id="seed",
                            compact=True)  # fmt: skip

    def on_mount(self) -> None:
        self.topline.title = "Set up a session"
        self._row("ecq").index = 0
        self._show_about()
        self._row("preset").focus()

    @on(ChoiceRow.Changed, "#preset")
    def _preset_changed(self) -> None:
        preset = self._chosen_preset()
        self._row("preparation").offer(_preparations(preset), preset.preparation_seconds)
        self._show_about()

    @on(ChoiceRow.Changed, "#framework")
    def _framework_changed(self) -> None:
        framework = self._row("framework").value
        assert isinstance(framework, Framework)  # noqa: S101 - for the type checker
        self._row("ecq").offer(_ecqs(framework))
        self._row("ecq").index = 0

    def action_redraw(self) -> None:
        """Empty the seed."""
        self.seed.value = ""

    def action_start(self) -> None:
        """Give the choices back."""
        preset, framework = self._chosen_preset(), self._row("framework").value
        assert isinstance(framework, Framework)  # noqa: S101 - for the type checker
        ecq = self._row("ecq").value
        preparation = self._row("preparation").value
        seed = self.seed.value.strip()
        self.dismiss(
            SessionSetup(
                framework=framework.id,
                preset=preset.id,
                ecqs=(EcqId(str(ecq)),) if ecq else (),
                mode=AnswerMode(str(self._row("mode").value)),
                voice=bool(self._row("voice").value),
                preparation_seconds=preparation if isinstance(preparation, int) else 0,
                seed=int(seed) if seed.lstrip("-").isdigit() else self.services.new_seed(),
            )
        )

    def _show_about(self) -> None:
        preset = self._chosen_preset()
        band = f"{clock_face(preset.band.low)} to {clock_face(preset.band.high)} an answer"
        count = how_many(preset.questions, "question")
        self.query_one("#about", Static).update(
            f"{preset.summary}\n{count}, {preset.total_seconds // 60} min, {band}"
        )

    def _chosen_preset(self) -> Preset:
        preset = self._row("preset").value
        assert isinstance(preset, Preset)  # noqa: S101 - for the type checker
        return preset

    def _row(self, row_id: str) -> ChoiceRow[Any]:
        return self.query_one(f"#{row_id}", ChoiceRow)

    def _framework_of(self, chosen: FrameworkId | None) -> Framework:
        known = self._bank.practicable
        return next((f for f in known if f.id == chosen), known[0])


def _ecqs(framework: Framework) -> list[Choice[str]]:
    return [Choice("", "all of them"), *(Choice(str(e.id), e.title) for e in framework.ecqs)]


def _preparations(preset: Preset) -> list[Choice[int]]:
    offered = sorted({*PREPARATIONS, preset.preparation_seconds})
    return [Choice(s, f"{clock_face(s)}" if s else "none") for s in offered]
