"""What the chair is asked at the desk, at the terminal and elsewhere alike."""

from typing import TYPE_CHECKING

from mock_panel.tui.screens.notice import NoticeScreen, Reply
from mock_panel.tui.screens.panel.asking import AGREED, Ask
from mock_panel.tui.widgets.choice_row import Choice
from mock_panel.tui.widgets.question_list import clipped_to_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_panel.domain.ids import ItemId, PanelId
    from mock_panel.domain.panel_forms import PanelItem
    from mock_panel.domain.panels import Panel
    from mock_panel.panel.packets import Received
    from mock_panel.panel.protocol import MockPanels
    from mock_panel.panel.taking_out import OutcomeChange


def take_out_ask(panels: "MockPanels", panel: "Panel") -> Ask:
    """What is asked before an item is taken out of the rating.

    Args:
        panels: takes it out.
        panel: one of those that the form is put to.
    """
    told: dict[ItemId, tuple[OutcomeChange, ...]] = {}

    def warn(item: "PanelItem", words: str) -> NoticeScreen | None:
        # Without a reason it is refused, and there is nothing to agree to.
        told[item.id] = panels.outcomes_without(panel, item) if words.strip() else ()
        return outcomes_notice(item, told[item.id]) if told[item.id] else None

    def take_out(item: "PanelItem", words: str) -> str:
        panels.take_out(panel, item, words, told.get(item.id, ()))
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


def outcomes_notice(item: "PanelItem", told: "Sequence[OutcomeChange]") -> NoticeScreen:
    """Asks whether an item is taken out although closed outcomes change by it."""
    outcomes = "\n".join(outcome.words for outcome in told)
    return NoticeScreen(
        f"Without {item.id} closed outcomes change",
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
