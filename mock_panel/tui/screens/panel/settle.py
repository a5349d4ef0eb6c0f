"""Reveal and settle: all ratings side by side, the widest apart first, and what came of each."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakKeyDictionary

from textual import events, getters, on, work
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import Worker, WorkerState

from mock_panel.errors import InputError
from mock_panel.tui.keys import key
from mock_panel.tui.screens.notice import NoticeScreen, Reply
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.panel.settle_view import (
    ALL_GAVE,
    MEAN,
    Settling,
    Step,
    agenda_line,
    anchor_lines,
    before_reveal,
    columns,
    gather_settling,
    head_line,
    item_lines,
    raters_offered,
    score_suggested,
    scores_offered,
    state_words,
    status_words,
    title_words,
)
from mock_panel.tui.screens.panel.settling_form import Asked, Kind, SettlingForm
from mock_panel.tui.watching import SLOW_LOOK_SECONDS
from mock_panel.tui.widgets.hanging import HangingText
from mock_panel.tui.widgets.text_row import TextRow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.binding import ActiveBinding

    from mock_panel.domain.ids import ItemId, PanelId, QuestionId
    from mock_panel.domain.panel_forms import PanelItem
    from mock_panel.panel.protocol import MockPanels

_NEED_ITEM = ("settle", "score", "mean", "move", "take_out")

_Place = tuple["PanelId", "ItemId", Kind]
_REASONS: WeakKeyDictionary[App[Any], dict[_Place, str]] = WeakKeyDictionary()
"""Reasons that were begun and not given, for as long as the app runs."""


class AgendaList(OptionList, inherit_bindings=False):
    """Items, one a line; the keys that are not here belong to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("down,j", "cursor_down", "Item below", "Go to the item below", show=False),
        key("up,k", "cursor_up", "Item above", "Go to the item above", show=False),
        key("home", "first", "First item", "Go to the first item", show=False),
        key("end", "last", "Last item", "Go to the last item", show=False),
    ]


