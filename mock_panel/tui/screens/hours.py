"""Hours of preparation: what counts by itself, and a line to add what was done elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from mock_panel.domain.preparation import Preparation
from mock_panel.errors import InputError
from mock_panel.practice.hours import ABOUT, Hours, hours_of, with_hours, without_hours
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page


class HoursScreen(Page[None]):
    """The total, the entries, and one line to add another."""

    DEFAULT_CSS = """
    HoursScreen {
        VerticalScroll { height: 1fr; padding: 1 2; }
        Static { max-width: 76; }
        #total { text-style: bold; }
        #entries, #about { margin-top: 1; }
        #about { color: $foreground 75%; }
        Input { margin: 0 2; max-width: 76; }
        #problem { padding: 0 2; height: 1; color: $text-warning; }
    }
    """
    HELP_TEXT = (
        "Answers that you give here count by themselves, with the time to prepare them. For what "
        "you did elsewhere write the hours and what it was, such as: 1.5 outline of two stories. "
        "Enter adds it to today."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("ctrl+b", "take_back", "Take back", "Take back the last entry of the list"),
    ]

    total = getters.query_one("#total", Static)
    entries = getters.query_one("#entries", Static)
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

    def body(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static("", id="total", markup=False)
            yield Static("", id="entries")
            yield Static(ABOUT, id="about", markup=False)
        yield Static("", id="problem", markup=False)
        yield Input(placeholder="1.5 outline of two stories", compact=True)

    def on_mount(self) -> None:
        self.title = "Hours"
        self.topline.title = "Hours of preparation"
        self.line.focus()
        self.change(lambda preparation: preparation)

    @work(thread=True, exit_on_error=False, group="hours")
    def change(self, step: Callable[[Preparation], Preparation]) -> None:
        """Change what is on disk, and show what is there then."""
        services = self.services
        before = services.preparation.load()
        try:
            after = step(before)
        except InputError as error:
            self.post_message(self.Refused(error.message))
            return
        if after != before:
            services.preparation.save(after)
        self.post_message(self.Known(hours_of(services.attempts.practice_time(), after)))

    @on(Known)
    def _show(self, event: Known) -> None:
        hours = event.hours
        self.problem.update("")
        answers = f"{hours.answers} answer{'' if hours.answers == 1 else 's'}"
        self.total.update(f"Hours {hours.words}")
        self.entries.update(
            Content("\n").join(
                [
                    Content(f"{hours.practised:>6.1f}  practised here, in {answers}"),
                    *(Content(f"{e.hours:>6g}  {e.day}  {e.what}") for e in hours.entries),
                ]
            )
        )

    @on(Refused)
    def _say(self, event: Refused) -> None:
        self.problem.update(event.words)

    @on(Input.Submitted)
    def _add(self, event: Input.Submitted) -> None:
        amount, _, what = event.value.strip().partition(" ")
        try:
            hours = float(amount)
        except ValueError:
            self.problem.update("Write the hours first, then what you did.")
            return
        self.line.value = ""
        today = self.services.now().astimezone().date()
        self.change(lambda preparation: with_hours(preparation, today, hours, what))

    def action_take_back(self) -> None:
        """Take back the last entry of the list."""
        self.change(lambda held: without_hours(held, len(held.hours)) if held.hours else held)
