"""How long an answer is: its words, the time it took, the pace it had or would have aloud."""

from mock_panel.domain.english import how_many
from mock_panel.domain.parts import AnswerMode
from mock_panel.practice.delivery_words import US_TALK
from mock_panel.practice.timing import seconds_aloud


def word_count(text: str) -> int:
    """As the line under the editor counts, and the score."""
    from mock_panel.scoring.reading import fold, read  # noqa: PLC0415 - after the first frame
    from mock_panel.scoring.sentences import split  # noqa: PLC0415 - as above

    return sum(read(fold(text[start:end])).spoken for start, end in split(text))


def length_words(text: str, mode: AnswerMode, seconds: float | None) -> str:
    """Such as: Spoken: 312 words in 2 minutes 30 seconds, 125 a minute. No part of the level.

    Args:
        text: the answer.
        mode: how it was given.
        seconds: how long it took; None where nobody says.
    """
    words = word_count(text)
    told = f"{mode.value.capitalize()}: {how_many(words, 'word')}"
    if seconds is not None:
        told += f" in {seconds_aloud(seconds)}"
    if mode is AnswerMode.TYPED:
        middle = sum(US_TALK) / 2
        return f"{told}, about {seconds_aloud(60 * words / middle)} aloud."
    if not seconds:
        return f"{told}."
    low, high = US_TALK
    pace = 60 * words / seconds
    return f"{told}, {pace:.0f} a minute; usual in US talk is about {low} to {high}."
