from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from mock_panel.domain.ids import EcqId, FormId, ItemId, QuestionId, SeatId
from mock_panel.domain.panels import (
    EventKind,
    FormChange,
    Move,
    PanelEvent,
    PanelRecord,
    ProbeMode,
    RaterNote,
    Settlement,
)
from mock_panel.domain.parts import Part
from mock_panel.domain.questions import Scale, ScaleLevel
from mock_panel.errors import InputError, OutOfOrder
from mock_panel.panel.report import Mark, PanelReport, Standing, build_report, marks, shown_from
from tests.panel.sample_panels import (
    ASKED,
    CONVENED,
    REVEALED,
    sample_form,
    sample_panel,
    sample_record,
)

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


def scale(*values: int) -> Scale:
    return Scale("s", "A scale", tuple(ScaleLevel(v, f"L{v}", f"means {v}") for v in values))


def report_of(record: PanelRecord, **given: Any) -> PanelReport:
    return build_report(record, NOW, **given)


def record_with_scores(
    scores: dict[str, int], record: PanelRecord | None = None, **panel: Any
) -> PanelRecord:
    """All raters gave the same, by item; settled on the mean."""
    record = record or sample_record()
    return replace(
        record,
        panel=replace(record.panel, **panel),
        ratings=tuple(replace(r, score=scores[r.item]) for r in record.ratings if r.item in scores),
        moves=(),
        settlements=tuple(Settlement(ItemId(i), None, "", REVEALED) for i in scores),
    )


def flat(report: PanelReport) -> str:
    return repr(asdict(report))


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
        assert heading.held == "2 March 2026"
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
        assert report.heading.held == "1 March 2026"


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
        assert told.endswith("on 2 March 2026: two candidates misread it")


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


class TestStrengths:
    def test_are_the_highest_results_with_what_proves_them(self) -> None:
        strengths = report_of(sample_record()).strengths
        assert [s.title.split()[0] for s in strengths] == ["Commitment", "Driving", "Leading"]
        assert [quote.text for quote in strengths[1].evidence] == [
            "the saving was reinvested in inspectors and held for two years"
        ]

    def test_say_so_where_nothing_is_shown(self) -> None:
        report = report_of(record_with_scores({f"q{i}": 1 + (i == 2) for i in range(1, 6)}))
        assert report.strengths_note.startswith("Nothing reached 3 (Complete) yet")
        assert [s.title for s in report.strengths] == ["Driving Efficiency"]


class TestNextSteps:
    def test_begin_with_the_lowest_and_ask_for_the_next_point(self) -> None:
        scores = {"q1": 4, "q2": 2, "q3": 3, "q4": 4, "q5": 1}
        steps = report_of(record_with_scores(scores)).next_steps
        assert [step.title for step in steps] == [
            "Achieving Results: reach 2 (Partial)",
            "Driving Efficiency: reach 3 (Complete)",
            "Answer within 6:00 to 8:00",
        ]
        assert "Names what was ended and what it cost" in steps[1].sentences[1]
        assert steps[1].sentences[1].startswith("The question's anchor for 3: ")

    def test_three_ecqs_that_are_not_shown_come_before_the_time(self) -> None:
        scores = {"q1": 2, "q2": 2, "q3": 2, "q4": 4, "q5": 4}
        titles = [step.title for step in report_of(record_with_scores(scores)).next_steps]
        assert all("reach 3" in title for title in titles)

    def test_a_part_without_a_note_brings_its_probes(self) -> None:
        record = record_with_scores({"q1": 4, "q2": 2, "q3": 4, "q4": 4, "q5": 4})
        notes = tuple(note for note in record.notes if note.part is not Part.RESULT)
        step = report_of(replace(record, notes=notes)).next_steps[0]
        assert "No rater noted a result." in step.sentences
        assert step.practise[0] == "How much was saved, and over what period?"

    def test_a_task_sets_the_scene_as_well_as_a_situation(self) -> None:
        record = record_with_scores({"q1": 4, "q2": 2, "q3": 4, "q4": 4, "q5": 4})
        question = QuestionId("de-stop-spending")
        notes = tuple(
            RaterNote(SeatId("a"), question, part, "x", None, CONVENED)
            for part in (Part.TASK, Part.RESULT, Part.ACTION)
        )
        step = report_of(replace(record, notes=notes)).next_steps[0]
        assert not any("No rater noted" in sentence for sentence in step.sentences)

    def test_there_are_three_even_at_the_top(self) -> None:
        report = report_of(record_with_scores({f"q{i}": 5 for i in range(1, 6)}))
        assert report.next_title == "Three things to do next"
        assert "have a second story ready" in report.next_steps[-1].title

    def test_there_are_no_more_than_there_is_to_say(self) -> None:
        form = sample_form(items=sample_form().items[:1])
        record = record_with_scores({"q1": 5}, replace(sample_record(), events=()), form=form)
        assert report_of(record).next_title == "One thing to do next"

    def test_an_empty_bank_entry_makes_no_empty_sentence(self) -> None:
        form = sample_form()
        bare = tuple(
            replace(
                item,
                questions=tuple(
                    replace(q, anchors={}, probes={}, supplementals=()) for q in item.questions
                ),
            )
            for item in form.items
        )
        record = record_with_scores(
            {f"q{i}": 2 for i in range(1, 6)}, form=replace(form, items=bare)
        )
        for step in report_of(record).next_steps:
            assert all(step.sentences)
            assert step.practise == ()


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
        assert report.heading.raters == ("Rater A (chair)", "Rater B", "Rater C")
        assert report.heading.observers == ("Observer D",)

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
