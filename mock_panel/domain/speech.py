"""Speech as values: what was read aloud, recorded, heard and understood."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

TENTHS = 10
"""Loudness values for a second of sound."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """How reading a text aloud, or playing a recording, went."""

    ok: bool
    reason: str = ""
    """Why nothing was heard, in words for the user; where it was, what was not as asked.

    Empty when all went well.
    """


@dataclass(frozen=True, slots=True)
class VoiceOffered:
    """A voice that questions can be read in."""

    id: str
    """The engine's own, such as gmw/en-us."""
    name: str
    language: str
    """Such as en-us; empty where the engine does not tell."""

    @property
    def is_english(self) -> bool:
        """Whether it can read our questions as they are meant to sound."""
        return self.language.lower().startswith("en")


@dataclass(frozen=True, slots=True)
class VoicesFound:
    """The voices that there are to choose from."""

    voices: tuple[VoiceOffered, ...] = ()
    """The English ones first."""
    reason: str = ""
    """Why there are none, in words for the user."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a recording, in seconds from its start."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Word:
    """A word as a recogniser heard it, and when."""

    text: str
    start: float
    """Seconds from the start of the recording."""
    end: float
    confidence: float | None = None
    """0 to 1; None where the recogniser does not tell."""


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Who turned sound into words: its name stands beside whatever depends on them."""

    id: str
    name: str
    rough: bool
    """Its words may not be scored before the candidate has read them."""
    keeps_hesitations: bool
    """Whether it writes down "um" and "uh"; most leave them out."""


@dataclass(frozen=True, slots=True)
class RecogniserOffered:
    """A recogniser that can be chosen, whether or not it works here yet."""

    recogniser: Recogniser
    engine: str
    """The id of its library, which may be wanted for the best that it has."""
    to_type: tuple[str, ...] = ()
    """The commands that are missing before it works here; none, if it is ready."""

    @property
    def is_ready(self) -> bool:
        """Whether it works here."""
        return not self.to_type


@dataclass(frozen=True, slots=True)
class ListeningMeans:
    """What a spoken answer can be recorded with, and written down by."""

    microphones: tuple[str, ...] = ()
    """By the names that the system gives them, its own choice first."""
    no_microphone: str = ""
    """Why there is none, and what to do about it; one line."""
    recognisers: tuple[RecogniserOffered, ...] = ()
    """Ready or not, the best first."""
    no_recogniser: str = ""
    """Why none is ready, and what to type; one line."""

    def wanted(self, identity: str) -> tuple[RecogniserOffered, ...]:
        """The recognisers of an id: of one of them, or of a library for all that it has."""
        return tuple(r for r in self.recognisers if identity in (r.recogniser.id, r.engine))

    def writer(self, identity: str) -> Recogniser | None:
        """Who writes answers down: the wanted one if it is ready, or else the best that is.

        Args:
            identity: as of `wanted`; empty for the best there is.
        """
        in_order = (*self.wanted(identity), *self.recognisers)
        return next((each.recogniser for each in in_order if each.is_ready), None)


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a recogniser understood, word by word, as it first was; corrections never touch it."""

    recogniser: Recogniser
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words on one line."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Recording:
    """The sound of one answer."""

    name: str
    """Of its file among the recordings, without a suffix; empty once the sound is erased."""
    seconds: float
    loudness: tuple[int, ...] = ()
    """The peak of each tenth of a second, in percent of what the format can hold."""
    speech: tuple[Stretch, ...] = ()
    """Where somebody speaks, in order; what lies between is silence."""
    missing: float = 0.0
    """Seconds of sound that were lost on their way into it, because the computer was busy.

    Neither pauses of the user nor a microphone that was away; what is said in them is not heard.
    """

    @property
    def pauses(self) -> tuple[Stretch, ...]:
        """The silences between two stretches of speech; not those before and after."""
        return tuple(Stretch(one.end, two.start) for one, two in pairwise(self.speech))


@dataclass(frozen=True, slots=True)
class SpokenAnswer:
    """What is kept of an answer that was recorded, beside its words."""

    recording: Recording
    transcript: Transcript | None = None
    """None where nothing was recognised, or the candidate has typed the words."""
    fillers_heard: tuple[float, ...] = ()
    """Seconds at which the candidate, listening back, has counted a filler."""


@dataclass(frozen=True, slots=True)
class RecorderReady:
    """The microphone is open, and sound arrives."""

    device: str


@dataclass(frozen=True, slots=True)
class SoundLevel:
    """A tenth of a second of sound, on the disk already."""

    seconds: float
    """The sound kept so far."""
    rms: float
    """Decibels below full scale: 0 is the loudest there is, -96 is silence."""
    peak: float
    """As `rms`."""
    clipped: bool
    """Louder than the format can hold: distorted."""
    speaking: bool
    """Whether somebody speaks."""


@dataclass(frozen=True, slots=True)
class RecorderStalled:
    """The microphone is open, but no sound has arrived for a while."""

    seconds: float


@dataclass(frozen=True, slots=True)
class SoundMissing:
    """More sound was lost on its way, because the computer is busy."""

    seconds: float
    """In all, of this recording."""


RecorderEvent = RecorderReady | SoundLevel | RecorderStalled | SoundMissing


@dataclass(frozen=True, slots=True)
class Recorded:
    """How recording ended."""

    recording: Recording | None
    """None where no sound was kept."""
    reason: str = ""
    """Why it ended by itself, in words for the user; empty where it was asked to stop."""


@dataclass(frozen=True, slots=True)
class Transcribed:
    """How transcribing ended."""

    transcript: Transcript | None
    reason: str = ""
    """Why there is none, in words for the user; empty where it was stopped."""


class Rung(StrEnum):
    """How much of a spoken answer this machine can take; the highest that works is used."""

    TRANSCRIBED = "transcribed"
    """Recorded, and a recogniser writes the words down."""
    RECORDED = "recorded"
    TIMED = "timed"
    """Spoken against the clock; nothing is kept of the sound."""


@dataclass(frozen=True, slots=True)
class SpeechReach:
    """What a look at the machine found."""

    rung: Rung
    microphone: str = ""
    """The device that would record, by the name the system gives it."""
    recogniser: Recogniser | None = None
    reason: str = ""
    """What keeps it from the next rung, and what to do about it; empty on the highest."""
    is_turned_off: bool = False
    """Whether the user does not want to be recorded, so that nothing was looked for."""
