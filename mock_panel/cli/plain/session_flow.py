"""A plain session from its first question to its last word."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from mock_panel.cli.plain.after_review import after_review, review
from mock_panel.cli.plain.answering import answer
from mock_panel.cli.plain.board import review_board
from mock_panel.cli.plain.board_round import hold_round, say_entry
from mock_panel.cli.plain.rating import ask_self_rating
from mock_panel.cli.plain.storing import store
from mock_panel.cli.plain.talk import RESUMES, Talk
from mock_panel.domain.attempts import Attempt
from mock_panel.errors import StorageError
from mock_panel.practice.board_round import BoardRound
from mock_panel.practice.review import level_words
from mock_panel.practice.session import Phase
from mock_panel.practice.timing import seconds_aloud


def run_session(talk: Talk) -> None:
    """Practise until the session or the input ends.

    Args:
        talk: the session and who talks in it.

    Raises:
        KeyboardInterrupt: the candidate left; what there was is kept, and it was said where.
        StorageError: an answer could not be stored; it is kept as a draft.
    """
    saved: list[Attempt] = []
    with _kept(talk, saved):
        if talk.session.preset.board and talk.session.is_untouched:
            say_entry(talk.lines, talk.session.preset)
        _questions(talk, saved)
        _after_questions(talk, saved)


def run_round(talk: Talk, board: BoardRound) -> None:
    """Go on with a board whose questions are all answered.

    Raises:
        KeyboardInterrupt: as `run_session`.
        StorageError: as `run_session`.
    """
    saved = list(board.attempts)
    with _kept(talk, saved):
        _after_questions(talk, saved, board)


@contextmanager
def _kept(talk: Talk, saved: list[Attempt]) -> Iterator[None]:
    """Keep what there is, and say where, however the candidate leaves."""
    try:
        yield
    except KeyboardInterrupt:
        _leave_in_a_hurry(talk, saved)
        raise
    except StorageError:
        _leave(talk, saved)
        raise


def _after_questions(talk: Talk, saved: list[Attempt], board: BoardRound | None = None) -> None:
    session = talk.session
    if session.phase is Phase.OVER and session.preset.supplemental_seconds:
        board = board or BoardRound.after(talk.rehearsal, session)
        is_heard = hold_round(talk, board)
        saved[:] = board.attempts
        if not is_heard:
            _leave(talk, saved)
            talk.lines.say(f"The board waits; {RESUMES}")
            return
        board.close()
    if session.preset.board:
        review_board(talk, saved)
    _end(talk, saved)


def _questions(talk: Talk, saved: list[Attempt]) -> None:
    session, lines = talk.session, talk.lines
    while session.phase is not Phase.OVER:
        _introduce(talk)
        if not answer(talk):
            return
        if session.phase is Phase.RATING:
            session.rate(ask_self_rating(lines))
            talk.keep()
        submit = partial(talk.rehearsal.submit, session)
        saved.append(store(lines, submit, talk.draft, talk.otherwise))
        if session.preset.board:
            if lines.has_ended:
                break
            if not session.is_last:
                lines.say("Your answer is kept. The reviews come after the last question.")
            session.next_question()
            continue
        saved[-1] = review(talk, saved[-1])
        again, saved[-1] = after_review(talk, saved[-1], may_repeat=True)
        if again:
            session.try_again()
        elif session.is_last or not _goes_on(talk):
            break
        else:
            session.next_question()
    if session.phase is Phase.REVIEW and session.is_last:
        session.next_question()


def _introduce(talk: Talk) -> None:
    session, question = talk.session, talk.session.question
    reason = session.reason
    lines = talk.lines
    lines.part()
    lines.say(
        f"Question {session.position} of {len(session.questions)}. {_ecq_title(talk)}"
        f"{', drawn because ' if reason else ''}{reason}."
    )
    if session.preset.board and session.position > 1:
        gone = seconds_aloud(talk.rehearsal.seconds_before(session))
        lines.say(f"{gone} of {seconds_aloud(session.preset.total_seconds)} used so far.")
    if session.phase in (Phase.RATING, Phase.REVIEW):
        lines.say(question.text)
        return
    talk.say_question()
    if session.text:
        lines.say("Your words so far:")
        lines.say(session.text)


def _ecq_title(talk: Talk) -> str:
    question = talk.session.question
    try:
        return talk.rehearsal.bank.framework(question.framework).ecq(question.ecq).title
    except KeyError:
        return question.ecq


def _goes_on(talk: Talk) -> bool:
    answer = talk.lines.ask("Go on to the next question, n to stop here, Enter for yes?")
    return not talk.lines.has_ended and answer.lower() not in ("n", "no", "q")


def _end(talk: Talk, saved: list[Attempt]) -> None:
    session, lines = talk.session, talk.lines
    if session.phase is Phase.OVER or not lines.is_terminal:
        # Nobody comes back to a pipe.
        _close(talk)
    elif _leave(talk, saved):
        lines.say(f"The rest of the session waits; {RESUMES}")
    if not saved:
        lines.say("No answer was given, and none was saved.")
    elif len(saved) == 1:
        lines.say(f"Saved: 1 answer, {level_words(saved[0])}.")
    else:
        lines.say(f"Saved: {len(saved)} answers. `mock-panel history` lists them.")


def _close(talk: Talk) -> None:
    try:
        talk.rehearsal.close(talk.session)
    except StorageError as error:
        # The answers are stored; the draft is cleared away at the next start.
        talk.lines.warn(error.message)


def _leave(talk: Talk, saved: Sequence[Attempt]) -> bool:
    """Let go of the microphone and the session; whether a draft of it waits."""
    talk.put_down()
    try:
        talk.rehearsal.leave(talk.session)
        waiting = talk.rehearsal.unfinished()
    except StorageError as error:
        talk.lines.warn(str(error))
        return False
    # What is added to an answer waits under the attempt that it belongs to.
    ours = (talk.session.id, talk.session.attempt, *(attempt.id for attempt in saved))
    return any(draft.session in ours or draft.attempt in ours for draft in waiting)


def _leave_in_a_hurry(talk: Talk, saved: Sequence[Attempt]) -> None:
    if _leave(talk, saved):
        talk.lines.warn(f"Interrupted. What you entered is kept; {RESUMES}")
    else:
        talk.lines.warn("Interrupted. Nothing is waiting to be finished.")
