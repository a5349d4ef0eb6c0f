"""Going on with the words of stored answers, outside the session in which they were given."""

from mock_panel.cli.plain.after_review import after_review, review
from mock_panel.cli.plain.later_words import finish_words
from mock_panel.cli.plain.talk import RESUMES, Talk
from mock_panel.domain.attempts import Attempt
from mock_panel.practice.review import level_words


def run_words(talk: Talk, attempt: Attempt) -> None:
    """Give an answer its words, to its review.

    Args:
        talk: in a session of those words alone.
        attempt: the answer as it is stored.

    Raises:
        KeyboardInterrupt: the candidate left; words that were entered wait as a draft.
        StorageError: they could not be stored; they wait as a draft.
    """
    lines, session = talk.lines, talk.session
    lines.part()
    lines.say(session.question.text)
    if session.text:
        lines.say("Your words so far:")
        lines.say(session.text)
    try:
        attempt = review(talk, finish_words(talk, attempt))
        _, attempt = after_review(talk, attempt, may_repeat=False)
    except KeyboardInterrupt:
        lines.warn(f"Interrupted. What you entered is kept; {RESUMES}")
        raise
    lines.say(f"Saved: the words of the answer, {level_words(attempt)}.")
