"""The end of rating: the lock, and the cover for the next rater."""

import asyncio
from dataclasses import dataclass

from textual import on, work
from textual.message import Message

from mock_panel.domain.panels import Panel
from mock_panel.errors import MockPanelError, OutOfOrder, StorageError
from mock_panel.tui.screens.notice import NoticeScreen, Reply
from mock_panel.tui.screens.panel.rate_lines import error_words
from mock_panel.tui.screens.panel.rate_reading import ReadingRate
from mock_panel.tui.screens.panel.rate_view import lacking_words


class EndingRate(ReadingRate):
    """Nothing is locked without a question, and nothing that is not stored is left unsaid."""

    @dataclass
    class Locked(Message):
        """The ratings are final."""

    @work(exclusive=True, exit_on_error=False, group="lock")
    async def action_lock_all(self) -> None:
        """Ask, then make all ratings final; or say what they lack, and go there."""
        desk = self.fresh_desk()
        if desk is None or desk.is_locked:
            return
        sheet = desk.sheet
        if sheet.lacking:
            self.look_at(sheet.at(sheet.lacking[0]))
            self.say(lacking_words(sheet))
            return
        count = len(sheet.panel.form.rated)
        which = f"all {count} ratings" if count > 1 else "your rating"
        reply = await self.app.push_screen_wait(
            NoticeScreen(
                f"Lock {which}?",
                "They are final then. When all raters have locked, the chair can reveal them; "
                "after that you may still move, with a reason, and the first stays on record.",
                Reply("l", f"lock {which}", "lock"),
                Reply("enter", "go on rating", "stay"),
            )
        )
        if reply == "lock":
            self.make_final(sheet.panel)

    @work(thread=True, exclusive=True, exit_on_error=False, group="locking")
    def make_final(self, panel: Panel) -> None:
        """Store what waits, then lock."""
        self.keeper.write()
        self.services.panels.lock(panel, self.own_seat)
        self.post_message(self.Locked())

    @on(Locked)
    def _show_locked(self) -> None:
        self.read()

    def action_back(self) -> None:
        """Cover the screen, once everything is stored."""
        self.fresh_desk()
        self.go_back()

    @work(exclusive=True, exit_on_error=False, group="back")
    async def go_back(self) -> None:
        """Store what waits; nothing that cannot be stored is left without a word."""
        try:
            await asyncio.to_thread(self.keeper.write)
        except OutOfOrder as error:
            self.notify(error_words(error), severity="warning", markup=False)
        except StorageError as error:
            reply = await self.app.push_screen_wait(
                NoticeScreen(
                    error.message,
                    f"{error.hint}\nYour last changes are not stored yet.".strip(),
                    Reply("enter", "stay; it is tried again and again", "stay"),
                    Reply("l", self._leaving_words(), "leave"),
                )
            )
            if reply != "leave":
                return
        self.dismiss(None)

    def _leaving_words(self) -> str:
        if self.keeper.keeps_unsent:
            return "leave; they are stored when you rate here again"
        return "leave without them"

    def cover_unattended(self) -> None:
        """Nobody is there: whatever lies above goes too, for one can see through it."""
        self.fresh_desk()
        is_kept = self.keeper.is_clean or self.keeper.keeps_unsent
        if not is_kept or self.is_writing or self not in self.app.screen_stack:
            # What cannot be stored yet would be lost; it is tried again and again.
            return
        while self.app.screen is not self:
            self.app.pop_screen()
        self.dismiss(None)

    def on_unmount(self) -> None:
        self.is_gone = True
        self.fresh_desk()
        try:
            self.keeper.write()
        except MockPanelError as error:
            self.app.notify(error_words(error), severity="error", markup=False)
