"""Reveal and settle: all ratings side by side, the widest apart first, and what came of each."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mock_panel.tui.keys import key
from mock_panel.tui.screens.notice import NoticeScreen, Reply
from mock_panel.tui.screens.panel.agenda_list import AgendaList
from mock_panel.tui.screens.panel.settle_asking import AskingSettle
from mock_panel.tui.screens.panel.settle_view import (
    ALL_GAVE,
    Settling,
    Step,
    agenda_line,
    anchor_lines,
    before_reveal,
    columns,
    head_line,
    item_lines,
    state_words,
    status_words,
    title_words,
)
from mock_panel.tui.screens.panel.settling_form import SettlingForm
from mock_panel.tui.watching import watch
from mock_panel.tui.widgets.hanging import HangingText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mock_panel.domain.ids import QuestionId
    from mock_panel.panel.protocol import MockPanels

_NEED_ITEM = ("settle", "score", "mean", "move", "take_out")


class SettleScreen(AskingSettle):
    """The agenda above, the item that is pointed at below, and a form when something is decided."""

    CSS_PATH = "settle.tcss"
    AUTO_FOCUS = "AgendaList"
    HELP_TEXT = (
        "All ratings side by side, the widest apart first. Discuss an item, then settle it: press "
        "the score you came to, or m where you do not meet and the mean stands, and say why in "
        "one line. Every item is settled, also those on which you are close; a settles at once "
        "all on which every rater gave the same.\n\n"
        "Where a rater thinks otherwise after the discussion, v notes the new score with the "
        "reason. The first rating stays on record: 5→4 shows both. Settling an item again adds to "
        "the record and overwrites nothing, until the panel is closed.\n\n"
        "e shows the level that this program's engine gives the answer, where one was kept. It is "
        "unofficial, stands apart, and enters no rating. page up and page down scroll the "
        "evidence."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "next_step", "Settle", "Do the next step: settle, then close, then report"),
        key("v", "move", "Move", "Note that a rater thinks otherwise now, and why"),
        key("a", "alike", "All alike", "Settle at once all on which every rater gave the same"),
        key("e", "level", "Level", "Show or hide the program's own unofficial level"),
        key("d", "take_out", "Take out", "Take the item out of the rating, with a reason"),
        key("s", "settle", "Settle", "Settle the item, or settle it anew", show=False),
        *(key(str(n), f"score({n})", f"Settle at {n}", f"Settle the item at {n}", show=False)
          for n in range(10)),
        key("m", "mean", "The mean stands", "Let the mean stand where you do not meet",
            show=False),
        key("o", "report", "Report", "Write the candidate's report: HTML, Markdown or PDF",
            show=False),
        key("pagedown,space", "scroll_item(1)", "Evidence down", "Scroll the evidence down",
            show=False),
        key("pageup", "scroll_item(-1)", "Evidence up", "Scroll the evidence up", show=False),
        key("escape", "leave_form", "Leave it", "Leave the form; what you typed is kept"),
        key("escape", "back", "Back", "Go back; nothing is lost"),
    ]  # fmt: skip

    item_text = getters.query_one("#item HangingText", HangingText)
    anchors_text = getters.query_one("#anchors HangingText", HangingText)

    @dataclass
    class Levelled(Message):
        """The engine has scored the answers that were kept."""

        levels: "Mapping[QuestionId, int | None]"

    def body(self) -> ComposeResult:
        yield Static("", id="head")
        yield AgendaList(compact=True, markup=False)
        with Horizontal(id="below"):
            with VerticalScroll(id="item", can_focus=False):
                yield HangingText()
            with VerticalScroll(id="anchors", can_focus=False):
                yield HangingText()
        yield SettlingForm()
        yield Static("", id="status", markup=False)
        with VerticalScroll(id="empty", can_focus=False):
            yield Static("Reading the ratings …", id="words")

    def on_mount(self) -> None:
        self.topline.title = "Settle"
        self.add_class("-empty")
        self.gather()
        watch(self, self.database_changed)

    def database_changed(self) -> None:
        """See who locked elsewhere; after the reveal nothing comes unasked."""
        now = self.settling
        if self.is_current and now is not None and now.record is None:
            self.gather()

    # --- showing ------------------------------------------------------------------------------

    def watch_settling(self, now: Settling | None) -> None:
        if now is None:
            return
        self.topline.title = title_words(now.panel)
        self.topline.state = state_words(now)
        self.set_class(now.record is None, "-empty")
        if now.record is None:
            self.query_one("#words", Static).update(before_reveal(now.panel))
        self.status.update(status_words(now))
        self._list()
        self._show_item()
        self.refresh_bindings()

    @on(events.Resize)
    def _fit(self) -> None:
        self.call_after_refresh(self._list)

    def _list(self) -> None:
        """Lay the agenda out for the width there is; the same item stays pointed at."""
        now = self.settling
        if now is None or now.record is None:
            return
        # The padding of a line, and the scrollbar, where there is one.
        shape = columns(now, self.size.width - 3)
        self.query_one("#head", Static).update(head_line(now, shape))
        items = now.items
        ids = [item.id for item in items]
        at = ids.index(self.pointed_id) if self.pointed_id in ids else 0
        with self.prevent(OptionList.OptionHighlighted):
            self.agenda.set_options(
                Option(agenda_line(now, item, shape), id=item.id) for item in items
            )
            self.agenda.highlighted = at
        self.pointed_id = ids[at]
        if self.form.asked is None and self.focused is not self.agenda:
            self.agenda.focus()

    @on(OptionList.OptionHighlighted)
    def _point(self, event: OptionList.OptionHighlighted) -> None:
        item = self.item_of(event.option_id)
        if item is not None and item.id != self.pointed_id:
            self.pointed_id = item.id
            self._show_item()
            self.query_one("#item").scroll_home(animate=False)
            self.query_one("#anchors").scroll_home(animate=False)
            self.refresh_bindings()

    def _show_item(self) -> None:
        now, item = self.settling, self.pointed
        if now is not None and item is not None:
            self.item_text.paragraphs = item_lines(now, item)
            self.anchors_text.paragraphs = anchor_lines(now.panel, item)

    # --- keys ---------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        if action in ("back", "leave_form"):
            return (action == "leave_form") is (self.is_mounted and self.is_asking)
        now = self.settling
        if now is None:
            return action in ("help", "scroll_item")
        if action == "score" and now.is_open and not self.is_asking:
            return parameters[0] in [level.value for level in now.panel.form.scale.levels]
        return action not in _OWN or (not self.is_asking and self._offers(now)[action])

    def _offers(self, now: Settling) -> dict[str, bool]:
        may_settle = now.is_open and self.pointed in now.panel.form.rated
        offers = dict.fromkeys(_NEED_ITEM, may_settle)
        return offers | {
            "next_step": True,
            "take_out": may_settle and len(now.panel.form.rated) > 1,
            "alike": bool(now.alike),
            "level": now.has_answers,
            "report": now.record is not None,
        }

    def names_now(self) -> "Mapping[str, str]":
        """Enter is called what it does."""
        return {} if self.settling is None else {"next_step": self.settling.step.value}

    def action_next_step(self) -> None:
        """Do what comes next."""
        now = self.settling
        if now is None:
            return
        match now.step:
            case Step.LOOK:
                self.gather()
            case Step.REVEAL:
                self.decide(lambda panels: panels.reveal(now.panel), "")
            case Step.SETTLE:
                self.action_settle()
            case Step.CLOSE:
                self.action_close_panel()
            case Step.REPORT:
                self.action_report()

    def action_scroll_item(self, by: int) -> None:
        """Move through the evidence."""
        pane = self.query_one("#item", VerticalScroll)
        pane.scroll_relative(y=by * max(1, pane.size.height - 1), animate=False)

    def action_alike(self) -> None:
        """Settle all on which every rater gave the same."""
        now = self.settling
        if now is None:
            return
        alike = now.alike

        def settle(panels: "MockPanels") -> None:
            for item, score in alike:
                panels.settle(now.panel, item, score, ALL_GAVE)

        if alike:
            names = ", ".join(f"{item.id} at {score}" for item, score in alike)
            self.decide(settle, f"Settled as all gave it: {names}.")

    def action_level(self) -> None:
        """Show what the engine makes of the answers, or hide it."""
        now = self.settling
        if now is not None and now.levels is not None:
            self.settling = replace(now, levels=None)
        elif now is not None:
            self.read_levels(now)

    @work(thread=True, exclusive=True, exit_on_error=False, group="levels")
    def read_levels(self, now: Settling) -> None:
        """Score the answers that were kept."""
        from mock_panel.panel.reports import practice_levels  # noqa: PLC0415 - brings the engine

        if now.record is not None:
            self.post_message(self.Levelled(practice_levels(now.record)))

    @on(Levelled)
    def _show_levels(self, event: Levelled) -> None:
        if self.settling is not None:
            self.settling = replace(self.settling, levels=event.levels)
            self.call_after_refresh(self.query_one("#item").scroll_end, animate=False)

    @work(exclusive=True, group="close")
    async def action_close_panel(self) -> None:
        """Close the panel, after asking."""
        now = self.settling
        if now is None:
            return
        answer = await self.app.push_screen_wait(
            NoticeScreen(
                f"Close the panel of {now.panel.candidate}?",
                "Everything is settled. After closing nothing of it changes any more: no score, "
                "no move, no reason. The report can be written before and after.",
                Reply("enter", "close it", "close"),
                Reply("escape", "not yet", "later"),
            )
        )
        if answer == "close":
            self.decide(lambda panels: panels.close(now.panel), "")

    @work(exclusive=True, group="report")
    async def action_report(self) -> None:
        """Write the report, after asking where to."""
        from mock_panel.tui.screens.panel.asking import AskScreen  # noqa: PLC0415 - when asked for
        from mock_panel.tui.screens.panel.report_asking import report_ask  # noqa: PLC0415 - as above

        now = self.settling
        if now is None or now.record is None:
            return
        ask = report_ask(self.services, now.panel, len(now.record.unsettled))
        said = await self.app.push_screen_wait(AskScreen(ask))
        if said is not None:
            self.status.update(said)


_OWN = frozenset((*_NEED_ITEM, "next_step", "alike", "level", "report"))
"""The actions that are offered only where they do something."""
