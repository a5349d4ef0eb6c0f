"""Delivery as values: pace, pauses and fillers of a spoken answer; never part of its level.

Positions are seconds from the start of the recording. What could not be measured is None,
never zero.
"""

from dataclasses import dataclass
from enum import StrEnum

from mock_panel.domain.speech import Recogniser, Stretch


class WordSource(StrEnum):
    """Where the words come from that rates and fillers are counted in."""

    TRANSCRIPT = "transcript"
    """As a recogniser first heard them; corrections do not change them."""
    TEXT = "text"
    """As the candidate wrote them down."""
    NONE = "none"


class FillerKind(StrEnum):
    """How sure it is that a word fills."""

    HESITATION = "hesitation"
    """A sound, such as um."""
    DISCOURSE = "discourse"
    """Words that say nothing where they stand, such as you know."""
    POSSIBLE = "possible"
    """Words that may or may not, such as like; counted apart."""


@dataclass(frozen=True, slots=True)
class Filler:
    """One filler, where it stands and when it was said."""

    text: str
    """Its usual spelling, such as "you know"."""
    kind: FillerKind
    word: int
    """Its first word's place among the words of the source, from 0."""
    words: int
    """How many words it has."""
    at: float | None
    """When it begins; None where word times are not known."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A stretch of the answer in which fillers bunch."""

    stretch: Stretch
    """From the first of them to the last."""
    fillers: int


@dataclass(frozen=True, slots=True)
class FillerCount:
    """The fillers of an answer."""

    source: WordSource
    found: tuple[Filler, ...] = ()
    """In the order they were said; no hesitations where those are not measured."""
    hesitations: int | None = None
    """None where the source leaves them out."""
    clusters: tuple[Cluster, ...] = ()
    """Of those found and not only possible; empty where word times are not known."""
    heard: tuple[float, ...] = ()
    """When the candidate, listening back, has counted one; kept apart from those found."""
    heard_clusters: tuple[Cluster, ...] = ()

    @property
    def certain(self) -> tuple[Filler, ...]:
        """Those that are not only possible."""
        return tuple(f for f in self.found if f.kind is not FillerKind.POSSIBLE)

    def counts(self, kind: FillerKind) -> dict[str, int]:
        """How often each filler of a kind was said, the most frequent first."""
        said = [filler.text for filler in self.found if filler.kind is kind]
        return {
            text: said.count(text) for text in sorted(set(said), key=lambda t: (-said.count(t), t))
        }


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence between two stretches of speech."""

    stretch: Stretch
    in_sentence: bool | None
    """Whether it stands within a sentence; None where no marks tell where sentences end."""

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.stretch.seconds


@dataclass(frozen=True, slots=True)
class Minute:
    """One minute of the answer, counted from its first word; the last may be shorter."""

    stretch: Stretch
    words: int | None
    """None where word times are not known."""
    speaking_share: float
    """The part of it in which somebody speaks, 0 to 1."""

    @property
    def words_per_minute(self) -> float | None:
        """None where the words are not known, or the piece is too short to say."""
        if self.words is None or self.stretch.seconds < SHORTEST_PIECE:
            return None
        return self.words * 60 / self.stretch.seconds


SHORTEST_PIECE = 20.0
"""Seconds; in less, one long word or one pause would decide the pace."""


@dataclass(frozen=True, slots=True)
class Rates:
    """How fast an answer was, in four ways that must not be mixed.

    Hesitations count neither as words nor as syllables: most recognisers leave them out.
    """

    source: WordSource
    words: int
    syllables: int
    """Estimated from the spelling."""
    elapsed_words_per_minute: float | None = None
    """Speech rate: words by the time from first word to last, pauses included."""
    speaking_words_per_minute: float | None = None
    """Words by the time in which somebody speaks."""
    syllables_per_second: float | None = None
    """Articulation rate: syllables by the time in which somebody speaks."""
    minutes: tuple[Minute, ...] = ()
    """The pace over time; words by elapsed time in each minute."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How an answer was said."""

    span: Stretch | None
    """From the first word to the last; None where nobody was heard."""
    speaking_seconds: float
    """Of the span, without its silences of `SILENCE` seconds and more."""
    pauses: tuple[Pause, ...]
    """Those of `PAUSE` seconds and more."""
    rates: Rates
    fillers: FillerCount
    recogniser: Recogniser | None = None
    """Whose words they are; None where they are the candidate's own text, or there are none."""
    missing_seconds: float = 0.0
    """Of sound that was lost while it was recorded: pace and pauses are off by it."""

    @property
    def first_word(self) -> float | None:
        """Seconds from the start of the recording until somebody speaks."""
        return self.span.start if self.span else None

    @property
    def elapsed_seconds(self) -> float:
        """From the first word to the last."""
        return self.span.seconds if self.span else 0.0

    @property
    def pause_seconds(self) -> float:
        """Of all pauses together."""
        return sum(pause.seconds for pause in self.pauses)

    @property
    def pause_share(self) -> float | None:
        """The part of the span that is pause, 0 to 1."""
        return self.pause_seconds / self.span.seconds if self.span else None

    @property
    def longest_pause(self) -> Pause | None:
        """The first of the longest; None without any."""
        return max(self.pauses, key=lambda pause: pause.seconds, default=None)


SILENCE = 0.25
"""Seconds; a shorter silence belongs to speech, such as that of a stop consonant."""
PAUSE = 0.5
"""Seconds; from here on a silence is shown as a pause."""
