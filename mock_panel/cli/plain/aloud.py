"""A supplemental of a board in plain lines, given aloud, and its words later."""

from dataclasses import replace

from mock_panel.cli.plain.answering import speak
from mock_panel.cli.plain.storing import DraftOnDisk, store
from mock_panel.cli.plain.talk import Talk
from mock_panel.cli.plain.words import ask_words
from mock_panel.domain.attempts import Attempt
from mock_panel.errors import InputError, StorageError
from mock_panel.practice.session import Phase
from mock_panel.practice.supplementals import BoardSitting, Sitting, WordsSitting
from mock_panel.practice.timing import seconds_aloud


def answer_aloud(talk: Talk, sitting: BoardSitting) -> None:
    """Hear the answer, as those to the five questions were heard.

    Raises:
        KeyboardInterrupt: the candidate left; the draft says how far it came.
        StorageError: it could not be stored; the draft and the sound are there.
    """
    aloud, session = _talk_in(talk, sitting), sitting.session
    try:
        if not _is_spoken(aloud):
            aloud.put_down()
            aloud.keep()
            return
        if session.phase is Phase.WORDS:
            session.words_are_given("" if aloud.puts_words_off() else ask_words(aloud))
            aloud.keep()
    except KeyboardInterrupt:
        aloud.put_down()
        aloud.keep()
        raise
    store(talk.lines, sitting.give, aloud.draft, talk.otherwise)


def _is_spoken(aloud: Talk) -> bool:
    """Whether the answer has been spoken; false if the input ended before."""
    session = aloud.session
    if session.phase is Phase.READING:
        aloud.look()
        session.begin_answer()
    elif session.phase is Phase.PAUSED:
        aloud.look()
        aloud.wait_in_pause()
    if session.phase is Phase.ANSWERING:
        if not speak(aloud):
            return False
        session.end_answer()
        aloud.keep()
        aloud.finish_recording()
        aloud.lines.say(f"Time {seconds_aloud(session.answer_seconds)}.")
    return True


def with_added_words(talk: Talk, attempt: Attempt) -> Attempt:
    """Ask for the words of what was added to an answer aloud; the answer as it is stored then.

    Raises:
        KeyboardInterrupt: the candidate left; words that were entered wait as a draft.
        StorageError: they could not be stored; they wait as a draft.
    """
    lacking = [n for n, added in enumerate(attempt.continuations, 1) if not added.text.strip()]
    for number in lacking if talk.desk is not None else ():
        if talk.lines.has_ended:
            break
        try:
            sitting = WordsSitting.begin(talk.rehearsal, attempt, number)
        except InputError as error:
            talk.lines.warn(str(error))
            break
        if sitting is None:
            talk.lines.say("Another window is working on that answer.")
            break
        attempt = give_words(talk, sitting)
    return attempt


def give_words(talk: Talk, sitting: WordsSitting) -> Attempt:
    """As `with_added_words`, of one of them, which is left then.

    Args:
        talk: of whatever session goes on.
        sitting: with the words so far.
    """
    lines, session, before = talk.lines, sitting.session, sitting.session.text
    lines.say(f"The supplemental was: {sitting.supplemental.question}")
    if before:
        lines.say("Your words so far:")
        lines.say(before)
    aloud = _talk_in(talk, sitting)
    try:
        session.text = ask_words(aloud)
        if lines.has_ended and session.text == before:
            return sitting.attempt
        return store(lines, sitting.give, aloud.draft, talk.otherwise)
    finally:
        try:
            sitting.leave()
        except StorageError as error:
            lines.warn(error.message)


def _talk_in(talk: Talk, sitting: Sitting) -> Talk:
    """The same talk in the session of a supplemental, whose draft is another one."""
    aloud = replace(talk, session=sitting.session)
    aloud.draft = DraftOnDisk(talk.lines, lambda: talk.rehearsal.drafts.save(sitting.draft()))
    return aloud
