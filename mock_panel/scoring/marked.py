"""An answer after marking: its sentences, their parts, and which of them count as evidence."""

from dataclasses import dataclass
from enum import Enum

from mock_panel.domain.parts import Part
from mock_panel.domain.scores import Span
from mock_panel.scoring.features import Look


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
    confidence: float
    void: Void | None = None

    @property
    def words(self) -> int:
        """How many words it has."""
        return self.look.reading.spoken

    def cover(self, first: int, last: int) -> Span:
        """The characters of words `first` to `last` of its reading."""
        return Span(*self.look.reading.span(first, last))


@dataclass(frozen=True, slots=True)
class MarkedAnswer:
    """All sentences in order."""

    text: str
    sentences: tuple[Marked, ...]

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
