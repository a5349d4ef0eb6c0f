"""Stories against competencies and against ECQs: the gaps, what wears out, what is too old."""

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import DataTable, Static

from mock_panel.domain.ids import StoryId
from mock_panel.domain.questions import QuestionBank
from mock_panel.practice.story_matrix import CompetencyCover, EcqCover, StoryMatrix, StoryRow
from mock_panel.tui.clipping import clipped_to_words
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.stories import matrix_view
from mock_panel.tui.screens.stories.matrix_view import MARKS
from mock_panel.tui.screens.stories.shelf import framework_of, next_framework

if TYPE_CHECKING:
    from mock_panel.domain.frameworks import Framework
    from mock_panel.tui.screens.stories.story import StoryScreen

_TITLE = 0.42
"""The first column's share of the width."""
_NARROWEST = 20
_BY = 9
_ECQ = 11
_TOLD = 6
_MIND = 26


class MatrixTable(DataTable[Text], inherit_bindings=False):
    """A cursor that moves by cell; Enter belongs to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("right", "cursor_right", show=False),
        Binding("left", "cursor_left", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
    ]


class MatrixScreen(Page[None]):
    """One table of two: competencies by story, or stories by ECQ; the first column stays."""

    CSS_PATH = "matrix.tcss"
    AUTO_FOCUS = "DataTable"
    HELP_TEXT = (
        "Competencies down, stories across by number: x shows it; r is carried over from the "
        "other set of ECQs as the crosswalk's source reports; i is carried over by our own "
        "reading. The column `by` counts the stories told under this very set, or says gap.\n\n"
        "e turns to stories down and ECQs across: a number counts competencies of the ECQ that "
        "the story shows, +n those carried over. ! marks a story to mind: old, for older than ten "
        "years; below level, for below executive level; often, for told more than four times in "
        "28 days.\n\n"
        "The line at the foot says in words what the cursor is on; Enter opens that story. "
        "t gives the whole in sentences, to be read or read aloud."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "open", "Open", "Open the story of this cell"),
        key("e", "ecqs", "ECQs", "Stories by ECQ, or competencies by story again"),
        key("t", "aloud", "In words", "The whole in sentences, or as a table again"),
        key("f", "framework", "Framework", "Against the other set of ECQs"),
    ]

    heading = getters.query_one("#heading", Static)
    pointed = getters.query_one("#pointed", Static)
    words = getters.query_one("#words", Static)

    @dataclass
    class Gathered(Message):
        """The stories have been laid out."""

        bank: QuestionBank
        matrix: StoryMatrix

    def __init__(self) -> None:
        super().__init__()
        self.title = "Story matrix"
        self._bank: QuestionBank | None = None
        self._matrix: StoryMatrix | None = None
        self._framework: Framework | None = None
        self._is_by_ecq = False
        self._rows: list[tuple[EcqCover, CompetencyCover | None]] = []
        """What each line of the competencies stands for; a heading has no competency."""

    def body(self) -> ComposeResult:
        yield Static("Laying out your stories …", id="heading", markup=False)
        yield MatrixTable(cell_padding=0, zebra_stripes=False, id="matrix")
        with VerticalScroll(id="aloud"):
            yield Static("", id="words", markup=False)
        yield Static("", id="pointed", markup=False)

    def on_mount(self) -> None:
        self.topline.title = "Story matrix"
        self.call_after_refresh(self.gather)

    def on_screen_resume(self) -> None:
        if self._matrix is not None:
            self.gather()

    @property
    def table(self) -> MatrixTable:
        """The table, of whichever view."""
        return self.query_one("#matrix", MatrixTable)

    @work(thread=True, exclusive=True, exit_on_error=False, group="gather")
    def gather(self) -> None:
        """Lay the stories out."""
        services = self.services
        bank = services.bank.load()
        framework = self._framework or framework_of(services, bank)
        self.post_message(self.Gathered(bank, services.stories.matrix(framework, bank)))

    @on(Gathered)
    def _take(self, event: Gathered) -> None:
        self._bank, self._matrix = event.bank, event.matrix
        self._framework = event.matrix.framework
        self._show()

    @on(events.Resize)
    def _fit(self) -> None:
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        made = self._matrix
        if made is None:
            return
        by = "by ECQ" if self._is_by_ecq else "by competency"
        self.topline.title = f"Stories {by}"
        self.topline.state = made.framework.title
        self.heading.update(matrix_view.heading(made))
        self.words.update(matrix_view.aloud(made))
        table, at = self.table, self.table.cursor_coordinate
        table.clear(columns=True)
        table.fixed_columns = 0
        table.header_height = 2 if self._is_by_ecq else 1
        if made.rows and self._is_by_ecq:
            self._lay_out_ecqs(made)
        elif made.rows:
            self._lay_out_competencies(made)
        if made.rows:
            table.fixed_columns = 1
            # The first line of the competencies is the heading of an ECQ.
            first = 0 if self._is_by_ecq else 1
            row, column = max(first, at.row), max(1, at.column)
            table.move_cursor(row=row, column=column, scroll=True)
        self._point()
        self.refresh_bindings()

    @property
    def _title_width(self) -> int:
        return max(_NARROWEST, min(46, int(self.size.width * _TITLE)))

    def _beside_ecqs(self, ecqs: int) -> int:
        """Columns for the stories' titles: what the ECQs leave, and all else where it has room."""
        left = self.size.width - 2 - ecqs * _ECQ
        roomy = left - _TOLD - _MIND
        return min(46, roomy if roomy >= _NARROWEST else max(_NARROWEST, left))

    def _lay_out_competencies(self, made: StoryMatrix) -> None:
        """A line a competency under its ECQ's; a column a story, by its number."""
        table, width = self.table, self._title_width
        table.add_column("", width=width)
        table.add_column("by", width=_BY)
        for row in made.rows:
            table.add_column(Text(f"{row.number:>3} "), width=4)
        self._rows = []
        for ecq in made.ecqs:
            self._rows.append((ecq, None))
            title = ecq.ecq.short_title if ecq.ecq else ecq.title
            table.add_row(
                Text(clipped_to_words(title, width), style="bold"),
                Text(""), *(Text("") for _ in made.rows),
            )  # fmt: skip
            for cover in ecq.competencies:
                self._rows.append((ecq, cover))
                note = matrix_view.cover_note(cover, required=matrix_view.is_required(ecq))
                table.add_row(
                    Text(f"  {clipped_to_words(cover.competency.title, width - 3)}"),
                    Text(note, style="bold" if note == "gap" else ""),
                    *(Text(f"{MARKS[cell]:>3} ") for cell in cover.cells),
                )

    def _lay_out_ecqs(self, made: StoryMatrix) -> None:
        """A line a story; a column an ECQ, then how often it was told and what to mind."""
        table, width = self.table, self._beside_ecqs(len(made.ecqs))
        table.add_column("", width=width)
        for ecq in made.ecqs:
            title = ecq.ecq.short_title if ecq.ecq else "Across all"
            head = wrap(title, _ECQ - 1, max_lines=2, placeholder="…")
            table.add_column(Text("\n".join(head)), width=_ECQ)
        table.add_column("told", width=_TOLD)
        table.add_column("mind", width=_MIND)
        for place, row in enumerate(made.rows):
            table.add_row(
                Text(f"{row.number:>2} {clipped_to_words(row.story.title, width - 4)}"),
                *(Text(matrix_view.ecq_cell(ecq.cells[place])) for ecq in made.ecqs),
                Text(f"{row.told.times}x" if row.told.times else "never"),
                Text(matrix_view.wear_cell(row)),
            )
        table.add_row(
            Text("   stories of its own"),
            *(Text(f"{ecq.own}" if ecq.own or not ecq.ecq else "gap") for ecq in made.ecqs),
            Text(""), Text(""),
        )  # fmt: skip

    # --- what the cursor is on ----------------------------------------------------------------

    @on(DataTable.CellHighlighted)
    def _point(self) -> None:
        self.pointed.update(self._pointed_words())

    def _pointed_words(self) -> str:
        made = self._matrix
        if made is None or not made.rows:
            return "esc goes back to the stories, where n writes one down."
        at, row = self.table.cursor_coordinate, self._row
        if self._is_by_ecq:
            ecqs = made.ecqs
            column = at.column - 1
            ecq = ecqs[column] if 0 <= column < len(ecqs) else None
            if row is None:
                return f"{ecq.title}: {ecq.words}" if ecq else ""
            words = matrix_view.story_words(row)
            return (
                f"{words}\n{ecq.ecq.short_title if ecq.ecq else ecq.title}: {ecq.words}"
                if ecq
                else words
            )
        if at.row >= len(self._rows):
            return ""
        ecq, cover = self._rows[at.row]
        required = matrix_view.is_required(ecq)
        words = (
            f"{ecq.title}: {ecq.words}"
            if cover is None
            else matrix_view.competency_words(cover, made.rows, required=required)
        )
        return f"{words}\n{matrix_view.story_words(row) if row else matrix_view.LEGEND}"

    @property
    def _row(self) -> StoryRow | None:
        """The story that the cursor is on."""
        made, at = self._matrix, self.table.cursor_coordinate
        if made is None:
            return None
        place = at.row if self._is_by_ecq else at.column - 2
        return made.rows[place] if 0 <= place < len(made.rows) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Nothing to open or to turn where there is no story."""
        has_some = bool(self._matrix and self._matrix.rows)
        return has_some if action in ("open", "ecqs", "aloud") else True

    def action_open(self) -> None:
        """Open the story of the cell."""
        if (row := self._row) is None:
            self.notify("Move to a story's column first; t says everything in words.", timeout=4)
        else:
            self.app.push_screen(self.story_screen(row.story.id))

    def story_screen(self, story: StoryId) -> "StoryScreen":
        """The screen that shows one of them."""
        from mock_panel.tui.screens.stories.story import StoryScreen  # noqa: PLC0415 - when asked

        return StoryScreen(story)

    def action_ecqs(self) -> None:
        """Turn the table."""
        self._is_by_ecq = not self._is_by_ecq
        self.table.move_cursor(row=0, column=1)
        self._show()

    def action_aloud(self) -> None:
        """Sentences or the table."""
        self.toggle_class("-aloud")
        self.set_focus(self.query_one("#aloud") if self.has_class("-aloud") else self.table)

    def action_framework(self) -> None:
        """Against the next framework."""
        if self._bank is not None and self._framework is not None:
            self._framework = next_framework(self._bank, self._framework)
            self.gather()
