"""The rows of Settings: they show what holds, and keep nothing."""

from datetime import date
from typing import TYPE_CHECKING, Any

from textual import events, getters
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Label, Static

from mock_panel.domain.english import written
from mock_panel.tui.screens.listening_words import microphone_words, recogniser_words
from mock_panel.tui.screens.settings_rows import (
    LABEL_WIDTH,
    about,
    data_words,
    date_words,
    kept_choices,
    rate_choices,
    theme_choices,
    voice_words,
    volume_choices,
)
from mock_panel.tui.themes import OURS
from mock_panel.tui.widgets.choice_row import Choice, ChoiceRow
from mock_panel.tui.widgets.line import Line
from mock_panel.tui.widgets.listed_row import ListedRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mock_panel.domain.questions import QuestionBank
    from mock_panel.domain.speech import ListeningMeans, VoicesFound
    from mock_panel.settings import Settings


class SettingsForm(VerticalScroll, can_focus=False):
    """A row for each setting; the id of a choice row is the name of its setting."""

    date_box = getters.query_one("#date", Input)
    spoken_by = getters.query_one("#voice_id", ListedRow)
    heard_by = getters.query_one("#microphone", ListedRow)
    written_by = getters.query_one("#recogniser", ListedRow)

    def __init__(self, now: "Settings", home: "Path") -> None:
        """Show these settings.

        Args:
            now: they hold.
            home: the data directory.
        """
        super().__init__(id="rows")
        self._opened = now
        self._home = home

    def compose(self) -> ComposeResult:
        now = self._opened
        themes = theme_choices((t.name for t in OURS), self.app.available_themes)
        modes = [Choice("typed", "typed"), Choice("spoken", "spoken")]
        voices = [Choice(True, "read questions aloud"), Choice(False, "on the screen only")]
        sound = [Choice(True, "record them"), Choice(False, "only time them")]
        yield _choices("framework", "Framework", [], None)
        with Horizontal(id="date-row"):
            yield Label("Interview")
            yield Line(id="date", placeholder="31 Mar 2027", compact=True)
            yield Static("", id="date-words", markup=False)
        yield Static("", id="date-problem", markup=False)
        yield _choices("answer_mode", "Answer", modes, now.answer_mode)
        yield _choices("answer_model", "Answer model", [], None)
        yield _choices("voice", "Voice", voices, now.voice, classes="group")
        yield ListedRow("Spoken by", label_width=LABEL_WIDTH, id="voice_id")
        rates, volumes = rate_choices(now.voice_rate), volume_choices(now.voice_volume)
        yield _choices("voice_rate", "Voice speed", rates, now.voice_rate)
        yield _choices("voice_volume", "Voice volume", volumes, now.voice_volume)
        yield _choices("record", "Spoken answers", sound, now.record, classes="group")
        yield ListedRow("Microphone", label_width=LABEL_WIDTH, id="microphone")
        yield ListedRow("Written down by", label_width=LABEL_WIDTH, id="recogniser")
        kept = kept_choices(now.recording_days, "")
        yield _choices("recording_days", "Recordings kept", kept, now.recording_days)
        yield _choices("theme", "Theme", themes, self.app.theme, classes="group")
        yield Static(data_words(self._home, None), id="data")
        yield Static("", id="about")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Below the last row stands more, which no key would reach otherwise."""
        if event.widget.id == "theme":
            self.call_after_refresh(
                self.scroll_to_widget, event.widget, animate=False, top=True, force=True
            )

    def row(self, name: str) -> ChoiceRow[object]:
        """The row of choices that sets `name`."""
        return self.query_one(f"#{name}", ChoiceRow)

    def show_choices(self, now: "Settings") -> None:
        """The rows that offer the same whatever has been read."""
        for name in ("answer_mode", "voice", "voice_rate", "voice_volume", "record", "theme"):
            self.row(name).choose(getattr(now, name))

    def show_bank(self, bank: "QuestionBank", now: "Settings") -> None:
        """Offer what the bank has."""
        self.row("framework").offer(
            [Choice(f.id, f.title) for f in bank.qualifications], now.framework
        )
        self.row("answer_model").offer(
            [
                Choice(m.id, m.title, ", ".join(slot.title for slot in m.slots))
                for m in bank.answer_models
            ],
            now.answer_model,
        )

    def show_about(self, bank: "QuestionBank", now: "Settings") -> None:
        """Whose words the chosen framework is in."""
        for framework in bank.frameworks:
            if framework.id == now.framework:
                self.query_one("#about", Static).update(about(framework))

    def show_voice(self, now: "Settings", found: "VoicesFound") -> None:
        """Whose voice it is, as far as the engine has been asked."""
        words = voice_words(now.voice_id, found)
        self.spoken_by.words, self.spoken_by.explanation = words

    def show_means(self, now: "Settings", means: "ListeningMeans | None") -> None:
        """Which microphone and recogniser, as far as they have been looked for."""
        for row, words in (
            (self.heard_by, microphone_words(now.microphone, means)),
            (self.written_by, recogniser_words(now.recogniser, means)),
        ):
            row.words, row.explanation = words

    def show_kept(self, now: "Settings", told: str) -> None:
        """How long recordings are kept, and what there is to say about them."""
        # What held on opening stays on offer.
        choices = kept_choices(self._opened.recording_days, told)
        self.query_one("#recording_days", ChoiceRow).offer(choices, now.recording_days)

    def show_size(self, size: int) -> None:
        """The bytes of the user's data."""
        self.query_one("#data", Static).update(data_words(self._home, size))

    def show_date(self, day: date | None, today: date) -> None:
        """The date that holds."""
        with self.prevent(Input.Changed):
            self.date_box.value = written(day) if day else ""
        self.say_date(date_words(day, today))

    def say_date(self, words: str, problem: str = "") -> None:
        """What there is to say about the date that stands there."""
        self.query_one("#date-words", Static).update(words)
        said = self.query_one("#date-problem", Static)
        said.update(problem)
        said.display = bool(problem)


def _choices(
    name: str, label: str, choices: "Sequence[Choice[Any]]", chosen: object, classes: str = ""
) -> ChoiceRow[Any]:
    row = ChoiceRow(label, choices, chosen=chosen, label_width=LABEL_WIDTH, id=name)
    row.set_classes(classes)
    return row
