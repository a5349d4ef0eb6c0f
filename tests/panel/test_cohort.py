import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from mock_panel.domain.ids import FrameworkId, PanelId
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.questions import Scale
from mock_panel.panel.cohort import CohortView, cohort_view, to_html, to_text
from tests.panel.sample_panels import CONVENED, sample_form, sample_record


def sat(name: str = "Jordan Ellis", days: int = 0, shift: int = 0, **panel: Any) -> PanelRecord:
    """A panel of the sample, by another candidate, on another day, rated higher or lower."""
    record = sample_record()
    changed: dict[str, Any] = {
        "candidate": name,
        "convened_at": CONVENED + timedelta(days=days),
        **panel,
    }
    return replace(
        record,
        panel=replace(record.panel, id=PanelId(f"{name}-{days}"), **changed),
        ratings=tuple(
            replace(r, score=min(5, max(1, (r.score or 0) + shift))) for r in record.ratings
        ),
        moves=(),
        settlements=tuple(replace(s, score=None) for s in record.settlements),
    )


def other_scale() -> Scale:
    return replace(sample_form().scale, id="own-5", title="A scale of our own")


class TestView:
    def test_results_stand_in_the_order_of_time(self) -> None:
        view = cohort_view([sat(days=20), sat(days=0, shift=-1), sat(days=40, shift=1)])
        (row,) = view.groups[0].candidates
        assert row.panels == 3
        assert [result.figure for result in row.results[0]] == ["3", "4", "5"]
        assert [result.day for result in row.results[0]] == [
            "2 Mar 2026",
            "22 Mar 2026",
            "11 Apr 2026",
        ]

    def test_the_last_result_says_who_is_ready(self) -> None:
        view = cohort_view([sat("Ann", 0, -2), sat("Ann", 9), sat("Bob", 0), sat("Bob", 9, -1)])
        ann, bob = view.groups[0].candidates
        assert ann.is_ready
        assert ann.words == "ready: all shown"
        assert bob.words == (
            "needs Driving Efficiency (2.67), Merit and Competence (2.33) and Achieving Results (2)"
        )

    def test_an_open_result_is_not_ready(self) -> None:
        view = cohort_view([replace(sat(), settlements=())])
        (row,) = view.groups[0].candidates
        assert not row.is_ready
        assert row.words == "all shown; 5 results still open"

    def test_an_ecq_that_was_never_rated_is_needed(self) -> None:
        short = sample_form(items=sample_form().items[:4])
        view = cohort_view([sat("Ann", form=short), sat("Bob", 1)])
        ann, _bob = view.groups[0].candidates
        assert ann.needs == ("Achieving Results (not rated)",)
        assert ann.results[4] == ()

    def test_counts_take_each_candidate_once_by_the_last_result(self) -> None:
        view = cohort_view([sat("Ann", 0, -2), sat("Ann", 9), sat("Bob", 0, 1)])
        first = view.groups[0].ecqs[0]
        assert first.at_point == (0, 0, 0, 1, 1)
        assert (first.rated, first.shown, first.words) == (2, 2, "2 of 2")

    def test_a_mean_counts_at_the_point_that_it_reaches(self) -> None:
        view = cohort_view([sat()])
        assert view.groups[0].ecqs[2].title == "Merit and Competence"
        assert view.groups[0].ecqs[2].at_point == (0, 0, 1, 0, 0)

    def test_frameworks_and_scales_are_kept_apart(self) -> None:
        view = cohort_view(
            [
                sat(),
                sat("Ann", form=sample_form(scale=other_scale())),
                sat("Bob", form=sample_form(framework=FrameworkId("opm-2006"))),
            ]
        )
        assert len(view.groups) == 3
        assert all(len(group.candidates) == 1 for group in view.groups)

    def test_only_the_ses_has_ecqs(self) -> None:
        elsewhere = sample_form(framework=FrameworkId("uk-success-profiles"), framework_title="UK")
        view = cohort_view([sat(form=elsewhere)])
        said = to_html(view) + "\n".join(to_text(view, 200))
        assert "ECQ" not in said
        assert '<th scope="col">Area</th>' in said
        assert "at the last panel that rated the area" in said
        assert '<th scope="col">ECQ</th>' in to_html(cohort_view([sat()]))

    def test_namesakes_in_two_cohorts_are_two_people(self) -> None:
        view = cohort_view([sat(cohort="Spring"), sat(cohort=""), sat(" jordan  ELLIS", cohort="")])
        assert [row.candidate for row in view.groups[0].candidates] == [
            "jordan ELLIS (no cohort)",
            "Jordan Ellis (Spring)",
        ]

    def test_a_panel_that_is_not_revealed_is_left_out(self) -> None:
        view = cohort_view([sample_record(revealed=False), sat()])
        assert view.left_out == 1
        assert view.note == "1 panel is left out: not revealed yet."
        assert view.groups[0].panels == 1

    def test_a_small_group_is_called_small(self) -> None:
        few = cohort_view([sat()])
        many = cohort_view([sat(f"Candidate {i}") for i in range(5)])
        assert "A small group" in few.groups[0].note
        assert many.groups[0].note == "5 candidates, 5 panels."

    def test_nothing_at_all_is_said(self) -> None:
        view = cohort_view([])
        assert view.groups == ()
        assert to_text(view, 80) == ["No panel has been revealed yet."]
        assert "No panel has been revealed yet." in to_html(view)


HOSTILE = ("<script>alert(1)</script>", "王小明", "x" * 300, "e\u0301 👩‍👩‍👧 \u202eevil", "")


def everybody() -> CohortView:
    names = ("Ann", "Sam Ortega-Lindqvist", *HOSTILE)
    first = [sat(name, place, -(place % 3)) for place, name in enumerate(names)]
    return cohort_view([*first, sat("Ann", 30), sat("Ann", 60), sat("Ann", 90), sat("Bob", 2)])


class TestText:
    @pytest.mark.parametrize("width", [30, 40, 60, 80, 120, 200])
    def test_no_line_is_longer_than_the_width(self, width: int) -> None:
        lines = to_text(everybody(), width)
        assert all(len(line) <= width for line in lines)
        assert lines[-1]

    def test_columns_are_aligned(self) -> None:
        lines = to_text(cohort_view([sat("Ann", 0, -1), sat("Ann", 9), sat("Sam Ortega", 3)]), 80)
        head = next(line for line in lines if line.startswith("Candidate"))
        ann = next(line for line in lines if line.startswith("Ann "))
        sam = next(line for line in lines if line.startswith("Sam Ortega "))
        assert len(head) == len(ann) == len(sam)
        assert ann.split()[1:3] == ["2", "3→4"]

    def test_signs_are_explained_where_they_are_used(self) -> None:
        plain = to_text(cohort_view([sat()]), 80)
        still_open = to_text(cohort_view([replace(sat(), settlements=())]), 80)
        assert not any("still open" in line for line in plain)
        assert "* still open" in still_open


class TestHtml:
    def test_hostile_names_stay_names(self) -> None:
        page = to_html(everybody())
        assert "<script" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "default-src 'none'" in page

    def test_every_table_has_headers_with_a_scope(self) -> None:
        page = to_html(everybody())
        assert not re.search(r"<th(?![^>]*scope)[ >]", page)

    def test_no_rater_is_named(self) -> None:
        page = to_html(everybody()) + "\n".join(to_text(everybody(), 100))
        for seat in sample_record().panel.seats:
            assert seat.name not in page
