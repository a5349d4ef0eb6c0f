from dataclasses import replace

import pytest

from mock_panel.domain.ids import QuestionId
from mock_panel.domain.panel_events import EventKind, PanelEvent
from mock_panel.domain.panel_forms import ProbeMode
from tests.panel.sample_panels import ASKED, CONVENED, sample_record
from tests.panel.sample_reports import flat, report_of


class TestConduct:
    def test_tells_order_pauses_and_faults(self) -> None:
        lines = report_of(sample_record()).conduct.lines
        assert lines == (
            "The candidate agreed that answers are recorded and written down; 1 of 5 answers kept.",
            "Asked in the order of the form: 1 and 2. Not on record: 3, 4 and 5.",
            "Pause of 2:00 in question 2, 1:40 into the answer: a fire alarm was tested",
            "Fault in question 2: the microphone was unplugged",
            "1 probe was asked although this form provides for predetermined questions only.",
        )

    def test_another_order_is_told(self) -> None:
        asked = (ASKED[1], ASKED[0], *ASKED[2:])
        events = tuple(PanelEvent(EventKind.ASKED, CONVENED, QuestionId(q)) for q in asked)
        lines = report_of(replace(sample_record(), events=events)).conduct.lines
        assert "Asked in another order than the form's: 2, 1, 3, 4 and 5." in lines

    def test_no_record_is_told_too(self) -> None:
        report = report_of(replace(sample_record(), events=(), answers=()))
        assert "The order of asking is not on record." in report.conduct.lines
        assert {time.time for time in report.conduct.times} == {"not timed"}

    def test_times_stand_against_the_band(self) -> None:
        times = report_of(sample_record()).conduct.times
        assert (times[0].time, times[0].against_band) == ("6:15", "in band")
        assert (times[1].time, times[1].against_band) == ("4:31", "1:29 short")
        assert times[1].also_asked == ("Probe at 3:30: How much was saved, and over what period?",)

    def test_a_probe_that_may_be_asked_is_no_remark(self) -> None:
        record = sample_record()
        form = replace(record.panel.form, probe_mode=ProbeMode.NEUTRAL)
        lines = report_of(replace(record, panel=replace(record.panel, form=form))).conduct.lines
        assert not any("predetermined" in line for line in lines)

    @pytest.mark.parametrize("agreed", [False, None])
    def test_without_consent_no_answer_is_shown(self, agreed: bool | None) -> None:
        record = sample_record()
        report = report_of(replace(record, panel=replace(record.panel, agreed=agreed)))
        assert report.answers == ()
        assert "140 vehicles" not in flat(report)
        assert "none is shown" in report.conduct.lines[0]
