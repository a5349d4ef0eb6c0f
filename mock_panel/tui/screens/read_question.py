"""The part of a question that is read aloud, and again when asked."""

from abc import abstractmethod
from dataclasses import dataclass

from textual import on, work
from textual.message import Message

from mock_panel.domain.speech import Spoken
from mock_panel.tui.screens.page import Page, Result


class ReadQuestion(Page[Result]):
    """Has the voice read; only the newest reading is heard and waited for."""

    @dataclass
    class VoiceEnded(Message):
        """The voice has finished, or could not be heard."""

        spoken: Spoken
        turn: int

    def __init__(self) -> None:
        super().__init__()
        self._voice_turn = 0
        """Counts what the voice is asked."""

    @abstractmethod
    def was_read(self, spoken: Spoken) -> None:
        """The newest reading has ended, or could not be heard."""

    def read_out(self, text: str) -> None:
        """Read a text, from its beginning."""
        self._hush()
        self.read_aloud(text, self._voice_turn)

    def _hush(self) -> None:
        # A reading whose worker has not begun yet cannot be stopped: its turn has passed.
        self._voice_turn += 1
        self.services.speaker.stop()

    @work(thread=True, exit_on_error=False, group="voice")
    def read_aloud(self, text: str, turn: int) -> None:
        """Read the question; the words on the screen stay whatever happens."""
        speaker = self.services.speaker
        if turn == self._voice_turn:
            self.post_message(self.VoiceEnded(speaker.speak(text), turn))

    @work(thread=True, exit_on_error=False, exclusive=True, group="warm")
    def warm(self, text: str) -> None:
        """Make the sound of the next question while this one is answered."""
        self.services.speaker.warm(text)

    @on(VoiceEnded)
    def _voice_ended(self, event: VoiceEnded) -> None:
        if event.turn == self._voice_turn:
            self.was_read(event.spoken)
