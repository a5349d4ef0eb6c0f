"""The cover: it hides every rating while the keyboard goes from one rater to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Label, OptionList, Static
from textual.widgets.option_list import Option

from mock_panel.domain.english import how_many
from mock_panel.domain.ids import PanelId, SeatId
from mock_panel.domain.panels import Panel, Seat, SeatGuard
from mock_panel.errors import OutOfOrder, StorageError
from mock_panel.panel.pins import DIGITS, WRONG_IN_A_ROW
from mock_panel.tui.clipping import clipped
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.panel.cover_view import (
    NAME_CELLS,
    Turns,
    far_words,
    look_at_turns,
    next_words,
    pin_words,
)
from mock_panel.tui.screens.panel.pin_line import SEATS, PinLine
from mock_panel.tui.watching import watch
from mock_panel.tui.widgets.question_list import MARK

TICK = 1.0
"""Seconds between two looks at how long a seat is barred yet."""


class CoverScreen(Page[None]):
    """Who is next; what anybody rated stands nowhere on it."""

    CSS_PATH = "cover.tcss"
    # From the first moment on, so that no digit comes before the line is there.
    AUTO_FOCUS = "PinLine"
    HELP_TEXT = (
        "Pass the keyboard: each rater rates alone and covers the screen for the next. This "
        "screen shows how far everybody is, and never what anybody gave.\n\n"
        "Press the letter of your seat, type your PIN, and press Enter. The chair was shown the "
        "PINs when the panel was convened; after five wrong ones a seat is closed for a minute. "
        "Who has locked may still read their own ratings.\n\n"
        "esc goes back to the panel."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "enter", "Go in", "Rate alone, once the PIN is right"),
        *(key(letter, f"seat('{letter}')", f"Seat {letter.upper()}",
              f"Rater {letter.upper()} takes the keyboard", show=False)
          for letter in SEATS),
        key("up", "step(-1)", "Seat above", "Choose the seat above", show=False),
        key("down", "step(1)", "Seat below", "Choose the seat below", show=False),
        key("escape", "back", "Panel", "Back to the panel"),
    ]  # fmt: skip

    turns: reactive[Turns | None] = reactive(None)
    """What is shown; None until it has been read."""

    seats = getters.query_one("#seats", OptionList)
    pin = getters.query_one(PinLine)

    @dataclass
    class Looked(Message):
        """It is known how far everybody is; None: the panel is gone."""

        turns: Turns | None

    @dataclass
    class Admitted(Message):
        """The PIN was right, or none is needed."""

        seat: Seat
        with_pin: bool

    @dataclass
    class Refused(Message):
        """The seat stays closed."""

        seat: Seat
        error: OutOfOrder
        guard: SeatGuard

    def __init__(self, panel: PanelId) -> None:
        super().__init__()
        self.title = "Pass the keyboard"
        self._panel_id = panel
        self._is_asking = False
        """A PIN is being looked at; Enter pressed twice must not count it twice."""

    def body(self) -> ComposeResult:
        with VerticalScroll(id="cover", can_focus=False):
            yield Static("Whose turn is it?", id="whose")
            yield OptionList(id="seats", markup=False)
            with Horizontal(id="pin"):
                yield Label("", id="pin-of", markup=False)
                yield PinLine()
            yield Static("", id="said", markup=False)

    def on_mount(self) -> None:
        self.topline.title = "Pass the keyboard"
        self.topline.state = "covered"
        self.seats.can_focus = False
        watch(self, self.database_changed)
        self.set_interval(TICK, self._tick)
        self.look()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self.database_changed()

    def _tick(self) -> None:
        if self.is_current and self.turns is not None and self.turns.barred:
            self._count_down()

    def database_changed(self) -> None:
        """See how far everybody is."""
        if self.is_current and self.turns is not None:
            self.look()

    @work(thread=True, exclusive=True, exit_on_error=False, group="look")
    def look(self) -> None:
        """Read how far everybody is."""
        try:
            self.post_message(self.Looked(look_at_turns(self.services, self._panel_id)))
        except StorageError:
            # Looked at again and again: what is shown stays, and the next look may see it again.
            if self.turns is None:
                raise

    @on(Looked)
    def _take(self, event: Looked) -> None:
        new, now = event.turns, self.turns
        if new is None:
            self.notify("That panel is no longer stored.", severity="warning")
            self.dismiss(None)
        else:
            self.turns = new if now is None else replace(new, chosen=now.chosen, said=now.said)

    def watch_turns(self, before: Turns | None, turns: Turns | None) -> None:
        if turns is None or not self.is_mounted:
            return
        self.topline.title = f"Pass the keyboard · {turns.panel.candidate}"
        self._show_seats(turns)
        self.query_one("#pin").display = bool(turns.guarded)
        self.query_one("#pin-of", Label).update(pin_words(turns))
        said = self.query_one("#said", Static)
        said.update(turns.said or next_words(turns))
        said.set_class(bool(turns.said), "-problem")
        if before is None or (before.seat, before.all_locked) != (turns.seat, turns.all_locked):
            self.refresh_bindings()

    def _show_seats(self, turns: Turns) -> None:
        raters = turns.panel.raters
        names = [clipped(turns.panel.called(seat), NAME_CELLS) for seat in raters]
        width = max(map(len, names))
        prompts = [
            Content.assemble(
                MARK if seat.id == turns.chosen else " " * len(MARK),
                (seat.letter, "$text-primary bold"),
                f"  {name:{width}}   ",
                (far_words(turns.progress[seat.id]), "$foreground 80%"),
            )
            for seat, name in zip(raters, names, strict=True)
        ]
        seats = self.seats
        if seats.option_count != len(prompts):
            seats.clear_options()
            seats.add_options([Option(prompt) for prompt in prompts])
        else:
            for index, prompt in enumerate(prompts):
                seats.replace_option_prompt_at_index(index, prompt)
        with self.prevent(OptionList.OptionHighlighted):
            seats.highlighted = next(
                (i for i, seat in enumerate(raters) if seat.id == turns.chosen), None
            )

    # --- choosing ---------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A letter without a seat is none of our keys."""
        if action == "seat":
            turns = self.turns
            return turns is not None and parameters[0] in [s.id for s in turns.panel.raters]
        return True

    def names_now(self) -> Mapping[str, str]:
        """When all have locked, Enter leads to the reveal."""
        turns = self.turns
        leads_back = turns is not None and turns.seat is None and turns.all_locked
        return {"enter": "To the panel"} if leads_back else {}

    def action_seat(self, letter: str) -> None:
        """Choose a seat; one without a PIN opens at once."""
        self._choose(SeatId(letter))
        if self.turns is not None and not self.turns.wants_pin:
            self.action_enter()

    def action_step(self, by: int) -> None:
        """Choose the seat above or below."""
        turns = self.turns
        if turns is None:
            return
        ids = [seat.id for seat in turns.panel.raters]
        start = ids.index(turns.chosen) if turns.chosen else (-1 if by > 0 else 0)
        self._choose(ids[(start + by) % len(ids)])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        if self.turns is not None:
            self.action_seat(self.turns.panel.raters[event.option_index].id)

    def _choose(self, seat: SeatId) -> None:
        turns = self.turns
        if turns is None or self._is_asking:
            return
        if seat != turns.chosen:
            self.pin.value = ""
            self.turns = replace(turns, chosen=seat, said="")
            self._count_down()

    def _count_down(self) -> None:
        """Say how long the chosen seat is barred yet, and when it is no longer."""
        turns = self.turns
        until = None if turns is None or turns.chosen is None else turns.barred.get(turns.chosen)
        if turns is None or until is None:
            return
        left = ceil((until - self.services.now()).total_seconds())
        barred = {s: u for s, u in turns.barred.items() if s != turns.chosen}
        if left > 0:
            words = f"Too many wrong PINs for this seat. It opens again in {left} seconds."
            self.turns = replace(turns, said=words)
        else:
            words = "Now the PIN can be tried again. The chair was shown it on convening."
            self.turns = replace(turns, said=words, barred=barred)

    # --- going in ---------------------------------------------------------------------------

    def action_enter(self) -> None:
        """Ask for the seat that is chosen."""
        turns = self.turns
        if turns is None or self._is_asking:
            return
        seat, pin = turns.seat, self.pin.value
        if seat is None:
            if turns.all_locked:
                self.action_back()
            else:
                self.turns = replace(turns, said="Choose your seat first: press its letter.")
        elif turns.wants_pin and not pin.strip():
            self.turns = replace(turns, said=f"Type the {DIGITS} digits of your PIN first.")
        else:
            self._is_asking = True
            self.ask(turns.panel, seat, pin)

    @work(thread=True, exit_on_error=False, group="ask")
    def ask(self, panel: Panel, seat: Seat, pin: str) -> None:
        """Look at a PIN; that takes a moment, so that guessing takes long."""
        panels = self.services.panels
        try:
            try:
                panels.admit(panel, seat, pin)
            except OutOfOrder as error:
                self.post_message(self.Refused(seat, error, panels.store.guard(panel.id, seat.id)))
            else:
                has_pin = bool(panels.store.guard(panel.id, seat.id).pin)
                self.post_message(self.Admitted(seat, has_pin))
        finally:
            self._is_asking = False

    @on(Refused)
    def _tell(self, event: Refused) -> None:
        turns = self.turns
        self.pin.value = ""
        if turns is None:
            return
        error, guard = event.error, event.guard
        left = WRONG_IN_A_ROW - guard.wrong % WRONG_IN_A_ROW
        tries = f" After {how_many(left, 'more wrong PIN')} it closes for a minute."
        self.turns = replace(turns, said=f"{error.message} {error.hint}{tries}")
        if guard.barred_until is not None and guard.barred_until > self.services.now():
            barred = {**turns.barred, event.seat.id: guard.barred_until}
            self.turns = replace(turns, barred=barred)
            self._count_down()

    @on(Admitted)
    def _let_in(self, event: Admitted) -> None:
        from mock_panel.tui.screens.panel.rate import RateScreen  # noqa: PLC0415 - when let in

        turns = self.turns
        self.pin.value = ""
        # A key that came meanwhile may have left the cover; nobody is let in behind it.
        if turns is None or not self.is_current:
            return
        self.turns = replace(turns, chosen=None, said="")
        self.app.push_screen(RateScreen(turns.panel, event.seat, event.with_pin))
