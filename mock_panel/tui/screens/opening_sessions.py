"""Sessions as Home opens them: a new draw, a given question, or a draft that waits."""

import asyncio
from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from mock_panel.tui.screens.page import Page

if TYPE_CHECKING:
    from mock_panel.domain.attempts import AskedQuestion, Attempt
    from mock_panel.domain.sessions import Draft, SessionSetup
    from mock_panel.practice.board_round import BoardRound
    from mock_panel.practice.session import PracticeSession


class OpeningSessions(Page[None]):
    """Begins and resumes; for the screen at the bottom of the stack."""

    @dataclass
    class Begun(Message):
        """A session is ready to be shown."""

        session: "PracticeSession"

    @dataclass
    class BoardWaits(Message):
        """A board was left in its lobby, or after it."""

        board: "BoardRound"

    @dataclass
    class ProbeWaits(Message):
        """A probe was left half answered."""

        attempt: "Attempt"
        draft: "Draft"

    @abstractmethod
    def gather(self) -> object:
        """Look anew for what waits."""

    @work(thread=True, exit_on_error=False, group="session")
    def begin(self, setup: "SessionSetup") -> None:
        """Draw the questions and open the first."""
        session, _ = self.services.rehearsal.start(setup, self.services.settings.interview_date)
        self.post_message(self.Begun(session))

    @work(thread=True, exit_on_error=False, group="session")
    def begin_with(self, setup: "SessionSetup", question: "AskedQuestion") -> None:
        """Open one given question."""
        self.post_message(self.Begun(self.services.rehearsal.start_with(setup, question)))

    @work(thread=True, exit_on_error=False, group="session")
    def resume(self, draft: "Draft") -> None:
        from mock_panel.domain.sessions import (  # noqa: PLC0415 - after first paint
            AFTER_THE_QUESTIONS,
            PROBE_PHASE,
        )

        if draft.phase == PROBE_PHASE:
            if attempt := self.services.attempts.get(draft.attempt):
                self.post_message(self.ProbeWaits(attempt, draft))
            return
        if draft.phase in AFTER_THE_QUESTIONS:
            from mock_panel.practice.board_round import BoardRound  # noqa: PLC0415 - as above

            board = BoardRound.resume(self.services.rehearsal, draft)
            if board is not None:
                self.post_message(self.BoardWaits(board))
                return
        elif (session := self.services.rehearsal.resume(draft)) is not None:
            self.post_message(self.Begun(session))
            return
        self.app.call_from_thread(
            self.app.notify, "Another window is working on that answer.", severity="warning"
        )
        self.app.call_from_thread(self.gather)

    @on(Begun)
    @work(group="open")
    async def _open(self, event: Begun) -> None:
        from mock_panel.tui.screens.question import QuestionScreen  # noqa: PLC0415 - when shown

        session = event.session
        if session.preset.board and session.is_untouched:
            from mock_panel.tui.screens.board_entry import BoardEntryScreen  # noqa: PLC0415

            if not await self.app.push_screen_wait(BoardEntryScreen(session.preset)):
                await asyncio.to_thread(self.services.rehearsal.leave, session)
                return
        self.app.push_screen(QuestionScreen(session))

    @on(BoardWaits)
    @work(group="open")
    async def _open_board(self, event: BoardWaits) -> None:
        from mock_panel.tui.screens.after_board import after_board  # noqa: PLC0415 - when shown

        await after_board(self.app, event.board)

    @on(ProbeWaits)
    def _open_probe(self, event: ProbeWaits) -> None:
        from mock_panel.tui.screens.review import ReviewScreen  # noqa: PLC0415 - when shown

        self.app.push_screen(ReviewScreen.of_stored(event.attempt, event.draft))
