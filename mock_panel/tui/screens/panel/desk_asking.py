"""What the chair is asked at the desk, at the terminal and elsewhere alike."""

from pathlib import Path
from typing import TYPE_CHECKING

from mock_panel.errors import InputError
from mock_panel.tui.clipping import clipped_to_words
from mock_panel.tui.screens.notice import NoticeScreen, Reply
from mock_panel.tui.screens.panel.asking import AGREED, Ask, path_of
from mock_panel.tui.screens.panel.report_asking import given_path
from mock_panel.tui.widgets.choice_row import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_panel.bootstrap.services import Services
    from mock_panel.domain.ids import ItemId, PanelId
    from mock_panel.domain.panel_forms import PanelItem
    from mock_panel.domain.panels import Panel, Seat
    from mock_panel.panel.packets import Received
    from mock_panel.panel.protocol import MockPanels
    from mock_panel.panel.taking_out import Consequences

_SHORT_ID = 8
"""Letters of a panel's id in the name of a file."""


def packet_ask(services: "Services", panel: "Panel", waits_for: "Sequence[Seat]") -> Ask:
    """What is asked for the packet of a rater.

    Args:
        services: what writes it.
        panel: which.
        waits_for: whose it may be.
    """

    def suggest(seat: "Seat", words: str) -> str:
        folder = path_of(words).parent if words else Path.cwd()
        return str(folder / f"packet-{panel.id[:_SHORT_ID]}-{seat.id}.html")

    def write(seat: "Seat", words: str) -> str:
        path = given_path(words)
        services.packets.write(panel, seat, path)
        return f"The packet of {panel.called(seat)}: {path}"

    return Ask(
        "A packet for a rater who sits elsewhere",
        "One page with the questions, the scale and room for ratings and notes. It needs no "
        "network and sends nothing; the rater sends back the file that it saves. Give it to this "
        "rater only: it seals their ratings.",
        "File",
        "write it",
        write,
        suggest,
        [
            Choice(seat, panel.called(seat), "" if panel.masked else f"rater {seat.letter}")
            for seat in waits_for
        ],
        "Rater",
    )


def import_ask(services: "Services", here: "PanelId") -> Ask:
    """What is asked for the file that a packet saved; `here` is the panel that is looked at."""

    def receive(_: object, words: str) -> str:
        path = given_path(words)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise InputError(
                f"{path}: cannot be read: {error.strerror}", "Check the name and the folder."
            ) from error
        return received_words(services.packets.receive(data, path.name), here)

    return Ask(
        "Take in a rater's file",
        "The file that the rater's packet saved, such as ratings-….json. Nothing of it is shown "
        "before the reveal.",
        "File",
        "take it in",
        receive,
    )


def take_out_ask(panels: "MockPanels", panel: "Panel") -> Ask:
    """What is asked before an item is taken out of the rating.

    Args:
        panels: takes it out.
        panel: one of those that the form is put to.
    """
    from mock_panel.panel.taking_out import UNTOLD  # noqa: PLC0415 - when asked for

    told: dict[ItemId, Consequences] = {}

    def warn(item: "PanelItem", words: str) -> NoticeScreen | None:
        # Without a reason it is refused, and there is nothing to agree to.
        told[item.id] = panels.consequences(panel, item) if words.strip() else UNTOLD
        return outcomes_notice(item, told[item.id]) if told[item.id] else None

    def take_out(item: "PanelItem", words: str) -> str:
        panels.take_out(panel, item, words, told.get(item.id, UNTOLD))
        return f"{item.id} is taken out of the rating, for every candidate of this form."

    return Ask(
        "Take a question out of the rating",
        "For one that everybody misread, say. It counts for no candidate of this form "
        "from then on, every report says so with the reason, and nothing brings it back.",
        "Reason",
        "take it out",
        take_out,
        warn=warn,
        choices=[
            Choice(item, item.id, clipped_to_words(item.title, 44)) for item in panel.form.rated
        ],
        choice_label="Question",
    )


def outcomes_notice(item: "PanelItem", told: "Consequences") -> NoticeScreen:
    """Asks whether an item is taken out although closed outcomes change by it, or may."""
    outcomes = "\n".join(told.sentences)
    return NoticeScreen(
        told.heading(item),
        f"{outcomes}\n\nA question is taken out for every candidate of the form or for none. "
        "Whoever has a report has the old outcome in it: give them the new one.",
        Reply("d", "take it out for everybody", AGREED),
        Reply("enter", "leave it in", ""),
    )


def received_words(received: "Received", here: "PanelId") -> str:
    """What came of a ratings file; `here` is the panel that is looked at."""
    panel = received.panel
    whose = panel.called(received.seat)
    where = "" if panel.id == here else f", in the panel of {panel.candidate}"
    if received.known:
        return f"{whose}{where}: the same had come in before."
    locked = "locked" if received.locked else "not locked"
    return f"{whose}{where}: {received.rated} of {received.of} rated, {locked}."
