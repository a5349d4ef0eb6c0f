"""What is offered after a review, before the next step."""

from dataclasses import replace

from mock_panel.cli.plain.hearing import hear
from mock_panel.cli.plain.later_words import lacks_words, with_words
from mock_panel.cli.plain.lines import Lines
from mock_panel.cli.plain.probing import offer_probes
from mock_panel.cli.plain.reviewing import say_review
from mock_panel.cli.plain.talk import Talk
from mock_panel.domain.attempts import Attempt
from mock_panel.errors import StorageError
from mock_panel.practice.rehearsal import Rehearsal
from mock_panel.practice.review import understanding_words


def review(talk: Talk, attempt: Attempt) -> Attempt:
    """Say the review and offer the probes; the attempt as it is then."""
    talk.lines.part()
    say_review(talk.lines, talk.rehearsal, attempt, talk.measure)
    return offer_probes(talk.lines, talk.rehearsal, attempt, talk.otherwise)


def after_review(talk: Talk, attempt: Attempt, *, may_repeat: bool) -> tuple[bool, Attempt]:
    """Offer what an attempt has, until the candidate goes on.

    Args:
        talk: of the session.
        attempt: as it was reviewed.
        may_repeat: whether the question can be tried again.

    Returns:
        Whether it is to be tried again, and the attempt as it is now.
    """
    lines = talk.lines
    while True:
        answer = lines.ask(_question(talk, attempt, may_repeat=may_repeat)).lower()
        if answer == "m":
            attempt = _marked(lines, talk.rehearsal, attempt)
        elif answer == "l" and _is_heard(talk, attempt):
            _hear(talk, attempt)
        elif answer == "w" and _takes_words(talk, attempt):
            attempt = review(talk, with_words(talk, attempt))
        else:
            return may_repeat and answer in ("y", "yes"), attempt


def _question(talk: Talk, attempt: Attempt, *, may_repeat: bool) -> str:
    parts = [
        "Try this question again now, y for yes" if may_repeat else "",
        f"m if you had misunderstood {'it' if may_repeat else 'the question'}",
        "l to hear your answer" if _is_heard(talk, attempt) else "",
        "w to give its words" if _takes_words(talk, attempt) else "",
        "Enter for no?" if may_repeat else "Enter to go on?",
    ]
    return ", ".join(part for part in parts if part)


def _is_heard(talk: Talk, attempt: Attempt) -> bool:
    return talk.desk is not None and attempt.spoken is not None


def _takes_words(talk: Talk, attempt: Attempt) -> bool:
    return talk.desk is not None and lacks_words(attempt)


def _hear(talk: Talk, attempt: Attempt) -> None:
    if talk.desk is not None and attempt.spoken is not None:
        means = talk.desk.means
        hear(talk.lines, means.player, means.recordings, attempt.spoken.recording)


def _marked(lines: Lines, rehearsal: Rehearsal, attempt: Attempt) -> Attempt:
    changed = replace(attempt, misunderstood=not attempt.misunderstood)
    try:
        rehearsal.attempts.mark_misunderstood(changed.id, changed.misunderstood)
    except StorageError as error:
        # The answer itself is stored, so that the session can go on.
        lines.warn(str(error))
        return attempt
    lines.say(f"Stored: {understanding_words(changed)}; m again takes it back.")
    return changed
