"""What settling reads and stores: one decision at a time, then all of it anew."""

from abc import abstractmethod
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from mock_panel.errors import InputError
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.panel.settle_view import Settling, Step, gather_settling, status_words
from mock_panel.tui.screens.panel.settling_form import Kind, SettlingForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from mock_panel.domain.ids import ItemId, PanelId
    from mock_panel.domain.panel_forms import PanelItem
    from mock_panel.panel.protocol import MockPanels


class StoringSettle(Page[None]):
    """Reads a panel and stores what is decided; the screen composes the form and the status."""

    settling: reactive[Settling | None] = reactive(None, init=False)
    """All that is shown; None until it has been read."""

    form = getters.query_one(SettlingForm)
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

    def __init__(self, panel: "PanelId") -> None:
        super().__init__()
        self.title = "Settle"
        self.panel_id = panel
        self.pointed_id: ItemId | None = None
        self._is_deciding = False

    @abstractmethod
    def is_given(self, item: "ItemId", kind: Kind) -> None:
        """What the form asked for is stored."""

    @work(thread=True, exclusive=True, exit_on_error=False, group="gather")
    def gather(self) -> None:
        """Read the panel."""
        self.post_message(self.Gathered(gather_settling(self.services, self.panel_id)))

    def decide(
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
            settling = gather_settling(self.services, self.panel_id)
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
            self.is_given(event.item, event.kind)
        if event.settling is None:
            self.gather()
            return
        settling, record = event.settling, event.settling.record
        if event.kind is Kind.SETTLE and record is not None and record.unsettled:
            self.pointed_id = record.unsettled[0].id
        self._renew(settling)
        if event.said:
            is_last = settling.step is Step.CLOSE
            self.status.update(f"{event.said} {status_words(settling) if is_last else ''}".strip())

    def item_of(self, item_id: str | None) -> "PanelItem | None":
        """The item with this id, if there is one."""
        items = self.settling.items if self.settling is not None else ()
        return next((item for item in items if item.id == item_id), None)

    @property
    def pointed(self) -> "PanelItem | None":
        """The item that is pointed at."""
        return self.item_of(self.pointed_id)
