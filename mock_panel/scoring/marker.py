"""Text into marked sentences."""

from collections.abc import Sequence

from mock_panel.domain.parts import Part
from mock_panel.domain.scores import Span
from mock_panel.scoring import sentences as splitting
from mock_panel.scoring.copies import prompt_grams, voids
from mock_panel.scoring.features import Look, look
from mock_panel.scoring.marked import Marked, MarkedAnswer, Void
from mock_panel.scoring.marking import (
    decode,
    emission,
    shipped_weights,
)
from mock_panel.scoring.reading import fold


def mark(text: str, prompt_text: str = "", given: Sequence[str] | None = None) -> MarkedAnswer:
    """Split a text and mark every sentence.

    Args:
        text: the answer.
        prompt_text: the question's wording, to recognise copies of it.
        given: sentences that the caller has split already.

    Raises:
        ValueError: the given sentences, joined by one space, are not the text.
    """
    spans = splitting.split(text) if given is None else splitting.given(text, list(given))
    folded = fold(text)
    looks = [look(folded, start, end) for start, end in spans]
    why_not = voids(looks, prompt_grams(prompt_text))
    marks = _decoded(looks, why_not)
    return MarkedAnswer(
        text,
        tuple(
            Marked(Span(*span), seen, part, confidence, void)
            for span, seen, (part, confidence), void in zip(
                spans, looks, marks, why_not, strict=True
            )
        ),
    )


def _decoded(looks: Sequence[Look], why_not: Sequence[Void | None]) -> list[tuple[Part, float]]:
    """Marks for all sentences; what counts is decoded as if nothing else were there.

    So a sentence said twice, or an answer said five times, changes no other mark.
    """
    counted = [i for i, void in enumerate(why_not) if void in {None, Void.BEYOND}]
    weights = shipped_weights()
    rows = [emission(looks[i].features, weights) for i in counted]
    marks = dict(zip(counted, decode(rows, weights), strict=True))
    said: dict[tuple[str, ...], tuple[Part, float]] = {}
    result = []
    for index, seen in enumerate(looks):
        words = seen.reading.words
        mark_ = marks.get(index) or said.get(words, (Part.OTHER, 1.0))
        said.setdefault(words, mark_)
        result.append(mark_)
    return result
