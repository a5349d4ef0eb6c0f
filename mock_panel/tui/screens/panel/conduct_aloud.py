"""What is heard on the chair's screen: the voice, the answer's sound, and its words."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from textual import getters, on, work
from textual.message import Message

from mock_panel.domain.ids import PanelId
from mock_panel.domain.speech import Recording, Spoken
from mock_panel.errors import MockPanelError, OutOfOrder
from mock_panel.panel.answers import sound_name
from mock_panel.panel.standing import Stage
from mock_panel.tui.screens.panel.conduct_base import ConductBase
from mock_panel.tui.screens.panel.conduct_sound import ConductSound
from mock_panel.tui.screens.read_question import ReadQuestion


class SpokenConduct(ConductBase, ReadQuestion[None]):
    """Reading aloud, recording, having it written down; nothing of it ever holds the clock up.

    The screen composes a `ConductSound`.
    """

    sound = getters.query_one(ConductSound)

    @dataclass
    class WordsCame(Message):
        """An answer has been written down, or could not be."""

        number: int
        reason: str

    @dataclass
    class Progress(Message):
        """So much of an answer has been written down."""

        number: int
        share: float

    def __init__(self, panel: PanelId) -> None:
        super().__init__(panel)
        self.reads = False
        """Whether the voice reads the questions; otherwise a person does."""
        self.is_reading = False
        self.words_progress = ""

    # --- the voice -----------------------------------------------------------------------

    def action_say_again(self) -> None:
        """Read the question again."""
        self.say_question()

    def action_voice(self) -> None:
        """The voice, or a person."""
        self.reads = not self.reads
        self.hush()
        self.notify("The voice reads." if self.reads else "A person reads.", timeout=3)
        self.show()

    def say_question(self) -> None:
        self.is_reading = True
        # The microphone would take the voice for the candidate's.
        self.sound.hold()
        self.read_out(self.at_hand.question.asked.text)
        self.show()

    def hush(self) -> None:
        if self.is_reading:
            self.is_reading = False
            self._hush()

    def warm_next(self) -> None:
        conduct = self.at_hand
        after = conduct.form.questions[conduct.index + 1 : conduct.index + 2]
        if self.reads and after:
            self.warm(after[0].asked.text)

    def was_read(self, spoken: Spoken) -> None:
        self.is_reading = False
        conduct = self.at_hand
        if not spoken.ok:
            # A person reads from now on.
            self.reads = False
        again = "" if spoken.ok else " v tries the voice again."
        self.show_trouble("voice", f"{spoken.reason.rstrip('.')}.{again}".lstrip("."))
        if spoken.ok and conduct.stage is Stage.ASKED and not conduct.is_paused:
            self.step(conduct.begin_answer)
            self.warm_next()
        else:
            self.sound_follows()
            self.show()

    # --- sound and words -----------------------------------------------------------------

    def sound_follows(self) -> None:
        """Record while the answer is given, and hold back otherwise."""
        conduct = self.at_hand
        if conduct.agreed and conduct.is_answering and not self.is_reading:
            self._listen(sound_name(self.panel_id, conduct.index + 1))
        else:
            self.sound.hold()

    @work(exit_on_error=False, group="listen")
    async def _listen(self, name: str) -> None:
        await self.sound.listen(name)
        # It may have been paused or ended while the sound of the question before was finished.
        conduct = self.at_hand
        if not conduct.is_answering or name != sound_name(self.panel_id, conduct.index + 1):
            self.sound.hold()
        self.show_status()

    @work(exit_on_error=False, group="listen")
    async def hand_over(self, number: int, seconds: float) -> None:
        """The answer is over: what was recorded is written down while the panel goes on."""
        if not self.HAS_SOUND:
            return
        recording = await self.sound.finish(sound_name(self.panel_id, number))
        if self.at_hand.agreed:
            self._write_down(number, seconds, recording)

    def _write_down(self, number: int, seconds: float, recording: Recording | None) -> None:
        # Not a worker of this screen: the chair may leave while it is at work.
        work = partial(self._written_down, number, seconds, recording, self.sound.recognises)
        self.app.run_worker(
            work,
            thread=True, exit_on_error=False, group="panel-words",
        )  # fmt: skip

    def _written_down(
        self, number: int, seconds: float, recording: Recording | None, recognises: bool
    ) -> None:
        assert self.answers is not None  # noqa: S101 - the panel is there
        with suppress(OutOfOrder):
            reason = self.answers.write_down(
                number, seconds, recording, recognises=recognises,
                on_progress=lambda share: self.post_message(self.Progress(number, share)),
            )  # fmt: skip
            self.post_message(self.WordsCame(number, reason))

    @on(Progress)
    def _tell_progress(self, event: Progress) -> None:
        self.words_progress = f"writing down answer {event.number}: {event.share:.0%}"
        self.show_status()

    @on(WordsCame)
    def _words_came(self, event: WordsCame) -> None:
        self.words_progress = ""
        if event.reason:
            self.show_trouble("words", f"Answer {event.number}: {event.reason}")
        self.show_status()

    @on(ConductSound.Reached)
    def _reached(self, event: ConductSound.Reached) -> None:
        self.show_trouble("sound", self.sound.why_not)
        if self.conduct is None:
            return
        self.sound_follows()
        self.show()
        self.look_for_unwritten(event.reach.recogniser is not None)

    @work(thread=True, exit_on_error=False, group="unwritten")
    def look_for_unwritten(self, recognises: bool) -> None:
        """Write down what a crash, or a missing recogniser, has left."""
        conduct, answers = self.at_hand, self.answers
        done = len(conduct.form.questions) if conduct.stage is Stage.ENDED else conduct.index
        if answers is None or not conduct.agreed or not recognises:
            return
        for number in answers.unwritten(range(1, done + 1)):
            question = conduct.form.questions[number - 1]
            seconds = conduct.standing.answered.get(question.id, 0.0)
            self.app.call_from_thread(self._write_down, number, seconds, None)

    @on(ConductSound.Changed)
    def _sound_changed(self) -> None:
        if self.conduct is not None:
            self.show_status()

    @on(ConductSound.Lost)
    def _sound_lost(self, event: ConductSound.Lost) -> None:
        self.show_trouble("sound", f"{event.reason} The clock goes on; f6 looks again.")
        with suppress(MockPanelError):
            self.at_hand.fault(f"the recording stopped: {event.reason}")
        self.after_step()

    def look_for_sound(self) -> None:
        """Find out what this machine can do, where that is of use."""
        if self.HAS_SOUND:
            self.sound.look()

    def action_look_again(self) -> None:
        """Look again for a microphone and a recogniser."""
        self.show_trouble("sound", "Looking for a microphone …")
        self.look_for_sound()
