"""Outside of the SES there are no ECQs, and no board whose decision could be imitated."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from mock_panel.domain.ids import FrameworkId
from mock_panel.domain.panel_forms import FormChange, PanelForm
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.panel.report import PanelReport
from mock_panel.panel.report_html import to_html
from mock_panel.panel.report_markdown import to_markdown
from tests.panel.sample_panels import CONVENED, sample_form, sample_record
from tests.panel.sample_reports import flat, record_with_scores, report_of

SES = re.compile(r"ECQ|Approve|Rewrite|Disapprove")


def form_elsewhere() -> PanelForm:
    return sample_form(
        framework=FrameworkId("uk-success-profiles"), framework_title="UK Civil Service behaviours"
    )


def record_elsewhere(*scores: int, form: PanelForm | None = None) -> PanelRecord:
    given = {f"q{i}": score for i, score in enumerate(scores, 1)}
    return record_with_scores(given, form=form or form_elsewhere())


class TestCount:
    @pytest.mark.parametrize(
        ("scores", "verdict", "sentence"),
        [
            ((3, 3, 4, 5, 3), "5 of 5 questions shown", "Each reached 3 (Complete) or higher."),
            ((3, 2, 3, 3, 3), "4 of 5 questions shown", "Not shown: Driving Efficiency."),
            ((3, 3, 3, 3), "4 of 5 questions shown, preliminary", "Not rated: Achieving Results."),
        ],
    )
    def test_takes_the_place_of_the_outcome(
        self, scores: tuple[int, ...], verdict: str, sentence: str
    ) -> None:
        outcome = report_of(record_elsewhere(*scores)).outcome
        assert (outcome.verdict, outcome.sentence) == (verdict, sentence)
        assert outcome.title == "What was shown, unofficial"
        assert "The rule here: a question is shown from 3 (Complete) up" in outcome.rules[1]

    def test_questions_on_one_area_are_counted_one_by_one(self) -> None:
        """As on a technical qualification, which has one area only."""
        first, *others = form_elsewhere().items
        alike = tuple(replace(item, ecq=first.ecq, title=first.title) for item in others)
        form = replace(form_elsewhere(), items=(first, *alike))
        outcome = report_of(record_elsewhere(4, 2, 3, 3, 1, form=form)).outcome
        assert outcome.verdict == "3 of 5 questions shown"
        assert [result.title[-8:] for result in outcome.ecqs][:2] == ["(1 of 5)", "(2 of 5)"]
        assert outcome.ecqs[0].standing_words == "mean of the ratings; the panel did not agree"

    def test_several_questions_that_are_rated_as_one_are_an_area(self) -> None:
        first, second, *others = form_elsewhere().items
        both = replace(first, questions=first.questions + second.questions)
        form = replace(form_elsewhere(), items=(both, *others))
        report = report_of(record_elsewhere(4, 4, 3, 3, 3, form=form))
        assert report.outcome.verdict == "4 of 4 areas shown"
        assert report.called.each == "Area by area"

    def test_nothing_left_to_count_is_said(self) -> None:
        gone = tuple(FormChange(item.id, "gone", CONVENED) for item in form_elsewhere().items)
        form = replace(form_elsewhere(), changes=gone)
        outcome = report_of(record_elsewhere(form=form)).outcome
        assert outcome.sentence == "Everything was taken out of the rating."


@pytest.mark.parametrize("framework", ["opm-2025", "opm-2006"])
def test_both_sets_of_the_ses_have_an_outcome(framework: str) -> None:
    form = sample_form(framework=FrameworkId(framework))
    report = report_of(record_elsewhere(4, 4, 4, 4, 4, form=form))
    assert report.outcome.verdict == "Approve"
    assert report.called.each == "ECQ by ECQ"


@pytest.mark.parametrize("format_of", [to_html, to_markdown, flat])
def test_no_format_speaks_of_ecqs(format_of: Callable[[PanelReport], str]) -> None:
    record = replace(sample_record(), answers=())
    panel = replace(record.panel, form=form_elsewhere())
    levels = {question.id: 3 for question in form_elsewhere().questions}
    said = format_of(report_of(replace(record, panel=panel), levels=levels))
    assert SES.findall(said) == []
    assert "Question by question" in said
