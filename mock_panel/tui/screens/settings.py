"""Settings: one choice a row, saved at once; nothing to confirm."""

from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input, Static

from mock_panel.domain.speech import ListeningMeans, VoicesFound
from mock_panel.errors import InputError, StorageError
from mock_panel.tui.keys import key
from mock_panel.tui.screens.settings_form import SettingsForm
from mock_panel.tui.screens.settings_rows import (
    changed,
    date_words,
    directory_size,
    interview_date,
    is_shorter,
    recordings_words,
)
from mock_panel.tui.screens.voice_trial import VoiceTrial
from mock_panel.tui.widgets.choice_row import ChoiceRow
from mock_panel.tui.widgets.listed_row import ListedRow

if TYPE_CHECKING:
    from datetime import date

    from mock_panel.domain.questions import QuestionBank
    from mock_panel.settings import Settings
    from mock_panel.tui.app import MockPanelApp


class SettingsScreen(VoiceTrial[None]):
    """Every row shows what holds now; what is chosen there is written by a worker."""

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

    rows = getters.query_one(SettingsForm)

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
        self._shown = self._opened = self.services.settings
        yield SettingsForm(self._shown, self.services.paths.home)
        yield Static("", id="status", markup=False)

    def on_mount(self) -> None:
        self.topline.title = "Settings"
        self.topline.state = "saved as you change them"
        self._show_date()
        self.rows.row("framework").focus()
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
        self.rows.show_size(event.size)
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
        self.rows.row("theme").choose(theme)
        self._change(replace(self._shown, theme=theme))

    @on(Input.Changed, "#date")
    def _judge_date(self) -> None:
        try:
            self.rows.say_date(date_words(interview_date(self.rows.date_box.value), self._today()))
        except InputError:
            self.rows.say_date("not a date yet")

    @on(Input.Submitted, "#date")
    @on(Input.Blurred, "#date")
    def _take_date(self) -> None:
        try:
            day = interview_date(self.rows.date_box.value)
        except InputError as error:
            self.rows.say_date("", f"{error.message} {error.hint} It is not saved.")
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
        if self._bank is not None:
            self.rows.show_bank(self._bank, self._shown)
        self.rows.show_choices(self._shown)
        self._show_kept()
        self._show_voice()
        self._show_means()
        self._show_about()

    def _show_voice(self) -> None:
        self.rows.show_voice(self._shown, self._voices)

    def _show_means(self) -> None:
        self.rows.show_means(self._shown, self._means)

    def _show_kept(self) -> None:
        self.rows.show_kept(self._shown, self._kept)

    def _show_about(self) -> None:
        if self._bank is not None:
            self.rows.show_about(self._bank, self._shown)

    def _show_date(self) -> None:
        self.rows.show_date(self._shown.interview_date, self._today())

    def _today(self) -> "date":
        return self.services.now().astimezone().date()
