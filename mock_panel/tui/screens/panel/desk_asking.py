"""What the chair is asked at the desk, at the terminal and elsewhere alike."""

from typing import TYPE_CHECKING

from mock_panel.tui.screens.panel.asking import Ask
from mock_panel.tui.widgets.choice_row import Choice

if TYPE_CHECKING:
    from mock_panel.domain.ids import PanelId
    from mock_panel.domain.panel_forms import PanelItem
    from mock_panel.domain.panels import Panel
    from mock_panel.panel.packets import Received
    from mock_panel.panel.protocol import MockPanels


def take_out_ask(panels: "MockPanels", panel: "Panel") -> Ask:
    """What is asked before an item is taken out of the rating.

    Args:
        panels: takes it out.
        panel: one of those that the form is put to.
    """

    def take_out(item: "PanelItem", words: str) -> str:
        panels.take_out(panel, item, words)
        return f"{item.id} is taken out of the rating, for every candidate of this form."

    return Ask(
        "Take a question out of the rating",
        "For one that everybody misread, say. It counts for no candidate of this form "
        "from then on, every report says so with the reason, and nothing brings it back.",
        "Reason",
        "take it out",
        take_out,
        choices=[Choice(item, item.id, item.title[:44]) for item in panel.form.rated],
        choice_label="Question",
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
