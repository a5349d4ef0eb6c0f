"""Questions as a list, one a line, whatever their number."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events, on
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from mock_panel.domain.ids import EcqId, FrameworkId, QuestionId
from mock_panel.domain.questions import Question
from mock_panel.practice.question_statistics import NEVER_ASKED, QuestionStatistics
from mock_panel.tui.clipping import clipped

Statistics = Mapping[QuestionId, QuestionStatistics]
EcqKey = tuple[FrameworkId, EcqId]

MARK = "› "
"""Stands before the row that is pointed at."""
GAP = 2
"""Cells between columns; half of it stands before the scrollbar."""
_ROOMY = 84
"""From this width on, columns may be wider."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A question as the list has it."""

    question: Question
    gist: str
    """Its words, without an opening that it has in common with others."""
    ecq: str
    """The ECQ's short title."""
    folded: str
    """What a search looks through."""

    @property
    def ecq_key(self) -> EcqKey:
        """The ECQ; its id alone is unique within a framework only."""
        return self.question.framework, self.question.ecq


@dataclass(frozen=True, slots=True)
class QuestionColumn:
    """A column of the list: its head, and what it says of a question."""

    head: str
    width: int
    """0 takes what the others leave."""
    cell: Callable[[Entry, QuestionStatistics | None], str]
    is_number: bool = False
    """Numbers stand at the right."""
    list_width: int = 0
    """Shown only where the list has this many cells."""
    roomy_width: int = 0
    """The width where there is room; 0 for the same."""

    def cells(self, list_width: int) -> int:
        """Its width in a list of so many cells."""
        return self.roomy_width if self.roomy_width and list_width >= _ROOMY else self.width


def _asked(_entry: Entry, past: QuestionStatistics | None) -> str:
    return "" if past is None else str(past.asked)


def _level(_entry: Entry, past: QuestionStatistics | None) -> str:
    if past is None:
        return ""
    return "–" if past.level is None else f"{past.level:g}"


# Where there is no room for a type in full it is left out: nobody has to know what B and S are.
COLUMNS = (
    QuestionColumn("question", 0, lambda entry, _: entry.gist),
    QuestionColumn("ECQ", 12, lambda entry, _: entry.ecq, list_width=60, roomy_width=18),
    QuestionColumn("type", 11, lambda entry, _: entry.question.type.value, list_width=66),
    QuestionColumn("asked", 5, _asked, is_number=True, list_width=30),
    QuestionColumn("of 5", 4, _level, is_number=True, list_width=30),
)


class QuestionList(ScrollView, can_focus=True, inherit_bindings=False):
    """One question a line, drawn only where it is seen: ten thousand cost no more than ten."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "point(-1)", "Up", show=False),
        Binding("down,j", "point(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "end(False)", "First", show=False),
        Binding("end", "end(True)", "Last", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"question-list--head", "question-list--pointed"}
    DEFAULT_CSS = """
    QuestionList {
        background: $background;
        overflow-x: hidden;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        scrollbar-color: $foreground 30%;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        & > .question-list--head { color: $foreground 75%; }
        & > .question-list--pointed { background: $panel; }
        &:focus > .question-list--pointed { background: $panel; text-style: bold; }
    }
    """

    row: reactive[int] = reactive(0)
    """The row that is pointed at, from 0."""

    @dataclass
    class Pointed(Message):
        """A row is pointed at, or its contents have changed; none in an empty list."""

        entry: Entry | None

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Entry] = ()
        self._statistics: Statistics | None = None
        self._columns: Sequence[QuestionColumn] = COLUMNS

    def offer(
        self,
        entries: Sequence[Entry],
        statistics: Statistics | None,
        columns: Sequence[QuestionColumn] = COLUMNS,
        otherwise: int = 0,
    ) -> None:
        """Show these; the same question stays pointed at, if it is still among them.

        Args:
            entries: what to list.
            statistics: what is known of past attempts; None if nothing is.
            columns: what to say of each.
            otherwise: the row to point at if the question has gone.
        """
        kept = self.pointed
        self._entries, self._statistics, self._columns = entries, statistics, columns
        self.virtual_size = Size(self.size.width, len(entries) + 1)
        same = (row for row, entry in enumerate(entries) if entry is kept)
        row = next(same, max(0, min(otherwise, len(entries) - 1)))
        self.set_reactive(QuestionList.row, row)
        self._bring_into_view()
        self.refresh()
        self.post_message(self.Pointed(self.pointed))

    @property
    def entries(self) -> Sequence[Entry]:
        """All that are listed, seen or not."""
        return self._entries

    @property
    def pointed(self) -> Entry | None:
        """The question that is pointed at."""
        return self._entries[self.row] if self.row < len(self._entries) else None

    def render_line(self, y: int) -> Strip:
        """The heads on the first line, which does not scroll; a question on each other one."""
        width = self.scrollable_content_region.width
        if y == 0:
            text = self._line(width, "", lambda column: column.head)
            return self._strip(text, width, "question-list--head")
        row = self.scroll_offset.y + y - 1
        if row >= len(self._entries):
            return Strip.blank(width, self.rich_style)
        entry = self._entries[row]
        known = self._statistics
        past = None if known is None else known.get(entry.question.id, NEVER_ASKED)
        is_pointed = row == self.row
        text = self._line(width, MARK if is_pointed else "", lambda c: c.cell(entry, past))
        return self._strip(text, width, "question-list--pointed" if is_pointed else "")

    def _line(self, width: int, mark: str, say: Callable[[QuestionColumn], str]) -> str:
        shown = [column for column in self._columns if column.list_width <= width]
        gaps = GAP * (len(shown) - 1) + GAP // 2
        fixed = len(MARK) + sum(column.cells(width) for column in shown) + gaps
        cells = []
        for column in shown:
            room = column.cells(width) or max(0, width - fixed)
            text = clipped(say(column), room)
            pad = " " * (room - cell_len(text))
            cells.append(pad + text if column.is_number else text + pad)
        return f"{mark:<{len(MARK)}}" + (" " * GAP).join(cells)

    def _strip(self, text: str, width: int, component: str) -> Strip:
        style = self.get_component_rich_style(component) if component else self.rich_style
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)

    def watch_row(self) -> None:
        self._bring_into_view()
        self.refresh()
        self.post_message(self.Pointed(self.pointed))

    @on(events.Resize)
    def _fit(self) -> None:
        self.virtual_size = Size(self.size.width, len(self._entries) + 1)
        self._bring_into_view()

    def on_click(self, event: events.Click) -> None:
        row = self.scroll_offset.y + event.y - 1
        if event.y > 0 and row < len(self._entries):
            self.row = row

    def action_point(self, by: int) -> None:
        """Point at a row further down or up."""
        self.row = max(0, min(len(self._entries) - 1, self.row + by))

    def action_page(self, by: int) -> None:
        """Point at a row a page further down or up."""
        self.action_point(by * self._rows_seen)

    def action_end(self, is_last: bool) -> None:
        """Point at the last row or the first."""
        self.action_point(len(self._entries) if is_last else -len(self._entries))

    @property
    def _rows_seen(self) -> int:
        return max(1, self.size.height - 1)

    def _bring_into_view(self) -> None:
        top = self.scroll_offset.y
        if not top <= self.row < top + self._rows_seen:
            above = self.row < top
            y = self.row if above else self.row - self._rows_seen + 1
            self.scroll_to(y=y, animate=False)
