"""The candidate's words, a letter in the margin of every sentence."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from mock_panel.practice.review import MarkedSentence
from mock_panel.tui.lines import PART_STYLE, part_letter
from mock_panel.tui.widgets.hanging import Hanging, HangingText

MARGIN = 4


class SentenceList(HangingText):
    """All sentences; one of them may be selected."""

    DEFAULT_CSS = """
    SentenceList { padding: 0 1; max-width: 80; }
    """

    sentences: reactive[tuple[MarkedSentence, ...]] = reactive((), layout=True)
    selected: reactive[int | None] = reactive(None)

    @dataclass
    class Selected(Message):
        """Another sentence was selected."""

        index: int

    def select(self, by: int) -> None:
        """Move the selection, stopping at both ends."""
        if not self.sentences:
            return
        at = -1 if self.selected is None and by > 0 else (self.selected or 0)
        self._choose(min(len(self.sentences) - 1, max(0, at + by)))

    def go_to(self, index: int) -> None:
        """Select a sentence; none if there is no such one."""
        if 0 <= index < len(self.sentences) and index != self.selected:
            self._choose(index)

    def watch_sentences(self) -> None:
        self.set_reactive(SentenceList.selected, None)
        self._lay_out()

    def watch_selected(self) -> None:
        self._lay_out()

    def on_click(self, event: events.Click) -> None:
        at = event.y
        for index, paragraph in enumerate(self.paragraphs):
            at -= len(paragraph.lines(self.content_size.width))
            if at < 0:
                self._choose(index)
                return

    def _choose(self, index: int) -> None:
        self.selected = index
        self.post_message(self.Selected(index))
        # Where it stands is known only when the new selection has been laid out.
        self.call_after_refresh(self._bring_selected_into_view)

    def _lay_out(self) -> None:
        self.paragraphs = tuple(
            self._paragraph(index, sentence) for index, sentence in enumerate(self.sentences)
        )

    def _paragraph(self, index: int, sentence: MarkedSentence) -> Hanging:
        is_selected = index == self.selected
        bar = Content.styled("▌" if is_selected else " ", "$text-primary")
        style = PART_STYLE[sentence.part] if sentence.part.letter == "·" else "$foreground"
        text = Content.styled(sentence.text, f"{style} bold" if is_selected else style)
        return Hanging(text, bar + part_letter(sentence.part), MARGIN)

    def _bring_selected_into_view(self) -> None:
        index = self.selected
        if index is None:
            return
        width = self.content_size.width
        heights = [len(p.lines(width)) for p in self.paragraphs]
        region = Region(0, sum(heights[:index]), self.size.width, heights[index])
        for ancestor in self.ancestors:
            if isinstance(ancestor, Widget) and ancestor.allow_vertical_scroll:
                origin = ancestor.content_region.offset - ancestor.scroll_offset
                offset = self.content_region.offset - origin
                ancestor.scroll_to_region(region.translate(offset), animate=False, force=True)
                return
