"""What every step of a plain session shares: the session, the lines, the voice, the draft."""

from dataclasses import dataclass, field

from mock_panel.cli.plain.collecting import Commands, obeyed
from mock_panel.cli.plain.lines import Lines
from mock_panel.cli.plain.recording import SpokenMeans, Take
from mock_panel.cli.plain.storing import DraftOnDisk
from mock_panel.practice.ports import Speaker
from mock_panel.practice.rehearsal import Rehearsal
from mock_panel.practice.session import Phase, PracticeSession
from mock_panel.practice.timing import seconds_aloud, time_aloud

RESUMES = "`mock-panel practice --plain` goes on with it."


@dataclass
class Talk:
    """One plain session."""

    rehearsal: Rehearsal
    lines: Lines
    session: PracticeSession
    otherwise: str
    """Said when an answer cannot be stored: where it is instead."""
    speaker: Speaker | None = None
    """None without a voice, or once it has failed."""
    means: SpokenMeans | None = None
    """None where answers are not recorded."""
    sound: Take | None = None
    """The recording that is being made of the answer at hand."""
    draft: DraftOnDisk = field(init=False)

    def __post_init__(self) -> None:
        self.draft = DraftOnDisk(self.lines, lambda: self.rehearsal.keep(self.session))

    def read_aloud(self, text: str) -> None:
        """Let the voice read, where there is one; a voice that fails is not asked again."""
        if self.speaker is None:
            return
        spoken = self.speaker.speak(text)
        if not spoken.ok:
            self.speaker = None
            self.lines.warn(f"The question is not read aloud: {spoken.reason}")
        elif spoken.reason:
            self.lines.warn(spoken.reason)

    def say_question(self) -> None:
        """The question at hand with its parts, and aloud where there is a voice."""
        question = self.session.question
        self.lines.say(question.text)
        for number, part in enumerate(question.asks, start=1):
            self.lines.say(f"Part {number}: {part}")
        self.read_aloud(question.text)

    def say_time(self) -> None:
        """The time, as far as the phase has one."""
        session = self.session
        if session.phase is Phase.PREPARING:
            left = seconds_aloud(session.preparation_left)
            self.lines.say(f"{left} of preparation left.")
        else:
            self.lines.say(f"{time_aloud(session.answer_seconds, session.preset.band)}.")

    def pause(self) -> None:
        """Stop the clock until the next line; words in that line belong to the answer."""
        session = self.session
        if session.phase is not Phase.ANSWERING:
            self.lines.say("No clock is running.")
            return
        if not session.may_pause:
            self.lines.say("A board does not wait: the clock runs on.")
            return
        session.pause()
        if self.sound is not None:
            self.sound.recorder.pause()
        self.keep()
        self.wait_in_pause()

    def wait_in_pause(self) -> None:
        """Ask until the candidate goes on, then let the clock run."""
        at = seconds_aloud(self.session.answer_seconds)
        self.lines.say(f"Paused at {at}. Press Enter to go on?")
        while (line := self.lines.next()) is not None and obeyed(self.commands, line):
            pass
        if line and line.strip():
            self.lines.put_back(line)
        self.session.go_on()
        if self.sound is not None:
            self.sound.recorder.resume()
        if not self.lines.has_ended:
            self.lines.say("The clock runs.")

    def help(self) -> None:
        """What can be asked for while an answer is given."""
        for text in (
            "time? tells the time.",
            "question? says the question again.",
            "pause? stops the clock until you press Enter; a board does not pause.",
            "help? says this.",
            "A line with a single dot ends the answer.",
            "Ctrl-C leaves; what you have entered is kept.",
        ):
            self.lines.say(text)

    @property
    def commands(self) -> Commands:
        """Lines that are obeyed while a question is being answered."""
        return {
            "time?": self.say_time,
            "question?": self.say_question,
            "pause?": self.pause,
            "help?": self.help,
        }

    def keep(self) -> None:
        """Save the draft."""
        self.draft.keep()

    def take(self, text: str) -> None:
        """These are the words of the answer so far."""
        self.session.text = text
