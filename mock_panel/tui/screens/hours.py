"""Hours of preparation: what counts by itself, and a line to add what was done elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from mock_panel.domain.english import LONGEST_DAY, how_many, written
from mock_panel.domain.preparation import Preparation
from mock_panel.errors import InputError
from mock_panel.practice.hours import (
    ABOUT,
    Hours,
    hours_of,
    read_entry,
    with_hours,
    without_hours,
)
from mock_panel.tui.in_turn import InTurn
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.widgets.entry_list import EntryList
from mock_panel.tui.widgets.line import Line

BY_HAND = "entered by hand:"
NOT_BY_HAND = "entered by hand; what you did elsewhere goes into the line below"


class HoursScreen(Page[None]):
    """The total, the entries, and one line to add another."""

    DEFAULT_CSS = """
    HoursScreen {
        VerticalScroll { height: 1fr; padding: 1 2; }
        Static { max-width: 76; }
        #total { text-style: bold; }
        #practised, #about { margin-top: 1; }
        EntryList { height: auto; max-height: 40vh; border: none; padding: 0; }
        #about { color: $foreground 75%; }
        Input { margin: 0 2; max-width: 76; }
        #problem { padding: 0 2; height: 1; color: $text-warning; }
    }
    """
    HELP_TEXT = (
        "Answers that you give here count by themselves, with the time to prepare them. For what "
        "you did elsewhere write the hours and what it was, such as: 1.5 outline of two stories. "
        "Enter adds it to today; where it was on another day, write that day after the hours: "
        "2 1 Mar 2026 read the guide. Up and down point at an entry, and ctrl+b takes it back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("ctrl+b", "take_back", "Take back", "Take back the entry that is pointed at"),
        Binding("up", "point(-1)", show=False, priority=True),
        Binding("down", "point(1)", show=False, priority=True),
    ]

    total = getters.query_one("#total", Static)
    practised = getters.query_one("#practised", Static)
    entries = getters.query_one(EntryList)
    problem = getters.query_one("#problem", Static)
    line = getters.query_one(Input)

    @dataclass
    class Known(Message):
        """The hours have been read."""

        hours: Hours

    @dataclass
    class Refused(Message):
        """What was written is no entry."""

        words: str

    def __init__(self) -> None:
        super().__init__()
        self._writing = InTurn()

    def body(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static("", id="total", markup=False)
            yield Static("", id="practised", markup=False)
            yield EntryList()
            yield Static(ABOUT, id="about", markup=False)
        yield Static("", id="problem", markup=False)
        yield Line(placeholder="1.5 outline of two stories", compact=True)

    def on_mount(self) -> None:
        self.title = "Hours"
        self.entries.can_focus = False
        self.topline.title = "Hours of preparation"
        self.line.focus()
        self.change(lambda preparation: preparation)

    def change(self, step: Callable[[Preparation], Preparation]) -> None:
        """Change what is on disk, and show what is there then."""
        self._writing.ask(self.app, partial(self._change, step))

    def _change(self, step: Callable[[Preparation], Preparation]) -> None:
        services = self.services
        try:
            after = services.preparation.change(step)
        except InputError as error:
            self.post_message(self.Refused(error.message))
            return
        self.post_message(self.Known(hours_of(services.attempts.practice_time(), after)))

    @on(Known)
    def _show(self, event: Known) -> None:
        hours = event.hours
        self.problem.update("")
        answers = how_many(hours.answers, "answer")
        self.total.update(f"Hours {hours.words}")
        self.practised.update(
            f"{hours.practised:>6.1f}  practised here, in {answers}\n"
            f"{hours.by_hand:>6.1f}  {BY_HAND if hours.entries else NOT_BY_HAND}"
        )
        before, at = self.entries.option_count, self.entries.highlighted
        self.entries.clear_options()
        self.entries.add_options(
            Option(Content(f"{e.hours:>6g}  {written(e.day):>{LONGEST_DAY}}  {e.what}"))
            for e in hours.entries
        )
        self.entries.display = bool(hours.entries)
        if hours.entries:
            # The last one, unless another was taken back: then the one in its place.
            last = len(hours.entries) - 1
            self.entries.highlighted = last if before <= last or at is None else min(at, last)
        self.refresh_bindings()

    @on(Refused)
    def _say(self, event: Refused) -> None:
        self.problem.update(event.words)

    @on(Input.Submitted)
    def _add(self, event: Input.Submitted) -> None:
        today = self.services.now().astimezone().date()
        try:
            entry = read_entry(event.value, today)
        except InputError as error:
            self.problem.update(error.message)
            return
        self.line.value = ""
        self.change(lambda held: with_hours(held, entry.day, entry.hours, entry.what))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Take back only what there is."""
        if action == "take_back":
            return self.entries.option_count > 0
        return super().check_action(action, parameters)

    def action_point(self, by: int) -> None:
        """Point at the entry below, or above."""
        if self.entries.option_count:
            at = (self.entries.highlighted or 0) + by
            self.entries.highlighted = max(0, min(self.entries.option_count - 1, at))

    def action_take_back(self) -> None:
        """Take back the entry that is pointed at."""
        if (at := self.entries.highlighted) is not None:
            self.change(lambda held: without_hours(held, at + 1))
