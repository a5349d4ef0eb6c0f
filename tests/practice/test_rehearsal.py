"""Sessions on disk: stored once, never lost, one window at a time."""

from dataclasses import replace

import pytest

from mock_panel.domain.attempts import AskedQuestion, Attempt, AttemptStatus, SelfRating
from mock_panel.domain.ids import FrameworkId
from mock_panel.domain.parts import Found
from mock_panel.domain.scores import Reason
from mock_panel.domain.sessions import PROBE_PHASE, SessionSetup
from mock_panel.errors import InputError, StorageError
from mock_panel.practice.left_to_do import probe_draft
from mock_panel.practice.rehearsal import Rehearsal
from mock_panel.practice.session import Phase, PracticeSession
from tests.practice.fakes import ECQS, PHONE, SETUP, SPOKEN_SETUP, Home

ANSWER = (
    "In 2023 our permit office had a backlog of nine hundred applications and two managers who "
    "did not speak to each other. I met each of them alone, wrote down what both wanted, and "
    "moved the intake desk under one of them. I told the staff myself why I did it."
)
OUTCOME = "The backlog fell from 900 to 140 applications in six months, and it has stayed there."
RATING = SelfRating(Found.CLEAR, Found.CLEAR, Found.ABSENT, 3)


def answered(
    home: Home, window: Rehearsal, setup: SessionSetup = SETUP, text: str = ANSWER
) -> PracticeSession:
    """A session in review that has not been submitted."""
    session, _ = window.start(setup)
    answer_one(home, session, text)
    return session


def answer_one(home: Home, session: PracticeSession, text: str = ANSWER) -> None:
    session.begin_answer()
    session.word_was_given()
    home.clock.pass_seconds(130)
    session.text = text
    session.end_answer()
    if session.phase is Phase.WORDS:
        session.words_are_given(text)
    session.rate(RATING)


def test_the_draw_knows_what_was_asked_before(home: Home) -> None:
    window = home.window()
    seen, told = set(), []
    for _ in range(4):
        session, drawn = window.start(replace(SETUP, ecqs=(ECQS[1],)))
        answer_one(home, session)
        seen.add(window.submit(session).question.id)
        window.close(session)
        told += [each.because for each in drawn]
    assert len(seen) == 3
    assert told == [
        "no question has asked you for Leading people skill yet",
        "this question is new to you",
        "this question is new to you",
        "you answered everything else at Leading people within the last day",
    ]


def test_an_attempt_holds_all_that_was_true_of_the_answer(home: Home) -> None:
    window = home.window()
    session = answered(home, window)
    session.note = "two managers"
    attempt = window.submit(session)
    assert attempt == home.attempts.get(session.attempt)
    assert attempt.question == session.question
    assert attempt.timing == session.timing
    assert attempt.timing.answer == 130
    assert (attempt.text, attempt.note, attempt.self_rating) == (ANSWER, "two managers", RATING)
    assert attempt.report is not None
    assert attempt.report.id == attempt.id
    assert attempt.report.engine


def test_submitting_twice_stores_one_attempt(home: Home) -> None:
    window = home.window()
    session = answered(home, window)
    assert window.submit(session) == window.submit(session)
    assert len(home.attempts.stored) == 1


def test_a_blank_typed_answer_is_not_scored_and_says_why(home: Home) -> None:
    window = home.window()
    attempt = window.submit(answered(home, window, text="  \n"))
    assert attempt.status is AttemptStatus.NOT_SCORED
    assert attempt.report is not None
    assert attempt.report.reason is Reason.EMPTY
    assert attempt.report.level is None


def test_a_spoken_answer_without_words_is_timed_and_never_scored(home: Home) -> None:
    window = home.window()
    attempt = window.submit(answered(home, window, SPOKEN_SETUP, text=""))
    assert attempt.status is AttemptStatus.TIMED
    assert attempt.report is None
    assert attempt.self_rating == RATING


