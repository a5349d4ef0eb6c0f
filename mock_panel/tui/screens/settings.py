"""Settings: one choice a row, saved at once; nothing to confirm."""

from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Input, Label, Static

from mock_panel.domain.speech import ListeningMeans, VoicesFound
from mock_panel.errors import InputError, StorageError
from mock_panel.tui.keys import key
from mock_panel.tui.screens.listening_words import microphone_words, recogniser_words
from mock_panel.tui.screens.settings_rows import (
    LABEL_WIDTH,
    about,
    changed,
    data_words,
    date_words,
    directory_size,
    interview_date,
    is_shorter,
    kept_choices,
    rate_choices,
    recordings_words,
    theme_choices,
    voice_words,
    volume_choices,
)
from mock_panel.tui.screens.voice_trial import VoiceTrial
from mock_panel.tui.themes import OURS
from mock_panel.tui.widgets.choice_row import Choice, ChoiceRow
from mock_panel.tui.widgets.line import Line
from mock_panel.tui.widgets.listed_row import ListedRow

if TYPE_CHECKING:
    from collections.abc import Sequence
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
        "m lets you hear yourself through the microphone; nothing of that is kept. Answers are "
        "written down on this machine. Recordings older than you allow are erased when Home is "
        "shown; `mock-panel purge --recordings` erases them all at once, and the words stay.\n\n"
        "Everything that this program keeps is in the directory named below. `mock-panel "
        "backup` copies the database safely while it is in use; `mock-panel purge` erases."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("m", "try_microphone", "Try the microphone", "Hear yourself as it records you"),
        # Before the rows' container, which would scroll where it is higher than the window.
        Binding("up", "app.focus_previous", "Row above", show=False, priority=True),
        Binding("down", "app.focus_next", "Row below", show=False, priority=True),
    ]

    date_box = getters.query_one("#date", Input)
    spoken_by = getters.query_one("#voice_id", ListedRow)
    heard_by = getters.query_one("#microphone", ListedRow)
    written_by = getters.query_one("#recogniser", ListedRow)

    @dataclass
    class Known(Message):
        """The bank has been read."""

        bank: "QuestionBank"

    @dataclass
    class Measured(Message):
        """The size of the data is known, and of the recordings among it."""

        size: int
        recordings: int
        sound: int

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

    @dataclass
    class MeansKnown(Message):
        """It is known what microphones and recognisers there are."""

        means: ListeningMeans

    def __init__(self) -> None:
        super().__init__()
        self.title = "Settings"
        self._bank: QuestionBank | None = None
        self._number = 0
        """Counts the changes; only the newest has to reach the disk, for it holds them all."""
        self._saving = Lock()
        self._voices = VoicesFound()
        self._means: ListeningMeans | None = None
        self._kept = ""
        """What there is to say about the recordings."""
        self._recordings = 0

    def body(self) -> ComposeResult:
        now = self._shown = self._opened = self.services.settings
        themes = theme_choices((t.name for t in OURS), self.app.available_themes)
        modes = [Choice("typed", "typed"), Choice("spoken", "spoken")]
        voices = [Choice(True, "read questions aloud"), Choice(False, "on the screen only")]
        sound = [Choice(True, "record them"), Choice(False, "only time them")]
        with VerticalScroll(id="rows", can_focus=False):
            yield self._choices("framework", "Framework", [], None)
            with Horizontal(id="date-row"):
                yield Label("Interview")
                yield Line(id="date", placeholder="2027-03-31", compact=True)
                yield Static("", id="date-words", markup=False)
            yield Static("", id="date-problem", markup=False)
            yield self._choices("answer_mode", "Answer", modes, now.answer_mode)
            yield self._choices("answer_model", "Answer model", [], None)
            yield self._choices("voice", "Voice", voices, now.voice, classes="group")
            yield ListedRow("Spoken by", label_width=LABEL_WIDTH, id="voice_id")
            rates, volumes = rate_choices(now.voice_rate), volume_choices(now.voice_volume)
            yield self._choices("voice_rate", "Voice speed", rates, now.voice_rate)
            yield self._choices("voice_volume", "Voice volume", volumes, now.voice_volume)
            yield self._choices("record", "Spoken answers", sound, now.record, classes="group")
            yield ListedRow("Microphone", label_width=LABEL_WIDTH, id="microphone")
            yield ListedRow("Written down by", label_width=LABEL_WIDTH, id="recogniser")
            kept = kept_choices(now.recording_days, "")
            yield self._choices("recording_days", "Recordings kept", kept, now.recording_days)
            yield self._choices("theme", "Theme", themes, self.app.theme, classes="group")
            yield Static(data_words(self.services.paths.home, None), id="data")
            yield Static("", id="about")
        yield Static("", id="status", markup=False)

    @staticmethod
    def _choices(
        name: str, label: str, choices: "Sequence[Choice[Any]]", chosen: object, classes: str = ""
    ) -> ChoiceRow[Any]:
        row = ChoiceRow(label, choices, chosen=chosen, label_width=LABEL_WIDTH, id=name)
        row.set_classes(classes)
        return row

    def on_mount(self) -> None:
        self.topline.title = "Settings"
        self.topline.state = "saved as you change them"
        self._show_date()
        self._row("framework").focus()
        self.watch(self.app, "theme", self._theme_changed, init=False)
        self._show_voice()
        self._show_means()
        self.read_bank()
        self.measure()
        self.find_means()
        if self._shown.voice_id:
            self.find_voices()

    @work(thread=True, exclusive=True, exit_on_error=False, group="bank")
    def read_bank(self) -> None:
        """Read what there is to choose from."""
        self.post_message(self.Known(self.services.bank.load()))

    @work(thread=True, exclusive=True, exit_on_error=False, group="measure")
    def measure(self) -> None:
        """Count the bytes of the user's data, and the recordings."""
        services = self.services
        names, sound = services.recordings.names(), services.recordings.size()
        self.post_message(self.Measured(directory_size(services.paths.home), len(names), sound))

    @work(thread=True, exclusive=True, exit_on_error=False, group="means")
    def find_means(self) -> None:
        """Look for microphones and recognisers."""
        means = self.services.listening_means.find(self._shown.microphone)
        self.post_message(self.MeansKnown(means))

    @on(MeansKnown)
    def _keep_means(self, event: MeansKnown) -> None:
        self._means = event.means
        self._show_means()

    @on(ListedRow.Opened, "#microphone")
    @work(group="choose-microphone")
    async def _choose_microphone(self) -> None:
        """Have a microphone chosen from all of them."""
        from mock_panel.tui.screens.listening_choice import (  # noqa: PLC0415 - when asked for
            MicrophonesScreen,
        )

        self.end_trial()
        chosen = await self.app.push_screen_wait(MicrophonesScreen(self._shown))
        if chosen is not None:
            self._change(replace(self._shown, microphone=chosen))
            self._show_means()
        # Somebody may have connected one meanwhile.
        self.find_means()

    @on(ListedRow.Opened, "#recogniser")
    @work(group="choose-recogniser")
    async def _choose_recogniser(self) -> None:
        """Have a recogniser chosen from all of them."""
        from mock_panel.tui.screens.listening_choice import (  # noqa: PLC0415 - when asked for
            RecognisersScreen,
        )

        self.end_trial()
        chosen = await self.app.push_screen_wait(RecognisersScreen(self._shown))
        if chosen is not None:
            self._change(replace(self._shown, recogniser=chosen))
            self._show_means()

    def action_try_microphone(self) -> None:
        """Open a trial of the microphone that is shown."""
        from mock_panel.tui.screens.microphone_trial import (  # noqa: PLC0415 - when asked for
            MicrophoneTrialScreen,
        )

        # It would hear the voice.
        self.end_trial()
        self.app.push_screen(MicrophoneTrialScreen(self._shown), self._look_again)

    def _look_again(self, _: None) -> None:
        self.find_means()

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
        self._recordings = event.recordings
        self._kept = recordings_words(event.recordings, event.sound)
        self._show_kept()

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
        days = self._shown.recording_days
        goes = self._recordings and is_shorter(days, self._opened.recording_days)
        if not self.is_trying:
            self.status.update(
                f"saved; recordings older than {days} days are erased when you leave Settings"
                if goes
                else "saved"
            )

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
        for name in ("answer_mode", "voice", "voice_rate", "voice_volume", "record", "theme"):
            self._row(name).choose(getattr(now, name))
        self._show_kept()
        self._show_voice()
        self._show_means()
        self._show_about()

    def _show_voice(self) -> None:
        words = voice_words(self._shown.voice_id, self._voices)
        self.spoken_by.words, self.spoken_by.explanation = words

    def _show_means(self) -> None:
        now = self._shown
        for row, words in (
            (self.heard_by, microphone_words(now.microphone, self._means)),
            (self.written_by, recogniser_words(now.recogniser, self._means)),
        ):
            row.words, row.explanation = words

    def _show_kept(self) -> None:
        days = self._shown.recording_days
        # What held on opening stays on offer.
        choices = kept_choices(self._opened.recording_days, self._kept)
        self.query_one("#recording_days", ChoiceRow).offer(choices, days)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Below the last row stands more, which no key would reach otherwise."""
        if event.widget.id == "theme":
            rows = self.query_one("#rows")
            self.call_after_refresh(
                rows.scroll_to_widget, event.widget, animate=False, top=True, force=True
            )

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
