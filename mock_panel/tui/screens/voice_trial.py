"""Hearing a voice before it is chosen: a key, a sentence, and a line about how it went."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import getters, on, work
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Static

from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page

if TYPE_CHECKING:
    from mock_panel.domain.speech import Spoken
    from mock_panel.settings import Settings

Result = TypeVar("Result")

VOICE_SAMPLE = (
    "Tell us about a time when you led people through a change. "
    "What did you do, and what came of it?"
)
"""Long enough to judge the speed by."""


class VoiceTrial(Page[Result]):
    """A screen with a line `#status`, and the settings that its choices would make."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("v", "try_voice", "Try the voice", "Read a sentence aloud as it is chosen here"),
    ]

    status = getters.query_one("#status", Static)

    _trial = 0
    """Counts the trials; what ends an earlier one says nothing of this one."""
    is_trying = False
    """Whether a sentence is being read."""

    @dataclass
    class Heard(Message):
        """The voice has ended, or could not be heard."""

        spoken: "Spoken"
        trial: int

    def trial_settings(self) -> "Settings":
        """What the sentence is to be read with."""
        return self.services.settings

    def action_try_voice(self) -> None:
        """Read a sentence aloud; a second time, from the beginning."""
        self._trial += 1
        self.is_trying = True
        self.status.update("Speaking: you should hear a question now.")
        self.try_voice(self.trial_settings(), self._trial)

    @work(thread=True, exit_on_error=False, group="voice")
    def try_voice(self, settings: "Settings", trial: int) -> None:
        """Read the sample to its end."""
        if trial == self._trial:
            spoken = self.services.trial_speaker(settings).speak(VOICE_SAMPLE)
            self.post_message(self.Heard(spoken, trial))

    @on(Heard)
    def _say_heard(self, event: Heard) -> None:
        if event.trial != self._trial:
            return
        self.is_trying = False
        if not event.spoken.ok:
            self.status.update(f"Nothing was heard. {sentence(event.spoken.reason)}")
        elif event.spoken.reason:
            self.status.update(sentence(event.spoken.reason))
        else:
            self.status.update("That was the voice. v says it again.")

    def end_trial(self) -> None:
        """Be silent, as on leaving."""
        self._trial += 1
        if self.is_trying:
            self.is_trying = False
            # Not a worker of this screen: one that has not begun when the screen goes never does.
            self.app.run_worker(self.services.end_trial, thread=True, exit_on_error=False)


def sentence(reason: str) -> str:
    """A reason as a sentence of its own; nothing, if there is none."""
    if not reason:
        return ""
    return reason[:1].upper() + reason[1:].rstrip(".") + "."
