"""Trying the microphone: speak, see that it is heard, hear it once; nothing of it is kept."""

from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Static

from mock_panel.domain.speech import ListeningMeans, Recorded, Recording, SpokenAnswer, Stretch
from mock_panel.errors import StorageError
from mock_panel.practice.microphone_trial import (
    LONGEST_SECONDS,
    MicrophoneTrial,
    erase_left_trials,
    trial_name,
)
from mock_panel.tui.keys import key
from mock_panel.tui.screens.listening_words import writer_sentence
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.voice_trial import sentence
from mock_panel.tui.widgets.microphone import Microphone
from mock_panel.tui.widgets.sound_strip import SoundStrip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_panel.settings import Settings

_LOOKING = "Looking for the microphone …"
_SPEAK = "Say a sentence or two, as you would to a panel. Enter plays it back."
_PLAYING = "This is what was heard."
_NOTHING = "It ended before a sound was heard."
_OVER = "That was you, and nothing of it is kept."
_AGAIN = "Press m to try again."


class _Step(Enum):
    LOOKING = auto()
    LISTENING = auto()
    PLAYING = auto()
    OVER = auto()


class MicrophoneTrialScreen(Page[None]):
    """The level of the microphone, then what it heard, then who writes answers down."""

    CSS_PATH = "microphone_trial.tcss"
    HELP_TEXT = (
        "Say something, at the distance and loudness of an answer. The level and the words "
        "beside it say how it arrives; Enter plays it back to you once. It is erased then, and "
        f"also if you leave before. After {LONGEST_SECONDS:.0f} seconds it ends by itself."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "done", "Done", "End speaking and hear it; then end this trial"),
        key("m", "again", "Again", "Try once more"),
    ]

    microphone = getters.query_one(Microphone)
    strip = getters.query_one(SoundStrip)
    say = getters.query_one("#say", Static)

    @dataclass
    class Ready(Message):
        """It is known what there is; a trial of it, if there is a microphone."""

        means: ListeningMeans
        trial: MicrophoneTrial | None

    @dataclass
    class Playing(Message):
        """It is about to be heard."""

        recording: Recording
        pauses: "Sequence[Stretch]"

    @dataclass
    class Moved(Message):
        """The player has come to another second."""

        second: float

    def __init__(self, settings: "Settings") -> None:
        """Begin a trial.

        Args:
            settings: with the microphone to try, whether or not they are saved.
        """
        super().__init__()
        self.title = "Try the microphone"
        self._settings = settings
        self._trial: MicrophoneTrial | None = None
        self._step = _Step.LOOKING
        self._warning = ""

    def body(self) -> ComposeResult:
        yield Static("", id="say", markup=False)
        yield Microphone(self._recorder)
        yield SoundStrip(lambda: self.services.player, self._find)
        yield Static("", id="writer", markup=False)

    def _recorder(self) -> MicrophoneTrial:
        assert self._trial is not None  # noqa: S101 - nobody listens before
        return self._trial

    def _find(self, name: str) -> None:
        """Nothing is heard from the strip: it only shows where the trial's own player is."""

    def on_mount(self) -> None:
        self.topline.title = "Try the microphone"
        self.topline.state = "nothing of this is kept"
        self._look()

    def _look(self) -> None:
        self._enter(_Step.LOOKING, _LOOKING)
        self.begin()

    @work(thread=True, exclusive=True, exit_on_error=False, group="begin")
    def begin(self) -> None:
        """Look for the microphone, and get ready to listen."""
        services, settings = self.services, self._settings
        means = services.listening_means.find(settings.microphone)
        trial = None
        if means.microphones:
            # What cannot be erased today is erased at the next start.
            with suppress(StorageError):
                erase_left_trials(services.recordings, services.now())
            trial = MicrophoneTrial(
                services.trial_recorder(settings),
                services.player,
                services.recordings,
                self._heard,
                lambda second: self.post_message(self.Moved(second)),
            )
        self.post_message(self.Ready(means, trial))

    def _heard(self, recording: Recording) -> None:
        """In the trial's thread: show what is about to be heard."""
        pauses = self.services.measure_delivery(SpokenAnswer(recording), "").pauses
        self.post_message(self.Playing(recording, [pause.stretch for pause in pauses]))

    @on(Ready)
    def _listen(self, event: Ready) -> None:
        means, wanted = event.means, self._settings.microphone
        self._trial, self._warning = event.trial, ""
        words = writer_sentence(self._settings.recogniser, means)
        self.query_one("#writer", Static).update(words)
        if event.trial is None:
            self._enter(_Step.OVER, f"{sentence(means.no_microphone)} {_AGAIN}")
            return
        is_away = bool(wanted) and wanted not in means.microphones
        instead = f"{wanted} is not connected: the system's choice listens. " if is_away else ""
        self._enter(_Step.LISTENING, f"{instead}{_SPEAK}")
        self.microphone.listen(trial_name(self.services.now(), self.services.new_id()))

    @on(Playing)
    def _show_sound(self, event: Playing) -> None:
        self._warning = self.microphone.warning
        self.strip.recording, self.strip.pauses = event.recording, event.pauses
        self.strip.position = 0.0
        self._enter(_Step.PLAYING, _PLAYING)

    @on(Moved)
    def _move(self, event: Moved) -> None:
        if self._step is _Step.PLAYING:
            self.strip.position = event.second

    @on(Microphone.Ended)
    def _end(self, event: Microphone.Ended) -> None:
        event.stop()
        self.strip.position = None
        self._enter(_Step.OVER, " ".join(filter(None, self._outcome(event.recorded))))

    def _outcome(self, recorded: Recorded) -> list[str]:
        """How it went, as sentences."""
        played = self._trial.played if self._trial is not None else None
        told = [self._warning, sentence(recorded.reason), _AGAIN]
        if played is None:
            return [*([] if recorded.reason else [_NOTHING]), *told]
        if not played.ok:
            return ["It was recorded, but could not be played.", sentence(played.reason), *told]
        return [*([] if recorded.reason else [_OVER]), *told]

    def _enter(self, step: _Step, words: str) -> None:
        self._step = step
        self.say.update(words)
        self.microphone.display = step is _Step.LISTENING
        self.strip.display = step is _Step.PLAYING
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer another trial once this one is over."""
        return action != "again" or self._step is _Step.OVER

    def action_done(self) -> None:
        """The next step: hear it, end hearing it, leave."""
        if self._step in (_Step.LISTENING, _Step.PLAYING) and self._trial is not None:
            self._trial.stop()
        else:
            self.action_back()

    def action_again(self) -> None:
        """Try once more."""
        self._look()

    def action_back(self) -> None:
        """Leave; what is being recorded or played ends, and is erased."""
        self._leave()
        self.dismiss(None)

    def on_unmount(self) -> None:
        self._leave()

    def _leave(self) -> None:
        if self._trial is not None:
            self._trial.leave()
