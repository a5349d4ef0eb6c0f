"""A recogniser that writes an answer down, and a candidate who may be quicker."""

from collections.abc import Iterator
from pathlib import Path

from mock_panel.cli.plain.collecting import Commands, obeyed
from mock_panel.cli.plain.lines import Lines
from mock_panel.cli.plain.meanwhile import MOMENT, Meanwhile
from mock_panel.domain.speech import Transcribed
from mock_panel.practice.ports.sound import Transcriber

_QUARTERS = (0.25, 0.5, 0.75)


class Writing:
    """The words of one answer on their way; begun at once.

    Args:
        transcriber: writes them down.
        path: of the sound.
    """

    def __init__(self, transcriber: Transcriber, path: Path) -> None:
        self._transcriber = transcriber
        self._share = 0.0
        self._told = 0
        self._words = Meanwhile(lambda: transcriber.transcribe(path, self._hear))

    def wait(self, lines: Lines, commands: Commands) -> Transcribed:
        """The words; none, without a reason, where the candidate would not wait for them.

        Args:
            lines: Enter on them gives up; a line of words is put back, to be taken for the first
                of the candidate's own.
            commands: lines that are obeyed meanwhile.
        """
        if not self._words.wait(MOMENT):
            lines.say("Writing down what you said, which may take a minute.")
            lines.say("Press Enter to give the words yourself instead?")
        while not self._words.is_over:
            for words in self._progress():
                lines.say(words)
            try:
                line = lines.next(MOMENT)
            except TimeoutError:
                continue
            if line is None:
                # Nobody is there to give it up.
                break
            if not obeyed(commands, line):
                if line.strip():
                    lines.put_back(line)
                self.give_up()
        return self._words.result

    def give_up(self) -> None:
        """End the recogniser's process; no effect once the words are there."""
        self._words.end(self._transcriber.stop)

    def _hear(self, share: float) -> None:
        """In the recogniser's thread."""
        self._share = share

    def _progress(self) -> Iterator[str]:
        """How far it is, three times at most."""
        passed = sum(self._share >= quarter for quarter in _QUARTERS)
        if passed > self._told:
            self._told = passed
            yield f"{_QUARTERS[passed - 1]:.0%} is written down."
