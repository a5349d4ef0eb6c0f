"""The question, its clocks, and the words on their way to the disk."""

import json
import threading
from pathlib import Path

import pytest
from textual import events
from textual.widgets import TextArea

from mock_panel.domain.attempts import AskedQuestion, SelfRating
from mock_panel.domain.ids import PresetId
from mock_panel.domain.parts import AnswerMode, Found
from mock_panel.domain.speech import Spoken
from mock_panel.practice.session import Phase
from mock_panel.scoring.live import LiveShares
from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.screens.home import HomeScreen
from mock_panel.tui.screens.question import QuestionScreen
from mock_panel.tui.screens.rating import RatingScreen
from mock_panel.tui.screens.review import ReviewScreen
from tests.tui.looking import NotedSpeaker
from tests.tui.practising import (
    STORY,
    TestClock,
    answer_in_turn,
    open_question,
    real_services,
    settled,
    shown,
    still,
    typed_drill,
    until,
    write,
)


def drafts_of(home: Path) -> list[dict[str, object]]:
    return [json.loads(path.read_text()) for path in (home / "drafts").glob("*.json")]


async def test_the_answer_clock_starts_when_reading_and_preparation_have_ended(
    tmp_path: Path,
) -> None:
    clock = TestClock()
    services = real_services(tmp_path, clock)
    app = MockPanelApp(services, typed_drill(voice=True, preparation_seconds=30))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await settled(pilot)
        speaker = services.speaker
        assert isinstance(speaker, NotedSpeaker)
        assert speaker.said == [screen.session.question.text]
        assert screen.session.phase is Phase.PREPARING
        clock.pass_seconds(29)
        await pilot.pause(0.2)
        assert screen.session.phase is Phase.PREPARING
        assert screen.session.answer_seconds == 0
        clock.pass_seconds(1)
        await pilot.pause(0.2)
        assert str(screen.session.phase) == "answering"
        clock.pass_seconds(41)
        await pilot.pause(0.2)
        assert "0:41" in shown(app)


