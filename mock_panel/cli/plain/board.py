"""The reviews of a board, which come after its last question."""

from mock_panel.cli.plain.after_review import after_review, review
from mock_panel.cli.plain.aloud import with_added_words
from mock_panel.cli.plain.later_words import lacks_words, with_words
from mock_panel.cli.plain.talk import Talk
from mock_panel.domain.attempts import Attempt


def review_board(talk: Talk, saved: list[Attempt]) -> None:
    """Review one answer after the other, each with the words that were put off.

    Args:
        talk: of the board.
        saved: its answers; replaced by what they have become.
    """
    lines = talk.lines
    for index, attempt in enumerate(saved):
        lines.part()
        lines.say(f"Answer {index + 1} of {len(saved)}. {attempt.question.text}")
        if attempt.spoken is not None and lacks_words(attempt):
            saved[index] = with_words(talk, attempt)
        else:
            saved[index] = with_added_words(talk, attempt)
        saved[index] = review(talk, saved[index])
        _, saved[index] = after_review(talk, saved[index], may_repeat=False)
