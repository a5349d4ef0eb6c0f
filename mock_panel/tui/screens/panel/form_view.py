"""The form of a panel in words: what is asked and how it is rated."""

from collections.abc import Iterator

from textual.content import Content

from mock_panel.domain.english import how_many
from mock_panel.domain.panel_forms import PanelForm, PanelItem, ProbeMode
from mock_panel.tui.clipping import clipped_to_words
from mock_panel.tui.screens.panel.panels_view import DIM
from mock_panel.tui.widgets.hanging import EMPTY, Hanging

_LABEL = 13
"""Cells from the edge to the text beside a label."""
_COLUMN = 60
"""Cells below which there is another column beside it."""
_ITEM = 6
"""Cells from the edge to an item's title."""
_TITLE, _QUESTION = 27, 44
"""Cells of an item's title at least, and of its question beside a longer one."""


def form_lines(form: PanelForm, width: int, *, in_full: bool) -> list[Hanging]:
    """What is asked and how it is rated.

    Args:
        form: the form.
        width: cells there are.
        in_full: each question as it is worded; otherwise its beginning.
    """
    probes = {
        ProbeMode.PREDETERMINED: "supplementals of the form only",
        ProbeMode.NEUTRAL: "neutral follow-ups too",
    }
    head = (
        f"{form.framework_title}\n{form.scale.title}, discussed first beyond "
        f"{how_many(form.threshold, 'point')}\n{probes[form.probe_mode]}"
    )
    # In a column of its own it is in line with the questions below.
    indent = _ITEM if width < _COLUMN else _LABEL
    lines = [Hanging(Content(head), Content.styled("Form", DIM), indent), Hanging(EMPTY)]
    out = {change.item: change.reason for change in form.changes}
    room = max(20, width - _ITEM)
    title = _title_cells(form, room)
    for item in form.items:
        if in_full:
            lines += _item_in_full(item, out.get(item.id))
        else:
            lines += _item_in_short(item, room, title, out.get(item.id))
    return lines


def _title_cells(form: PanelForm, room: int) -> int:
    """Cells of the titles beside the questions: all of the longest one where there is room."""
    most = max(_TITLE, room - _QUESTION)
    return max(Content(clipped_to_words(item.title, most)).cell_length for item in form.items)


def _item_in_full(item: PanelItem, taken_out: str | None) -> Iterator[Hanging]:
    """An item with its questions as they are worded, or why it is taken out."""
    if taken_out is not None:
        yield _out(item, item.title, taken_out)
        return
    yield Hanging(Content.styled(item.title, DIM), _item_mark(item), _ITEM)
    for question in item.questions:
        yield Hanging(Content(question.asked.text), EMPTY, _ITEM)
    yield Hanging(EMPTY)


def _item_in_short(
    item: PanelItem, room: int, cells: int, taken_out: str | None
) -> Iterator[Hanging]:
    """An item in one line a question: its title where there is room, and how it begins."""
    title = clipped_to_words(item.title, cells)
    if taken_out is not None:
        yield _out(item, title, taken_out)
        return
    gap = " " * (cells + 2 - Content(title).cell_length)
    for number, question in enumerate(item.questions):
        words = question.asked.text
        text = Content(clipped_to_words(words, room))
        if room > _TITLE + _QUESTION // 2:
            begins = clipped_to_words(words, room - cells - 2)
            text = Content.assemble((title + gap, DIM), begins)
        yield Hanging(text, EMPTY if number else _item_mark(item), _ITEM)


def _item_mark(item: PanelItem) -> Content:
    return Content.styled(f"  {item.id}", "bold")


def _out(item: PanelItem, title: str, reason: str) -> Hanging:
    words = Content.assemble(title, (f"  taken out: {reason}", "$text-warning"))
    return Hanging(words, _item_mark(item), _ITEM)
