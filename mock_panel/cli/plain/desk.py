"""What a spoken answer has of the machine in plain mode: the microphone, the sound, the words."""

from contextlib import suppress
from dataclasses import dataclass, field

from mock_panel.cli.plain.lines import Lines, as_sentence
from mock_panel.cli.plain.recording import Take
from mock_panel.cli.plain.writing import Writing
from mock_panel.domain.speech import Recorded, Rung, SpeechReach, SpokenAnswer
from mock_panel.errors import StorageError
from mock_panel.practice.ports.sound import (
    DeliveryMeter,
    Player,
    Recorder,
    Recordings,
    SpeechProbe,
    Transcriber,
)
from mock_panel.practice.session import Phase, PracticeSession


@dataclass(frozen=True, slots=True)
class SpokenMeans:
    """The parts of the machine."""

    probe: SpeechProbe
    recorder: Recorder
    recordings: Recordings
    transcriber: Transcriber
    player: Player
    measure: DeliveryMeter


@dataclass
class SpokenDesk:
    """Records the answer at hand and has it written down; the clock waits for none of it.

    What fails steps down and says so in a line: without a recogniser the answer is recorded,
    without a microphone it is timed.
    """

    means: SpokenMeans
    lines: Lines
    reach: SpeechReach | None = None
    """What this machine can do; None until it was looked at."""
    _take: Take | None = field(default=None, init=False)
    _told: str = field(default="", init=False)

    @property
    def is_listening(self) -> bool:
        """Whether the answer is being recorded, or the microphone is being opened for it."""
        return self._take is not None

    @property
    def can_record(self) -> bool:
        """Whether there is a microphone that could record from now on."""
        return not (self.is_listening or self.reach is None or self.reach.rung is Rung.TIMED)

    def look(self) -> None:
        """Find out what this machine can do; what it cannot is said once."""
        self.reach = self.means.probe.probe()
        if self.reach.reason and self.reach.reason != self._told:
            self.lines.say(as_sentence(self.reach.reason))
        self._told = self.reach.reason

    def look_again(self, session: PracticeSession) -> None:
        """Look again for a microphone, and record the answer at hand from now on."""
        if not self.is_listening:
            self._told = ""
            self.look()
            if session.phase is Phase.ANSWERING:
                self.listen(session)
        if self.is_listening:
            self.lines.say(as_sentence(self.listening_words))
        elif self.reach is not None and self.reach.rung is not Rung.TIMED:
            self.lines.say("There is a microphone.")

    def listen(self, session: PracticeSession) -> None:
        """Record the answer from now on, where that is possible."""
        if not self.can_record:
            return
        self._take = Take(self.means.recorder, session.attempt)
        self._take.wait_until_open()
        if self._take.is_over:
            self._lose(session)

    @property
    def listening_words(self) -> str:
        """Such as: you are recorded by Desk microphone."""
        if self._take is None or not self._take.is_open:
            return "the microphone is being opened"
        return f"you are recorded by {self._take.device}".removesuffix(" by ")

    def attend(self, session: PracticeSession) -> None:
        """Say what there is to tell of the recording, at once where it has ended by itself."""
        if self._take is None:
            return
        self.note_first_word(session)
        for words in self._take.news():
            self.lines.say(words)
        if self._take.is_over:
            self._lose(session)

    def note_first_word(self, session: PracticeSession) -> None:
        """Give the session the second in which somebody was first heard."""
        if self._take is not None and session.first_word is None:
            session.first_word = self._take.first_word

    def pause(self) -> None:
        """Keep no sound until `go_on`."""
        if self._take is not None:
            self.means.recorder.pause()

    def go_on(self) -> None:
        """Keep sound again."""
        if self._take is not None:
            self.means.recorder.resume()

    def finish(self, session: PracticeSession) -> None:
        """The answer has ended: end the recording; the session has what was kept of it."""
        if self._take is None:
            return
        recorded = self._take.stop()
        self._take = None
        self._keep(session, recorded)
        if recorded.reason:
            self.lines.say(f"The recording ended before you did. {as_sentence(recorded.reason)}")

    def leave(self, session: PracticeSession) -> None:
        """Let go of the microphone; the sound stays unfinished, to be gone on with."""
        if self._take is not None:
            self._take.leave()
            self.note_first_word(session)
            self._take = None

    def find_sound(self, session: PracticeSession) -> SpokenAnswer | None:
        """What was recorded of the answer, perhaps before the program was ended."""
        if session.spoken is None:
            # What cannot be read now is not lost: the file stays.
            with suppress(StorageError):
                recording = self.means.recordings.recover(session.attempt)
                session.spoken = None if recording is None else SpokenAnswer(recording)
        return session.spoken

    def write_down(self, session: PracticeSession) -> Writing | None:
        """Begin to have the answer written down; None where there is nothing to do it with."""
        spoken = self.find_sound(session)
        if spoken is None or (self.reach is not None and self.reach.rung is Rung.RECORDED):
            return None
        path = self.means.recordings.path(spoken.recording.name)
        return None if path is None else Writing(self.means.transcriber, path)

    def _lose(self, session: PracticeSession) -> None:
        assert self._take is not None  # noqa: S101 - it has ended by itself
        recorded, self._take = self._take.recorded, None
        self._keep(session, recorded)
        kept = "what was recorded is kept" if recorded.recording else "nothing was recorded"
        self.lines.say(
            f"{as_sentence(recorded.reason)} The clock goes on; {kept}. "
            "A line of microphone? looks for one again."
        )

    def _keep(self, session: PracticeSession, recorded: Recorded) -> None:
        if recorded.recording is not None:
            session.sound_was_kept(recorded.recording)