class TestDrafts:
    def test_what_was_kept_is_offered_after_the_window_died(self, home: Home) -> None:
        window = home.window()
        session, _ = window.start(SETUP)
        session.begin_answer()
        session.text = "Half of what I"
        window.keep(session)
        assert window.unfinished() == ()
        home.kill("first")

        second = home.window("second")
        [draft] = second.unfinished()
        again = second.resume(draft)
        assert again is not None
        assert (again.text, again.attempt) == ("Half of what I", session.attempt)

    def test_the_newest_draft_comes_first(self, home: Home) -> None:
        for text in ("older", "newer"):
            window = home.window(text)
            session, _ = window.start(SETUP)
            session.text = text
            window.leave(session)
            home.clock.pass_seconds(60)
        assert [d.text for d in home.window().unfinished()] == ["newer", "older"]

    def test_two_windows_never_work_on_one_draft(self, home: Home) -> None:
        first = home.window()
        session, _ = first.start(SETUP)
        session.text = "Half of what I"
        first.leave(session)
        second, third = home.window("second"), home.window("third")
        [offered_to_second] = second.unfinished()
        [offered_to_third] = third.unfinished()
        assert second.resume(offered_to_second) is not None
        assert third.resume(offered_to_third) is None
        assert third.unfinished() == ()

    def test_a_list_made_before_another_window_went_on_brings_the_later_words(
        self, home: Home
    ) -> None:
        first = home.window()
        session, _ = first.start(SETUP)
        session.text = "Half of what I"
        first.leave(session)
        slow = home.window("slow")
        [stale] = slow.unfinished()
        quick = home.window("quick")
        went_on = quick.resume(stale)
        assert went_on is not None
        went_on.text = "Half of what I meant to say"
        quick.leave(went_on)

        again = slow.resume(stale)
        assert again is not None
        assert again.text == "Half of what I meant to say"

    def test_a_list_made_before_another_window_finished_overwrites_nothing(
        self, home: Home
    ) -> None:
        first = home.window()
        session, _ = first.start(SETUP)
        session.text = "Half of what I"
        first.leave(session)
        slow, quick = home.window("slow"), home.window("quick")
        [stale] = slow.unfinished()
        finished = quick.resume(stale)
        assert finished is not None
        answer_one(home, finished)
        quick.submit(finished)
        quick.close(finished)

        assert slow.resume(stale) is None
        assert [a.text for a in home.attempts.stored.values()] == [ANSWER]

    def test_leaving_without_a_word_leaves_nothing(self, home: Home) -> None:
        window = home.window()
        session, _ = window.start(SETUP)
        window.keep(session)
        window.leave(session)
        assert home.disk.drafts == {}
        assert home.disk.owners == {}

    def test_a_spoken_answer_left_before_its_rating_waits(self, home: Home) -> None:
        """It has no words on record, but it was spoken and timed."""
        window = home.window()
        session, _ = window.start(SPOKEN_SETUP)
        session.begin_answer()
        session.word_was_given()
        home.clock.pass_seconds(140)
        session.end_answer()
        window.leave(session)
        [draft] = home.window("second").unfinished()
        assert (draft.phase, draft.answer_seconds) == ("words", 140)

    def test_leaving_a_later_question_unanswered_keeps_the_session(self, home: Home) -> None:
        window = home.window()
        session = answered(home, window, replace(SETUP, preset=PHONE))
        window.submit(session)
        session.next_question()
        window.leave(session)
        [draft] = home.window("second").unfinished()
        assert (draft.position, draft.text) == (2, "")

    def test_discarding_forgets_for_good(self, home: Home) -> None:
        window = home.window()
        session, _ = window.start(SETUP)
        session.text = "Half of what I"
        window.leave(session)
        [draft] = window.unfinished()
        window.discard(draft)
        assert window.unfinished() == ()

    def test_a_draft_of_a_preset_that_is_gone_stays_and_says_so(self, home: Home) -> None:
        window = home.window()
        session, _ = window.start(SETUP)
        session.text = "Half of what I"
        window.leave(session)
        home.bank = replace(home.bank, presets=home.bank.presets[1:])
        second = home.window("second")
        [draft] = second.unfinished()
        with pytest.raises(InputError, match="'drill'"):
            second.resume(draft)
        assert second.unfinished() == (draft,)

    def test_a_reworded_question_is_resumed_as_it_was_asked(self, home: Home) -> None:
        window = home.window()
        session, _ = window.start(SETUP)
        session.text = "Half of what I"
        window.leave(session)
        home.bank = replace(
            home.bank,
            questions=tuple(replace(q, text="Reworded.") for q in home.bank.questions),
        )
        second = home.window("second")
        again = second.resume(second.unfinished()[0])
        assert again is not None
        assert again.question == session.question
        assert again.question.text != "Reworded."


