"""ECQs and boards are of the SES; what a report says where the framework is not."""

from mock_panel.domain.ids import FrameworkId
from mock_panel.domain.panel_forms import PanelForm
from mock_panel.panel.report.content import Called

_ECQS = Called("ECQ", "ECQ", "ECQ by ECQ", "ECQ")
_QUESTIONS = Called("question", "Question", "Question by question", "Area")
_AREAS = Called("area", "Area", "Area by area", "Area")


def is_of_the_ses(framework: FrameworkId) -> bool:
    """Whether a framework's parts are ECQs, and a board decides on them."""
    # A form keeps no more of its framework than id and title. OPM alone writes ECQs, and its sets
    # are named `opm-…`; a user's own set of that name is taken at its word.
    return framework.startswith("opm-")


def called(form: PanelForm) -> Called:
    """What the items of a form are called.

    The form does not keep the word of its framework, such as behaviour or capability: outside
    of the SES an item is a question, or an area where several questions are rated as one.
    """
    if is_of_the_ses(form.framework):
        return _ECQS
    return _QUESTIONS if all(len(item.questions) == 1 for item in form.items) else _AREAS


def area_word(framework: FrameworkId) -> str:
    """What a framework's parts are called, whatever a form asks about them."""
    return "ECQ" if is_of_the_ses(framework) else "area"