async def test_what_the_bar_needs_is_loaded_beside_the_thread_that_paints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    monkeypatch.setattr(
        LiveShares, "get_ready", lambda _: threads.append(threading.current_thread())
    )
    app = MockPanelApp(real_services(tmp_path), typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        await settled(pilot)
    assert threads
    assert threading.main_thread() not in threads


async def test_without_a_voice_the_question_stands_and_the_reason_is_told(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    speaker = services.speaker
    assert isinstance(speaker, NotedSpeaker)
    speaker.answer = Spoken(ok=False, reason="no voice: install espeak-ng")
    app = MockPanelApp(services, typed_drill(voice=True))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await settled(pilot)
        assert screen.session.phase is Phase.ANSWERING
        assert "no voice: install espeak-ng" in shown(app)


async def test_saying_it_again_does_not_touch_the_clock(tmp_path: Path) -> None:
    clock = TestClock()
    services = real_services(tmp_path, clock)
    app = MockPanelApp(services, typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        clock.pass_seconds(20)
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert screen.session.answer_seconds == 20
        assert screen.session.phase is Phase.ANSWERING
        speaker = services.speaker
        assert isinstance(speaker, NotedSpeaker)
        assert len(speaker.said) == 1


async def test_the_clock_tells_in_words_and_never_cuts_off(tmp_path: Path) -> None:
    clock = TestClock()
    app = MockPanelApp(real_services(tmp_path, clock), typed_drill())
    told = {
        30: "2:00 to 3:00 is the band",
        130: "in band until 3:00",
        175: "wrap up: 0:05 left of the band",
        200: "0:20 over the band",
        4000: "1:03:40 over the band",
    }
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        text, passed = "", 0
        for seconds, words in told.items():
            clock.pass_seconds(seconds - passed)
            passed = seconds
            await pilot.pause(0.2)
            assert words in shown(app), seconds
            await write(pilot, "still here ")
            text += "still here "
            assert screen.session.text == text, seconds


async def test_words_reach_the_disk_when_the_hands_rest(tmp_path: Path) -> None:
    clock = TestClock()
    app = MockPanelApp(real_services(tmp_path, clock), typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        clock.pass_seconds(3)
        await pilot.press(*"I led it")
        assert "draft not saved yet" in shown(app)
        clock.pass_seconds(0.5)
        await pilot.pause(0.2)
        await settled(pilot)
        assert "draft saved" in shown(app)
        (draft,) = drafts_of(tmp_path)
        assert draft["text"] == "I led it"
        assert draft["first_word_seconds"] == 3


async def test_the_live_bar_follows_the_words_but_not_on_a_board(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path / "drill"), typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        await write(pilot, "When")
        assert "1 word" in shown(app)
        assert "1 words" not in shown(app)
        await write(pilot, STORY.removeprefix("When"))
        assert f"{len(STORY.split())} words" in shown(app)
        assert "A ██" in shown(app)
    board = MockPanelApp(real_services(tmp_path / "board"), typed_drill(preset="board"))
    async with board.run_test(size=(80, 24)) as pilot:
        await open_question(board, pilot)
        await write(pilot, STORY)
        assert "words" not in shown(board).replace(STORY, "")
        assert "A ██" not in shown(board)


async def test_a_pause_stops_the_clock_except_on_a_board(tmp_path: Path) -> None:
    clock = TestClock()
    app = MockPanelApp(real_services(tmp_path / "drill", clock), typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        clock.pass_seconds(10)
        await pilot.press("escape")
        await until(pilot, "NoticeScreen")
        assert "Paused" in shown(app)
        clock.pass_seconds(100)
        await pilot.press("enter")
        await until(pilot, "QuestionScreen")
        clock.pass_seconds(5)
        assert screen.session.answer_seconds == 15
    clock = TestClock()
    board = MockPanelApp(real_services(tmp_path / "board", clock), typed_drill(preset="board"))
    async with board.run_test(size=(80, 24)) as pilot:
        screen = await open_question(board, pilot)
        await pilot.press("escape")
        await until(pilot, "NoticeScreen")
        assert "A board does not pause" in shown(board)
        clock.pass_seconds(100)
        await pilot.press("enter")
        await until(pilot, "QuestionScreen")
        assert screen.session.answer_seconds == 100


async def test_from_words_to_a_stored_review(tmp_path: Path) -> None:
    clock = TestClock()
    services = real_services(tmp_path, clock)
    app = MockPanelApp(services, typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        await write(pilot, STORY)
        clock.pass_seconds(150)
        await pilot.press("ctrl+s")
        await until(pilot, RatingScreen)
        assert "level" not in shown(app).split("Level")[0]
        await pilot.press("2", "2", "1", "4", "enter")
        await until(pilot, ReviewScreen)
        text = shown(app)
        assert "2:30, in band" in text
        assert "of 5 (practice)" in text
        await pilot.press("escape")
        await until(pilot, HomeScreen)
        assert "1 answer" in shown(app)
    (kept,) = services.attempts.attempts()
    assert kept.text == STORY
    assert kept.self_rating is not None
    assert kept.self_rating.level == 4
    assert kept.report is not None
    assert kept.report.level is not None
    assert drafts_of(tmp_path) == []


async def test_the_rating_may_be_skipped_but_not_left_half_done(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    app = MockPanelApp(services, typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        await write(pilot, STORY)
        await pilot.press("ctrl+s")
        await until(pilot, RatingScreen)
        await pilot.press("2", "enter")
        assert "Action is not rated yet" in shown(app)
        await pilot.press("escape")
        await until(pilot, ReviewScreen)
        assert "you did not rate yourself" in app.screen.query_one("#ratings").render().plain  # type: ignore[union-attr]


async def test_a_digit_rates_a_row_and_goes_on_to_the_next(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    app = MockPanelApp(services, typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        await write(pilot, STORY)
        await pilot.press("ctrl+s")
        await until(pilot, RatingScreen)
        assert "0 absent · 1 partial · 2 clear" in shown(app)
        assert "⏎ Show the review" in shown(app)
        await pilot.press("2", "enter")
        assert "Action is not rated yet" in shown(app)
        await pilot.press("0")
        await pilot.pause()
        assert "is not rated yet" not in shown(app)
        await pilot.press("1", "4", "3")
        await pilot.pause()
        assert "enter shows the review" in shown(app)
        await pilot.press("enter")
        await until(pilot, ReviewScreen)
    (kept,) = services.attempts.attempts()
    assert kept.self_rating == SelfRating(Found.CLEAR, Found.ABSENT, Found.PARTIAL, 3)


async def test_digits_in_one_burst_rate_one_row_each(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    app = MockPanelApp(services, typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        await write(pilot, STORY)
        await pilot.press("ctrl+s")
        await until(pilot, RatingScreen)
        for digit in "2104":
            app.post_message(events.Key(digit, digit))
        app.post_message(events.Key("enter", "\r"))
        await until(pilot, ReviewScreen)
    (kept,) = services.attempts.attempts()
    assert kept.self_rating == SelfRating(Found.CLEAR, Found.PARTIAL, Found.ABSENT, 4)


async def test_in_a_board_a_rating_leads_on_to_the_next_question(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path), typed_drill(preset=PresetId("board")))
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        await write(pilot, STORY)
        await pilot.press("ctrl+s")
        await until(pilot, RatingScreen)
        assert "⏎ Go on" in shown(app)
        await pilot.press("2", "2", "1", "4")
        await pilot.pause()
        assert "enter goes on" in shown(app)


async def test_a_blank_answer_is_asked_about_once_and_then_not_scored(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    app = MockPanelApp(services, typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        await pilot.press("ctrl+s")
        await until(pilot, "QuestionScreen")
        await pilot.press("ctrl+s")
        await until(pilot, RatingScreen)
        await pilot.press("escape")
        await until(pilot, ReviewScreen)
        assert "not scored" in shown(app)
        assert "There are no words to score" in shown(app)


async def test_a_spoken_answer_without_words_is_timed_and_never_scored(tmp_path: Path) -> None:
    clock = TestClock()
    services = real_services(tmp_path, clock)
    app = MockPanelApp(services, typed_drill(mode=AnswerMode.SPOKEN))
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        assert "Press space when you begin to speak" in shown(app)
        clock.pass_seconds(7)
        await pilot.press("space")
        clock.pass_seconds(120)
        await pilot.press("space")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await until(pilot, RatingScreen)
        await pilot.press("escape")
        await until(pilot, ReviewScreen)
        assert "timed, not scored" in shown(app)
    (kept,) = services.attempts.attempts()
    assert (kept.status, kept.report, kept.text) == ("timed", None, "")
    assert kept.timing.first_word == 7
    assert kept.timing.answer == 127


async def test_words_of_a_spoken_answer_may_be_pasted_afterwards(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    app = MockPanelApp(services, typed_drill(mode=AnswerMode.SPOKEN))
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        await pilot.press("space", "space")
        await pilot.pause()
        await write(pilot, STORY)
        await pilot.press("ctrl+s")
        await until(pilot, RatingScreen)
        await pilot.press("escape")
        await until(pilot, ReviewScreen)
    (kept,) = services.attempts.attempts()
    assert kept.status == "scored"
    assert kept.mode == "spoken"


async def test_the_outline_is_kept_with_the_draft_and_never_scored(tmp_path: Path) -> None:
    clock = TestClock()
    services = real_services(tmp_path, clock)
    app = MockPanelApp(services, typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await pilot.press("f2", *"fleet, heads")
        await pilot.press("f2")
        assert app.screen.focused is screen.query_one("#editor", TextArea)
        await write(pilot, STORY)
        await pilot.press("ctrl+s")
        await until(pilot, RatingScreen)
        await pilot.press("escape")
        await until(pilot, ReviewScreen)
    (kept,) = services.attempts.attempts()
    assert kept.note == "fleet, heads"
    assert "fleet, heads" not in kept.full_text


async def test_while_the_outline_takes_enter_the_preparation_says_how_to_begin(
    tmp_path: Path,
) -> None:
    app = MockPanelApp(real_services(tmp_path), typed_drill(preparation_seconds=30))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        assert "Prepare. Enter begins at once." in shown(app)
        await pilot.press("f2", *"fleet", "enter")
        await still(pilot)
        assert screen.session.phase is Phase.PREPARING
        assert "Prepare. f2 leaves the outline; then Enter begins." in shown(app)
        assert "⏎ Begin" not in shown(app)
        await pilot.press("f2")
        await still(pilot)
        assert "Prepare. Enter begins at once." in shown(app)
        assert "⏎ Begin" in shown(app)
        await pilot.press("enter")
        assert str(screen.session.phase) == "answering"
        assert screen.session.note == "fleet\n"


async def test_a_new_question_takes_the_keys_back_from_the_outline(tmp_path: Path) -> None:
    setup = typed_drill(preset=PresetId("board"), preparation_seconds=30)
    app = MockPanelApp(real_services(tmp_path), setup)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await pilot.press("enter")
        await write(pilot, STORY)
        await pilot.press("f2", *"fleet", "ctrl+s")
        await until(pilot, RatingScreen)
        await pilot.press("escape")
        await until(pilot, QuestionScreen)
        await still(pilot)
        assert screen.session.position == 2
        assert "Prepare. Enter begins at once." in shown(app)
        await pilot.press("enter")
        assert screen.session.phase is Phase.ANSWERING


async def test_each_question_of_a_board_has_an_outline_of_its_own(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    app = MockPanelApp(services, typed_drill(preset=PresetId("board")))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await pilot.press("f2", *"fleet", "f2")
        await answer_in_turn(app, pilot, STORY)
        await until(pilot, QuestionScreen)
        assert (screen.session.position, screen.outline.text) == (2, "")
        await pilot.press("escape")
        await until(pilot, "NoticeScreen")
        await pilot.press("l")
        await until(pilot, HomeScreen)
    assert [kept.note for kept in services.attempts.attempts()] == ["fleet"]
    (draft,) = drafts_of(tmp_path)
    assert (draft["position"], draft["note"]) == (2, "")


async def test_the_same_question_again_keeps_its_outline(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    app = MockPanelApp(services, typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await pilot.press("f2", *"fleet", "f2")
        for _ in range(2):
            await write(pilot, STORY)
            await pilot.press("ctrl+s")
            await until(pilot, RatingScreen)
            await pilot.press("escape")
            await until(pilot, ReviewScreen)
            await pilot.press("t")
            await until(pilot, QuestionScreen)
            assert screen.outline.text == "fleet"
    assert [kept.note for kept in services.attempts.attempts()] == ["fleet", "fleet"]


async def test_a_parts_checklist_can_be_ticked(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    question = next(q for q in services.bank.load().questions if len(q.asks) > 1)
    session = services.rehearsal.start_with(typed_drill(), AskedQuestion.of(question))
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        await app.push_screen(QuestionScreen(session))
        await until(pilot, QuestionScreen)
        assert f"☐ {question.asks[0]}" in shown(app)
        assert "^o Tick" in shown(app)
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert f"☑ {question.asks[0]}" in shown(app)
        assert f"☐ {question.asks[1]}" in shown(app)
        await pilot.press(*["ctrl+o"] * (len(question.asks) - 1))
        await pilot.pause()
        assert all(f"☑ {asked}" in shown(app) for asked in question.asks)
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert all(f"☐ {asked}" in shown(app) for asked in question.asks)
        assert session.text == ""


async def test_a_question_without_parts_offers_no_tick(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    question = next(q for q in services.bank.load().questions if not q.asks)
    session = services.rehearsal.start_with(typed_drill(), AskedQuestion.of(question))
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        await app.push_screen(QuestionScreen(session))
        await until(pilot, QuestionScreen)
        assert "^o Tick" not in shown(app)