class TestCrashes:
    def test_between_storing_and_forgetting_the_draft_the_answer_is_stored_once(
        self, home: Home
    ) -> None:
        window = home.window()
        session = answered(home, window)
        window.keep(session)
        home.disk.broken.add("delete")
        with pytest.raises(StorageError):
            window.submit(session)
        home.kill("first")
        home.disk.broken.clear()

        second = home.window("second")
        assert second.unfinished() == ()
        assert home.disk.drafts == {}
        assert len(home.attempts.stored) == 1

    def test_before_storing_the_draft_brings_the_answer_back_to_the_rating(
        self, home: Home
    ) -> None:
        window = home.window()
        session = answered(home, window)
        window.keep(session)
        home.attempts.broken.add("save")
        with pytest.raises(StorageError):
            window.submit(session)
        home.kill("first")
        home.attempts.broken.clear()

        second = home.window("second")
        again = second.resume(second.unfinished()[0])
        assert again is not None
        assert (again.phase, again.text) == (Phase.RATING, ANSWER)
        again.rate(RATING)
        attempt = second.submit(again)
        assert attempt.id == session.attempt
        assert attempt.timing.answer == 130

    def test_after_storing_one_of_several_the_next_question_waits(self, home: Home) -> None:
        window = home.window()
        session = answered(home, window, replace(SETUP, preset=PHONE))
        stored = window.submit(session)
        home.kill("first")

        second = home.window("second")
        again = second.resume(second.unfinished()[0])
        assert again is not None
        assert (again.position, again.phase, again.text) == (2, Phase.READING, "")
        assert again.attempt != stored.id
        assert again.answer_seconds == 0
        answer_one(home, again)
        second.submit(again)
        assert len(home.attempts.stored) == 2

    def test_a_second_try_does_not_replace_the_first(self, home: Home) -> None:
        window = home.window()
        session = answered(home, window)
        window.submit(session)
        session.try_again()
        answer_one(home, session, ANSWER + " " + OUTCOME)
        home.clock.pass_seconds(1)
        window.submit(session)
        assert sorted(a.text for a in home.attempts.stored.values()) == [
            ANSWER, f"{ANSWER} {OUTCOME}",
        ]  # fmt: skip

    def test_nothing_is_stored_when_the_database_refuses(self, home: Home) -> None:
        window = home.window()
        session = answered(home, window)
        window.keep(session)
        home.attempts.broken.add("save")
        with pytest.raises(StorageError):
            window.submit(session)
        assert home.attempts.stored == {}
        assert home.disk.drafts[session.id].text == ANSWER
        home.attempts.broken.clear()
        assert window.submit(session).text == ANSWER


