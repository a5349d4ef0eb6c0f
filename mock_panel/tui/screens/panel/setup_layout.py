"""The rows of a panel's set-up, in their order."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from mock_panel.tui.screens.panel.setup_rows import MASKED, PROBES, RATED_BY, YES_NO
from mock_panel.tui.widgets.choice_row import ChoiceRow
from mock_panel.tui.widgets.text_row import TextRow


def people_rows() -> ComposeResult:
    """Who sits, and whether they are named."""
    yield TextRow("Chair", id="chair", placeholder="who runs the panel")
    yield ChoiceRow("Chair rates", YES_NO, chosen=True, id="chair_rates")
    yield TextRow("Raters", id="raters", placeholder="names, a comma between them")
    yield TextRow("Observers", id="observers", placeholder="optional; see, never rate")
    yield ChoiceRow("Names", MASKED, chosen=True, id="masked")


def form_rows() -> ComposeResult:
    """What is asked and how it is rated; what there is to choose from comes later."""
    shape: ChoiceRow[str] = ChoiceRow("Shape", [], id="preset")
    shape.set_class(True, "group")
    yield shape
    yield ChoiceRow("Framework", [], id="framework")
    yield ChoiceRow("Rated by", RATED_BY, chosen=RATED_BY[0].value, id="rated_by")
    yield ChoiceRow("Probes", PROBES, chosen=PROBES[0].value, id="probes")
    yield ChoiceRow("Scale", [], id="scale")
    yield Static("", id="levels")
    yield ChoiceRow("Discuss first", [], id="threshold")
    yield Static("Questions", id="questions-head")
    yield Vertical(id="questions")
