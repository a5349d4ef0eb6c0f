"""What is known of boards, with the sources; read before practice or from any help page."""

from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from mock_panel.practice.reminders import FOOTNOTE, REMINDERS
from mock_panel.tui.screens.page import Page


class RemindersScreen(Page[None]):
    """One page that scrolls; every line says where it comes from."""

    DEFAULT_CSS = """
    RemindersScreen #reminders {
        padding: 1 2;
        Static { max-width: 76; }
        .item { padding-left: 2; }
        .source { padding-left: 6; color: $foreground 70%; }
    }
    """
    HELP_TEXT: ClassVar[str] = (
        "What is known of how boards mark, how long an answer should be and what an "
        "executive-level example is. Below the lines stands where they come from. Up, down and "
        "page keys scroll."
    )

    def body(self) -> ComposeResult:
        with VerticalScroll(id="reminders"):
            for group in REMINDERS:
                yield Static(Content.styled(group.title, "bold"))
                for source, items in groupby(group.items, key=lambda item: item.source):
                    for item in items:
                        yield Static(item.text, classes="item", markup=False)
                    yield Static(source, classes="source", markup=False)
                yield Static("")
            yield Static(Content.styled(FOOTNOTE, "$foreground 75%"))

    def on_mount(self) -> None:
        self.title = "What boards look for"
        self.topline.title = "What boards look for"
        self.query_one("#reminders").focus()
