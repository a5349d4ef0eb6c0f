"""One recording that is being made, and what there is to tell of it meanwhile."""

from collections import deque
from collections.abc import Iterator
from threading import Event

from mock_panel.cli.plain.meanwhile import Meanwhile
from mock_panel.domain.speech import (
    Recorded,
    RecorderEvent,
    RecorderReady,
    RecorderStalled,
    SoundLevel,
    SoundMissing,
)
from mock_panel.practice.microphone_watch import MicrophoneWatch
from mock_panel.practice.ports.sound import Recorder

_OPENING_SECONDS = 6.0
"""For a microphone that does not answer; the recorder itself gives up before, as a rule."""
_LEAVING_SECONDS = 2.0
STALLED = "No sound arrives from the microphone. The clock goes on."


class Take:
    """A recording from its first sound to its end.

    Args:
        recorder: held until the take is over.
        name: of the recording; sound that was kept under it before is continued.
    """

    def __init__(self, recorder: Recorder, name: str) -> None:
        self._recorder = recorder
        self._watch = MicrophoneWatch()
        self._news: deque[str] = deque()
        self._told: set[str] = set()
        self._is_open = Event()
        self.device = ""
        """The microphone's name; empty until it is open, or where it has none."""
        self.first_word: float | None = None
        """The second of the sound in which somebody was first heard."""
        self._recording = Meanwhile(lambda: self._record(name))

    @property
    def is_open(self) -> bool:
        """Whether sound has arrived."""
        return self._is_open.is_set() and not self.is_over

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self._recording.is_over

    @property
    def recorded(self) -> Recorded:
        """What was kept of it, and why it ended; waits for its end."""
        return self._recording.result

    def wait_until_open(self) -> None:
        """Wait for sound, or for the reason why there is none; not for long."""
        self._is_open.wait(_OPENING_SECONDS)

    def news(self) -> Iterator[str]:
        """What the candidate has not been told; nothing twice."""
        while self._news:
            yield self._news.popleft()

    def stop(self) -> Recorded:
        """End it; what was kept of it."""
        self._recorder.stop()
        return self.recorded

    def leave(self) -> None:
        """End it at once and unfinished, so that it can be gone on with."""
        self._recorder.close()
        self._recording.wait(_LEAVING_SECONDS)

    def _record(self, name: str) -> Recorded:
        try:
            return self._recorder.record(name, self._hear)
        finally:
            self._is_open.set()

    def _hear(self, event: RecorderEvent) -> None:
        """In the recording's thread."""
        match event:
            case RecorderReady(device):
                self.device = device
                self._is_open.set()
            case RecorderStalled():
                self._tell(STALLED)
            case SoundMissing():
                self._tell(self._watch.miss())
            case SoundLevel():
                if event.speaking and self.first_word is None:
                    self.first_word = event.seconds
                self._tell(self._watch.hear(event))

    def _tell(self, words: str) -> None:
        if words and words not in self._told:
            self._told.add(words)
            self._news.append(words)
