"""What follows the questions of a board, screen by screen: lobby, supplementals, report."""

import asyncio
from collections.abc import Callable

from textual.app import App

from mock_panel.errors import StorageError
from mock_panel.practice.board_round import BoardRound
from mock_panel.practice.supplementals import BoardSitting
from mock_panel.tui.screens.lobby import LobbyScreen
from mock_panel.tui.screens.notice import NoticeScreen, Reply
from mock_panel.tui.screens.session_end import SessionEndScreen
from mock_panel.tui.screens.supplemental import SupplementalScreen


async def after_board(app: App[int], board: BoardRound) -> None:
    """From the lobby to the report; wherever it is left, it goes on there another time."""
    try:
        if not await _is_heard(app, board):
            return
        await app.push_screen_wait(SessionEndScreen(board.preset, board.attempts, board.outcome_of))
        await _stored(app, board.close)
    finally:
        board.leave()


async def _is_heard(app: App[int], board: BoardRound) -> bool:
    """Whether the board came to its end; false if the candidate left."""
    if not board.is_called_back and not await app.push_screen_wait(
        LobbyScreen(board.called_back_words)
    ):
        return False
    while (asked := board.next) is not None:
        sitting = BoardSitting.begin(board, asked)
        is_given = await app.push_screen_wait(SupplementalScreen(sitting))
        if not is_given or not await _stored(app, sitting.give):
            return False
    return True


async def _stored(app: App[int], action: Callable[[], None]) -> bool:
    """Do something that stores; when the disk refuses, say so and offer to try again."""
    while True:
        try:
            await asyncio.to_thread(action)
        except StorageError as error:
            way = await app.push_screen_wait(
                NoticeScreen(
                    "Not stored yet",
                    f"{error}\n\nYour words are still here. Try again when this is mended.",
                    Reply("enter", "try again", "again"),
                    Reply("l", "leave; the board waits on Home", "leave"),
                )
            )
            if way == "leave":
                return False
        else:
            return True