class TestProbes:
    def submitted(self, home: Home) -> tuple[Rehearsal, Attempt]:
        window = home.window()
        return window, window.submit(answered(home, window))

    def test_an_answered_probe_is_scored_with_the_answer(self, home: Home) -> None:
        window, attempt = self.submitted(home)
        longer = window.answer_probe(attempt, "What came of it?", OUTCOME, 20)
        assert longer.id == attempt.id
        assert longer.full_text == f"{ANSWER}\n\n{OUTCOME}"
        assert home.attempts.get(attempt.id) == longer
        assert attempt.report is not None
        assert longer.report is not None
        assert attempt.report.sentences[-1].span.end <= len(ANSWER)
        assert longer.report.sentences[-1].span.end > len(ANSWER)
        assert (longer.report.level_exact or 0) > (attempt.report.level_exact or 0)
        [told] = longer.continuations
        assert (told.probe, told.text, told.seconds) == ("What came of it?", OUTCOME, 20)
        assert told.answered_at == home.clock.now()

    def test_several_probes_add_up(self, home: Home) -> None:
        window, attempt = self.submitted(home)
        longer = window.answer_probe(attempt, "And then?", "I told the council.", 5)
        longer = window.answer_probe(longer, "What came of it?", OUTCOME, 20)
        assert [c.probe for c in longer.continuations] == ["And then?", "What came of it?"]
        assert longer.text == ANSWER

    def test_the_first_answer_stays_when_the_continuation_cannot_be_stored(
        self, home: Home
    ) -> None:
        window, attempt = self.submitted(home)
        home.attempts.broken.add("save")
        with pytest.raises(StorageError):
            window.answer_probe(attempt, "What came of it?", OUTCOME, 20)
        assert home.attempts.get(attempt.id) == attempt

    def test_a_question_that_left_the_bank_is_still_scored(self, home: Home) -> None:
        _, attempt = self.submitted(home)
        home.bank = replace(home.bank, questions=())
        later = home.window("later")
        assert later.bank_question(attempt.question) is None
        assert later.answer_probe(attempt, "What came of it?", OUTCOME, 20).report is not None


def test_a_question_can_be_practised_without_a_draw(home: Home) -> None:
    window = home.window()
    question = AskedQuestion.of(home.bank.questions[4])
    session = window.start_with(SETUP, question)
    assert (session.question, session.is_last) == (question, True)


def test_an_unknown_framework_is_the_users_doing(home: Home) -> None:
    with pytest.raises(InputError, match="test-2026"):
        home.window().start(replace(SETUP, framework=FrameworkId("test-2026")))
    assert home.disk.owners == {}


class TestProbeDrafts:
    PROBE = "What came of it?"

    def half_answered(self, home: Home) -> tuple[Rehearsal, Attempt]:
        window = home.window()
        attempt = window.submit(answered(home, window))
        window.drafts.save(probe_draft(attempt, self.PROBE, "The back", 7, home.clock.now()))
        home.kill("first")
        return home.window("second"), attempt

    def test_it_is_offered_with_the_probe_and_the_words(self, home: Home) -> None:
        window, attempt = self.half_answered(home)
        [draft] = window.unfinished()
        assert (draft.phase, draft.attempt) == (PROBE_PHASE, attempt.id)
        assert (draft.note, draft.text, draft.answer_seconds) == (self.PROBE, "The back", 7)
        assert draft.questions == (attempt.question,)

    def test_answering_the_probe_forgets_it(self, home: Home) -> None:
        window, attempt = self.half_answered(home)
        window.answer_probe(attempt, self.PROBE, OUTCOME, 20)
        assert home.disk.drafts == {}

    def test_a_crash_between_storing_and_forgetting_does_not_offer_it_again(
        self, home: Home
    ) -> None:
        window, attempt = self.half_answered(home)
        home.disk.broken.add("delete")
        with pytest.raises(StorageError):
            window.answer_probe(attempt, self.PROBE, OUTCOME, 20)
        home.disk.broken.clear()
        assert window.unfinished() == ()
        assert home.disk.drafts == {}

    def test_one_of_an_attempt_that_was_purged_is_cleared_away(self, home: Home) -> None:
        window, _ = self.half_answered(home)
        home.attempts.stored.clear()
        assert window.unfinished() == ()
        assert home.disk.drafts == {}


def test_leaving_the_last_review_leaves_no_draft(home: Home) -> None:
    window = home.window()
    session = answered(home, window)
    window.submit(session)
    window.leave(session)
    assert home.disk.drafts == {}
    assert home.disk.owners == {}


def test_leaving_while_the_database_cannot_be_read_keeps_the_draft(home: Home) -> None:
    window = home.window()
    session, _ = window.start(SETUP)
    session.begin_answer()
    session.text = "Half of what I"
    home.attempts.broken.add("exists")
    window.leave(session)
    assert home.disk.drafts[session.id].text == "Half of what I"
