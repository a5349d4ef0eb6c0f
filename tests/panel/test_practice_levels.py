from dataclasses import replace

from mock_panel.domain.panel_events import PanelAnswer
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.questions import QuestionType
from mock_panel.panel.reports import practice_levels
from tests.panel.sample_panels import sample_form, sample_record

PLAN = (
    "Two districts report the same truck with no spare parts since May. The audit is in June. "
    "I would meet both chiefs on the first day and ask each for a list of what is broken. Then I "
    "would move one mechanic to the yard, and I would set a weekly count. I would expect the "
    "number of trucks that stand idle to fall from nine to two by August."
)


def asked_as(kind: QuestionType) -> PanelRecord:
    """A panel whose first question is of a kind, and was answered with a plan."""
    form = sample_form()
    first, *others = form.items
    item = replace(first, questions=(replace(first.questions[0], type=kind),))
    record = sample_record()
    panel = replace(record.panel, form=replace(form, items=(item, *others)))
    answer = PanelAnswer(item.questions[0].id, PLAN, AnswerMode.SPOKEN, 60.0)
    return replace(record, panel=panel, answers=(answer,))


def test_a_plan_is_levelled_as_the_form_asked_for_it() -> None:
    """The wording alone asks for something that was done."""
    for kind, lowest, highest in (
        (QuestionType.SITUATIONAL, 3, 5),
        (QuestionType.BEHAVIORAL, 1, 1),
    ):
        record = asked_as(kind)
        level = practice_levels(record)[record.answers[0].question]
        assert level is not None
        assert lowest <= level <= highest
