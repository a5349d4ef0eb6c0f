"""Spoken answers on disk: the sound, its words, and what becomes of both."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mock_panel.domain.attempts import Attempt, AttemptStatus
from mock_panel.domain.ids import PanelId
from mock_panel.domain.speech import Recogniser, SpokenAnswer, Transcript, Word
from mock_panel.errors import StorageError
from mock_panel.panel.answers import sound_name
from mock_panel.practice.left_sound import without_answer
from mock_panel.practice.left_to_do import words_session
from mock_panel.practice.microphone_trial import trial_name
from mock_panel.practice.rehearsal import Rehearsal
from mock_panel.practice.session import Phase, PracticeSession
from tests.practice.fakes import PHONE, SPOKEN_SETUP, Home, MemoryDrafts
from tests.practice.test_rehearsal import ANSWER, OUTCOME, RATING

HEARD = Transcript(
    Recogniser("rough", "Rough", rough=True, keeps_hesitations=False),
    (Word("I", 2.0, 2.2), Word("did", 2.3, 2.6), Word("it", 2.7, 2.9)),
)


def spoken(home: Home, window: Rehearsal, words: str = "") -> PracticeSession:
    """A session whose answer was recorded, rated and not yet stored."""
    session, _ = window.start(SPOKEN_SETUP)
    session.begin_answer()
    session.word_was_given()
    home.clock.pass_seconds(130)
    session.end_answer()
    session.spoken = SpokenAnswer(home.recordings.put(session.attempt))
    session.words_are_given(words)
    session.rate(RATING)
    return session


def test_the_sound_and_the_first_transcript_are_kept_with_the_corrected_words(home: Home) -> None:
    window = home.window()
    session = spoken(home, window, ANSWER)
    assert session.spoken
    session.spoken = replace(session.spoken, transcript=HEARD)
    attempt = window.submit(session)
    assert attempt.text == ANSWER
    assert attempt.spoken
    assert attempt.spoken.transcript == HEARD
    assert attempt.status is AttemptStatus.SCORED


def test_nothing_is_added_to_the_sound_of_a_stored_answer(home: Home) -> None:
    session = spoken(home, home.window())
    attempt = home.window().submit(session)
    assert home.recordings.finished == [attempt.id]


def test_sound_that_cannot_be_finished_is_stored_all_the_same(home: Home) -> None:
    session = spoken(home, home.window())
    home.recordings.broken.add(session.attempt)
    attempt = home.window().submit(session)
    assert home.attempts.get(attempt.id) == attempt
    assert attempt.spoken


def test_sound_that_outlived_its_app_is_found_when_the_answer_is_stored(home: Home) -> None:
    window = home.window()
    session = spoken(home, window)
    window.keep(session)
    home.kill("first")
    second = home.window("second")
    (draft,) = second.unfinished()
    resumed = second.resume(draft)
    assert resumed
    assert resumed.spoken is None
    resumed.rate(RATING)
    attempt = second.submit(resumed)
    assert attempt.spoken
    assert attempt.spoken.recording == home.recordings.sounds[attempt.id]


def test_a_typed_answer_never_looks_for_sound(home: Home) -> None:
    window = home.window()
    session, _ = window.start(replace(SPOKEN_SETUP, mode=type(SPOKEN_SETUP.mode).TYPED))
    session.begin_answer()
    home.recordings.put(session.attempt)
    session.text = ANSWER
    session.end_answer()
    session.rate(RATING)
    assert window.submit(session).spoken is None


def test_discarding_a_draft_discards_its_sound(home: Home) -> None:
    window = home.window()
    session = spoken(home, window)
    window.keep(session)
    window.leave(session)
    (draft,) = window.unfinished()
    window.discard(draft)
    assert home.recordings.names() == []


@pytest.mark.parametrize("phase", [Phase.ANSWERING, Phase.PAUSED, Phase.WORDS])
def test_leaving_keeps_sound_in_which_no_speech_was_heard(home: Home, phase: Phase) -> None:
    window = home.window()
    session, _ = window.start(SPOKEN_SETUP)
    session.begin_answer()
    home.recordings.put(session.attempt)
    home.clock.pass_seconds(1)
    if phase is Phase.PAUSED:
        session.pause()
    elif phase is Phase.WORDS:
        session.end_answer()
    window.leave(session)
    (draft,) = window.unfinished()
    assert draft.attempt == session.attempt
    assert home.recordings.names() == [session.attempt]


def test_leaving_before_anything_was_said_keeps_nothing(home: Home) -> None:
    window = home.window()
    session, _ = window.start(SPOKEN_SETUP)
    session.begin_answer()
    home.recordings.put(session.attempt)
    home.clock.pass_seconds(0.9)
    window.leave(session)
    assert window.unfinished() == ()
    assert home.recordings.names() == []


def test_skipping_a_question_erases_what_was_said_to_it(home: Home) -> None:
    window = home.window()
    session, _ = window.start(replace(SPOKEN_SETUP, preset=PHONE))
    session.begin_answer()
    skipped = session.attempt
    home.recordings.put(skipped)
    window.skip(session)
    assert session.position == 2
    assert session.attempt != skipped
    assert home.recordings.names() == []


def test_leaving_before_a_word_leaves_no_sound(home: Home) -> None:
    window = home.window()
    session, _ = window.start(SPOKEN_SETUP)
    session.begin_answer()
    home.recordings.put(session.attempt)
    window.leave(session)
    assert home.recordings.names() == []
    assert window.unfinished() == ()


def test_recordings_are_erased_after_the_days_that_the_user_set(home: Home) -> None:
    window, now = home.window(), home.clock.now()
    home.recordings.put("old", made=now - timedelta(days=91))
    home.recordings.put("new", made=now - timedelta(days=89))
    assert window.erase_expired(0) == 0
    assert window.erase_expired(90) == 1
    assert home.recordings.names() == ["new"]


def test_a_start_erases_what_a_killed_trial_of_the_microphone_left(home: Home) -> None:
    window, now = home.window(), home.clock.now()
    home.recordings.put(trial_name(now - timedelta(hours=1), "f" * 32), made=now)
    home.recordings.put("new", made=now)
    assert window.erase_expired(0) == 0
    assert home.recordings.names() == ["new"]


class TestSoundThatIsLeft:
    """By an app that was killed before the answer was on the disk."""

    def test_less_than_a_second_of_no_known_answer_is_erased_at_a_start(self, home: Home) -> None:
        home.recordings.put("left", seconds=0.9)
        home.recordings.put("somebody-spoke", seconds=1.1)
        assert home.window().erase_expired(0) == 0
        assert home.recordings.names() == ["somebody-spoke"]

    def test_that_of_a_draft_or_a_stored_answer_stays(self, home: Home) -> None:
        window = home.window()
        session = spoken(home, window)
        home.recordings.put(session.attempt, seconds=0.9)
        window.keep(session)
        home.kill("first")
        second = home.window("second")
        second.erase_expired(0)
        assert home.recordings.names() == [session.attempt]
        resumed = second.resume(second.unfinished()[0])
        assert resumed
        resumed.rate(RATING)
        second.submit(resumed)
        second.leave(resumed)
        home.recordings.finished.clear()
        home.window("third").erase_expired(0)
        assert home.recordings.names() == [session.attempt]

    def test_that_of_an_answer_just_begun_elsewhere_stays(self, home: Home) -> None:
        """Its draft may be on its way to the disk."""
        session, _ = home.window("first").start(SPOKEN_SETUP)
        home.recordings.put(session.attempt, seconds=0.2)
        home.window("second").erase_expired(0)
        assert home.recordings.names() == [session.attempt]
        home.kill("first")
        home.window("second").erase_expired(0)
        assert home.recordings.names() == []

    def test_where_a_draft_cannot_be_read_nothing_is_erased(
        self, home: Home, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(MemoryDrafts, "attempts", lambda _: None)
        home.recordings.put("left", seconds=0.9)
        home.window().erase_expired(0)
        assert home.recordings.names() == ["left"]

    def test_panels_and_trials_look_after_their_own(self, home: Home) -> None:
        names = [sound_name(PanelId("p1"), 3), trial_name(home.clock.now(), "f" * 32)]
        for name in names:
            home.recordings.put(name, seconds=0.5)
        home.window().erase_expired(0)
        assert home.recordings.names() == names
        assert without_answer([*names, "a", "b"], {"b"}) == ("a",)


class TestWordsGivenLater:
    @pytest.fixture
    def timed(self, home: Home) -> Attempt:
        window = home.window()
        session = spoken(home, window)
        attempt = window.submit(session)
        window.leave(session)
        assert attempt.status is AttemptStatus.TIMED
        return attempt

    def test_all_but_the_words_stays_as_it_was(self, home: Home, timed: Attempt) -> None:
        window = home.window()
        session = window.give_words(timed)
        assert session
        assert str(session.phase) == "words"
        home.clock.pass_seconds(400)
        session.words_are_given(ANSWER + " " + OUTCOME)
        assert str(session.phase) == "review"
        scored = window.submit(session)
        assert scored.report
        assert scored.status is AttemptStatus.SCORED
        assert replace(scored, text="", report=None) == timed
        assert list(home.attempts.stored) == [timed.id]
        window.leave(session)
        assert window.unfinished() == ()

    def test_words_half_given_wait_on_the_disk(self, home: Home, timed: Attempt) -> None:
        window = home.window()
        session = window.give_words(timed)
        assert session
        session.text = "In 2023 our permit"
        window.keep(session)
        home.kill("first")
        second = home.window("second")
        (draft,) = second.unfinished()
        resumed = second.resume(draft)
        assert resumed
        assert (resumed.text, resumed.phase) == ("In 2023 our permit", Phase.WORDS)
        assert resumed.stored == timed
        resumed.words_are_given(ANSWER)
        assert second.submit(resumed).self_rating == RATING

    def test_two_windows_do_not_write_at_once(self, home: Home, timed: Attempt) -> None:
        assert home.window("first").give_words(timed)
        assert home.window("second").give_words(timed) is None

    def test_a_draft_that_says_what_is_stored_is_cleared_away(
        self, home: Home, timed: Attempt
    ) -> None:
        window = home.window()
        session = window.give_words(timed)
        assert session
        window.keep(session)
        home.kill("first")
        assert home.window("second").unfinished() == ()
        assert words_session(timed.id) not in home.disk.drafts

    def test_from_the_review_back_to_the_words(self, home: Home) -> None:
        window = home.window()
        session = spoken(home, window)
        attempt = window.submit(session)
        session.reopen_words(attempt)
        session.words_are_given(ANSWER)
        scored = window.submit(session)
        assert (scored.id, scored.text) == (attempt.id, ANSWER)
        assert session.phase is Phase.REVIEW


class TestWordsGivenInTheSameSession:
    def test_half_given_words_wait_after_a_kill(self, home: Home) -> None:
        window = home.window()
        session = spoken(home, window)
        attempt = window.submit(session)
        session.reopen_words(attempt)
        session.text = "In 2023 our permit"
        window.keep(session)
        home.kill("first")
        second = home.window("second")
        (draft,) = second.unfinished()
        resumed = second.resume(draft)
        assert resumed
        assert (resumed.text, resumed.phase) == ("In 2023 our permit", Phase.WORDS)
        resumed.words_are_given(ANSWER)
        assert second.submit(resumed).id == attempt.id
        assert len(home.attempts.stored) == 1

    def test_words_that_could_not_be_stored_wait_when_one_leaves(self, home: Home) -> None:
        window = home.window()
        session = spoken(home, window)
        session.reopen_words(window.submit(session))
        session.words_are_given(ANSWER)
        home.attempts.broken.add("save")
        with pytest.raises(StorageError):
            window.submit(session)
        home.attempts.broken.clear()
        window.leave(session)
        (draft,) = window.unfinished()
        resumed = window.resume(draft)
        assert resumed
        assert resumed.phase is Phase.WORDS
        assert resumed.text == ANSWER
