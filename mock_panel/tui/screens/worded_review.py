"""The part of a review that gives a spoken answer its words, and what was added to it aloud."""

import asyncio
from dataclasses import dataclass

from textual import on, work
from textual.message import Message

from mock_panel.domain.attempts import Attempt
from mock_panel.domain.sessions import Draft
from mock_panel.practice.session import Phase, PracticeSession
from mock_panel.tui.screens.page import Result
from mock_panel.tui.screens.spoken_review import SpokenReview


class WordedReview(SpokenReview[Result]):
    """Has the words of an answer given anew; for a screen that shows an attempt."""

    @dataclass
    class Reopened(Message):
        """The words of the attempt may be given now."""

        session: PracticeSession | None

    @dataclass
    class ReadAgain(Message):
        """The attempt as it is stored now."""

        attempt: Attempt

    @work(thread=True, exclusive=True, exit_on_error=False, group="words")
    def reopen(self) -> None:
        """Take the attempt for giving its words."""
        self.post_message(self.Reopened(self.services.rehearsal.give_words(self.attempt)))

    @on(Reopened)
    @work(exclusive=True, exit_on_error=False, group="give-words")
    async def _give_words(self, event: Reopened) -> None:
        """Of the answer, then of what was added to it aloud."""
        from mock_panel.tui.screens.question import QuestionScreen  # noqa: PLC0415 - when asked

        if event.session is None:
            self._say_taken()
            return
        await self.app.push_screen_wait(QuestionScreen(event.session, shows_review=False))
        if event.session.phase is Phase.REVIEW:
            await self._give_added_words()
        self.read_again()

    async def _give_added_words(self) -> None:
        from mock_panel.practice.supplementals import said_aloud  # noqa: PLC0415 - when asked

        for number in said_aloud(self.attempt, self.services.recordings):
            if not await self._words_of_added(number):
                return

    async def _words_of_added(self, number: int, draft: Draft | None = None) -> bool:
        """Have the words of what was added given; false if that is left for later."""
        from mock_panel.practice.supplementals import WordsSitting  # noqa: PLC0415 - when asked
        from mock_panel.tui.screens.supplemental import (  # noqa: PLC0415 - as above
            AddedWordsScreen,
        )

        rehearsal = self.services.rehearsal
        sitting = await asyncio.to_thread(
            WordsSitting.begin, rehearsal, self.attempt, number, draft
        )
        if sitting is None:
            self._say_taken()
            return False
        if not await self.app.push_screen_wait(AddedWordsScreen(sitting)):
            return False
        await asyncio.to_thread(sitting.give)
        return True

    def _say_taken(self) -> None:
        self.notify("Another window is working on that answer.", severity="warning")

    @work(thread=True, exclusive=True, exit_on_error=False, group="words")
    def read_again(self) -> None:
        """The attempt as it is stored now."""
        attempt = self.services.attempts.get(self.attempt.id)
        if attempt is not None:
            self.post_message(self.ReadAgain(attempt))

    @work(exclusive=True, exit_on_error=False, group="give-words")
    async def finish_added_words(self, number: int, draft: Draft) -> None:
        """Go on with words that were left half given."""
        await self._words_of_added(number, draft)
        self.read_again()
