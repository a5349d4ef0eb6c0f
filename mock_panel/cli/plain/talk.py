"""What every step of a plain session shares: the session, the lines, the voice, the draft."""

from dataclasses import dataclass, field

from mock_panel.cli.plain.collecting import END, Commands, obeyed
from mock_panel.cli.plain.desk import SpokenDesk
from mock_panel.cli.plain.lines import Lines
from mock_panel.cli.plain.storing import DraftOnDisk
from mock_panel.practice.ports.sound import DeliveryMeter, Speaker
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
    desk: SpokenDesk | None = None
    """None where nobody is there to speak."""
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
        if self.desk is not None:
            self.desk.pause()
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
        if self.desk is not None:
            self.desk.go_on()
        if not self.lines.has_ended:
            self.lines.say("The clock runs.")

    # --- the recording ------------------------------------------------------------

    @property
    def is_listening(self) -> bool:
        """Whether the answer is being recorded."""
        return self.desk is not None and self.desk.is_listening

    def look(self) -> None:
        """Find out what can be done with a spoken answer, before its clock runs."""
        if self.desk is not None:
            self.desk.look()

    def look_again(self) -> None:
        """Look again for a microphone, at any time."""
        if self.desk is not None:
            if self.session.phase is Phase.ANSWERING and not self.is_listening:
                self.keep()
            self.desk.look_again(self.session)

    def listen(self) -> None:
        """Record the answer from now on; its draft is on the disk before its sound."""
        if self.desk is not None and self.desk.can_record:
            self.keep()
            self.desk.listen(self.session)

    def attend(self) -> None:
        """What a second of speaking brings: news of the recording, and a later draft."""
        if self.desk is not None:
            self.desk.attend(self.session)
        if self.is_listening or self.session.first_word is not None:
            self.keep()

    @property
    def has_spoken(self) -> bool:
        """Whether a word was given, by a key or to the microphone."""
        if self.desk is not None:
            self.desk.note_first_word(self.session)
        return self.session.first_word is not None

    def finish_recording(self) -> None:
        """The answer has ended: the session has what was recorded of it."""
        if self.desk is not None:
            self.desk.finish(self.session)

    def puts_words_off(self) -> bool:
        """Whether the words wait for the reviews: a board asks on, where it was recorded."""
        if self.desk is None or not self.session.preset.board or self.session.stored is not None:
            return False
        return self.desk.find_sound(self.session) is not None

    @property
    def measure(self) -> DeliveryMeter | None:
        """What measures how an answer was said; None where nobody is there to speak."""
        return None if self.desk is None else self.desk.means.measure

    def put_down(self) -> None:
        """Let go of the microphone."""
        if self.desk is not None:
            self.desk.leave(self.session)

    # --- what can be asked for ----------------------------------------------------

    def help(self) -> None:
        """What can be asked for while an answer is given."""
        microphone = "microphone? looks for a microphone again."
        for text in (
            "time? tells the time.",
            "question? says the question again.",
            "pause? stops the clock until you press Enter; a board does not pause.",
            *([microphone] if self.desk is not None else []),
            "help? says this.",
            "A line with a single dot ends the answer.",
            "Ctrl-C leaves; what you have given is kept.",
        ):
            self.lines.say(text)

    @property
    def commands(self) -> Commands:
        """Lines that are obeyed while a question is being answered."""
        commands = {
            "time?": self.say_time,
            "question?": self.say_question,
            "pause?": self.pause,
            "help?": self.help,
        }
        return commands if self.desk is None else {**commands, "microphone?": self.look_again}

    def note(self, line: str) -> None:
        """Add a line to what the candidate has noted; the dot that ends a text is none."""
        words = line.strip()
        if words and words != END:
            note = self.session.note
            self.session.note = f"{note}\n{words}" if note else words

    def keep(self) -> None:
        """Save the draft."""
        self.draft.keep()

    def take(self, text: str) -> None:
        """These are the words of the answer so far."""
        self.session.text = text
