"""A supplemental given aloud: killed, gone on with, without words, worded later, given up."""

from dataclasses import replace

from mock_panel.domain.attempts import added_sound
from mock_panel.domain.ids import AttemptId
from mock_panel.domain.sessions import PROBE_PHASE, SUPPLEMENTAL_WORDS_PHASE, Draft
from mock_panel.practice.board_round import BoardRound
from mock_panel.practice.left_sound import without_answer
from mock_panel.practice.rehearsal import Rehearsal
from mock_panel.practice.session import Phase
from mock_panel.practice.supplementals import BoardSitting, WordsSitting, lacking_words, said_aloud
from tests.practice.fakes import BOARD, SPOKEN_SETUP, Home
from tests.practice.test_rehearsal import ANSWER

ASKED = ("And then?", "And after that?")
SHORT, LONG = 30, 150


def window(home: Home, name: str = "first") -> Rehearsal:
    """Over a bank whose board asks on."""
    rehearsal = home.window(name)
    bank = rehearsal.bank
    presets = tuple(
        replace(p, supplemental_seconds=1200) if p.id == BOARD else p for p in bank.presets
    )
    questions = tuple(replace(q, supplementals=ASKED) for q in bank.questions)
    return replace(rehearsal, bank=replace(bank, presets=presets, questions=questions))


def board(home: Home, rehearsal: Rehearsal) -> BoardRound:
    """Three answers given aloud; the panel asks on about the first."""
    session, _ = rehearsal.start(replace(SPOKEN_SETUP, preset=BOARD))
    for seconds in (SHORT, LONG, LONG):
        session.begin_answer()
        session.word_was_given()
        home.clock.pass_seconds(seconds)
        session.end_answer()
        session.words_are_given("")
        session.rate(None)
        rehearsal.submit(session)
        session.next_question()
    return BoardRound.after(rehearsal, session)


def begun(held: BoardRound) -> BoardSitting:
    asked = held.next
    assert asked is not None
    return BoardSitting.begin(held, asked)


def keep(home: Home, draft: Draft) -> None:
    home.disk.drafts[draft.session] = draft


def test_killed_while_speaking_it_goes_on_under_the_same_name_at_the_same_second(
    home: Home,
) -> None:
    sitting = begun(board(home, window(home)))
    assert sitting.session.phase is Phase.READING
    sitting.session.begin_answer()
    sitting.session.word_was_given()
    home.clock.pass_seconds(42)
    keep(home, sitting.draft())
    home.kill("first")

    rehearsal = window(home, "second")
    [draft] = rehearsal.unfinished()
    again = BoardRound.resume(rehearsal, draft)
    assert again is not None
    later = begun(again)
    assert later.session.attempt == sitting.session.attempt
    assert later.session.attempt == added_sound(again.attempts[0].id, 1)
    assert (later.session.phase, later.session.answer_seconds) == (Phase.PAUSED, 42)
    assert later.session.first_word == 0


def test_killed_before_its_words_were_typed_only_those_are_asked_for(home: Home) -> None:
    sitting = begun(board(home, window(home)))
    sitting.session.begin_answer()
    home.clock.pass_seconds(20)
    sitting.session.end_answer()
    sitting.session.text = "I did"
    keep(home, sitting.draft())
    home.kill("first")
    rehearsal = window(home, "second")
    [draft] = rehearsal.unfinished()
    assert draft.phase == SUPPLEMENTAL_WORDS_PHASE
    again = BoardRound.resume(rehearsal, draft)
    assert again is not None
    later = begun(again).session
    assert (later.phase, later.text, later.answer_seconds) == (Phase.WORDS, "I did", 20)


def test_said_without_words_it_counts_and_the_next_is_another_question(home: Home) -> None:
    held = board(home, window(home))
    sitting = begun(held)
    sitting.session.begin_answer()
    sitting.session.word_was_given()
    home.clock.pass_seconds(40)
    sitting.session.end_answer()
    sitting.session.words_are_given("")
    home.recordings.put(sitting.session.attempt)
    sitting.give()
    assert held.spent == 40
    assert home.recordings.finished[-1] == sitting.session.attempt
    following = begun(held)
    assert following.session.question.text == ASKED[1]
    assert following.session.attempt == added_sound(held.attempts[0].id, 2)
    assert following.session.answer_seconds == 0


def test_nothing_said_leaves_it_unanswered_and_no_sound(home: Home) -> None:
    held = board(home, window(home))
    sitting = begun(held)
    home.recordings.put(sitting.session.attempt)
    sitting.session.begin_answer()
    sitting.session.end_answer()
    sitting.session.words_are_given("")
    sitting.give()
    assert held.attempts[0].continuations == ()
    assert sitting.session.attempt not in home.recordings.sounds


def test_words_come_later_and_wait_where_they_were_left(home: Home) -> None:
    rehearsal = window(home)
    held = board(home, rehearsal)
    attempt = rehearsal.answer_probe(held.attempts[0], ASKED[0], "", 40)
    assert lacking_words(attempt) == "1 supplemental answered aloud, without words so far"
    assert said_aloud(attempt, home.recordings) == (1,)
    held.close()
    sitting = WordsSitting.begin(rehearsal, attempt, 1)
    assert sitting is not None
    assert WordsSitting.begin(window(home, "other"), attempt, 1) is None
    sitting.session.text = "I stayed"
    keep(home, sitting.draft())
    sitting.leave()
    [draft] = rehearsal.unfinished()
    assert (draft.phase, draft.note, draft.text) == (PROBE_PHASE, ASKED[0], "I stayed")

    again = WordsSitting.begin(rehearsal, attempt, 1, draft)
    assert again is not None
    again.session.text = f"{again.session.text} to the end."
    worded = again.give()
    assert [c.text for c in worded.continuations] == ["I stayed to the end."]
    assert rehearsal.unfinished() == ()
    assert lacking_words(worded) == ""
    assert said_aloud(worded, home.recordings) == ()


def test_words_that_nobody_entered_leave_no_draft(home: Home) -> None:
    rehearsal = window(home)
    held = board(home, rehearsal)
    attempt = rehearsal.answer_probe(held.attempts[0], ASKED[0], "", 40)
    held.close()
    sitting = WordsSitting.begin(rehearsal, attempt, 1)
    assert sitting is not None
    keep(home, sitting.draft())
    sitting.leave()
    assert rehearsal.unfinished() == ()


def test_answer_and_addition_are_scored_together_once_both_have_words(home: Home) -> None:
    rehearsal = window(home)
    held = board(home, rehearsal)
    attempt = rehearsal.answer_probe(held.attempts[0], ASKED[0], "", 40)
    assert rehearsal.word_added(attempt, 1, "I did it.").report is None
    session = rehearsal.give_words(rehearsal.attempts.get(attempt.id) or attempt)
    assert session is not None
    session.words_are_given(ANSWER)
    whole = rehearsal.submit(session)
    assert whole.report is not None
    assert whole.full_text == f"{ANSWER}\n\nI did it."


def test_given_up_its_sound_goes_and_the_answers_stay(home: Home) -> None:
    rehearsal = window(home)
    sitting = begun(board(home, rehearsal))
    sound = sitting.session.attempt
    answer = sitting.supplemental.attempt.id
    for name in (answer, sound):
        home.recordings.put(name)
    assert without_answer(home.recordings.names(), {answer}) == ()
    assert without_answer([sound], {AttemptId("another")}) == (sound,)
    rehearsal.discard(sitting.draft())
    assert home.recordings.names() == [answer]
