"""What follows an answer: self-rating, score, review, and the choice of what comes next."""

import asyncio
from typing import TYPE_CHECKING

from mock_panel.domain.attempts import Attempt
from mock_panel.errors import MockPanelError
from mock_panel.practice.session import Phase, PracticeSession
from mock_panel.tui.screens.notice import NoticeScreen, Reply
from mock_panel.tui.screens.rating import RatingScreen

if TYPE_CHECKING:
    from mock_panel.tui.screens.question import QuestionScreen


async def after_answer(screen: "QuestionScreen", session: PracticeSession) -> Attempt | None:
    """Take the session to its next question or to its end; None to leave it for later."""
    app = screen.app
    if session.phase is Phase.RATING:
        session.rate(await app.push_screen_wait(RatingScreen(session)))
    attempt = await _submit(screen, session)
    if attempt is None:
        return None
    if screen.attempts and screen.attempts[-1].id == attempt.id:
        # The same answer with other words.
        screen.attempts.pop()
    screen.attempts.append(attempt)
    is_board = session.preset.board
    if is_board and session.stored is None:
        if not session.is_last:
            screen.notify(
                "Your answer is kept. The reviews come after the last question.", timeout=4
            )
        session.next_question()
        return attempt
    if not screen.shows_review:
        return None
    from mock_panel.tui.screens.review import ReviewScreen  # noqa: PLC0415 - only when shown

    # No other question follows the words of an answer that a board had.
    going_on = None if is_board else session
    choice = await app.push_screen_wait(ReviewScreen(attempt, going_on))
    screen.attempts[-1] = choice.attempt
    match choice.way:
        case "again":
            session.try_again()
        case "next":
            session.next_question()
        case "words":
            session.reopen_words(choice.attempt)
        case _:
            return None
    return attempt


async def _submit(screen: "QuestionScreen", session: PracticeSession) -> Attempt | None:
    """Store the answer; when the disk refuses, say so and offer to try again."""
    screen.keeper.finish(session.attempt)
    while True:
        try:
            return await asyncio.to_thread(screen.services.rehearsal.submit, session)
        except MockPanelError as error:
            way = await screen.app.push_screen_wait(
                NoticeScreen(
                    "Your answer is not in the database yet",
                    f"{error}\n\nIt is still here. Try again when this is mended.",
                    Reply("enter", "try again", "again"),
                    Reply("l", "leave; the draft waits on Home if it could be saved", "leave"),
                )
            )
            if way == "leave":
                return None
