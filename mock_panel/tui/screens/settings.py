"""Settings: one choice a row, saved at once; nothing to confirm."""

from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Input, Label, Static

from mock_panel.domain.speech import VoicesFound
from mock_panel.errors import InputError, StorageError
from mock_panel.tui.screens.settings_rows import (
    about,
    changed,
    data_words,
    date_words,
    directory_size,
    interview_date,
    rate_choices,
    theme_choices,
    voice_words,
    volume_choices,
)
from mock_panel.tui.screens.voice_trial import VoiceTrial
from mock_panel.tui.themes import OURS
from mock_panel.tui.widgets.choice_row import Choice, ChoiceRow
from mock_panel.tui.widgets.listed_row import ListedRow

if TYPE_CHECKING:
    from datetime import date

    from mock_panel.domain.questions import QuestionBank
    from mock_panel.settings import Settings
    from mock_panel.tui.app import MockPanelApp


class SettingsScreen(VoiceTrial[None]):
    """Every row shows what holds now; the id of a choice row is the name of its setting."""

    CSS_PATH = "settings.tcss"
    HELP_TEXT = (
        "Up and down move between the rows; left and right change a value. Every change is "
        "saved at once.\n\n"
        "The interview date is written as 2027-03-31; Enter takes it, and an empty line means "
        "that there is none. A theme shows itself while you choose. v reads a sentence aloud "
        "with the voice, speed and volume that are shown.\n\n"
        "Everything that this program keeps is in the directory named below. `mock-panel "
        "backup` copies the database safely while it is in use; `mock-panel purge` erases."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the rows' container, which would scroll where it is higher than the window.
        Binding("up", "app.focus_previous", "Row above", show=False, priority=True),
        Binding("down", "app.focus_next", "Row below", show=False, priority=True),
    ]

    date_box = getters.query_one("#date", Input)
    spoken_by = getters.query_one("#voice_id", ListedRow)

    @dataclass
    class Known(Message):
        """The bank has been read."""

        bank: "QuestionBank"

    @dataclass
    class Measured(Message):
        """The size of the data is known."""

        size: int

    @dataclass
    class Saved(Message):
        """The settings are on disk."""

    @dataclass
    class NotSaved(Message):
        """The settings could not be written."""

        number: int

    @dataclass
    class VoicesKnown(Message):
        """The engine has been asked."""

        found: VoicesFound

    def __init__(self) -> None:
        super().__init__()
        self.title = "Settings"
        self._bank: QuestionBank | None = None
        self._number = 0
        """Counts the changes; only the newest has to reach the disk, for it holds them all."""
        self._saving = Lock()
        self._voices = VoicesFound()

    def body(self) -> ComposeResult:
        now = self._shown = self.services.settings
        themes = theme_choices((t.name for t in OURS), self.app.available_themes)
        modes = [Choice("typed", "typed"), Choice("spoken", "spoken")]
        voices = [Choice(True, "read questions aloud"), Choice(False, "on the screen only")]
        with VerticalScroll(id="rows", can_focus=False):
            yield ChoiceRow[object]("Framework", [], id="framework")
            with Horizontal(id="date-row"):
                yield Label("Interview")
                yield Input(id="date", placeholder="2027-03-31", compact=True)
                yield Static("", id="date-words", markup=False)
            yield Static("", id="date-problem", markup=False)
            yield ChoiceRow("Answer", modes, chosen=now.answer_mode, id="answer_mode")
            yield ChoiceRow[object]("Answer model", [], id="answer_model")
            yield ChoiceRow("Voice", voices, chosen=now.voice, id="voice")
            yield ListedRow("Spoken by", id="voice_id")
            yield ChoiceRow("Voice speed", rate_choices(now.voice_rate),
                            chosen=now.voice_rate, id="voice_rate")  # fmt: skip
            yield ChoiceRow("Voice volume", volume_choices(now.voice_volume),
                            chosen=now.voice_volume, id="voice_volume")  # fmt: skip
            yield ChoiceRow("Theme", themes, chosen=self.app.theme, id="theme")
            yield Static(data_words(self.services.paths.home, None), id="data")
            yield Static("", id="about")
        yield Static("", id="status", markup=False)

    def on_mount(self) -> None:
        self.topline.title = "Settings"
        self.topline.state = "saved as you change them"
        self._show_date()
        self._row("framework").focus()
        self.watch(self.app, "theme", self._theme_changed, init=False)
        self._show_voice()
        self.read_bank()
        self.measure()
        if self._shown.voice_id:
            self.find_voices()

    @work(thread=True, exclusive=True, exit_on_error=False, group="bank")
    def read_bank(self) -> None:
        """Read what there is to choose from."""
        self.post_message(self.Known(self.services.bank.load()))

    @work(thread=True, exclusive=True, exit_on_error=False, group="measure")
    def measure(self) -> None:
        """Count the bytes of the user's data."""
        self.post_message(self.Measured(directory_size(self.services.paths.home)))

    @work(thread=True, exclusive=True, exit_on_error=False, group="voices")
    def find_voices(self) -> None:
        """Ask the engine for the name of the voice that is chosen."""
        self.post_message(self.VoicesKnown(self.services.voices.find()))

    @on(VoicesKnown)
    def _name_voice(self, event: VoicesKnown) -> None:
        self._voices = event.found
        self._show_voice()

    @on(ListedRow.Opened, "#voice_id")
    @work(group="choose-voice")
    async def _choose_voice(self) -> None:
        """Have a voice chosen from all of them."""
        from mock_panel.tui.screens.voices import VoicesScreen  # noqa: PLC0415 - when asked for

        self.end_trial()
        chosen = await self.app.push_screen_wait(VoicesScreen(self._shown))
        if chosen is not None:
            self._change(replace(self._shown, voice_id=chosen))
            self._show_voice()
            if chosen:
                self.find_voices()

    @on(Known)
    def _offer(self, event: Known) -> None:
        self._bank = event.bank
        self._show_rows()

    @on(Measured)
    def _show_size(self, event: Measured) -> None:
        self.query_one("#data", Static).update(data_words(self.services.paths.home, event.size))

    @on(ChoiceRow.Changed)
    def _row_changed(self, event: ChoiceRow.Changed) -> None:
        name, value = event.row.id, event.row.value
        if name == "theme":
            self.app.theme = str(value)
        elif name is not None:
            self._change(changed(self._shown, name, value))

    def _theme_changed(self, theme: str) -> None:
        """Chosen here, or by the key that holds on every screen."""
        self._row("theme").choose(theme)
        self._change(replace(self._shown, theme=theme))

    @on(Input.Changed, "#date")
    def _judge_date(self) -> None:
        try:
            self._say_date(date_words(interview_date(self.date_box.value), self._today()))
        except InputError:
            self._say_date("year-month-day")

    @on(Input.Submitted, "#date")
    @on(Input.Blurred, "#date")
    def _take_date(self) -> None:
        try:
            day = interview_date(self.date_box.value)
        except InputError as error:
            self._say_date("", f"{error.message} {error.hint}")
            return
        self._change(replace(self._shown, interview_date=day))
        self._show_date()

    def _change(self, settings: "Settings") -> None:
        """From now on these hold; they are written by a worker."""
        if settings == self._shown:
            return
        self._shown = settings
        self._number += 1
        self._show_about()
        # The app's worker, not the screen's: a failure is told even if the screen has been left.
        write = partial(self._write, self.panel_app, settings, self._number)
        self.app.run_worker(write, thread=True, exit_on_error=False, group="settings")

    def _write(self, app: "MockPanelApp", settings: "Settings", number: int) -> None:
        """Write the settings, unless newer ones are on their way; runs in a worker."""
        with self._saving:
            if number != self._number:
                return
            try:
                app.services.change_settings(settings)
            except StorageError as error:
                self.post_message(self.NotSaved(number))
                app.call_from_thread(app.show_error, error)
                return
            self.post_message(self.Saved())

    @on(Saved)
    def _say_saved(self) -> None:
        if not self.is_trying:
            self.status.update("saved")

    @on(NotSaved)
    def _restore(self, event: NotSaved) -> None:
        """What is on disk holds again, and the rows say so."""
        if event.number != self._number:
            return
        self._shown = self.services.settings
        self.app.theme = self._shown.theme
        self._show_rows()
        self._show_date()
        self.status.update("not saved; the earlier value holds")

    def trial_settings(self) -> "Settings":
        return self._shown

    def action_back(self) -> None:
        """Leave; a date that was typed to its end is kept."""
        self._take_date()
        self.end_trial()
        self.dismiss(None)

    def _show_rows(self) -> None:
        """Every row says what holds."""
        now = self._shown
        if self._bank is not None:
            self._row("framework").offer(
                [Choice(f.id, f.title) for f in self._bank.qualifications], now.framework
            )
            self._row("answer_model").offer(
                [
                    Choice(m.id, m.title, ", ".join(slot.title for slot in m.slots))
                    for m in self._bank.answer_models
                ],
                now.answer_model,
            )
        for name in ("answer_mode", "voice", "voice_rate", "voice_volume", "theme"):
            self._row(name).choose(getattr(now, name))
        self._show_voice()
        self._show_about()

    def _show_voice(self) -> None:
        words = voice_words(self._shown.voice_id, self._voices)
        self.spoken_by.words, self.spoken_by.explanation = words

    def _show_about(self) -> None:
        frameworks = self._bank.frameworks if self._bank is not None else ()
        for framework in frameworks:
            if framework.id == self._shown.framework:
                self.query_one("#about", Static).update(about(framework))

    def _show_date(self) -> None:
        day = self._shown.interview_date
        with self.prevent(Input.Changed):
            self.date_box.value = day.isoformat() if day else ""
        self._say_date(date_words(day, self._today()))

    def _say_date(self, words: str, problem: str = "") -> None:
        self.query_one("#date-words", Static).update(words)
        said = self.query_one("#date-problem", Static)
        said.update(problem)
        said.display = bool(problem)

    def _today(self) -> "date":
        return self.services.now().astimezone().date()

    def _row(self, name: str) -> ChoiceRow[object]:
        return self.query_one(f"#{name}", ChoiceRow)
