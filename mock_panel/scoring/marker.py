"""Text into marked sentences."""

from collections.abc import Sequence

from mock_panel.domain.scores import Span
from mock_panel.scoring import sentences as splitting
from mock_panel.scoring.copies import prompt_grams, voids
from mock_panel.scoring.features import look
from mock_panel.scoring.marked import Marked, MarkedAnswer
from mock_panel.scoring.marking import (
    Emission,
    decode,
    emission,
    place_features,
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
    weights = shipped_weights()
    rows = [
        with_place(emission(seen.features, weights), index, len(looks))
        for index, seen in enumerate(looks)
    ]
    why_not = voids(looks, prompt_grams(prompt_text))
    return MarkedAnswer(
        text,
        tuple(
            Marked(Span(*span), seen, part, confidence, void)
            for span, seen, (part, confidence), void in zip(
                spans, looks, decode(rows, weights), why_not, strict=True
            )
        ),
    )


def with_place(row: Emission, index: int, count: int) -> Emission:
    """A sentence's own sums and those of its place."""
    place = emission(place_features(index, count), shipped_weights())
    return (
        row[0] + place[0],
        row[1] + place[1],
        row[2] + place[2],
        row[3] + place[3],
        row[4] + place[4],
    )
