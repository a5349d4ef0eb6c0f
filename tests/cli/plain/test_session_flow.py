"""Whole sessions in plain lines, with a scripted candidate and a clock of our own."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from mock_panel.cli.plain.reviewing import review_lines
from mock_panel.domain.attempts import Attempt, AttemptStatus, SelfRating
from mock_panel.domain.parts import AnswerMode, Found
from mock_panel.domain.scores import Reason
from mock_panel.domain.sessions import SessionSetup
from mock_panel.errors import StorageError
from mock_panel.practice.session import Phase
from tests.cli.plain.scripted import Evening, FakeSpeaker, Step
from tests.practice.fakes import BOARD, PHONE, SETUP

STORY = (
    "In 2023 our permit office had a backlog of nine hundred applications.",
    "I met each manager alone and wrote down what both of them wanted.",
    "I moved the intake desk under one of them and told the staff why.",
)
OUTCOME = "The backlog fell from 900 to 140 applications in six months, and it has stayed there."
NOW = replace(SETUP, preparation_seconds=0)
SPOKEN = replace(NOW, mode=AnswerMode.SPOKEN)


@pytest.fixture
def evening() -> Evening:
    return Evening()


def only(evening: Evening) -> Attempt:
    [attempt] = evening.attempts.stored.values()
    return attempt


class TestTyped:
    def test_from_the_question_to_the_saved_answer(self, evening: Evening) -> None:
        session = evening.practise(40, *STORY, 60, ".", "2", "2", "0", "3", "n", "n")
        attempt = only(evening)
        assert attempt.text == "\n".join(STORY)
        assert attempt.timing.answer == 100
        assert attempt.self_rating == SelfRating(Found.CLEAR, Found.CLEAR, Found.ABSENT, 3)
        assert attempt.status is AttemptStatus.SCORED
        assert session.phase is Phase.OVER
        assert evening.disk.drafts == {}
        assert evening.disk.owners == {}
        for words in (
            "Question 1 of 1. ",
            "drawn because you have not practised",
            "Time 1 minute 40 seconds, 20 seconds short.",
            "You rated yourself situation clear, action clear, result absent, level 3.",
            "First answer to this question.",
        ):
            assert words in " ".join(evening.out)
        assert evening.out[-1] == f"Saved: 1 answer, level {level(attempt)} of 5 (practice)."
        assert evening.err == []

    def test_the_score_is_not_shown_before_the_self_rating(self, evening: Evening) -> None:
        evening.practise(*STORY, ".", "2", "2", "0", "3")
        before, _, after = evening.said.partition("Level, 1 lowest to 5 highest")
        assert "(practice)" not in before
        assert "(practice)" in after

    def test_each_sentence_is_told_with_its_letter(self, evening: Evening) -> None:
        evening.practise(*STORY, OUTCOME, ".")
        told = re.findall(r"^(S|T|A|R|other): (\w+)", evening.said, re.MULTILINE)
        assert [word for _, word in told] == ["In", "I", "I", "The"]
        assert told[1][0] == "A"
        assert told[3][0] == "R"

    def test_shares_guide_and_the_engines_view_stand_beside_the_candidates(
        self, evening: Evening
    ) -> None:
        evening.practise(*STORY, ".", "2", "2", "0", "3")
        told = " ".join(evening.out)
        assert "The guide: situation and task 25%, action 50%, result 25%." in told
        mine, _, after = told.partition("result absent, level 3. ")
        assert mine.endswith("You rated yourself situation clear, action clear, ")
        assert after.startswith("The engine found situation ")

    def test_commands_are_answered_and_are_no_part_of_the_answer(self, evening: Evening) -> None:
        evening.practise(41, "time?", STORY[0], "Question?", "help?", *STORY[1:], ".")
        assert only(evening).text == "\n".join(STORY)
        assert "41 seconds, 2 minutes to 3 minutes is the band." in evening.out
        question = only(evening).question.text
        assert " ".join(evening.out).count(question) == 2
        assert "pause? stops the clock" in evening.said

    def test_a_pause_is_not_counted(self, evening: Evening) -> None:
        evening.practise(10, "pause?", 500, "time?", 500, "", 20, *STORY, ".")
        attempt = only(evening)
        assert (attempt.timing.answer, attempt.timing.pauses) == (30, 1)
        assert attempt.text == "\n".join(STORY)
        assert "10 seconds, 2 minutes to 3 minutes is the band." in evening.out

    def test_words_entered_in_a_pause_are_not_lost(self, evening: Evening) -> None:
        evening.practise("pause?", *STORY, ".")
        assert only(evening).text == "\n".join(STORY)

    def test_a_board_does_not_pause(self, evening: Evening) -> None:
        evening.practise(
            10, "pause?", 20, *STORY, ".", setup=replace(NOW, preset=BOARD), is_terminal=False
        )
        assert only(evening).timing.answer == 30
        assert "A board does not wait: the clock runs on." in evening.out

    def test_an_empty_answer_is_asked_about_and_then_not_scored(self, evening: Evening) -> None:
        evening.practise(".", "")
        report = only(evening).report
        assert report is not None
        assert (report.reason, report.level) == (Reason.EMPTY, None)
        assert evening.out[-1] == "Saved: 1 answer, not scored."

    def test_a_dot_too_early_is_mended_by_typing_on(self, evening: Evening) -> None:
        evening.practise(".", "time?", *STORY, ".")
        assert only(evening).text == "\n".join(STORY)

    def test_no_input_at_all_saves_nothing(self, evening: Evening) -> None:
        evening.practise()
        assert evening.attempts.stored == {}
        assert evening.disk.drafts == {}
        assert evening.out[-1] == "No answer was given, and none was saved."

    def test_each_line_is_on_disk_before_the_next_one_is_waited_for(self, evening: Evening) -> None:
        kept: list[str] = []

        def look() -> None:
            kept.extend(d.text for d in evening.disk.drafts.values())

        evening.practise(STORY[0], look, STORY[1], look, ".", look, "")
        both = "\n".join(STORY[:2])
        assert kept == [STORY[0], both, both]


def level(attempt: Attempt) -> int | None:
    return attempt.report.level if attempt.report else None


class TestSpoken:
    def test_the_first_word_and_the_end_are_measured(self, evening: Evening) -> None:
        evening.practise(
            3, "", 130, "", "140 permits", *STORY, ".", "1", "1", "1", "2", setup=SPOKEN
        )
        attempt = only(evening)
        assert (attempt.timing.first_word, attempt.timing.answer) == (3, 133)
        assert (attempt.note, attempt.text) == ("140 permits", "\n".join(STORY))
        assert attempt.status is AttemptStatus.SCORED
        assert "First word after 3 seconds." in evening.said

    def test_without_words_it_is_timed_and_self_rated_only(self, evening: Evening) -> None:
        evening.practise("", 130, "", "", "", "2", "1", "0", "3", setup=SPOKEN)
        attempt = only(evening)
        assert attempt.status is AttemptStatus.TIMED
        assert attempt.self_rating is not None
        assert "Probe:" not in evening.said
        assert evening.out[-1] == "Saved: 1 answer, timed, not scored."

    def test_lines_while_speaking_are_notes(self, evening: Evening) -> None:
        evening.practise("fleet", 5, "time?", "60 cars", "", "sold", "", setup=SPOKEN)
        assert only(evening).note == "fleet\n60 cars\nsold"
        assert "5 seconds, 2 minutes to 3 minutes is the band." in evening.out

    def test_speaking_can_be_paused(self, evening: Evening) -> None:
        evening.practise("", 60, "pause?", 600, "", 10, "", "", "", setup=SPOKEN)
        assert only(evening).timing.answer == 70

    def test_input_that_ends_before_a_word_saves_nothing(self, evening: Evening) -> None:
        evening.practise(5, setup=SPOKEN)
        assert evening.attempts.stored == {}

    def test_input_that_ends_while_speaking_saves_the_time(self, evening: Evening) -> None:
        evening.practise("", 90, setup=SPOKEN)
        assert only(evening).timing.answer == 90

    def test_a_paste_that_begins_with_a_blank_line_is_taken(self, evening: Evening) -> None:
        evening.practise("", "", "note", "", *STORY, ".", setup=SPOKEN, pasting=True)
        assert only(evening).text == "\n".join(STORY)


class TestPreparation:
    def test_it_ends_by_the_clock(self, evening: Evening) -> None:
        evening.practise(45, *STORY, ".", setup=replace(SETUP, preparation_seconds=30))
        assert "Prepare for 30 seconds, Enter starts at once?" in evening.out
        assert "Preparation is over." in evening.out
        assert only(evening).timing.preparation == 30
        assert only(evening).timing.answer == 15

    def test_enter_starts_at_once(self, evening: Evening) -> None:
        setup = replace(SETUP, preparation_seconds=30)
        evening.practise(10, "time?", "question?", 2, "", 5, *STORY, ".", setup=setup)
        assert "20 seconds of preparation left." in evening.out
        assert only(evening).timing.preparation == 12
        assert only(evening).timing.answer == 5

    def test_who_begins_to_type_has_begun(self, evening: Evening) -> None:
        evening.practise(*STORY, ".", setup=replace(SETUP, preparation_seconds=30))
        assert only(evening).text == "\n".join(STORY)

    def test_a_pipe_is_not_kept_waiting(self, evening: Evening) -> None:
        setup = replace(SETUP, preparation_seconds=30)
        evening.practise(*STORY, ".", setup=setup, is_terminal=False)
        assert only(evening).timing.preparation == 0
        assert "Prepare" not in evening.said


class TestVoice:
    def test_the_clock_starts_when_the_reading_has_ended(self, evening: Evening) -> None:
        speaker = FakeSpeaker(evening.clock)
        setup = replace(SETUP, preparation_seconds=30)
        evening.practise(10, "", 5, *STORY, ".", setup=setup, speaker=speaker)
        assert speaker.read == [only(evening).question.text]
        assert only(evening).timing.preparation == 10
        assert only(evening).timing.answer == 5

    def test_the_question_is_read_again_on_request(self, evening: Evening) -> None:
        speaker = FakeSpeaker(evening.clock)
        evening.practise("question?", *STORY, ".", speaker=speaker)
        assert speaker.read == [only(evening).question.text] * 2

    def test_a_voice_that_fails_is_told_once_and_the_session_goes_on(
        self, evening: Evening
    ) -> None:
        speaker = FakeSpeaker(evening.clock, reason="there is no sound card")
        evening.practise("question?", *STORY, ".", speaker=speaker)
        assert evening.err == ["The question is not read aloud: there is no sound card"]
        assert only(evening).text == "\n".join(STORY)


class TestAfterTheReview:
    def test_an_answered_probe_raises_what_was_found(self, evening: Evening) -> None:
        evening.practise(*STORY, ".", "", "y", 5, "time?", OUTCOME, 7, ".", "n")
        attempt = only(evening)
        [told] = attempt.continuations
        assert (told.text, told.seconds) == (OUTCOME, 12)
        assert f"Probe: {told.probe}" in " ".join(evening.out)
        assert attempt.text == "\n".join(STORY)
        assert "With the probe: level" in evening.said
        assert "5 seconds." in evening.out

    def test_a_probe_that_was_answered_is_not_offered_again(self, evening: Evening) -> None:
        evening.practise(*STORY, ".", "", "y", OUTCOME, ".", "y", "More of it.", ".", "n")
        probes = [c.probe for c in only(evening).continuations]
        assert len(set(probes)) == 2

    def test_a_probe_left_blank_changes_nothing(self, evening: Evening) -> None:
        evening.practise(*STORY, ".", "", "y", ".", "n")
        assert only(evening).continuations == ()

    def test_each_line_to_a_probe_is_on_disk_before_the_next_one(self, evening: Evening) -> None:
        kept: list[tuple[str, str]] = []

        def look() -> None:
            kept.extend((d.phase, d.text) for d in evening.disk.drafts.values())

        evening.practise(*STORY, ".", "", "y", OUTCOME, look, "It lasted.", look, ".", look, "n")
        assert kept == [("probe", OUTCOME), ("probe", f"{OUTCOME}\nIt lasted.")]
        assert only(evening).full_text.endswith(f"{OUTCOME}\nIt lasted.")
        assert evening.disk.owners == {}

    def test_trying_again_is_a_new_attempt_beside_the_first(self, evening: Evening) -> None:
        evening.practise(60, *STORY, ".", "", "n", "y", *STORY, OUTCOME, ".", "", "n", "n")
        first, second = evening.attempts.stored.values()
        assert first.question == second.question
        assert first.text != second.text
        told = f"Last time today: level {level(first)} of 5 (practice)."
        assert told in " ".join(evening.out)
        assert evening.out[-1] == "Saved: 2 answers. `mock-panel history` lists them."


class TestMisunderstood:
    def test_m_is_stored_at_once_and_asks_again(self, evening: Evening) -> None:
        noted: list[bool] = []

        def look() -> None:
            noted.append(only(evening).misunderstood)

        evening.practise(*STORY, ".", "", "n", look, "m", look, "n")
        assert noted == [False, True]
        assert only(evening).misunderstood
        assert "you had misunderstood the question; m again takes it back." in evening.said
        assert " ".join(evening.out).count("Try this question again now") == 2

    def test_m_again_takes_it_back(self, evening: Evening) -> None:
        evening.practise(*STORY, ".", "", "n", "m", "M", "n")
        assert not only(evening).misunderstood
        assert "you had understood the question" in evening.said

    def test_the_question_can_be_tried_again_then(self, evening: Evening) -> None:
        evening.practise(*STORY, ".", "", "n", "m", "y", *STORY, OUTCOME, ".", "", "n", "n")
        first, second = evening.attempts.stored.values()
        assert (first.misunderstood, second.misunderstood) == (True, False)

    def test_a_probe_answered_before_is_kept(self, evening: Evening) -> None:
        evening.practise(*STORY, ".", "", "y", OUTCOME, ".", "n", "m", "n")
        assert only(evening).misunderstood
        assert [c.text for c in only(evening).continuations] == [OUTCOME]

    def test_what_cannot_be_stored_is_told_and_can_be_tried_again(self, evening: Evening) -> None:
        broken = evening.attempts.broken
        evening.practise(
            *STORY, ".", "", "n", lambda: broken.add("mark"), "m", broken.clear, "m", "n"
        )
        assert only(evening).misunderstood
        assert " ".join(evening.err).count("no space left") == 1
        assert evening.said.count("Stored: ") == 1

    def test_the_review_of_a_marked_attempt_says_so(self, evening: Evening) -> None:
        evening.practise(*STORY, ".", "", "n", "n")
        attempt = only(evening)
        line = "You had misunderstood the question."
        assert line not in review_lines(attempt, None, {}, evening.clock.now())
        marked = replace(attempt, misunderstood=True)
        assert line in review_lines(marked, None, {}, evening.clock.now())


class TestSeveralQuestions:
    setup = replace(NOW, preset=PHONE)

    def test_they_follow_each_other_to_the_end(self, evening: Evening) -> None:
        one: list[Step] = [*STORY, ".", "", "n", "n"]
        session = evening.practise(*one, "", *one, "", *one, "", *one, setup=self.setup)
        assert [a.position for a in evening.attempts.stored.values()] == [1, 2, 3, 4]
        assert session.phase is Phase.OVER
        assert evening.disk.drafts == {}
        assert "Question 4 of 4." in evening.said

    def test_who_stops_finds_the_rest_later(self, evening: Evening) -> None:
        evening.practise(*STORY, ".", "", "n", "n", "n", setup=self.setup)
        assert "The rest of the session waits" in evening.said
        [draft] = evening.rehearsal.unfinished()
        assert (draft.position, draft.text) == (2, "")

    def test_a_pipe_that_ends_leaves_no_draft(self, evening: Evening) -> None:
        evening.practise(*STORY, ".", setup=self.setup, is_terminal=False)
        assert only(evening).position == 1
        assert evening.disk.drafts == {}
        assert evening.disk.owners == {}


SCRIPTS: dict[str, list[Step]] = {
    "typed": [
        5, "", 10, STORY[0], "time?", "pause?", "", *STORY[1:], ".", "2", "2", "1", "4",
        "y", OUTCOME, ".", "n", "m", "y", "", *STORY, ".", "", "n", "n",
    ],
    "spoken": [
        5, "", 2, "", 60, "a note", "", "another", *STORY, ".", "2", "2", "1", "4",
        "y", OUTCOME, ".", "n", "y", "", "", "", "", "", "", "n",
    ],
}  # fmt: skip
CUTS = [(name, cut) for name, script in SCRIPTS.items() for cut in range(len(script))]


def lines_of(steps: list[Step]) -> list[str]:
    return [s for s in steps if isinstance(s, str)]


@pytest.mark.parametrize("is_terminal", [True, False], ids=["terminal", "pipe"])
@pytest.mark.parametrize(("script", "cut"), CUTS)
def test_input_may_end_anywhere_and_what_was_given_is_saved(
    evening: Evening, script: str, cut: int, is_terminal: bool
) -> None:
    setup = replace(SETUP, mode=AnswerMode(script), preparation_seconds=30)
    # A pipe is not asked whether preparation is over.
    steps = SCRIPTS[script][0 if is_terminal else 2 : cut]
    evening.practise(*steps, setup=setup, is_terminal=is_terminal)
    saved = "\n".join(f"{a.full_text}\n{a.note}" for a in evening.attempts.stored.values())
    missing = [s for s in lines_of(steps) if len(s) > 5 and s not in saved and s[-1] != "?"]
    assert missing == []
    assert evening.disk.drafts == {}
    assert evening.out[-1].startswith(("Saved: ", "No answer was given"))


def interrupt() -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(("script", "cut"), CUTS)
def test_ctrl_c_anywhere_keeps_what_was_given(evening: Evening, script: str, cut: int) -> None:
    setup = replace(SETUP, mode=AnswerMode(script), preparation_seconds=30)
    steps = SCRIPTS[script][:cut]
    with pytest.raises(KeyboardInterrupt):
        evening.practise(*steps, interrupt, setup=setup)
    drafts = evening.rehearsal.unfinished()
    kept = "\n".join(
        [f"{a.full_text}\n{a.note}" for a in evening.attempts.stored.values()]
        + [f"{d.text}\n{d.note}" for d in drafts]
    )
    missing = [s for s in lines_of(steps) if len(s) > 5 and s not in kept and s[-1] != "?"]
    assert missing == []
    assert evening.disk.owners == {}
    told = " ".join(evening.err)
    assert ("`mock-panel practice --plain` goes on with it" in told) == bool(drafts)
    assert "Interrupted." in told


class TestResumed:
    def resume(self, evening: Evening, *steps: Step) -> None:
        session = evening.rehearsal.resume(evening.rehearsal.unfinished()[0])
        assert session is not None
        evening.run(session, *steps)

    def interrupted(self, evening: Evening, *steps: Step, setup: SessionSetup = NOW) -> None:
        with pytest.raises(KeyboardInterrupt):
            evening.practise(*steps, interrupt, setup=setup)
        evening.out.clear()

    def test_in_the_middle_of_a_typed_answer(self, evening: Evening) -> None:
        self.interrupted(evening, 20, STORY[0])
        evening.clock.pass_seconds(86400)
        self.resume(evening, 60, "", 30, *STORY[1:], ".", "")
        assert only(evening).text == "\n".join(STORY)
        assert (only(evening).timing.answer, only(evening).timing.pauses) == (50, 1)
        assert "Your words so far:" in evening.said
        assert STORY[0] in evening.said

    def test_while_speaking(self, evening: Evening) -> None:
        self.interrupted(evening, 4, "", 50, setup=SPOKEN)
        self.resume(evening, 1000, "", 10, "", "", *STORY, ".", "")
        assert (only(evening).timing.first_word, only(evening).timing.answer) == (4, 64)

    def test_while_the_words_are_pasted(self, evening: Evening) -> None:
        self.interrupted(evening, "", 50, "", "noted", STORY[0], setup=SPOKEN)
        self.resume(evening, *STORY[1:], ".", "")
        assert only(evening).text == "\n".join(STORY)
        assert (only(evening).note, only(evening).timing.answer) == ("noted", 50)

    def test_at_the_self_rating(self, evening: Evening) -> None:
        self.interrupted(evening, 50, *STORY, ".", "2")
        self.resume(evening, "2", "2", "1", "4", "")
        assert only(evening).self_rating is not None
        assert only(evening).timing.answer == 50

    def test_input_that_ends_at_once_leaves_the_draft_as_it_was(self, evening: Evening) -> None:
        self.interrupted(evening, 50, STORY[0])
        self.resume(evening)
        assert evening.attempts.stored == {}
        [draft] = evening.rehearsal.unfinished()
        assert draft.text == STORY[0]


class TestTrouble:
    def test_a_draft_that_cannot_be_saved_is_told_once_and_again_when_it_can(
        self, evening: Evening
    ) -> None:
        def disk(full: bool) -> Callable[[], None]:
            broken = evening.disk.broken
            return lambda: broken.add("save") if full else broken.discard("save")

        evening.practise(disk(True), STORY[0], STORY[1], disk(False), STORY[2], ".", "")
        told = " ".join(evening.err)
        assert told.count("your words are still held here") == 1
        assert told.count("The draft is saved again.") == 1
        assert only(evening).text == "\n".join(STORY)

    def test_an_answer_that_cannot_be_stored_is_offered_again(self, evening: Evening) -> None:
        evening.attempts.broken.add("save")
        evening.practise(*STORY, ".", "", "", evening.attempts.broken.clear, "", "n")
        assert only(evening).text == "\n".join(STORY)
        assert " ".join(evening.err).count("no space left") == 2
        assert evening.out[-1].startswith("Saved: 1 answer")

    @pytest.mark.parametrize("last", [["n"], []], ids=["no", "end of input"])
    def test_giving_up_keeps_the_answer_in_the_draft_and_names_it(
        self, evening: Evening, last: list[Step]
    ) -> None:
        evening.attempts.broken.add("save")
        with pytest.raises(StorageError) as caught:
            evening.practise(*STORY, ".", "", *last)
        assert caught.value.hint == "It waits."
        evening.attempts.broken.clear()
        [draft] = evening.rehearsal.unfinished()
        assert draft.text == "\n".join(STORY)

    def test_a_continuation_that_cannot_be_stored_is_offered_again(self, evening: Evening) -> None:
        broken = evening.attempts.broken
        evening.practise(
            *STORY, ".", "", "y", lambda: broken.add("save"), OUTCOME, ".", broken.clear, "", "n"
        )
        assert only(evening).continuations[0].text == OUTCOME

    def test_both_disk_and_database_failing_still_says_so(self, evening: Evening) -> None:
        evening.attempts.broken.add("save")
        evening.disk.broken.add("save")
        with pytest.raises(StorageError):
            evening.practise(*STORY, ".", "")
        assert "save failed" in " ".join(evening.err)


@pytest.mark.parametrize("script", list(SCRIPTS))
def test_every_prompt_ends_in_a_question_mark_and_says_what_enter_does(
    evening: Evening, script: str
) -> None:
    prompts: set[str] = set()

    def look() -> None:
        """What was last said, as far back as its sentence began, before a line is read."""
        prompts.add(" ".join(evening.out[-2:]))
        assert evening.out[-1].endswith("?"), evening.out[-1]

    plain = [s for s in SCRIPTS[script] if s not in ("time?", "pause?")]
    steps = [step for given in plain for step in (look, given)]
    setup = replace(SETUP, mode=AnswerMode(script), preparation_seconds=30)
    evening.practise(*steps, setup=setup)
    assert len(prompts) > 8
    assert [p for p in prompts if "Enter" not in p] == []


@pytest.mark.parametrize("script", list(SCRIPTS))
def test_no_line_is_too_wide_and_none_holds_anything_but_text(
    evening: Evening, script: str
) -> None:
    setup = replace(SETUP, mode=AnswerMode(script), preparation_seconds=30)
    evening.practise(*SCRIPTS[script], setup=setup)
    assert max(len(line) for line in evening.out) <= 72
    drawn = {c for line in evening.out for c in line if not (c.isascii() and c.isprintable())}
    assert drawn <= set("\u2019\u201c\u201d\u2026\u2013"), drawn
