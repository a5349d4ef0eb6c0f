"""The part of a question that an answer given aloud has: microphone, sound and words."""

from abc import abstractmethod
from contextlib import suppress
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import BindingType
from textual.widgets import Static, TextArea

from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.speech import Spoken
from mock_panel.errors import StorageError
from mock_panel.practice.session import Phase, PracticeSession
from mock_panel.practice.transcripts import heard_words, is_rough_and_unread, unread_warning
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Result
from mock_panel.tui.screens.read_question import ReadQuestion
from mock_panel.tui.widgets.draft_line import DraftLine
from mock_panel.tui.widgets.microphone import Microphone
from mock_panel.tui.widgets.spoken_desk import SpokenDesk

if TYPE_CHECKING:
    from mock_panel.practice.draft_keeper import DraftKeeper

KEPT_EVERY = 1.0
"""Seconds of speaking after which the draft is written anew: no key says that time has passed."""


class Source(Enum):
    """Who says what is wrong; the first is shown first."""

    DRAFT = "draft"
    MACHINE = "machine"
    VOICE = "voice"


class SpokenQuestion(ReadQuestion[Result]):
    """Speaking, recording, writing down, correcting; for a screen that drives a session.

    The screen composes a `SpokenDesk`, a `DraftLine`, `#editor` and `#trouble`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key("space", "speaking", "Speak",
            "Say that you begin to speak, then that you have finished"),
        key("ctrl+s", "done", "Done", "Finish this answer"),
        key("ctrl+r", "say_again", "Say again",
            "Hear the question again; the clock is not touched"),
        key("f4", "without_words", "No words",
            "Leave the words out: the answer is timed and rated by you, never scored"),
        key("f5", "listen", "Listen", "Hear what you said, or stop it"),
        key("f6", "look_again", "Microphone", "Look again for a microphone and a recogniser",
            show=False),
    ]  # fmt: skip
    BLANK_WORDS: ClassVar[str] = "Nothing is written. Press ctrl+s again to finish it blank."

    editor = getters.query_one("#editor", TextArea)
    saved = getters.query_one(DraftLine)
    trouble = getters.query_one("#trouble", Static)
    desk = getters.query_one(SpokenDesk)

    def __init__(self, session: PracticeSession) -> None:
        super().__init__()
        self.session = session
        self._troubles: dict[Source, str] = {}
        self.keeper: DraftKeeper
        self._rough_warned = False
        self._blank_warned = False
        self._kept_to = 0.0
        """The second of the answer up to which the draft on the disk knows of it."""

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
        self._rough_warned = self._blank_warned = False
        self._kept_to = self.session.answer_seconds
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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer only what the phase has."""
        phase, spoken = self.session.phase, self.is_spoken
        offered = {
            "speaking": spoken and phase is Phase.ANSWERING and not self.is_recording,
            "done": phase in (Phase.ANSWERING, Phase.WORDS),
            "say_again": phase is not Phase.WORDS,
            # Words that are stored are not lost to a single key.
            "without_words": phase is Phase.WORDS and self.session.stored is None,
            "listen": phase is Phase.WORDS and self.session.spoken is not None,
            "look_again": spoken and not self.is_recording,
        }
        return offered.get(action, True)

    # --- the question, read ----------------------------------------------------------

    def action_say_again(self) -> None:
        """Hear the question again."""
        self.say_question()

    def say_question(self) -> None:
        """Have the question read, from its beginning."""
        if self.session.phase is Phase.ANSWERING:
            # The microphone would take the voice for the candidate's.
            self.desk.pause()
        self.read_out(self.session.question.text)

    def was_read(self, spoken: Spoken) -> None:
        """Say what was wrong with the voice, and go on."""
        if spoken.reason:
            self.show_trouble(Source.VOICE, spoken.reason)
        if self.session.phase is Phase.ANSWERING:
            self.desk.go_on()
        if self.session.phase is Phase.READING:
            self.session.question_was_read()
            self.show_phase()

    # --- speaking ----------------------------------------------------------------------

    def listen(self) -> None:
        """Record the answer; its draft is on the disk before its sound."""
        if self.desk.can_record and not self.desk.is_listening:
            self.save_now()
        self.desk.listen(first=self._write_draft)

    def _write_draft(self) -> None:
        """In a thread: write what was handed over, unless that was done."""
        # Who is told of it is told by whoever writes it next.
        with suppress(StorageError):
            self.keeper.write()

    @property
    def has_spoken_on(self) -> bool:
        """Whether the draft knows too little of the time that was spoken."""
        speaks = self.is_spoken and self.session.phase is Phase.ANSWERING
        return speaks and self.session.answer_seconds - self._kept_to >= KEPT_EVERY

    @property
    def speaking_words(self) -> str:
        """What to do while the answer is spoken."""
        if self.is_recording:
            return "Speak. Press ctrl+s when you have finished."
        again = "\nf6 looks for a microphone again." if self.desk.lacks_microphone else ""
        if self.session.first_word is None:
            return f"Press space when you begin to speak.{again}"
        return f"Speaking. Press space when you have finished.{again}"

    def action_speaking(self) -> None:
        """The first time: I begin; the second time: I have finished."""
        if self.session.first_word is None:
            self.session.word_was_given()
            self.saved.touch()
            self.show_phase()
        else:
            self.action_done()

    def action_done(self) -> None:
        """Finish the answer, or the words of a spoken one."""
        session = self.session
        if session.phase is Phase.WORDS:
            if not self.warns_of_rough_words():
                self.words_are_given(self.editor.text)
            return
        if self.is_spoken:
            self._end_aloud()
        elif not self._ends_typed():
            return
        self.save_now()
        self.show_phase()

    def _ends_typed(self) -> bool:
        """End a typed answer; one without a word is asked about first."""
        # The screen hears of the last keys after the editor has ended the answer.
        self.session.text = self.editor.text
        if not self.session.text.strip() and not self._blank_warned:
            self._blank_warned = True
            self.notify(self.BLANK_WORDS)
            return False
        if self._blank_warned:
            self.app.clear_notifications()
        self.session.end_answer()
        self.after_answer()
        return True

    def _end_aloud(self) -> None:
        self.session.end_answer()
        if self.session.preset.board and self.desk.is_listening:
            # A board asks its next question; the words are given with the reviews.
            self.session.words_are_given("")
            self.after_answer()
        else:
            self.write_down()

    # --- words -------------------------------------------------------------------------

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
