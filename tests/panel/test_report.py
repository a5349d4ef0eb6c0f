from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from mock_panel.domain.ids import EcqId, FormId, ItemId, QuestionId, SeatId
from mock_panel.domain.panel_events import EventKind, PanelEvent
from mock_panel.domain.panel_forms import FormChange
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.ratings import Move, Settlement
from mock_panel.errors import InputError, OutOfOrder
from mock_panel.panel.report import Standing, build_report
from tests.panel.sample_panels import (
    ASKED,
    CONVENED,
    REVEALED,
    sample_form,
    sample_panel,
    sample_record,
)
from tests.panel.sample_reports import flat, report_of


class TestWhatIsRefused:
    def test_a_panel_that_is_not_revealed_has_no_report(self) -> None:
        with pytest.raises(InputError, match="not been revealed") as refused:
            report_of(sample_record(revealed=False))
        assert isinstance(refused.value, OutOfOrder)
        assert refused.value.reason == "not_revealed"

    def test_even_when_everything_is_locked_and_settled(self) -> None:
        record = sample_record()
        with pytest.raises(InputError):
            report_of(replace(record, panel=replace(record.panel, revealed_at=None)))


class TestHeading:
    def test_says_who_when_and_by_which_rules(self) -> None:
        heading = report_of(sample_record()).heading
        assert heading.candidate == "Jordan Ellis"
        assert heading.framework == "Executive Core Qualifications, 2025"
        assert heading.preset == "Qualifications board"
        assert heading.held == "2 Mar 2026"
        assert heading.raters == (
            "Ruth Okafor (A, chair)",
            "Ben Castellano (B)",
            "Carla Wójcik (C)",
        )
        assert heading.observers == ("Dale Nguyen",)
        assert heading.disclaimer == "Unofficial practice. Not affiliated with OPM."

    def test_tells_days_in_the_time_zone_of_the_report(self) -> None:
        late = replace(sample_record().panel, convened_at=datetime(2026, 3, 2, 2, 0, tzinfo=UTC))
        made = datetime(2026, 3, 3, 9, 0, tzinfo=timezone(timedelta(hours=-5)))
        report = build_report(replace(sample_record(), panel=late), made)
        assert report.heading.held == "1 Mar 2026"


class TestPreliminary:
    def test_a_settled_panel_is_not(self) -> None:
        report = report_of(sample_record())
        assert not report.preliminary
        assert report.status == ""

    def test_an_open_panel_says_so_and_names_what_is_open(self) -> None:
        record = sample_record()
        report = report_of(replace(record, settlements=record.settlements[:3]))
        assert report.preliminary
        assert report.status.startswith("Preliminary: 2 of 5 items are still to be settled (")
        assert "Leading People" in report.status
        assert report.items[3].standing is Standing.OPEN
        assert report.outcome.verdict.endswith(", preliminary")


class TestBesideTheRating:
    def test_the_engines_level_stands_apart(self) -> None:
        given = {QuestionId(ASKED[0]): 4, QuestionId(ASKED[1]): None}
        report = report_of(sample_record(), levels=given)
        assert [row.words for row in report.levels] == ["level 4 of 5 (practice)", "not scored"]
        assert report.levels_note.endswith("not part of the panel's rating.")

    def test_and_changes_nothing_else(self) -> None:
        given = {QuestionId(question): 1 for question in ASKED}
        without = report_of(sample_record())
        assert replace(report_of(sample_record(), levels=given), levels=()) == without

    def test_agreement_is_told_as_given(self) -> None:
        report = report_of(sample_record(), agreement=("8 of 15 pairs were the same.",))
        assert report.agreement == ("8 of 15 pairs were the same.",)


class TestMasking:
    def masked(self) -> PanelRecord:
        record = sample_record()
        return replace(
            record,
            panel=replace(record.panel, masked=True, cohort="Friends of Dale Nguyen"),
            moves=(Move(SeatId("a"), ItemId("q2"), 4, "ben castellano is right", REVEALED),),
            settlements=(Settlement(ItemId("q2"), 4, "as Ruth  Okafor said", REVEALED),),
            events=(PanelEvent(EventKind.FAULT, CONVENED, None, "Carla Wójcik's line fell"),),
            ratings=tuple(
                replace(r, evidence=("agrees with RUTH OKAFOR",)) for r in record.ratings
            ),
        )

    def test_no_name_of_a_rater_is_left(self) -> None:
        said = flat(report_of(self.masked(), agreement=("Ben Castellano is severe.",))).casefold()
        for name in ("okafor", "castellano", "wójcik", "nguyen"):
            assert name not in said

    def test_letters_stand_in_their_place(self) -> None:
        report = report_of(self.masked())
        assert report.items[1].ratings[0].moves == ("3 → 4: Rater B is right",)
        assert report.items[1].reason == "as Rater A said"
        assert report.heading.raters == ("Rater A", "Rater B", "Rater C"), "nor who of them chairs"
        assert report.heading.observers == ("Observer D",)

    def test_the_time_of_a_note_does_not_tell_who_chairs(self) -> None:
        assert "Ruth Okafor, 0:22" in flat(report_of(sample_record()))
        assert "0:22" not in flat(report_of(self.masked()))

    def test_a_rater_whose_name_is_a_letter_spoils_no_words(self) -> None:
        record = self.masked()
        seats = tuple(replace(seat, name="A") for seat in record.panel.seats)
        report = report_of(replace(record, panel=replace(record.panel, seats=seats)))
        assert "agrees with RUTH OKAFOR" in report.items[0].ratings[0].evidence[0]


class TestWordsOfOthers:
    def test_what_would_turn_or_break_a_line_is_left_out(self) -> None:
        record = sample_record()
        name = "Jo\u202er\x00dan\n\ud800 Ellis\u2066"
        report = report_of(replace(record, panel=replace(record.panel, candidate=name)))
        assert report.heading.candidate == "Jordan \ufffd Ellis"
        flat(report).encode()

    def test_the_same_record_gives_the_same_report(self) -> None:
        assert report_of(sample_record()) == report_of(sample_record())

    def test_an_item_that_the_form_no_longer_has_does_not_stop_the_report(self) -> None:
        change = FormChange(ItemId("q99"), "gone", CONVENED)
        panel = sample_panel(form=sample_form(changes=(change,)), revealed_at=REVEALED)
        report = report_of(replace(sample_record(), panel=panel))
        assert report.changes[0].startswith("Item q99")


def test_ids_are_not_needed_to_read_it() -> None:
    """Nothing but the panel's own id leaks from the machinery into the text."""
    said = flat(report_of(sample_record()))
    assert FormId("form-7f3a") not in said
    assert EcqId("driving-efficiency") not in said
