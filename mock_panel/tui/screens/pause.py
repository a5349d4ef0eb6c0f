"""The ways on from an interrupted answer."""

from textual.app import App

from mock_panel.domain.english import clock_face
from mock_panel.practice.session import Phase, PracticeSession
from mock_panel.practice.unfinished import draft_words
from mock_panel.tui.screens.notice import NoticeScreen, Reply


async def ask_way_on(app: App[int], session: PracticeSession, *, resumed: bool) -> str | None:
    """`leave`, `skip`, or anything else to go on."""
    holds = draft_words(session.draft())
    where = f"{clock_face(session.answer_seconds)} on the clock, {holds}."
    if resumed:
        title, text = "Here you stopped", f"{where} The clock goes on when you do."
    elif session.phase is Phase.PAUSED:
        title, text = "Paused", where
    elif session.may_pause:
        title, text = "Leave this question?", "The answer clock has not started."
    else:
        title, text = "A board does not pause", f"The clock runs on. {where}"
    replies = [
        Reply("enter", "go on", "go on"),
        Reply("l", "leave; go on from Home later", "leave"),
    ]
    if not session.preset.board:
        replies.append(Reply("s", "skip this question, unanswered", "skip"))
    return await app.push_screen_wait(NoticeScreen(title, text, *replies))
