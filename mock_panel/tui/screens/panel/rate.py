"""Rate alone: a question, the own notes, the anchored scale, the evidence; then lock."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Label, Static

from mock_panel.domain.parts import Part
from mock_panel.tui.keys import key
from mock_panel.tui.screens.panel.rate_ending import EndingRate
from mock_panel.tui.screens.panel.rate_lines import NoteLine
from mock_panel.tui.screens.panel.rate_view import (
    Desk,
    Pane,
    aside,
    rating_lines,
    saved_words,
    state_words,
    status_words,
    story,
    title_words,
)
from mock_panel.tui.watching import watch
from mock_panel.tui.widgets.editor import Editor
from mock_panel.tui.widgets.hanging import HangingText

TICK = 0.1
"""Seconds between two looks at what is due."""
IDLE = 300.0
"""Seconds without a key or a movement of the mouse, after which the screen covers itself."""


class RateScreen(EndingRate):
    """One rater's own sheet; whoever comes back to it comes by way of the cover."""

    CSS_PATH = "rate.tcss"
    AUTO_FOCUS = "#story"
    HELP_TEXT = (
        "You rate alone. Nobody sees this before all have locked, and you see nothing of "
        "theirs but whether they have locked.\n\n"
        "Choose a value, then write what it rests on: one piece of evidence a line, at least "
        "one for each rating. Enter does the next step; in the evidence Enter makes a line, "
        "and ctrl+s goes on. x shows what each value means; 'here' is what an answer to this "
        "very question shows at that value.\n\n"
        "s, a and r add a note under situation, action or result; n goes through your notes, "
        "and a note that is emptied goes away.\n\n"
        "Everything is kept as you make it. esc covers the screen for the next rater; after "
        "five minutes without a key it covers itself. L locks all your ratings; that is final."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "next_step", "Next", "The next thing to do: a score, its evidence, the lock"),
        key("ctrl+s", "onward", "Next", "Leave the evidence as it is and go on"),
        key("e", "evidence", "Evidence", "Write what the rating rests on, one piece a line"),
        replace(
            key("j", "step(1)", "Question", "The next question; k is the one before"),
            key_display="j/k",
        ),
        key("k", "step(-1)", "Question before", "The question before", show=False),
        key("x", "anchors", "Anchors", "What each value means, here and in general"),
        key("L", "lock_all", "Lock all", "Make all your ratings final; you are asked first"),
        key("w", "said", "Words", "Read what was said, where the candidate agreed to it",
            show=False),
        *(key(str(n), f"score({n})", f"Rate {n}", f"Give {n} of the scale", show=False)
          for n in range(10)),
        key("right", "shift_score(1)", "One higher", "Rate one value higher", show=False),
        key("left", "shift_score(-1)", "One lower", "Rate one value lower", show=False),
        key("backspace", "score(None)", "Take back", "Take the score back", show=False),
        *(key(part.letter.lower(), f"note('{part.value}')", f"Note {part.letter}",
              f"Add a note under {part.value}", show=False)
          for part in (Part.SITUATION, Part.ACTION, Part.RESULT)),
        key("o", "note('other')", "Note other", "Add a note on something else", show=False),
        key("n", "notes", "Notes", "Change a note; up and down go to the others", show=False),
        key("escape", "leave_line", "Leave the line", "Leave the line; it is kept"),
        key("escape", "back", "Cover", "Cover the screen and pass the keyboard; all is kept"),
    ]  # fmt: skip

    story_text = getters.query_one("#story HangingText", HangingText)
    aside_text = getters.query_one("#aside HangingText", HangingText)
    rating_text = getters.query_one("#rating", HangingText)
    said_line = getters.query_one("#said", Static)

    def body(self) -> ComposeResult:
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                with VerticalScroll(id="story"):
                    yield HangingText()
                    with Horizontal(id="note"):
                        yield Label("", id="note-mark")
                        yield NoteLine()
                yield HangingText(id="rating")
                with Horizontal(id="evidence"):
                    yield Label("evidence")
                    yield Editor(
                        compact=True,
                        highlight_cursor_line=False,
                        placeholder="what the rating rests on, one piece a line",
                    )
            with VerticalScroll(id="aside"):
                yield HangingText()
        yield Static("", id="said", markup=False)
        with Horizontal(id="status"):
            yield Static("Reading your ratings …", id="who", markup=False)
            yield Static("", id="saved", markup=False)

    def on_mount(self) -> None:
        self.begin()
        self.topline.title, self.topline.state = "Rate alone", f"{self.own_seat.mask}, sealed"
        self.query_one("#columns").display = False
        self.set_interval(TICK, self._tick)
        watch(self, self.database_changed)
        self.read()

    def _tick(self) -> None:
        if self.keeper.is_due and not self.is_writing:
            self.write_now()
        if self.services.monotonic() - self.touched_at >= IDLE:
            self.cover_unattended()

    # --- what is shown ----------------------------------------------------------------------

    def watch_desk(self, before: Desk | None, desk: Desk | None) -> None:
        if desk is None or self.is_gone:
            return
        self._show(desk)
        keys = [] if before is None else [self._offers(before), not before.sheet.lacking]
        if keys != [self._offers(desk), not desk.sheet.lacking]:
            self.refresh_bindings()

    @on(events.Resize)
    def _fit(self) -> None:
        self.call_after_refresh(self._show_fitted)

    def _show_fitted(self) -> None:
        if self.desk is not None:
            self._show(self.desk)
            self.refresh_bindings()

    def _show(self, desk: Desk) -> None:
        sheet, is_wide = desk.sheet, self.has_class("-wide")
        state = state_words(sheet)
        self.topline.title = title_words(sheet, self.size.width - len(state) - 4)
        self.topline.state = state
        self.story_text.paragraphs = story(desk, is_wide=is_wide)
        self.aside_text.paragraphs = aside(desk)
        self.rating_text.paragraphs = rating_lines(desk, self.size.width, is_wide=is_wide)
        self.show_evidence(sheet)
        self.show_note(desk)
        said = desk.trouble or desk.said
        if not said and desk.is_locked:
            said = "Locked: your ratings are final. Press enter and pass the keyboard."
        if self.said_line.content != said:
            # Only then: it may be more lines, or fewer, and all else would be laid out anew.
            self.said_line.update(said)
            self.said_line.display = bool(said)
        self.query_one("#who", Static).update(status_words(sheet), layout=False)
        self.query_one("#saved", Static).update(saved_words(desk), layout=False)

    # --- keys -------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        desk = self.desk
        if action in ("back", "leave_line"):
            return (action == "leave_line") is self.is_in_line
        if desk is None:
            return action == "help"
        if action == "score" and parameters != (None,):
            levels = desk.sheet.panel.form.scale.levels
            is_on_scale = parameters[0] in [level.value for level in levels]
            return is_on_scale and not desk.is_locked
        return self._offers(desk).get(action, True)

    def names_now(self) -> Mapping[str, str]:
        """Enter is called what it does, where that is the end of rating."""
        if self.desk is None or not (self.desk.is_locked or not self.desk.sheet.lacking):
            return {}
        return {"next_step": "Pass on" if self.desk.is_locked else "Lock"}

    def _offers(self, desk: Desk) -> dict[str, bool]:
        sheet, may_write = desk.sheet, not desk.is_locked
        return {
            "next_step": not self.is_in_line,
            "onward": self.focused is self.evidence,
            "evidence": may_write,
            "score": may_write and sheet.rating.score is not None,
            "shift_score": may_write,
            "note": may_write,
            "notes": may_write and bool(sheet.own_notes),
            "step": len(sheet.places) > 1,
            "anchors": not self.has_class("-wide") or desk.pane is Pane.SAID,
            "said": sheet.answer is not None,
            "lock_all": may_write,
        }

    def action_next_step(self) -> None:
        """A score, its evidence, the next item, the lock; then the cover."""
        desk = self.fresh_desk()
        if desk is None:
            return
        rating, levels = desk.sheet.rating, desk.sheet.panel.form.scale.levels
        if desk.is_locked:
            self.action_back()
        elif rating.score is None:
            values = f"{levels[0].value} to {levels[-1].value}"
            self.say(f"Rate this first: {values}. x shows what each value means.")
        elif not rating.evidence:
            self.action_evidence()
        elif (item := desk.sheet.next_lacking) is not None:
            self.look_at(desk.sheet.at(item))
        else:
            self.action_lock_all()

    def action_onward(self) -> None:
        """From the evidence to what comes next, but never straight to the lock."""
        desk = self.fresh_desk()
        self.rest()
        if desk is None:
            return
        if not desk.sheet.lacking:
            # The lock is final: words that are typed on must not answer whether to lock.
            self.say("Everything is rated. Enter asks whether to lock; j and k look again.")
        elif desk.sheet.rating.evidence:
            self.action_next_step()

    def action_step(self, by: int) -> None:
        """Look at a later or an earlier question."""
        desk = self.fresh_desk()
        if desk is not None:
            self.look_at(desk.sheet.moved(by))

    def action_score(self, value: int | None) -> None:
        """Give a value, or none again."""
        desk = self.fresh_desk()
        if desk is not None:
            self.give(replace(desk.sheet.rating, score=value), at_once=True)

    def action_shift_score(self, by: int) -> None:
        """Give the next value of the scale up or down."""
        if self.desk is None:
            return
        values = [level.value for level in self.desk.sheet.panel.form.scale.levels]
        score = self.desk.sheet.rating.score
        start = (-1 if by > 0 else len(values)) if score is None else values.index(score)
        self.action_score(values[max(0, min(len(values) - 1, start + by))])

    def action_anchors(self) -> None:
        """Show what each value means, or the notes again."""
        self._swap(Pane.ANCHORS)

    def action_said(self) -> None:
        """Show what was said, or the notes again."""
        self._swap(Pane.SAID)

    def _swap(self, pane: Pane) -> None:
        if self.desk is None:
            return
        is_shown = self.desk.pane is pane
        if pane is Pane.ANCHORS and self.has_class("-wide"):
            # They stand there by themselves.
            is_shown = True
        self.desk = replace(self.desk, pane=Pane.NOTES if is_shown else pane)
        self.scroll_panes_home()

    # --- whether anybody is there ------------------------------------------------------------

    def on_key(self) -> None:
        self.touch()

    def on_mouse_move(self) -> None:
        self.touch()

    def on_click(self) -> None:
        self.touch()
