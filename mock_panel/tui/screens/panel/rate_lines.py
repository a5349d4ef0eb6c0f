"""The lines that a rater writes, evidence and notes, and how they reach the database."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Label, TextArea

from mock_panel.domain.panels import Panel, Seat
from mock_panel.domain.parts import Part
from mock_panel.domain.ratings import RaterNote, RatingSource
from mock_panel.errors import MockPanelError, OutOfOrder
from mock_panel.panel.protocol import LONGEST_LINE
from mock_panel.panel.rating_keeper import RatingKeeper
from mock_panel.panel.rating_sheet import OwnRating, RatingSheet, fitting_evidence
from mock_panel.panel.unsent import Unsent, UnsentFile
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.panel.rate_view import Desk, Pane, note_mark, shown_notes
from mock_panel.tui.widgets.editor import Editor

if TYPE_CHECKING:
    from mock_panel.domain.panel_forms import PanelItem


class NoteLine(Input):
    """One note in one line, with nothing in it that a terminal would obey."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.other_note(-1)", "Note above", show=False),
        Binding("down", "screen.other_note(1)", "Note below", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(compact=True, max_length=LONGEST_LINE, select_on_focus=False)

    def replace(self, text: str, start: int, end: int) -> None:
        """Take text in; what is pasted may hold anything."""
        super().replace("".join(c if c.isprintable() else " " for c in text), start, end)


class RaterLines(Page[None]):
    """Evidence and notes: what is in their lines is in the sheet, and soon in the database."""

    desk: reactive[Desk | None] = reactive(None)
    """What is shown; None until it has been read."""

    note_line = getters.query_one(NoteLine)
    evidence = getters.query_one(Editor)

    @dataclass
    class Written(Message):
        """What waited is stored, or could not be."""

        problem: MockPanelError | None

    def __init__(
        self,
        panel: Panel,
        seat: Seat,
        with_pin: bool,
        source: RatingSource = RatingSource.SCREEN,
    ) -> None:
        super().__init__()
        self.title = "Rate alone"
        self.panel_id = panel.id
        self.own_seat = seat
        self._with_pin, self._source = with_pin, source
        self._item: PanelItem | None = None
        """Whose evidence is in the editor."""
        self._typed = ""
        """The evidence as the sheet has it."""
        self.is_writing = False
        self.touched_at = 0.0
        """When a key was pressed, or the mouse moved."""

    def begin(self) -> None:
        """Be ready for changes; once the widgets are there."""
        services = self.services
        # They are asked when the screen goes, and cannot be found by name then.
        self._editor, self._line = self.evidence, self.note_line
        # A file of ours is as near as the one with what is not stored would be.
        is_near = services.paths.team is None
        self.unsent = UnsentFile(services.paths.drafts, self.panel_id, self.own_seat.id)
        self.keeper = RatingKeeper(
            lambda: services.panels,
            self.own_seat,
            services.monotonic,
            services.now,
            with_pin=self._with_pin,
            source=self._source,
            unsent=None if is_near else self.unsent,
        )
        self.touch()

    @property
    def is_in_line(self) -> bool:
        """Whether the keys go into words."""
        return self.focused is not None and self.focused in (self.evidence, self.note_line)

    def touch(self) -> None:
        """Somebody is there."""
        self.touched_at = self.services.monotonic()

    # --- to the database --------------------------------------------------------------------

    def write_now(self) -> None:
        """Store what waits."""
        self.is_writing = True
        self.write()

    @work(thread=True, exit_on_error=False, group="write")
    def write(self) -> None:
        """Store what waits; the keeper sees to the order."""
        problem: MockPanelError | None = None
        try:
            self.keeper.write()
        except MockPanelError as error:
            problem = error
        self.post_message(self.Written(problem))

    @on(Written)
    def _tell_written(self, event: Written) -> None:
        self.is_writing = False
        problem, desk = event.problem, self.desk
        if desk is None:
            return
        words = "" if problem is None else error_words(problem)
        is_clean = self.keeper.is_clean
        if isinstance(problem, OutOfOrder):
            # Given up: locked or taken out elsewhere. The next look shows what holds.
            self.desk = replace(desk, said=words, trouble="", is_clean=is_clean)
        else:
            if problem is not None and self.keeper.keeps_unsent:
                words = f"Kept here, and stored when it answers. {problem.message}"
            self.desk = replace(desk, trouble=words, has_written=True, is_clean=is_clean)

    # --- evidence ---------------------------------------------------------------------------

    def fresh_desk(self) -> Desk | None:
        """What is shown, with the last keys in it, which may not have told of themselves yet."""
        desk = self.desk
        if desk is None or desk.is_locked:
            return desk
        text = self._editor.text
        if text != self._typed and self._item is not None:
            self._typed = text
            evidence, problem = fitting_evidence(text)
            self.give(replace(desk.sheet.rating, evidence=evidence), said=problem)
        self._take_note()
        return self.desk

    def take_up(self, sheet: RatingSheet, unsent: Unsent) -> RatingSheet:
        """Go on with what could not be stored when the rater sat here before."""
        if sheet.is_locked:
            return sheet
        for item in sheet.panel.form.rated:
            if (kept := unsent.ratings.get(item.id)) is not None:
                self.keeper.rated(sheet.panel, item, kept.rating, at_once=True)
                sheet = sheet.with_rating(item, kept.rating)
        for question, noted in unsent.notes.items():
            self.keeper.noted(sheet.panel, question, noted.notes)
            sheet = sheet.with_notes(question, noted.notes)
        return sheet

    def give(self, rating: OwnRating, *, at_once: bool = False, said: str = "") -> None:
        """Give the item that is looked at another rating."""
        desk = self.desk
        if desk is None:
            return
        sheet, item = desk.sheet, desk.sheet.place.item
        if rating != sheet.rating:
            self.keeper.rated(sheet.panel, item, rating, at_once=at_once)
            sheet = sheet.with_rating(item, rating)
        self.desk = replace(desk, sheet=sheet, said=said, is_clean=self.keeper.is_clean)
        if at_once:
            self.write_now()

    @on(TextArea.Changed)
    def _evidence_changed(self) -> None:
        self.touch()
        self.fresh_desk()

    @on(TextArea.SelectionChanged)
    def _caret_moved(self) -> None:
        self.touch()

    def action_evidence(self) -> None:
        """Put the caret into the evidence."""
        self.evidence.focus()

    # --- notes ------------------------------------------------------------------------------

    def action_note(self, part: str) -> None:
        """Begin a note under a part."""
        desk = self.fresh_desk()
        if desk is None:
            return
        note = desk.sheet.new_note(Part(part), self.services.now())
        notes = (*desk.sheet.own_notes, note)
        sheet = desk.sheet.with_notes(desk.sheet.place.question.id, notes)
        self._open_note(replace(desk, sheet=sheet), len(notes) - 1)

    def action_notes(self) -> None:
        """Open the last note, to be changed."""
        desk = self.fresh_desk()
        if desk is not None and desk.sheet.own_notes:
            self._open_note(desk, shown_notes(desk.sheet.own_notes)[-1][0])

    def action_other_note(self, by: int) -> None:
        """Change the note above or below."""
        desk = self.fresh_desk()
        if desk is None or desk.note is None:
            return
        order = [index for index, _ in shown_notes(desk.sheet.own_notes)]
        at = order.index(desk.note) + by
        if 0 <= at < len(order):
            self._open_note(desk, order[at])

    def _open_note(self, desk: Desk, index: int) -> None:
        line = self.note_line
        with self.prevent(Input.Changed):
            line.value = desk.sheet.own_notes[index].text
        self.desk = replace(desk, note=index, pane=Pane.NOTES, said="")
        line.cursor_position = len(line.value)
        line.focus()
        self.call_after_refresh(line.scroll_visible, animate=False)

    @on(Input.Changed)
    def _note_changed(self) -> None:
        self.touch()
        self._take_note()

    def _take_note(self) -> None:
        desk = self.desk
        if desk is None or desk.note is None:
            return
        sheet, notes, text = desk.sheet, list(desk.sheet.own_notes), self._line.value
        if notes[desk.note].text == text:
            return
        notes[desk.note] = replace(notes[desk.note], text=text)
        question = sheet.place.question.id
        self.keeper.noted(sheet.panel, question, notes)
        sheet = sheet.with_notes(question, notes)
        self.desk = replace(desk, sheet=sheet, is_clean=self.keeper.is_clean)

    @on(Input.Submitted)
    def action_leave_line(self) -> None:
        """Leave the line; what is in it is kept."""
        self.fresh_desk()
        self.rest()

    def rest(self) -> None:
        """No line is written any more; notes without a word have gone."""
        desk = self.desk
        if desk is not None and desk.note is not None:
            notes: list[RaterNote] = [n for n in desk.sheet.own_notes if n.text.strip()]
            sheet = desk.sheet.with_notes(desk.sheet.place.question.id, notes)
            self.desk = replace(desk, sheet=sheet, note=None)
        self.query_one("#story").focus()

    # --- what the lines show ----------------------------------------------------------------

    def show_evidence(self, sheet: RatingSheet) -> None:
        """Load the evidence of another item; what is being written is left alone."""
        editor, item = self.evidence, sheet.place.item
        is_other = self._item is None or self._item.id != item.id
        text = "\n".join(sheet.rating.evidence)
        editor.read_only = sheet.is_locked
        if is_other or (sheet.is_locked and editor.text != text):
            with self.prevent(TextArea.Changed):
                editor.load_text(text)
                editor.move_cursor(editor.document.end)
            self._typed = editor.text
        self._item = item

    def show_note(self, desk: Desk) -> None:
        """Show the line of the note that is being written, or none."""
        self.query_one("#note").display = desk.note is not None
        if desk.note is not None:
            notes = desk.sheet.own_notes
            has_time = any(note.second is not None for note in notes)
            mark = note_mark(notes[desk.note], has_time=has_time)
            self.query_one("#note-mark", Label).update(mark)


def error_words(error: MockPanelError) -> str:
    """An error in one line."""
    return f"{error.message} {error.hint}".strip()
