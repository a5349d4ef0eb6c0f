"""How the words of an answer divide over the parts while it is being typed.

The same splitting, features and weights as the engine's; what is left out are copies of the
question, repetitions and refusals, which only a finished answer can be judged by. Looking at
a sentence costs by far the most, so each is looked at once and remembered.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mock_panel.domain.parts import Part
from mock_panel.domain.questions import QuestionType
from mock_panel.scoring.chain import Link, link
from mock_panel.scoring.features import as_asked, look
from mock_panel.scoring.marking import (
    Hints,
    decode,
    emission,
    familiarity,
    hints,
    shipped_weights,
)
from mock_panel.scoring.orders import Emission
from mock_panel.scoring.prompt import Prompt
from mock_panel.scoring.reading import fold
from mock_panel.scoring.sentences import split

_REMEMBERED = 2000
"""Sentences kept; more than any answer has, and a bound on a long evening's memory."""


@dataclass(frozen=True, slots=True)
class Division:
    """An unfinished answer in numbers."""

    words: int
    shares: Mapping[Part, float]
    """Of the words, for every part, `OTHER` included; all zero while there are no words."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A sentence that has been looked at."""

    row: Emission
    link: Link
    hints: Hints
    words: int


class LiveShares:
    """Remembers what it has seen of a text, so that one more letter costs little."""

    def __init__(self, *, imagined: bool = False) -> None:
        """`imagined`: the question asks what one would do, so "I would" is an act."""
        self._imagined = imagined
        self._seen: dict[str, _Seen] = {}

    @classmethod
    def answering(cls, question: str) -> "LiveShares":
        """For an answer to a question of this wording."""
        return cls(imagined=Prompt.worded(question).type is QuestionType.SITUATIONAL)

    def get_ready(self) -> None:
        """Load what the first division needs: some 70 ms, for a thread that paints nothing."""
        self.divide("I")

    def divide(self, text: str) -> Division:
        """Count the words of a text and say which parts they belong to."""
        looked = [self._look(text[start:end]) for start, end in split(text)]
        total = sum(seen.words for seen in looked)
        shares = dict.fromkeys(Part, 0.0)
        if not total:
            return Division(0, shares)
        weights = shipped_weights()
        told = [seen.hints for seen in looked]
        rows = [seen.row for seen in looked]
        links = [seen.link for seen in looked]
        decoded = decode(rows, weights, familiarity(rows, told), told, links)
        counts = dict.fromkeys(Part, 0)
        for seen, part in zip(looked, decoded.parts, strict=True):
            counts[part] += seen.words
        return Division(total, {part: count / total for part, count in counts.items()})

    def _look(self, sentence: str) -> _Seen:
        known = self._seen.get(sentence)
        if known is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            folded = fold(sentence)
            seen = look(folded, 0, len(folded))
            features = as_asked(seen.features, imagined=self._imagined)
            weights = shipped_weights()
            known = self._seen[sentence] = _Seen(
                emission(features, weights),
                link(features, weights.chain),
                hints(seen.features, weights),
                seen.reading.spoken,
            )
        return known
