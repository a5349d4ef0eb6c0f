"""What settling asks: a score, a move, a question to be taken out, each with a reason."""

import asyncio
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from textual import getters, on, work
from textual.app import App

from mock_panel.tui.screens.panel.agenda_list import AgendaList
from mock_panel.tui.screens.panel.settle_storing import StoringSettle
from mock_panel.tui.screens.panel.settle_view import (
    MEAN,
    raters_offered,
    score_suggested,
    scores_offered,
    status_words,
)
from mock_panel.tui.screens.panel.settling_form import Asked, Kind, SettlingForm
from mock_panel.tui.widgets.text_row import TextRow

if TYPE_CHECKING:
    from mock_panel.domain.ids import ItemId, PanelId
    from mock_panel.domain.panel_forms import PanelItem
    from mock_panel.domain.panels import Panel

_Place = tuple["PanelId", "ItemId", Kind]
_REASONS: WeakKeyDictionary[App[Any], dict[_Place, str]] = WeakKeyDictionary()
"""Reasons that were begun and not given, for as long as the app runs."""


class AskingSettle(StoringSettle):
    """Opens the form for the item that is pointed at; a reason that was begun comes back."""

    agenda = getters.query_one(AgendaList)

    @property
    def is_asking(self) -> bool:
        """Whether the form is open."""
        return self.form.asked is not None

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
        now, item = self.settling, self.pointed
        if now is None or now.record is None or item is None or self.is_asking:
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
                f"What did you come to? {item.id} · {item.title}",
                offered,
                chosen,
                reason=draft or (before.reason if before is not None else ""),
            )
        )

    def action_move(self) -> None:
        """Ask who moved, to what and why."""
        now, item = self.settling, self.pointed
        if now is not None and now.record is not None and item is not None:
            self._ask(
                Asked(
                    Kind.MOVE,
                    item,
                    f"Who moved, and why? {item.id} · {item.title}",
                    scores_offered(now, item, with_mean=False),
                    None,
                    raters_offered(now.record, item.id),
                    self._draft(item, Kind.MOVE),
                )
            )

    def action_take_out(self) -> None:
        """Ask why an item is taken out."""
        item = self.pointed
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
        return self._reasons.get((self.panel_id, item.id, kind), "")

    @property
    def _reasons(self) -> dict[_Place, str]:
        return _REASONS.setdefault(self.app, {})

    @on(TextRow.Changed)
    def _keep_draft(self) -> None:
        asked = self.form.asked
        if asked is not None:
            self._reasons[self.panel_id, asked.item.id, asked.kind] = self.form.reason

    def action_leave_form(self) -> None:
        """Leave the form; what was typed comes back with it."""
        self._keep_draft()
        self._close_form()

    def is_given(self, item: "ItemId", kind: Kind) -> None:
        """The reason is stored; the form closes."""
        self._reasons.pop((self.panel_id, item, kind), None)
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
                self.decide(
                    lambda panels: panels.settle(panel, item, score, reason),
                    f"{item.id}: {what}.", event.kind, item.id,
                )  # fmt: skip
            case Kind.MOVE if seat is not None and score is not None:
                was = now.record.final_of(seat.id, item.id)
                self.decide(
                    lambda panels: panels.move(panel, seat, item, score, reason),
                    f"{seat.letter} moved from {was} to {score} on {item.id}.",
                    event.kind, item.id,
                )  # fmt: skip
            case Kind.TAKE_OUT:
                self._take_out(panel, item, reason)

    @work(exclusive=True, exit_on_error=False, group="take_out")
    async def _take_out(self, panel: "Panel", item: "PanelItem", reason: str) -> None:
        """Take an item out, after asking where closed outcomes change by it."""
        from mock_panel.tui.screens.panel.asking import AGREED  # noqa: PLC0415 - when asked for
        from mock_panel.tui.screens.panel.desk_asking import (  # noqa: PLC0415 - as above
            outcomes_notice,
        )

        self.form.is_at_work = False
        told = await asyncio.to_thread(self.services.panels.consequences, panel, item)
        if told and await self.app.push_screen_wait(outcomes_notice(item, told)) != AGREED:
            return
        self.decide(
            lambda panels: panels.take_out(panel, item, reason, told),
            f"{item.id} is taken out of the rating, for every candidate of the form.",
            Kind.TAKE_OUT,
            item.id,
        )
