from dataclasses import replace

from mock_panel.domain.ids import QuestionId, SeatId
from mock_panel.domain.parts import Part
from mock_panel.domain.ratings import RaterNote
from tests.panel.sample_panels import CONVENED, sample_form, sample_record
from tests.panel.sample_reports import record_with_scores, report_of


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
