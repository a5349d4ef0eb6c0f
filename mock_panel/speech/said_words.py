"""The words of an answer as they were said: each with the mark and the silence before it."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mock_panel.domain.speech import Stretch, Word

_HESITATION = re.compile(r"u+h*m+|u+h+|e+rm*|h+m+")
_INNER = re.compile(r"[\w$%£€](?:[\w'&@/%-]|[.,:](?=\w))*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class SaidWord:
    """A word as it was said."""

    text: str
    """Lower case, without marks at its ends."""
    place: int
    """The place among the words of the source, from 0."""
    at: float | None = None
    """When it begins; None where that is not known."""
    silence: float = 0.0
    """Seconds of silence before it; 0 where that is not known."""
    mark: str = ""
    """The mark before it: a full stop for any that ends a sentence, a comma for any other."""

    @property
    def is_hesitation(self) -> bool:
        """Whether it is a sound, such as um."""
        return _HESITATION.fullmatch(self.text) is not None


def said_words(words: Sequence[Word], silences: Sequence[Stretch] = ()) -> tuple[SaidWord, ...]:
    """The words of a transcript, in the order of time; without times, as they stand.

    Recognisers stretch words over the silence beside them, so the silences that were
    measured count too.
    """
    timed = all(math.isfinite(word.start) and math.isfinite(word.end) for word in words)
    order = sorted(range(len(words)), key=lambda i: words[i].start) if timed else range(len(words))
    said: list[SaidWord] = []
    mark = ""
    before: Word | None = None
    for place in order:
        word = words[place]
        silence = _silence(before, word, silences) if timed and before else 0.0
        pieces = _pieces(word.text)
        if not pieces:
            mark = mark or _mark(word.text)
            continue
        for text, mark_before, mark_after in pieces:
            said.append(
                SaidWord(text, place, word.start if timed else None, silence, mark_before or mark)
            )
            mark, silence = mark_after, 0.0
        before = word
    return tuple(said)


def written_words(text: str) -> tuple[SaidWord, ...]:
    """The words of a text, with its marks; nothing is known of when they were said."""
    return said_words([Word(piece, math.nan, math.nan) for piece in text.split()])


def _silence(one: Word, two: Word, silences: Iterable[Stretch]) -> float:
    """The longest silence between the middles of two words."""
    first, last = (one.start + one.end) / 2, (two.start + two.end) / 2
    measured = (min(last, s.end) - max(first, s.start) for s in silences)
    return max(two.start - one.end, max(measured, default=0.0), 0.0)


def _pieces(raw: str) -> list[tuple[str, str, str]]:
    """The words within what a recogniser calls a word, each with the marks beside it."""
    pieces: list[tuple[str, str, str]] = []
    for chunk in raw.split():
        folded = chunk if chunk == "ER" else chunk.lower()  # a hospital's ER is no hesitation
        match = _INNER.search(folded.replace("\u2019", "'"))
        if match is None:
            if pieces:
                text, before, after = pieces[-1]
                pieces[-1] = (text, before, after or _mark(chunk))
            continue
        core = match.group().rstrip("'&@/-")
        before, after = chunk[: match.start()], chunk[match.start() + len(core) :]
        pieces.append((core, _mark(before), _mark(after)))
    return pieces


def _mark(marks: str) -> str:
    if any(mark in marks for mark in ".!?"):
        # "we... did" trails off, and ends no sentence.
        return "," if "..." in marks else "."
    return "," if any(mark in marks for mark in ",;:\u2013\u2014\u2026-") else ""
