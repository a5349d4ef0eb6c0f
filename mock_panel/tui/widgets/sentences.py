"""The candidate's words, a letter in the margin of every sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from mock_panel.practice.review import MarkedSentence
from mock_panel.tui.lines import PART_STYLE, part_letter

MARGIN = 4


class SentenceList(Widget):
    """All sentences in one widget, wrapped with a hanging indent; one may be selected."""

    DEFAULT_CSS = """
    SentenceList { height: auto; padding: 0 1; max-width: 80; }
    """

    sentences: reactive[tuple[MarkedSentence, ...]] = reactive((), layout=True)
    selected: reactive[int | None] = reactive(None)
    lit: reactive[frozenset[int]] = reactive(frozenset())
    """Sentences that hold the words of a selected proof."""

    @dataclass
    class Selected(Message):
        """Another sentence was selected."""

        index: int

    def select(self, by: int) -> None:
        """Move the selection, stopping at both ends."""
        if not self.sentences:
            return
        at = -1 if self.selected is None and by > 0 else (self.selected or 0)
        self.selected = min(len(self.sentences) - 1, max(0, at + by))
        self.post_message(self.Selected(self.selected))
        self._bring_into_view(self.selected)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return max(1, sum(len(lines) for lines in self._wrapped(width)))

    def render(self) -> Content:
        lines: list[Content] = []
        wrapped = self._wrapped(self.content_size.width)
        for index, (sentence, rows) in enumerate(zip(self.sentences, wrapped, strict=True)):
            style = self._style_of(index)
            for row, words in enumerate(rows):
                mark = part_letter(sentence.part) if row == 0 else Content(" ")
                bar = "▌" if index == self.selected else " "
                lines.append(
                    Content.styled(bar, "$text-primary")
                    + mark
                    + Content(" " * (MARGIN - 2))
                    + Content.styled(words, style)
                )
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        at = event.y
        for index, rows in enumerate(self._wrapped(self.content_size.width)):
            if at < len(rows):
                self.selected = index
                self.post_message(self.Selected(index))
                return
            at -= len(rows)

    def _style_of(self, index: int) -> str:
        if index in self.lit:
            return "bold underline"
        if index == self.selected:
            return "bold"
        part = self.sentences[index].part
        return PART_STYLE[part] if part.letter == "·" else "$foreground"

    def _wrapped(self, width: int) -> list[Sequence[str]]:
        room = max(16, width - MARGIN)
        return [wrap(s.text, room) or [""] for s in self.sentences]

    def _bring_into_view(self, index: int) -> None:
        rows = self._wrapped(self.content_size.width)
        top = sum(len(r) for r in rows[:index])
        region = Region(0, top, self.size.width, len(rows[index]))
        parent = self.parent
        if isinstance(parent, Widget):
            parent.scroll_to_region(
                region.translate(self.virtual_region.offset), animate=False, force=True
            )
