"""Attempts as a table that takes in older rows only as one comes near to them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import DataTable

from mock_panel.domain.attempts import AttemptSummary
from mock_panel.domain.ids import AttemptId

FIRST_ROWS = 60
"""Enough to fill any terminal at once."""
MORE_ROWS = 200
"""Rows taken in each time the end comes near."""
NEAR = 30
"""So close to the last row, more are taken in."""
_ROOMY = 90
"""From this width on, two cells stand between columns, and columns may be wider."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in cells, and what it says of an attempt."""

    head: str
    width: int
    """0 takes what the others leave."""
    cell: Callable[[AttemptSummary], str]
    is_number: bool = False
    """Numbers stand at the right."""
    table_width: int = 0
    """Shown only where the table has this many cells."""
    roomy_width: int = 0
    """The width where there is room; 0 for the same."""


class AttemptTable(DataTable[Text]):
    """One attempt a row, the newest first; Enter or a click opens it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
        Binding("home", "scroll_top", "Newest", show=False),
        Binding("end", "scroll_bottom", "Older", show=False),
    ]
    DEFAULT_CSS = """
    AttemptTable {
        background: $background;
        overflow-x: hidden;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        &:focus { background-tint: $foreground 0%; }
        & > .datatable--header, &:focus > .datatable--header {
            background: $background;
            color: $foreground 75%;
            text-style: none;
        }
        & > .datatable--cursor { background: $panel; color: $foreground; text-style: none; }
        &:focus > .datatable--cursor { background: $panel; color: $foreground; text-style: bold; }
        & > .datatable--hover { background: $panel 60%; }
    }
    """

    @dataclass
    class Opened(Message):
        """An attempt is to be shown in full."""

        attempt_id: AttemptId

    @dataclass
    class Pointed(Message):
        """Another row is under the cursor; none in an empty table."""

        attempt: AttemptSummary | None
        row: int
        """From 0."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id, cursor_type="row", cell_padding=0)
        self._shape: tuple[Column, ...] = ()
        self._attempts: Sequence[AttemptSummary] = ()
        self._columns_shown: list[tuple[Column, int]] = []
        self._laid_out = 0
        self._is_laying_out = False

    def offer(self, columns: Sequence[Column], attempts: Sequence[AttemptSummary]) -> None:
        """Show these attempts; the cursor stays on the attempt where it is, if it is kept."""
        kept = self.pointed
        self._shape, self._attempts = tuple(columns), attempts
        self._lay_out(kept.id if kept else None)

    @property
    def attempts(self) -> Sequence[AttemptSummary]:
        """All that are offered, whether they have a row yet or not."""
        return self._attempts

    @property
    def pointed(self) -> AttemptSummary | None:
        """The attempt under the cursor."""
        row = self.cursor_row
        return self._attempts[row] if 0 <= row < min(self.row_count, len(self._attempts)) else None

    @on(events.Resize)
    def _fit(self) -> None:
        if self.size.width != self._laid_out:
            kept = self.pointed
            self._lay_out(kept.id if kept else None)

    @on(DataTable.RowSelected)
    def _open(self, event: DataTable.RowSelected) -> None:
        event.stop()
        if event.row_key.value is not None:
            self.post_message(self.Opened(AttemptId(event.row_key.value)))

    @on(DataTable.RowHighlighted)
    def _point(self, event: DataTable.RowHighlighted) -> None:
        event.stop()
        self._take_in_more()
        self.post_message(self.Pointed(self.pointed, self.cursor_row))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The wheel moves the rows without the cursor."""
        super().watch_scroll_y(old_value, new_value)
        if new_value + self.size.height > self.row_count - NEAR:
            self._take_in_more()

    def _take_in_more(self) -> None:
        bottom = max(self.cursor_row, int(self.scroll_y) + self.size.height)
        if self._is_laying_out:
            return
        if self.row_count < len(self._attempts) and bottom > self.row_count - NEAR:
            self._add(MORE_ROWS)

    def _lay_out(self, keep: AttemptId | None) -> None:
        """Make the columns for the width there is, and the rows down to the kept one."""
        width = self.size.width
        self._laid_out = width
        # To clear the table scrolls it, and to scroll it takes in rows.
        self._is_laying_out = True
        with self.prevent(DataTable.RowHighlighted):
            self.clear(columns=True)
            gap = 2 if width >= _ROOMY else 1
            shown = _fitted(self._shape, width, gap)
            for number, (column, cells) in enumerate(shown):
                label = Text(_cell(column.head, column, cells), no_wrap=True)
                self.add_column(label, width=cells + gap, key=str(number))
            row = next((i for i, a in enumerate(self._attempts) if a.id == keep), 0)
            self._columns_shown = shown
            self._add(max(FIRST_ROWS, row + NEAR))
            self.move_cursor(row=row, animate=False)
        self._is_laying_out = False
        self.post_message(self.Pointed(self.pointed, self.cursor_row))

    def _add(self, count: int) -> None:
        done = self.row_count
        for attempt in islice(self._attempts, done, done + count):
            self.add_row(
                *(
                    Text(_cell(column.cell(attempt), column, cells), no_wrap=True, end="")
                    for column, cells in self._columns_shown
                ),
                key=attempt.id,
            )


def _fitted(columns: Sequence[Column], width: int, gap: int) -> list[tuple[Column, int]]:
    """The columns for which there is room, each with its cells."""
    shown = [column for column in columns if column.table_width <= width]
    is_roomy = width >= _ROOMY
    cells = [c.roomy_width if is_roomy and c.roomy_width else c.width for c in shown]
    fixed = sum(cells) + gap * len(shown)
    elastic = cells.count(0)
    share = max(8, (width - fixed) // elastic) if elastic else 0
    return [(column, own or share) for column, own in zip(shown, cells, strict=True)]


def _cell(text: str, column: Column, cells: int) -> str:
    if len(text) > cells:
        text = text[: cells - 1] + "…"
    return text.rjust(cells) if column.is_number else text
