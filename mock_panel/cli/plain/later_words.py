"""Words that a stored answer gets later: put off by a board, or not to be had at the time."""

from dataclasses import replace
from functools import partial
from itertools import takewhile

from mock_panel.cli.plain.aloud import with_added_words
from mock_panel.cli.plain.storing import store
from mock_panel.cli.plain.talk import Talk
from mock_panel.cli.plain.words import ask_words
from mock_panel.domain.attempts import Attempt
from mock_panel.domain.parts import AnswerMode
from mock_panel.errors import InputError, StorageError
from mock_panel.practice.rehearsal import Rehearsal

_LONGEST_BOARD = 12
"""Answers that are looked at."""


def lacks_words(attempt: Attempt) -> bool:
    """Whether a spoken answer may still get its words."""
    return attempt.mode is AnswerMode.SPOKEN and not attempt.text.strip()


def with_words(talk: Talk, attempt: Attempt) -> Attempt:
    """Ask for the words of a stored answer; the answer as it is stored then.

    Args:
        talk: of the session that is going on, whatever it is about.
        attempt: the answer.

    Raises:
        KeyboardInterrupt: the candidate left; words that were entered wait as a draft.
        StorageError: they could not be stored; they wait as a draft.
    """
    try:
        session = talk.rehearsal.give_words(attempt)
    except InputError as error:
        talk.lines.warn(str(error))
        return attempt
    if session is None:
        talk.lines.say("Another window is working on that answer.")
        return attempt
    return finish_words(replace(talk, session=session), attempt)


def finish_words(talk: Talk, attempt: Attempt) -> Attempt:
    """As `with_words`, in a session of those words alone, which is left then.

    What was added to the answer aloud gets its words after it.
    """
    session, before = talk.session, talk.session.text
    try:
        session.text = ask_words(talk)
        if talk.lines.has_ended and session.text == before:
            return attempt
        attempt = store(
            talk.lines, partial(talk.rehearsal.submit, session), talk.draft, talk.otherwise
        )
        # Not before: until it is stored it counts as a draft.
        session.words_are_given(session.text)
    finally:
        try:
            talk.rehearsal.leave(session)
        except StorageError as error:
            talk.lines.warn(error.message)
    return with_added_words(talk, attempt)


def put_off(rehearsal: Rehearsal) -> tuple[Attempt, ...]:
    """The answers of the last board that still wait for their words, in the order they were given.

    None once another answer has been recorded: then the candidate does without.

    Raises:
        StorageError: they cannot be read.
    """
    newest_first = rehearsal.attempts.spoken(_LONGEST_BOARD)
    waiting = takewhile(lambda each: not each[2] and each[1].transcript is None, newest_first)
    found = [a for each, _, _ in waiting if (a := rehearsal.attempts.get(each)) is not None]
    of_board = takewhile(lambda a: a.session == found[0].session and _is_board(rehearsal, a), found)
    return tuple(reversed(list(of_board)))


def _is_board(rehearsal: Rehearsal, attempt: Attempt) -> bool:
    try:
        return rehearsal.bank.preset(attempt.preset).board
    except KeyError:
        return False
