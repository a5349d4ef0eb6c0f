"""The part of a question that an answer given aloud has: microphone, sound and words."""

from abc import abstractmethod
from enum import Enum
from typing import ClassVar

from textual import getters, on
from textual.binding import BindingType
from textual.widgets import Static, TextArea

from mock_panel.domain.parts import AnswerMode
from mock_panel.practice.session import Phase, PracticeSession
from mock_panel.practice.transcripts import heard_words, is_rough_and_unread, unread_warning
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.widgets.draft_line import DraftLine
from mock_panel.tui.widgets.microphone import Microphone
from mock_panel.tui.widgets.spoken_desk import SpokenDesk


class Source(Enum):
    """Who says what is wrong; the first is shown first."""

    DRAFT = "draft"
    MACHINE = "machine"
    VOICE = "voice"


class SpokenQuestion(Page[None]):
    """Recording, having it written down, correcting; for a screen that drives a session.

    The screen composes a `SpokenDesk`, a `DraftLine`, `#editor` and `#trouble`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key("f4", "without_words", "No words",
            "Leave the words out: the answer is timed and rated by you, never scored"),
        key("f5", "listen", "Listen", "Hear what you said, or stop it"),
        key("f6", "look_again", "Microphone", "Look again for a microphone and a recogniser",
            show=False),
    ]  # fmt: skip

    editor = getters.query_one("#editor", TextArea)
    saved = getters.query_one(DraftLine)
    trouble = getters.query_one("#trouble", Static)
    desk = getters.query_one(SpokenDesk)

    def __init__(self, session: PracticeSession) -> None:
        super().__init__()
        self.session = session
        self._troubles: dict[Source, str] = {}
        self._rough_warned = False

    @abstractmethod
    def show_phase(self) -> None:
        """Show the phase that the session is in now."""

    @abstractmethod
    def save_now(self) -> None:
        """Write the draft."""

    @abstractmethod
    def after_answer(self) -> object:
        """Begin what follows the answer."""

    def begin_aloud(self) -> None:
        """Take the question at hand; nothing is recorded or wrong yet."""
        self._rough_warned = False
        self._troubles.clear()
        self.show_trouble(Source.MACHINE, "")
        self.desk.begin(self.session)

    @property
    def is_spoken(self) -> bool:
        """Whether the answer is given aloud."""
        return self.session.setup.mode is AnswerMode.SPOKEN

    @property
    def is_recording(self) -> bool:
        """Whether the answer is being recorded."""
        return self.is_mounted and self.desk.is_listening

    def action_without_words(self) -> None:
        """Leave the words out."""
        self.words_are_given("")

    def words_are_given(self, text: str) -> None:
        """Go on with these words, or without any."""
        self.desk.give_up_words()
        self.desk.stop_listening_back()
        self.app.clear_notifications()
        self.session.words_are_given(text)
        self.after_answer()
        self.save_now()
        self.show_phase()

    def action_listen(self) -> None:
        """Hear the answer, or stop it."""
        self.desk.listen_back()

    def action_look_again(self) -> None:
        """Look again for a microphone and a recogniser."""
        self.show_trouble(Source.MACHINE, "Looking for a microphone …")
        self.desk.look()

    @on(SpokenDesk.Reached)
    def _machine_is_known(self, event: SpokenDesk.Reached) -> None:
        self.show_trouble(Source.MACHINE, event.reach.reason)
        self.show_phase()
        waits_for_words = self.session.phase is Phase.WORDS and not self.session.text.strip()
        if waits_for_words and not self.desk.is_writing:
            self.write_down()

    @on(Microphone.SpeechBegan)
    def _speech_began(self) -> None:
        if self.session.phase is Phase.ANSWERING:
            self.session.word_was_given()
            self.saved.touch()

    @on(SpokenDesk.Lost)
    def _recording_was_lost(self, event: SpokenDesk.Lost) -> None:
        self.show_trouble(
            Source.MACHINE, f"{event.reason}.\nThe clock goes on; what was recorded is kept."
        )
        self.desk.step_down(event.reason)
        self.show_phase()

    def write_down(self) -> None:
        """Have the answer written down, or leave that to the candidate."""
        self.editor.placeholder = (
            "What did you say? Type or paste it, or leave it empty.\n"
            "ctrl+s goes on; without words the answer is timed and never scored."
        )
        self.desk.write_down()

    @on(SpokenDesk.Written)
    def _words_came(self, event: SpokenDesk.Written) -> None:
        if self.session.phase is not Phase.WORDS or event.attempt != self.session.attempt:
            return
        if event.transcribed.reason:
            self.show_trouble(Source.MACHINE, event.transcribed.reason)
        transcript = event.transcribed.transcript
        if transcript is not None and not self.editor.text.strip():
            self.editor.text = transcript.text
        self.desk.heard.update(heard_words(transcript))
        self.refresh_bindings()

    def warns_of_rough_words(self) -> bool:
        """Warn once before a rough recogniser's words are scored as they stand."""
        spoken = self.session.spoken
        if self._rough_warned or not is_rough_and_unread(spoken, self.editor.text):
            return False
        assert spoken is not None  # noqa: S101 - for the type checker
        assert spoken.transcript is not None  # noqa: S101 - as above
        self._rough_warned = True
        self.notify(unread_warning(spoken.transcript), severity="warning", timeout=8)
        return True

    def show_trouble(self, source: Source, words: str) -> None:
        """What one part has to say takes the place of what it said before, and of nothing else."""
        self._troubles[source] = words
        told = "\n".join(told for each in Source if (told := self._troubles.get(each)))
        self.trouble.update(told)
        self.trouble.display = bool(told)
