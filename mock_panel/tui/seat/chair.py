"""Where a chair is who sits elsewhere: all that the desk of a panel has, but files of its own.

What the terminal writes into a file goes to the browser, and what it reads from one is pasted.
Two things stay with the terminal: passing the keyboard to another rater, who has a code of their
own here, and convening another panel, which is beyond a session at this one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.message import Message

from mock_panel.errors import OutOfOrder
from mock_panel.tui.keys import key
from mock_panel.tui.screens.notice import NoticeScreen, Reply
from mock_panel.tui.seat.place import PlaceScreen
from mock_panel.tui.seat.view import Step

if TYPE_CHECKING:
    from textual.binding import ActiveBinding

    from mock_panel.domain.panels import Panel, Seat

_SHORT_ID = 8
_FORMS = (
    Reply("h", "HTML: one page, for any browser", ".html"),
    Reply("m", "Markdown: for mail", ".md"),
    Reply("p", "PDF: for paper", ".pdf"),
)
_SHOWN: Mapping[Step, tuple[str, ...]] = {
    Step.CONDUCT: ("rate", "invite", "packet", "import_ratings"),
    Step.RATE: ("conduct", "invite", "packet", "import_ratings"),
    Step.READ: ("conduct", "invite", "packet", "import_ratings"),
    Step.WAIT: ("conduct", "invite", "packet", "import_ratings"),
    Step.REVEAL: ("rate", "invite", "take_out"),
    Step.SETTLE: ("rate", "report", "statistics", "take_out"),
    Step.REPORT: ("rate", "settle", "statistics"),
}
"""The keys that are in the footer beside the next step and the help."""


class ChairScreen(PlaceScreen):
    """Runs the panel; before the reveal it shows no rating but the chair's own."""

    HELP_TEXT = (
        "You are the chair of a mock panel, from elsewhere. This page shows where it stands: the "
        "question at hand and its clock, who is here, who has rated how many, and who has locked. "
        "Enter does the next step: conduct the interview, rate alone and lock, reveal, settle, "
        "close, download the report.\n\n"
        "You may have the panel open at the table, too. What is done there is seen here within a "
        "second, and the other way round; a step that comes too late is refused and says so. "
        "Nothing is recorded from a browser, and no voice reads.\n\n"
        "Packets and reports are handed to your browser, which saves them where it saves "
        "everything. i takes in what a packet has saved: paste its text. A rater who sits beside "
        "you needs a browser and a code of their own: g makes it.\n\n"
        "Everything is kept as you make it: the page may be closed and opened again. ctrl+q leaves."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("q", "conduct", "Conduct", "Conduct the interview, question by question"),
        key("g", "invite", "Invite", "Invite people who sit elsewhere, and see who has joined"),
        key("p", "packet", "Packet", "Download a page for a rater without a network"),
        key("i", "import_ratings", "Import", "Take in the file that a packet saved"),
        key("v", "reveal", "Reveal", "Show all ratings, when all have locked"),
        key("s", "settle", "Settle", "Discuss, settle and close, after the reveal"),
        key("o", "report", "Report", "Download the candidate's report: HTML, Markdown or PDF"),
        key("d", "take_out", "Take out", "Take a question out of the rating, with a reason"),
        key("t", "statistics", "Statistics", "How far the raters of this panel agree"),
    ]

    @dataclass
    class Made(Message):
        """A file is ready to be handed over."""

        data: bytes
        name: str

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        view = self.view
        if view is None or action in ("back", "next_step", "rate"):
            return super().check_action(action, parameters)
        is_revealed = view.record is not None
        return {
            "conduct": not is_revealed,
            "packet": bool(view.waits_for),
            "import_ratings": bool(view.waits_for),
            "reveal": not is_revealed and view.panel.all_locked,
            "settle": is_revealed,
            "report": is_revealed,
            "statistics": is_revealed,
            "take_out": len(view.panel.form.rated) > 1,
        }.get(action, True)

    @property
    def active_bindings(self) -> "dict[str, ActiveBinding]":
        """Of all keys, the footer has those that the panel has a use for now."""
        found = super().active_bindings
        if self.view is None:
            return found
        step = self.view.step
        own = {name for names in _SHOWN.values() for name in names} | {"reveal"}
        for keys, active in found.items():
            binding = active.binding
            if binding.action == "next_step":
                binding = replace(binding, description=step.value)
            elif binding.action in own:
                binding = replace(binding, show=binding.action in _SHOWN[step])
            found[keys] = active._replace(binding=binding)
        return found

    def action_next_step(self) -> None:
        """The one next step."""
        match self.view.step if self.view is not None else Step.WAIT:
            case Step.CONDUCT:
                self.action_conduct()
            case Step.REVEAL:
                self.action_reveal()
            case Step.SETTLE:
                self.action_settle()
            case Step.REPORT:
                self.action_report()
            case _:
                super().action_next_step()

    # --- running it ---------------------------------------------------------------------------

    def action_conduct(self) -> None:
        """Conduct the interview."""
        from mock_panel.tui.seat.conducting import (  # noqa: PLC0415 - when it is time
            ConductElsewhere,
        )

        if self.view is not None and self.is_current:
            self.app.push_screen(ConductElsewhere(self.view.panel.id))

    def action_invite(self) -> None:
        """Invite people who sit elsewhere."""
        from mock_panel.tui.screens.panel.invite import InviteScreen  # noqa: PLC0415 - when shown

        if self.view is not None and self.is_current:
            self.app.push_screen(InviteScreen(self.view.panel.id))

    @work(exclusive=True, exit_on_error=False, group="reveal")
    async def action_reveal(self) -> None:
        """Ask, then show everybody everybody's ratings."""
        view = self.view
        if view is None:
            return
        reply = await self.app.push_screen_wait(
            NoticeScreen(
                "Reveal the ratings?",
                "Everybody sees everybody's then. It cannot be taken back.",
                Reply("v", "reveal", "reveal"),
                Reply("enter", "not yet", "stay"),
            )
        )
        if reply == "reveal":
            self._reveal(view.panel)

    @work(thread=True, exclusive=True, exit_on_error=False, group="revealing")
    def _reveal(self, panel: "Panel") -> None:
        self.services.panels.reveal(panel)
        self.look()

    def action_settle(self) -> None:
        """Discuss, settle and close."""
        from mock_panel.tui.seat.settling import SettleElsewhere  # noqa: PLC0415 - when it is time

        if self.view is not None and self.is_current:
            self.app.push_screen(SettleElsewhere(self.view.panel.id, self.action_report))

    def action_statistics(self) -> None:
        """Show how far the raters agree."""
        from mock_panel.tui.screens.panel.statistics import (  # noqa: PLC0415 - when shown
            PanelStatisticsScreen,
        )

        if self.view is not None and self.is_current:
            self.app.push_screen(PanelStatisticsScreen(self.view.panel.id))

    @work(exclusive=True, exit_on_error=False, group="ask")
    async def action_take_out(self) -> None:
        """Take an item out of the rating."""
        from mock_panel.tui.screens.panel.asking import AskScreen  # noqa: PLC0415 - seldom
        from mock_panel.tui.screens.panel.desk_asking import take_out_ask  # noqa: PLC0415 - seldom

        if self.view is not None:
            ask = take_out_ask(self.services.panels, self.view.panel)
            self._told(await self.app.push_screen_wait(AskScreen(ask)))

    def _told(self, said: str | None) -> None:
        if said is not None:
            self.notify(said, timeout=8)
            self.look()

    # --- files --------------------------------------------------------------------------------

    @work(exclusive=True, exit_on_error=False, group="ask")
    async def action_packet(self) -> None:
        """Hand the packet of a rater to the browser."""
        view = self.view
        if view is None:
            return
        panel = view.panel
        chosen = await self.app.push_screen_wait(
            NoticeScreen(
                "A packet for a rater who sits elsewhere",
                "One page with the questions, the scale and room for ratings and notes. It needs "
                "no network and sends nothing; the rater sends back the file that it saves. Give "
                "it to this rater only: it seals their ratings. Whose is it?",
                *(Reply(seat.id, panel.called(seat), seat.id) for seat in view.waits_for),
                Reply("enter", "nobody's", ""),
            )
        )
        if chosen:
            self._make_packet(panel, next(s for s in view.waits_for if s.id == chosen))

    @work(thread=True, exit_on_error=False, group="make")
    def _make_packet(self, panel: "Panel", seat: "Seat") -> None:
        data = self.seat_services.packets.make(panel, seat)
        self.post_message(self.Made(data, f"packet-{panel.id[:_SHORT_ID]}-{seat.id}.html"))

    @work(exclusive=True, exit_on_error=False, group="ask")
    async def action_report(self) -> None:
        """Hand the report to the browser, in the form that is asked for."""
        view = self.view
        if view is None:
            return
        if view.record is None:
            raise OutOfOrder("not_revealed", "There is nothing to report before the reveal.")
        left = len(view.record.unsettled) if view.panel.closed_at is None else 0
        ending = await self.app.push_screen_wait(
            NoticeScreen(
                f"The report for {view.panel.candidate}",
                (f"{left} not settled yet: the report says so. " if left else "")
                + "Ratings and consensus with their evidence, strengths, three things to do next "
                "and an unofficial outcome. Your browser saves it.",
                *_FORMS,
                Reply("enter", "none now", ""),
            )
        )
        if ending:
            self._make_report(view.panel, ending)

    @work(thread=True, exit_on_error=False, group="make")
    def _make_report(self, panel: "Panel", ending: str) -> None:
        data = self.seat_services.report(panel, ending)
        self.post_message(self.Made(data, f"report-{panel.id[:_SHORT_ID]}{ending}"))

    @on(Made)
    def _hand_over(self, event: Made) -> None:
        self.app.deliver_binary(BytesIO(event.data), save_filename=event.name)
        self.notify(f"{event.name}: handed to your browser.")

    @work(exclusive=True, exit_on_error=False, group="ask")
    async def action_import_ratings(self) -> None:
        """Take in what a packet saved."""
        from mock_panel.tui.seat.pasting import PasteScreen  # noqa: PLC0415 - when asked for

        self._told(await self.app.push_screen_wait(PasteScreen()))
