from dataclasses import replace
from datetime import timedelta

import pytest

from mock_panel.domain.ids import ItemId, SeatId
from mock_panel.domain.panel_forms import FormChange
from mock_panel.domain.questions import Scale, ScaleLevel
from mock_panel.domain.ratings import Move
from mock_panel.panel.report import Mark, Standing, marks, shown_from
from tests.panel.sample_panels import CONVENED, REVEALED, sample_form, sample_record
from tests.panel.sample_reports import record_with_scores, report_of


def scale(*values: int) -> Scale:
    return Scale("s", "A scale", tuple(ScaleLevel(v, f"L{v}", f"means {v}") for v in values))


class TestItems:
    def test_a_consensus_is_labelled_and_explained(self) -> None:
        item = report_of(sample_record()).items[1]
        assert (item.number, item.figure, item.standing) == (2, "4", Standing.CONSENSUS)
        assert item.label == "Executive"
        assert item.meaning.startswith("Executive scope")
        assert item.reason == "the result counts although it came with the probe"
        assert "2 points apart" in item.spread

    def test_a_mean_is_labelled_as_one(self) -> None:
        item = report_of(sample_record()).items[4]
        assert (item.figure, item.standing) == ("3", Standing.MEAN)
        assert item.standing_words == "mean of the ratings; the panel did not agree"

    def test_a_mean_between_two_points_names_both(self) -> None:
        record = replace(sample_record(), settlements=())
        item = report_of(record).items[2]
        assert item.figure == "3.33"
        assert item.label == "between 3 (Complete) and 4 (Executive)"
        assert item.marks == (Mark.ON, Mark.ON, Mark.ON, Mark.HALF, Mark.OFF)

    def test_ratings_stand_in_the_order_of_the_seats_with_evidence_and_moves(self) -> None:
        a, b, c = report_of(sample_record()).items[1].ratings
        assert [row.words for row in (a, b, c)] == ["3 → 4", "5", "3"]
        assert a.moves == ("3 → 4: the money is in the answer once the probe is counted",)
        assert b.evidence == ("the saving was reinvested in inspectors and held for two years",)
        assert (a.first, a.final) == (3, 4)

    def test_each_move_starts_from_the_one_before(self) -> None:
        record = sample_record()
        again = Move(SeatId("a"), ItemId("q2"), 5, "convinced", REVEALED + timedelta(minutes=9))
        row = report_of(replace(record, moves=(*record.moves, again))).items[1].ratings[0]
        assert row.words == "3 → 4 → 5"
        assert row.moves[1] == "4 → 5: convinced"

    def test_a_rating_that_is_missing_is_said_to_be(self) -> None:
        record = sample_record()
        kept = tuple(r for r in record.ratings if (r.seat, r.item) != ("c", "q1"))
        row = report_of(replace(record, ratings=kept)).items[0].ratings[2]
        assert (row.words, row.first, row.evidence) == ("no rating", None, ())

    def test_notes_stand_under_their_parts(self) -> None:
        notes = report_of(sample_record()).items[1].notes
        assert [group.letter for group in notes] == ["S", "A", "R", "·"]
        assert notes[0].lines[0].by == "Ruth Okafor, 0:22"

    def test_two_questions_of_one_ecq_are_told_apart(self) -> None:
        form = sample_form()
        second = replace(form.items[1], ecq=form.items[0].ecq, title=form.items[0].title)
        form = replace(form, items=(form.items[0], second, *form.items[2:]))
        report = report_of(
            replace(sample_record(), panel=replace(sample_record().panel, form=form))
        )
        assert report.items[0].title.endswith("(1 of 2)")
        assert report.items[1].title.endswith("(2 of 2)")
        assert len(report.outcome.ecqs) == 4
        assert report.outcome.ecqs[0].standing_words == "mean of 2 items"

    def test_an_item_taken_out_is_named_and_not_rated(self) -> None:
        change = FormChange(ItemId("q4"), "two candidates misread it", CONVENED)
        record = sample_record()
        form = replace(record.panel.form, changes=(change,))
        report = report_of(replace(record, panel=replace(record.panel, form=form)))
        assert [item.number for item in report.items] == [1, 2, 3, 5]
        (told,) = report.changes
        assert told.startswith("Leading People, question 4, was taken out of the rating for every")
        assert told.endswith("on 2 Mar 2026: two candidates misread it")


class TestOutcome:
    @pytest.mark.parametrize(
        ("scores", "verdict"),
        [
            ((3, 3, 3, 3, 3), "Approve"),
            ((2, 3, 3, 3, 3), "Rewrite"),
            ((2, 2, 5, 5, 5), "Rewrite"),
            ((2, 2, 2, 5, 5), "Disapprove"),
            ((1, 1, 1, 1, 1), "Disapprove"),
        ],
    )
    def test_has_the_shape_of_a_boards(self, scores: tuple[int, ...], verdict: str) -> None:
        record = record_with_scores({f"q{i}": score for i, score in enumerate(scores, 1)})
        outcome = report_of(record).outcome
        assert outcome.verdict == verdict
        assert "unofficial" in outcome.rules[0]
        assert "3 (Complete)" in outcome.rules[1]

    def test_a_mean_is_not_rounded_up(self) -> None:
        record = record_with_scores({f"q{i}": 3 for i in range(1, 6)})
        lower = tuple(
            replace(r, score=2) if (r.item, r.seat) == ("q1", "a") else r for r in record.ratings
        )
        outcome = report_of(replace(record, ratings=lower)).outcome
        assert (outcome.ecqs[0].figure, outcome.ecqs[0].shown) == ("2.67", False)
        assert outcome.verdict == "Rewrite"

    def test_is_withheld_for_too_few_ecqs(self) -> None:
        form = sample_form(items=sample_form().items[:2])
        record = record_with_scores({"q1": 4, "q2": 4}, form=form)
        assert report_of(record).outcome.verdict.startswith("No outcome: fewer than three")

    def test_is_withheld_where_an_ecq_has_no_rating(self) -> None:
        record = record_with_scores({"q1": 4, "q2": 4, "q3": 4, "q4": 4})
        outcome = report_of(record).outcome
        assert outcome.verdict.startswith("No outcome: not every ECQ has a rating")
        assert outcome.sentence == "4 of 5 ECQs shown; not rated: Achieving Results."

    @pytest.mark.parametrize(
        ("values", "bar"),
        [
            ((1, 2, 3, 4, 5), 3),
            ((1, 2, 3, 4), 3),
            ((1, 2, 3, 4, 5, 6, 7), 4),
            ((0, 1, 2), 2),
            ((5, 4, 3, 2, 1), 3),
            ((0, 1), 1),
        ],
    )
    def test_every_scale_has_a_point_from_which_an_ecq_is_shown(
        self, values: tuple[int, ...], bar: int
    ) -> None:
        assert shown_from(scale(*values)).value == bar


class TestMarks:
    @pytest.mark.parametrize(
        ("values", "value", "before", "drawn"),
        [
            ((1, 2, 3), None, None, "off off off"),
            ((1, 2, 3), 2, None, "on on off"),
            ((1, 2, 3), 2.5, None, "on on half"),
            ((0, 1, 2), 0, None, "on off off"),
            ((1, 2, 3), 1, 3, "on was was"),
            ((1, 2, 3), 3, 1, "on on on"),
            ((1, 3, 5), 3.67, None, "on on half"),
        ],
    )
    def test_draw_a_value_on_its_scale(
        self, values: tuple[int, ...], value: float | None, before: float | None, drawn: str
    ) -> None:
        assert " ".join(marks(scale(*values), value, before)) == drawn