class SettleScreen(Page[None]):
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
        key("c", "close_panel", "Close", "Close the panel when everything is settled", show=False),
        key("o", "report", "Report", "Write the candidate's report: HTML, Markdown or PDF",
            show=False),
        key("pagedown,space", "scroll_item(1)", "Evidence down", "Scroll the evidence down",
            show=False),
        key("pageup", "scroll_item(-1)", "Evidence up", "Scroll the evidence up", show=False),
        key("escape", "leave_form", "Leave it", "Leave the form; what you typed is kept"),
        key("escape", "back", "Back", "Go back; nothing is lost"),
    ]  # fmt: skip

    settling: reactive[Settling | None] = reactive(None, init=False)
    """All that is shown; None until it has been read."""

    agenda = getters.query_one(AgendaList)
    form = getters.query_one(SettlingForm)
    item_text = getters.query_one("#item HangingText", HangingText)
    anchors_text = getters.query_one("#anchors HangingText", HangingText)
    status = getters.query_one("#status", Static)

    @dataclass
    class Gathered(Message):
        """The panel has been read; None if it is gone."""

        settling: Settling | None

    @dataclass
    class Done(Message):
        """Something was decided and is stored."""

        settling: Settling | None
        said: str
        kind: Kind | None = None
        item: "ItemId | None" = None

    @dataclass
    class Levelled(Message):
        """The engine has scored the answers that were kept."""

        levels: "Mapping[QuestionId, int | None]"

    def __init__(self, panel: "PanelId") -> None:
        super().__init__()
        self.title = "Settle"
        self._panel_id = panel
        self._pointed_id: ItemId | None = None
        self._is_deciding = False

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
        self.panel_app.watch_database()
        self.set_interval(SLOW_LOOK_SECONDS, self.database_changed)

    def database_changed(self) -> None:
        """See who locked elsewhere; after the reveal nothing comes unasked."""
        now = self.settling
        if self.is_current and now is not None and now.record is None:
            self.gather()

    # --- reading and storing ------------------------------------------------------------------

    @work(thread=True, exclusive=True, exit_on_error=False, group="gather")
    def gather(self) -> None:
        """Read the panel."""
        self.post_message(self.Gathered(gather_settling(self.services, self._panel_id)))

    def _decide(
        self,
        do: "Callable[[MockPanels], object]",
        said: str,
        kind: Kind | None = None,
        item: "ItemId | None" = None,
    ) -> None:
        """Store something in a worker, once, then read all anew."""
        if self._is_deciding:
            return
        self._is_deciding = True

        def work() -> None:
            do(self.services.panels)
            settling = gather_settling(self.services, self._panel_id)
            self.post_message(self.Done(settling, said, kind, item))

        self.run_worker(work, thread=True, exit_on_error=False, group="decide")

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What the form was wrong about is told under it."""
        error = event.worker.error
        if event.worker.group != "decide" or not event.worker.is_finished:
            return
        self._is_deciding = self.form.is_at_work = False
        if event.state is not WorkerState.ERROR:
            return
        if isinstance(error, InputError) and self.form.asked is not None:
            event.prevent_default()
            self.form.say(f"{error.message} {error.hint}".strip())
        # Somebody else may have closed the panel, or taken the item out.
        self.gather()

    @on(Gathered)
    def _take(self, event: Gathered) -> None:
        if event.settling is None:
            self.notify("That panel is no longer stored.", severity="warning")
            self.dismiss(None)
        else:
            self._renew(event.settling)

    def _renew(self, settling: Settling) -> None:
        """Show what was read; the engine's level stays shown."""
        levels = self.settling.levels if self.settling is not None else None
        self.settling = replace(settling, levels=levels)

    @on(Done)
    def _tell(self, event: Done) -> None:
        if event.kind is not None and event.item is not None:
            self._reasons.pop((self._panel_id, event.item, event.kind), None)
            self._close_form()
        if event.settling is None:
            self.gather()
            return
        settling, record = event.settling, event.settling.record
        if event.kind is Kind.SETTLE and record is not None and record.unsettled:
            self._pointed_id = record.unsettled[0].id
        self._renew(settling)
        if event.said:
            is_last = settling.step is Step.CLOSE
            self.status.update(f"{event.said} {status_words(settling) if is_last else ''}".strip())

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
        width = min(self.size.width - 3, 110)
        shape = columns(now, width)
        self.query_one("#head", Static).update(head_line(now, shape))
        items = now.items
        ids = [item.id for item in items]
        at = ids.index(self._pointed_id) if self._pointed_id in ids else 0
        with self.prevent(OptionList.OptionHighlighted):
            self.agenda.set_options(
                Option(agenda_line(now, item, shape), id=item.id) for item in items
            )
            self.agenda.highlighted = at
        self._pointed_id = ids[at]
        if self.form.asked is None and self.focused is not self.agenda:
            self.agenda.focus()

    @on(OptionList.OptionHighlighted)
    def _point(self, event: OptionList.OptionHighlighted) -> None:
        item = self._item_of(event.option_id)
        if item is not None and item.id != self._pointed_id:
            self._pointed_id = item.id
            self._show_item()
            self.query_one("#item").scroll_home(animate=False)
            self.query_one("#anchors").scroll_home(animate=False)
            self.refresh_bindings()

    def _show_item(self) -> None:
        now, item = self.settling, self._pointed
        if now is not None and item is not None:
            self.item_text.paragraphs = item_lines(now, item)
            self.anchors_text.paragraphs = anchor_lines(now.panel, item)

    def _item_of(self, item_id: str | None) -> "PanelItem | None":
        items = self.settling.items if self.settling is not None else ()
        return next((item for item in items if item.id == item_id), None)

    @property
    def _pointed(self) -> "PanelItem | None":
        return self._item_of(self._pointed_id)

    # --- keys ---------------------------------------------------------------------------------

    @property
    def _is_asking(self) -> bool:
        return self.form.asked is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        if action in ("back", "leave_form"):
            return (action == "leave_form") is (self.is_mounted and self._is_asking)
        now = self.settling
        if now is None:
            return action in ("help", "scroll_item")
        if action == "score" and now.is_open and not self._is_asking:
            return parameters[0] in [level.value for level in now.panel.form.scale.levels]
        return action not in _OWN or (not self._is_asking and self._offers(now)[action])

    def _offers(self, now: Settling) -> dict[str, bool]:
        may_settle = now.is_open and self._pointed in now.panel.form.rated
        offers = dict.fromkeys(_NEED_ITEM, may_settle)
        return offers | {
            "next_step": True,
            "take_out": may_settle and len(now.panel.form.rated) > 1,
            "alike": bool(now.alike),
            "level": now.has_answers,
            "close_panel": now.step is Step.CLOSE,
            "report": now.record is not None,
        }

    @property
    def active_bindings(self) -> "dict[str, ActiveBinding]":
        """Enter is called what it does."""
        found = super().active_bindings
        now = self.settling
        for keys, active in found.items():
            if now is not None and active.binding.action == "next_step":
                binding = replace(active.binding, description=now.step.value)
                found[keys] = active._replace(binding=binding)
        return found

    def action_next_step(self) -> None:
        """Do what comes next."""
        now = self.settling
        if now is None:
            return
        match now.step:
            case Step.LOOK:
                self.gather()
            case Step.REVEAL:
                self._decide(lambda panels: panels.reveal(now.panel), "")
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

    def action_settle(self) -> None:
        """Ask what the panel came to."""
        self._ask_settling(None)

    def action_score(self, score: int) -> None:
        """Ask why the panel came to this."""
        self._ask_settling(score)

    def action_mean(self) -> None:
        """Ask why the panel did not meet."""
        self._ask_settling(MEAN)

    def _ask_settling(self, score: int | str | None) -> None:
        now, item = self.settling, self._pointed
        if now is None or now.record is None or item is None or self._is_asking:
            return
        if not now.counts(item):
            self.status.update(f"{item.id} was taken out of the rating; it is not settled.")
            return
        before = now.record.settlement(item.id)
        offered = scores_offered(now, item, with_mean=True)
        chosen = score_suggested(now.record, item.id) if score is None else score
        draft = self._draft(item, Kind.SETTLE)
        self._ask(
            Asked(
                Kind.SETTLE,
                item,
                f"{item.id} · {item.title}: what did you come to?",
                offered,
                chosen,
                reason=draft or (before.reason if before is not None else ""),
            )
        )

    def action_move(self) -> None:
        """Ask who moved, to what and why."""
        now, item = self.settling, self._pointed
        if now is not None and now.record is not None and item is not None:
            self._ask(
                Asked(
                    Kind.MOVE,
                    item,
                    f"{item.id} · {item.title}: who moved, and why?",
                    scores_offered(now, item, with_mean=False),
                    None,
                    raters_offered(now.record, item.id),
                    self._draft(item, Kind.MOVE),
                )
            )

    def action_take_out(self) -> None:
        """Ask why an item is taken out."""
        item = self._pointed
        if item is not None:
            self._ask(
                Asked(
                    Kind.TAKE_OUT,
                    item,
                    f"Take {item.id} out for every candidate of the form? For good, with a reason",
                    reason=self._draft(item, Kind.TAKE_OUT),
                )
            )

    def _ask(self, asked: Asked) -> None:
        # Up and down stay in the form while it is open.
        self.agenda.can_focus = False
        self.form.ask(asked)
        self.status.update("enter keeps it · esc leaves it, and what you typed is kept")
        self.refresh_bindings()

    def _draft(self, item: "PanelItem", kind: Kind) -> str:
        return self._reasons.get((self._panel_id, item.id, kind), "")

    @property
    def _reasons(self) -> dict[_Place, str]:
        return _REASONS.setdefault(self.app, {})

    @on(TextRow.Changed)
    def _keep_draft(self) -> None:
        asked = self.form.asked
        if asked is not None:
            self._reasons[self._panel_id, asked.item.id, asked.kind] = self.form.reason

    def action_leave_form(self) -> None:
        """Leave the form; what was typed comes back with it."""
        self._keep_draft()
        self._close_form()

    def _close_form(self) -> None:
        self.form.close()
        self.agenda.can_focus = True
        self.agenda.focus()
        if self.settling is not None:
            self.status.update(status_words(self.settling))
        self.refresh_bindings()

    @on(SettlingForm.Given)
    def _given(self, event: SettlingForm.Given) -> None:
        now, item = self.settling, event.item
        if now is None or now.record is None:
            return
        panel, seat, score, reason = now.panel, event.seat, event.score, event.reason
        match event.kind:
            case Kind.SETTLE:
                what = "the mean stands" if score is None else f"settled {score}"
                self._decide(
                    lambda panels: panels.settle(panel, item, score, reason),
                    f"{item.id}: {what}.", event.kind, item.id,
                )  # fmt: skip
            case Kind.MOVE if seat is not None and score is not None:
                was = now.record.final_of(seat.id, item.id)
                self._decide(
                    lambda panels: panels.move(panel, seat, item, score, reason),
                    f"{seat.letter} moved from {was} to {score} on {item.id}.",
                    event.kind, item.id,
                )  # fmt: skip
            case Kind.TAKE_OUT:
                self._decide(
                    lambda panels: panels.take_out(panel, item, reason),
                    f"{item.id} is taken out of the rating, for every candidate of the form.",
                    event.kind, item.id,
                )  # fmt: skip

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
            self._decide(settle, f"Settled as all gave it: {names}.")

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
            self._decide(lambda panels: panels.close(now.panel), "")

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


_OWN = frozenset((*_NEED_ITEM, "next_step", "alike", "level", "close_panel", "report"))
"""The actions that are offered only where they do something."""
