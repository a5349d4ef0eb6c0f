"""What speaks, listens and plays back, each in a process of its own."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from mock_panel.domain.delivery import Delivery
from mock_panel.domain.speech import (
    ListeningMeans,
    Recorded,
    RecorderEvent,
    Recording,
    SpeechReach,
    Spoken,
    SpokenAnswer,
    Transcribed,
    VoicesFound,
)


class Speaker(Protocol):
    """Reads a question aloud; blocks, so call it from a worker."""

    def speak(self, text: str) -> Spoken:
        """Read the text to its end, or until `stop`; never raises."""

    def warm(self, text: str) -> bool:
        """Make the sound of a text ahead of time, so that `speak` starts at once; never raises.

        Blocks while it is made, and makes no noise. Says whether the sound is there.
        """

    def stop(self) -> None:
        """Be silent at once; `speak` returns then."""

    def close(self) -> None:
        """End every process that was started."""


class Voices(Protocol):
    """Knows the voices that questions can be read in."""

    def find(self) -> VoicesFound:
        """Ask the engine now; blocks, a few seconds at most, and never raises."""

    def close(self) -> None:
        """End every process that was started."""


class Recorder(Protocol):
    """Records a spoken answer; no call raises, and any may come from any thread."""

    def record(self, name: str, on_event: Callable[[RecorderEvent], object]) -> Recorded:
        """Record until `stop`, or until the device fails; blocks, so call it from a worker.

        Sound that was recorded under this name before, and not finished, is continued.

        Args:
            name: of the recording, such as the attempt's id.
            on_event: called in this thread, ten times a second.
        """

    def pause(self) -> None:
        """Keep the microphone, but no sound."""

    def resume(self) -> None:
        """Keep sound again."""

    def stop(self) -> None:
        """Finish the recording; `record` returns then."""

    def close(self) -> None:
        """End every process that was started; what was recorded stays."""


class Recordings(Protocol):
    """The sound files. Calls that change them may raise StorageError."""

    def path(self, name: str) -> Path | None:
        """The file of a recording, finished or not; None if there is none."""

    def recover(self, name: str) -> Recording | None:
        """Finish a recording that a crash has cut off, and listen through it.

        Blocks, a second or more for each minute of sound. None if there is no sound.
        """

    def finish(self, name: str) -> None:
        """Nothing will be added to a recording any more; no error if that is so already."""

    def erase(self, name: str) -> None:
        """Remove a recording; no error if there is none."""

    def erase_older(self, moment: datetime) -> int:
        """Remove what was recorded before a moment; how many there were."""

    def names(self) -> Sequence[str]:
        """All recordings, finished or not."""

    def scraps(self) -> Sequence[str]:
        """The unfinished ones that have less than a second of sound."""

    def size(self) -> int:
        """Their bytes on the disk."""


class Player(Protocol):
    """Plays a recording back; blocks, so call it from a worker."""

    def play(self, path: Path, start: float, on_position: Callable[[float], object]) -> Spoken:
        """Play from a second on to the end, or until `stop`; never raises.

        Args:
            path: the sound file.
            start: seconds from its start.
            on_position: called in this thread, ten times a second, with the second being heard.
        """

    def stop(self) -> None:
        """Be silent at once; `play` returns then."""

    def close(self) -> None:
        """End every process that was started."""


class Transcriber(Protocol):
    """Turns a recording into words; blocks, so call it from a worker."""

    def transcribe(self, path: Path, on_progress: Callable[[float], object]) -> Transcribed:
        """Write down what was said, or stop on `stop`; never raises.

        Args:
            path: the sound file.
            on_progress: called in this thread with the share that is done, 0 to 1.
        """

    def stop(self) -> None:
        """Give up; `transcribe` returns then."""

    def close(self) -> None:
        """End every process that was started."""


class DeliveryMeter(Protocol):
    """Measures how an answer was said; pure, quick, and never part of its level."""

    def __call__(self, spoken: SpokenAnswer, text: str) -> Delivery:
        """Pace, pauses and fillers.

        Args:
            spoken: the recording, what was recognised, and what was counted by ear.
            text: the candidate's own words, which count where nothing was recognised.
        """


class SpeechProbe(Protocol):
    """Finds out what this machine can do with a spoken answer."""

    def probe(self) -> SpeechReach:
        """Look now; blocks five seconds at most, never raises, makes no sound."""


class MeansFinder(Protocol):
    """Knows the microphones and the recognisers that can be chosen."""

    def find(self, microphone: str = "") -> ListeningMeans:
        """Look now; blocks five seconds at most, never raises, and opens no microphone.

        Args:
            microphone: one that is listed if it is there, though it would not be offered.
        """

    def close(self) -> None:
        """End every process that was started."""
