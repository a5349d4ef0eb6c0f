"""A rater's own work as it is read, and what others have done meanwhile."""

from dataclasses import dataclass, replace

from textual import on, work
from textual.message import Message

from mock_panel.errors import StorageError
from mock_panel.panel.rating_sheet import RatingSheet, read_around, read_sheet
from mock_panel.panel.unsent import Unsent, newer_than_stored
from mock_panel.tui.screens.panel.rate_lines import RaterLines, error_words
from mock_panel.tui.screens.panel.rate_view import Desk, Pane


class ReadingRate(RaterLines):
    """Reads the sheet, and looks again whenever the database has changed."""

    is_gone = False
    """What is still to be kept is kept, and shown no more."""

    @dataclass
    class Read(Message):
        """The rater's own work has been read; None: the panel is gone."""

        sheet: RatingSheet | None
        unsent: Unsent
        """What could not be stored the last time."""

    @dataclass
    class Looked(Message):
        """It is known what others changed; None: the panel is gone."""

        sheet: RatingSheet | None

    @dataclass
    class LookFailed(Message):
        """The database could not be read."""

        problem: StorageError

    @work(thread=True, exclusive=True, exit_on_error=False, group="read")
    def read(self) -> None:
        """Read the rater's own work."""
        store = self.services.panels.store
        panel = store.get(self.panel_id)
        if panel is None:
            self.post_message(self.Read(None, Unsent()))
            return
        seat = self.own_seat.id
        unsent = newer_than_stored(self.unsent.read(), store, panel.id, seat)
        self.post_message(self.Read(read_sheet(store, panel, seat), unsent))

    @on(Read)
    def _take(self, event: Read) -> None:
        if event.sheet is None:
            self._leave_erased()
            return
        now = self.desk
        # Later looks find the file as this window wrote it.
        sheet = self.take_up(event.sheet, event.unsent) if now is None else event.sheet
        sheet = sheet if now is None else sheet.looking_as(now.sheet)
        self.query_one("#columns").display = True
        self.desk = Desk(sheet, is_clean=self.keeper.is_clean)
        self.query_one("#story").focus()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self.database_changed()

    def database_changed(self) -> None:
        """See how far the others are."""
        if self.desk is not None and self.is_current:
            self.look()

    @work(thread=True, exclusive=True, exit_on_error=False, group="look")
    def look(self) -> None:
        """Look how far the others are, and whether the form has changed."""
        try:
            store = self.services.panels.store
            panel = store.get(self.panel_id)
            around = None if panel is None else read_around(store, panel, self.own_seat.id)
        except StorageError as error:
            self.post_message(self.LookFailed(error))
        else:
            self.post_message(self.Looked(around))

    @on(LookFailed)
    def _tell_failed(self, event: LookFailed) -> None:
        if self.desk is not None:
            self.say(error_words(event.problem))

    @on(Looked)
    def _bring_up(self, event: Looked) -> None:
        desk = self.fresh_desk()
        if desk is None:
            return
        if event.sheet is None:
            self._leave_erased()
        elif event.sheet.is_locked and not desk.is_locked:
            # Locked somewhere else: what is stored is what holds.
            self.read()
        else:
            self.desk = replace(desk, sheet=desk.sheet.brought_up(event.sheet))

    def _leave_erased(self) -> None:
        self.notify("This panel was erased.", severity="warning")
        self.dismiss(None)

    def say(self, words: str) -> None:
        """A line above the status."""
        if self.desk is not None:
            self.desk = replace(self.desk, said=words)

    def look_at(self, sheet: RatingSheet) -> None:
        """Go to the question that a sheet looks at."""
        self.rest()
        desk = self.desk
        if desk is None or sheet.index == desk.sheet.index:
            return
        pane = Pane.NOTES if desk.pane is Pane.SAID else desk.pane
        sheet = replace(desk.sheet, index=sheet.index)
        self.desk = replace(desk, sheet=sheet, pane=pane, said="")
        self.scroll_panes_home()

    def scroll_panes_home(self) -> None:
        """See the beginning of both."""
        for pane_id in ("#story", "#aside"):
            self.query_one(pane_id).scroll_home(animate=False)
