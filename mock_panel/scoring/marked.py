"""An answer after marking: its sentences, their parts, and which of them count as evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from math import fsum

from mock_panel.domain.parts import Part
from mock_panel.domain.scores import Span
from mock_panel.scoring.features import Look

PERHAPS = 0.15
"""Below this probability, a sentence is not even doubtful evidence of a part."""
LIKELY = 0.5
"""From this probability on, a sentence is looked through for evidence of a part."""


_MOST_TALK = (0.2, 0.5)
"""How likely a sentence may be to be other that names nothing, or one thing, and is evidence."""


class Void(Enum):
    """Why a sentence is no evidence for anything."""

    REPEATED = "repeated"
    FROM_PROMPT = "from_prompt"
    INSTRUCTION = "instruction"
    BEYOND = "beyond"
    """After the words that are read for evidence."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One sentence of an answer."""

    span: Span
    look: Look
    part: Part
    """What it is in its place among the others."""
    confidence: float
    odds: Mapping[Part, float]
    """What it would be by itself: a probability for each part; see `as_told` for the other way."""
    void: Void | None = None

    @property
    def words(self) -> int:
        """How many words it has."""
        return self.look.reading.spoken

    @property
    def tells(self) -> bool:
        """Whether it can be evidence: the less it names, the less it may sound like mere talk."""
        names = self.look.naming
        most = _MOST_TALK[names] if names < len(_MOST_TALK) else 1.0
        return self.void is None and self.odds[Part.OTHER] <= most

    def counts_as(self, parts: Iterable[Part]) -> bool:
        """Whether it can be evidence of these; mere talk is evidence of talk alone."""
        return self.void is None if Part.OTHER in parts else self.tells

    def cover(self, first: int, last: int) -> Span:
        """The characters of words `first` to `last` of its reading."""
        return Span(*self.look.reading.span(first, last))


@dataclass(frozen=True, slots=True)
class MarkedAnswer:
    """All sentences in order."""

    text: str
    sentences: tuple[Marked, ...]
    imagined: bool
    """Whether "I would" is an act: the question asks what the candidate would do."""
    present: bool
    """Whether "I go" is an act: one event is told in the present tense."""
    order: str
    """The order of telling that explains it best; see `marking`."""
    known: float
    """How much of its wording the model has met; 0 to 1, see `marking.known_share`."""

    def speaking_of(self, *parts: Part) -> list[Marked]:
        """The sentences that count and whose own words most likely belong to these parts.

        Evidence is taken from these, so that it does not hang on where a sentence stands: the
        same sentences in another order prove the same.
        """
        return [
            s
            for s in self.sentences
            if s.counts_as(parts) and fsum(s.odds[part] for part in parts) >= LIKELY
        ]

    def perhaps(self, part: Part) -> list[Marked]:
        """The sentences that count and that may belong to a part, by their own words."""
        return [s for s in self.sentences if s.counts_as((part,)) and s.odds[part] >= PERHAPS]

    def of(self, *parts: Part) -> list[Marked]:
        """The sentences of these parts that count."""
        return [s for s in self.sentences if s.void is None and s.part in parts]

    @property
    def words(self) -> int:
        """All words, fillers included."""
        return sum(s.words for s in self.sentences)

    def share(self, part: Part) -> float:
        """How much of the words are in sentences of a part; 0 to 1."""
        total = self.words
        if not total:
            return 0.0
        return round(sum(s.words for s in self.sentences if s.part is part) / total, 3)


def as_told(answer: MarkedAnswer) -> MarkedAnswer:
    """The same answer, the place of each sentence weighed beside its own words, half and half.

    What is found in the answer as it was told is taken from these; the level is not, because it
    must not hang on the order.
    """
    return replace(answer, sentences=tuple(map(_in_place, answer.sentences)))


def _in_place(sentence: Marked) -> Marked:
    odds = {part: odd / 2 for part, odd in sentence.odds.items()}
    odds[sentence.part] += sentence.confidence / 2
    return replace(sentence, odds=odds)


def apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap an earlier one left out."""
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)
